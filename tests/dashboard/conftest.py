"""The demonstration's months in view, worked out once for the pages' tests."""

from collections.abc import Iterator

import pytest

from contracts.months import Month
from dashboard.figures.in_view import InView
from statements import drafting
from statements.ledgers import ledger_of
from store.opener import open_store
from store.session import Store
from tests.demonstration import CONTRACT, copied, made_once


@pytest.fixture(scope="session")
def demonstrated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The demonstration's store, to read from."""
    folder = copied(made_once(tmp_path_factory), tmp_path_factory.mktemp("pages") / "store")
    with open_store(folder) as store:
        yield store


@pytest.fixture(scope="session")
def every_month(demonstrated: Store) -> list[InView]:
    """Every month from the first to the one whose return is awaited, oldest first."""
    ledger = ledger_of(demonstrated, CONTRACT)
    agreed = ledger.frozen.contract
    known = range(agreed.first_month, agreed.first_month + 25)
    return [
        InView(agreed, month, drafting.board(ledger, month), drafting.statement(ledger, month))
        for month in map(Month, known)
    ]
