"""The page that replays history: what would have been deducted, and what one more success is worth."""

import streamlit as st

from contracts.errors import ReckonerError
from contracts.indicators import Indicator
from dashboard import asking, data, style
from dashboard.figures import incentive, incentive_chart, note, replay_chart, replayed
from dashboard.figures.ranking import worst_first
from dashboard.marks import Theme
from dashboard.selection import Selection, choice, say_if_passed_over
from statements.what_if.documents import IncentiveMap, WhatIf

TITLE = "What if"


def show(selection: Selection) -> None:
    """Show scenarios beside what was, then the incentive map of an indicator; what cannot be asked is named."""
    agreed, theme = selection.contract, style.theme()
    try:
        view = data.in_view(selection.store, agreed.id, selection.month)
        offered = {each.id: each for each in view.contract.indicators}
        with st.container(key="which"):
            worst = worst_first(view)[0].id
            chosen = choice("Indicator", "indicator", offered, worst, lambda each: f"{each.id}: {each.title}")
            say_if_passed_over("indicator")
    except ReckonerError as error:
        style.heading(agreed.contract.title, TITLE)
        style.refused(error)
        return
    found = _replay(selection, chosen)
    if found is not None:
        style.blocks(note.illustrative(view), replayed.figures(found), replayed.chart_heading(found))
        _chart(replay_chart.figure(found, theme), f"what if {found.words}", found.words)
        style.blocks(replayed.by_indicator(found), replayed.by_month(found))
    _map(selection, chosen, theme)


def _replay(selection: Selection, chosen: Indicator) -> WhatIf | None:
    """Show the heading and the form, and return what was asked; where that cannot be, say why beside the form."""
    asked, title, failed = asking.request(selection, chosen), selection.contract.contract.title, ""
    found = None
    try:
        found = data.what_if(selection.store, asked, selection.person.person) if asked else None
    except ReckonerError as error:
        failed = str(error)
    action = ("Open the statement", "payment")
    style.heading(replayed.context(found, title), TITLE, None if failed else replayed.takeaway(found), action)
    style.quiet(replayed.A_REPLAY)
    asking.form(selection, chosen)
    if failed:
        style.refused(failed)
    return found


def _map(selection: Selection, chosen: Indicator, theme: Theme) -> None:
    try:
        found = data.incentives(
            selection.store, selection.contract.id, selection.month, chosen.id, selection.person.person
        )
    except ReckonerError as error:
        style.noted(error)
        return
    for each in found.maps:
        _drawn(each, theme)
    if not found.maps:
        style.blocks(incentive.none_for(chosen.id, found.month))


def _drawn(found: IncentiveMap, theme: Theme) -> None:
    style.blocks(incentive.heading(found, cut=incentive_chart.is_cut(found)))
    if found.steepest is not None:
        _chart(incentive_chart.figure(found, theme), f"map of {found.indicator} in {found.month}", found.words)
    style.blocks(incentive.notes(found), incentive.table(found, theme))


def _chart(drawing: object, key: str, says: str) -> None:
    alt = f"{says} Every figure stands in the table below."
    st.plotly_chart(drawing, key=key, theme=None, width="stretch", config={"displayModeBar": False}, alt=alt)
