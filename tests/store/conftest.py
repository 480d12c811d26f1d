"""A store on a disk of its own, and a clock that stands still until it is moved."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from contracts.months import parse
from store.arrivals import Arrival
from store.opener import open_store
from store.originals import hash_of
from store.returns import FoundInFile, Holding
from store.session import Store
from tests.stores import empty_store

OFFICER = "a.clarke"
NOVEMBER = parse("2016-11")
RETAIN_UNTIL = date(2024, 4, 1)


class StandingClock:
    def __init__(self) -> None:
        self.now = datetime(2016, 12, 8, 9, 30, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def move(self, **by: int) -> datetime:
        self.now += timedelta(**by)
        return self.now


@pytest.fixture
def clock() -> StandingClock:
    return StandingClock()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "store"


@pytest.fixture
def store(folder: Path, clock: StandingClock) -> Iterator[Store]:
    empty_store(folder)
    with open_store(folder, clock) as opened:
        yield opened


def arrival(content: bytes = b"first", month: str = "2016-11", contract: str = "barnet") -> Arrival:
    return Arrival(
        contract=contract,
        period=parse(month),
        file_hash=hash_of(content),
        file_name="november.xlsx",
        received_at=datetime(2016, 12, 7, 16, 59, tzinfo=UTC),
        holdings=(Holding("indicators", "ehc-20-weeks"), Holding("finance_lines")),
        findings=(
            FoundInFile("IND07", "reason", "Indicators", "E4", "94.0", "93.8", "Correct one of them.", "ehc", "typing"),
            FoundInFile("IND09", "information", "Indicators", None, "3 rows", "4 rows", "Nothing to do."),
        ),
    )
