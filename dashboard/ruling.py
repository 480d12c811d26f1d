"""The form in which somebody with authority decides about a deduction: waives it, or fixes what stays of it."""

from collections.abc import Mapping
from typing import Final

import streamlit as st

from contracts.texts import LONGEST_TEXT
from contracts.wording import pounds
from dashboard.selection import Selection
from dashboard.taking import about, form_of, pence_or_refused, take
from statements.documents import Statement
from statements.life import settled_up
from statements.life.settled_up import RulingAsked

_RULINGS: Final = {
    "waiver": "Waive a sum",
    "agreed amount": "An amount was agreed that stays",
    "determined amount": "An amount was determined that stays, after a dispute",
}
_NO_DECISION: Final = "Say what was decided about the deduction. Nothing was recorded."


def deductions(statement: Statement) -> dict[int, str]:
    """Return the deductions of a statement's month by their numbers, as they are offered."""
    kinds = ("performance", "repeat", "reporting")
    lines = (line for line in statement.lines if line.kind in kinds and line.amount < 0)
    return {line.number: f"{line.number}. {line.title}: {pounds(line.amount)}" for line in lines}


def form(selection: Selection, statement: Statement, of_draft: str = "", seen: int | None = None) -> None:
    """Offer the form; a reason and an authority are asked for, and refused where they are missing.

    ``of_draft`` says, beside what is chosen, of which draft its numbers are; ``seen`` is the draft that stood on the
    page while the form was filled in.
    """
    titles = deductions(statement)
    with st.expander("Decide about a deduction"), st.form(form_of("rule"), border=False):
        line = st.selectbox(f"Deduction{of_draft}", list(titles), format_func=titles.__getitem__)
        decision = st.radio("Decision", list(_RULINGS), index=None, format_func=_RULINGS.__getitem__)
        amount = st.text_input("The sum that is waived, or the amount that stays", placeholder="£250.00")
        reason = st.text_area("Reason", max_chars=LONGEST_TEXT)
        authority = st.text_input("Authority, such as a minute", max_chars=LONGEST_TEXT)
        if st.form_submit_button("Record the decision on the deduction"):
            said = {"line": line, "decision": decision, "reason": reason, "authority": authority, "draft": seen}
            _decide(selection, said, amount)
            st.rerun()


def _decide(selection: Selection, said: Mapping[str, object], amount: str) -> None:
    if said["decision"] is None:
        # A waiver takes a sum off, the others keep one: the same figure means the opposite.
        st.session_state["step refused"] = _NO_DECISION
    elif (pence := pence_or_refused(amount)) is not None:
        asked = RulingAsked.model_validate({**about(selection), **said, "pence": pence})
        take(selection, settled_up.decide, asked)
