"""Each method on a few figures, its answer worked out by hand."""

from collections.abc import Sequence

import numpy as np
import pytest

from metrics.outlook import methods
from metrics.outlook.methods import METHODS, Method, Past


def said(method: Method, figures: Sequence[float], at: int, days: Sequence[int] = ()) -> float | None:
    """What a method says of a month, from a figure a month of which NaN is missing."""
    places = [place for place, value in enumerate(figures) if not np.isnan(value)]
    found = method(Past(np.array([figures], dtype=np.float64), places, at, days or [20] * 40))
    return None if found is None else float(found[0])


MISSING = float("nan")
YEAR = [10.0, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120]


def test_the_last_value_passes_over_what_is_missing() -> None:
    assert said(methods.last_value, [3, 5, MISSING], 3) == 5


def test_the_same_month_last_year() -> None:
    assert said(methods.same_month_last_year, YEAR, 12) == 10
    assert said(methods.same_month_last_year, YEAR, 23) == 120


def test_without_a_year_nothing_is_said_of_the_same_month() -> None:
    assert said(methods.same_month_last_year, YEAR[:11], 11) is None
    assert said(methods.same_month_last_year, [MISSING, *YEAR[1:]], 12) is None
    assert said(methods.last_year_and_change, YEAR, 12) is None


def test_a_level_moves_three_tenths_of_the_way() -> None:
    # 10, then 10 + 0.3 x 10 = 13, then 13 + 0.3 x 7 = 15.1.
    assert said(methods.moving_level, [10, 20, MISSING, 20], 4) == pytest.approx(15.1)


def test_the_middle_of_the_last_six() -> None:
    # Of 2, 3, 4, 5, 6, 100 the two in the middle are 4 and 5.
    assert said(methods.middle_of_six, [999, 2, 100, 3, 5, 4, 6], 7) == 4.5


def test_last_year_and_the_mean_change_since() -> None:
    # Months 12 to 14 are 1, 2 and 6 above 10, 20 and 30: 3 in the mean. Month 15 was 40.
    assert said(methods.last_year_and_change, [*YEAR, 11, 22, 36], 15) == 43


def test_straight_on_goes_by_months_and_not_by_figures() -> None:
    # From 10 to 20 in four months, one of them missing; three months on it is 27.5.
    assert said(methods.straight_on, [10, MISSING, 12, 18, 20], 7) == 27.5
    assert said(methods.straight_on, [10], 1) is None


def test_a_school_day_costs_what_it_cost() -> None:
    # 200 in 20 days and 120 in 10 are 10 and 12 a day, 11 in the mean; a month of 2 days tells nothing; 15 to come.
    assert said(methods.school_days, [200, 120, 999], 3, [20, 10, 2, 15]) == 165
    assert said(methods.school_days, [200, 120, 999], 3, [20, 10, 2, 0]) == 0
    assert said(methods.school_days, [999], 1, [2, 20]) is None


@pytest.mark.parametrize("name", METHODS)
def test_many_histories_at_once_are_each_by_itself(name: str) -> None:
    first, second = [float(place) for place in range(20)], [float(place * place % 7) for place in range(20)]
    together = METHODS[name](Past(np.array([first, second]), list(range(20)), 20, [20] * 24))
    assert together is not None
    assert list(together) == [said(METHODS[name], each, 20) for each in (first, second)]
