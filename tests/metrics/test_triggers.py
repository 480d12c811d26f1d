"""Triggers worked by hand: at, below and above each condition, and since when."""

from fractions import Fraction

import pytest

from contracts import months
from contracts.months import Month
from metrics.triggers import Judged, Key, triggered
from tests.contracts.small import TEXT, changed, contract
from tests.reference import failures
from tests.reference.triggers import standing

APRIL = months.parse("2016-04")
SKIPPED = -1
"""A month without a figure that the contract skips in a run of failures, such as one that was declared nil."""

BANDS = {"green": 1, "amber": 2, "red": 3}
TRIGGER = "triggers:\n  - {id: plan, when: WHEN, indicators: all, clause: '5.1'}\n"


def judged(*points: int | None) -> dict[Key, Judged]:
    """OP1 from April 2016 on: 0 is green, 2 amber, 5 and more red, None ends a run; from 2 on it fails."""
    found: dict[Key, Judged] = {}
    place = 0
    for at, each in enumerate(points):
        key = "OP1", Month(APRIL + at)
        if each == SKIPPED:
            found[key] = Judged(None, fails=False, is_skipped=True, place_in_run=0, points=Fraction(0))
            continue
        place = 0 if not each else place + 1
        status = None if each is None else "green" if each < 2 else "amber" if each < 5 else "red"
        found[key] = Judged(status, bool(each), is_skipped=False, place_in_run=place, points=Fraction(each or 0))
    return found


def since(when: str, figures: dict[Key, Judged], month: int) -> list[str]:
    """Since when a trigger is set off, which the mechanism and the slow one that it is held against both say."""
    agreed = contract(changed(("triggers: none\n", TRIGGER.replace("WHEN", when))))
    at = Month(APRIL + month)
    found = [each.since for each in triggered(agreed, figures, at)]
    known = [as_judged(*key, one) for key, one in figures.items()]
    assert sorted(standing(agreed, known, at).values()) == sorted(found)
    return [months.label(each) for each in found]


def as_judged(name: str, month: Month, one: Judged) -> failures.Judged:
    """What the slow mechanism leaves of the same month."""
    band, own = BANDS[one.status] if one.status else None, failures.Cost(points=one.points)
    place, repeat = one.place_in_run, failures.Cost()
    return failures.Judged(name, month, "reported", band, one.fails, one.is_skipped, place, own, repeat)


@pytest.mark.parametrize(
    ("when", "points", "expected"),
    [
        ("status red", (0, 5), ["2016-05"]),
        ("status red", (5, 2), []),
        ("status red", (5, 5, 5), ["2016-04"]),
        ("status red", (5, None), []),
        ("3 failures in a row", (2, 2), []),
        ("3 failures in a row", (2, 2, 2), ["2016-06"]),
        ("3 failures in a row", (2, 2, 2, 2), ["2016-06"]),
        ("3 failures in a row", (2, 2, 0, 2), []),
        # Failures of April, May and July: three within four months, two within three.
        ("3 failures in 4 months", (2, 2, 0, 2), ["2016-07"]),
        ("3 failures in 3 months", (2, 2, 0, 2), []),
        ("3 failures in 4 months", (2, 2, 0, 2, 0), []),
        # 5 + 2 + 5 points are 12; a month later the first 5 are outside the three months.
        ("12 points in 3 months", (5, 2, 5), ["2016-06"]),
        ("12.5 points in 3 months", (5, 2, 5), []),
        ("11 points in 3 months", (5, 2, 5), ["2016-06"]),
        ("12 points in 3 months", (5, 2, 5, 0), []),
        ("7 points in 2 months", (5, 2, 5), ["2016-05"]),
        ("status amber or 3 failures in a row", (2, 5, 5), ["2016-06"]),
        # April and May fail. June is skipped, as if it were absent: what is due since May stays due.
        ("2 failures in a row", (2, 2, SKIPPED), ["2016-05"]),
        ("2 failures in a row", (2, 2, SKIPPED, SKIPPED, 2), ["2016-05"]),
        ("2 failures in a row", (2, 2, SKIPPED, 0), []),
        ("2 failures in a row", (2, 2, 0, SKIPPED), []),
        # April and June are the first and second failure of one run.
        ("2 failures in a row", (2, SKIPPED), []),
        ("2 failures in a row", (2, SKIPPED, 2), ["2016-06"]),
        ("2 failures in a row", (SKIPPED, SKIPPED), []),
        ("status red", (5, SKIPPED), ["2016-04"]),
        ("status red", (5, SKIPPED, 5), ["2016-04"]),
        ("status red", (5, SKIPPED, 2), []),
        ("status red", (SKIPPED, 5), ["2016-05"]),
        # Months of the calendar are counted, also those that are skipped: April's failure is outside May and June.
        ("2 failures in 2 months", (2, 2, SKIPPED), []),
        ("2 failures in 3 months", (2, SKIPPED, 2), ["2016-06"]),
        ("10 points in 2 months", (5, 5, SKIPPED), []),
    ],
)
def test_when_a_trigger_is_set_off(when: str, points: tuple[int | None, ...], expected: list[str]) -> None:
    assert since(when, judged(*points), len(points) - 1) == expected


def test_a_status_holds_until_the_next_figure() -> None:
    # Measured in April and July; nothing is known in between, and the plan stays due.
    figures = {key: each for key, each in judged(5, 0, 0, 0).items() if key[1] in (APRIL, APRIL + 3)}
    assert [since("status red", figures, place) for place in range(4)] == [["2016-04"]] * 3 + [[]]


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        # As if May were absent: April is green, and June's failure is the first of its run.
        ("status red", ["-", "-", "-"]),
        ("2 failures in a row", ["-", "-", "-"]),
        # It failed and has its points all the same.
        ("2 failures in 2 months", ["-", "-", "2016-06"]),
        ("7 points in 2 months", ["-", "-", "2016-06"]),
    ],
)
def test_a_skipped_month_that_cost_the_worst_band(when: str, expected: list[str]) -> None:
    worst = {("OP1", Month(APRIL + 1)): Judged("red", True, is_skipped=True, place_in_run=0, points=Fraction(5))}
    figures = judged(0, SKIPPED, 2) | worst
    assert [",".join(since(when, figures, place)) or "-" for place in range(3)] == expected


def test_points_are_those_of_the_indicators_named_together() -> None:
    second = TEXT.split("  - id: OP1\n")[1].split("deductions:")[0]
    text = TEXT.replace("deductions:", f"  - id: OP2\n{second}deductions:")
    figures = judged(5) | {("OP2", APRIL): Judged("red", True, is_skipped=False, place_in_run=1, points=Fraction(5))}
    said = {}
    for who in ("all", "[OP1]"):
        stated = TRIGGER.replace("WHEN", "10 points in 1 month").replace("indicators: all", f"indicators: {who}")
        said[who] = [
            each.indicator for each in triggered(contract(text.replace("triggers: none\n", stated)), figures, APRIL)
        ]
    assert said == {"all": [None], "[OP1]": []}
