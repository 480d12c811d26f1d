"""A month's statement to take away from its page, as the file that ``reckoner statement --format json`` prints."""

from typing import Final

import streamlit as st

from statements.documents import Statement

_DIGITS: Final = 12
"""How much of the digest stands in the file's name: enough to tell apart every draft that a month will have."""


def offer(statement: Statement, words: str, key: str) -> None:
    """Offer a statement as a file under a button with these words; ``key`` is the button's own on its page."""
    st.download_button(
        words,
        lambda: content(statement),
        file_name=name(statement),
        mime="application/json",
        key=key,
        on_click="ignore",
    )


def content(statement: Statement) -> str:
    """Return a statement as the command line prints it for programs, to the byte: JSON, and a line end."""
    return statement.model_dump_json(indent=1) + "\n"


def name(statement: Statement) -> str:
    """Return a file's name with the contract, the month (``2018-04``) and the digest's first digits."""
    return f"{statement.contract}-{statement.month}-{statement.digest[:_DIGITS]}.json"
