"""The demonstration's store: one copy to read from, and a fresh one for a test that changes it."""

from pathlib import Path

import pytest

from tests.demonstration import copied, made_once
from tests.reckoner.running import Desk


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_once(tmp_path_factory)


@pytest.fixture(scope="session")
def reading(demonstration: Path, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk at a copy that no test changes."""
    return Desk(copied(demonstration, tmp_path_factory.mktemp("reading") / "store"))


@pytest.fixture
def desk(demonstration: Path, tmp_path: Path) -> Desk:
    """A desk at a copy of the test's own."""
    return Desk(copied(demonstration, tmp_path / "store"))
