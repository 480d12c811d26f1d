"""Telling somebody who has the page open twice that the other window has changed which file is in hand."""

from pathlib import Path
from typing import Final

import streamlit as st

from dashboard.figures.markup import plain
from dashboard.waiting import Receipt, Waiting

_SHOWN: Final = "file in hand"


def own_doing() -> None:
    """Note that this window itself puts the file in hand away, or another in its place: that is no news to anybody."""
    st.session_state.pop(_SHOWN, None)


def news(at: Path, here: Waiting | None, done: Receipt | None) -> str | None:
    """Say what has become of the file that this window showed last, if it is not the one that is here now.

    ``None`` also where it was accepted: the receipt says so.
    """
    before: tuple[Path, str, str] | None = st.session_state.get(_SHOWN)
    st.session_state[_SHOWN] = (at, here.file_hash, here.file_name) if here else None
    if before is None or before[0] != at:
        return None
    _, file_hash, name = before
    if file_hash in {here.file_hash if here else None, done.file_hash if done else None}:
        return None
    if here is None:
        return f"“{plain(name)}” no longer waits here: it was taken away in another window."
    return f"Another window has changed the file in hand: it is “{plain(here.file_name)}” now, and was “{plain(name)}”."
