"""The colours and the layout that every drawn chart shares: the tokens of the visual language as plotly takes them."""

from dataclasses import dataclass
from typing import Any, Final

from dashboard.marks import Theme


@dataclass(frozen=True)
class Ink:
    """The colours of a chart in one theme."""

    page: str
    text: str
    quiet: str
    line: str
    worse: str
    hairline: str
    control: str
    band: str
    fan: str


INKS: Final[dict[Theme, Ink]] = {
    "light": Ink("#FFFFFF", "#14201D", "#4B5855", "#14497A", "#B34A0C", "#DCE1DF", "#7C8784", "#E9EDF0", "#14497A1A"),
    "dark": Ink("#101615", "#E9EEEC", "#A7B3B0", "#8FBCE6", "#E0903F", "#2C3735", "#71807C", "#222D33", "#8FBCE61F"),
}

SIZE: Final = 13
"""Of every letter on a chart, in pixels."""


def layout(ink: Ink) -> dict[str, Any]:
    """Return the layout: horizontal gridlines alone, labels on the drawing and no legend, nothing that moves."""
    axis = {"fixedrange": True, "showline": False, "zeroline": False, "ticks": ""}
    letters = {"color": ink.quiet, "size": SIZE}
    return {
        "colorway": [ink.line, ink.worse],
        "dragmode": False,
        "font": {"color": ink.text, "family": "Plex Sans, sans-serif", "size": SIZE},
        "hoverlabel": {"bgcolor": ink.page, "bordercolor": ink.control, "font": {"color": ink.text}},
        "hovermode": "closest",
        "margin": {"b": 44, "l": 44, "r": 112, "t": 24},
        "paper_bgcolor": ink.page,
        "plot_bgcolor": ink.page,
        "showlegend": False,
        "transition": {"duration": 0},
        "xaxis": {**axis, "showgrid": False, "tickfont": letters},
        "yaxis": {**axis, "showgrid": True, "gridcolor": ink.hairline, "gridwidth": 1, "tickfont": letters},
    }
