"""The scenarios that relief needs beside a contract's own: without any, and as it was known at first cut-offs.

Without any is ``relief = none``: everything once more without what somebody decided. Bedding-in, suspensions and cases
from before the start are terms of the contract and stay. As it was known at a first cut-off is for contracts in which
relief that is decided later leaves runs of failures alone: a month's run then goes on from the months before it as that
scenario has them.
"""

from typing import Final

import polars as pl

from contracts.terms import Terms
from metrics.facts import Facts

WITHOUT: Final = 1_000_000
"""The scenario without relief has the number of the one with it, and this added.

That of the nth first cut-off in `first_cut_off` has this added n times more.
"""

DECIDED: Final = ("relief_effect", "relieved_case")
"""The facts that are there because somebody decided relief."""

FIRST_CUT_OFF: Final = "first_cut_off"
"""The facts that say which months' runs see relief as of another moment; the chain reads them as `RUN_SEEN`."""

RUN_SEEN: Final = "term_run_seen"

_KEY = ["scenario", "contract"]
_OF_CUT_OFF = (pl.col("scenario") + (1 + pl.col("as_of")) * WITHOUT).cast(pl.Int32)


def with_relief_scenarios(terms: Terms, facts: Facts) -> tuple[Terms, Facts]:
    """Add what each scenario and contract needs in which somebody decided relief: none of it, and as of first cut-offs.

    Facts that somebody decided stand in the scenario of the moment they are known as of, 0 being the cut-off itself.
    """
    first = facts.tables[FIRST_CUT_OFF]
    decided = pl.concat([facts.tables[name].select(_KEY) for name in (*DECIDED, FIRST_CUT_OFF)]).unique()
    if decided.is_empty():
        return terms, facts
    without = decided.with_columns(without=(pl.col("scenario") + WITHOUT).cast(pl.Int32))
    seen = first.select(*_KEY, seen=_OF_CUT_OFF).unique()
    beside = pl.concat([without.rename({"without": "other"}), seen.rename({"seen": "other"})])
    all_terms = {name: _beside(frame, beside) for name, frame in terms.tables.items()}
    all_facts = {name: _beside(frame, beside) for name, frame in facts.tables.items() if name not in DECIDED}
    own = pl.when(pl.col("as_of") == 0).then(pl.col("scenario")).otherwise(_OF_CUT_OFF)
    all_facts |= {name: facts.tables[name].with_columns(scenario=own) for name in DECIDED}
    plain = seen.join(without, on=_KEY).select(pl.col("seen").alias("scenario"), "contract", "without")
    all_terms["term_without_relief"] = pl.concat([without, plain])
    all_terms[RUN_SEEN] = first.select(*_KEY, "month", seen=_OF_CUT_OFF)
    return Terms(all_terms), Facts(all_facts)


def _beside(frame: pl.DataFrame, others: pl.DataFrame) -> pl.DataFrame:
    again = frame.join(others, on=_KEY).with_columns(scenario=pl.col("other")).select(frame.columns)
    return pl.concat([frame, again])
