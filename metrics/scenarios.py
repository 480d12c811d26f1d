"""Scenarios: a contract as it was returned with other figures in some months, each under a key of its own.

What is the same in all of them, such as counting cases, is worked out once. `metrics.replay` runs them.
"""

from typing import Final

from contracts.terms import Terms
from contracts.terms.columns import Schema
from metrics import chain, engine
from metrics.facts import TABLES, Facts

COUNTED: Final = "03_counted"

CHANGED: Schema = {name: kind for name, kind in TABLES["stated"].items() if name != "contract"}
"""A figure in place of the one that was returned, in one scenario; in millionths, like every figure.

It stands for what was stated and for what records say alike. Whether and when anything came is not changed by it.
"""


def counted_once(terms: Terms, facts: Facts) -> Facts:
    """Return facts with each month's cases and rows counted already: one row for each measure that records give."""
    with engine.open_engine() as connection:
        for name, frame in {**terms.tables, **facts.tables}.items():
            connection.register(name, frame)
        name = chain.relation_of(COUNTED)
        connection.execute(f"create temp table {name} as {chain.sql_of(COUNTED)}")
        counted = chain.relation(connection, name)
    parts = facts.tables["record_part"]
    return Facts(
        {
            **facts.tables,
            "case_record": facts.tables["case_record"].clear(),
            "record_part": counted.select(parts.columns).cast(parts.schema),
        }
    )
