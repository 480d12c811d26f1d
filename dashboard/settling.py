"""What a person may do with a statement on its page: send, answer, decide, certify, pay. The policy says who."""

from datetime import date

import streamlit as st

from contracts.london import in_london
from contracts.texts import LONGEST_TEXT
from contracts.wording import pounds
from dashboard import invoicing, ruling, style
from dashboard.selection import Selection
from dashboard.taking import about, pence_or_refused, take
from statements.documents import Statement
from statements.life import operations as life_operations
from statements.life.operations import CertifyAsked, DetermineAsked, PaymentAsked, ReplyAsked, SendAsked
from statements.life.shown import LifeShown
from store.policy import Action, decide


def steps(selection: Selection, life: LifeShown, statement: Statement) -> None:
    """Offer the steps that are this person's to take now; where there is none, nothing is shown."""
    with st.container(key="settling"):
        if error := st.session_state.pop("step refused", None):
            st.error(error)
        if _may(selection, Action.DRAFT_STATEMENT) and life.certified_at is None:
            _sending(selection, life)
        if _may(selection, Action.REPLY_TO_STATEMENT) and _is_open(life):
            _replying(selection, statement)
        if _may(selection, Action.DETERMINE_DISPUTE) and life.open_disputes:
            _deciding(selection, life)
        if _may(selection, Action.CERTIFY_STATEMENT) and life.draft and life.certified_at is None:
            _certifying(selection, life)
        invoicing.forms(selection, life)
        if _may(selection, Action.RECORD_PAYMENT) and life.payable is not None:
            _paying(selection, life)
        if _may(selection, Action.DECIDE_DEDUCTION) and ruling.deductions(statement):
            ruling.form(selection, statement)


def _may(selection: Selection, action: Action) -> bool:
    return decide(selection.person, action, selection.contract.id).allowed


def _is_open(life: LifeShown) -> bool:
    return life.draft is not None and life.certified_at is None and not life.time_is_over


def _sending(selection: Selection, life: LifeShown) -> None:
    if life.draft is None or life.changed_since_sent or life.state == "disputed":
        asked = SendAsked(**about(selection))
        words = "Send to the provider" if life.draft is None else "Send the new draft to the provider"
        st.button(words, type="primary", key="send", on_click=take, args=(selection, life_operations.send, asked))
        rule = selection.contract.statement.reply
        if rule is not None:
            silence = f"An unanswered line then counts as {rule.silence}"
            st.markdown(style.quiet(f"The provider has {rule.within} {rule.of} to reply. {silence} ({rule.clause})."))


def _replying(selection: Selection, statement: Statement) -> None:
    asked = ReplyAsked(**about(selection), answer="agreed")
    st.button("Agree every line", key="agree", on_click=take, args=(selection, life_operations.reply, asked))
    titles = {line.number: f"{line.number}. {line.title}: {pounds(line.amount)}" for line in statement.lines}
    with st.expander("Dispute a line"), st.form("dispute", clear_on_submit=True, border=False):
        line = st.selectbox("Line", list(titles), format_func=titles.__getitem__)
        says = st.text_area("What is wrong with it", max_chars=LONGEST_TEXT)
        if st.form_submit_button("Dispute this line"):
            said = ReplyAsked(**about(selection), line=line, answer="disputed", says=says)
            take(selection, life_operations.reply, said)
            st.rerun()


def _deciding(selection: Selection, life: LifeShown) -> None:
    with st.expander("Record how a dispute ended"), st.form("decide", clear_on_submit=True, border=False):
        line = st.selectbox("Disputed line", life.open_disputes)
        outcome = st.radio("The line", ["stands", "to be corrected"], horizontal=True)
        reference = st.text_input("Reference of the decision", max_chars=LONGEST_TEXT)
        says = st.text_area("What was decided, and why", max_chars=LONGEST_TEXT)
        if st.form_submit_button("Record the decision"):
            said = {"line": line, "outcome": outcome, "reference": reference, "says": says}
            take(selection, life_operations.determine, DetermineAsked.model_validate(about(selection) | said))
            st.rerun()


def _certifying(selection: Selection, life: LifeShown) -> None:
    asked = CertifyAsked(**about(selection))
    st.button("Certify", type="primary", key="certify", on_click=take, args=(selection, life_operations.certify, asked))
    st.markdown(style.quiet(f"Draft {life.draft}, digest {life.digest}. A certified statement never changes."))


def _paying(selection: Selection, life: LifeShown) -> None:
    left = (life.payable or 0) - life.paid
    with st.expander("Record a payment"), st.form("pay", clear_on_submit=True, border=False):
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
