"""Every indicator in every month: a table of marks that adds up to what is deducted, with where each is going."""

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from contracts import months
from contracts.indicators import Indicator
from contracts.months import Month
from contracts.terms.calendar import is_measured
from contracts.wording import NONE_DUE, deducted, listed, pounds
from dashboard.figures import ranking
from dashboard.figures.in_view import InView
from dashboard.figures.judged import image, judged, mark_of, short_month
from dashboard.figures.links import NOWHERE, Address, to_indicator
from dashboard.figures.markup import Html, element, joined
from dashboard.figures.signals import travelled
from dashboard.marks import Theme
from metrics.trends.words import SIGNALS
from statements.documents import MeasureShown, TravelShown

SHOWN: Final = 12
"""So many months stand side by side, the month in view last."""

_HERE: Final = "every-indicator"
_AFTER: Final = 4
"""Columns after those of the months."""


def grid(view: InView, theme: Theme, address: Address = NOWHERE, to_come: ranking.ToCome = ranking.UNKNOWN) -> Html:
    """Return the table under its heading; a narrow screen scrolls it sideways."""
    run = range(max(view.contract.first_month, view.month - SHOWN + 1), view.month + 1)
    shown = tuple(Month(month) for month in run)
    span = "every month" if shown[0] == view.contract.first_month else f"the last {SHOWN} months"
    heading = element("h2", f"Every indicator, {span}", id=_HERE)
    order = ranking.chosen(address, to_come)
    rows = (_row(view, each, shown, theme, address) for each in ranking.ranked(view, order, to_come))
    body = element("tbody", *rows)
    caption = element("caption", f"Status of every indicator by month, and what {_name(view)} takes off the payment")
    table = element("table", caption, _head(view, shown, order), body, _foot(view, len(shown)), class_="status-grid")
    return element(
        "section",
        element("header", heading, element("span", _note(view))),
        ranking.choices(address, _HERE, to_come),
        element("div", table, class_="scrolled", role="region", tabindex=0, aria_labelledby=_HERE),
        *_of_the_year(view),
    )


def _name(view: InView) -> str:
    return months.NAMES[view.month % 12]


def _note(view: InView) -> str:
    if view.bedding_in:
        last = months.spoken(view.bedding_in.last)
        return f"No deductions before the end of {last}: bedding-in period, clause {view.bedding_in.clause}"
    waits = any(each.data_status == "awaiting its stage" for each in view.measures.values())
    not_due = ", or its return is not due yet" * bool(view.awaited) + ", or a later figure is to come" * waits
    return f"A dash: not measured in that month{not_due}"


def _head(view: InView, shown: tuple[Month, ...], order: str) -> Html:
    years = [(year, len(list(group))) for year, group in groupby(shown, key=lambda month: month // 12)]
    first = [
        element("td", class_="name"),
        *(element("th", str(year), colspan=n, scope="colgroup") for year, n in years),
    ]
    names = [
        element("th", "Indicator, by ", ranking.called(order), scope="col", class_="name"),
        *(_month(view, each) for each in shown),
    ]
    ends = {"measure": _name(view), "target": "Target", "travel": "Signal"}
    names += [element("th", text, scope="col", class_=class_) for class_, text in ends.items()]
    cost = "Cost" if view.prices_later else "Deducted"
    names.append(element("th", cost, element("em", f"since {view.said(view.year[0])}"), scope="col", class_="money"))
    rows = [element("tr", *first, element("td", colspan=_AFTER), class_="years"), element("tr", *names)]
    return element("thead", *_bedding_in(view, shown), *rows)


def _bedding_in(view: InView, shown: tuple[Month, ...]) -> Iterator[Html]:
    period = view.contract.relief.bedding_in
    excused = sum(period.first <= month <= period.last for month in shown) if period else 0
    if excused:
        rest = element("td", colspan=len(shown) - excused + _AFTER)
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
    travel = view.travel(indicator.id)
    # What the contract does not measure in a month has no target to meet in it.
    target = measure.target if measure and measure.data_status != "not measurable" else ""
    told = [said, *([f"target {target}"] if target else []), *_unusual(travel)]
    told += [f"{pounds(cost)} this year" for cost in [view.cost_of_year(indicator.id)] if cost]
    narrow = element("small", "; ".join(told), aria_hidden="true")
    return element(
        "tr",
        element("th", to_indicator(indicator.id, indicator.title, address), narrow, scope="row", class_="name"),
        Html(view.drawn[drawn]),
        element("td", said, class_="measure"),
        element("td", target or NONE_DUE, class_="target"),
        element("td", travelled(travel, theme) if travel else NONE_DUE, class_="travel"),
        element("td", deducted(_of_month(view, indicator)), *_so_far(view, indicator), class_="money"),
    )


def _cell(view: InView, indicator: Indicator, month: Month, theme: Theme) -> Html:
    measure = view.measures.get((indicator.id, month))
    mark = mark_of(measure)
    red = measure is not None and judged(measure) and mark.colour == "red"
    figure = f", {measure.measure}" if measure and measure.measure != mark.word else ""
    classes = ["mark", mark.colour if measure else "none", *(["now"] if month == view.month else [])]
    stage = f", {measure.stage}" if measure and measure.stage else ""
    said = f"{months.spoken(month)}: {mark.word}{figure}{stage}"
    return element("td", image(mark, theme, speaks=True, filled=red), class_=" ".join(classes), title=said)


def _unusual(travel: TravelShown | None) -> Iterator[str]:
    """Say in words, for a narrow screen, what is more than usual variation."""
    if travel and travel.variation and travel.variation != "usual":
        yield SIGNALS[travel.variation].lower()


def _of_month(view: InView, indicator: Indicator) -> int | None:
    """Return what the month's own measure costs, with whichever payment, in pence; None where none is due."""
    return view.costs_later(indicator.id) or view.costs(indicator.id)


def _so_far(view: InView, indicator: Indicator) -> Iterator[Html]:
    """Say what an indicator cost in the contract year so far, if it cost anything."""
    cost = view.cost_of_year(indicator.id)
    if cost:
        yield element("em", f" {pounds(cost)}")


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
        f"Comes off the payment for {view.said(Month(view.month + 1))}": -sum(map(view.costs_later, view.measured)),
        "For figures of earlier months": view.priced_now,
        "Brought forward from earlier months": view.carried,
        "Returns late or missing": -sum(line.amount for line in view.reporting_lines),
        "Earned back": -sum(line.amount for line in statement.lines if line.kind == "earn back"),
        "Between this month and others": -sum(line.amount for line in statement.lines if line.kind == "net carried"),
        "Not recovered": -sum(line.amount for line in statement.lines if line.kind == "net not below zero"),
    }
    rows = [_total(name, pounds(amount), shown, "other") for name, amount in others.items() if amount]
    total = pounds(statement.deducted) if view.has_result else NONE_DUE
    return element("tfoot", *rows, _total(f"Total deducted in {_name(view)}", total, shown, "total"))


def _of_the_year(view: InView) -> Iterator[Html]:
    """Say why the indicators' costs of the year do not come to what is deducted in it, where they do not."""
    besides = view.board.besides
    apart = sum(each.pence for each in besides)
    if apart:
        costs = sum(view.cost_of_year(each.id) for each in view.contract.indicators)
        net = costs + apart
        taken = f"{pounds(net)} is deducted" if net >= 0 else f"{pounds(-net)} more is given back than deducted"
        parts = (f"{pounds(abs(each.pence))} {'more' if each.pence > 0 else 'less'} {each.says}" for each in besides)
        said = f"the indicators above come to {pounds(costs)}, and {taken}"
        yield element("p", f"Since {view.said(view.year[0])} {said}: {listed(parts)}.", class_="note of-the-year")


def _total(name: str, amount: str, shown: int, class_: str) -> Html:
    named = element("th", element("span", name), scope="row", colspan=shown + _AFTER)
    return element("tr", named, element("td", amount, class_="money"), class_=class_)
