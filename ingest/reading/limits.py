"""How large a file may be, packed and unpacked, and what reading it may cost."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Bounds on one file; the defaults hold a year of returns many times over.

    Sizes are bytes, times seconds. ``inflated_bytes`` bounds what a workbook unpacks to, the text of its cells, and
    the size of a text file, which is never packed. ``cells`` bounds rows times columns, blank cells included.
    ``characters`` bounds the text of one cell: a spreadsheet keeps no more than the usual one.
    """

    file_bytes: int = 20_000_000
    inflated_bytes: int = 200_000_000
    rows: int = 1_100_000
    columns: int = 200
    cells: int = 30_000_000
    characters: int = 32_767
    memory_bytes: int = 1_500_000_000
    seconds: int = 30


USUAL = Limits()
