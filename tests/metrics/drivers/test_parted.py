"""A change parted between groups: figures that can be worked out by hand, and that it always adds up."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from contracts.rounding import half_up
from metrics.drivers.parted import Moved, Sums, ratio_moved, shared_out, sum_moved, whole


def of(numerator: int, denominator: int) -> Sums:
    return Sums(Fraction(numerator), Fraction(denominator))


def test_a_group_that_does_worse_moves_the_figure_by_its_own_value() -> None:
    # Two halves: from 9 of 10 and 9 of 10 to 7 of 10 and 9 of 10; 90% becomes 80%, all by the first.
    moved = ratio_moved({"east": (of(9, 10), of(7, 10)), "west": (of(9, 10), of(9, 10))})
    assert moved == {"east": Moved(Fraction(-1, 10), Fraction(0)), "west": Moved(Fraction(0), Fraction(0))}


def test_more_work_where_it_is_harder_moves_the_figure_by_shares_alone() -> None:
    # Each area does as well as before, 50% and 100%; the shares go from half and half to 3/4 and 1/4: 75% to 62.5%.
    moved = ratio_moved({"hard": (of(5, 10), of(15, 30)), "easy": (of(10, 10), of(10, 10))})
    assert [each.own for each in moved.values()] == [0, 0]
    # The mean of the whole is 68.75%: (50 − 68.75) × 1/4 and (100 − 68.75) × −1/4.
    assert [each.share for each in moved.values()] == [Fraction(-3, 64), Fraction(-5, 64)]
    assert sum(each.together for each in moved.values()) == Fraction(-1, 8)


def test_a_group_that_comes_or_goes_moves_the_figure_by_its_share() -> None:
    moved = ratio_moved({"old": (of(9, 10), of(9, 10)), "new": (Sums(), of(0, 10)), "none": (Sums(), Sums())})
    assert moved["new"].own == moved["old"].own == 0
    assert moved["none"] == Moved(Fraction(0), Fraction(0))
    assert sum(each.together for each in moved.values()) == Fraction(9, 20) - Fraction(9, 10)


def test_a_group_without_a_denominator_of_its_own_counts_as_its_own_change() -> None:
    # A route with a cost and no miles: 10 ÷ 10 becomes (10 + 5) ÷ 10.
    moved = ratio_moved({"taxi": (of(10, 10), of(10, 10)), "escort": (Sums(), of(5, 0))})
    assert moved["escort"] == Moved(Fraction(1, 2), Fraction(0))


def test_of_a_plain_sum_each_group_moves_its_own_change() -> None:
    moved = sum_moved({"meals": (of(10, 0), of(4, 0)), "music": (Sums(), of(3, 0))})
    assert {name: each.together for name, each in moved.items()} == {"meals": -6, "music": 3}


COUNTS = st.integers(0, 60).flatmap(lambda whole_: st.tuples(st.integers(0, whole_), st.just(whole_)))
GROUPS = st.lists(st.tuples(COUNTS, COUNTS), min_size=1, max_size=8)


@given(GROUPS)
def test_the_parts_add_up_to_the_change_exactly(pairs: list[tuple[tuple[int, int], tuple[int, int]]]) -> None:
    groups = {str(place): (of(*first), of(*second)) for place, (first, second) in enumerate(pairs)}
    # One group is in both months, so that each has a denominator.
    groups["both"] = (of(1, 3), of(2, 3))
    earlier, later = (whole([each[place] for each in groups.values()]).value for place in (0, 1))
    assert earlier is not None
    assert later is not None
    moved = ratio_moved(groups)
    assert sum(each.together for each in moved.values()) == later - earlier
    backwards = ratio_moved({name: (second, first) for name, (first, second) in groups.items()})
    assert {name: each.together for name, each in backwards.items()} == {
        name: -each.together for name, each in moved.items()
    }


@given(st.lists(st.fractions(-5, 5, max_denominator=97), min_size=1, max_size=9), st.integers(0, 3))
def test_what_is_shown_adds_up_as_it_is_shown(amounts: list[Fraction], places: int) -> None:
    shown = shared_out(amounts, places)
    assert sum(shown) == Fraction(half_up(sum(amounts, Fraction(0)) * 10**places), 10**places)
    assert all(abs(each - amount) < Fraction(1, 10**places) for each, amount in zip(shown, amounts, strict=True))


def test_thirds_are_shared_out_with_the_largest_remainder_first() -> None:
    # They add up to a half, which is 1.
    assert shared_out([Fraction(1, 3), Fraction(2, 3), Fraction(-1, 2)], 0) == [0, 1, 0]
