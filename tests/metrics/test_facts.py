"""Facts: tables of one shape, whichever are given."""

from datetime import datetime

import polars as pl
import pytest

from metrics.facts import TABLES, combine, facts

CUT_OFF = pl.DataFrame({"known_at": [datetime.fromisoformat("2016-05-09")], "contract": [0], "scenario": [0]})


def test_a_table_that_is_not_given_is_empty() -> None:
    found = facts(cut_off=CUT_OFF).tables
    assert {name: frame.height for name, frame in found.items()} == dict.fromkeys(TABLES, 0) | {"cut_off": 1}
    assert all(dict(frame.schema) == TABLES[name] for name, frame in found.items())


def test_a_table_without_one_of_its_columns_is_refused() -> None:
    with pytest.raises(pl.exceptions.ColumnNotFoundError, match="known_at"):
        facts(cut_off=CUT_OFF.drop("known_at"))


def test_facts_of_several_contracts_stand_under_their_numbers() -> None:
    second = CUT_OFF.with_columns(contract=pl.lit(1))
    together = combine([facts(cut_off=CUT_OFF), facts(cut_off=second)])
    assert together.tables["cut_off"]["contract"].to_list() == [0, 1]
