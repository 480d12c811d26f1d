"""The page of one indicator: its figure, its signal, its chart, and every month with what it cost."""

import streamlit as st

from contracts.errors import ReckonerError
from dashboard import (
    benchmarking,
    breaching,
    data,
    drilled,
    driving,
    following_up,
    limiting,
    looking_ahead,
    noting,
    style,
    watching,
)
from dashboard.figures import control_chart, happened, history, note, outlook, questions
from dashboard.figures.charted import Charted
from dashboard.figures.ranking import worst_first
from dashboard.marks import Theme
from dashboard.selection import Selection, choice, say_if_passed_over


def show(selection: Selection) -> None:
    """Show an indicator up to the month in view; what cannot be read is named under the heading."""
    agreed = selection.contract
    try:
        view = data.in_view(selection.store, agreed.id, selection.month)
        offered = {each.id: each for each in view.contract.indicators}
        worst = worst_first(view)[0].id
        with st.container(key="which"):
            chosen = choice("Indicator", "indicator", offered, worst, lambda each: f"{each.id}: {each.title}")
            say_if_passed_over("indicator")
        charted, told = looking_ahead.charted(selection.store, view, chosen)
        charted = limiting.applied(charted)
    except ReckonerError as error:
        style.heading(agreed.contract.title, "Indicators")
        style.refused(error)
        return
    said, theme = charted.history, style.theme()
    context = f"{said.service}: {said.indicator}, clause {said.clause}. Owner: {said.owner}"
    style.heading(context, said.indicator_title, history.takeaway(charted), ("Open the board", ""))
    style.blocks(
        history.definition(charted),
        note.illustrative(view),
        history.figures(charted, theme),
        history.chart_heading(charted),
    )
    if charted.can_be_drawn:
        limiting.offer(charted)
        _chart(charted, theme)
    style.blocks(
        history.key(charted),
        history.reading(charted),
        questions.section(watching.questions(selection, view, chosen.id)),
        happened.section(charted),
        history.table(charted, theme, style.address()),
        outlook.section(charted, told),
    )
    driving.show(selection, view, charted)
    benchmarking.show(selection, view, chosen.id)
    breaching.show(selection, view, charted, theme)
    following_up.show(selection, chosen)
    noting.show(selection, charted)
    drilled.show(selection, view, charted)


def _chart(charted: Charted, theme: Theme) -> None:
    """Draw the chart; what it shows is read out too, and every figure of it stands in the table below."""
    said = charted.history
    st.plotly_chart(
        control_chart.figure(charted, theme),
        key=f"chart of {said.indicator} in {said.month}",
        theme=None,
        width="stretch",
        config={"displayModeBar": False},
        alt=f"{said.indicator_title}. {history.takeaway(charted)} Every figure stands in the table below.",
    )
