"""From the charge to the net payment, one row a step, drawn on an axis that is cut where the charge is far larger."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from contracts import months
from contracts.wording import MINUS, pounds, pounds_signed
from dashboard.figures.in_view import InView
from dashboard.figures.markup import Html, element
from statements.documents import SETTLED, StatementLine

_TICKS: Final = 4
_MARGIN: Final = 0.12
_POUND: Final = 100
_LAST: Final = 97
"""A tick beyond this, in per cent of the axis, ends its label at the axis instead of standing in its middle."""


@dataclass(frozen=True)
class Step:
    """One row: ``amount`` in pence with its sign, drawn from ``before`` to ``after`` on the axis."""

    title: str
    amount: int
    before: int
    after: int
    whole: bool = False


@dataclass(frozen=True)
class Axis:
    """A stretch of pence on which rows are drawn, with its ticks; ``is_cut`` if it does not begin at nil."""

    first: int
    last: int
    ticks: tuple[int, ...]
    is_cut: bool

    def place(self, pence: int) -> float:
        """Return where an amount lies, in per cent of the axis, kept inside it."""
        return min(100.0, max(0.0, (pence - self.first) * 100 / (self.last - self.first)))


_NO_STEP: Final = ("charge", "vat")
"""Lines that are no step from the charge to the net: they make up the charge, or come after the net."""

_BY_TITLE: Final = (*SETTLED, "outcome", "unit price")
"""What is paid beside the charge, or guaranteed: each is a step under its own name."""


def steps(view: InView) -> tuple[Step, ...]:
    """Return the rows: the charge, what each indicator takes off, and the net payment."""
    statement = view.statement
    charge = view.charge
    found = [Step(f"Charge for {months.NAMES[view.month % 12]}", charge, 0, charge, whole=True)]
    running = charge
    lines = (line for line in statement.lines if line.kind not in _NO_STEP and line.amount)
    for _, group in groupby(lines, key=_subject):
        same = list(group)
        amount = sum(line.amount for line in same)
        found.append(Step(same[0].title, amount, running, running + amount))
        running += amount
    return (*found, Step("Net payment before VAT", statement.net, 0, statement.net, whole=True))


def _subject(line: StatementLine) -> tuple[str | None, str, str]:
    """Lines on one measure are one step: a repeated failure is not drawn apart. What comes back of two months is."""
    if line.kind == "earn back":
        return line.indicator, line.measured, line.title
    return line.indicator, line.measured, "" if line.indicator else line.title if line.kind in _BY_TITLE else line.kind


def axis(drawn: tuple[Step, ...]) -> Axis:
    """Return an axis that shows every step: cut below them all where that leaves most of the charge out."""
    ends = [end for step in drawn for end in (step.before, step.after) if not step.whole or end]
    low, high = min(ends, default=0), max(ends, default=0)
    span = (high - low) or high or 1
    is_cut = 2 * low > high > low
    every = _tick(span)
    # Some room is left before the lowest step, so that the bars that are cut still end in a bar.
    first = int(low - span * _MARGIN) // (every // 5) * (every // 5) if is_cut else min(0, low)
    last = max(high, first + 1)
    ticks = tuple(range(-(-first // every) * every, last + 1, every))
    return Axis(first, last, ticks, is_cut)


def _tick(span: int) -> int:
    """Return a round distance between ticks, in pence: 1, 2 or 5 and noughts."""
    size = _POUND
    while True:
        for times in (1, 2, 5):
            if span <= size * times * (_TICKS + 1):
                return size * times
        size *= 10


def waterfall(view: InView) -> Html:
    """Return the rows under their heading."""
    drawn = steps(view)
    on = axis(drawn)
    cut = (
        f"Grey bars are cut: the axis starts at {pounds(on.first // _POUND * _POUND).removesuffix('.00')}"
        if on.is_cut
        else ""
    )
    head = element(
        "thead", element("tr", *(element("th", name, scope="col") for name in ("Step", "On the axis", "Amount")))
    )
    rows = (_row(step, on, first=step is drawn[0], last=step is drawn[-1]) for step in drawn)
    body = element("tbody", *rows)
    foot = element("tfoot", element("tr", element("td"), element("td", _ticks(on)), element("td")), aria_hidden="true")
    caption = element("caption", "What each line takes off the charge")
    return element(
        "section",
        element("header", element("h2", "From charge to net payment"), element("span", cut)),
        element("table", caption, head, body, foot, class_="waterfall"),
    )


def _row(step: Step, on: Axis, *, first: bool, last: bool) -> Html:
    amount = pounds(step.amount) if step.whole else pounds_signed(step.amount)
    return element(
        "tr",
        element("th", step.title, scope="row"),
        element("td", element("div", _bar(step, on), *_links(step, on, first=first, last=last), class_="axis")),
        element("td", amount, class_="money"),
        class_="whole" if step.whole else None,
    )


def _bar(step: Step, on: Axis) -> Html:
    first, last = sorted((on.place(step.before), on.place(step.after)))
    classes = "whole" + " torn" * on.is_cut if step.whole else "back" if step.amount > 0 else "off"
    return element("i", class_=classes, style=f"left: {first:.2f}%; width: {last - first:.2f}%")


def _links(step: Step, on: Axis, *, first: bool, last: bool) -> Iterator[Html]:
    """Yield the thin lines to the row above and to the row below, which lead from bar to bar."""
    before = step.after if last else step.before
    if not first:
        yield element("s", class_="up", style=f"left: {on.place(before):.2f}%")
    if not last:
        yield element("s", class_="down", style=f"left: {on.place(step.after):.2f}%")


def _ticks(on: Axis) -> Html:
    return element("div", *_labels(on), class_="axis ticks")


def _labels(on: Axis) -> Iterator[Html]:
    for tick in on.ticks:
        whole = abs(tick) // _POUND
        text = f"£{whole // 1000}k" if whole % 1000 == 0 and whole else f"£{whole:,}"
        at = on.place(tick)
        yield element("span", MINUS * (tick < 0) + text, style="right: 0" if at > _LAST else f"left: {at:.2f}%")
