"""Decisions about single deductions (waived, lapsed, agreed or determined) as they enter the chain after step 18.

What a decision gives back leaves room under the caps that look over more than a month, in their later months only. So
the caps of such a contract look back at what was deducted: they are gone through together, month by month.
"""

from typing import Final

import polars as pl

from contracts.terms import Terms
from metrics.facts import Facts

ANY_AMOUNT: Final = 10**15
"""The most that a decision leaves of a deduction where it names no amount: more than any has, in pence."""

_KEY = ["scenario", "contract"]
_LONGER_THAN_A_MONTH = ("contract year", "rolling twelve months")


def with_decided(terms: Terms, facts: Facts) -> tuple[Terms, Facts]:
    """Mark the months in which something was decided, and the longer caps there as such that look back."""
    decided = facts.tables["decided"]
    if decided.is_empty():
        return terms, facts
    tables = dict(terms.tables)
    found = decided.select(*_KEY, "charged_month").unique().sort("charged_month")
    tables["term_decided"] = found.cast(pl.Schema(terms.tables["term_decided"].schema))
    caps = terms.tables["term_cap"].filter(pl.col("per").is_in(_LONGER_THAN_A_MONTH))
    number = pl.col("cap")
    walked = caps.join(found, on=_KEY, how="semi").select(
        *_KEY, "cap", walk_first=number.min().over(_KEY), walk_last=number.max().over(_KEY)
    )
    tables["term_cap"] = terms.tables["term_cap"].update(walked, on=[*_KEY, "cap"])
    # Caps that look back have a step of their own, for lines that say neither yes nor no.
    lines = terms.tables["term_cap_line"].join(walked, on=[*_KEY, "cap"], how="left", maintain_order="left")
    steady = pl.when(pl.col("walk_last").is_null()).then(pl.col("is_steady"))
    tables["term_cap_line"] = lines.with_columns(is_steady=steady).select(terms.tables["term_cap_line"].columns)
    return Terms(tables), facts
