"""What if, worked out in the head: F1 misses below 90% for 5 points of £100.00, F2 above 10 days for as much."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from contracts import months
from contracts.faults import ContractFileRefused
from contracts.wording import pounds, pounds_signed
from statements import drafting
from statements.ledger import Ledger
from statements.what_if.documents import IncentiveMap, IncentivesAsked, Replay, VariationFile, WhatIf, WhatIfAsked
from statements.what_if.incentives import incentives
from statements.what_if.operations import NothingAsked, NothingToReplay, NotReplayed, what_if
from statements.what_if.replays import Supposed, worked_out
from statements.what_if.said import (
    LONGEST,
    EndsBeforeItStarts,
    NoSuchIndicatorHere,
    NoSuchLevel,
    NotTheSameMonths,
    NotUnderstood,
    SaidTwice,
    ScenarioTooLong,
)
from store import people
from store.policy import NotAllowed, Role
from store.session import Store
from tests.demonstration import CONTRACT as DEMONSTRATED
from tests.docs.pages import section, tables
from tests.statements.fenland import CONTRACT, OFFICER, contract_text, fenland, returned, sent

MISS = 500_00
CAPPED = contract_text().replace(
    "caps: []",
    'caps: [{id: month, per: month, applies_to: all, amount: "£700.00", limits: [performance, repeat], '
    'excess: carried, expires_after: none, at_end: extinguished, clause: "7.2"}]',
)

LINEAR = "fails: yes, linear: {all_due_at: 70, pounds: £1000.00}}\n  counts:"


@contextmanager
def library(folder: Path, filled: list[str], shut: str = "4", text: str | None = None) -> Iterator[Store]:
    """A store with a return for each month from April 2018 on: so many of 100 filled, so many days shut."""
    with fenland(folder / "store", text) as (store, clock):
        for place, share in enumerate(filled):
            month = months.Month(months.parse("2018-04") + place)
            day = months.first_day(months.Month(month + 1))
            clock.now = datetime(day.year, day.month, 3, 9, tzinfo=UTC)
            assert sent(store, returned(months.label(month), share, shut, text=text)).submission
            clock.now += timedelta(minutes=1)
        yield store


@pytest.fixture(scope="module")
def shelves(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Reservations met, missed by 2, missed by 10 and met by 1; the last two would be 89 and 80 with one less."""
    with library(tmp_path_factory.mktemp("library"), ["95", "88", "80", "91"]) as found:
        with found.write(OFFICER, "appoint people", CONTRACT, detail={}) as writing:
            for role in Role:
                person = role.value.replace(" ", "-")
                people.add_person(writing, person, person, "Anywhere")
                people.appoint(writing, person, CONTRACT, role, datetime(2018, 4, 1, tzinfo=UTC).date())
        yield found


def asked(store: Store, *scenarios: str, person: str = OFFICER, **more: object) -> WhatIf:
    return what_if(store, person, WhatIfAsked.model_validate({"contract": CONTRACT, "scenarios": scenarios, **more}))


def by_month(replay: Replay) -> list[int]:
    return [each.deducted for each in replay.months]


@pytest.mark.parametrize(
    ("scenario", "deducted"),
    [
        ("F1 +1", [0, MISS, MISS, 0]),
        ("F1 +2", [0, 0, MISS, 0]),
        ("F1 +10", [0, 0, 0, 0]),
        ("F1 -2", [0, MISS, MISS, MISS]),
        ("F1 −2 from 2018-07", [0, MISS, MISS, MISS]),
        ("F1 +10 to 2018-05", [0, 0, MISS, 0]),
        ("F1 at 90%", [0, 0, 0, 0]),
        ("F1 at 100%; F2 at 0", [0, 0, 0, 0]),
        ("F1 at 89.99 from 2018-06 to 2018-06", [0, MISS, MISS, 0]),
        ("F2 -7 from 2018-06", [0, MISS, 2 * MISS, MISS]),
        ("F2 at 11; F1 +2", [MISS, MISS, 2 * MISS, MISS]),
        ("bands.shares.rungs", None),
        ("deductions.point.pounds = £250.00", [0, 1_250_00, 1_250_00, 0]),
        ("deductions.point.pounds = £250.00 from 2018-06", [0, MISS, 1_250_00, 0]),
        ("deductions.point.pounds = £250.00; F1 +2", [0, 0, 1_250_00, 0]),
        ("deductions.point.pounds = £250.00 to 2018-05", [0, 1_250_00, MISS, 0]),
        ("deductions.point.pounds = £250.00 from 2018-05 to 2018-05", [0, 1_250_00, MISS, 0]),
    ],
)
def test_scenarios_worked_in_the_head(shelves: Store, scenario: str, deducted: list[int] | None) -> None:
    if deducted is None:
        with pytest.raises(NotUnderstood, match=r"bands\.shares\.rungs"):
            asked(shelves, scenario)
        return
    as_it_was, replay = asked(shelves, scenario).replays
    assert by_month(as_it_was) == [0, MISS, MISS, 0]
    assert by_month(replay) == deducted
    assert replay.difference == as_it_was.deducted - replay.deducted == replay.net - as_it_was.net


def test_several_stand_side_by_side_and_nothing_is_recorded(shelves: Store) -> None:
    before, found = shelves.version, asked(shelves, "F1 +10", "F2 -7", "F1 -60")
    assert shelves.version == before
    assert [each.deducted for each in found.replays] == [2 * MISS, 0, 6 * MISS, 4 * MISS]
    assert [[each.deducted for each in replay.indicators] for replay in found.replays] == [
        [2 * MISS, 0],
        [0, 0],
        [2 * MISS, 4 * MISS],
        [4 * MISS, 0],
    ]
    assert found.words == (
        "F1 better by 10 each time: £1,000.00 less would have been deducted. "
        "F2 worse by 7 each time: £2,000.00 more would have been deducted. "
        "F1 worse by 60 each time: £1,000.00 more would have been deducted."
    )


def test_a_variation_is_a_scenario(shelves: Store) -> None:
    head = "ref: V9\ntitle: Dearer\neffective: 2018-09\nreplaces: this entry\n"
    text = head + "changes: {deductions.point.pounds: £200.00}\n"
    found = asked(shelves, variation=VariationFile(file_name="v9.yaml", text=text))
    assert [(each.scenario, each.deducted) for each in found.replays] == [("As it was", 2 * MISS), ("V9", 4 * MISS)]


def test_the_working_is_made_for_the_one_that_is_opened(shelves: Store) -> None:
    found = asked(shelves, "F1 at 70% from 2018-07", "F2 -7", opened="2018-07")
    missed = next(line for line in found.opened if line.indicator == "F1")
    assert (missed.amount, missed.measure, missed.evidence) == (-MISS, "70.0% (70 of 100)", ())
    assert sum(line.amount for line in found.opened) == found.replays[1].months[-1].net


def test_figures_that_a_scenario_leaves_alone_keep_their_cells(shelves: Store) -> None:
    """F1 is supposed in July alone: in May it is what the return says, with the cells that say it."""
    as_returned = asked(shelves, "F2 -7", opened="2018-05")
    found = asked(shelves, "F1 at 70% from 2018-07", opened="2018-05")
    missed, returned = (next(line for line in each.opened if line.indicator == "F1") for each in (found, as_returned))
    assert missed == returned
    assert [each.cells for each in missed.evidence] == ["B7, C7, D7"]


def test_what_is_paid_is_said_where_it_changes_otherwise_than_what_is_deducted(shelves: Store) -> None:
    """£1,320,000.00 a year is £10,000.00 a month more; two failures of 5 points cost £400.00 a point more."""
    charge = "charge.lines.fee.annual = £1320000.00"
    found = asked(shelves, charge, f"{charge}; deductions.point.pounds = £500.00")
    assert [each.difference for each in found.replays[1:]] == [40_000_00, 36_000_00]
    assert found.words == (
        "charge.lines.fee.annual = £1320000.00: no difference to what is deducted, but £40,000.00 more would have been "
        "paid. charge.lines.fee.annual = £1320000.00; a point at £500.00: £4,000.00 more would have been deducted, and "
        "£36,000.00 more would have been paid."
    )


def test_no_more_is_no_change(shelves: Store) -> None:
    words = asked(shelves, "F1 +0 from 2018-06").words
    assert words == "F1 as it was from June 2018: no difference to what is deducted."


def test_as_it_was_known_then(shelves: Store) -> None:
    found = asked(shelves, "F1 +2", as_known_on=datetime(2018, 6, 30, tzinfo=UTC))
    assert (found.last, by_month(found.replays[0])) == ("2018-05", [0, MISS])


@pytest.mark.parametrize(
    ("scenario", "error"),
    [
        ("F1", NotUnderstood),
        ("F1 +many", NotUnderstood),
        ("  ; ", NotUnderstood),
        ("F7 +1", NoSuchIndicatorHere),
        ("F1 +1; F1 at 95", SaidTwice),
        ("deductions.point.pounds = £1.00; indicators.F1.target = 80 from 2018-05", NotTheSameMonths),
        ("deductions.point.price = £1.00", ContractFileRefused),
        ("deductions.point.pounds = £1.00 from 2018-07 to 2018-05", EndsBeforeItStarts),
        ("F1 +2 from 2018-07 to 2018-05", EndsBeforeItStarts),
        ("F1 at 100.01%", NoSuchLevel),
        ("F1 at -1%", NoSuchLevel),
        ("F2 at -1", NoSuchLevel),
        ("deductions.point.pounds = £1.00 to 2018-03", NotReplayed),
        ("F1 +" + "1" * LONGEST, ScenarioTooLong),
    ],
)
def test_what_cannot_be_asked(shelves: Store, scenario: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        asked(shelves, scenario)


def test_what_else_cannot_be_asked(shelves: Store, tmp_path: Path) -> None:
    with pytest.raises(NothingAsked):
        asked(shelves)
    with pytest.raises(NotReplayed, match="2018-04 to 2018-07"):
        asked(shelves, "F1 +1", opened="2018-08")
    with library(tmp_path, []) as empty, pytest.raises(NothingToReplay, match=CONTRACT):
        asked(empty, "F1 +1")


@pytest.mark.parametrize("role", Role)
def test_other_terms_are_for_those_who_may_price_a_variation(shelves: Store, role: Role) -> None:
    person = role.value.replace(" ", "-")
    assert asked(shelves, "F1 +2", person=person).replays[1].deducted == MISS
    assert incentives(shelves, person, IncentivesAsked(contract=CONTRACT)).maps
    if role in (Role.OFFICER, Role.CERTIFYING_OFFICER, Role.AUDITOR):
        assert asked(shelves, "deductions.point.pounds = £1.00", person=person)
    else:
        with pytest.raises(NotAllowed, match="price of a variation"):
            asked(shelves, "deductions.point.pounds = £1.00", person=person)


def one_map(store: Store, indicator: str = "F1", month: str | None = None) -> IncentiveMap:
    return incentives(store, OFFICER, IncentivesAsked(contract=CONTRACT, indicator=indicator, month=month)).maps[0]


def test_the_incentive_map_of_a_single_edge(shelves: Store) -> None:
    found = one_map(shelves, month="2018-06")
    assert [(each.first, each.last, each.status, each.pence, each.worth) for each in found.stretches] == [
        ("0.0% (0 of 100)", "89.0% (89 of 100)", "missed", MISS, MISS),
        ("90.0% (90 of 100)", "100.0% (100 of 100)", "met", 0, None),
    ]
    assert (found.levels[found.now].says, found.worth_now, found.is_cliff) == ("80.0% (80 of 100)", 0, False)
    assert [found.levels[last].says for _, last in found.dead] == ["89.0% (89 of 100)"]
    assert found.words == (
        "In June 2018 F1 stood at 80.0% (80 of 100) and cost £500.00; one more success was worth nothing. "
        "At 90.0% (90 of 100) it would have cost £500.00 less."
    )
    assert found.notes[0] == (
        "The steepest step lies between 89.0% (89 of 100) and 90.0% (90 of 100): £500.00, 0.50% of the month’s charge."
    )


def test_one_fewer_is_better_where_lower_is_better(shelves: Store) -> None:
    found = one_map(shelves, "F2")
    assert found.levels[found.now].says == "4"
    assert [(each.first, each.last, each.pence) for each in found.stretches] == [("15", "11", MISS), ("10", "0", 0)]
    assert found.words == "In July 2018 F2 stood at 4 and cost nothing. At 11 it would have cost £500.00."


def test_a_cliff_is_what_the_linter_calls_one(tmp_path: Path) -> None:
    """£2,500.00 of £100,000.00 is no cliff yet; £2,505.00 is one."""
    for point, is_cliff in (("£500.00", False), ("£501.00", True)):
        with library(tmp_path / point, ["95"], text=contract_text(point=point)) as store:
            found = one_map(store)
        assert (found.is_cliff, found.notes[0].startswith("A cliff lies between 89")) == (is_cliff, is_cliff)


def test_a_linear_cost_has_a_price_for_every_step_up_to_where_all_is_due(tmp_path: Path) -> None:
    text = contract_text().replace("fails: yes, points: 5}\n  counts:", LINEAR)
    with library(tmp_path, ["88"], text=text) as store:
        found = one_map(store)
    # £1,000.00 over the 20 points from 90 to 70.
    assert [(each.first, each.last, each.costs_at_first, each.pence, each.worth) for each in found.stretches] == [
        ("0.0% (0 of 100)", "70.0% (70 of 100)", 1_000_00, 1_000_00, 50_00),
        ("71.0% (71 of 100)", "89.0% (89 of 100)", 950_00, 50_00, 50_00),
        ("90.0% (90 of 100)", "100.0% (100 of 100)", 0, 0, None),
    ]
    assert found.words == (
        "In April 2018 F1 stood at 88.0% (88 of 100) and cost £100.00; one more success was worth £50.00."
    )
    assert [found.levels[last].says for _, last in found.dead] == ["70.0% (70 of 100)"]


def test_a_linear_cost_has_a_price_for_every_step_on_both_sides_of_a_range(tmp_path: Path) -> None:
    linear = "fails: yes, linear: {all_due_outside: {from: 6, to: 420}, pounds: £1000.00}}\nindicators:"
    head, tail = contract_text().split("  counts:")
    tail = tail.replace("judged_on: value", "judged_on: distance from target").replace("at_most: 10", "at_least: 0")
    tail = tail.replace("fails: yes, points: 5}\nindicators:", linear).replace("better: lower", "better: within range")
    text = f"{head}  counts:{tail}".replace("target: 10", "within: {from: 10, to: 20}")
    with library(tmp_path, ["95"], shut="9", text=text) as store:
        found = one_map(store, "F2")
    # £1,000.00 over the 4 from 10 to 6, and over the 400 from 20 to 420.
    assert [(each.first, each.last, each.costs_at_first, each.pence) for each in found.stretches] == [
        ("0", "6", 1_000_00, 1_000_00),
        ("7", "9", 750_00, 250_00),
        ("10", "20", 0, 0),
        ("21", "420", 2_50, 1_000_00),
        ("421", "523", 1_000_00, 1_000_00),
    ]
    assert found.words == "In April 2018 F2 stood at 9 and cost £250.00; one step towards the range was worth £250.00."
    with library(tmp_path / "above", ["95"], shut="22", text=text) as store:
        found = one_map(store, "F2")
    assert found.words == "In April 2018 F2 stood at 22 and cost £5.00; one step towards the range was worth £2.50."


def test_where_the_cap_bites(tmp_path: Path) -> None:
    """Both missed come to £1,000.00 where £700.00 may be deducted: of F1's £500.00 only £200.00 is; the rest waits."""
    with library(tmp_path, ["95"], shut="12", text=CAPPED) as store:
        found = one_map(store)
        replay = asked(store, "F1 at 80%").replays[1]
    assert [(each.before_caps, each.pence) for each in found.stretches] == [(MISS, 200_00), (0, 0)]
    assert found.notes[-1] == "Caps bite at 89.0% (89 of 100) and worse: they hold back up to £300.00."
    assert replay.deducted == 700_00


def test_what_was_deducted_and_what_it_cost_are_both_said_where_a_cap_is_shared(tmp_path: Path) -> None:
    """F1 fills £500.00 of the £700.00; without it F2 would have had its £500.00 and not £200.00."""
    with library(tmp_path, ["80"], shut="12", text=CAPPED) as store:
        found = one_map(store)
    assert found.levels[found.now].pence == 200_00
    assert found.words == (
        "In April 2018 F1 stood at 80.0% (80 of 100) and £500.00 was deducted on its lines. Without the failure "
        "payments would have been £200.00 higher: £300.00 more would have been deducted on other lines, which share "
        "caps with it. One more success was worth nothing so far. At 90.0% (90 of 100) it would have cost £200.00 "
        "less. £300.00 more is carried on to later statements than at its cheapest level."
    )


def test_what_was_deducted_and_what_it_cost_are_both_said_where_free_points_would_pass_on(tmp_path: Path) -> None:
    """F1's five points are free, being first; without them F2's five would be."""
    free = 'free_points: {points: 5, per: month, counted_for: the contract, clause: "7.3"}'
    text = contract_text().replace("free_points: none", free)
    with library(tmp_path, ["89"], shut="12", text=text) as store:
        found = one_map(store)
    assert found.words == (
        "In April 2018 F1 stood at 89.0% (89 of 100) and nothing was deducted on its lines. Without the failure "
        "payments would have been £500.00 higher: £500.00 less would have been deducted on other lines, to which the "
        "free points that it used would have passed. One more success was worth £500.00."
    )


def test_what_a_figure_was_deducted_for_is_what_its_statement_says(store: Store, ledger: Ledger) -> None:
    """Of OP2 in March 2018 the sentence opens with what the statement takes off on its lines."""
    asked_for = IncentivesAsked(contract=DEMONSTRATED, indicator="OP2", month="2018-03")
    words = incentives(store, "a.clarke", asked_for).maps[0].words
    lines = drafting.statement(ledger, months.parse("2018-03")).lines
    taken = -sum(line.amount for line in lines if line.indicator == "OP2")
    assert f"and {pounds(taken)} was deducted on its lines." in words


def test_no_change_is_the_statement_itself_to_the_penny(ledger: Ledger) -> None:
    amounts = worked_out(ledger.frozen, [Supposed({}), Supposed({})])
    for found in amounts:
        for month, net in found.net.items():
            drawn = drafting._draft(ledger, month)
            taken = sum(-line.amount for line in drawn.lines if line.kind in ("performance", "repeat", "reporting"))
            assert net == drawn.net - drawn.adjusted
            assert sum(pence for (of, _), pence in found.deducted.items() if of == month) == taken
    assert len(amounts[0].net) >= 24


def test_the_map_that_the_guide_shows(store: Store) -> None:
    guide = Path(__file__).parents[2] / "docs" / "what-if.md"
    (table,) = [found for found in tables(section(guide, "The incentive map")) if "costs" in found[0]]
    asked_for = IncentivesAsked(contract=DEMONSTRATED, indicator="SP2", month="2016-09")
    found = incentives(store, "a.clarke", asked_for).maps[0]
    assert [list(row.values()) for row in table] == [
        [
            each.first,
            each.last,
            each.status,
            pounds(each.before_caps),
            pounds(each.pence),
            "" if each.worth is None else pounds_signed(each.worth),
        ]
        for each in found.stretches
    ]
    assert [note.partition(" ")[0] for note in found.notes] == ["The", "A", "Caps"]


STEPPED = '{pounds: {2018-04: "£100.00", 2018-06: "£300.00"},'


@pytest.mark.parametrize(
    ("span", "deducted"),
    [
        # A point at £250.00 in these months; in the others at £100.00, and from June on at £300.00 as scheduled.
        ("to 2018-04", [1_250_00, 500_00, 1_500_00, 1_500_00]),
        ("to 2018-05", [1_250_00, 1_250_00, 1_500_00, 1_500_00]),
        ("from 2018-05 to 2018-06", [500_00, 1_250_00, 1_250_00, 1_500_00]),
        ("from 2018-07", [500_00, 500_00, 1_500_00, 1_250_00]),
    ],
)
def test_after_its_months_a_term_is_what_it_would_have_been(tmp_path: Path, span: str, deducted: list[int]) -> None:
    text = contract_text().replace('{pounds: "£100.00",', STEPPED)
    with library(tmp_path, ["85"] * 4, text=text) as store:
        found = asked(store, f"deductions.point.pounds = £250.00 {span}")
    assert by_month(found.replays[1]) == deducted


@pytest.mark.parametrize("asks", [("deductions.point.pounds = £250.00",), ()])
def test_what_prices_the_last_failures_is_what_is_supposed(tmp_path: Path, asks: tuple[str, ...]) -> None:
    """5 points of April and of May are priced in May and in June: at £250.00, whatever was scheduled for June."""
    text = contract_text().replace("priced: the month's own charge", "priced: the next month's charge")
    head = "ref: V9\ntitle: Dearer\neffective: 2018-05\nreplaces: this entry\n"
    file = VariationFile(file_name="v9.yaml", text=head + "changes: {deductions.point.pounds: £250.00}\n")
    with library(tmp_path, ["85", "85"], text=text.replace('{pounds: "£100.00",', STEPPED)) as store:
        found = asked(store, *asks, variation=None if asks else file)
    assert [by_month(each) for each in found.replays] == [[0, 500_00, 1_500_00], [0, 1_250_00, 1_250_00]]
