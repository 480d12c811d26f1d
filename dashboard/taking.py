"""How a step of a statement's life is taken on its page: what stands against it is said at the top of the page."""

from collections.abc import Callable
from typing import TypeVar

import streamlit as st
from pydantic import BaseModel

from contracts import months
from contracts.errors import ReckonerError
from contracts.values import read_money
from dashboard.selection import Selection
from store.session import Store

Asked = TypeVar("Asked", bound=BaseModel)


def take(selection: Selection, step: Callable[[Store, str, Asked], BaseModel], asked: Asked) -> None:
    """Take a step; where it is refused nothing was changed, the page says why, and what was typed stays."""
    try:
        step(selection.store, selection.person.person, asked)
    except ReckonerError as error:
        st.session_state["step refused"] = str(error)
    else:
        st.session_state["steps taken"] = st.session_state.get("steps taken", 0) + 1


def form_of(name: str) -> str:
    """Return a form's key: another one each time a step was taken, so that its boxes are empty again."""
    return f"{name} {st.session_state.get('steps taken', 0)}"


def about(selection: Selection) -> dict[str, str]:
    """Return the contract and month that a step is about."""
    return {"contract": selection.contract.id, "month": months.label(selection.month)}


def pence_or_refused(amount: str) -> int | None:
    """Read an amount; one that is none is named at the top of the page."""
    try:
        return read_money(amount)
    except ValueError as error:
        st.session_state["step refused"] = f"Found “{amount}”. Expected {error}."
        return None
