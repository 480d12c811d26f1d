"""A signal beside its words: its drawing is a line against its band, so that it is never taken for a status."""

from dashboard.figures.markup import Html, element
from dashboard.marks import Mark, Theme


def signalled(mark: Mark, words: str, theme: Theme) -> Html:
    """Return the drawing of a signal, silent, with the words that say it."""
    drawing = element("img", src=mark.address(theme), alt="", width=30, height=16)
    return element("span", drawing, " ", words, class_="signal")
