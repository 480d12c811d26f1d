"""What one more success is worth: the finding above the chart, what to know of it, and every stretch as a table."""

from contracts import months
from contracts.wording import pounds, pounds_signed
from dashboard.figures.judged import labelled
from dashboard.figures.markup import Html, element
from dashboard.marks import Theme, status_mark
from statements.what_if.documents import IncentiveMap, Stretch

HOW = (
    "Every level is worked out by the same rules as the statement, everything else as it was: runs of failures, free "
    "points and every cap. What later months cost because of it counts too. Costs are what payments are lower by than "
    "at the cheapest level, so they can differ from what is deducted on the indicator’s own lines."
)

_CUT = "Levels further out are not drawn; the table has them."


def heading(found: IncentiveMap, *, cut: bool) -> Html:
    """Return what stands above the chart: the figure with what it cost, and how the chart is to be read."""
    how = f"{HOW} {_CUT}" if cut else HOW
    month = months.spoken(months.parse(found.month))
    header = element("header", element("h2", f"What one more is worth: {found.title}"), element("span", month))
    return element("section", header, element("p", found.words, class_="lead"), element("p", how, class_="besides"))


def notes(found: IncentiveMap) -> Html | None:
    """Return the cliff or the steepest step, the dead zones, and where caps bite."""
    if not found.notes:
        return None
    return element("ul", *(element("li", _note(each)) for each in found.notes), class_="map-notes")


def _note(said: str) -> Html:
    for lead in ("A cliff", "The steepest step", "A dead zone", "Caps bite", "No cap bites"):
        if said.startswith(lead):
            return element("span", element("b", lead), said.removeprefix(lead))
    return element("span", said)


def table(found: IncentiveMap, theme: Theme) -> Html:
    """Return the stretches of levels that cost the same, the worst first: every step of the chart."""
    names = (
        ("line", "Level"),
        ("of-status", "Status"),
        ("money", "Before caps"),
        ("money", "Costs"),
        ("money", "Next step"),
    )
    head = element("thead", element("tr", *(element("th", name, scope="col", class_=class_) for class_, name in names)))
    here = found.levels[found.now]
    body = element("tbody", *(_row(each, theme) for each in found.stretches))
    caption = element(
        "caption",
        f"The figure itself: {here.says}, {pounds(here.pence)}. Next step: {found.step} from the last of these levels",
    )
    return element("section", element("table", caption, head, body, class_="groups map"))


def _row(each: Stretch, theme: Theme) -> Html:
    span = each.first if each.first == each.last else f"{each.first} to {each.last}"
    costs = (
        pounds(each.pence)
        if each.costs_at_first == each.pence
        else f"{pounds(each.costs_at_first)} to {pounds(each.pence)}"
    )
    return element(
        "tr",
        element("th", span, scope="row", class_="line"),
        element("td", labelled(status_mark(each.status), theme), class_="of-status"),
        element("td", pounds(each.before_caps), class_="money", data_name="Before caps"),
        element("td", costs, class_="money", data_name="Costs"),
        element("td", "" if each.worth is None else pounds_signed(each.worth), class_="money", data_name="Next step"),
    )


def none_for(indicator: str, month: str) -> Html:
    """Return what stands in place of a map where no month has a figure of its own."""
    spoken = months.spoken(months.parse(month))
    words = f"{indicator} was not judged by a figure of its own up to {spoken}: there is none to vary."
    return element(
        "section", element("header", element("h2", "What one more is worth")), element("p", words, class_="lead")
    )
