"""What the pages read: contracts, their months, the people, and a month’s board and statement. Pages hold no SQL."""

from datetime import date, datetime
from typing import Final, Literal

import streamlit as st

from contracts import months
from contracts.contract import Contract
from contracts.errors import ReckonerError
from contracts.indicators import Indicator
from contracts.london import in_london
from contracts.months import Month
from contracts.terms.spans import statement_offset
from dashboard.figures.charted import Charted
from dashboard.figures.in_view import InView
from statements import drafting, noted, relief_register
from statements.breaches.documents import Breaches
from statements.breaches.operations import BreachesAsked, show_breaches
from statements.documents import Statement
from statements.ledger import Ledger
from statements.ledgers import ledger_of, ledger_seen
from statements.life import bridge as bridges
from statements.life import operations as life_operations
from statements.life.account import ControlAccount, control_account
from statements.life.adjustments import last_statement
from statements.life.bridge import Bridge
from statements.life.certified import by_pot, own_pots, read
from statements.life.deductions import Register, register
from statements.life.final import FinalAccount, final_account
from statements.life.invoice_register import InvoiceRegister, invoice_register
from statements.life.operations import CertifyAsked, SendAsked
from statements.life.shown import LifeShown, life_shown
from statements.lines import lines_of
from statements.relief_register import ReliefRegister, ReliefRegisterAsked
from statements.rows.documents import RowsOfMonth
from statements.rows.leaving import as_csv
from statements.rows.operations import RowsAsked, show_rows
from statements.variation_register import VariationRegister, variation_register
from statements.what_if import incentives as asking_incentives
from statements.what_if import operations as asking_what_if
from statements.what_if.documents import Incentives, IncentivesAsked, WhatIf, WhatIfAsked
from store import contract_versions, events, people, returns
from store.policy import Person
from store.session import Store
from store.settlement import settlement

MOST_ROWS: Final = 100
"""Rows that a page lists, each with what it cost."""

ALL_ROWS: Final = 1_100_000
"""As many as a sheet of a return may have."""

NextStep = Literal["send", "certify"]
"""A step on a statement that a page greys where it would be refused."""


def contract_ids(store: Store) -> tuple[str, ...]:
    """Return the ids of every contract, in alphabetical order."""
    return _contract_ids((place(store), store.version), store)


@st.cache_resource(max_entries=20, show_spinner=False)
def _contract_ids(kept_under: tuple[str, int], _store: Store) -> tuple[str, ...]:  # noqa: ARG001 -- the key
    with _store.read() as cursor:
        return contract_versions.contracts(cursor)


def contract(store: Store, contract_id: str) -> Contract:
    """Return the newest version of a contract.

    Raises:
        NoSuchContract: the store knows no contract by that id.
    """
    return _newest((place(store), store.version, contract_id), store)


@st.cache_resource(max_entries=200, show_spinner=False)
def _newest(kept_under: tuple[str, int, str], _store: Store) -> Contract:
    with _store.read() as cursor:
        return contract_versions.contract_now(cursor, kept_under[-1])


def returned_months(store: Store, contract_id: str) -> tuple[Month, ...]:
    """Return the months of which any part of a return was accepted, oldest first.

    A month may come in several files, one a dataset, so it has as many submissions.
    """
    return _returned((place(store), store.version, contract_id), store)


@st.cache_resource(max_entries=200, show_spinner=False)
def _returned(kept_under: tuple[str, int, str], _store: Store) -> tuple[Month, ...]:
    with _store.read() as cursor:
        found = returns.submissions(cursor, kept_under[-1])
    return tuple(sorted({each.period for each in found}))


def months_to_show(store: Store, agreed: Contract) -> tuple[Month, ...]:
    """Return the months that can be looked at, newest first.

    They run from the contract's first month to the one after the last return, if that month has begun: it is the one
    whose return is awaited, or after the contract's last month the one whose statement has the last failures.
    """
    returned = returned_months(store, agreed.id)
    newest = max(returned, default=Month(agreed.first_month - 1))
    ends = Month(agreed.last_month + statement_offset(agreed))
    last = max(agreed.first_month, min(newest + 1, ends, months.of_day(_today(store))))
    return tuple(Month(month) for month in range(last, agreed.first_month - 1, -1))


def in_view(store: Store, contract_id: str, month: Month) -> InView:
    """Return a month of a contract as known now: what the board sees, and the statement that its pounds come from.

    Raises:
        ReckonerError: nothing is known of the contract, or it has no such month.
    """
    # The version is asked first: should the store move on meanwhile, what is kept under it is not asked for again.
    version = store.version
    with st.spinner("Working out every month of this contract …"):
        ledger = ledger_of(store, contract_id)
        return _drawn((place(store), version, contract_id, ledger.frozen.known_at, month), ledger)


@st.cache_resource(max_entries=60, show_spinner=False)
def _drawn(kept_under: tuple[str, int, str, datetime, Month], _ledger: Ledger) -> InView:
    """Draw a month up once: the ledger, which Streamlit does not look at, follows from the rest of the key."""
    month = kept_under[-1]
    board, statement = drafting.board(_ledger, month), drafting.statement(_ledger, month)
    return InView(_ledger.frozen.contract, month, board, statement)


def charted(store: Store, seen: InView, agreed: Indicator) -> Charted:
    """Return an indicator with its chart, in every month in which it was measured up to the month in view.

    Raises:
        NoSuchIndicator: the contract has none by that id.
    """
    version = store.version
    kept_under = (place(store), version, seen.contract.id, seen.board.known_at, agreed.id, seen.month)
    return _told(kept_under, store, agreed)


@st.cache_resource(max_entries=200, show_spinner=False)
def _told(kept_under: tuple[str, int, str, datetime, str, Month], _store: Store, _agreed: Indicator) -> Charted:
    """Draw an indicator up once, and with it its chart: both follow from the key alone."""
    *_, contract_id, _, indicator, month = kept_under
    ledger = ledger_of(_store, contract_id)
    notes = noted.notes_until(ledger, month, indicator)
    told = drafting.indicator_history(ledger, indicator, month)
    return Charted(_agreed, told, noted.rebases_of(notes), noted.events_of(notes))


def rows(store: Store, seen: InView, indicator: str, month: str, person: str) -> RowsOfMonth:
    """Return the rows behind an indicator in a month, as far as a person may see them, with what each cost.

    Raises:
        ReckonerError: the person may not look at them, or the indicator is not measured in that month.
    """
    version = store.version
    asked = RowsAsked(contract=seen.contract.id, month=month, indicator=indicator, most=MOST_ROWS, costs=True)
    kept_under = (place(store), version, seen.board.known_at, person, _today(store), asked.model_dump_json())
    with st.spinner("Reading the rows, and working the statements out again without each …"):
        return _rows(kept_under, store, asked)


@st.cache_resource(max_entries=60, show_spinner=False)
def _rows(kept_under: tuple[str, int, datetime, str, date, str], _store: Store, _asked: RowsAsked) -> RowsOfMonth:
    return show_rows(_store, kept_under[3], _asked)


def breaches(store: Store, seen: InView, indicator: str, month: str, person: str) -> Breaches:
    """Return the open cases at the end of a month as far as a person may see them, and what the next comes to.

    Raises:
        ReckonerError: no return with cases came for the month, or the person may not look.
    """
    asked = BreachesAsked(contract=seen.contract.id, month=month, indicator=indicator)
    kept_under = (place(store), store.version, seen.board.known_at, person, _today(store), asked.model_dump_json())
    return _breaches(kept_under, store, asked)


@st.cache_resource(max_entries=60, show_spinner=False)
def _breaches(kept_under: tuple[str, int, datetime, str, date, str], _store: Store, _asked: BreachesAsked) -> Breaches:
    return show_breaches(_store, kept_under[3], _asked)


def what_if(store: Store, asked: WhatIfAsked, person: str) -> WhatIf:
    """Return what scenarios would have come to, beside what was, as known now.

    Raises:
        ReckonerError: the person may not ask, or what is asked cannot be understood or worked out.
    """
    kept_under = (place(store), store.version, person, _today(store), asked.model_dump_json())
    with st.spinner("Replaying every month …"):
        return _what_if(kept_under, store, asked)


@st.cache_resource(max_entries=60, show_spinner=False)
def _what_if(kept_under: tuple[str, int, str, date, str], _store: Store, _asked: WhatIfAsked) -> WhatIf:
    return asking_what_if.what_if(_store, kept_under[2], _asked)


def incentives(store: Store, contract_id: str, month: Month, indicator: str, person: str) -> Incentives:
    """Return what one more success of an indicator was worth in the last month up to one that was returned.

    Raises:
        ReckonerError: the person may not ask, or nothing was returned.
    """
    last = max(returned_months(store, contract_id), default=month)
    asked = IncentivesAsked(contract=contract_id, indicator=indicator, month=months.label(min(month, last)))
    kept_under = (place(store), store.version, person, _today(store), asked.model_dump_json())
    with st.spinner("Working out every level …"):
        return _incentives(kept_under, store, asked)


@st.cache_resource(max_entries=60, show_spinner=False)
def _incentives(kept_under: tuple[str, int, str, date, str], _store: Store, _asked: IncentivesAsked) -> Incentives:
    return asking_incentives.incentives(_store, kept_under[2], _asked)


def every_row(store: Store, opened: RowsOfMonth, person: str) -> bytes:
    """Return every row that a person may see as CSV; of more than the page lists, without what each cost."""
    most = ALL_ROWS if opened.not_listed else MOST_ROWS
    named = {"contract": opened.contract, "month": opened.month, "indicator": opened.indicator}
    return as_csv(show_rows(store, person, RowsAsked(**named, most=most, costs=not opened.not_listed)))


def life(store: Store, contract_id: str, month: Month) -> LifeShown:
    """Return how far a month's statement has come by now, kept until something changes or the day in London does."""
    version, known = store.version, ledger_of(store, contract_id).frozen.known_at
    return _life((place(store), version, known, _today(store), contract_id, month), store)


@st.cache_resource(max_entries=60, show_spinner=False)
def _life(kept_under: tuple[str, int, datetime, date, str, Month], _store: Store) -> LifeShown:
    *_, contract_id, month = kept_under
    with _store.read() as cursor:
        ledger, kept = ledger_seen(_store, cursor, contract_id), settlement(cursor, contract_id)
        return life_shown(ledger, kept, month, _store.clock(), people.names(cursor))


def numbered(store: Store, contract_id: str, month: Month) -> Statement:
    """Return the statement whose line numbers replies and decisions go by: the draft sent last, or else the newest.

    They may differ: what became known since can leave out a line, and every later one then moves up.
    """
    version, known = store.version, ledger_of(store, contract_id).frozen.known_at
    return _numbered((place(store), version, contract_id, known, month), store)


@st.cache_resource(max_entries=60, show_spinner=False)
def _numbered(kept_under: tuple[str, int, str, datetime, Month], _store: Store) -> Statement:
    _, _, contract_id, _, month = kept_under
    with _store.read() as cursor:
        sent = [each for each in settlement(cursor, contract_id).sent if each.month == month]
    return read(sent[-1].document) if sent else drafting.statement(ledger_of(_store, contract_id), month)


def against(store: Store, step: NextStep, person: str, contract_id: str, month: Month) -> ReckonerError | None:
    """Return why a person cannot send or certify a month's statement now, kept as `life` is; nothing where they can."""
    version, known = store.version, ledger_of(store, contract_id).frozen.known_at
    return _against((place(store), version, known, _today(store), step, person, contract_id, month), store)


@st.cache_resource(max_entries=60, show_spinner=False)
def _against(
    kept_under: tuple[str, int, datetime, date, NextStep, str, str, Month], _store: Store
) -> ReckonerError | None:
    *_, step, person, contract_id, month = kept_under
    about = {"contract": contract_id, "month": months.label(month)}
    if step == "send":
        return life_operations.against_sending(_store, person, SendAsked(**about))
    return life_operations.against_certifying(_store, person, CertifyAsked(**about))


def bridge(store: Store, contract_id: str, month: Month) -> Bridge | None:
    """Return the bridge of a certified month that comes to something else now, or did; None where nothing differs."""
    ledger = ledger_of(store, contract_id)
    certified = ledger.frozen.certified
    if month not in certified or by_pot(lines_of(ledger, month)) == own_pots(certified[month]):
        return None
    return _bridged((place(store), store.version, contract_id, month), store, ledger)


@st.cache_resource(max_entries=60, show_spinner=False)
def _bridged(kept_under: tuple[str, int, str, Month], _store: Store, _ledger: Ledger) -> Bridge:
    with _store.read() as cursor:
        return bridges.bridge(cursor, _ledger, kept_under[-1], _store.clock())


def accounts(store: Store, contract_id: str, month: Month) -> tuple[ControlAccount, Register, VariationRegister]:
    """Return the control account of a month's contract year up to it, and the registers; also the day counts for it."""
    ledger = ledger_of(store, contract_id)
    with store.read() as cursor:
        waived = register(ledger, people.names(cursor))
    varied = _variations((place(store), store.version, contract_id, ledger.frozen.known_at, month), ledger)
    agreed = ledger.frozen.contract
    year = Month(max(agreed.first_month, month - agreed.month_of_year(month) + 1))
    return control_account(ledger, month, store.clock(), year), waived, varied


def invoices(store: Store, contract_id: str) -> InvoiceRegister:
    """Return every invoice and credit note of a contract, and what is still to come; also the day counts for it."""
    ledger = ledger_of(store, contract_id)
    with store.read() as cursor:
        return invoice_register(ledger, in_london(store.clock()), people.names(cursor))


def relief(store: Store, contract_id: str, month: Month, person: str) -> ReliefRegister:
    """Return the register of relief as far as a person may see it, with what each does to a month's deductions.

    Raises:
        ReckonerError: the person may not look, or there is no statement for the month.
    """
    version, known = store.version, ledger_of(store, contract_id).frozen.known_at
    asked = ReliefRegisterAsked(contract=contract_id, month=months.label(month))
    return _relief((place(store), version, known, person, _today(store), asked.model_dump_json()), store, asked)


@st.cache_resource(max_entries=60, show_spinner=False)
def _relief(
    kept_under: tuple[str, int, datetime, str, date, str], _store: Store, _asked: ReliefRegisterAsked
) -> ReliefRegister:
    return relief_register.show_register(_store, kept_under[3], _asked)


@st.cache_resource(max_entries=60, show_spinner=False)
def _variations(kept_under: tuple[str, int, str, datetime, Month], _ledger: Ledger) -> VariationRegister:
    """Work the variations out once: the ledger, which Streamlit does not look at, follows from the rest of the key."""
    return variation_register(_ledger, kept_under[-1])


def final(store: Store, contract_id: str, month: Month) -> FinalAccount | None:
    """Return the final account, where the month has the contract's last statement and is over."""
    ledger = ledger_of(store, contract_id)
    over = months.of_day(ledger.frozen.known_on) > last_statement(ledger)
    return final_account(ledger) if over and month >= ledger.frozen.contract.last_month else None


def everyone(store: Store) -> dict[str, Person]:
    """Return the people with today's appointments by id, in the order of their names: for a demonstration alone."""
    return {each.person: each for each in _everyone((place(store), store.version, _today(store)), store)}


@st.cache_resource(max_entries=20, show_spinner=False)
def _everyone(kept_under: tuple[str, int, date], _store: Store) -> tuple[Person, ...]:
    with _store.read() as cursor:
        return people.everyone_on(cursor, kept_under[-1])


def known_at(store: Store) -> datetime | None:
    """Return the moment (UTC) of the last thing the store learnt; ``None`` if it knows nothing yet."""
    return _known_at((place(store), store.version), store)


@st.cache_resource(max_entries=20, show_spinner=False)
def _known_at(kept_under: tuple[str, int], _store: Store) -> datetime | None:  # noqa: ARG001 -- the key
    with _store.read() as cursor:
        return events.latest_event(cursor)


def place(store: Store) -> str:
    """Return what tells one store from another: what is kept under it and its version never changes."""
    return str(store.folder.resolve())


def _today(store: Store) -> date:
    return in_london(store.clock())
