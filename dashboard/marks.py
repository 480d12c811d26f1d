"""The marks of a status, a signal and a finding: always a shape, a word and a colour, any two of which are enough.

The drawings are ``static/marks/light`` and ``static/marks/dark``. Which theme is shown is the caller's to say
(``st.context.theme.type``), so this module needs no running page.
"""

from dataclasses import dataclass
from typing import Literal

from contracts.errors import ReckonerError
from metrics.trends.chart import Assurance, Variation
from metrics.trends.words import ASSURANCES, SIGNALS

Theme = Literal["light", "dark"]
Colour = Literal["green", "yellow", "orange", "red", "gray", "blue"]
"""Names of the theme's colours as Markdown spells them. Yellow is green amber and orange is red amber."""

UNJUDGED = "other"

DRAWINGS: dict[str, Colour] = {
    "green": "green",
    "green-on-target": "green",
    "green-amber": "yellow",
    "red-amber": "orange",
    "red": "red",
    UNJUDGED: "gray",
    "not-reported": "gray",
    "relieved": "gray",
    "nil-activity": "gray",
    "too-few": "gray",
    "not-due": "gray",
}
"""Every status drawing and its colour; ``red-solid`` beside them is red drawn for a solid cell."""

SHAPES = {
    "disc, tick": "green",
    "ring, tick": "green-on-target",
    "ring, half full": "green-amber",
    "triangle": "red-amber",
    "square, cross": "red",
    "ring, bar": UNJUDGED,
}
"""What a scale of a contract may declare for a status of its own, by the shape's name."""

_DRAWING_OF_STATUS = {
    "good": "green",
    "met": "green",
    "green delivered": "green",
    "approaching target": "green-amber",
    "requires improvement": "red-amber",
    "near": "red-amber",
    "amber": "red-amber",
    "inadequate": "red",
    "not met": "red",
    "not measurable": UNJUDGED,
    "too few to judge": "too-few",
}

_FINDINGS: dict[str, tuple[str, str, Colour]] = {
    "blocking": ("finding-stop", "Stops the return", "red"),
    "reason": ("finding-reason", "Needs a reason", "blue"),
    "information": ("finding-information", "For information", "gray"),
}


class NotASeverity(ReckonerError):
    """A finding came with a severity that has no mark."""

    def __init__(self, found: str) -> None:
        super().__init__(f"Found the severity “{found}”. A finding is blocking, reason or information.")


@dataclass(frozen=True)
class Mark:
    """A drawing, the word beside it and their colour.

    Attributes:
        drawing: the file's name without folder and ending, such as ``status-green``.
        word: as it is shown, such as ``Green amber``.
        colour: the theme's name for it.
    """

    drawing: str
    word: str
    colour: Colour

    def address(self, theme: Theme) -> str:
        """Return where the browser finds the drawing, relative to the page."""
        return f"app/static/marks/{theme}/{self.drawing}.svg"

    def image(self, theme: Theme) -> str:
        """Return Markdown for the drawing where no word stands beside it: the word is read out instead."""
        return f"![{self.word}]({self.address(theme)})"

    def labelled(self, theme: Theme) -> str:
        """Return Markdown for the drawing and its word. The drawing is silent, or the word would be read out twice."""
        return f"![]({self.address(theme)}) :{self.colour}[**{self.word}**]"


def status_mark(status: str, shape: str | None = None) -> Mark:
    """Return the mark of a status.

    Args:
        status: in the contract's own words (``green amber``, ``Requires improvement``) or one of the states in which
            nothing is judged (``not reported``, ``relieved``, ``nil activity``, ``too few``, ``not due``,
            ``not measurable``).
        shape: the shape that the contract's scale declares for it, one of ``SHAPES``; it decides when given. A status
            that is neither known nor declared gets the mark that judges nothing, with its own word.
    """
    plain = " ".join(status.split())
    key = plain.lower()
    drawing = SHAPES.get(shape or "") or _DRAWING_OF_STATUS.get(key) or key.replace(" ", "-")
    if drawing not in DRAWINGS:
        drawing = UNJUDGED
    word = "Too few to judge" if key == "too few" else plain[:1].upper() + plain[1:]
    return Mark(f"status-{drawing}", word, DRAWINGS[drawing])


def solid(mark: Mark) -> Mark:
    """Return the mark as it is drawn in the solid cell of a grid: red has a drawing of its own there."""
    return Mark("status-red-solid", mark.word, mark.colour) if mark.drawing == "status-red" else mark


def variation_mark(variation: Variation, sign: int) -> Mark:
    """Return the mark of a signal: ``better``, ``worse``, ``other`` or ``usual``, high or rising where 1, low where -1.

    It has another form than a status, a line against its band, so that the two are never taken for one another.
    """
    way = "rising" if sign > 0 else "falling"
    drawings: dict[Variation, tuple[str, Colour]] = {
        "better": (f"variation-improving-{way}", "blue"),
        "worse": (f"variation-worsening-{way}", "orange"),
        "other": (f"variation-other-{way}", "gray"),
        "usual": ("variation-usual", "gray"),
    }
    drawing, colour = drawings[variation]
    return Mark(drawing, SIGNALS[variation], colour)


def assurance_mark(assurance: Assurance, *, lower_is_better: bool) -> Mark:
    """Return the mark of what usual variation makes of a target: ``pass``, ``fail`` or ``inconsistent``."""
    lower = "-lower" if lower_is_better else ""
    drawings: dict[Assurance, tuple[str, Colour]] = {
        "pass": (f"assurance-meets{lower}", "blue"),
        "fail": (f"assurance-misses{lower}", "orange"),
        "inconsistent": ("assurance-either", "gray"),
    }
    drawing, colour = drawings[assurance]
    return Mark(drawing, ASSURANCES[assurance], colour)


def finding_mark(severity: str) -> Mark:
    """Return the mark of a finding in a return: ``blocking``, ``reason`` or ``information``.

    Raises:
        NotASeverity: any other severity.
    """
    if severity not in _FINDINGS:
        raise NotASeverity(severity)
    return Mark(*_FINDINGS[severity])
