"""What a reader of an indicator's chart should know of: events, and where and why the chart begins anew."""

from contracts import months
from contracts.london import in_london
from contracts.wording import day
from dashboard.figures.charted import Charted
from dashboard.figures.markup import Html, element, joined
from statements.documents import ChartNoteShown


def section(charted: Charted) -> Html | None:
    """Return the notes on a chart up to the month in view, oldest first, or ``None`` where nobody made one."""
    notes = charted.history.noted
    if not notes:
        return None
    heading = element("header", element("h3", "Noted on the chart"))
    return element("section", heading, element("ul", *(_note(each) for each in notes), class_="noted"))


def _note(each: ChartNoteShown) -> Html:
    month = months.spoken(months.parse(each.month))
    what = "The chart begins anew: " if each.kind == "rebase" else ""
    by = f" Noted by {each.person} on {day(in_london(each.known_at))}."
    words = each.words if each.words.endswith((".", "!", "?")) else f"{each.words}."
    return element("li", joined(element("b", f"{month}. "), what, words), element("small", by))
