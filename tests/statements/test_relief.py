"""Relief as it is asked for and decided, and statements with and without it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from contracts import months
from contracts.errors import ReckonerError
from statements import drafting
from statements.documents import Statement
from statements.ledgers import ledger_of
from statements.operations import AppointmentAsked, ContractAsked, appoint_person, record_contract
from statements.relief_asked import ReliefAsked, ReliefIncomplete, ReliefNotAllowed
from statements.relief_record import DecisionAsked, NoReference, NoSuchRelief, NotTheDecider, decide, propose
from store import people
from store import relief as kept
from store.policy import NotAllowed, Role
from store.session import Store
from tests.statements.fenland import CONTRACT, OFFICER, at, contract_text, fenland, returned, sent, stating

CERTIFIER, BOARD, PROVIDER = "m.frost", "b.lake", "p.reed"
AGREED = """\
  agreed:
    effects: [remove_rows, count_as_met, excuse_measure, reduce_amount]
    later_relief_reprices: yes
    clause: "3.9"
"""
TEXT = stating(contract_text(), AGREED)


@contextmanager
def _april(folder: Path, text: str = TEXT) -> Iterator[Store]:
    """A store in which 80 of 100 reservations were filled in April and a branch was shut on 12 days."""
    with fenland(folder, text) as (store, clock):
        for person, role in (
            (CERTIFIER, Role.CERTIFYING_OFFICER),
            (BOARD, Role.BOARD_MEMBER),
            (PROVIDER, Role.PROVIDER),
        ):
            asked = AppointmentAsked(
                person=person,
                name=person,
                organisation="Fenland",
                contract=CONTRACT,
                role=role,
                from_day=date(2018, 4, 1),
            )
            appoint_person(store, OFFICER, asked)
        clock.now = at("2018-05-03 09:00")
        sent(store, returned("2018-04", "80", "12", text=text))
        clock.now = at("2018-05-20 09:00")
        yield store


def _asked(**changed: Any) -> ReliefAsked:
    stated = {
        "contract": CONTRACT,
        "effect": "count_as_met",
        "indicators": ("F1",),
        "first": "2018-04",
        "last": "2018-04",
        "numerator": 10,
        "notice_day": date(2018, 4, 20),
        "cause": "The catalogue was moved by the council",
        "particulars": "Ten reservations waited for it",
    }
    return ReliefAsked(**{**stated, **changed})


def _decision(relief: int = 1, decision: str = "agreed", reference: str = "LB 18/05/4") -> DecisionAsked:
    return DecisionAsked(contract=CONTRACT, relief=relief, decision=decision, reference=reference)


def _statement(store: Store) -> Statement:
    drafted = drafting.statement(ledger_of(store, CONTRACT), months.parse("2018-04"))
    assert sum(line.amount for line in drafted.lines) == drafted.net
    return drafted


def test_relief_excuses_nothing_until_it_is_agreed_and_is_then_shown_with_and_without(tmp_path: Path) -> None:
    with _april(tmp_path / "store") as store:
        before = _statement(store)
        assert (before.deducted, before.net_without_relief, before.relief) == (1_000_00, None, ())
        propose(store, PROVIDER, _asked())
        assert _statement(store).deducted == 1_000_00
        decide(store, CERTIFIER, _decision())
        after = _statement(store)
        # 90 of 100 meets the target; the branch is still 5 points.
        assert (after.deducted, after.net_without_relief) == (500_00, before.net)
        (shown,) = after.relief
        assert (shown.relief, shown.reference, shown.set_aside) == (1, "LB 18/05/4", ())
        assert after.digest != before.digest
        decide(store, BOARD, _decision(decision="refused", reference="LB 18/06/1"))
        assert _statement(store).deducted == 1_000_00


def test_a_part_of_an_amount_is_taken_off_and_the_line_says_so(tmp_path: Path) -> None:
    with _april(tmp_path / "store") as store:
        propose(store, OFFICER, _asked(effect="reduce_amount", numerator=None, percent=25))
        decide(store, CERTIFIER, _decision())
        line = next(line for line in _statement(store).lines if line.indicator == "F1")
        assert (line.amount, line.points) == (-375_00, "5")
        assert "Relief 1 reduces what it costs by 25% (clause 3.9, agreed as LB 18/05/4)." in line.words
        assert ("Relief takes off", "25% of £500.00") in [(each.says, each.figures) for each in line.sums]


def test_days_are_removed_and_a_measure_is_excused(tmp_path: Path) -> None:
    with _april(tmp_path / "store") as store:
        # Twelve days less five are within ten.
        propose(store, OFFICER, _asked(effect="remove_rows", indicators=("F2",), numerator=5))
        decide(store, CERTIFIER, _decision())
        assert _statement(store).deducted == 500_00
        propose(store, OFFICER, _asked(effect="excuse_measure", numerator=None))
        decide(store, CERTIFIER, _decision(relief=2))
        drafted = _statement(store)
        assert drafted.deducted == 0
        assert [each.relief for each in drafted.relief] == [1, 2]


def test_relief_that_would_be_dearer_is_set_aside(tmp_path: Path) -> None:
    text = TEXT.replace("below_minimum: {take: no deduction", "below_minimum: {take: worst band").replace(
        "    target: 90\n", "    target: 90\n    minimum_denominator: 50\n", 1
    )
    with _april(tmp_path / "store", text) as store:
        # 20 reservations are too few to judge, and the worst band is what the figure costs anyway: no dearer.
        propose(store, OFFICER, _asked(effect="remove_rows", numerator=80, denominator=60))
        decide(store, CERTIFIER, _decision())
        assert _statement(store).relief[0].set_aside == ()
    with _april(tmp_path / "second", text.replace("at_least: 90,", "at_least: 80,", 1)) as store:
        # 80 of 100 meets its band: the worst band would be dearer.
        propose(store, OFFICER, _asked(effect="remove_rows", numerator=80, denominator=60))
        decide(store, CERTIFIER, _decision())
        drafted = _statement(store)
        assert (drafted.relief[0].set_aside, drafted.deducted) == (("F1",), 500_00)


def test_a_year_before_the_decision_nothing_is_known_of_it(tmp_path: Path) -> None:
    with _april(tmp_path / "store") as store:
        propose(store, OFFICER, _asked())
        decide(store, CERTIFIER, _decision())
        then = ledger_of(store, CONTRACT, at("2018-05-10 09:00"))
        assert drafting.statement(then, months.parse("2018-04")).deducted == 1_000_00


@pytest.mark.parametrize(
    ("changed", "refused"),
    [
        ({"indicators": ("F9",)}, ReliefIncomplete),
        ({"indicators": ()}, ReliefIncomplete),
        ({"first": "2017-04"}, ReliefIncomplete),
        ({"first": "2018-06"}, ReliefIncomplete),
        ({"cause": " "}, ReliefIncomplete),
        ({"numerator": None}, ReliefIncomplete),
        ({"numerator": -1}, ReliefIncomplete),
        ({"denominator": 3}, ReliefIncomplete),
        ({"rows": ("C1",)}, ReliefIncomplete),
        ({"percent": 10}, ReliefIncomplete),
        ({"indicators": ("F2",)}, ReliefIncomplete),
        ({"effect": "excuse_measure"}, ReliefIncomplete),
        ({"effect": "reduce_amount", "numerator": None}, ReliefIncomplete),
        ({"effect": "reduce_amount", "numerator": None, "percent": 101}, ReliefIncomplete),
    ],
)
def test_relief_that_is_incomplete_is_refused(
    tmp_path: Path, changed: dict[str, Any], refused: type[ReckonerError]
) -> None:
    with _april(tmp_path / "store") as store, pytest.raises(refused):
        propose(store, OFFICER, _asked(**changed))


def _refused(folder: Path, text: str = TEXT, **changed: Any) -> tuple[tuple[str, str], ...]:
    """What is found wrong with relief, each with what was expected; nothing is recorded."""
    with _april(folder, text) as store:
        version = store.version
        with pytest.raises(ReliefIncomplete) as refused:
            propose(store, OFFICER, _asked(**changed))
        assert store.version == version
    for found, expected in refused.value.faults:
        assert f"Found {found}. Expected {expected}." in str(refused.value)
    return refused.value.faults


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    wrong: dict[str, Any] = {
        "indicators": (),
        "first": "2018-06",
        "cause": " ",
        "particulars": "",
        "numerator": None,
        "percent": 10,
    }
    assert [found for found, _ in _refused(tmp_path / "store", **wrong)] == [
        "2018-06 to 2018-04",
        "no indicator",
        "no cause",
        "no particulars",
        "a percentage with count_as_met",
    ]


def test_what_is_no_month_is_told_with_the_rest(tmp_path: Path) -> None:
    assert _refused(tmp_path / "store", last="April", cause="") == (
        ("“April”", "a month, such as 2016-11"),
        ("no cause", "what made the relief necessary"),
    )


@pytest.mark.parametrize(
    ("empty", "found"), [("cause", "no cause"), ("particulars", "no particulars"), ("indicators", "no indicator")]
)
def test_what_is_missing_is_named_by_itself(tmp_path: Path, empty: str, found: str) -> None:
    missing: dict[str, Any] = {empty: () if empty == "indicators" else "  "}
    assert [each for each, _ in _refused(tmp_path / "store", **missing)] == [found]


@pytest.mark.parametrize(
    ("changed", "found", "expected"),
    [
        ({"effect": "reduce_amount", "numerator": None, "percent": "33.335"}, "33.335%", "at most two decimal places"),
        ({"numerator": "0.0000001"}, "1E-7 of the numerator", "at most six decimal places"),
        (
            {"effect": "remove_rows", "numerator": "1.1234567", "denominator": "2.1234567"},
            "1.1234567 of the numerator",
            "at most six decimal places",
        ),
    ],
)
def test_what_the_store_would_round_is_refused(
    tmp_path: Path, changed: dict[str, Any], found: str, expected: str
) -> None:
    faults = _refused(tmp_path / "store", **changed)
    assert faults[0][0].startswith(found)
    assert faults[0][1].startswith(expected)
    assert len(faults) == (2 if "denominator" in changed else 1)


LOWER = (
    ("    better: higher", "    better: lower"),
    ("at_least: 90, status: met", "at_most: 10, status: met"),
)
IN_A_RANGE = (
    ("    better: higher", "    better: within range"),
    ("    target: 90", "    within: {from: 85, to: 95}"),
    ("  shares:\n    judged_on: value", "  shares:\n    judged_on: distance from target"),
    ("at_least: 90, status: met", "at_least: 0, status: met"),
)
OF_CASES = (
    "measure: {from: ehc_assessments, counts: plans issued within 20 weeks, of: plans issued, basis: all, "
    "case_types: [new]}"
)


def _with(*changes: tuple[str, str]) -> str:
    text = TEXT
    for before, after in changes:
        assert before in text
        text = text.replace(before, after, 1)
    return text


@pytest.mark.parametrize(
    ("changes", "found", "expected"),
    [
        # 12 of 100 where at most 10% is good, and 5 that count as met: 17 of 100 would be worse.
        (
            LOWER,
            "count_as_met for “F1”, where lower is better",
            "remove_rows or excuse_measure: what counts as met would raise the figure",
        ),
        (
            IN_A_RANGE,
            "count_as_met for “F1”, whose target is a range",
            "remove_rows or excuse_measure: what counts as met could take the figure out of it",
        ),
    ],
    ids=["lower is better", "a range"],
)
def test_nothing_counts_as_met_where_more_is_not_better(
    tmp_path: Path, changes: tuple[tuple[str, str], ...], found: str, expected: str
) -> None:
    assert _refused(tmp_path / "store", _with(*changes)) == ((found, expected),)


@pytest.mark.parametrize("changed", [{"effect": "remove_rows", "denominator": 10}, {"effect": "excuse_measure"}])
def test_what_is_to_be_asked_for_instead_may_be(tmp_path: Path, changed: dict[str, Any]) -> None:
    numerator = 10 if changed["effect"] == "remove_rows" else None
    with _april(tmp_path / "store", _with(*LOWER)) as store:
        propose(store, OFFICER, _asked(numerator=numerator, **changed))


def test_no_case_counts_as_met_where_it_would_also_count_against_another_indicator(tmp_path: Path) -> None:
    text = _with(
        ("datasets: [indicators]", "datasets: [indicators, ehc_assessments]"),
        ("measure: {from: indicators, counts: reservations filled within seven days, of: reservations}", OF_CASES),
        ("measure: {from: indicators, counts: days on which a branch was shut}", OF_CASES),
        ("unit: count", "unit: percent"),
    )
    assert _refused(tmp_path / "store", text, numerator=None, rows=("C1",)) == (
        (
            "count_as_met for cases that “F2” counts as well, where lower is better",
            "remove_rows or excuse_measure: what counts as met would raise the figure",
        ),
    )


def test_noughts_at_the_end_are_no_finer(tmp_path: Path) -> None:
    with _april(tmp_path / "store") as store:
        propose(store, OFFICER, _asked(effect="reduce_amount", numerator=None, percent="33.3300"))
        propose(store, OFFICER, _asked(numerator="999999999999999.1234560", indicators=("F1", "F1")))
        with store.read() as cursor:
            percent, count = kept.relief_of(cursor, CONTRACT)
    assert percent.percent == Decimal("33.33")
    assert (count.numerator, count.indicators) == (Decimal("999999999999999.123456"), ("F1",))


def test_a_contract_that_has_no_agreed_relief_refuses_it(tmp_path: Path) -> None:
    with _april(tmp_path / "store", contract_text()) as store, pytest.raises(ReliefNotAllowed):
        propose(store, OFFICER, _asked())


def test_nobody_with_a_part_in_it_decides_relief(tmp_path: Path) -> None:
    with _april(tmp_path / "store") as store:
        propose(store, PROVIDER, _asked())
        version = store.version
        with pytest.raises(NoReference):
            decide(store, CERTIFIER, _decision(reference=" "))
        assert store.version == version
        with pytest.raises(NoSuchRelief, match=f"reckoner relief-register {CONTRACT}"):
            decide(store, CERTIFIER, _decision(relief=7))
        for person in (OFFICER, PROVIDER):
            with pytest.raises(NotAllowed):
                decide(store, person, _decision())


@pytest.mark.parametrize("part", ["asked for it", "handed in a return", "recorded the contract"])
def test_the_decider_has_no_other_part(tmp_path: Path, part: str) -> None:
    with _april(tmp_path / "store") as store:
        both = OFFICER if part != "asked for it" else PROVIDER
        with store.write(BOARD, "appoint people", CONTRACT) as writing:
            people.appoint(writing, both, CONTRACT, Role.CERTIFYING_OFFICER, date(2018, 4, 1))
        month = "2018-06" if part == "recorded the contract" else "2018-04"
        propose(store, PROVIDER, _asked(first=month, last=month))
        version = store.version
        with pytest.raises(NotTheDecider, match=part):
            decide(store, both, _decision())
        assert store.version == version


def test_who_recorded_an_earlier_version_of_the_contract_file_decides_no_relief(tmp_path: Path) -> None:
    with _april(tmp_path / "store") as store:
        with store.write(BOARD, "appoint people", CONTRACT) as writing:
            people.appoint(writing, OFFICER, CONTRACT, Role.CERTIFYING_OFFICER, date(2018, 4, 1))
        with store.write(OFFICER, "appoint people", CONTRACT) as writing:
            people.appoint(writing, BOARD, CONTRACT, Role.OFFICER, date(2018, 4, 1))
        propose(store, PROVIDER, _asked(first="2018-06", last="2018-06"))
        record_contract(store, BOARD, ContractAsked(file_name="fenland.yaml", text=TEXT + "# Again.\n"))
        version = store.version
        with pytest.raises(NotTheDecider, match="recorded the contract"):
            decide(store, OFFICER, _decision())
        assert store.version == version
