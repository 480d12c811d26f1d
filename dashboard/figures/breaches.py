"""Open cases that will breach: by days to their limit and never by pounds, with what the next month comes to."""

from collections.abc import Iterator, Sequence

from contracts import months
from contracts.indicators import Unit
from contracts.wording import day, day_short, deducted
from dashboard.figures.judged import NOT_MEASURED, labelled
from dashboard.figures.markup import Html, element
from dashboard.marks import Theme, status_mark
from statements.breaches.documents import Breaches, Future, OpenCase
from statements.measures import so_many
from statements.outlook.documents import MonthAhead
from statements.outlook.words import written

_CASES = (("line", "Case"), ("money", "Days open"), ("target", "Limit"), ("money", "Days left"), ("did", "Waits for"))
_FUTURES = (("line", "If"), ("measure", "Measure"), ("of-status", "Status"), ("money", "Deducted"))


def section(found: Breaches, theme: Theme, unit: Unit, ahead: Sequence[MonthAhead] = ()) -> Html:
    """Return the open cases, how old the overdue ones are, and what the next month comes to.

    ``ahead`` is what the outlook on the same page says of the months to come, in the indicator's ``unit``.
    """
    month = months.spoken(months.parse(found.next_month))
    heading = element("header", element("h2", "Open cases that will breach"), element("span", f"On {day(found.as_of)}"))
    parts = [heading, element("p", _lead(found, month), class_="lead"), _groups(found)]
    if found.futures:
        supposing = " if every overdue case is issued" if found.overdue else ""
        parts += [element("h3", f"What {month} comes to{supposing}"), *_beside_the_outlook(found, unit, ahead)]
        parts.append(_futures(found, theme))
    parts += [element("p", each, class_="besides") for each in (found.break_even, found.assumes) if each]
    if found.withheld:
        parts.append(element("p", element("b", "Not shown. "), found.withheld, class_="withheld"))
    if found.cases:
        parts += [element("h3", "Case by case, the most urgent first"), _cases(found)]
    return element("section", *parts, class_="breaches")


def _beside_the_outlook(found: Breaches, unit: Unit, ahead: Sequence[MonthAhead]) -> Iterator[Html]:
    """Say why these sums are not what the outlook says of the same month: side by side the two look like one question.

    Which of them is the forecast comes first, then what makes the difference, as a sum.
    """
    month = months.spoken(months.parse(found.next_month))
    for each in (each for each in ahead if each.month == found.next_month):
        said = f"The forecast for {month} is the outlook’s: {written(unit, each.low)} to {written(unit, each.high)} in "
        said += "eight of ten futures, from earlier figures alone. These sums are no forecast. They show what the open "
        said += "cases come to."
        if found.if_overdue_stay:
            said = f"{said.removesuffix('.')} if every overdue one is issued in {month}, late. One that stays open "
            said += f"lowers nothing: if all of them do and nothing else changes, {month} is {found.if_overdue_stay}."
        yield element("p", element("b", "Why this is not the outlook. "), said, class_="besides")


def _lead(found: Breaches, month: str) -> str:
    cases = f"{so_many(found.total, 'open case')} {'counts' if found.total == 1 else 'count'} in this indicator"
    if found.overdue is None or found.due is None:
        return f"{cases}. Too few are overdue or due to tell them apart."
    overdue = f"{found.overdue} {'is' if found.overdue == 1 else 'are'} overdue"
    due = f"{found.due} {'reaches its' if found.due == 1 else 'reach their'} limit in {month}"
    return f"{cases}: {overdue}, {due}."


def _groups(found: Breaches) -> Html:
    rows = (
        element(
            "tr", element("th", each.name, scope="row", class_="line"), element("td", str(each.cases), class_="money")
        )
        for each in found.groups
    )
    more = "1 more is open and does" if found.left_out == 1 else f"{found.left_out} more are open and do"
    left = f"{more} not count by the contract: another case type, or an exception."
    caption = element("caption", left if found.left_out else "Open cases by their limit")
    return element("table", caption, element("tbody", *rows), class_="groups")


def _futures(found: Breaches, theme: Theme) -> Html:
    head = element("tr", *(element("th", name, scope="col", class_=class_) for class_, name in _FUTURES))
    bodies = (_future(each, theme) for each in found.futures)
    against = f" against {found.target}" if found.target else ""
    caption = element("caption", f"Worked out by the same rules as the statement{against}")
    return element("table", caption, element("thead", head), element("tbody", *bodies), class_="groups futures")


def _future(each: Future, theme: Theme) -> Html:
    mark = status_mark(each.status) if each.status else NOT_MEASURED
    return element(
        "tr",
        element("th", each.supposing, scope="row", class_="line"),
        element("td", each.measure, class_="measure"),
        element("td", labelled(mark, theme), class_="of-status"),
        element("td", deducted(each.deducted), class_="money"),
    )


def _cases(found: Breaches) -> Html:
    head = element("tr", *(element("th", name, scope="col", class_=class_) for class_, name in _CASES))
    return element(
        "table", element("thead", head), element("tbody", *(_case(each) for each in found.cases)), class_="groups"
    )


def _case(each: OpenCase) -> Html:
    overdue = element("b", f"{-each.days_left} overdue") if each.days_left < 0 else str(each.days_left)
    return element(
        "tr",
        element("th", element("code", each.case), scope="row", class_="line"),
        element("td", str(each.days_open), class_="money"),
        element("td", day_short(each.limit_day), class_="target"),
        element("td", overdue, class_="money"),
        element("td", each.waits_for, class_="did"),
    )
