"""What the shell of the pages reads from the store: contracts, their months, the people. Pages hold no SQL."""

from datetime import date, datetime

import streamlit as st

from contracts import months
from contracts.contract import Contract
from contracts.loading import load
from contracts.months import Month
from store import contract_versions, people, returns
from store.moments import stored
from store.policy import Person
from store.session import Store


def contract_ids(store: Store) -> tuple[str, ...]:
    """Return the ids of every contract, in alphabetical order."""
    with store.read() as cursor:
        return contract_versions.contracts(cursor)


def contract(store: Store, contract_id: str) -> Contract:
    """Return the newest version of a contract.

    Raises:
        KeyError: the store knows no contract by that id.
    """
    with store.read() as cursor:
        version = contract_versions.contract_version(cursor, contract_id)
    if version is None:
        raise KeyError(contract_id)
    return _read(version.digest, version.source)


@st.cache_resource(max_entries=200, show_spinner=False)
def _read(digest: str, _source: str) -> Contract:
    """Read a contract file once: the digest names its text, and what comes of it cannot be changed."""
    return load(_source, digest).contract


def returned_months(store: Store, contract_id: str) -> dict[Month, datetime]:
    """Return the months that have an accepted return, oldest first, with the moment (UTC) at which the file came."""
    with store.read() as cursor:
        found = returns.current_submissions(cursor, contract_id)
    return {month: found[month].received_at for month in sorted(found)}


def months_to_show(store: Store, agreed: Contract) -> tuple[Month, ...]:
    """Return the months that can be looked at, newest first.

    They run from the contract's first month to the one after the last return, if that month has begun: it is the one
    whose return is awaited.
    """
    returned = returned_months(store, agreed.id)
    newest = max(returned, default=Month(agreed.first_month - 1))
    last = max(agreed.first_month, min(newest + 1, agreed.last_month, months.of_day(_today(store))))
    return tuple(Month(month) for month in range(last, agreed.first_month - 1, -1))


def everyone(store: Store) -> dict[str, Person]:
    """Return the people with today's appointments by id, in the order of their names: for a demonstration alone."""
    day = _today(store)
    with store.read() as cursor:
        ids = [person for (person,) in cursor.execute("select distinct person from person").fetchall()]
        known = [people.person_on(cursor, person, day) for person in ids]
    return {each.person: each for each in sorted(known, key=lambda each: each.name)}


def known_at(store: Store) -> datetime | None:
    """Return the moment (UTC, without zone) of the last thing the store learnt; ``None`` if it knows nothing yet."""
    with store.read() as cursor:
        latest: datetime | None = cursor.execute('select max("at") from event').fetchall()[0][0]
    return latest


def _today(store: Store) -> date:
    return stored(store.clock()).date()
