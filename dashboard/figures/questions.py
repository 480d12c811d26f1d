"""What an indicator's figures make worth asking about: each question with how often it is asked for no reason."""

from collections.abc import Sequence

from dashboard.figures.markup import Html, element
from statements.trend_documents import QuestionShown


def section(questions: Sequence[QuestionShown]) -> Html | None:
    """Return the questions under a heading of their own, or ``None`` where the figures raise none."""
    if not questions:
        return None
    heading = element("header", element("h3", "Worth asking about"), element("span", "Questions, not findings"))
    said = (element("li", element("span", each.words), element("small", each.rate)) for each in questions)
    return element("section", heading, element("ul", *said, class_="noted questions"))
