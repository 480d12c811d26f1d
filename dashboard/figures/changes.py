"""What changed since the last meeting: indicators, figures and terms, actions and decisions.

The board as it was known at the end of that meeting's day is held against the page. Where no meeting is on record, the
month in view is held against the month before, and the page says so.
"""

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from contracts import months
from contracts.indicators import Indicator
from contracts.months import Month
from contracts.wording import day, pounds
from dashboard.figures.followed import Followed
from dashboard.figures.in_view import InView
from dashboard.figures.judged import image, judged, mark_of
from dashboard.figures.markup import Html, element
from dashboard.marks import Mark, Theme
from statements.documents import TO_COME, Board, MeasureShown
from statements.measures import so_many

Measures = Mapping[tuple[str, Month], MeasureShown]

LISTED: Final = 6
"""So many things of one kind are named; of the rest only the number."""


class Change(NamedTuple):
    """An indicator whose band differs from when it was last judged; ``worse_by`` counts bands and is never 0."""

    title: str
    now: Mark
    before: Mark
    when: Month
    worse_by: int


def changes(view: InView, then: Board | None = None) -> tuple[Change, ...]:
    """Return the indicators in another band than when they were last judged, largest change first.

    That is in the board as it was known then; without one, before the month in view.
    """
    known = _known(view, then)
    last = _last_judged(known)
    found = (_change(known, last.get(measure.indicator), measure) for measure in view.measured.values())
    return tuple(sorted((each for each in found if each), key=lambda each: -abs(each.worse_by)))


def _known(view: InView, then: Board | None) -> Measures:
    if then is None:
        return {key: each for key, each in view.measures.items() if key[1] < view.month}
    return {(each.indicator, months.parse(each.month)): each for each in then.grid}


def _change(known: Measures, when: Month | None, measure: MeasureShown) -> Change | None:
    if measure.band is None or when is None:
        return None
    before = known[(measure.indicator, when)]
    worse_by = measure.band - (before.band or 0)
    return Change(measure.title, mark_of(measure), mark_of(before), when, worse_by) if worse_by else None


def _last_judged(known: Measures) -> dict[str, Month]:
    """Return the last month in which each indicator was in a band, as far as was known."""
    last: dict[str, Month] = {}
    for (of, at), each in known.items():
        if each.band:
            last[of] = max(at, last.get(of, at))
    return last


def new_results(view: InView, then: Board) -> tuple[str, ...]:
    """Return, in words, newest first, the months whose results were not known then, and those that changed since."""
    known = _known(view, then)
    told, told_then = _with_a_result(view.board, view.measures), _with_a_result(then, known)
    said = []
    for total in view.board.months:
        month = months.parse(total.month)
        was = next((each.deducted for each in then.months if each.month == total.month), 0)
        if month not in told:
            continue
        if month not in told_then:
            said.append(_new(view, month, total.deducted))
        elif total.deducted != was or _differs(view, known, month):
            said.append(_corrected(month, total.deducted, was))
    return tuple(reversed(said))


def _with_a_result(board: Board, measures: Measures) -> set[Month]:
    """Return the months whose return had come or was due: what is not measurable or is relieved stands before that."""
    due = {each.month for each in board.receipts if each.receipt_status != "awaited"}
    awaited = {months.parse(month) for month in {each.month for each in board.receipts} - due}
    none = (*TO_COME, "not measurable")
    return {month for (_, month), each in measures.items() if each.data_status not in none} - awaited


def _new(view: InView, month: Month, deducted: int) -> str:
    due = [each for (_, at), each in view.measures.items() if at == month]
    results = sum(map(judged, due))
    of = f" of {so_many(len(due), 'indicator')} due" if len(due) > results else ""
    return f"{months.spoken(month)} is new: {so_many(results, 'result')}{of}, {pounds(deducted)} deducted"


def _differs(view: InView, known: Measures, month: Month) -> bool:
    now = {key: (each.measure, each.status) for key, each in view.measures.items() if key[1] == month}
    return now != {key: (each.measure, each.status) for key, each in known.items() if key[1] == month}


def _corrected(month: Month, now: int, was: int) -> str:
    if now == was:
        return f"{months.spoken(month)} was corrected; {pounds(now)} deducted as before"
    way = "more" if now > was else "less"
    return f"{months.spoken(month)} was corrected: {pounds(abs(now - was))} {way}, now {pounds(now)} deducted"


def new_terms(view: InView) -> tuple[str, ...]:
    """Return, in words, the terms that hold from this month on: variations and targets."""
    label = months.label(view.month)
    varied = (f"{each.ref}: {each.title}" for each in view.contract.variations if each.effective.startswith(label))
    begins = f"The contract begins: {so_many(len(view.contract.indicators), 'indicator')}"
    if view.month == view.contract.first_month:
        return (begins,)
    return (*varied, *(term for each in view.contract.indicators for term in _new_target(view, each)))


def _new_target(view: InView, indicator: Indicator) -> Iterator[str]:
    """A plan's target moves every month, so it is no news."""
    now, before = view.measured.get(indicator.id), _shown_before(view, indicator.id)
    if indicator.target is not None and now and before and now.target != before.target:
        yield f"{indicator.title}: target {now.target}, was {before.target}"


def _shown_before(view: InView, indicator: str) -> MeasureShown | None:
    earlier = [at for of, at in view.measures if of == indicator and at < view.month]
    return view.measures[(indicator, max(earlier))] if earlier else None


def followed_up(view: InView, followed: Followed) -> Iterator[str]:
    """Yield, in words, what the last meeting decided, and what was done, is overdue and is new of the actions."""
    titles = {each.id: each.title for each in view.contract.indicators}
    for action in followed.overdue:
        yield f"Overdue since {day(action.due)} ({action.owner}): {action.what}"
    for decision in followed.decided:
        yield f"Decided on {titles.get(decision.indicator or '', 'the contract as a whole')}: {decision.answer}"
    begun = len(followed.begun)
    if begun:
        yield so_many(begun, "new action")
    for action in followed.done:
        yield f"Done: {action.what}"


def columns(view: InView, followed: Followed, theme: Theme) -> Html:
    """Return what got worse and better, figures and terms, and actions side by side, under the day compared with."""
    then = followed.then
    figures = (*(new_results(view, then) if then else ()), *new_terms(view))
    none, found = _nothing(view, then), changes(view, then)
    worse = [_item(view, each, theme) for each in found if each.worse_by > 0]
    better = [_item(view, each, theme) for each in found if each.worse_by < 0]
    shown = (
        element("div", *_list("Worse", worse, none)),
        element("div", *_list("Better", better, none)),
        element("div", *_list("Figures and terms", _items(figures), "No month was corrected, no term is new")),
        element("div", *_list("Actions and decisions", _items(tuple(followed_up(view, followed))), "None is recorded")),
    )
    heading = element("header", element("h2", _title(view, followed)), *_note(followed))
    return element("section", heading, element("div", *shown, class_="changes four"))


def _list(name: str, items: list[Html], none: str) -> tuple[Html, Html]:
    return element("h3", name), element("ul", *(items or [element("li", none)]))


def _title(view: InView, followed: Followed) -> str:
    if followed.then and followed.sitting.last:
        return f"What changed since the last meeting, {day(followed.sitting.last)}"
    last = view.said(Month(view.month - 1))
    return f"What changed since {last}" if view.previous else "What is new"


def _note(followed: Followed) -> Iterator[Html]:
    if followed.sitting.last is None:
        yield element("span", "No earlier meeting is on record")
    elif followed.then is None:
        yield element("span", f"At the meeting of {day(followed.sitting.last)} nothing was known here yet")


def _nothing(view: InView, then: Board | None) -> str:
    last = _last_judged(_known(view, then))
    compared = any(each.indicator in last for each in view.measured.values() if each.band)
    return "No indicator" if compared else "Nothing to compare"


def _item(view: InView, change: Change, theme: Theme) -> Html:
    was = f"{change.before.word.lower()} in {view.said(change.when)}"
    said = f"{change.title}: {change.now.word.lower()}; {was}"
    return element("li", image(change.now, theme, speaks=False), element("span", said))


def _items(said: tuple[str, ...]) -> list[Html]:
    rest = len(said) - LISTED
    more = [element("li", f"And {rest} more")] if rest > 0 else []
    return [*(element("li", each) for each in said[:LISTED]), *more]
