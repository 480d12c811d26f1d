"""Facts carried on: the months to come as if every return had come in time, so that the chain judges them.

The figures themselves are for `metrics.scenarios`; here is only that they came, and when.
"""

from datetime import datetime, timedelta
from typing import Final, cast

import polars as pl

from contracts.months import Month
from contracts.stages import STAGES
from contracts.terms import Terms
from metrics.facts import Facts

OF_MONTHS: Final = (
    "first_receipt",
    "first_figure",
    "stated",
    "staged",
    "case_record",
    "record_part",
    "incident",
    "first_cut_off",
    "relief_effect",
    "relieved_case",
)
"""The facts that tell of months: those of later months are not looked at."""


def carried_on(terms: Terms, facts: Facts, last: Month) -> Facts:
    """Return the facts up to a month, with all that is due later, or not overdue yet, come at its due time."""
    known_at = cast("datetime", facts.tables["cut_off"]["known_at"][0])
    tables = dict(facts.tables)
    for name in OF_MONTHS:
        tables[name] = tables[name].filter(pl.col("month") <= last)
    measured = terms.tables["term_measurement"]
    awaited = (pl.col("month") > last) | (pl.col("due_at") >= known_at)
    for name, due, key in (
        ("first_receipt", terms.tables["term_due"], ["dataset", "month"]),
        ("first_figure", measured, ["indicator", "month"]),
    ):
        came = due.filter(awaited).join(tables[name], on=key, how="anti").with_columns(received_at=pl.col("due_at"))
        tables[name] = pl.concat([tables[name], came.select(tables[name].columns)])
    tables["staged"] = pl.concat([tables["staged"], _stages_to_come(terms, tables["staged"], measured.filter(awaited))])
    over = [known_at, *(cast("datetime | None", measured[name].max()) for name in ("due_at", "until_at"))]
    after = max(moment for moment in over if moment is not None) + timedelta(microseconds=1)
    tables["cut_off"] = tables["cut_off"].with_columns(known_at=pl.lit(after, pl.Datetime("us")))
    return Facts(tables)


def _stages_to_come(terms: Terms, staged: pl.DataFrame, awaited: pl.DataFrame) -> pl.DataFrame:
    """Return the last stage of every figure that is awaited, come when it is due; the figure itself is not known."""
    key = ["scenario", "contract", "indicator", "month"]
    rules = terms.tables["term_stage"].select(*key, "priced")
    reached = staged.join(rules, on=key).filter(pl.col("stage") >= pl.col("priced"))
    came = awaited.join(rules, on=key).join(reached, on=key, how="anti")
    stage, unknown = pl.lit(len(STAGES), pl.Int32), pl.lit(None, staged.schema["numerator"])
    said = {"stage": stage, "numerator": unknown, "denominator": unknown, "nil_activity": pl.lit(0, pl.Int32)}
    return came.with_columns(**said, received_at=pl.col("due_at")).select(staged.columns)


def without(terms: Terms, indicators: list[int], last: Month) -> Terms:
    """Return the terms without the later measurements of some indicators, of which no figure can be supposed."""
    later = pl.col("indicator").is_in(indicators) & (pl.col("month") > last)
    return Terms(
        {
            **terms.tables,
            "term_measurement": terms.tables["term_measurement"].filter(~later),
        }
    )


REACHING_BACK: Final = ("term_earn_back", "term_rolling_free", "term_rolling_pool", "term_limited")
"""The terms by which what was charged in an earlier year counts in a later one."""

OF_ONE_YEAR: Final = frozenset({"indicator", "service", "month", "contract year"})
"""Caps that look at a month or a year alone; what they carry on has to be looked for."""


def years_stand_alone(terms: Terms) -> bool:
    """Say whether what a year is charged follows from its own lines, but for what a cap has carried on to it."""
    reaching = any(not terms.tables[name].is_empty() for name in REACHING_BACK)
    return not reaching and set(terms.tables["term_cap"]["per"]) <= OF_ONE_YEAR


def free_before(terms: Terms, first: Month) -> Terms:
    """Return the terms with bands that cost nothing for what is stated before a month: it fails and counts as it did.

    So the caps need not go through years that are over, in every future again. Only where `years_stand_alone`, and
    nothing is carried on to the month, is the rest as dear as with them.
    """
    past = pl.when(pl.col("statement_month") < first).then(-pl.col("first_month")).otherwise(pl.col("first_month"))
    tables = {**terms.tables}
    tables["term_measurement"] = tables["term_measurement"].with_columns(first_month=past)
    again = pl.col("first_month").neg()
    judged, bands = tables["term_judgement"], tables["term_band"]
    free = pl.lit(0).cast(bands.schema["cost"])
    tables["term_judgement"] = pl.concat([judged, judged.with_columns(first_month=again)])
    tables["term_band"] = pl.concat([bands, bands.with_columns(first_month=again, cost=free)])
    return Terms(tables)
