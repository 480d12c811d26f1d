"""What of a sample is made up and what is published fact."""

from dashboard.figures.in_view import InView
from dashboard.figures.markup import Html, element


def sources(view: InView) -> Html | None:
    """Return the published facts for a printed page, where they stand below what needs attention."""
    if not view.board.illustrative or not view.board.facts:
        return None
    heading = element("h3", "Published facts, with their sources")
    facts = element("ul", *(element("li", fact) for fact in view.board.facts))
    return element("aside", heading, facts, class_="sources illustrative")


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
