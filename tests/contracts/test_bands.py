"""Bands as intervals of goodness: no gap, no overlap, and the better band on an edge."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.bands import Hole, Interval, holes, intervals, is_ladder
from contracts.indicators import BandTable

COST = {"fails": "no", "points": "0"}


def table(*rungs: dict[str, str], judged_on: str = "value") -> BandTable:
    named = [rung | {"status": str(place)} | COST for place, rung in enumerate(rungs)]
    return BandTable.model_validate({"judged_on": judged_on, "clause": "1", "rungs": named})


def status(found: tuple[Interval, ...], goodness: Fraction) -> str:
    """Return the status of the one band that a goodness stands in."""
    lowest = [(band.lowest, band) for band in found]
    in_band = [band for low, band in lowest if low is None or goodness >= low]
    return min(in_band, key=lambda band: band.rank).rung.status


HIGHER = table({"at_least": "95"}, {"at_least": "90"}, {"otherwise": "all"})
LOWER = table({"at_most": "2"}, {"at_most": "5"}, {"otherwise": "all"})
RANGES = table({"below": "90"}, {"from": "95"}, {"from": "90", "below": "95"})
DISTANCE = table({"at_least": "0"}, {"at_least": "-5"}, {"otherwise": "all"}, judged_on="distance from target")


@pytest.mark.parametrize(
    ("value", "expected"), [("95.1", "0"), ("95", "0"), ("94.9", "1"), ("90", "1"), ("89.9", "2"), ("-1", "2")]
)
def test_where_higher_is_better_an_edge_is_in_the_band_above(value: str, expected: str) -> None:
    assert status(intervals(HIGHER, lower_is_better=False), Fraction(value)) == expected


@pytest.mark.parametrize(
    ("value", "expected"), [("1.9", "0"), ("2", "0"), ("2.1", "1"), ("5", "1"), ("5.1", "2"), ("900", "2")]
)
def test_where_lower_is_better_an_edge_is_in_the_band_below(value: str, expected: str) -> None:
    assert status(intervals(LOWER, lower_is_better=True), -Fraction(value)) == expected


@pytest.mark.parametrize(("value", "expected"), [("95", "1"), ("94.9", "2"), ("90", "2"), ("89.9", "0")])
def test_ranges_are_put_in_order_from_the_best(value: str, expected: str) -> None:
    found = intervals(RANGES, lower_is_better=False)
    assert [band.rank for band in found] == [1, 2, 3]
    assert status(found, Fraction(value)) == expected


@pytest.mark.parametrize("lower_is_better", [False, True])
def test_a_distance_counts_better_as_positive_in_both_directions(lower_is_better: bool) -> None:
    found = intervals(DISTANCE, lower_is_better=lower_is_better)
    assert [band.lowest for band in found] == [0, -5, None]


@given(st.sets(st.fractions(min_value=-100, max_value=100), min_size=1, max_size=5), st.fractions(-200, 200))
def test_every_value_stands_in_exactly_one_band(edges: set[Fraction], value: Fraction) -> None:
    exact = {Fraction(round(edge * 100), 100) for edge in edges}
    ladder = [{"at_least": f"{float(edge):.2f}"} for edge in sorted(exact, reverse=True)]
    found = intervals(table(*ladder, {"otherwise": "all"}), lower_is_better=False)
    upper = [None, *(band.lowest for band in found[:-1])]
    standing = [
        band
        for band, above in zip(found, upper, strict=True)
        if (band.lowest is None or value >= band.lowest) and (above is None or value < above)
    ]
    assert len(standing) == 1


def test_what_is_written_as_a_ladder() -> None:
    assert is_ladder(HIGHER)
    assert is_ladder(LOWER)
    assert not is_ladder(RANGES)


@pytest.mark.parametrize(
    ("rungs", "expected"),
    [
        ([{"from": "99"}, {"below": "99"}], []),
        ([{"from": "99"}, {"to": "98.9"}], [Hole(Fraction("98.9"), Fraction(99), ())]),
        ([{"from": "99"}, {"to": "99"}], [Hole(Fraction(99), Fraction(99), ("1", "0"))]),
        ([{"from": "98"}, {"below": "99"}], [Hole(Fraction(98), Fraction(99), ("1", "0"))]),
        (
            [{"from": "99"}, {"from": "97", "below": "98"}, {"below": "97"}],
            [Hole(Fraction(98), Fraction(99), ())],
        ),
        ([{"exactly": "100"}, {"below": "100"}], []),
        ([{"exactly": "100"}, {"to": "100"}], [Hole(Fraction(100), Fraction(100), ("1", "0"))]),
        # A wide range with a narrow one inside it leaves nothing out.
        (
            [{"from": "90"}, {"below": "90"}, {"from": "10", "below": "20"}],
            [Hole(Fraction(10), Fraction(20), ("1", "2"))],
        ),
    ],
)
def test_values_in_no_band_and_in_two(rungs: list[dict[str, str]], expected: list[Hole]) -> None:
    assert list(holes(table(*rungs))) == expected


def test_the_value_that_is_shown_is_in_the_middle() -> None:
    assert Hole(Fraction("98.9"), Fraction(99), ()).example == Fraction("98.95")


def test_two_ranges_without_a_lower_edge_are_shown_by_a_value_in_both() -> None:
    assert list(holes(table({"below": "90"}, {"from": "90", "below": "95"}, {"from": "95"}))) == []
    assert list(holes(table({"below": "90"}, {"below": "95"}, {"from": "95"}))) == [
        Hole(Fraction(89), Fraction(89), ("0", "1"))
    ]
