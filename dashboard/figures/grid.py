"""Every indicator in every month: a table of marks, worst first, that adds up to what is deducted."""

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from contracts import months
from contracts.indicators import Indicator
from contracts.months import Month
from contracts.terms.calendar import is_measured
from contracts.wording import NONE_DUE, deducted, pounds
from dashboard.figures.in_view import InView
from dashboard.figures.judged import image, judged, mark_of, short_month
from dashboard.figures.links import NOWHERE, Address, to_indicator
from dashboard.figures.markup import Html, element, joined
from dashboard.figures.signals import signalled
from dashboard.marks import Mark, Theme, variation_mark
from statements.documents import MeasureShown, SignalShown

SHOWN: Final = 12
"""So many months stand side by side, the month in view last."""


def grid(view: InView, theme: Theme, address: Address = NOWHERE) -> Html:
    """Return the table under its heading; a narrow screen scrolls it sideways."""
    run = range(max(view.contract.first_month, view.month - SHOWN + 1), view.month + 1)
    shown = tuple(Month(month) for month in run)
    span = "every month" if shown[0] == view.contract.first_month else f"the last {SHOWN} months"
    heading = element("h2", f"Every indicator, {span}", id="every-indicator")
    body = element("tbody", *(_row(view, each, shown, theme, address) for each in worst_first(view)))
    caption = element("caption", f"Status of every indicator by month, and what {_name(view)} takes off the payment")
    table = element("table", caption, _head(view, shown), body, _foot(view, len(shown)), class_="status-grid")
    return element(
        "section",
        element("header", heading, element("span", _note(view))),
        element("div", table, class_="scrolled", role="region", tabindex=0, aria_labelledby="every-indicator"),
    )


def worst_first(view: InView) -> tuple[Indicator, ...]:
    """Return the contract's indicators: failing first, then not judged, then met, then not measured in the month."""
    return tuple(sorted(view.contract.indicators, key=lambda each: _badness(view, each)))


def _badness(view: InView, indicator: Indicator) -> tuple[int, int, int]:
    measure = view.measured.get(indicator.id)
    if measure is None:
        return 3, 0, 0
    cost = view.costs(indicator.id) or 0
    if measure.band is None:
        return 1, 0, -cost
    return (0 if measure.band > 1 or cost else 2), -measure.band, -cost


def _name(view: InView) -> str:
    return months.NAMES[view.month % 12]


def _note(view: InView) -> str:
    if view.bedding_in:
        last = months.spoken(view.bedding_in.last)
        return f"No deductions before the end of {last}: bedding-in period, clause {view.bedding_in.clause}"
    return "A dash: not measured in that month" + ", or its return is not due yet" * bool(view.awaited)


def _head(view: InView, shown: tuple[Month, ...]) -> Html:
    years = [(year, len(list(group))) for year, group in groupby(shown, key=lambda month: month // 12)]
    first = [
        element("td", class_="name"),
        *(element("th", str(year), colspan=n, scope="colgroup") for year, n in years),
    ]
    names = [
        element("th", "Indicator, worst first", scope="col", class_="name"),
        *(_month(view, each) for each in shown),
    ]
    ends = {"measure": _name(view), "target": "Target", "money": "Deducted"}
    names += [element("th", text, scope="col", class_=class_) for class_, text in ends.items()]
    rows = [element("tr", *first, element("td", colspan=3), class_="years"), element("tr", *names)]
    return element("thead", *_bedding_in(view, shown), *rows)


def _bedding_in(view: InView, shown: tuple[Month, ...]) -> Iterator[Html]:
    period = view.contract.relief.bedding_in
    excused = sum(period.first <= month <= period.last for month in shown) if period else 0
    if excused:
        rest = element("td", colspan=len(shown) - excused + 3)
        yield element(
            "tr", element("td"), element("th", "bedding-in", colspan=excused, scope="colgroup"), rest, class_="period"
        )


def _month(view: InView, month: Month) -> Html:
    name = element("abbr", short_month(month), title=months.spoken(month))
    return element("th", name, scope="col", class_="month now" if month == view.month else "month")


def _row(view: InView, indicator: Indicator, shown: tuple[Month, ...], theme: Theme, address: Address) -> Html:
    measure = view.measured.get(indicator.id)
    drawn = (indicator.id, theme)
    if drawn not in view.drawn:
        view.drawn[drawn] = joined(*(_cell(view, indicator, month, theme) for month in shown))
    said = _measure(measure) if measure else _next(indicator, view)
    signals = [each for each in view.board.signals if each.indicator == indicator.id]
    told = [said, *([f"target {measure.target}"] if measure else []), *(_word(each).lower() for each in signals)]
    narrow = element("small", "; ".join(told), aria_hidden="true")
    return element(
        "tr",
        element("th", to_indicator(indicator.id, indicator.title, address), narrow, scope="row", class_="name"),
        Html(view.drawn[drawn]),
        element("td", said, *(_signal(each, theme) for each in signals), class_="measure"),
        element("td", measure.target if measure else NONE_DUE, class_="target"),
        element("td", deducted(view.costs(indicator.id)), class_="money"),
    )


def _cell(view: InView, indicator: Indicator, month: Month, theme: Theme) -> Html:
    measure = view.measures.get((indicator.id, month))
    mark = mark_of(measure)
    red = measure is not None and judged(measure) and mark.colour == "red"
    figure = f", {measure.measure}" if measure and measure.measure != mark.word else ""
    classes = ["mark", mark.colour if measure else "none", *(["now"] if month == view.month else [])]
    said = f"{months.spoken(month)}: {mark.word}{figure}"
    return element("td", image(mark, theme, speaks=True, filled=red), class_=" ".join(classes), title=said)


def _signal(signal: SignalShown, theme: Theme) -> Html:
    """Return what a control chart signals of the month, apart from the status and in words of its own."""
    return element("div", signalled(_mark(signal), _word(signal), theme), title=signal.finding)


def _mark(signal: SignalShown) -> Mark:
    return variation_mark(signal.variation, 1 if signal.direction == "high" else -1)


def _word(signal: SignalShown) -> str:
    return _mark(signal).word


def _measure(measure: MeasureShown) -> str:
    """Write a figure, and beside it why it is not judged."""
    word = mark_of(measure).word
    return measure.measure if judged(measure) or measure.measure == word else f"{measure.measure}, {word.lower()}"


def _next(indicator: Indicator, view: InView) -> str:
    later = (Month(month) for month in range(view.month + 1, view.contract.last_month + 1))
    following = next((month for month in later if is_measured(indicator, month)), None)
    return f"Due {months.short(following)}" if following else "Not measured again"


def _foot(view: InView, shown: int) -> Html:
    statement = view.statement
    others = {
        "Brought forward from earlier months": -sum(line.amount for line in view.earlier_lines),
        "Returns late or missing": -sum(line.amount for line in view.reporting_lines),
        "Earned back": -sum(line.amount for line in statement.lines if line.kind == "earn back"),
        "Between this month and others": -sum(line.amount for line in statement.lines if line.kind == "net carried"),
        "Not recovered": -sum(line.amount for line in statement.lines if line.kind == "net not below zero"),
    }
    rows = [_total(name, pounds(amount), shown, "other") for name, amount in others.items() if amount]
    total = pounds(statement.deducted) if view.has_result else NONE_DUE
    return element("tfoot", *rows, _total(f"Total deducted in {_name(view)}", total, shown, "total"))


def _total(name: str, amount: str, shown: int, class_: str) -> Html:
    named = element("th", element("span", name), scope="row", colspan=shown + 3)
    return element("tr", named, element("td", amount, class_="money"), class_=class_)
