"""Decisions about deductions: waived, agreed, determined or lapsed, and what they do to money, caps and disputes."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from contracts.errors import ReckonerError
from statements.closing import ClosedForGood
from statements.ledgers import ledger_of
from statements.life import refusals
from statements.life.deductions import (
    NotADeduction,
    NotTheOneToDecide,
    SumNotPossible,
    WithoutAuthority,
)
from statements.life.operations import BridgeAsked, show_bridge
from store.policy import NotAllowed
from store.session import Store
from tests.statements.fenland import CONTRACT, FEE, OFFICER, at, month_of, returned, sent, stating
from tests.statements.life.libraries import (
    COLLEAGUE,
    NOTICE,
    PROVIDER,
    REOPENING,
    agreed_text,
    certify,
    decided,
    determine,
    libraries,
    pay,
    reply,
    send,
    shown,
    statement,
)

MAY_9 = "2018-05-09 09:00"
CAP = """caps:
  - {id: year, per: contract year, applies_to: all, amount: £800.00, limits: [performance], excess: extinguished,
     clause: "7.2"}
"""


def hand_in(store: Store, month: str, filled: str = "80", text: str | None = None) -> None:
    """Hand a month in: fewer than 90 of 100 reservations in a week cost £500.00."""
    assert sent(store, returned(month, filled, text=text or agreed_text()), because="Again.").became == "accepted"


def settle(store: Store, month: str) -> None:
    send(store, month)
    reply(store, month, "agreed")
    certify(store, month, COLLEAGUE)


def test_a_waiver_is_a_line_of_its_own_and_leaves_points_and_runs_alone(tmp_path: Path) -> None:
    with libraries(tmp_path / "store") as (store, clock):
        clock.now = at(MAY_9)
        hand_in(store, "2018-04")
        before = ledger_of(store, CONTRACT)
        found = decided(store, "2018-04", 2, 200_00)
        drawn = statement(store, "2018-04")
        assert [(line.kind, line.amount) for line in drawn.lines] == [
            ("charge", FEE),
            ("performance", -500_00),
            ("decision", 200_00),
        ]
        assert (drawn.deducted, drawn.net) == (300_00, FEE - 300_00)
        assert "LB 18/05/4" in drawn.lines[2].words
        assert (found.given_back, [entry.sum for entry in found.entries]) == (200_00, [200_00])
        after = ledger_of(store, CONTRACT)
        assert (after.runs, after.failures) == (before.runs, before.failures)


def test_later_months_caps_count_what_was_taken_after_it(tmp_path: Path) -> None:
    # £800.00 a year: April takes £500.00 and May the £300.00 that are left. With £200.00 of April waived, £500.00 are.
    text = agreed_text().replace("caps: []\n", CAP)
    with libraries(tmp_path / "store", text) as (store, clock):
        clock.now = at(MAY_9)
        hand_in(store, "2018-04", text=text)
        clock.now = at("2018-06-07 09:00")
        hand_in(store, "2018-05", text=text)
        assert statement(store, "2018-05").deducted == 300_00
        decided(store, "2018-04", 2, 200_00)
        april, may = statement(store, "2018-04"), statement(store, "2018-05")
        assert (april.deducted, may.deducted) == (300_00, 500_00)
        assert [(cap.used, cap.limit) for cap in may.caps] == [(800_00, 800_00)]


def test_a_waiver_of_a_certified_month_comes_as_an_adjustment(tmp_path: Path) -> None:
    with libraries(tmp_path / "store") as (store, clock):
        clock.now = at(MAY_9)
        hand_in(store, "2018-04")
        settle(store, "2018-04")
        certified = statement(store, "2018-04")
        clock.now = at("2018-06-08 09:00")
        hand_in(store, "2018-05", "95")
        decided(store, "2018-04", 2, 500_00)
        assert statement(store, "2018-04") == certified
        assert (statement(store, "2018-05").adjusted, statement(store, "2018-05").net) == (500_00, FEE + 500_00)
        bridge = show_bridge(store, OFFICER, BridgeAsked(contract=CONTRACT, month="2018-04"))
        assert (bridge.data_revised, bridge.relief, bridge.decisions, bridge.now) == (0, 0, 500_00, FEE)


def test_the_later_of_two_decisions_counts_and_both_stay_on_the_register(tmp_path: Path) -> None:
    with libraries(tmp_path / "store") as (store, clock):
        clock.now = at(MAY_9)
        hand_in(store, "2018-04")
        decided(store, "2018-04", 2, 200_00)
        found = decided(store, "2018-04", 2, 450_00, "agreed amount")
        # £450.00 stays of £500.00.
        assert [(entry.replaced, entry.given_back) for entry in found.entries] == [(True, 0), (False, 50_00)]
        assert statement(store, "2018-04").deducted == 450_00


def test_what_is_waived_is_never_more_than_what_is_taken(tmp_path: Path) -> None:
    with libraries(tmp_path / "store") as (store, clock):
        clock.now = at(MAY_9)
        hand_in(store, "2018-04")
        decided(store, "2018-04", 2, 400_00)
        hand_in(store, "2018-04", "95")
        assert statement(store, "2018-04").net == FEE


def test_a_determined_amount_ends_the_dispute(tmp_path: Path) -> None:
    with libraries(tmp_path / "store") as (store, clock):
        clock.now = at(MAY_9)
        hand_in(store, "2018-04")
        send(store, "2018-04")
        reply(store, "2018-04", "agreed")
        reply(store, "2018-04", "disputed", 2, "Half of them were closures.")
        decided(store, "2018-04", 2, 250_00, "determined amount", authority="Expert, 3 May 2018")
        resolved = shown(store, "2018-04")
        assert (resolved.state, resolved.open_disputes, resolved.answers[-1].outcome) == ("resolved", (), "amount")
        assert "£250.00 stays deducted" in resolved.answers[-1].decided
        with pytest.raises(refusals.ChangedSinceSent):
            certify(store, "2018-04", COLLEAGUE)
        send(store, "2018-04")
        reply(store, "2018-04", "agreed")
        assert certify(store, "2018-04", COLLEAGUE).payable == FEE - 250_00


def test_what_was_waived_before_is_not_paid_as_disputed(tmp_path: Path) -> None:
    text = agreed_text(meanwhile="pay")
    with libraries(tmp_path / "store", text) as (store, clock):
        clock.now = at(MAY_9)
        hand_in(store, "2018-04", text=text)
        decided(store, "2018-04", 2, 200_00)
        send(store, "2018-04")
        reply(store, "2018-04", "agreed")
        reply(store, "2018-04", "disputed", 2, "Closures.")
        # Of £500.00 only £300.00 are deducted: with what is disputed the whole fee is paid, and no more.
        certified = certify(store, "2018-04", COLLEAGUE)
        assert (certified.disputed, certified.payable) == (300_00, FEE)


def test_a_held_sum_that_was_paid_in_parts(tmp_path: Path) -> None:
    """The deduction is paid meanwhile; it stands in part, so the part comes off the next statement."""
    text = agreed_text(meanwhile="pay")
    with libraries(tmp_path / "store", text) as (store, clock):
        clock.now = at(MAY_9)
        hand_in(store, "2018-04", text=text)
        send(store, "2018-04")
        reply(store, "2018-04", "agreed")
        reply(store, "2018-04", "disputed", 2, "Closures.")
        assert certify(store, "2018-04", COLLEAGUE).payable == FEE
        assert pay(store, "2018-04", FEE - 100_00, date(2018, 5, 9)).state == "part paid"
        assert pay(store, "2018-04", 100_00, date(2018, 5, 9)).state == "paid"
        decided(store, "2018-04", 2, 300_00, "determined amount")
        # Certified less £500.00, and £100,000.00 were paid: £500.00 too much; £200.00 of them come back in May.
        ended = shown(store, "2018-04")
        assert (ended.state, ended.payable, ended.paid) == ("paid", FEE - 500_00, FEE)
        clock.now = at("2018-06-08 09:00")
        hand_in(store, "2018-05", "95", text)
        assert statement(store, "2018-05").adjusted == 200_00
        assert determine_again_is_refused(store)


def determine_again_is_refused(store: Store) -> bool:
    with pytest.raises(refusals.NothingDisputed):
        determine(store, "2018-04", 2, "stands")
    return True


def test_what_is_notified_too_late_lapses(tmp_path: Path) -> None:
    text = stating(agreed_text(), NOTICE)
    with libraries(tmp_path / "store", text) as (store, clock):
        clock.now = at("2018-05-15 20:00")
        hand_in(store, "2018-04", text=text)
        assert (shown(store, "2018-04").notice_by, shown(store, "2018-04").lapses) == (date(2018, 5, 15), 0)
        clock.now = at("2018-05-16 09:00")
        assert shown(store, "2018-04").lapses == 500_00
        # Nothing lapses by itself: sending the statement is the notice.
        assert statement(store, "2018-04").deducted == 500_00
        life = send(store, "2018-04")
        assert (life.changed_since_sent, life.lapses) == (False, 0)
        drawn = statement(store, "2018-04")
        assert (drawn.deducted, drawn.net) == (0, FEE)
        assert "due by 15 May 2018, and none was given" in drawn.lines[2].words
        reply(store, "2018-04", "agreed")
        # Who sent it has decided nothing; but who drew it up does not certify anyway.
        assert certify(store, "2018-04").payable == FEE


def test_what_was_notified_in_time_stands_on_a_later_draft(tmp_path: Path) -> None:
    text = stating(agreed_text(), NOTICE)
    with libraries(tmp_path / "store", text) as (store, clock):
        clock.now = at(MAY_9)
        hand_in(store, "2018-04", text=text)
        send(store, "2018-04")
        clock.now = at("2018-05-21 09:00")
        worse = returned("2018-04", "80", "12", text=text)
        assert sent(store, worse, because="Counted again.").became == "accepted"
        send(store, "2018-04")
        # F1 was on the first draft and stands; F2 is new and lapses.
        assert [(line.kind, line.indicator, line.amount) for line in statement(store, "2018-04").lines[1:]] == [
            ("performance", "F1", -500_00),
            ("performance", "F2", -500_00),
            ("decision", "F2", 500_00),
        ]


def test_a_closed_month_is_not_restated(tmp_path: Path) -> None:
    text = stating(agreed_text(), REOPENING)
    with libraries(tmp_path / "store", text) as (store, clock):
        clock.now = at(MAY_9)
        hand_in(store, "2018-04", text=text)
        # Two months after April: to the end of 30 June, in London.
        assert shown(store, "2018-04").reopens_until == date(2018, 6, 30)
        clock.now = at("2018-06-30 22:59")
        hand_in(store, "2018-04", "85", text)
        assert ledger_of(store, CONTRACT).frozen.stated["F1", month_of("2018-04")]["numerator"] == 85_000_000
        clock.now = at("2018-06-30 23:00")
        hand_in(store, "2018-04", "95", text)
        assert statement(store, "2018-04").net == FEE - 500_00
        with pytest.raises(ClosedForGood, match="until 30 June 2018"):
            decided(store, "2018-04", 2, 1_00)


def no_authority(store: Store) -> None:
    decided(store, "2018-04", 2, 100_00, authority=" ")


def no_reason(store: Store) -> None:
    decided(store, "2018-04", 2, 100_00, reason="")


def too_much(store: Store) -> None:
    decided(store, "2018-04", 2, 500_01)


def below_nothing(store: Store) -> None:
    decided(store, "2018-04", 2, -1)


def of_the_charge(store: Store) -> None:
    decided(store, "2018-04", 1, 100_00)


def without_a_dispute(store: Store) -> None:
    decided(store, "2018-04", 2, 100_00, "determined amount")


def by_the_provider(store: Store) -> None:
    decided(store, "2018-04", 2, 100_00, person=PROVIDER)


def by_who_decided_to_certify(store: Store) -> None:
    decided(store, "2018-04", 2, 100_00)
    send(store, "2018-04")
    reply(store, "2018-04", "agreed")
    certify(store, "2018-04")


@pytest.mark.parametrize(
    ("step", "refusal", "says"),
    [
        (no_authority, WithoutAuthority, "needs a reason and an authority, such as a minute"),
        (no_reason, WithoutAuthority, "A waiver needs a reason"),
        (too_much, SumNotPossible, "£500.01. The line comes to £500.00"),
        (below_nothing, SumNotPossible, "from £0.00"),
        (of_the_charge, NotADeduction, "Expected a deduction: line 2"),
        (without_a_dispute, refusals.NothingDisputed, "Line 2 is not disputed"),
        (by_the_provider, NotAllowed, "Deciding about a deduction"),
        (by_who_decided_to_certify, refusals.NotASecondPerson, "decided about deductions"),
    ],
)
def test_refused(tmp_path: Path, step: Callable[[Store], None], refusal: type[ReckonerError], says: str) -> None:
    with libraries(tmp_path / "store") as (store, clock):
        clock.now = at(MAY_9)
        hand_in(store, "2018-04")
        with pytest.raises(refusal, match=says):
            step(store)
        certified = ledger_of(store, CONTRACT).frozen.certified
        assert certified == {}


def test_who_handed_a_return_in_decides_nothing(tmp_path: Path) -> None:
    from ingest.acceptance import submit  # noqa: PLC0415 -- the fixture's own hand-in is always the officer's

    with libraries(tmp_path / "store") as (store, clock):
        clock.now = at(MAY_9)
        content = returned("2018-04", "80", text=agreed_text())
        came = submit(store, COLLEAGUE, content, "return.csv", reasons={"I10 F1": "So it was."})
        assert came.became == "accepted"
        version = store.version
        with pytest.raises(NotTheOneToDecide, match="handed in a return"):
            decided(store, "2018-04", 2, 100_00, person=COLLEAGUE)
        assert store.version == version
