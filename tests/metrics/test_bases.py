"""Percentages of what is paid beside the charge: never of less than nothing, and other contracts are as they were."""

from collections.abc import Iterator
from contextlib import contextmanager

from duckdb import DuckDBPyConnection

from contracts.terms import Terms, terms_of
from metrics import chain, engine
from tests.cases.example import FOLDER, Example, read_example
from tests.cases.returned import facts_of, priced

JUNE = 2016 * 12 + 5


def example(name: str) -> Example:
    return read_example(FOLDER / f"{name}.yaml")


def terms(name: str) -> Terms:
    return terms_of(priced(example(name)))


@contextmanager
def worked_out(name: str) -> Iterator[DuckDBPyConnection]:
    with engine.open_engine() as connection:
        chain.work_out(connection, terms(name), facts_of(example(name)))
        yield connection


def test_a_failure_costs_no_percentage_of_less_than_nothing() -> None:
    # In June £650.00 more is recovered than is paid for jobs: B's base; with the fee of £1,000.00 A's.
    with worked_out("base_of_outcomes") as connection:
        sql = f"select base, amount / amount_scale from failure_amount where month = {JUNE} order by line_order"
        assert connection.execute(sql).fetchall() == [(350_00, 10_50), (0, 0), (1_300_00, 130_00)]


def test_a_cap_of_less_than_nothing_allows_nothing() -> None:
    # 10% of £250.00; 15% of £200.00, £300.50 and £250.00, less a pain of £800.00.
    with worked_out("month_cap_of_unit_prices") as connection:
        sql = f"select limit_pence from cap_limit where month = {JUNE} order by cap"
        assert connection.execute(sql).fetchall() == [(25_00,), (0,)]


def test_a_contract_that_takes_none_of_it_is_worked_out_as_ever() -> None:
    for name in ("statement_rounding_beside_the_charge", "pain_within_a_month_cap", "base_of_named_lines"):
        steps = list(chain.relations(terms(name)))
        assert steps[:2] == [(step[3:], chain.sql_of(step)) for step in chain.STEPS[:2]]
        assert "paid_line" not in dict(steps)
        order = [relation for relation, _ in steps]
        assert order.index("earned_alone") > order.index("failure_amount")
