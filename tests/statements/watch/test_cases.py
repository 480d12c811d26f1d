"""What is counted from one return of a case to the next, on returns made by hand."""

from datetime import date

import polars as pl

from metrics.watch.helpful_edits import Edits
from metrics.watch.late_exceptions import Steps
from statements.watch.cases import edits_of, steps_of

JANUARY, FEBRUARY, MARCH = date(2017, 1, 31), date(2017, 2, 28), date(2017, 3, 31)
NEW = ("new",)


def case(
    key: str,
    end: date,
    start: date,
    issued: date | None = None,
    *,
    exception: str | None = None,
    submission: int | None = None,
    counts: bool = True,
    case_type: str = "new",
) -> dict[str, object]:
    return {
        "case_key": key, "submission": submission or end.month, "end": end, "counts": counts, "case_type": case_type,
        "clock_start": start, "plan_issued": issued, "exception_code": exception,
    }  # fmt: skip


def frame(*rows: dict[str, object]) -> pl.DataFrame:
    schema = {
        "case_key": pl.String, "submission": pl.Int32, "end": pl.Date, "counts": pl.Boolean, "case_type": pl.String,
        "clock_start": pl.Date, "plan_issued": pl.Date, "exception_code": pl.String,
    }  # fmt: skip
    return pl.DataFrame(list(rows), schema)


def test_a_case_four_weeks_before_its_deadline_is_near_it() -> None:
    # On 28 February a case that began on 8 November is 112 days old, and one of 9 November 111.
    near, other = date(2016, 11, 8), date(2016, 11, 9)
    rows = frame(
        case("A", JANUARY, near),
        case("A", FEBRUARY, near, exception="school closed"),
        case("B", JANUARY, other),
        case("B", FEBRUARY, other, exception="school closed"),
        case("C", JANUARY, other),
        case("C", FEBRUARY, other),
    )
    assert steps_of(rows, NEW) == Steps(near=1, near_excepted=1, others=2, others_excepted=1)


def test_a_case_that_had_an_exception_or_a_plan_already_is_no_step() -> None:
    start = date(2016, 12, 1)
    rows = frame(
        case("A", JANUARY, start, exception="school closed"),
        case("A", FEBRUARY, start, exception="school closed"),
        case("B", JANUARY, start, issued=date(2017, 1, 20)),
        case("B", FEBRUARY, start, issued=date(2017, 1, 20), exception="school closed"),
        case("C", FEBRUARY, start, exception="school closed"),
        case("D", JANUARY, start, case_type="re-assessment"),
        case("D", FEBRUARY, start, case_type="re-assessment", exception="school closed"),
    )
    assert steps_of(rows, NEW) == Steps(0, 0, 0, 0)


def test_a_return_that_was_replaced_is_no_step_of_its_own() -> None:
    start = date(2016, 12, 1)
    rows = frame(
        case("A", JANUARY, start),
        case("A", FEBRUARY, start, submission=2, counts=False),
        case("A", FEBRUARY, start, exception="school closed", submission=3),
        case("A", MARCH, start, exception="school closed", submission=4),
    )
    assert steps_of(rows, NEW) == Steps(near=0, near_excepted=0, others=1, others_excepted=1)


def test_a_later_start_and_an_earlier_plan_help_and_their_contrary_hurts() -> None:
    start, issued = date(2016, 9, 1), date(2017, 1, 25)
    rows = frame(
        case("A", JANUARY, start, issued, submission=1, counts=False),
        case("A", JANUARY, date(2016, 9, 8), date(2017, 1, 19), submission=2),
        case("B", JANUARY, start, issued, submission=1, counts=False),
        case("B", JANUARY, start, date(2017, 1, 26), submission=2),
        # A plan that was not known before is no change, and neither is a case that stands between two others.
        case("C", JANUARY, start, submission=1),
        case("C", FEBRUARY, start, date(2017, 2, 3), submission=2),
    )
    assert edits_of(rows, NEW) == Edits(helped=2, hurt=1)
    assert edits_of(rows.clear(), NEW) == Edits(0, 0)
    assert steps_of(rows.clear(), NEW) == Steps(0, 0, 0, 0)
