"""Triggers worked by hand: at, below and above each condition, and since when."""

from fractions import Fraction

import pytest

from contracts import months
from contracts.months import Month
from metrics.triggers import Judged, Key, triggered
from tests.contracts.small import TEXT, changed, contract

APRIL = months.parse("2016-04")
TRIGGER = "triggers:\n  - {id: plan, when: WHEN, indicators: all, clause: '5.1'}\n"


def judged(*points: int | None) -> dict[Key, Judged]:
    """OP1 from April 2016 on: 0 is green, 2 amber, 5 and more red, None not judged; from 2 on it fails."""
    found: dict[Key, Judged] = {}
    place = 0
    for at, each in enumerate(points):
        place = 0 if not each else place + 1
        status = None if each is None else "green" if each < 2 else "amber" if each < 5 else "red"
        found["OP1", Month(APRIL + at)] = Judged(status, bool(each), place, Fraction(each or 0))
    return found


def since(when: str, figures: dict[Key, Judged], month: int) -> list[str]:
    agreed = contract(changed(("triggers: none\n", TRIGGER.replace("WHEN", when))))
    return [months.label(each.since) for each in triggered(agreed, figures, Month(APRIL + month))]


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
    ],
)
def test_when_a_trigger_is_set_off(when: str, points: tuple[int | None, ...], expected: list[str]) -> None:
    assert since(when, judged(*points), len(points) - 1) == expected


def test_a_status_holds_until_the_next_figure() -> None:
    # Measured in April and July; nothing is known in between, and the plan stays due.
    figures = {key: each for key, each in judged(5, 0, 0, 0).items() if key[1] in (APRIL, APRIL + 3)}
    assert [since("status red", figures, place) for place in range(4)] == [["2016-04"]] * 3 + [[]]


def test_points_are_those_of_the_indicators_named_together() -> None:
    second = TEXT.split("  - id: OP1\n")[1].split("deductions:")[0]
    text = TEXT.replace("deductions:", f"  - id: OP2\n{second}deductions:")
    figures = judged(5) | {("OP2", APRIL): Judged("red", True, 1, Fraction(5))}
    said = {}
    for who in ("all", "[OP1]"):
        stated = TRIGGER.replace("WHEN", "10 points in 1 month").replace("indicators: all", f"indicators: {who}")
        said[who] = [
            each.indicator for each in triggered(contract(text.replace("triggers: none\n", stated)), figures, APRIL)
        ]
    assert said == {"all": [None], "[OP1]": []}
