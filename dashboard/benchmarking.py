"""The part of an indicator's page with what others publish of the same, where somebody loaded it."""

import streamlit as st

from dashboard import data, style
from dashboard.figures import benchmarks as figure
from dashboard.figures.in_view import InView
from dashboard.selection import Selection
from statements.benchmarks.documents import BenchmarkShown
from statements.benchmarks.shown import BenchmarkOf, show_benchmark
from store.session import Store


def show(selection: Selection, view: InView, indicator: str) -> None:
    """Show an indicator beside published figures; nothing where there are none on record."""
    store, asked = selection.store, BenchmarkOf(contract=view.contract.id, indicator=indicator)
    kept_under = (data.place(store), store.version, selection.person.person, asked.model_dump_json())
    told = _told(kept_under, store, asked)
    if told is not None:
        with st.container(key="beside"):
            style.blocks(figure.section(told))


@st.cache_resource(max_entries=60, show_spinner=False)
def _told(kept_under: tuple[str, int, str, str], _store: Store, _asked: BenchmarkOf) -> BenchmarkShown | None:
    return show_benchmark(_store, kept_under[2], _asked)
