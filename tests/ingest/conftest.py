"""A store with the contract for tests, its officer and its provider, on 7 December 2016."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from store import people
from store.contract_versions import record_contract_version
from store.opener import open_store
from store.policy import Role
from store.session import Store
from tests.ingest.making import CONTRACT, LOADED
from tests.stores import copy_of

OFFICER = "a.clarke"
PROVIDER = "p.rao"
STRANGER = "n.body"


def clock() -> datetime:
    return datetime(2016, 12, 7, 10, 0, tzinfo=UTC)


def ready(folder: Path) -> Store:
    """Open a store, or make one in which the contract and its people are recorded."""
    if not folder.exists():
        copy_of("river valley", _make, folder)
    return open_store(folder, clock)


def _make(folder: Path) -> None:
    with open_store(folder, clock) as store:
        people.set_up(store, OFFICER, "A. Clarke", "River Valley Council")
        with store.write(OFFICER, "record contract", CONTRACT.id) as writing:
            record_contract_version(writing, CONTRACT.id, LOADED.digest, LOADED.text)
            people.add_person(writing, PROVIDER, "P. Rao", "Learning Together")
            people.appoint(writing, PROVIDER, CONTRACT.id, Role.PROVIDER, date(2016, 4, 1))
            people.add_person(writing, STRANGER, "N. Body", "Elsewhere")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with ready(tmp_path / "store") as opened:
        yield opened
