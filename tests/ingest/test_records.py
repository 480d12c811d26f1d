"""The 20-week measure, counted from cases on each basis."""

from datetime import date, timedelta
from fractions import Fraction

import polars as pl
import pytest

from contracts.indicators import Basis, FromCases
from contracts.months import parse
from ingest.rules.records import from_cases

NOVEMBER = parse("2016-11")


def cases(*rows: tuple[str, int, str, str | None]) -> pl.DataFrame:
    """One case each: type, days from clock start to plan, day of the plan, exception."""
    return pl.DataFrame(
        [
            (kind, date.fromisoformat(issued) - timedelta(days=days), date.fromisoformat(issued), exception)
            for kind, days, issued, exception in rows
        ],
        {"case_type": pl.String, "clock_start": pl.Date, "plan_issued": pl.Date, "exception_code": pl.String},
        orient="row",
    )


def measure(basis: Basis = "all", *case_types: str) -> FromCases:
    told = {"from": "ehc_assessments", "counts": "plans issued within 20 weeks", "of": "plans issued"}
    return FromCases.model_validate({**told, "basis": basis, "case_types": case_types or ("new",)})


# 20 plans, 17 of them in time; 3 have an exception, 2 of those in time.
TWENTY = cases(
    *[("new", 100, "2016-11-10", None)] * 15,
    *[("new", 200, "2016-11-10", None)] * 2,
    *[("new", 100, "2016-11-10", "closure")] * 2,
    ("new", 200, "2016-11-10", "closure"),
)


@pytest.mark.parametrize(
    ("basis", "numerator", "denominator"),
    [("all", 17, 20), ("excluding exceptions", 15, 17), ("excusing late exceptions", 17, 19)],
)
def test_bases(basis: Basis, numerator: int, denominator: int) -> None:
    counted = from_cases(measure(basis), TWENTY, NOVEMBER)
    assert (counted.numerator, counted.denominator) == (Fraction(numerator), Fraction(denominator))


@pytest.mark.parametrize(("days", "in_time"), [(139, 1), (140, 1), (141, 0)])
def test_day_140_is_on_time(days: int, in_time: int) -> None:
    assert from_cases(measure(), cases(("new", days, "2016-11-10", None)), NOVEMBER).numerator == in_time


@pytest.mark.parametrize(
    ("issued", "counts"), [("2016-10-31", 0), ("2016-11-01", 1), ("2016-11-30", 1), ("2016-12-01", 0)]
)
def test_only_plans_of_the_month(issued: str, counts: int) -> None:
    assert from_cases(measure(), cases(("new", 100, issued, None)), NOVEMBER).denominator == counts


def test_only_the_case_types_of_the_measure() -> None:
    two = cases(("new", 100, "2016-11-10", None), ("after appeal", 100, "2016-11-10", None))
    assert from_cases(measure(), two, NOVEMBER).denominator == 1
    assert from_cases(measure("all", "new", "after appeal"), two, NOVEMBER).denominator == 2
