"""What is written into a marked copy, in a form that travels to the process that writes it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from ingest.findings import Finding

FINDINGS: Final = "Findings"
"""The name of the sheet that lists the findings."""

FINDINGS_TITLE: Final = "What was found in this return"
"""The text in that sheet's first cell; by it the sheet is known again when the copy is handed in."""

MADE_BY: Final = "Reckoner"
"""The author of every comment that is written; a copy of a copy starts without the comments of this author."""

WORDS: Final[Mapping[str, str]] = {
    "blocking": "Stops the return",
    "reason": "Needs a reason",
    "information": "For information",
}
HEADINGS: Final = ("No.", "Code", "Severity", "Sheet", "Cell", "Found", "Expected", "How to fix", "Reason given")
"""Of the list. With a number in each row no line of it can be taken for a row of headings when the copy comes back."""


_NO_RESULT: Final = "L06"
_BLANK_HERE: Final = "This copy holds no formulas, so the cell is blank in it: enter the figure here."


@dataclass(frozen=True)
class Mark:
    """A finding as it is marked: what its comment says, and which cells are meant.

    ``column`` is a letter; without it whole ``rows`` are meant, without rows nothing can be marked. ``line`` is the
    finding's row in the list, as the headings run.
    """

    severity: str
    sheet: str | None
    column: str | None
    rows: tuple[int, ...]
    comment: str
    line: tuple[str, ...]


def marks_of(findings: Iterable[Finding], reasons: Mapping[str, str], renamed: Mapping[str, str]) -> tuple[Mark, ...]:
    """Return findings as they are marked, in their order.

    Args:
        findings: of the return.
        reasons: those that hold, by a finding's key.
        renamed: name of a sheet in the copy, for one that has another name there.
    """
    return tuple(_mark(number, each, reasons.get(each.key, ""), renamed) for number, each in enumerate(findings, 1))


def _mark(number: int, each: Finding, reason: str, renamed: Mapping[str, str]) -> Mark:
    sheet = renamed.get(each.sheet, each.sheet) if each.sheet else None
    remedy = f"{each.remedy} {_BLANK_HERE}" if each.code == _NO_RESULT else each.remedy
    said = tuple(text[:1].upper() + text[1:] for text in (each.found, each.expected, remedy))
    line = (str(number), each.code, WORDS[each.severity], sheet or "The file", each.cell or "", *said, reason)
    return Mark(each.severity, sheet, each.column, each.rows, "\n".join(_comment(each, said, reason)), line)


def _comment(each: Finding, said: tuple[str, ...], reason: str) -> Iterator[str]:
    yield f"{WORDS[each.severity]} ({each.code})"
    yield from (f"{name}: {text}" for name, text in zip(HEADINGS[5:8], said, strict=True))
    if reason:
        yield f"Reason given: {reason}"
