"""A signal beside its words: its drawing is a line against its band, so that it is never taken for a status."""

from dashboard.figures.markup import Html, element
from dashboard.marks import Mark, Theme, variation_mark
from statements.documents import TravelShown


def signalled(mark: Mark, words: str, theme: Theme) -> Html:
    """Return the drawing of a signal, silent, with the words that say it."""
    drawing = element("img", src=mark.address(theme), alt="", width=30, height=16)
    return element("span", drawing, " ", words, class_="signal")


def travelled(travel: TravelShown, theme: Theme) -> Html:
    """Return where an indicator is going, with what its chart shows as a hint; where that cannot be told, the words."""
    if travel.variation is None:
        return element("span", "Not charted", class_="signal", title=travel.finding)
    mark = variation_mark(travel.variation, -1 if travel.direction == "low" else 1)
    return element("span", signalled(mark, mark.word, theme), title=travel.finding)
