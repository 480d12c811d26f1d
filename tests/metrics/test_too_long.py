"""A sum that grows longer than what is kept exactly stops the run with a message, and is never rounded to fit."""

import polars as pl
import pytest

from contracts.errors import ReckonerError
from contracts.terms import terms_of
from metrics import chain, engine
from metrics.facts import Facts
from tests.cases.example import FOLDER, read_example
from tests.cases.returned import facts_of, priced


def test_what_cannot_be_kept_exactly_is_told_and_not_worked_out() -> None:
    example = read_example(FOLDER / "linear_cost.yaml")
    facts = facts_of(example)
    # 38 digits of millionths, times a target: longer than any number that the engine keeps.
    longest = pl.lit(10**38 - 1, pl.Decimal(38, 0))
    stated = facts.tables["stated"].with_columns(numerator=longest)
    with engine.open_engine() as connection, pytest.raises(ReckonerError, match=r"38 digits .* Nothing was worked out"):
        chain.work_out(connection, terms_of(priced(example)), Facts({**facts.tables, "stated": stated}))
