"""Which assessments are open at the end of a month and count in an indicator, by days to their 20-week limit.

Whether a case counts, once its plan is issued late, is asked of the chain's own step: case types, exceptions and cases
from before the start are as the contract has them.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Final

import polars as pl
from duckdb import DuckDBPyConnection

from contracts import months
from contracts.months import Month
from ingest.rules.records import LAST_DAY_ON_TIME
from metrics.facts import Facts
from statements.breaches.documents import OpenCase
from statements.freeze import Frozen
from statements.rows.entering import entering
from statements.rows.sheet import SheetRow, sheet_rows

DATASET: Final = "ehc_assessments"
_STAGES = (("decision_date", "Decision to assess"), ("assessment_outcome_date", "Assessment outcome"))


@dataclass(frozen=True)
class Pace:
    """How the month itself went: plans issued ahead of the month of their limit, and of those due in it, in time."""

    ahead: int
    in_time: int
    due: int


@dataclass(frozen=True)
class Open:
    """The open assessments of a month's last day that count, the most urgent first, and how many others do not."""

    month: Month
    rows: tuple[SheetRow, ...]
    left_out: int
    pace: Pace

    @property
    def as_of(self) -> date:
        """The last day of the month: what the return tells of."""
        return months.last_day(self.month)

    @property
    def overdue(self) -> tuple[SheetRow, ...]:
        """Those past day 140 already."""
        return tuple(row for row in self.rows if left(row, self.as_of) < 0)

    @property
    def due(self) -> tuple[SheetRow, ...]:
        """Those whose day 140 lies in the month after; on the last day of a month day 140 itself is still in time."""
        room = (months.last_day(Month(self.month + 1)) - self.as_of).days
        return tuple(row for row in self.rows if 0 < left(row, self.as_of) <= room)

    @property
    def due_today(self) -> tuple[SheetRow, ...]:
        """Those whose day 140 is the last day of the month itself: open at its end, they can only be late."""
        return tuple(row for row in self.rows if left(row, self.as_of) == 0)

    @property
    def ahead(self) -> tuple[SheetRow, ...]:
        """As many cases due later as had their plans ahead of the month of their limit in the month itself."""
        urgent = len(self.overdue) + len(self.due_today) + len(self.due)
        return self.rows[urgent : urgent + self.pace.ahead]


def left(row: SheetRow, day: date) -> int:
    """Return the calendar days from a day to a case's limit; negative once it has passed."""
    return LAST_DAY_ON_TIME - int((day - row.values["clock_start"]).days)


def open_cases(cursor: DuckDBPyConnection, frozen: Frozen, number: int, month: Month) -> Open:
    """Return the assessments that a month's return has as open and that count in an indicator once they are issued."""
    rows = sheet_rows(cursor, frozen, DATASET, [month])
    still = [row for row in rows if row.values["plan_issued"] is None]
    late = [row.values["clock_start"].toordinal() + LAST_DAY_ON_TIME + 1 for row in still]
    counted = entering(
        issued(frozen, number, Month(month + 1), list(zip(still, late, strict=True))), DATASET, [Month(month + 1)]
    )
    found = [row for row in still if number in counted.get(row.place, {})]
    ordered = sorted(found, key=lambda row: (row.values["clock_start"], row.place.sheet_row))
    done = entering(frozen, DATASET, [month])
    plans = [row for row in rows if number in done.get(row.place, {})]
    return Open(month, tuple(ordered), len(still) - len(found), _pace(plans, ordered, month))


def _pace(plans: list[SheetRow], still_open: list[SheetRow], month: Month) -> Pace:
    last = months.last_day(month)
    fell = [(row, left(row, last)) for row in (*plans, *still_open)]
    issued_ = {row.place for row in plans}
    due = [row for row, days in fell if -last.day < days <= 0]
    return Pace(
        ahead=sum(left(row, last) > 0 for row in plans),
        in_time=sum(row.place in issued_ and left(row, row.values["plan_issued"]) >= 0 for row in due),
        due=len(due),
    )


def issued(frozen: Frozen, number: int, month: Month, plans: list[tuple[SheetRow, int]]) -> Frozen:
    """Return what was known with a return for a month in which the given cases are issued, on a day number each.

    The return is taken to have come in time. Only the one indicator has a figure by it.
    """
    key, of = {"scenario": 0, "contract": 0}, {"month": int(month)}
    records, tables = dict(frozen.records), dict(frozen.facts.tables)
    rows = [{**of, **_record(row, day)} for row, day in plans]
    known = records["case_record"]
    more = pl.DataFrame(rows, schema=known.schema, orient="row") if rows else known.clear()
    records["case_record"] = pl.concat([known.filter(pl.col("month") != month), more])
    cases = records["case_record"].with_columns(scenario=pl.lit(0, pl.Int32), contract=pl.lit(0, pl.Int32))
    tables["case_record"] = _like(cases, tables["case_record"])
    came = {**key, **of, "received_at": datetime.combine(months.first_day(month), time())}
    for name, said in (("first_receipt", {"dataset": DATASET}), ("first_figure", {"indicator": number})):
        frame = pl.DataFrame([{**came, **said}])
        own = [pl.col(column) == value for column, value in {**of, **said}.items()]
        tables[name] = pl.concat([tables[name].filter(~pl.all_horizontal(own)), _like(frame, tables[name])])
    return replace(frozen, records=records, facts=Facts(tables))


def _like(frame: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    return frame.select(known.columns).cast(known.schema)


def _record(row: SheetRow, day: int) -> dict[str, object]:
    return {
        "case_type": row.values["case_type"],
        "clock_start": row.values["clock_start"].toordinal(),
        "plan_issued": day,
        "has_exception": 0 if row.values["exception_code"] is None else 1,
        "dataset": DATASET,
        "submission": row.place.submission,
        "sheet_row": row.place.sheet_row,
    }


def shown(row: SheetRow, as_of: date) -> OpenCase:
    """Return an open case as a document."""
    days = left(row, as_of)
    waits = next((words for field, words in _STAGES if row.values[field] is None), "Final plan")
    return OpenCase(
        case=row.key,
        days_open=LAST_DAY_ON_TIME - days,
        limit_day=date.fromordinal(row.values["clock_start"].toordinal() + LAST_DAY_ON_TIME),
        days_left=days,
        waits_for=waits,
        sheet=row.sheet,
        row=row.place.sheet_row,
    )
