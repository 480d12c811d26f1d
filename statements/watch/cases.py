"""What became of cases from one accepted return to the next: exceptions that were added, dates that were changed."""

from collections.abc import Collection

import polars as pl
from duckdb import DuckDBPyConnection

from contracts import months
from contracts.months import Month
from ingest.rules.records import LAST_DAY_ON_TIME
from metrics.watch.helpful_edits import Edits
from metrics.watch.late_exceptions import NEAR, Steps
from metrics.watch.question import LATEST
from statements.breaches.open_cases import DATASET
from statements.freeze import Frozen
from store import returns
from store.returns import TABLE_OF


def returned_cases(cursor: DuckDBPyConnection, frozen: Frozen, until: Month) -> pl.DataFrame:
    """Return every row of a case in the accepted returns of the latest two years up to a month, replaced ones too.

    Besides the columns of the return they have ``end``, the last day of the return's month, and ``counts``, whether
    no later return has replaced it.
    """
    run = range(until - LATEST + 1, until + 1)
    known = {number: each.period for number, each in frozen.submissions.items() if each.period in run}
    found = returns.rows(cursor, TABLE_OF[DATASET], sorted(known))
    schema = {"submission": pl.Int32, "end": pl.Date, "counts": pl.Boolean}
    counting = {number for (_, dataset), number in frozen.in_force.items() if dataset == DATASET}
    of_returns = [(number, months.last_day(period), number in counting) for number, period in known.items()]
    return found.join(pl.DataFrame(of_returns, schema, orient="row"), on="submission", how="inner")


def steps_of(cases: pl.DataFrame, case_types: Collection[str]) -> Steps:
    """Count the cases that were open without an exception in one month's return and are in the next one's."""
    rows = cases.filter(pl.col("counts"), pl.col("case_type").is_in(list(case_types))).sort("case_key", "end")
    same = pl.col("case_key") == pl.col("case_key").shift()
    open_before = pl.col("exception_code").shift().is_null() & pl.col("plan_issued").shift().is_null()
    age = (pl.col("end") - pl.col("clock_start")).dt.total_days()
    stepped = rows.with_columns(
        step=same & open_before & (pl.col("end").shift() < pl.col("end")),
        near=age >= LAST_DAY_ON_TIME - NEAR,
        excepted=pl.col("exception_code").is_not_null(),
    ).filter("step")
    near, others = stepped.filter("near"), stepped.filter(~pl.col("near"))
    return Steps(near.height, int(near["excepted"].sum()), others.height, int(others["excepted"].sum()))


def edits_of(cases: pl.DataFrame, case_types: Collection[str]) -> Edits:
    """Count the changes, from one return of a case to the next, of the days on which its clock started or stopped.

    A later start or an earlier plan makes it look quicker. A date that was not known before is no change.
    """
    rows = cases.filter(pl.col("case_type").is_in(list(case_types))).sort("case_key", "submission")
    same = pl.col("case_key") == pl.col("case_key").shift()
    later_start = pl.col("clock_start") - pl.col("clock_start").shift()
    earlier_plan = pl.col("plan_issued").shift() - pl.col("plan_issued")
    moved = [pl.when(same).then(change.dt.total_days()) for change in (later_start, earlier_plan)]
    counted = rows.select(
        helped=sum((each > 0).fill_null(False).cast(pl.Int32) for each in moved),
        hurt=sum((each < 0).fill_null(False).cast(pl.Int32) for each in moved),
    )
    return Edits(int(counted["helped"].sum()), int(counted["hurt"].sum()))
