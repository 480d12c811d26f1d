"""Who sees which rows and groups: single children and small routes stay in the working view, whatever is added up."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statements.rows.month import NoSuchColumn
from statements.rows.operations import RowsAsked, show_rows
from statements.rows.small_groups import FEWEST, parted
from store.policy import NotAllowed
from store.session import Store
from tests.statements.rows.marsh import APRIL, BOARD_MEMBER, CONTRACT, ELSEWHERE, OFFICER, PROVIDER, ROUTES
from tests.statements.rows.test_costs import rows


@given(st.lists(st.integers(min_value=0, max_value=12), max_size=12))
def test_groups_that_are_too_small_are_never_alone(sizes: Sequence[int]) -> None:
    shown, together = parted(sizes, lambda size: size)
    assert sorted([*shown, *together]) == sorted(sizes)
    assert all(size >= FEWEST for size in shown)
    if together and shown:
        assert len(together) > 1
        assert sum(together) >= FEWEST
    if not together:
        assert all(size >= FEWEST for size in sizes)


def test_the_smallest_of_the_others_joins_a_group_that_would_be_alone() -> None:
    assert parted([3, 20, 6], lambda size: size) == ([20], [3, 6])
    assert parted([3, 2, 20], lambda size: size) == ([20], [3, 2])
    assert parted([1, 2, 20, 30], lambda size: size) == ([30], [1, 2, 20])
    assert parted([4], lambda size: size) == ([], [4])


def test_working_people_see_every_case(small: Store) -> None:
    for person in (OFFICER, PROVIDER):
        april = rows(small, "P1", APRIL, person)
        assert len(april.rows) == 12
        assert april.withheld == ""
        assert [each.by for each in april.breakdowns] == ["area", "need", "phase", "case_type"]
        areas = {group.name: (group.value, group.holds) for group in april.breakdowns[0].groups}
        assert areas == {"North": ("85.7% (6 of 7)", 1), "South": ("100.0% (3 of 3)", 1)}


def test_a_board_member_sees_counts_and_no_case(small: Store) -> None:
    april = rows(small, "P1", APRIL, BOARD_MEMBER)
    assert (april.rows, april.entered, april.failed, april.measure) == ((), 10, 1, "90.0% (9 of 10)")
    assert april.withheld == (
        "12 rows tell of a single child each and are not shown to you. Looking at single cases on “Fenland "
        "libraries” is for an officer, a certifying officer, a provider or an auditor; you are a board member. Ask the "
        "contract officer. The counts hold them all."
    )
    # Three children in the South: with the North they are all there are.
    assert [(group.name, group.holds) for group in april.breakdowns[0].groups] == [("All together", 2)]
    assert [group.name for group in april.breakdowns[1].groups] == ["Hearing", "Autism"]
    assert not [key for key in ("C-0", "C-9") if key in april.model_dump_json()]
    # What the late plans cost together follows from the counts, and is no single case.
    assert [step.pence for step in april.steps] == [500_00]


def test_small_routes_are_hidden_and_no_sum_gives_them_away(small: Store) -> None:
    seen = rows(small, "T1", APRIL, BOARD_MEMBER)
    assert [each.key for each in seen.rows] == ["R4", "R5", "R6"]
    assert seen.withheld.startswith("3 routes are not shown to you: those of fewer than 5 pupils, and others")
    assert [each.by for each in seen.breakdowns] == ["mode"]
    groups = {group.name: (group.rows, group.denominator) for group in seen.breakdowns[0].groups}
    # Four pupils in taxis: they go with the minibuses, of which one route is hidden too: R4 could be subtracted.
    assert groups == {"2 others together": (4, "21"), "coach": (2, "70")}
    assert seen.steps == ()
    every = rows(small, "T1", APRIL)
    assert [each.by for each in every.breakdowns] == ["mode", "provider", "route"]
    assert (len(every.rows), every.steps != ()) == (6, True)


def test_a_board_member_asks_in_vain_for_what_would_tell(small: Store) -> None:
    with pytest.raises(NoSuchColumn, match="Choose one of mode"):
        rows(small, "T1", APRIL, BOARD_MEMBER, by="route")
    with pytest.raises(NotAllowed, match="you have no appointment"):
        show_rows(small, ELSEWHERE, RowsAsked(contract=CONTRACT, month=APRIL, indicator="P1"))


@pytest.mark.parametrize("person", [OFFICER, BOARD_MEMBER])
def test_groups_add_up_to_the_whole(small: Store, person: str) -> None:
    wholes = {"P1": (Fraction(9), Fraction(10)), "T1": (Fraction(sum(each[4] for each in ROUTES)), Fraction(91))}
    for indicator, whole in wholes.items():
        for found in rows(small, indicator, APRIL, person).breakdowns:
            sums = [
                sum((Fraction(getattr(group, name)) for group in found.groups), Fraction())
                for name in ("numerator", "denominator")
            ]
            assert tuple(sums) == whole, (indicator, found.by)


def test_worst_first_and_what_the_others_come_to(small: Store) -> None:
    mode = rows(small, "T1", APRIL).breakdowns[0]
    assert [group.name for group in mode.groups] == ["taxi", "minibus", "coach"]
    # £1,500 for 4 pupils; without them £3,560 for 87.
    assert mode.takeaway == "Worst by mode: taxi, £375.00. Without it the others come to £40.92 (3,560 ÷ 87)."
    assert list(chain(each.is_worse for each in mode.groups)) == [True, False, False]
