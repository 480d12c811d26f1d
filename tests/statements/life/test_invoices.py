"""Invoices and credit notes on certified statements: what is asked, by when it is due, and why one is refused."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from contracts.errors import ReckonerError
from contracts.faults import ContractFileRefused
from contracts.life import CreditNoteRule
from contracts.loading import load
from statements.ledgers import ledger_of
from statements.life import invoice_operations as invoices
from statements.life import invoice_refusals as refusals
from statements.life.credits import LAW, due_by
from statements.life.final import final_account
from statements.life.invoice_operations import CreditNoteAsked, InvoiceAsked, InvoicesAsked, InvoiceWithdrawalAsked
from statements.life.invoice_register import InvoiceRegister
from store.invoices import invoice_documents
from store.opener import open_store
from store.policy import NotAllowed
from store.session import Store
from tests.statements.fenland import CONTRACT, FEE, OFFICER, Clock, at, stating
from tests.statements.life.libraries import (
    CERTIFIER,
    INTEREST,
    PROVIDER,
    account,
    agreed_text,
    libraries,
    pay,
    shown,
    statement,
)
from tests.statements.life.test_accounts import SHORT, hand_in, settle
from tests.statements.life.test_adjustments import VAT

AFTER_INVOICE = '  payment: {within: 30, of: calendar days, after: invoice, clause: "8.4"}\n'
CREDIT = '  credit_note: {within: 14, of: calendar days, clause: "8.7"}\n'
RULES = VAT + AFTER_INVOICE + CREDIT + INTEREST
TEXT = stating(agreed_text(), RULES)
MAY_10, MAY_12 = date(2018, 5, 10), date(2018, 5, 12)


def asked(number: str = "OS-1", **said: object) -> InvoiceAsked:
    """April's invoice as the officer records it: £100,000.00 and £20,000.00 of VAT, received on 12 May."""
    usual = {"dated_on": MAY_10, "received_on": MAY_12, "net": FEE, "vat": 20_000_00}
    whole = {"contract": CONTRACT, "month": "2018-04", "number": number, **usual, **said}
    return (CreditNoteAsked if "invoiced" in said else InvoiceAsked).model_validate(whole)


def invoiced(store: Store, number: str = "OS-1", person: str = OFFICER, **said: object) -> InvoiceRegister:
    return invoices.record_invoice(store, person, asked(number, **said))


def credited(store: Store, number: str = "CN-1", **said: object) -> InvoiceRegister:
    """The credit note of £500.00 and £100.00 of VAT for what May's statement takes off April's invoice."""
    usual = {"dated_on": date(2018, 6, 12), "received_on": date(2018, 6, 13), "net": 500_00, "vat": 100_00}
    request = asked(number, **{**usual, "month": "2018-05", "invoiced": "2018-04", **said})
    assert isinstance(request, CreditNoteAsked)
    return invoices.record_credit_note(store, OFFICER, request)


def withdrawn(store: Store, record: int, reason: str = "Sent again.", person: str = OFFICER) -> InvoiceRegister:
    said = InvoiceWithdrawalAsked(contract=CONTRACT, record=record, reason=reason)
    return invoices.withdraw_invoice(store, person, said)


def register(store: Store, as_known_on: str | None = None) -> InvoiceRegister:
    moment = at(as_known_on) if as_known_on else None
    return invoices.show_invoices(store, OFFICER, InvoicesAsked(contract=CONTRACT, as_known_on=moment))


def april(store: Store, clock: Clock, text: str = TEXT) -> None:
    """April is certified on 9 May at £100,000.00 and £20,000.00 of VAT; it is 14 May."""
    clock.now = at("2018-05-09 09:00")
    hand_in(store, "2018-04", "95", text)
    settle(store, "2018-04")
    clock.now = at("2018-05-14 09:00")


def may(store: Store, clock: Clock, text: str = TEXT) -> None:
    """April is counted again and costs £500.00, which May's statement takes off; that is certified on 11 June."""
    hand_in(store, "2018-04", "80", text)
    clock.now = at("2018-06-11 09:00")
    hand_in(store, "2018-05", "95", text)
    settle(store, "2018-05")


@contextmanager
def copied(kept: Path, folder: Path, moment: str) -> Iterator[tuple[Store, Clock]]:
    """A copy of a store, opened at a moment."""
    clock = Clock()
    clock.now = at(moment)
    with open_store(shutil.copytree(kept, folder / "store"), clock) as store:
        yield store, clock


@pytest.fixture(scope="module")
def certified(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """April is certified, and not invoiced."""
    folder = tmp_path_factory.mktemp("certified") / "store"
    with libraries(folder, TEXT) as (store, clock):
        april(store, clock)
    return folder


@pytest.fixture(scope="module")
def set_off(certified: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """April is invoiced as OS-1, and May's statement takes £500.00 off it."""
    folder = tmp_path_factory.mktemp("set_off")
    with copied(certified, folder, "2018-05-14 09:00") as (store, clock):
        invoiced(store)
        may(store, clock)
    return folder / "store"


def test_the_due_day_runs_from_the_receipt_of_the_invoice(certified: Path, tmp_path: Path) -> None:
    with copied(certified, tmp_path, "2018-05-14 09:00") as (store, clock):
        life = shown(store, "2018-04")
        assert (life.due_on, life.overdue) == (None, False)
        assert life.invoiced is not None
        assert life.invoiced.due_not_known == (
            "The contract counts from the receipt of an invoice that agrees with the statement (clause 8.4), and none "
            "is recorded"
        )
        assert life.invoiced.words == (
            "No invoice is recorded for April 2018. It is to come to £100,000.00 and £20,000.00 of VAT."
        )
        before = statement(store, "2018-04")
        clock.now = at("2018-05-14 10:00")
        (found,) = invoiced(store).months
        # Thirty days after 12 May.
        assert (found.due_on, found.due_not_known) == (date(2018, 6, 11), "")
        assert found.words == (
            "Invoice OS-1 for April 2018 of 10 May 2018, received on 12 May 2018: £100,000.00 and £20,000.00 of VAT, "
            "as the statement."
        )
        (paid,) = account(store, "2018-04").payments
        assert (paid.invoice, paid.due_on, paid.due_not_known) == ("OS-1", date(2018, 6, 11), "")
        after = statement(store, "2018-04")
        assert (after.invoice, after.digest, after.lines) == ("OS-1", before.digest, before.lines)
        assert after.model_dump_json().replace('"invoice":"OS-1",', "") == before.model_dump_json()
        assert register(store, "2018-05-14 09:30").months[0].invoice is None


def test_what_was_recorded_and_withdrawn_is_known_from_then_on(certified: Path, tmp_path: Path) -> None:
    with copied(certified, tmp_path, "2018-05-14 09:00") as (store, clock):
        invoiced(store)
        clock.now = at("2018-05-14 11:00")
        withdrawn(store, 1)
        with store.read() as cursor:
            known = [
                [each.counts for each in invoice_documents(cursor, CONTRACT, at(moment))]
                for moment in ("2018-05-14 08:59", "2018-05-14 10:59", "2018-05-14 11:00")
            ]
            events = cursor.execute("select person, action from event order by sequence desc limit 2").fetchall()
        assert known == [[], [True], [False]]
        assert events == [(OFFICER, "withdraw invoice"), (OFFICER, "record invoice")]


def test_interest_runs_from_that_day(certified: Path, tmp_path: Path) -> None:
    with copied(certified, tmp_path, "2018-05-14 09:00") as (store, clock):
        clock.now = at("2018-06-25 09:00")
        pay(store, "2018-04", 36_500_00, date(2018, 6, 21))
        # Nothing is due before an invoice is known, so nothing is late.
        assert account(store, "2018-05").interest_to_state == 0
        invoiced(store)
        # Due on 11 June, paid ten days late: £36,500.00 x 8.5% x 10 ÷ 365.
        assert (account(store, "2018-05").interest_to_state, shown(store, "2018-04").overdue) == (85_00, True)
        hand_in(store, "2018-05", "95", TEXT)
        settle(store, "2018-05")
        # It was received only on 16 May: due on 15 June and six days late, £51.00. £34.00 are taken back.
        withdrawn(store, 1)
        invoiced(store, received_on=date(2018, 5, 16))
        clock.now = at("2018-07-09 09:00")
        (line,) = (line for line in statement(store, "2018-06").lines if line.kind == "interest")
        assert line.amount == -34_00
        assert "was stated at £85.00, and comes to £51.00" in line.words


def test_an_invoice_that_differs_is_shown_so_and_starts_no_time(certified: Path, tmp_path: Path) -> None:
    with copied(certified, tmp_path, "2018-05-14 09:00") as (store, _):
        (found,) = invoiced(store, net=FEE + 500_00).months
        assert found.invoice is not None
        assert (found.invoice.agrees, found.due_on) == (False, None)
        assert found.words.endswith(
            "£100,500.00 and £20,000.00 of VAT. It differs: it is to come to £100,000.00 and £20,000.00 of VAT, so "
            "£500.00 too much is asked for."
        )
        assert found.due_not_known.endswith("agrees with the statement (clause 8.4), and OS-1 differs")
        # One penny of VAT is enough, also where the two together come to the same.
        withdrawn(store, 1, "The provider put OS-2 in its place.")
        (found,) = invoiced(store, "OS-2", net=FEE + 1, vat=20_000_00 - 1).months
        assert found.invoice is not None
        assert not found.invoice.agrees
        withdrawn(store, 2)
        again = invoiced(store, "OS-2", received_on=date(2018, 5, 14))
        assert again.months[0].due_on == date(2018, 6, 13)
        assert [(each.record, each.number, each.reason) for each in again.withdrawn] == [
            (1, "OS-1", "The provider put OS-2 in its place."),
            (2, "OS-2", "Sent again."),
        ]


def test_what_is_set_off_after_an_invoice_is_credited_on_it(set_off: Path, tmp_path: Path) -> None:
    with copied(set_off, tmp_path, "2018-06-11 09:00") as (store, clock):
        # May's statement is £100,000.00 less £500.00 of April. Its invoice leaves that to the credit note, so that
        # £120,000.00 and £120,000.00 less £600.00 come to what both statements do.
        drawn, found = statement(store, "2018-05"), register(store)
        assert (drawn.net, drawn.vat) == (FEE - 500_00, 19_900_00)
        assert [(each.net, each.vat) for each in found.months] == [(FEE, 20_000_00), (FEE, 20_000_00)]
        (due,) = found.credit_notes
        assert (due.invoiced, due.invoice, due.statement, due.net, due.vat) == (
            "2018-04",
            "OS-1",
            "2018-05",
            -500_00,
            -100_00,
        )
        assert (due.settled_on, due.due_on, due.source, due.overdue) == (
            date(2018, 6, 11),
            date(2018, 6, 25),
            "clause 8.7",
            False,
        )
        clock.now = at("2018-06-25 22:59")
        assert not register(store).overdue
        clock.now = at("2018-06-25 23:00")  # Midnight in London.
        words = (
            "A credit note for £500.00 and £100.00 of VAT on invoice OS-1 (April 2018) was due by 25 June 2018 "
            "(clause 8.7) and is overdue."
        )
        assert [each.words for each in register(store).overdue] == [words]
        assert account(store, "2018-05").credit_notes_due == (words,)
        assert [each.words for each in shown(store, "2018-04").credit_notes] == [words]
        (given,) = credited(store).credit_notes
        assert given.words == (
            "Credit note CN-1 of 12 June 2018, received on 13 June 2018: £500.00 and £100.00 of VAT on invoice OS-1 "
            "(April 2018)."
        )
        assert (given.overdue, given.late) == (False, False)
        assert account(store, "2018-05").credit_notes_due == ()
        assert (statement(store, "2018-04").invoice, statement(store, "2018-04").credit_notes) == ("OS-1", ("CN-1",))
        assert invoiced(store, "OS-2", month="2018-05", dated_on=date(2018, 6, 12), received_on=None).months[1].due_on


def test_a_credit_note_may_come_late_or_differ(set_off: Path, tmp_path: Path) -> None:
    with copied(set_off, tmp_path, "2018-06-11 09:00") as (store, clock):
        clock.now = at("2018-06-27 09:00")
        with pytest.raises(refusals.DayNotPossible, match=r"from 10 May 2018 .the date of invoice OS-1"):
            credited(store, dated_on=date(2018, 5, 9))
        (found,) = credited(store, received_on=date(2018, 6, 26), net=-400_00).credit_notes
        assert found.note is not None
        assert (found.note.net, found.note.vat, found.note.agrees, found.late) == (-400_00, -100_00, False, True)
        assert found.words.endswith(
            "It differs: £500.00 and £100.00 of VAT was set off. It came late: it was due by 25 June 2018 (clause 8.7)."
        )


def test_what_was_not_invoiced_before_stands_on_the_next_invoice(certified: Path, tmp_path: Path) -> None:
    with copied(certified, tmp_path, "2018-05-14 09:00") as (store, clock):
        may(store, clock)
        assert register(store).credit_notes == ()
        # April's invoice of 12 June bears a date after the set-off: it was known by then.
        invoiced(store, "OS-9", net=FEE, dated_on=date(2018, 6, 11), received_on=None)
        assert [each.month for each in register(store).months if each.invoice] == ["2018-04"]
        assert [(each.invoice, each.net) for each in register(store).credit_notes] == [("OS-9", -500_00)]
        withdrawn(store, 1)
        clock.now = at("2018-06-12 09:00")
        invoiced(store, "OS-9", dated_on=date(2018, 6, 12), received_on=None)
        assert register(store).credit_notes == ()
        assert [(each.net, each.vat) for each in register(store).months] == [
            (FEE, 20_000_00),
            (FEE - 500_00, 19_900_00),
        ]


def test_what_the_final_account_takes_back_is_credited_once_it_is_refunded(tmp_path: Path) -> None:
    text = stating(SHORT, RULES)
    with libraries(tmp_path / "store", text) as (store, clock):
        april(store, clock, text)
        invoiced(store)
        clock.now = at("2018-06-07 09:00")
        hand_in(store, "2018-05", "95", text)
        settle(store, "2018-05")
        pay(store, "2018-04", 120_000_00, date(2018, 6, 7))
        pay(store, "2018-05", 120_000_00, date(2018, 6, 7))
        hand_in(store, "2018-04", "80", text)
        (due,) = register(store).credit_notes
        assert (due.statement, due.net, due.vat, due.settled_on) == ("", -500_00, -100_00, None)
        assert due.words.endswith("is due once the provider has refunded it.")
        pay(store, "2018-05", -600_00, date(2018, 6, 7), "Refund")
        (due,) = register(store).credit_notes
        assert (due.settled_on, due.due_on) == (date(2018, 6, 7), date(2018, 6, 21))
        (given,) = credited(store, month="2018-06", dated_on=date(2018, 6, 7), received_on=None).credit_notes
        assert given.note is not None
        assert given.note.agrees


def both_paid(store: Store, clock: Clock, text: str, short: int) -> None:
    """April and May are invoiced and paid on 7 June, May but for a sum; on 1 October April is counted again.

    It costs £500.00 and £100.00 of VAT, on no statement: May's was the last.
    """
    april(store, clock, text)
    invoiced(store)
    clock.now = at("2018-06-07 09:00")
    hand_in(store, "2018-05", "95", text)
    settle(store, "2018-05")
    invoiced(store, "OS-2", month="2018-05", dated_on=date(2018, 6, 7), received_on=date(2018, 6, 7))
    pay(store, "2018-04", 120_000_00, date(2018, 6, 7))
    pay(store, "2018-05", 120_000_00 - short, date(2018, 6, 7))
    clock.now = at("2018-10-01 09:00")
    hand_in(store, "2018-04", "80", text)


def test_the_credit_note_of_the_final_account_is_due_once_the_balance_alone_is_refunded(tmp_path: Path) -> None:
    text = stating(SHORT, RULES)
    with libraries(tmp_path / "store", text) as (store, clock):
        both_paid(store, clock, text, 0)
        pay(store, "2018-05", -600_00, date(2018, 10, 1), "Refund")
        # May was due by 7 July and paid in time, so the refund bears no interest, and nothing is left. Fourteen days.
        (due,) = register(store).credit_notes
        assert (due.settled_on, due.due_on) == (date(2018, 10, 1), date(2018, 10, 15))


def test_what_the_final_account_sets_off_at_once_is_credited_from_the_day_it_is_known(tmp_path: Path) -> None:
    text = stating(SHORT, RULES)
    with libraries(tmp_path / "store", text) as (store, clock):
        both_paid(store, clock, text, 600_00)
        # The £600.00 that May was paid short in June are what April costs more, known on 1 October. Fourteen days.
        (due,) = register(store).credit_notes
        assert (due.settled_on, due.due_on, due.overdue) == (date(2018, 10, 1), date(2018, 10, 15), False)
        # What becomes of statements and invoices later says nothing new of it.
        clock.now = at("2018-10-16 09:00")
        withdrawn(store, 2)
        invoiced(store, "OS-3", month="2018-05", dated_on=date(2018, 6, 7), received_on=date(2018, 6, 7))
        (due,) = register(store).credit_notes
        assert (due.settled_on, due.overdue) == (date(2018, 10, 1), True)


DEARER = """variations:
  - {ref: V1, title: A dearer point, signed: 2018-09-03, effective: 2018-04, known: 2018-10-01, replaces: this entry,
     changes: {deductions.point.pounds: £200.00}}
"""


def test_a_variation_is_known_from_the_day_that_it_states(tmp_path: Path) -> None:
    text = stating(SHORT, RULES) + DEARER
    with libraries(tmp_path / "store", text) as (store, clock):
        clock.now = at("2018-05-09 09:00")
        hand_in(store, "2018-04", "80", text)
        settle(store, "2018-04")
        clock.now = at("2018-05-14 09:00")
        invoiced(store, net=FEE - 500_00, vat=19_900_00)
        clock.now = at("2018-06-07 09:00")
        hand_in(store, "2018-05", "95", text)
        settle(store, "2018-05")
        # £119,400.00 and £120,000.00; from 1 October April's five points cost £1,000.00, so £500.00 and VAT come back.
        pay(store, "2018-04", 119_400_00, date(2018, 6, 7))
        pay(store, "2018-05", 119_400_00, date(2018, 6, 7))
        clock.now = at("2018-10-05 09:00")
        (due,) = register(store).credit_notes
        assert (due.net, due.settled_on, due.due_on) == (-500_00, date(2018, 10, 1), date(2018, 10, 15))


def test_a_statement_below_nil_is_refunded_before_a_credit_note_is_due(tmp_path: Path) -> None:
    text = stating(agreed_text(point="£40,000.00").replace("net_below_zero: nil", "net_below_zero: owed"), RULES)
    with libraries(tmp_path / "store", text) as (store, clock):
        april(store, clock, text)
        invoiced(store)
        # April counted again costs £200,000.00, of which May's £100,000.00 bears half.
        may(store, clock, text)
        (due,) = register(store).credit_notes
        assert (statement(store, "2018-05").net, due.net, due.settled_on) == (-100_000_00, -200_000_00, None)
        # A refund recorded by mistake never came, so it starts no time for the note.
        pay(store, "2018-05", -120_000_00, date(2018, 6, 8), "Refund")
        pay(store, "2018-05", 120_000_00, date(2018, 6, 8), "Correction")
        assert register(store).credit_notes[0].settled_on is None
        pay(store, "2018-05", -120_000_00, date(2018, 6, 11), "Refund")
        assert register(store).credit_notes[0].due_on == date(2018, 6, 25)


TEN_WORKING_DAYS = CreditNoteRule.model_validate({"within": "10", "of": "working days", "clause": "8.7"})
THIRTY_DAYS = CreditNoteRule.model_validate({"within": "30", "of": "calendar days", "clause": "8.7"})


@pytest.mark.parametrize(
    ("rule", "settled", "due", "source"),
    [
        # The law's fourteen days begin with the day itself, and hold from 1 September 2019 on.
        (None, date(2019, 8, 31), None, ""),
        (None, date(2019, 9, 1), date(2019, 9, 14), LAW),
        # The contract's days begin the day after; what comes first counts.
        (TEN_WORKING_DAYS, date(2019, 8, 30), date(2019, 9, 13), "clause 8.7"),
        (TEN_WORKING_DAYS, date(2019, 9, 2), date(2019, 9, 15), LAW),
        (THIRTY_DAYS, date(2019, 8, 31), date(2019, 9, 30), "clause 8.7"),
        (THIRTY_DAYS, date(2019, 9, 1), date(2019, 9, 14), LAW),
    ],
)
def test_by_when_a_credit_note_is_due(
    rule: CreditNoteRule | None, settled: date, due: date | None, source: str
) -> None:
    assert due_by(rule, settled) == (due, source)


@pytest.fixture(scope="module")
def bare(certified: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """On 14 May, with April certified and not invoiced."""
    with copied(certified, tmp_path_factory.mktemp("bare"), "2018-05-14 09:00") as (store, _):
        yield store


@pytest.fixture(scope="module")
def held(set_off: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """On 13 June, with April invoiced as OS-1 and credited by CN-1 after May's statement, which is not invoiced."""
    with copied(set_off, tmp_path_factory.mktemp("held"), "2018-06-13 09:00") as (store, _):
        credited(store)
        yield store


Taken = Callable[[Store], object]


@pytest.mark.parametrize(
    ("taken", "refusal", "says"),
    [
        (lambda s: invoiced(s, month="2018-05"), refusals.NotInvoiceable, "May 2018 is not certified"),
        (lambda s: invoiced(s, "  "), refusals.NumberNotReadable, "Found invoice number “”. Expected"),
        (lambda s: invoiced(s, "-/-"), refusals.NumberNotReadable, "one letter or figure at least"),
        (lambda s: invoiced(s, "OS\u200b1"), refusals.NumberNotReadable, "up to 40 letters"),
        (lambda s: invoiced(s, "1" * 41), refusals.NumberNotReadable, "up to 40 letters"),
        (
            lambda s: invoiced(s, dated_on=date(2018, 5, 15), received_on=None),
            refusals.DayNotPossible,
            "invoice date of 15 May 2018. Expected a day from 9 May 2018 .* to today, 14 May 2018",
        ),
        (
            lambda s: invoiced(s, dated_on=date(2018, 5, 8)),
            refusals.DayNotPossible,
            "the statement for April 2018 was certified on it.*ask the provider for a later one",
        ),
        (lambda s: invoiced(s, received_on=date(2018, 5, 15)), refusals.DayNotPossible, "of receipt of 15 May 2018"),
        (lambda s: invoiced(s, received_on=date(2018, 5, 9)), refusals.DayNotPossible, "from 10 May 2018 .the date"),
        (lambda s: invoiced(s, vat=None), refusals.VatIsMissing, "to come to £20,000.00 here"),
        (lambda s: invoiced(s, person=PROVIDER), refusals.ReceiptIsNotYours, "is received today, 14 May 2018"),
        (lambda s: invoiced(s, person=CERTIFIER), NotAllowed, "for an officer or a provider"),
        (lambda s: credited(s, month="2018-04"), refusals.NoCreditDue, "It does so for no month"),
        (lambda s: withdrawn(s, 1), refusals.NoSuchRecord, "and there is none"),
    ],
)
def test_refused_while_nothing_is_invoiced(bare: Store, taken: Taken, refusal: type[ReckonerError], says: str) -> None:
    version = bare.version
    with pytest.raises(refusal, match=says):
        taken(bare)
    assert bare.version == version


@pytest.mark.parametrize(
    ("taken", "refusal", "says"),
    [
        (lambda s: invoiced(s, "OS-2"), refusals.InvoicedAlready, "for April 2018 is recorded already: OS-1.*record 1"),
        (
            lambda s: invoiced(s, " os-1 ", month="2018-05"),
            refusals.NumberUsed,
            "the invoice for April 2018 bears already",
        ),
        (
            lambda s: credited(s, "CN-2"),
            refusals.InvoicedAlready,
            "for invoice OS-1 is recorded already: CN-1.*record 2",
        ),
        (lambda s: credited(s, invoiced="2018-05"), refusals.NoCreditDue, "an invoice for May 2018.*so for April 2018"),
        (lambda s: withdrawn(s, 1), refusals.CreditedAlready, "Credit note CN-1 corrects invoice OS-1.*record 2 first"),
        (lambda s: withdrawn(s, 3), refusals.NoSuchRecord, "Found record 3. Expected one that counts: 1 and 2"),
        (lambda s: withdrawn(s, 2, " "), refusals.WithoutReason, "give the reason"),
        (lambda s: withdrawn(s, 2, person=PROVIDER), NotAllowed, "is for an officer"),
    ],
)
def test_refused_once_it_is_invoiced(held: Store, taken: Taken, refusal: type[ReckonerError], says: str) -> None:
    version = held.version
    with pytest.raises(refusal, match=says):
        taken(held)
    assert held.version == version


def test_the_provider_hands_its_own_invoice_in_today(bare: Store) -> None:
    (found,) = invoiced(bare, person=PROVIDER, received_on=None).months
    assert found.invoice is not None
    assert (found.invoice.received_on, found.invoice.person) == (date(2018, 5, 14), PROVIDER)


def test_a_contract_without_vat_compares_what_is_before_it(tmp_path: Path) -> None:
    text = stating(agreed_text(), AFTER_INVOICE)
    with libraries(tmp_path / "store", text) as (store, clock):
        april(store, clock, text)
        with pytest.raises(refusals.VatIsNotStated, match=r"Found VAT of £20,000.00"):
            invoiced(store)
        (found,) = invoiced(store, vat=None).months
        assert (found.vat, found.due_on) == (None, date(2018, 6, 11))
        assert found.words.endswith("received on 12 May 2018: £100,000.00, as the statement.")


def test_a_month_that_comes_to_nothing_has_no_invoice(tmp_path: Path) -> None:
    text = stating(agreed_text(point="£40,000.00"), RULES)
    with libraries(tmp_path / "store", text) as (store, clock):
        clock.now = at("2018-05-09 09:00")
        hand_in(store, "2018-04", "80", text)
        settle(store, "2018-04")
        with pytest.raises(refusals.NothingToInvoice, match=r"April 2018 comes to £0.00"):
            invoiced(store, dated_on=date(2018, 5, 9), received_on=None)
        assert register(store).months[0].due_not_known.endswith("and there is nothing to invoice")


def test_a_statement_that_is_all_credit_is_due_from_its_certification(tmp_path: Path) -> None:
    priced = SHORT.replace("priced: the month's own charge", "priced: the next month's charge")
    text = stating(priced.replace("net_below_zero: nil", "net_below_zero: owed"), RULES)
    with libraries(tmp_path / "store", text) as (store, clock):
        clock.now = at("2018-05-10 09:00")
        hand_in(store, "2018-04", "95", text)
        settle(store, "2018-04")
        clock.now = at("2018-06-11 09:00")
        hand_in(store, "2018-05", "95", text)
        settle(store, "2018-05")
        invoiced(store, "OS-2", month="2018-05", dated_on=date(2018, 6, 11), received_on=date(2018, 6, 11))
        # June has no charge and takes £500.00 and £100.00 of VAT off May: a credit note on OS-2, and no invoice.
        clock.now = at("2018-07-11 09:00")
        hand_in(store, "2018-04", "80", text)
        settle(store, "2018-06")
        june = register(store).months[-1]
        assert (statement(store, "2018-06").net, june.net, june.vat) == (-500_00, 0, 0)
        # Thirty days after 11 July.
        assert (june.due_on, june.due_not_known) == (date(2018, 8, 10), "")
        clock.now = at("2019-07-11 09:00")
        assert shown(store, "2018-06").overdue
        # £600.00 are refunded 335 days late: x 8.75% x 335 ÷ 365 = £48.1849.
        pay(store, "2018-06", -600_00, date(2019, 7, 11), "Refund")
        assert final_account(ledger_of(store, CONTRACT)).interest_to_state == -48_18


@pytest.mark.parametrize(
    ("rules", "says"),
    [
        ('  payment: {within: 30, of: calendar days, after: receipt, clause: "8.4"}\n', "end of month or invoice"),
        ('  credit_note: {within: 14, clause: "8.7"}\n', "“of”"),
        ('  credit_note: {within: 14, of: days, clause: "8.7"}\n', "working days or calendar days"),
    ],
)
def test_terms_that_cannot_be_are_refused_by_name(rules: str, says: str) -> None:
    with pytest.raises(ContractFileRefused, match=says):
        load(stating(agreed_text(), rules), "fenland.yaml")
