"""What the theme cannot say: one stylesheet, the word mark, and text that is quieter than the rest."""

from functools import cache
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

import streamlit as st

from dashboard.figures.links import Address
from dashboard.figures.markup import Html, element, plain
from dashboard.marks import Theme

STATIC: Final = Path(__file__).parent / "static"


def theme() -> Theme:
    """Return which theme the reader sees; light before the browser has said so."""
    return "dark" if st.context.theme.type == "dark" else "light"


def dress() -> None:
    """Put the stylesheets and the word mark on a page: once, from the entry."""
    st.html(_sheets())
    st.logo((STATIC / "marks" / theme() / "reckoner.svg").read_text(encoding="utf-8"), size="large")


@cache
def _sheets() -> str:
    sheets = (
        STATIC / name
        for name in (
            "reckoner.css",
            "figures.css",
            "indicator.css",
            "upload.css",
            "actions.css",
            "rows.css",
            "moved.css",
            "what_if.css",
            "relief.css",
        )
    )
    # On one line: at every run of a page Streamlit looks through each line for what it is indented by.
    return f"<style>{' '.join(' '.join(sheet.read_text(encoding='utf-8').split()) for sheet in sheets)}</style>"


def address() -> Address:
    """Return what stands in the page's address, for links that keep contract, month and person."""
    return {str(name): str(value) for name, value in dict(st.query_params).items()}


def quiet(*lines: str) -> None:
    """Say something below the rest: smaller and in the secondary colour, which still reads well (7.4 on the page)."""
    shown = "  \n".join(plain(" ".join(line.split())) for line in lines)
    st.markdown(f":small[:gray[{shown}]]")


def said(text: str) -> None:
    """Say something as a paragraph of the page."""
    st.markdown(plain(text))


def refused(text: object) -> None:
    """Say what could not be done, and why. What an address, a file or a person wrote is shown in it and never acts."""
    st.error(plain(str(text)))


def noted(text: object) -> None:
    """Say what stands in the way or is not known, without alarm; nothing in it acts."""
    st.info(plain(str(text)))


def done(text: str) -> None:
    """Say that something was recorded; nothing in it acts."""
    st.success(plain(text))


def heading(context: str, title: str, takeaway: str | None = None, action: tuple[str, str] | None = None) -> None:
    """Begin a page: where it belongs, what it is, the one sentence to take away, and where to go from here.

    Args:
        context: the quiet line above.
        title: the page's only heading of the first rank.
        takeaway: as text; nothing in it is read as markup.
        action: the words on a link and the page in the address that it opens, with the same contract and month.
    """
    with st.container(key="heading"):
        quiet(context)
        st.title(plain(title), anchor=False)
        if takeaway or action:
            link = [_link(*action)] if action else []
            st.html(element("div", element("p", takeaway or ""), *link, class_="takeaway"))


def _link(name: str, page: str) -> Html:
    return element("a", name, href=f"./{page}?{urlencode(dict(st.query_params))}", class_="action")


def on_paper(*said: str) -> None:
    """Say at the end of a printed page, and only there, what is shown, as known when, and for whom it was printed."""
    st.html(element("p", ". ".join(said) + ".", class_="printed-with"))


def blocks(*parts: Html | None) -> None:
    """Put the parts of a page below its heading, as one element: each element costs every rerun a message."""
    st.html(element("div", *(part for part in parts if part is not None), class_="paper"))
