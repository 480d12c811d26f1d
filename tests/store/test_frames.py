"""Frames go into tables whole and unchanged, or not at all."""

from datetime import date
from decimal import Decimal

import duckdb
import polars as pl
import pytest

from store.arrivals import record_submission
from store.frames import LossyColumn, WrongColumns
from store.returns import rows
from store.session import Store
from tests.store.conftest import OFFICER, arrival

FINANCE = pl.DataFrame({
    "line": ["SEN placements", "Transport"],
    "forecast": [Decimal("10.25"), Decimal("-3.00")],
    "budget": [Decimal("10800000.00"), Decimal("0.01")],
    "actual_to_date": [Decimal("1.10"), Decimal("2.20")],
    "sheet_row": [4, 5],
})  # fmt: skip


def accept(store: Store, frame: pl.DataFrame) -> int:
    with store.write(OFFICER, "accept", "barnet") as writing:
        return record_submission(writing, arrival(), {"finance_row": frame}).submission


def test_columns_are_matched_by_name(store: Store) -> None:
    number = accept(store, FINANCE)
    with store.read() as cursor:
        found = rows(cursor, "finance_row", [number])
    assert found.select(FINANCE.columns).rows() == FINANCE.rows()


@pytest.mark.parametrize("frame", [
    pytest.param(FINANCE.drop("forecast"), id="missing"),
    pytest.param(FINANCE.rename({"line": "budget_line"}), id="renamed"),
    pytest.param(FINANCE.with_columns(note=pl.lit("x")), id="too many"),
])  # fmt: skip
def test_columns_that_do_not_match_are_refused(store: Store, frame: pl.DataFrame) -> None:
    with pytest.raises(WrongColumns):
        accept(store, frame)
    assert store.version == 0


@pytest.mark.parametrize("column", [
    pytest.param(pl.Series("budget", [0.1, 0.2]), id="binary float"),
    pytest.param(pl.Series("budget", [Decimal("0.125"), Decimal("1.000")]), id="a third decimal"),
])  # fmt: skip
def test_nothing_is_rounded_on_its_way_in(store: Store, column: pl.Series) -> None:
    with pytest.raises(LossyColumn, match="budget"):
        accept(store, FINANCE.with_columns(column))


def test_a_constraint_takes_the_whole_frame_back(store: Store) -> None:
    with pytest.raises(duckdb.ConstraintException):
        accept(store, FINANCE.with_columns(sheet_row=pl.lit(4)))
    with store.read() as cursor:
        assert cursor.execute("select count(*) from receipt").fetchall() == [(0,)]


def test_five_thousand_rows_at_once(store: Store) -> None:
    many = pl.DataFrame({
        "sheet_row": range(2, 5002),
        "case_key": [f"case {number}" for number in range(5000)],
        "case_type": ["new"] * 5000,
        "clock_start": [date(2016, 7, 1)] * 5000,
    })  # fmt: skip
    texts = ("need", "phase", "area", "exception_code")
    days = ("decision_date", "assessment_outcome_date", "plan_issued", "exception_from", "exception_to")
    empty = [pl.lit(None, pl.String).alias(name) for name in texts] + [pl.lit(None, pl.Date).alias(d) for d in days]
    with store.write(OFFICER, "accept", "barnet") as writing:
        record_submission(writing, arrival(), {"case_row": many.with_columns(empty)})
    with store.read() as cursor:
        assert rows(cursor, "case_row", [1])["case_key"].to_list() == many["case_key"].to_list()
        assert rows(cursor, "case_row", []).is_empty()
