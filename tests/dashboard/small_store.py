"""A small store for the pages: one contract, one accepted return, and a person of each kind that matters here."""

from datetime import UTC, date, datetime
from pathlib import Path

from contracts import months
from contracts.loading import load_file
from store import arrivals, people
from store.contract_versions import record_contract_version
from store.opener import open_store
from store.policy import Role
from store.session import Store
from tests.stores import copy_of

CONTRACT = load_file(Path(__file__).parent / "small_contract.yaml")
NOVEMBER = months.parse("2016-11")
NOW = datetime(2016, 12, 8, 9, 15, tzinfo=UTC)


def clock() -> datetime:
    return NOW


def fill(store: Store) -> None:
    """Record the contract, its people and the return of November 2016, which came on 6 December."""
    fill_without_return(store)
    fill_return(store)


def fill_without_return(store: Store) -> None:
    """Record the contract and its people."""
    contract = CONTRACT.contract.id
    people.set_up(store, "a.clarke", "A. Clarke", "London Borough of Barnet")
    with store.write("a.clarke", "record contract", contract) as writing:
        record_contract_version(writing, contract, CONTRACT.digest, CONTRACT.text)
    with store.write("a.clarke", "appoint", contract) as writing:
        for person, name, role in (("p.rao", "P. Rao", Role.PROVIDER), ("b.lowe", "B. Lowe", Role.BOARD_MEMBER)):
            people.add_person(writing, person, name, "Cambridge Education")
            people.appoint(writing, person, contract, role, date(2016, 4, 1))
        people.add_person(writing, "n.body", "N. Body", "Elsewhere")


def fill_return(store: Store) -> None:
    """Record the return of November 2016, without a row."""
    contract = CONTRACT.contract.id
    came = datetime(2016, 12, 6, 16, 42, tzinfo=UTC)
    arrival = arrivals.Arrival(contract, NOVEMBER, "0" * 64, "return.xlsx", came)
    with store.write("p.rao", "accept return", contract) as writing:
        arrivals.record_submission(writing, arrival, {})


def filled(folder: Path) -> Store:
    """Make and fill a store whose clock stands at 9.15 on 8 December 2016."""
    copy_of("small", _make, folder)
    return open_store(folder, clock)


def _make(folder: Path) -> None:
    with open_store(folder, clock) as store:
        fill(store)
