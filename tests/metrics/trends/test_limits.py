"""Mean and limits, on series that can be worked out by hand."""

from fractions import Fraction

import pytest

from metrics.trends.options import BaselineTooShort, Options
from tests.metrics.trends.made import ALTERNATING, LATER, charted


def test_limits_are_the_mean_and_two_and_two_thirds_of_the_ranges() -> None:
    now = charted(ALTERNATING).current
    assert (now.mean, now.lower, now.upper) == (1150.0, 352.0, 1948.0)


def test_a_baseline_leaves_out_what_comes_after_it_and_counts_missing_rows() -> None:
    assert charted([*ALTERNATING, 9000.0, 9000.0], LATER).current.upper == 1948.0
    # Eleven figures and a missing one are twelve rows: the thirteenth row is not of the baseline.
    gapped = charted([1000.0, None, *ALTERNATING[2:], 9000.0], LATER).current
    assert gapped.mean == float(Fraction(6 * 1000 + 5 * 1300, 11))


def test_a_baseline_of_fewer_than_twelve_is_refused() -> None:
    with pytest.raises(BaselineTooShort, match="Found a baseline of 11"):
        Options(baseline=11)


def test_a_range_too_wide_is_left_out_once() -> None:
    # Ranges 2, 2, 2, 2, 40: their mean is 9.6, and 3.267 times that is 31.4. Without the 40 the mean is 2.
    values = [10.0, 12.0, 10.0, 12.0, 10.0, 50.0]
    now = charted(values).current
    assert now.screened_out == 1
    assert now.upper == pytest.approx(104 / 6 + 5.32, rel=1e-15)
    unscreened = charted(values, Options(screened=False)).current
    assert unscreened.upper == pytest.approx(104 / 6 + 2.66 * 9.6, rel=1e-15)


@pytest.mark.parametrize(("widest", "screened_out"), [(6.0, 1), (5.75, 0)])
def test_a_range_is_too_wide_from_so_many_times_the_mean_range(widest: float, screened_out: int) -> None:
    # Five ranges of 1 and one of 6: 3.267 × 11/6 is 5.99. With one of 5.75 it is 3.267 × 10.75/6, which is 5.85.
    assert charted([0.0, 1.0, 0.0, 1.0, 0.0, 1.0, 1.0 + widest]).current.screened_out == screened_out


def test_no_range_is_taken_across_a_missing_point_or_a_rebase() -> None:
    now = charted([10.0, 12.0, None, 50.0, 52.0]).current
    assert now.mean == 31.0
    assert now.upper == pytest.approx(31 + 2.66 * 2, rel=1e-15)
    before, after = charted([10.0, 12.0, 10.0, 50.0, 52.0, 50.0], rebased=[3]).groups
    assert (before.upper, after.upper) == pytest.approx((32 / 3 + 5.32, 152 / 3 + 5.32))


@pytest.mark.parametrize("value", [0.1, 90.9, 1 / 3, 1e9 + 0.7, 100 / 7, -0.3, 5e-324])
@pytest.mark.parametrize("months", [2, 13, 24, 97])
def test_the_mean_of_equal_values_is_that_value(value: float, months: int) -> None:
    # Ten times 0.1 adds up to a little less than 1: a plain mean would lie beside every point and invent a shift.
    now = charted([value] * months).current
    assert now.lower == now.mean == now.upper == value


def test_the_mean_is_right_to_the_last_digits_where_values_are_large_and_differ_little() -> None:
    values = [1e12 + at % 3 / 8 for at in range(30)]
    mean = charted(values).current.mean
    assert mean is not None
    exact = sum((Fraction(value) for value in values), Fraction(0)) / 30
    assert abs(Fraction(mean) - exact) < Fraction(1, 10_000)


def test_limits_are_provisional_before_thirteen_figures_of_the_last_group() -> None:
    assert charted([*ALTERNATING, None]).current.provisional
    assert not charted([*ALTERNATING, 1000.0]).current.provisional
    assert charted([*ALTERNATING, *ALTERNATING], rebased=[12]).current.provisional
