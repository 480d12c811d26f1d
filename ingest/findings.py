"""What is said about a return: one finding for each cause, many cells with the same cause in one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final

from ingest.particulars import without_particulars
from ingest.rules.catalogue import RULES, Severity

_SINGLY: Final = 3
_RANGES: Final = 6


@dataclass(frozen=True)
class Finding:
    """One finding: which rule, how severe, where, what was found and expected, and how to put it right.

    ``cell`` is a cell or range such as G7 or G7:G20, of many ranges the first; ``column`` (a letter) and ``rows`` say
    every cell that is meant, as far as the rule names any. ``row_key`` names the row (an indicator, a heading) for
    findings that can be answered with a reason; it is never the key of a case.
    """

    code: str
    severity: Severity
    sheet: str | None
    cell: str | None
    found: str
    expected: str
    remedy: str
    row_key: str | None = None
    column: str | None = field(default=None, compare=False)
    rows: tuple[int, ...] = field(default=(), compare=False)

    @property
    def key(self) -> str:
        """What a reason is given for, and by what it is carried to the next file: rule and row."""
        return f"{self.code} {self.row_key or self.cell or self.sheet or ''}".strip()

    def __str__(self) -> str:
        place = ", ".join(part for part in (self.sheet and f"sheet “{self.sheet}”", self.cell) if part)
        return f"{self.code} {place}: found {self.found}; expected {self.expected}. {self.remedy}"


@dataclass(frozen=True)
class Hit:
    """Cells, rows or a sheet of which one rule speaks, before cells with the same cause are put together.

    ``rows`` are sheet rows, ``column`` a letter; neither where the sheet or file as a whole is meant. ``told`` fills
    the named places in the rule's words.
    """

    code: str
    sheet: str | None
    found: str
    column: str | None = None
    rows: Sequence[int] = ()
    told: Mapping[str, str] = field(default_factory=dict)
    row_key: str | None = None

    @property
    def blocks(self) -> bool:
        """Whether the return cannot be accepted while this stands."""
        return RULES[self.code].severity == "blocking"


def as_findings(hits: Iterable[Hit]) -> tuple[Finding, ...]:
    """Return findings in the order blocking, reason, information, and within it as the sheets run."""
    groups: dict[tuple[str, ...], list[Hit]] = {}
    for place, hit in enumerate(hits):
        rule = RULES[hit.code]
        alone = rule.severity == "reason" or not hit.rows
        cause = (hit.code, hit.sheet or "", hit.column or "", rule.expected.format_map(hit.told))
        groups.setdefault((*cause, str(place) if alone else ""), []).append(hit)
    found = [finding for group in groups.values() for finding in _findings(group)]
    severities: tuple[Severity, ...] = ("blocking", "reason", "information")
    return tuple(sorted(found, key=lambda finding: severities.index(finding.severity)))


def _findings(group: list[Hit]) -> Iterable[Finding]:
    if len(group) <= _SINGLY:
        for hit in group:
            yield _finding(hit, _counted(hit), hit.rows)
    else:
        every = sorted({row for hit in group for row in hit.rows})
        examples = ", ".join(hit.found for hit in group[:_SINGLY])
        yield _finding(group[0], f"{len(every):,} cells, such as {examples}", every)


def _counted(hit: Hit) -> str:
    count = len(hit.rows)
    return hit.found if count <= 1 else f"{hit.found} in {count:,} {'cells' if hit.column else 'rows'}"


def _finding(hit: Hit, found: str, rows: Sequence[int]) -> Finding:
    rule = RULES[hit.code]
    words = [text.format_map(hit.told) for text in (rule.expected, rule.remedy)]
    meant = tuple(row for row in rows if row)
    where = cells(hit.column, meant)
    told = (words[0], words[1], hit.row_key, hit.column, meant)
    sheet = without_particulars(hit.sheet) if hit.sheet else None
    return Finding(hit.code, rule.severity, sheet, where, found, *told)


def cells(column: str | None, rows: Sequence[int]) -> str | None:
    """Write cells the way a spreadsheet does: G7, G7:G20, or several with the rest counted; rows alone as row 7:20."""
    if not rows:
        return f"column {column}" if column else None
    runs = _runs(sorted(rows))
    shown = [_run(column, first, last) for first, last in runs[:_RANGES]]
    rest = sum(last - first + 1 for first, last in runs[_RANGES:])
    return ("" if column else "row ") + ", ".join(shown) + (f" and {rest:,} more" if rest else "")


def _run(column: str | None, first: int, last: int) -> str:
    letter = column or ""
    return f"{letter}{first}" if first == last else f"{letter}{first}:{letter}{last}"


def _runs(rows: Sequence[int]) -> list[tuple[int, int]]:
    runs = []
    for _, numbered in groupby(enumerate(rows), key=lambda pair: pair[1] - pair[0]):
        run = [row for _, row in numbered]
        runs.append((run[0], run[-1]))
    return runs
