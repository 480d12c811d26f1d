"""What must hold of any series, whatever its figures."""

from dataclasses import replace

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.trends.chart import ControlChart, read_charts
from metrics.trends.charts import STANDARD, control_charts
from metrics.trends.options import REFERENCE, Options
from tests.metrics.trends.made import LATER, SERIES, charted, reasons, rows

# Whole numbers that are exact however they are moved, with ties and gaps and now and then one far off.
FIGURES = st.one_of(st.integers(-40, 40), st.integers(-4000, 4000)).map(float)
GAPPED = st.lists(st.one_of(FIGURES, FIGURES, FIGURES, st.none()), min_size=1, max_size=40)
OPTIONS = st.sampled_from([STANDARD, LATER, Options(screened=False), Options(near_constant="as screened")])
ANY = st.lists(st.one_of(st.none(), st.floats(allow_nan=True, allow_infinity=True)), max_size=30)
FEW = settings(max_examples=60, deadline=None)


@FEW
@given(GAPPED, OPTIONS, st.randoms(use_true_random=False))
def test_the_order_of_rows_is_irrelevant(values: list[float | None], options: Options, chance: object) -> None:
    ordered = rows(values)
    mixed = ordered.sample(fraction=1, shuffle=True, seed=len(values))
    first, second = control_charts(ordered, (), options), control_charts(mixed, (), options)
    assert first.points.equals(second.points)
    assert first.series.equals(second.series)


@FEW
@given(GAPPED, OPTIONS)
def test_a_series_is_charted_the_same_alone_and_among_others(values: list[float | None], options: Options) -> None:
    others = [rows(values[::-1], series="A"), rows([1.0, 2.0] * 9, series="Z")]
    among = read_charts(control_charts(pl.concat([others[0], rows(values), others[1]]), (), options))[SERIES]
    assert among == charted(values, options)


@FEW
@given(ANY, st.sampled_from([STANDARD, LATER, REFERENCE, Options(limits="by denominator")]))
def test_no_figures_whatever_raise_an_error(values: list[float | None], options: Options) -> None:
    given_ = rows(values, targets=list(values)).with_columns(numerator=pl.col("value"), denominator=pl.lit(7.0))
    control_charts(given_, (), options)


@FEW
@given(GAPPED, st.integers(0, 40), OPTIONS)
def test_adding_a_missing_month_never_raises_and_at_the_end_changes_nothing(
    values: list[float | None], place: int, options: Options
) -> None:
    charted([*values[:place], None, *values[place:]], options)
    assert reasons(charted([*values, None], options)) == [*reasons(charted(values, options)), ""]


@FEW
@given(st.floats(-1e15, 1e15), st.integers(1, 60), OPTIONS)
def test_a_constant_series_never_signals(value: float, size: int, options: Options) -> None:
    assert not any(reasons(charted([value] * size, options)))


def _clear(chart: ControlChart) -> bool:
    """Whether no figure lies so close to a limit that rounding decides."""
    edges = [edge for group in chart.groups for edge in (group.lower, group.upper) if edge is not None]
    near = [
        chart.current.mean + sign * 2 / 3 * (chart.current.upper - chart.current.mean)
        for sign in (1, -1)
        if chart.current.mean is not None and chart.current.upper is not None
    ]
    values = [each.value for each in chart.points if each.value is not None]
    return all(abs(value - edge) > 1e-6 for value in values for edge in (*edges, *near))


@FEW
@given(GAPPED, st.integers(-10, 10), OPTIONS)
def test_another_unit_changes_no_reason(values: list[float | None], power: int, options: Options) -> None:
    # A power of two scales a binary number exactly, so not even a tie may break.
    scaled = [None if value is None else value * 2.0**power for value in values]
    assert reasons(charted(scaled, options)) == reasons(charted(values, options))


@FEW
@given(GAPPED, st.integers(-5000, 5000), OPTIONS)
def test_another_nought_changes_no_reason(values: list[float | None], shift: int, options: Options) -> None:
    plain = charted(values, options)
    if _clear(plain):
        moved = [None if value is None else value + shift for value in values]
        assert reasons(charted(moved, options)) == reasons(plain)


@FEW
@given(GAPPED, OPTIONS)
def test_a_reflection_swaps_directions(values: list[float | None], options: Options) -> None:
    plain = charted(values, options)
    mirrored = charted([None if value is None else -value for value in values], options, better="lower")
    swap = str.maketrans("+-", "-+")
    # A tie between two trends makes the reference call the end of a rise a fall, and that of a fall a fall.
    tied = {at for at, each in enumerate(plain.points[:-1]) if each.rule == "trend" and _tie(plain, at)}
    expected = [each.translate(swap) for each in reasons(plain)]
    found = reasons(mirrored)
    assert [each for at, each in enumerate(found) if at not in tied] == [
        each for at, each in enumerate(expected) if at not in tied
    ]
    assert [each.variation for at, each in enumerate(mirrored.points) if at not in tied] == [
        each.variation for at, each in enumerate(plain.points) if at not in tied
    ]


def _tie(chart: ControlChart, at: int) -> bool:
    return chart.points[at].value == chart.points[at + 1].value


@FEW
@given(GAPPED)
def test_one_reason_a_point_and_none_for_a_missing_one(values: list[float | None]) -> None:
    chart = charted(values)
    assert len(chart.points) == len(values)
    for point in chart.points:
        assert (point.rule is None) == (point.sign == 0) == (point.variation == "usual")
        assert point.value is not None or point.rule is None


@FEW
@given(GAPPED, st.integers(1, 39))
def test_a_rebase_charts_its_two_sides_as_if_each_stood_alone(values: list[float | None], place: int) -> None:
    if place >= len(values):
        return
    whole = reasons(charted(values, rebased=[place]))
    assert whole == [*reasons(charted(values[:place])), *reasons(charted(values[place:]))]


def test_the_reference_s_options_are_options_too() -> None:
    assert replace(REFERENCE, baseline=12).baseline == 12
