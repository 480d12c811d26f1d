"""What the theme cannot say: one stylesheet, the word mark, and text that is quieter than the rest."""

from pathlib import Path
from typing import Final

import streamlit as st

from dashboard.marks import Theme

STATIC: Final = Path(__file__).parent / "static"


def theme() -> Theme:
    """Return which theme the reader sees; light before the browser has said so."""
    return "dark" if st.context.theme.type == "dark" else "light"


def dress() -> None:
    """Put the stylesheet and the word mark on a page: once, from the entry."""
    st.html(STATIC / "reckoner.css")
    st.logo((STATIC / "marks" / theme() / "reckoner.svg").read_text(encoding="utf-8"), size="large")


def quiet(text: str) -> str:
    """Return Markdown for a note: smaller and in the secondary colour, which still reads well (7.4 on the page)."""
    return f":small[:gray[{text}]]"


def heading(context: str, title: str, takeaway: str | None = None) -> None:
    """Begin a page: where it belongs, what it is, and the one sentence to take away."""
    with st.container(key="heading"):
        st.markdown(quiet(context))
        st.title(title, anchor=False)
        if takeaway:
            st.markdown(takeaway)
