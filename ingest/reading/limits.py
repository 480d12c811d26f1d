"""How large a file may be, packed and unpacked, and what reading it may cost."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Limits:
    """Bounds on one file; the defaults hold a year of returns many times over.

    Sizes are bytes, times seconds. ``file_bytes`` bounds a workbook as it is sent, packed, and ``text_bytes`` a text
    file, which is never packed: the largest holds a million rows. ``inflated_bytes`` bounds what a workbook unpacks to
    and the text of its cells. ``cells`` bounds rows times columns, blank cells included. ``characters`` bounds the text
    of one cell: a spreadsheet keeps no more than the usual one.
    """

    file_bytes: int = 20 * 1024**2
    text_bytes: int = 100 * 1024**2
    inflated_bytes: int = 200_000_000
    rows: int = 1_100_000
    columns: int = 200
    cells: int = 30_000_000
    characters: int = 32_767
    memory_bytes: int = 1_500_000_000
    seconds: int = 30


USUAL: Final = Limits()

LARGEST_FILE: Final = max(USUAL.file_bytes, USUAL.text_bytes)
"""Bytes of the largest file of any kind: what the pages and the server take before they know which kind it is."""
