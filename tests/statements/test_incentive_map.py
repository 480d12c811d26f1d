"""Where the incentive map finds that costs change, and what it says of the next step and of what is carried on."""

from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path

import pytest

from statements.relief_asked import ReliefAsked
from statements.relief_record import DecisionAsked, decide, propose
from statements.what_if.refined import ROUNDS, Worked, between
from store.session import Store
from tests.statements.fenland import CONTRACT, contract_text, fenland, returned, sent
from tests.statements.life.libraries import CERTIFIER, PROVIDER, agreed_text, decided, libraries, send
from tests.statements.test_what_if import CAPPED, LINEAR, MISS, library, one_map

RELIEF = 'agreed: {effects: [remove_rows, count_as_met], later_relief_reprices: yes, clause: "3.9"}'


def test_a_figure_that_is_rounded_before_it_meets_its_bands_has_its_edge_where_it_flips(tmp_path: Path) -> None:
    """To whole percentages 89.5% is 90%, which is met: 895 of 1,000, although the edge that is stated is 900."""
    text = contract_text().replace("round_for_banding: none", "round_for_banding: {places: 0}")
    with fenland(tmp_path / "store", text) as (store, clock):
        clock.now = datetime(2018, 5, 3, 9, tzinfo=UTC)
        assert sent(store, returned("2018-04", "85", text=text).replace(b"F1,85,100", b"F1,850,1000")).submission
        found = one_map(store)
    assert [(each.first, each.last, each.pence, each.worth) for each in found.stretches] == [
        ("0.0% (0 of 1,000)", "89.4% (894 of 1,000)", MISS, MISS),
        ("89.5% (895 of 1,000)", "100.0% (1,000 of 1,000)", 0, None),
    ]
    assert found.words == (
        "In April 2018 F1 stood at 85.0% (850 of 1,000) and cost £500.00; one more success was worth nothing. "
        "At 89.5% (895 of 1,000) it would have cost £500.00 less."
    )


@pytest.mark.parametrize(
    ("relief", "judged", "last", "first"),
    [
        # 3 counted as met: 87 are 90 of 100.
        ({"effect": "count_as_met", "numerator": "3"}, "88.0% (88 of 100)", "86.0% (86 of 100)", "87.0% (87 of 100)"),
        # 10 removed that were not met: 81 are 81 of 90, which is 90%.
        (
            {"effect": "remove_rows", "numerator": "0", "denominator": "10"},
            "83.3% (75 of 90)",
            "80.0% (80 of 100)",
            "81.0% (81 of 100)",
        ),
    ],
)
def test_agreed_relief_moves_the_edge(
    tmp_path: Path, relief: dict[str, str], judged: str, last: str, first: str
) -> None:
    text = agreed_text().replace("agreed: none", RELIEF)
    filled = "85" if relief["effect"] == "count_as_met" else "75"
    with libraries(tmp_path / "store", text) as (store, clock):
        clock.now = datetime(2018, 5, 3, 9, tzinfo=UTC)
        assert sent(store, returned("2018-04", filled, text=text)).submission
        agree_relief(store, relief)
        found = one_map(store)
    assert [(each.first, each.last, each.pence) for each in found.stretches] == [
        ("0.0% (0 of 100)", last, MISS),
        (first, "100.0% (100 of 100)", 0),
    ]
    assert found.words == (
        f"In April 2018 F1 stood at {filled}.0% ({filled} of 100), with relief at {judged}, and cost £500.00; one more "
        f"success was worth nothing. At {first} it would have cost £500.00 less."
    )
    assert found.notes[-1] == "Levels are as they would be returned; the relief that was agreed comes on top of each."


def test_relief_may_move_an_edge_further_than_the_map_would_reach(tmp_path: Path) -> None:
    """Of 12 days shut 12 are removed: 10, the most that is met, are 22 as they are returned."""
    text = agreed_text().replace("agreed: none", RELIEF)
    with libraries(tmp_path / "store", text) as (store, clock):
        clock.now = datetime(2018, 5, 3, 9, tzinfo=UTC)
        assert sent(store, returned("2018-04", "95", "12", text=text)).submission
        agree_relief(store, {"effect": "remove_rows", "numerator": "12"}, "F2")
        found = one_map(store, "F2")
    assert [(each.last, each.pence) for each in found.stretches] == [("23", MISS), ("5", 0)]
    assert found.words.startswith("In April 2018 F2 stood at 12, with relief at 0, and cost nothing. At 23 it would")


def agree_relief(store: Store, relief: dict[str, str], indicator: str = "F1") -> None:
    said = {"contract": CONTRACT, "indicators": (indicator,), "first": "2018-04", "last": "2018-04", **relief}
    why = {"notice_day": store.clock().date(), "cause": "The catalogue was moved", "particulars": "It was shut"}
    number = propose(store, PROVIDER, ReliefAsked.model_validate({**said, **why})).relief
    asked_for = DecisionAsked(contract=CONTRACT, relief=number, decision="agreed", reference="LB 18/06/2")
    decide(store, CERTIFIER, asked_for)


def test_a_cap_on_a_linear_cost_begins_where_it_begins(tmp_path: Path) -> None:
    """£5,000.00 over the 80 points from 90 to 10, £62.50 each: at 74 £1,000.00, all that the cap allows."""
    linear = LINEAR.replace("all_due_at: 70, pounds: £1000.00", "all_due_at: 10, pounds: £5000.00")
    text = CAPPED.replace("£700.00", "£1000.00").replace("fails: yes, points: 5}\n  counts:", linear)
    text = text.replace("excess: carried, expires_after: none, at_end: extinguished", "excess: extinguished")
    with library(tmp_path, ["60"], text=text) as store:
        found = one_map(store)
    assert found.notes[1:] == (
        "A dead zone: at 74.0% (74 of 100) and worse nothing more is lost. It costs £1,000.00.",
        "Caps bite at 73.0% (73 of 100) and worse: they hold back up to £4,000.00.",
    )
    assert len(found.levels) < 60


def test_what_a_month_that_is_met_is_deducted_for_is_no_failure_of_it(tmp_path: Path) -> None:
    """April's £500.00 under £300.00 a month leaves £200.00 to May, which is met; failing it has room for £100.00."""
    with library(tmp_path, ["80", "95"], text=CAPPED.replace("£700.00", "£300.00")) as store:
        found = one_map(store)
    assert found.words == (
        "In May 2018 F1 stood at 95.0% (95 of 100) and £200.00 was deducted on its lines. At its cheapest level "
        "payments would have been the same: £200.00 would have been deducted on its lines all the same. "
        "At 89.0% (89 of 100) it would have cost £100.00, and £400.00 more is carried on to later statements."
    )


def test_what_a_cap_carries_on_is_not_lost(tmp_path: Path) -> None:
    """Of £500.00 a cap of £300.00 leaves £200.00 to the next month, at every level below 90%."""
    with library(tmp_path, ["80"], text=CAPPED.replace("£700.00", "£300.00")) as store:
        found = one_map(store)
    assert found.notes[1] == (
        "A dead zone: at 89.0% (89 of 100) and worse nothing more is lost. It costs £300.00, and £200.00 more is "
        "carried on to later statements."
    )


def test_there_is_no_dead_zone_where_more_and_more_is_carried_on(tmp_path: Path) -> None:
    """£50.00 a point from 90% to 70%: at 84% and below £300.00 is taken, and £50.00 more carried for each point."""
    text = CAPPED.replace("£700.00", "£300.00").replace("fails: yes, points: 5}\n  counts:", LINEAR)
    with library(tmp_path, ["80"], text=text) as store:
        found = one_map(store)
    assert [(each.pence, each.carried_on) for each in (found.levels[found.now], found.levels[0])] == [
        (300_00, 200_00),
        (300_00, 700_00),
    ]
    assert [found.levels[last].says for _, last in found.dead] == ["70.0% (70 of 100)"]


def test_a_dearer_better_band_is_said(tmp_path: Path) -> None:
    """79 costs 5 points of £100.00; 80, in the band above, costs 30; 90 costs nothing."""
    amber = "      - {at_least: 80, status: late, fails: yes, points: 30}\n      - {otherwise: all"
    text = contract_text().replace("      - {otherwise: all", amber, 1)
    with library(tmp_path, ["79"], text=text) as store:
        found = one_map(store)
    assert found.worth_now == -2_500_00
    assert found.words == (
        "In April 2018 F1 stood at 79.0% (79 of 100) and cost £500.00; one more success would have cost £2,500.00 "
        "more. At 90.0% (90 of 100) it would have cost £500.00 less."
    )


FULL = CAPPED.replace("£700.00", "£300.00")


@pytest.mark.parametrize(
    ("filled", "said"),
    [
        ("95", "At 89.0% (89 of 100) it would have cost £0.00, and £500.00 more is carried on to later statements."),
        ("80", "£500.00 more is carried on to later statements than at its cheapest level."),
    ],
)
def test_what_finds_a_full_cap_is_carried_on_and_not_free(tmp_path: Path, filled: str, said: str) -> None:
    """Of April's £1,000.00 a cap of £300.00 leaves £700.00: May's is full, whatever May comes to."""
    with library(tmp_path, ["80", filled], shut="12", text=FULL) as store:
        found = one_map(store)
    assert [(each.status, each.before_caps, each.pence) for each in found.stretches] == [
        ("missed", MISS, 0),
        ("met", 0, 0),
    ]
    assert found.words.endswith(said)
    assert found.notes == ("Caps bite at 89.0% (89 of 100) and worse: they hold back up to £500.00.",)


def test_a_step_that_leaves_less_to_carry_is_worth_nothing_so_far(tmp_path: Path) -> None:
    """£50.00 a point: of the £500.00 at 80% the cap takes £300.00 and carries £200.00 on, at 81% £150.00."""
    text = FULL.replace("fails: yes, points: 5}\n  counts:", LINEAR)
    with library(tmp_path, ["80"], text=text) as store:
        found = one_map(store)
    assert found.words == (
        "In April 2018 F1 stood at 80.0% (80 of 100) and cost £300.00; one more success was worth nothing so far. "
        "At 85.0% (85 of 100) it would have cost £50.00 less. £200.00 more is carried on to later statements than at "
        "its cheapest level."
    )


EARNED_BACK = """\
earn_back:
  withheld: [performance]
  indicators: [F1, F2]
  share: 50%
  after: 1
  counts_as_at_target: [reported]
  expires_after: {months: 12}
  restores_headroom: no
  clause: "7.4"
"""


def test_what_is_earned_back_is_held_back_by_no_cap(tmp_path: Path) -> None:
    """Half of April's £500.00 comes back after a month that is met, and there is no cap at all."""
    text = contract_text().replace("earn_back: none\n", EARNED_BACK)
    with library(tmp_path, ["80", "95", "95"], text=text) as store:
        found = one_map(store, month="2018-04")
    assert [(each.before_caps, each.pence) for each in found.stretches] == [(MISS, 250_00), (0, 0)]
    assert (found.held_back, found.notes[-1]) == ((), "No cap bites at any of these levels.")


def test_what_is_waived_is_held_back_by_no_cap(tmp_path: Path) -> None:
    with libraries(tmp_path / "store", agreed_text()) as (store, clock):
        clock.now = datetime(2018, 5, 3, 9, tzinfo=UTC)
        assert sent(store, returned("2018-04", "80", text=agreed_text())).submission
        send(store, "2018-04")
        decided(store, "2018-04", 2, 100_00)
        found = one_map(store)
    assert [(each.before_caps, each.pence) for each in found.stretches] == [(MISS, 400_00), (0, 0)]
    assert (found.held_back, found.notes[-1]) == ((), "No cap bites at any of these levels.")


def test_a_cost_for_each_unit_begins_above_its_allowance(tmp_path: Path) -> None:
    """More than 10 days are missed, each above 52 costs £100.00: the 53rd is the first."""
    nothing = '{take: no deduction, run: skipped, per: indicator, money: deducted, clause: "4.1"}'
    text = contract_text(missing=nothing).replace(
        "fails: yes, points: 5}\nindicators:", 'fails: yes, per_unit: {pounds: "£100.00", above: 52}}\nindicators:'
    )
    with library(tmp_path, ["95"], shut="12", text=text) as store:
        found = one_map(store, "F2")
    assert found.words == "In April 2018 F2 stood at 12 and cost nothing. At 53 it would have cost £100.00."
    assert found.notes[-1] == "No cap bites at any of these levels."


def came_to(level: Fraction) -> Worked:
    """A million levels: £10,000.00 at 0 and a penny less for each, no more than £2,000.00 of it, none from 900,001."""
    if level > 900_000:
        return Worked(level, 1, (0, 0))
    before = 1_000_000 - int(level)
    return Worked(level, 2, (min(before, 200_000), before))


def test_of_a_million_levels_a_few_are_worked_out_and_every_change_is_found() -> None:
    """The cap bites up to 800,000, where the cost before it is £2,000.00; 900,000 is the last that costs something."""
    known = [came_to(Fraction(place * 1_000_000, 12)) for place in range(13) if place % 3 == 0]
    rounds = 0
    while wanted := between(known, Fraction(1)):
        known += [came_to(level) for level in wanted]
        rounds += 1
    assert rounds <= ROUNDS
    assert len(known) < 800
    levels = {each.level for each in known}
    assert {900_000, 900_001} <= levels
    nearest = min(levels, key=lambda level: abs(level - 800_000))
    assert abs(nearest - 800_000) <= 4
