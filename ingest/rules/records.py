"""Figures counted from the records of a return, to be held against what is stated."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

import polars as pl
from polars import selectors

from contracts.contract import Contract
from contracts.indicators import Basis, FromCases, FromRows, Indicator
from contracts.months import Month, first_day
from contracts.terms.relief import cases_counted
from contracts.wording import day
from ingest.rules.lines import value_of, written

LAST_DAY_ON_TIME: Final = 140
"""Twenty weeks: a plan sent on day 140 after the request, which is day 0, is on time."""


@dataclass(frozen=True)
class Counted:
    """Numerator and denominator from the records, and in which words they were counted."""

    numerator: Fraction
    denominator: Fraction | None
    basis: str

    def spoken(self, indicator: Indicator) -> str:
        """Write what the records give."""
        value = value_of(indicator, self.numerator, self.denominator)
        shown = written(self.numerator)
        if self.denominator is not None:
            shown += f" of {written(self.denominator)}"
        if value is not None and value != self.numerator:
            shown += f" ({written(value, indicator.unit)})"
        return f"{shown} from the records ({self.basis})"


def counted(contract: Contract, month: Month, rows: Mapping[str, pl.DataFrame]) -> dict[str, Counted]:
    """Count every measure that comes from records; ``rows`` are typed frames by dataset, as far as they are known."""
    return {
        indicator.id: _counted(contract, indicator, rows[indicator.dataset], month)
        for indicator in contract.indicators
        if isinstance(indicator.measure, FromCases | FromRows) and indicator.dataset in rows
    }


def _counted(contract: Contract, indicator: Indicator, rows: pl.DataFrame, month: Month) -> Counted:
    if isinstance(indicator.measure, FromCases):
        # The same days as the chain's: a return is held against what it will be judged by.
        return from_cases(indicator.measure, rows, month, **cases_counted(contract, indicator))
    assert isinstance(indicator.measure, FromRows)
    return _from_rows(indicator.measure, rows)


def from_cases(
    measure: FromCases,
    cases: pl.DataFrame,
    month: Month,
    *,
    first_start: int = date.min.toordinal(),
    end_start: int = date.max.toordinal(),
) -> Counted:
    """Count the plans issued in a month and those of them within 20 weeks.

    Only cases whose clock started from ``first_start`` and before ``end_start`` count; both are day numbers, as the
    terms have them. ``cases``: "case_type", "clock_start", "plan_issued" and "exception_code". Basis *all*: every
    plan; *excluding exceptions*: without the excepted, on both sides; *excusing late exceptions*: without those
    excepted that were late.
    """
    late = (pl.col("plan_issued") - pl.col("clock_start")).dt.total_days() > LAST_DAY_ON_TIME
    first, end = date.fromordinal(first_start), date.fromordinal(end_start)
    counts = (
        pl.col("clock_start").is_between(first, end, closed="left")
        & pl.col("plan_issued").is_between(first_day(month), first_day(Month(month + 1)), closed="left")
        & pl.col("case_type").is_in(measure.case_types)
        & ~_left_out(measure.basis, late)
    )
    both = cases.lazy().select((counts & ~late).sum().alias("in_time"), counts.sum().alias("issued"))
    in_time, issued = both.collect().row(0)
    return Counted(Fraction(in_time), Fraction(issued), _words(measure.basis, first, end))


def _left_out(basis: Basis, late: pl.Expr) -> pl.Expr:
    """Say of a case whether its exception takes it out of the count."""
    excepted = pl.col("exception_code").is_not_null()
    by_basis: dict[Basis, pl.Expr] = {
        "all": pl.lit(value=False),
        "excluding exceptions": excepted,
        "excusing late exceptions": excepted & late,
    }
    return by_basis[basis]


def _words(basis: Basis, first: date, end: date) -> str:
    """Say which plans were counted."""
    said: list[str] = ["all plans issued" if basis == "all" else basis]
    if first > date.min:
        said.append(f"cases opened before {day(first)} left out")
    if end < date.max:
        said.append(f"only cases opened before {day(end)}")
    return "; ".join(said)


def _from_rows(measure: FromRows, rows: pl.DataFrame) -> Counted:
    kept = rows.filter(pl.col(column) == only for column, only in measure.only.items()) if measure.only else rows
    # Whole numbers need more room for their sum than for themselves; decimals have it.
    parts = [pl.col(column) for column in (measure.sum, measure.of) if column]
    sums = kept.select(parts).with_columns(selectors.integer().cast(pl.Int64)).sum().row(0)
    numerator, *denominator = (Fraction(total or 0) for total in sums)
    basis = f"{measure.sum} added up" + (f", divided by {measure.of}" if measure.of else "")
    return Counted(numerator, denominator[0] if denominator else None, basis)
