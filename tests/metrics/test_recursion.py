"""A recursive step spelled out turn by turn leaves what the recursive query itself leaves."""

import pytest
from polars.testing import assert_frame_equal

from metrics import chain
from metrics.engine import open_engine
from metrics.recursion import parts, spelled_out
from tests.metrics.combined import examples, together

EXAMPLES = (
    *("forward_pool", "one_incident_one_failure", "later_relief_and_incidents", "rolling_free_points"),
    *("carried_cap_expires", "rolling_cap"),
)

COUNTING = """
-- Counts to three; the text 'a (bracket' opens nothing.
with recursive three as (select 3 as n),
counted as (
    select 1 as n, 'a (bracket' as said
    union all
    select 10, 'another'
    union all
    select counted.n + 1 as n, said from counted inner join three on counted.n < (select max(n) from three)
)
select sum(n) as n from counted
"""


def test_a_small_recursion_is_taken_apart() -> None:
    found = parts(COUNTING)
    assert found is not None
    assert (found.name, list(found.named), found.ends) == ("counted", ["three"], "select sum(n) as n from counted")
    assert found.begins == "select 1 as n, 'a (bracket' as said union all select 10, 'another'"
    assert found.turn.startswith("select counted.n + 1 as n")


def test_a_small_recursion_comes_to_the_same() -> None:
    with open_engine() as connection:

        def keep(name: str, sql: str) -> bool:
            connection.execute(f"create temp table {name} as {sql}")
            return bool(connection.execute(f"select * from {name}").fetchall())

        # 1 + 2 + 3 + 10
        assert connection.execute(spelled_out("answer", COUNTING, keep)).fetchall() == [(16,)]
        assert connection.execute(COUNTING).fetchall() == [(16,)]


def test_a_query_that_does_not_recur_stays_as_it_is() -> None:
    assert spelled_out("band", "with a as (select 1) select * from a", lambda *_: True).startswith("with a as")


def test_a_query_that_reads_itself_twice_is_not_taken_apart() -> None:
    twice = "with recursive a as (select 1 as n union all select n from a union all select n from a) select * from a"
    with pytest.raises(ValueError, match="in one place"):
        parts(twice)


def test_every_recursive_step_comes_to_the_same_turn_by_turn() -> None:
    terms, facts = chain.prepared(*together(examples(EXAMPLES)))
    compared = set()
    with open_engine() as connection:
        for name, frame in {**terms.tables, **facts.tables}.items():
            connection.register(name, frame)

        def keep(name: str, sql: str) -> bool:
            connection.execute(f"create or replace temp table {name} as {sql}")
            return bool(connection.execute(f"select 1 from {name} limit 1").fetchall())

        for relation, sql in chain.relations(terms):
            keep(relation, sql)
            if parts(sql) is not None:
                # What is read without relief may bear another name, so a step is known by how it begins.
                begins = sql.partition("\n")[0]
                compared.add(next(step for step in chain.ALL_STEPS if chain.sql_of(step).startswith(begins)))
                keep("turn_by_turn", spelled_out("turn_by_turn", sql, keep))
                at_once, by_turns = (chain.relation(connection, name) for name in (relation, "turn_by_turn"))
                assert_frame_equal(at_once, by_turns, check_row_order=False)
    assert compared == {step for step in chain.ALL_STEPS if parts(chain.sql_of(step)) is not None}
