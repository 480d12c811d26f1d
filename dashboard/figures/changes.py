"""What changed since last month: indicators that got better or worse, and terms that are new."""

from collections.abc import Iterator
from typing import NamedTuple

from contracts import months
from contracts.indicators import Indicator
from contracts.months import Month
from dashboard.figures.in_view import InView
from dashboard.figures.judged import image, mark_of
from dashboard.figures.markup import Html, element
from dashboard.marks import Mark, Theme
from statements.documents import MeasureShown


class Change(NamedTuple):
    """An indicator whose band differs from when it was last judged; ``worse_by`` counts bands and is never 0."""

    title: str
    now: Mark
    before: Mark
    when: Month
    worse_by: int


def changes(view: InView) -> tuple[Change, ...]:
    """Return the indicators that are in another band than when they were last judged, largest change first."""
    found = (_change(view, measure) for measure in view.measured.values())
    return tuple(sorted((each for each in found if each), key=lambda each: -abs(each.worse_by)))


def _change(view: InView, measure: MeasureShown) -> Change | None:
    when = _last_judged(view, measure)
    if measure.band is None or when is None:
        return None
    before = view.measures[(measure.indicator, when)]
    worse_by = measure.band - (before.band or 0)
    return Change(measure.title, mark_of(measure), mark_of(before), when, worse_by) if worse_by else None


def _last_judged(view: InView, measure: MeasureShown) -> Month | None:
    """Return the last month before this one in which the indicator was in a band."""
    earlier = (at for (of, at), each in view.measures.items() if of == measure.indicator and each.band)
    return max((at for at in earlier if at < view.month), default=None)


def new_terms(view: InView) -> tuple[str, ...]:
    """Return, in words, the terms that hold from this month on: variations and targets."""
    label = months.label(view.month)
    varied = (f"{each.ref}: {each.title}" for each in view.contract.variations if each.effective.startswith(label))
    begins = f"The contract begins: {len(view.contract.indicators)} indicators"
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


def columns(view: InView, theme: Theme) -> Html:
    """Return what is better, what is worse and what terms are new, side by side."""
    found = changes(view)
    better = [_item(view, each, theme) for each in found if each.worse_by < 0]
    worse = [_item(view, each, theme) for each in found if each.worse_by > 0]
    terms = [element("li", each) for each in new_terms(view)]
    compared = sum(_last_judged(view, each) is not None for each in view.measured.values() if each.band)
    none = "No indicator" if compared else "Nothing to compare"
    parts = (("Worse", worse, none), ("Better", better, none), ("New terms", terms, "None"))
    last = view.said(Month(view.month - 1))
    title = f"What changed since {last}" if view.previous else "What is new"
    shown = (
        element("div", element("h3", name), element("ul", *(items or [element("li", none)])))
        for name, items, none in parts
    )
    return element("section", element("header", element("h2", title)), element("div", *shown, class_="changes"))


def _item(view: InView, change: Change, theme: Theme) -> Html:
    was = f"{change.before.word.lower()} in {view.said(change.when)}"
    said = f"{change.title}: {change.now.word.lower()}; {was}"
    return element("li", image(change.now, theme, speaks=False), element("span", said))
