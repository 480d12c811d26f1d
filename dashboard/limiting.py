"""Where the limits of a chart come from: offered on the page of an indicator whose months count few cases."""

from dataclasses import replace
from typing import Final

import streamlit as st

from dashboard.figures.charted import Charted
from statements.trends import Limits

_OFFERED: Final[dict[Limits, str]] = {
    "by range": "From changes",
    "by denominator": "From counts",
}


def applied(charted: Charted) -> Charted:
    """Return an indicator with the limits that the reader chose, if it has a choice."""
    chosen = st.session_state.get(_key(charted))
    return replace(charted, limits=chosen) if chosen in _OFFERED and charted.has_small_counts else charted


def offer(charted: Charted) -> None:
    """Offer the choice where half of the months count fewer than thirty cases; else show nothing."""
    if charted.has_small_counts:
        key = _key(charted)
        st.session_state.setdefault(key, "by range")
        st.segmented_control(
            "Limits of usual variation", list(_OFFERED), key=key, format_func=lambda each: _OFFERED[each]
        )


def _key(charted: Charted) -> str:
    return f"limits of {charted.agreed.id}"
