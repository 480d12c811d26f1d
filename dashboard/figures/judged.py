"""How a measure was judged, as a word, a mark and a colour."""

from contracts.months import NAMES
from dashboard.figures.markup import Html, element
from dashboard.marks import Mark, Theme, solid, status_mark
from statements.documents import MeasureShown, StatementLine

_STATES = {
    "missing": "not reported",
    "below minimum": "too few",
    "nil activity": "nil activity",
    "not measurable": "not measurable",
    "relieved": "relieved",
}
NOT_MEASURED = Mark("status-not-due", "Not measured this month", "gray")
NOT_YET = Mark("status-not-due", "Not due yet", "gray")
STAGE_TO_COME = Mark("status-not-due", "Later figure to come", "gray")
_AWAITED = {"awaited": NOT_YET, "awaiting its stage": STAGE_TO_COME}


def judged(measure: MeasureShown | StatementLine) -> bool:
    """Say whether a figure came and was given a status: one that is missing has at most what the contract takes."""
    return measure.status is not None and measure.data_status != "missing"


def mark_of(measure: MeasureShown | StatementLine | None) -> Mark:
    """Return the mark of a measure: its status, or why it has none. ``None`` is not measured in the month."""
    if measure is None:
        return NOT_MEASURED
    data_status = measure.data_status or ""
    if data_status in _AWAITED:
        return _AWAITED[data_status]
    word = measure.status if judged(measure) else _STATES.get(data_status)
    return status_mark(word or "not reported")


def image(mark: Mark, theme: Theme, *, speaks: bool, filled: bool = False) -> Html:
    """Return a mark's drawing: one that speaks is read out, one beside its word is silent. ``filled``: a solid cell."""
    drawn = solid(mark) if filled else mark
    return element("img", src=drawn.address(theme), alt=mark.word if speaks else "", width=16, height=16)


def labelled(mark: Mark, theme: Theme) -> Html:
    """Return a mark with its word, in its colour."""
    return element("span", image(mark, theme, speaks=False), " ", mark.word, class_=f"status {mark.colour}")


def short_month(month: int) -> str:
    """Name a month in three letters, without its year."""
    return NAMES[month % 12][:3]
