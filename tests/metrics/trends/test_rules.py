"""The four rules, each at its edge, on a baseline of twelve with the limits 352 and 1948, near ones 618 and 1682."""

import pytest

from tests.metrics.trends.made import ALTERNATING, LATER, charted, reasons


def after(*values: float | None) -> list[str]:
    """The reasons of points that follow the baseline."""
    return reasons(charted([*ALTERNATING, *values], LATER), 12)


def test_a_point_on_a_limit_is_usual_and_one_beyond_is_outside() -> None:
    assert after(1948.0, 352.0, 1948.5, 351.5) == ["", "", "outside+", "outside-"]


RISE = [1010.0, 1050.0, 1100.0, 1180.0, 1220.0, 1250.0, 1290.0]


def test_seven_rising_are_a_trend_and_six_are_not() -> None:
    assert after(1300.0, *RISE, 1000.0) == ["", *["trend+"] * 7, ""]
    assert not any(after(1300.0, *RISE[:6], 1000.0))
    assert after(1000.0, *reversed(RISE), 1300.0) == ["", *["trend-"] * 7, ""]


def test_a_tie_breaks_a_trend() -> None:
    assert not any(after(1300.0, *RISE[:4], 1180.0, *RISE[4:6], 1000.0))


def test_seven_in_a_row_on_one_side_are_a_shift_and_six_are_not() -> None:
    low = [1100.0, 1140.0, 1100.0, 1140.0, 1100.0, 1140.0]
    assert not any(after(*low, 1300.0))
    assert after(1300.0, *low, 1100.0, 1300.0) == ["", *["shift-"] * 7, ""]
    # A whole run is flagged, also what lies in the baseline: its last point, 1300, is of it.
    assert reasons(charted([*ALTERNATING, *[1200.0, 1210.0] * 3], LATER), 10) == ["", *["shift+"] * 7]


@pytest.mark.parametrize("between", [1150.0, None])
def test_a_point_on_the_mean_or_missing_breaks_a_run(between: float | None) -> None:
    assert not any(after(1000.0, *[1200.0, 1210.0] * 3, between, *[1200.0, 1210.0] * 3))


def test_two_of_three_near_a_limit_on_one_side() -> None:
    assert after(1000.0, 1700.0, 1200.0, 1700.0, 1000.0) == ["", "two of three+", "", "two of three+", ""]
    assert after(1000.0, 600.0, 1100.0, 600.0) == ["", "two of three-", "", "two of three-"]
    # On the near limit is not near, the mean and the other side are not the same side.
    assert not any(after(1000.0, 1682.0, 1200.0, 1682.0, 1000.0))
    assert not any(after(1000.0, 1700.0, 1150.0, 1700.0, 1000.0))
    assert not any(after(1000.0, 1700.0, 1100.0, 1700.0, 1000.0))
    # The limit itself is still near; beyond it, it is outside and counts for one side only.
    assert after(1000.0, 1948.0, 1200.0, 1948.0, 1000.0)[1] == "two of three+"
    assert after(1000.0, 1700.0, 2000.0, 1700.0, 1000.0) == ["", "two of three+", "outside+", "two of three+", ""]


def test_two_at_the_end_are_no_three() -> None:
    assert not any(after(1000.0, 1700.0, 1700.0))


def test_the_first_of_the_rules_is_the_reason() -> None:
    # Seven falling points, all above the mean, the first outside, two near the limit.
    found = after(1000.0, 2000.0, 1900.0, 1800.0, 1600.0, 1500.0, 1400.0, 1300.0, 1000.0)
    # The fall goes on to 1000: the trend outranks the shift and the two of three.
    assert found == ["", "outside+", *["trend-"] * 7]
    beside = after(1000.0, 1700.0, 1800.0, 1200.0, 1300.0, 1200.0, 1300.0, 1200.0, 1000.0)
    assert beside == ["", "two of three+", "two of three+", *["shift+"] * 5, ""]


def test_a_turning_point_belongs_to_the_trend_that_follows() -> None:
    found = after(1300.0, *RISE, *reversed(RISE[:6]), 1300.0)
    assert found == ["", *["trend+"] * 6, *["trend-"] * 7, ""]


def test_nothing_crosses_a_rebase() -> None:
    eight = [1200.0, 1210.0, 1190.0, 1215.0, 1207.0, 1203.0, 1209.0, 1201.0]
    values = [*ALTERNATING, 1000.0, *eight, 1000.0, *ALTERNATING]
    assert [each for each in reasons(charted(values)) if each] == ["shift+"] * 8
    assert not any(reasons(charted(values, rebased=[17])))
    rising = [float(1100 + 10 * at) for at in range(8)]
    both = [*ALTERNATING, 1000.0, *rising, 1000.0, *ALTERNATING]
    assert not any("trend" in each for each in reasons(charted(both, rebased=[17])))
