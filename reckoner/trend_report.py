"""What the commands print about control charts: a line a series, and of one series its figures too.

Names come from files of others: nothing in them acts on the terminal, and one that a spreadsheet would take for a
formula is put in quotation marks, so that a table can be pasted into one.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from rich.markup import escape
from rich.table import Table

from contracts import months
from contracts.wording import NONE_DUE, moment
from metrics.trends.words import ASSURANCES, SIGNALS, short
from reckoner.options import console
from statements.documents import Document
from statements.trend_asked import Trends
from statements.trend_documents import Trend, TrendPoint

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_RULES: Final = {
    ("outside", "high"): "above the upper limit",
    ("outside", "low"): "below the lower limit",
    ("trend", "high"): "seven or more, each higher",
    ("trend", "low"): "seven or more, each lower",
    ("two of three", "high"): "two of three near the upper limit",
    ("two of three", "low"): "two of three near the lower limit",
    ("shift", "high"): "seven or more above the mean",
    ("shift", "low"): "seven or more below the mean",
}


class Refused(Document):
    """A series that cannot be charted, and why."""

    series: str
    why: str


class Charted(Document):
    """The control charts of a file's series."""

    file: str
    series: tuple[Trend, ...]
    refused: tuple[Refused, ...]


def print_trends(told: Trends) -> None:
    """Print what the charts of a contract's indicators show."""
    console.print(f"[bold]{escape(told.title)}: control charts up to {months.spoken(months.parse(told.month))}[/bold]")
    console.print(f"As known on {moment(told.known_at.replace(tzinfo=None))}")
    if told.illustrative:
        console.print("Illustrative: made-up figures, except where the contract file names a published source.")
    _print(told.trends)


def print_charted(charted: Charted) -> None:
    """Print the control charts of a file's series, and which could not be charted."""
    _print(charted.series)
    for each in charted.refused:
        console.print(f"{safe(each.series)} cannot be charted. {each.why}", markup=False, soft_wrap=True)


def _print(trends: tuple[Trend, ...]) -> None:
    if len(trends) == 1 and trends[0].points:
        _print_one(trends[0])
    elif trends:
        console.print(_lines(trends))
    for each in trends:
        for said in _said(each) if len(trends) == 1 else _besides(each):
            lead = "" if len(trends) == 1 else f"{safe(each.series)}: "
            console.print(f"{lead}{said}", markup=False, soft_wrap=True)


def _lines(trends: Iterable[Trend]) -> Table:
    table = Table(box=None, pad_edge=False)
    for heading in ("Series", "Latest", "Value", "Target", "Usual", "Signal", "Target met?", "What the chart shows"):
        table.add_column(heading, overflow="fold", justify="right" if heading in ("Value", "Target") else "left")
    for each in trends:
        latest = each.points[-1] if each.points else None
        name = each.series if each.title == each.series else f"{each.series}: {each.title}"
        cells = (
            safe(name),
            latest.at if latest else "",
            short(latest.value) if latest else "",
            short(latest.target) if latest else "",
            _usual(each),
            each.signal,
            ASSURANCES[each.assurance] if each.assurance and each.assured else NONE_DUE,
            f"{each.finding} {each.standing}".strip(),
        )
        table.add_row(*(escape(cell) for cell in cells))
    return table


def _usual(trend: Trend) -> str:
    if not trend.groups or trend.groups[-1].lower is None:
        return NONE_DUE
    return f"{short(trend.groups[-1].lower)} to {short(trend.groups[-1].upper)}"


def _print_one(trend: Trend) -> None:
    console.print(f"\n[bold]{escape(safe(trend.title))}[/bold]: {trend.signal}. {trend.standing}.")
    table = Table(box=None, pad_edge=False)
    for heading in ("", "Value", "Target", "Lower limit", "Upper limit", "Signal"):
        table.add_column(heading, justify="left" if heading in ("", "Signal") else "right")
    begun = {each.first for each in trend.groups[1:]}
    for each in trend.points:
        if each.at in begun:
            table.add_section()
        cells = (each.at, _figure(each), short(each.target), short(each.lower), short(each.upper), _signal(each))
        table.add_row(*cells)
    console.print(table)


def _figure(point: TrendPoint) -> str:
    return short(point.value) if point.value is not None else "missing"


def _signal(point: TrendPoint) -> str:
    if point.rule is None or point.direction is None:
        return ""
    return f"{SIGNALS[point.variation]}: {_RULES[(point.rule, point.direction)]}"


def _said(trend: Trend) -> Iterator[str]:
    yield trend.finding
    if trend.assured:
        yield trend.assured
    yield from trend.remarks
    yield from trend.notes
    yield from trend.claims
    yield from _noted(trend)
    yield from _proposed(trend)
    yield from _asked(trend)


def _besides(trend: Trend) -> Iterator[str]:
    yield from (*trend.notes, *trend.claims, *_noted(trend), *_proposed(trend), *_asked(trend))


def _asked(trend: Trend) -> Iterator[str]:
    for each in trend.questions:
        yield f"Worth asking about: {each.words} {each.rate}"


def _noted(trend: Trend) -> Iterator[str]:
    for each in trend.noted:
        what = "The chart begins anew. " if each.kind == "rebase" else ""
        yield f"{each.month}: {what}{each.words} (note {each.note}, {each.person})"


def _proposed(trend: Trend) -> Iterator[str]:
    for each in trend.proposed_rebases:
        yield f"Proposed: a chart that begins anew at {each.at}. {each.because}"


def safe(name: str) -> str:
    """Put a name in quotation marks that a spreadsheet would take for a formula; leave out what is no character."""
    plain = "".join(letter for letter in name if letter.isprintable())
    return f"“{plain}”" if name.startswith(_FORMULA) else plain
