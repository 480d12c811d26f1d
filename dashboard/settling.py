"""What a person may do with a statement on its page: send, answer, decide, certify, pay. The policy says who."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

import streamlit as st
from pydantic import BaseModel

from contracts.errors import ReckonerError
from contracts.london import in_london
from contracts.texts import LONGEST_TEXT
from contracts.wording import pounds
from dashboard import data, invoicing, ruling, style
from dashboard.figures import life as standing
from dashboard.selection import Selection
from dashboard.taking import Asked, about, form_of, pence_or_refused, take
from statements.documents import Statement, StatementLine
from statements.life import life_words
from statements.life import operations as life_operations
from statements.life.operations import CertifyAsked, DetermineAsked, PaymentAsked, ReplyAsked, SendAsked
from statements.life.refusals import REMEDY, SentAlready
from statements.life.shown import LifeShown
from store.policy import Action, decide
from store.session import Store

_NO_LINE: Final = "Found no line. Expected the line that is agreed. Nothing was recorded: choose one."
_NO_OUTCOME: Final = "Say how the dispute about the line ended. Nothing was recorded."


def steps(selection: Selection, life: LifeShown, statement: Statement) -> None:
    """Offer the steps that are this person's to take now; where there is none, nothing is shown.

    ``statement`` is the one whose line numbers replies and decisions go by, which may not be the newest draft. A form
    that is sent is about the draft that stood on the page while it was filled in.
    """
    seen = st.session_state.get(_seen(selection))
    with st.container(key="settling"):
        if error := st.session_state.pop("step refused", None):
            style.refused(error)
        if _may(selection, Action.DRAFT_STATEMENT) and life.certified_at is None:
            _sending(selection, life)
        if _may(selection, Action.REPLY_TO_STATEMENT) and _is_open(life):
            _replying(selection, life, statement, seen)
        if _may(selection, Action.DETERMINE_DISPUTE) and life.open_disputes:
            _deciding(selection, life, statement, seen)
        if _may(selection, Action.CERTIFY_STATEMENT) and life.draft and life.certified_at is None:
            _certifying(selection, life)
        invoicing.forms(selection, life)
        if _may(selection, Action.RECORD_PAYMENT) and life.payable is not None:
            _paying(selection, life)
        if _may(selection, Action.DECIDE_DEDUCTION) and ruling.deductions(statement):
            ruling.form(selection, statement, standing.of_draft(life), seen)
    st.session_state[_seen(selection)] = life.draft


def _seen(selection: Selection) -> str:
    """Return under which name is kept the draft that a month's page showed last."""
    return " ".join(("draft seen", *about(selection).values()))


def _may(selection: Selection, action: Action) -> bool:
    return decide(selection.person, action, selection.contract.id).allowed


def _is_open(life: LifeShown) -> bool:
    return life.draft is not None and life.certified_at is None and not life.time_is_over


def _sending(selection: Selection, life: LifeShown) -> None:
    asked = SendAsked(**about(selection))
    against = _against(selection, "send")
    if isinstance(against, SentAlready):
        if life.open_disputes:
            style.quiet(standing.no_new_draft(life))
        return
    words = "Send to the provider" if life.draft is None else "Send the new draft to the provider"
    _step(selection, words, "send", life_operations.send, asked, against)
    rule = selection.contract.statement.reply
    if rule is not None and against is None:
        silence = life_words.counts_as(rule.silence, rule.clause)
        style.quiet(f"The provider has {rule.within} {rule.of} to reply. {silence}")


def _against(selection: Selection, step: data.NextStep) -> ReckonerError | None:
    return data.against(selection.store, step, selection.person.person, selection.contract.id, selection.month)


def _step(  # noqa: PLR0913, PLR0917 -- a step has these parts
    selection: Selection,
    words: str,
    key: str,
    step: Callable[[Store, str, Asked], BaseModel],
    asked: Asked,
    against: ReckonerError | None,
) -> None:
    """Offer a step; one that would be refused cannot be pressed, and why stands beside it, as refusing would say."""
    refused = against is not None
    st.button(words, type="primary", key=key, disabled=refused, on_click=take, args=(selection, step, asked))
    if refused:
        style.quiet(str(against))


def _replying(selection: Selection, life: LifeShown, statement: Statement, seen: int | None) -> None:
    asked = ReplyAsked(**about(selection), answer="agreed", draft=life.draft)
    st.button(standing.to_agree(life), key="agree", on_click=take, args=(selection, life_operations.reply, asked))
    # What is disputed is a deduction as a rule.
    ordered = sorted(statement.lines, key=lambda line: line.amount >= 0)
    titles = dict(map(_named, ordered))
    with st.expander("Answer one line"), st.form(form_of("answer"), border=False):
        label, empty = f"Line{standing.of_draft(life)}", "Choose a line"
        line = st.selectbox(label, list(titles), None, format_func=titles.__getitem__, placeholder=empty)
        answer = st.radio("The line is", ["disputed", "agreed"], horizontal=True)
        says = st.text_area("If disputed, what is wrong with it", max_chars=LONGEST_TEXT)
        if st.form_submit_button("Record the answer"):
            said = {"line": line, "answer": answer, "says": says, "draft": seen}
            _answer(selection, ReplyAsked.model_validate(about(selection) | said))
            st.rerun()


def _answer(selection: Selection, said: ReplyAsked) -> None:
    if said.line is None and said.answer == "agreed":
        # To agree without a line would be to agree to every line, which has a button of its own.
        st.session_state["step refused"] = _NO_LINE
    else:
        take(selection, life_operations.reply, said)


def _named(line: StatementLine) -> tuple[int, str]:
    return line.number, f"{line.number}. {line.title}: {pounds(line.amount)}"


def _deciding(selection: Selection, life: LifeShown, statement: Statement, seen: int | None) -> None:
    titles = dict(map(_named, statement.lines))
    with st.expander("Record how a dispute ended"), st.form(form_of("decide"), border=False):
        label = f"Disputed line{standing.of_draft(life)}"
        line = st.selectbox(label, life.open_disputes, format_func=titles.__getitem__)
        outcome = st.radio("The line", _outcomes(life), index=None, horizontal=True)
        if life.certified_at:
            style.quiet(f"A certified statement does not change. {REMEDY}")
        reference = st.text_input("Reference of the decision", max_chars=LONGEST_TEXT)
        says = st.text_area("What was decided, and why", max_chars=LONGEST_TEXT)
        if st.form_submit_button("Record the decision"):
            said = {"line": line, "outcome": outcome, "reference": reference, "says": says, "draft": seen}
            _determine(selection, {**about(selection), **said})
            st.rerun()


def _outcomes(life: LifeShown) -> list[str]:
    """Return how a dispute may end by this form: a certified statement is not corrected any more."""
    return ["stands"] if life.certified_at else ["stands", "to be corrected"]


def _determine(selection: Selection, said: Mapping[str, object]) -> None:
    if said["outcome"] is None:
        # What nobody chose is not recorded as chosen: it may end a dispute about money.
        st.session_state["step refused"] = _NO_OUTCOME
    else:
        take(selection, life_operations.determine, DetermineAsked.model_validate(said))


def _certifying(selection: Selection, life: LifeShown) -> None:
    asked = CertifyAsked(**about(selection), draft=life.draft)
    against = _against(selection, "certify")
    _step(selection, "Certify", "certify", life_operations.certify, asked, against)
    style.quiet(standing.to_certify(life))


def _paying(selection: Selection, life: LifeShown) -> None:
    left = (life.payable or 0) - life.paid
    with st.expander("Record a payment"), st.form(form_of("pay"), border=False):
        amount = st.text_input("Amount", pounds(left))
        paid_on = st.date_input("Day of the payment", in_london(selection.store.clock()), format="DD/MM/YYYY")
        reference = st.text_input("Invoice, credit note or payment run", max_chars=LONGEST_TEXT)
        if st.form_submit_button("Record the payment"):
            _pay(selection, amount, paid_on, reference)
            st.rerun()


def _pay(selection: Selection, amount: str, paid_on: date, reference: str) -> None:
    pence = pence_or_refused(amount)
    if pence is None:
        return
    asked = PaymentAsked(**about(selection), paid_on=paid_on, pence=pence, reference=reference)
    take(selection, life_operations.pay, asked)
