"""The back-test: errors worked out by hand, and a method that does not clearly beat the plain ones is not taken."""

import pytest

from contracts import months
from contracts.months import Month
from metrics.outlook.back_test import back_test, origins
from metrics.outlook.methods import LAST, LAST_YEAR, OTHERS
from metrics.outlook.series import Kind, Series

FIRST = months.parse("2016-04")


def series(figures: list[float | None], kind: Kind = "rate") -> Series:
    known = {Month(FIRST + place): value for place, value in enumerate(figures) if value is not None}
    return Series("made", kind, known)


def test_months_are_held_back_after_a_year_of_figures() -> None:
    assert [months.label(each) for each in origins(series([1.0] * 14))] == ["2017-03", "2017-04"]


def test_the_errors_of_the_plain_methods() -> None:
    # After March 2017 (12) April was 20 and May 2; after April (20) May was 2.
    found = back_test(series([*(float(each) for each in range(1, 13)), 20, 2]))
    assert found.held_back == 3
    assert found.errors[LAST] == pytest.approx((8 + 10 + 18) / 3)
    assert found.errors[LAST_YEAR] == pytest.approx((19 + 0 + 0) / 3)


def test_too_few_figures_speak_for_nothing() -> None:
    figures: list[float | None] = [float(each % 3) for each in range(15)]
    rate, count = back_test(series(figures)), back_test(series(figures, "count"))
    assert (rate.chosen, count.chosen) == (LAST, LAST_YEAR)


def test_what_repeats_every_year_is_taken_from_last_year() -> None:
    assert back_test(series([float(place % 12) ** 2 for place in range(30)])).chosen == LAST_YEAR


def test_a_straight_line_is_gone_on_with() -> None:
    assert back_test(series([3.0 * place for place in range(30)])).chosen == "straight on"


def test_a_method_only_as_good_as_a_plain_one_is_not_taken() -> None:
    found = back_test(series([7.0] * 30))
    assert set(found.errors.values()) == {0.0}
    assert found.chosen == LAST


@pytest.mark.parametrize("kind", ["rate", "count", "sum"])
def test_whatever_is_chosen_is_plain_or_clearly_better(kind: Kind) -> None:
    for step in range(1, 40):
        found = back_test(series([float((place * place * step) % 17) for place in range(26)], kind))
        plain = min(found.errors[LAST], found.errors[LAST_YEAR])
        assert found.chosen not in OTHERS or found.errors[found.chosen] < 0.95 * plain


def test_school_days_are_for_sums_alone() -> None:
    assert "school days" not in back_test(series([1.0] * 30)).errors
    assert "school days" in back_test(series([1.0] * 30, "sum")).errors
