"""What each question is raised by, in numbers that can be checked by hand."""

from fractions import Fraction
from math import comb, exp

import pytest

from metrics.watch.chances import at_least, chi_square_up_to
from metrics.watch.counted import Counted
from metrics.watch.helpful_edits import Edits, helpful_edits
from metrics.watch.just_met import just_met
from metrics.watch.late_exceptions import Steps, late_exceptions
from metrics.watch.too_smooth import too_smooth

NINE_OF_TEN = Fraction(9, 10)


def months(parts: list[int], whole: int = 50, target: Fraction | None = NINE_OF_TEN) -> list[Counted]:
    return [Counted(part, whole, target) for part in parts]


def test_a_tail_is_that_of_the_binomial() -> None:
    # 7 heads or more of 8: (8 + 1) / 256.
    assert at_least([0.5] * 8, 7) == pytest.approx(9 / 256, rel=1e-15)
    expected = sum(comb(5, k) * 0.3**k * 0.7 ** (5 - k) for k in (3, 4, 5))
    assert at_least([0.3] * 5, 3) == pytest.approx(expected, rel=1e-12)
    assert at_least([0.5, 0.25], 1) == pytest.approx(1 - 0.5 * 0.75, rel=1e-15)
    assert (at_least([], 0), at_least([0.5], 2)) == (1.0, 0.0)


def test_a_chi_square_of_two_degrees_is_an_exponential() -> None:
    assert chi_square_up_to(3.0, 2) == pytest.approx(1 - exp(-1.5), rel=1e-12)
    # The median and the first hundredth of 23 degrees of freedom, from printed tables.
    assert chi_square_up_to(22.337, 23) == pytest.approx(0.5, abs=1e-4)
    assert chi_square_up_to(10.196, 23) == pytest.approx(0.01, abs=1e-4)
    assert chi_square_up_to(0, 3) == 0


def test_months_that_just_meet_their_target_and_never_just_miss_it_are_a_question() -> None:
    # 45 of 50 is 90%. Of the two, 45 is 6/45 × 9 = 1.2 times as likely as 44, 0.545: nine times in a row, 0.4%.
    heaped = [45, 43, 45, 47, 45, 43, 45, 47, 45, 43, 45, 47, 45, 43, 45, 47, 45]
    asked = just_met(months(heaped), "higher")
    assert asked is not None
    assert asked.words.startswith("In 9 of the last 17 months one case fewer would have missed the target; in none")
    # Seven in a row are 1.4%: not seldom enough.
    assert just_met(months(heaped[:13]), "higher") is None
    even = [44 if each == 45 and place % 4 else each for place, each in enumerate(heaped)]
    assert just_met(months(even), "higher") is None


def test_a_ceiling_is_just_met_from_below() -> None:
    # 5% of 100 is 5: with 6 it would be missed.
    heaped = months([5, 8, 5, 2, 5, 8, 5, 2, 5, 8, 5, 2, 5, 8, 5, 2, 5], 100, Fraction(1, 20))
    asked = just_met(heaped, "lower")
    assert asked is not None
    assert "9 of the last 17 months one case more would have missed the target; in none one fewer" in asked.words
    above = [Counted(100 - each.part, each.whole, Fraction(19, 20)) for each in heaped]
    assert just_met(above, "higher") is not None


def test_where_every_case_has_to_succeed_nothing_is_just_met() -> None:
    assert just_met(months([50] * 20, target=Fraction(1)), "higher") is None
    assert just_met(months([0] * 20, target=Fraction(0)), "lower") is None
    assert just_met(months([45] * 20, target=None), "higher") is None


def test_a_service_that_became_better_and_passed_its_target_is_not_asked_why() -> None:
    better = [20, 22, 25, 28, 30, 33, 36, 38, 40, 42, 44, 45, 45, 46, 45, 47, 46, 45, 47, 46, 48, 45, 46, 47]
    assert just_met(months(better), "higher") is None


def test_fewer_than_thirteen_figures_raise_nothing_and_only_the_last_twenty_four_count() -> None:
    assert just_met(months([45] * 12), "higher") is None
    assert too_smooth(months([45] * 12)) is None
    old = months([45] * 10 + [41, 47, 43, 49, 40, 48, 42, 46, 44, 49, 41, 45] * 2)
    assert just_met(old, "higher") is None
    assert too_smooth(old) is None


def test_the_same_count_every_month_is_too_smooth() -> None:
    # Of 50 cases at 90% the error of a month is 100 × √(0.9 × 0.1 / 50) = 4.2 points.
    asked = too_smooth(months([45] * 24))
    assert asked is not None
    assert "vary by about 0.0 percentage points" in asked.words
    assert "chance alone makes them vary by about 4.2" in asked.words


def test_as_much_variation_as_chance_gives_is_no_question() -> None:
    # Errors of one standard deviation, 2.1 cases, up and down: the dispersion is about its mean.
    assert too_smooth(months([43, 47] * 12)) is None


def test_counts_that_are_too_coarse_are_not_asked_about() -> None:
    # 48 of 50: two cases a month fail, and five are needed for the chi-square.
    assert too_smooth(months([48] * 24)) is None


def test_exceptions_near_the_deadline_are_held_against_the_open_cases_there() -> None:
    # A tenth of the steps are near: 4 of 10 has a chance of 1.3%, 5 of 10 one of 0.16%.
    assert late_exceptions(Steps(100, 4, 900, 6)) is None
    asked = late_exceptions(Steps(100, 5, 900, 5))
    assert asked is not None
    assert asked.words.startswith("5 of 10 cases that were given an exception while open got it in the last four weeks")
    assert "where 10% of the open cases stood" in asked.words
    assert asked.cases == (5, 10)
    assert not [letter for letter in asked.in_general if letter.isdigit()]


def test_no_exceptions_and_no_steps_are_no_question() -> None:
    assert late_exceptions(Steps(0, 0, 0, 0)) is None
    assert late_exceptions(Steps(100, 0, 900, 9)) is None


def test_edits_are_as_heads_and_tails() -> None:
    # 6 of 6 has a chance of 1 in 64, 7 of 7 of 1 in 128.
    assert helpful_edits(Edits(6, 0)) is None
    asked = helpful_edits(Edits(7, 0))
    assert asked is not None
    assert asked.words.startswith("7 of 7 later changes to the dates of cases made them look quicker, none slower.")
    assert helpful_edits(Edits(0, 7)) is None
    assert helpful_edits(Edits(0, 0)) is None
