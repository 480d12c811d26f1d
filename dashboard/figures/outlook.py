"""The outlook of an indicator to the end of the contract year: its sentence, and every range in a table."""

from typing import Final

from contracts import months
from contracts.indicators import FromCases
from contracts.wording import NONE_DUE
from dashboard.figures.charted import Charted
from dashboard.figures.markup import Html, element
from statements.outlook.documents import IndicatorOutlook, MonthAhead, Outlook
from statements.outlook.words import written

_COLUMNS = (("line", "Month"), ("money", "From"), ("money", "To"), ("money", "Target"))

_OF_CASES: Final = (
    "This is the forecast. It goes by earlier figures alone and looks at no open case: what those could come to stands "
    "below, and is no forecast."
)


def section(charted: Charted, told: Outlook) -> Html | None:
    """Return the outlook of an indicator, or ``None`` where no month is to come."""
    if not told.indicators or told.last is None:
        return None
    of = told.indicators[0]
    until = f"To {months.spoken(months.parse(told.last))}"
    parts = [
        element("header", element("h2", "Outlook"), element("span", until)),
        element("p", of.finding, class_="lead"),
    ]
    if of.months and isinstance(charted.agreed.measure, FromCases):
        parts.append(element("p", _OF_CASES, class_="besides"))
    if of.months:
        parts += [element("p", of.rests_on, class_="besides"), _months(charted, of)]
        parts.append(element("p", told.assumes, class_="besides"))
    return element("section", *parts, class_="breaches outlook")


def _months(charted: Charted, of: IndicatorOutlook) -> Html:
    columns = (*_COLUMNS[:-1], ("money", "Plan" if charted.follows_a_plan else "Target"))
    head = element("tr", *(element("th", name, scope="col", class_=class_) for class_, name in columns))
    caption = element("caption", "In eight of ten futures each month lies between")
    bodies = (_month(of, each) for each in of.months)
    return element("table", caption, element("thead", head), element("tbody", *bodies), class_="groups")


def _month(of: IndicatorOutlook, each: MonthAhead) -> Html:
    spoken = months.spoken(months.parse(each.month))
    figures = (NONE_DUE if at is None else written(of.unit, at) for at in (each.low, each.high, each.target))
    cells = (element("td", figure, class_="money") for figure in figures)
    return element("tr", element("th", spoken, scope="row", class_="line"), *cells)
