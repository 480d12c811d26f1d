"""What of a sample is made up and what is published fact."""

from contracts import months
from contracts.months import Month
from contracts.wording import day
from dashboard.figures.followed import Followed
from dashboard.figures.in_view import InView
from dashboard.figures.links import NOWHERE, Address, to_board
from dashboard.figures.markup import Html, element


def sources(view: InView) -> Html | None:
    """Return the published facts for a printed page, where they stand below what needs attention."""
    if not view.board.illustrative or not view.board.facts:
        return None
    heading = element("h3", "Published facts, with their sources")
    facts = element("ul", *(element("li", fact) for fact in view.board.facts))
    return element("aside", heading, facts, class_="sources illustrative")


def next_meeting(view: InView, followed: Followed, address: Address = NOWHERE) -> Html | None:
    """Return when the board meets next and on which month, where the month in view has been before it already.

    The page opens on the latest month that has a statement. Between two meetings that month was dealt with at the last
    one, which a member who prepares for the next would otherwise not notice.
    """
    day_ = followed.next_meeting
    if day_ is None:
        return None
    month = Month(view.month + 1)
    name = months.spoken(month)
    said = (" takes ", to_board(months.label(month), f"the results of {name}", address))
    return element("p", element("b", f"The next meeting, on {day(day_)},"), *said, ".", class_="besides")


def illustrative(view: InView) -> Html | None:
    """Return the note that opens to the published facts, or ``None`` for a contract that is not a sample."""
    if not view.board.illustrative:
        return None
    lead = element("b", "Illustrative.")
    if not view.board.facts:
        return element("p", lead, " Made up for this sample.", class_="illustrative")
    says = " Made up for this sample around published facts, which open here with their sources."
    facts = (element("li", fact) for fact in view.board.facts)
    return element("details", element("summary", lead, says), element("ul", *facts), class_="illustrative")
