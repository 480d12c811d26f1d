"""The demonstration's store, opened once, and what is worked out from it as known on 4 May 2018."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from statements import drafting
from statements.documents import Statement
from statements.ledger import Ledger
from statements.ledgers import ledger_of
from store.opener import open_store
from store.session import Store
from tests.demonstration import CONTRACT, copied, made_once


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copied(made_once(tmp_path_factory), tmp_path_factory.mktemp("statements") / "store")


@pytest.fixture(scope="session")
def manifest(folder: Path) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((folder / "returns" / "manifest.json").read_text(encoding="utf-8"))
    return read


@pytest.fixture(scope="session")
def store(folder: Path) -> Iterator[Store]:
    """To read from: no test writes to it."""
    with open_store(folder) as opened:
        yield opened


@pytest.fixture(scope="session")
def ledger(store: Store) -> Ledger:
    return ledger_of(store, CONTRACT)


@pytest.fixture(scope="session")
def statements(ledger: Ledger) -> list[Statement]:
    """The statement of every month, oldest first."""
    return [drafting.statement(ledger, month) for month in sorted(ledger.net)]
