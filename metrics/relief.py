"""The scenario ``relief = none``: everything once more, without the relief that somebody decided.

Bedding-in, suspensions and cases from before the start are terms of the contract and stay.
"""

import polars as pl

from contracts.terms import Terms
from metrics.facts import Facts

WITHOUT = 1_000_000
"""The scenario without relief has the number of the one with it, and this added."""

DECIDED = ("relief_effect", "relieved_case")
"""The facts that are there because somebody decided relief."""

_KEY = ["scenario", "contract"]


def with_and_without_relief(terms: Terms, facts: Facts) -> tuple[Terms, Facts]:
    """Add a scenario without relief for each scenario and contract in which some was decided."""
    decided = pl.concat([facts.tables[name].select(_KEY) for name in DECIDED]).unique()
    if decided.is_empty():
        return terms, facts
    pairs = decided.with_columns(without=(pl.col("scenario") + WITHOUT).cast(pl.Int32))
    all_terms = {name: _twice(frame, pairs) for name, frame in terms.tables.items()}
    all_facts = {name: frame if name in DECIDED else _twice(frame, pairs) for name, frame in facts.tables.items()}
    all_terms["term_without_relief"] = pairs.select(terms.tables["term_without_relief"].columns)
    return Terms(all_terms), Facts(all_facts)


def _twice(frame: pl.DataFrame, pairs: pl.DataFrame) -> pl.DataFrame:
    again = frame.join(pairs, on=_KEY).with_columns(scenario=pl.col("without")).select(frame.columns)
    return pl.concat([frame, again])
