"""The forms in which an invoice or a credit note is recorded on the Payment page, and one that is wrong withdrawn."""

from typing import Any

import streamlit as st

from contracts import months
from contracts.london import in_london
from contracts.texts import LONGEST_NUMBER, LONGEST_TEXT
from contracts.wording import pounds
from dashboard.figures.markup import plain
from dashboard.selection import Selection
from dashboard.taking import about, form_of, pence_or_refused, take
from statements.life import invoice_operations as operations
from statements.life.invoice_operations import CreditNoteAsked, InvoiceAsked, InvoiceWithdrawalAsked
from statements.life.invoice_register import CreditShown, MonthInvoiced
from statements.life.shown import LifeShown
from store.policy import Action, decide


def forms(selection: Selection, life: LifeShown) -> None:
    """Offer what can be recorded of a certified statement now; where there is nothing, nothing is shown."""
    if decide(selection.person, Action.RECORD_INVOICE, selection.contract.id).allowed and life.invoiced is not None:
        if life.invoiced.invoice is None and life.invoiced.net + (life.invoiced.vat or 0):
            _invoice(selection, life.invoiced)
        for each in life.credit_notes:
            if each.note is None and each.statement == life.month:
                _credit_note(selection, each)
    if decide(selection.person, Action.WITHDRAW_INVOICE, selection.contract.id).allowed:
        _withdrawal(selection, life)


def _invoice(selection: Selection, expected: MonthInvoiced) -> None:
    with st.expander("Record the invoice"), st.form(form_of("invoice"), border=False):
        asked = _asked(selection, expected.net, expected.vat)
        if st.form_submit_button("Record the invoice"):
            said = _read(asked)
            if said is not None:
                take(selection, operations.record_invoice, InvoiceAsked.model_validate(about(selection) | said))
            st.rerun()


def _credit_note(selection: Selection, due: CreditShown) -> None:
    title = f"Record the credit note for invoice {due.invoice}"
    with st.expander(plain(title)), st.form(form_of(f"credit {due.invoiced}"), border=False):
        asked = _asked(selection, -due.net, None if due.vat is None else -due.vat)
        if st.form_submit_button(plain(title)):
            said = _read(asked)
            if said is not None:
                whole = about(selection) | {"invoiced": due.invoiced} | said
                take(selection, operations.record_credit_note, CreditNoteAsked.model_validate(whole))
            st.rerun()


def _asked(selection: Selection, net: int, vat: int | None) -> dict[str, Any]:
    """Ask what a document says, as it is to say it; on which day it was received, of those who may say so."""
    today = in_london(selection.store.clock())
    said: dict[str, Any] = {"number": st.text_input("Number", max_chars=LONGEST_NUMBER)}
    said["dated_on"] = st.date_input("Date on it", today, format="DD/MM/YYYY")
    if operations.may_say_when(selection.person, selection.contract.id):
        said["received_on"] = st.date_input("Day received", today, format="DD/MM/YYYY")
    said["net"] = st.text_input("Amount before VAT", pounds(net))
    if vat is not None:
        said["vat"] = st.text_input("VAT", pounds(vat))
    return said


def _read(asked: dict[str, Any]) -> dict[str, Any] | None:
    """Read the amounts of a form that was sent; one that is none is named at the top of the page."""
    amounts = {name: pence_or_refused(asked[name]) for name in ("net", "vat") if name in asked}
    return None if None in amounts.values() else asked | amounts


def _withdrawal(selection: Selection, life: LifeShown) -> None:
    found = {}
    if life.invoiced and life.invoiced.invoice:
        found[life.invoiced.invoice.record] = f"Invoice {life.invoiced.invoice.number}"
    for each in life.credit_notes:
        if each.note:
            spoken = months.spoken(months.parse(each.invoiced))
            found[each.note.record] = f"Credit note {each.note.number} for {spoken}"
    if not found:
        return
    with st.expander("Withdraw an invoice or credit note"), st.form(form_of("withdraw"), border=False):
        record = st.selectbox("Document", list(found), format_func=found.__getitem__)
        reason = st.text_input("Why", max_chars=LONGEST_TEXT)
        if st.form_submit_button("Withdraw it"):
            asked = InvoiceWithdrawalAsked(contract=selection.contract.id, record=record, reason=reason)
            take(selection, operations.withdraw_invoice, asked)
            st.rerun()
