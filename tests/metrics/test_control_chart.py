"""The control chart, on series that can be worked out by hand and, where they are at hand, the reference's own."""

import csv
import math
from collections import defaultdict
from pathlib import Path

import pytest

from metrics.control_chart import NothingToChart, Signal, control_chart

ALTERNATING = [1000.0, 1300.0] * 6
"""Mean 1150; every range is 300, so the limits are 1150 ± 2.66 × 300 = 352 and 1948."""

REFERENCE = Path(__file__).parents[3] / "shared" / "vectors" / "spc"
NO_LIMITS = "NaN"
"""The reference says so of a single point, which has no chart here, and of two equal ones, whose limits are theirs."""


def test_limits_are_the_mean_and_two_and_two_thirds_of_the_ranges() -> None:
    chart = control_chart(ALTERNATING)
    assert (chart.mean, chart.lower, chart.upper) == (1150.0, 352.0, 1948.0)
    assert not any(chart.signals)


def test_a_point_on_a_limit_is_usual_and_one_beyond_is_outside() -> None:
    chart = control_chart([*ALTERNATING, 1948.0, 352.0, 1948.5, 351.5], baseline=12)
    assert chart.signals[12:] == (None, None, Signal("outside", 1), Signal("outside", -1))


def test_a_range_too_wide_is_left_out_once() -> None:
    # Ranges 2, 2, 2, 2, 40: their mean is 9.6, and 3.267 times that is 31.4. Without the 40 the mean is 2.
    values = [10.0, 12.0, 10.0, 12.0, 10.0, 50.0]
    chart = control_chart(values)
    mean = 104 / 6
    assert chart.screened_out == 1
    assert chart.upper == pytest.approx(mean + 5.32, rel=1e-15)
    assert control_chart(values, screened=False).upper == pytest.approx(mean + 2.66 * 9.6, rel=1e-15)


@pytest.mark.parametrize(("widest", "screened_out"), [(6.0, 1), (5.75, 0)])
def test_a_range_is_too_wide_from_so_many_times_the_mean_range(widest: float, screened_out: int) -> None:
    # Five ranges of 1 and one of 6: 3.267 × 11/6 is 5.99. With one of 5.75 it is 3.267 × 10.75/6, which is 5.85.
    assert control_chart([0.0, 1.0, 0.0, 1.0, 0.0, 1.0, 1.0 + widest]).screened_out == screened_out


def test_seven_in_a_row_on_one_side_are_a_shift_and_six_are_not() -> None:
    # Steps of 40 up and down keep every point within the limits of 352 and 1948.
    low = [1100.0, 1140.0, 1100.0, 1140.0, 1100.0, 1140.0]
    assert not any(control_chart([*ALTERNATING, *low], baseline=11).signals[12:])
    seven = control_chart([*ALTERNATING, 1300.0, *low, 1100.0, 1300.0], baseline=12).signals[12:]
    assert seven == (None, *[Signal("shift", -1)] * 7, None)


def test_a_point_on_the_mean_or_missing_breaks_a_run() -> None:
    for between in (1150.0, None):
        run = [1200.0] * 6 + [between] + [1200.0] * 6
        assert not any(control_chart([*ALTERNATING, 1000.0, *run], baseline=12).signals)


def test_no_range_is_taken_across_a_missing_point() -> None:
    chart = control_chart([10.0, 12.0, None, 50.0, 52.0])
    assert chart.mean == 31.0
    assert chart.upper == pytest.approx(31 + 2.66 * 2, rel=1e-15)


def test_a_constant_series_has_its_value_for_limits_and_no_signal() -> None:
    # Ten times 0.1 adds up to a little less than 1: a plain mean would lie beside every point.
    for value in (0.1, 90.9, 1 / 3, 1e9 + 0.7):
        chart = control_chart([value] * 24)
        assert chart.lower == chart.mean == chart.upper == value
        assert not any(chart.signals)


def test_where_every_range_but_nought_is_too_wide_the_limits_still_hold_the_rest() -> None:
    # 23 ranges, two of 20 and 21 of 0: those of 20 are left out, and the one low month lies outside.
    chart = control_chart([100.0] * 12 + [80.0] + [100.0] * 11)
    assert chart.screened_out == 2
    assert chart.signals[12] == Signal("outside", -1)


def test_limits_are_provisional_before_thirteen_points() -> None:
    assert control_chart([*ALTERNATING, None]).provisional
    assert not control_chart([*ALTERNATING, 1000.0]).provisional


@pytest.mark.parametrize("values", [[], [1.0], [1.0, None, 2.0]])
def test_without_two_neighbours_there_is_no_chart(values: list[float | None]) -> None:
    with pytest.raises(NothingToChart):
        control_chart(values)


@pytest.mark.skipif(not REFERENCE.is_dir(), reason="the reference's series are not beside this checkout")
def test_the_reference_has_the_same_mean_limits_and_points_outside() -> None:
    with (REFERENCE / "summary.csv").open(encoding="utf-8") as file:
        fine = {row["series_id"] for row in csv.DictReader(file) if row["status"] == "ok"}
    groups: defaultdict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    with (REFERENCE / "points.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["series_id"] in fine and row["lpl"] != NO_LIMITS:
                groups[(row["series_id"], row["rebase_group"])].append(row)
    assert len(groups) > 80
    wrong = [difference for rows in groups.values() for difference in _differences(rows)]
    assert not wrong


def _differences(rows: list[dict[str, str]]) -> list[str]:
    values = [float(row["value"]) if row["value"] else None for row in rows]
    first = rows[0]
    name = f"{first['series_id']} {first['rebase_group']}"
    fixed = first["fix_after_n_points"]
    chart = control_chart(values, int(fixed) if fixed else None, screened=first["screen_outliers"] == "TRUE")
    found = {"mean": chart.mean, "lpl": chart.lower, "upl": chart.upper}
    size = max(abs(value) for value in values if value is not None)
    wrong = [
        f"{name} {key}: {value!r}, not {first[key]}"
        for key, value in found.items()
        if not math.isclose(value, float(first[key]), rel_tol=1e-12, abs_tol=1e-12 * size)
    ]
    outside = [signal is not None and signal.reason == "outside" for signal in chart.signals]
    wrong += [
        f"{name} {row['point']}"
        for row, out in zip(rows, outside, strict=True)
        if out != (row["outside_limits"] == "TRUE")
    ]
    return wrong
