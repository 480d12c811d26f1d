"""How many of a thing, and how often it counts: one is never written as several."""

from fractions import Fraction

import pytest

from statements.measures import so_many, so_many_times


@pytest.mark.parametrize(
    ("value", "written"),
    [(0, "0 days"), (1, "1 day"), (2, "2 days"), (1200, "1,200 days"), (Fraction(1, 2), "0.5 days")],
)
def test_so_many_of_a_thing(value: Fraction | int, written: str) -> None:
    assert so_many(value, "day") == written


@pytest.mark.parametrize(
    ("value", "written"), [(Fraction(2), "twice"), (Fraction(3), "3 times"), (Fraction(3, 2), "1.5 times")]
)
def test_how_often_it_counts(value: Fraction, written: str) -> None:
    assert so_many_times(value) == written
