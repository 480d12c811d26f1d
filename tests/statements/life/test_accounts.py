"""The control account by month and fund, the final account and the variation register, with sums done by hand."""

from datetime import date
from pathlib import Path

import pytest

from statements.ledgers import ledger_of
from statements.life.account import BeginsAfterItsEnd
from statements.life.final import ContractNotOver, final_account
from statements.life.operations import BridgeAsked, show_bridge
from statements.operations import ContractAsked, record_contract
from statements.variation_register import VariationsAsked, show_variations
from store.session import Store
from tests.statements.fenland import CONTRACT, FEE, OFFICER, at, returned, sent, stating
from tests.statements.life.libraries import (
    COLLEAGUE,
    DUE,
    INTEREST,
    account,
    agreed_text,
    certify,
    decided,
    determine,
    libraries,
    pay,
    reply,
    send,
    with_a_life,
)
from tests.statements.life.test_adjustments import VAT
from tests.statements.test_funds import AS_THE_CHARGE, heated, returning
from tests.statements.test_indexing import indexed, record

SHORT = agreed_text().replace("last_day: 2020-03-31", "last_day: 2018-05-31")


def hand_in(store: Store, month: str, filled: str, text: str) -> None:
    assert sent(store, returned(month, filled, text=text), because="Again.").became == "accepted"


def settle(store: Store, month: str) -> None:
    send(store, month)
    reply(store, month, "agreed")
    certify(store, month, COLLEAGUE)


def test_each_column_of_the_control_account(tmp_path: Path) -> None:
    text = agreed_text()
    with libraries(tmp_path / "store", text) as (store, clock):
        clock.now = at("2018-05-09 09:00")
        hand_in(store, "2018-04", "80", text)
        decided(store, "2018-04", 2, 200_00)
        settle(store, "2018-04")
        pay(store, "2018-04", 99_000_00, date(2018, 5, 9))
        clock.now = at("2018-06-07 17:00")
        # Nothing has come for May: both figures count as their worst band, £1,000.00, until the next return.
        kept = account(store, "2018-05")
        columns = [
            (each.state, each.charge, each.deducted, each.withheld, each.returned, each.net) for each in kept.lines
        ]
        assert columns == [
            ("certified", FEE, 500_00, 0, 200_00, 99_700_00),
            ("accrued", FEE, 0, 1_000_00, 0, 99_000_00),
        ]
        assert [(each.due, each.paid, each.outstanding) for each in kept.payments] == [(99_700_00, 99_000_00, 700_00)]
        later = account(store, "2018-05", first="2018-05")
        assert (later.opening, len(later.lines), later.payments) == (700_00, 1, ())
        assert later.outstanding == kept.outstanding == 700_00
        with pytest.raises(BeginsAfterItsEnd, match=r"Found 2018-05 as the first month of an account up to 2018-04\."):
            account(store, "2018-04", first="2018-05")


def test_an_account_up_to_a_month_knows_nothing_of_later_months(tmp_path: Path) -> None:
    text = stating(agreed_text(), DUE + INTEREST)
    with libraries(tmp_path / "store", text) as (store, clock):
        clock.now = at("2018-05-09 09:00")
        hand_in(store, "2018-04", "95", text)
        settle(store, "2018-04")
        clock.now = at("2018-06-07 09:00")
        hand_in(store, "2018-05", "95", text)
        settle(store, "2018-05")
        # May was due by 21 June; £36,500.00 come ten days late, at 8.5% a year £85.00. Then its figure is corrected.
        clock.now = at("2018-07-02 09:00")
        pay(store, "2018-04", FEE, date(2018, 5, 9))
        pay(store, "2018-05", FEE - 36_500_00, date(2018, 6, 7))
        pay(store, "2018-05", 36_500_00, date(2018, 7, 1), "INV-2")
        hand_in(store, "2018-05", "80", text)
        april, may = (account(store, month) for month in ("2018-04", "2018-05"))
        assert (april.to_adjust, april.interest_to_state) == (0, 0)
        assert (may.to_adjust, may.interest_to_state) == (-500_00, 85_00)


def test_a_dispute_stands_beside_what_it_is_about(tmp_path: Path) -> None:
    text = agreed_text()
    with libraries(tmp_path / "store", text) as (store, clock):
        clock.now = at("2018-05-09 09:00")
        hand_in(store, "2018-04", "80", text)
        send(store, "2018-04")
        reply(store, "2018-04", "disputed", 2, "Closures.")
        kept = account(store, "2018-04")
        assert ([each.disputed for each in kept.lines], kept.disputed) == ([500_00], 500_00)


def test_a_month_that_was_overpaid_is_not_overdue(tmp_path: Path) -> None:
    text = stating(agreed_text(), DUE)
    with libraries(tmp_path / "store", text) as (store, clock):
        clock.now = at("2018-05-09 09:00")
        hand_in(store, "2018-04", "80", text)
        settle(store, "2018-04")
        pay(store, "2018-04", 99_499_99, date(2018, 5, 9))
        # Due by 23 May, fourteen days after it was certified: a penny is open on the day after.
        clock.now = at("2018-05-24 09:00")
        (short,) = account(store, "2018-04").payments
        assert (short.due_on, short.outstanding, short.overdue) == (date(2018, 5, 23), 1, True)
        pay(store, "2018-04", 2, date(2018, 5, 24))
        (over,) = account(store, "2018-04").payments
        assert (over.outstanding, over.overdue) == (-1, False)


CAP = (
    'caps: [{id: year, per: contract year, applies_to: all, amount: "£250,000.00", limits: [performance],'
    ' excess: extinguished, clause: "7.2"}]\n'
)


def two_funds() -> str:
    """£100,000.00 a month of one fund and £25,000.00 of another; a failure costs £200,000.00; the net is carried."""
    text = heated(returning(agreed_text(point="£40,000.00"), AS_THE_CHARGE)).replace("caps: []\n", CAP)
    return text.replace("net_below_zero: nil\n", "net_below_zero: carried\n  at_end: owed\n")


def test_each_fund_has_its_part_of_what_is_deducted_disputed_and_carried(tmp_path: Path) -> None:
    text = two_funds()
    with libraries(tmp_path / "store", text) as (store, clock):
        clock.now = at("2018-05-09 09:00")
        hand_in(store, "2018-04", "80", text)
        send(store, "2018-04")
        reply(store, "2018-04", "agreed")
        reply(store, "2018-04", "disputed", 3, "Closures.")
        certify(store, "2018-04")
        clock.now = at("2018-06-07 09:00")
        hand_in(store, "2018-05", "95", text)
        kept = account(store, "2018-05")
        columns = [
            (each.month, each.fund, each.charge, each.deducted, each.returned, each.carried, each.disputed, each.net)
            for each in kept.lines
        ]
        # Of £200,000.00 four fifths are the first fund's. April bears £125,000.00 of it; May is charged the rest.
        assert columns == [
            ("2018-04", "general fund", 100_000_00, 160_000_00, 0, 60_000_00, 160_000_00, 0),
            ("2018-04", "schools grant", 25_000_00, 40_000_00, 0, 15_000_00, 40_000_00, 0),
            ("2018-05", "general fund", 100_000_00, 0, 0, -60_000_00, 0, 40_000_00),
            ("2018-05", "schools grant", 25_000_00, 0, 0, -15_000_00, 0, 10_000_00),
        ]
        assert (kept.disputed, kept.certified, kept.accrued) == (200_000_00, 0, 50_000_00)
        assert [(each.cap, each.limit, each.used) for each in kept.caps] == [("year", 250_000_00, 200_000_00)]


def test_a_final_index_value_is_a_revised_figure_of_the_bridge(tmp_path: Path) -> None:
    text = with_a_life(indexed())
    with libraries(tmp_path / "store", text) as (store, clock):
        clock.now = at("2018-11-06 09:00")
        hand_in(store, "2018-10", "80", text)
        record(store, "2017-02", "100")
        record(store, "2018-02", "104", "provisional")
        send(store, "2018-10")
        reply(store, "2018-10", "agreed")
        certify(store, "2018-10")
        clock.now = at("2018-11-20 09:00")
        record(store, "2018-02", "106")
        found = show_bridge(store, OFFICER, BridgeAsked(contract=CONTRACT, month="2018-10"))
        # Half of 4%: £102,000.00 less 5 × £102.00. Then half of 6%: £103,000.00 less 5 × £103.00.
        assert (found.certified, found.now) == (101_490_00, 102_485_00)
        parts = (found.data_revised, found.variation, found.relief, found.decisions)
        assert parts == (995_00, 0, 0, 0)
        assert (found.adjusted, found.to_adjust) == (0, 995_00)


def test_the_final_account_puts_right_what_no_statement_can(tmp_path: Path) -> None:
    text = stating(SHORT, VAT)
    with libraries(tmp_path / "store", text) as (store, clock):
        clock.now = at("2018-05-09 09:00")
        hand_in(store, "2018-04", "80", text)
        with pytest.raises(ContractNotOver, match="from 1 June 2018"):
            final_account(ledger_of(store, CONTRACT))
        settle(store, "2018-04")
        clock.now = at("2018-06-07 09:00")
        hand_in(store, "2018-05", "95", text)
        opened = final_account(ledger_of(store, CONTRACT))
        assert (opened.state, opened.not_certified) == ("open", ("2018-05",))
        settle(store, "2018-05")
        # April £99,500.00 and May £100,000.00, with 20% VAT £239,400.00; all but £400.00 is paid.
        pay(store, "2018-05", 239_000_00, date(2018, 6, 7))
        due = final_account(ledger_of(store, CONTRACT))
        assert (due.certified, due.vat, due.balance, due.state) == (199_500_00, 39_900_00, 400_00, "to be settled")
        # April is counted again: its £500.00 come back, with £100.00 of VAT, on no statement.
        hand_in(store, "2018-04", "95", text)
        corrected = final_account(ledger_of(store, CONTRACT))
        assert (corrected.to_adjust, corrected.vat_to_adjust, corrected.balance) == (500_00, 100_00, 1_000_00)
        assert comes(store, "2018-04") == ("In the final account, on no statement", 500_00)
        assert account(store, "2018-05").adjusts == (
            "Certified months come to +£500.00 on what is known now, on no statement; the final account carries it."
        )
        pay(store, "2018-05", 1_000_00, date(2018, 6, 7), "INV-2")
        settled = final_account(ledger_of(store, CONTRACT))
        assert (settled.balance, settled.state) == (0, "settled")


def comes(store: Store, month: str) -> tuple[str, int]:
    """Where the rest of what a certified month comes to now comes, in the words of its bridge, and how much it is."""
    found = show_bridge(store, OFFICER, BridgeAsked(contract=CONTRACT, month=month))
    return found.comes, found.to_adjust


def test_the_next_statement_adjusts_while_there_is_one(tmp_path: Path) -> None:
    with libraries(tmp_path / "store", SHORT) as (store, clock):
        clock.now = at("2018-05-09 09:00")
        hand_in(store, "2018-04", "80", SHORT)
        settle(store, "2018-04")
        hand_in(store, "2018-04", "95", SHORT)
        assert comes(store, "2018-04") == ("Comes on the next statement", 500_00)


@pytest.mark.parametrize(("waived", "corrected", "disputed"), [(500_00, "80", 0), (200_00, "80", 300_00), (0, "95", 0)])
def test_what_was_given_back_is_not_paid_as_disputed_too(
    waived: int, corrected: str, disputed: int, tmp_path: Path
) -> None:
    # April takes off £500.00, which the provider disputes and the contract pays meanwhile; nobody records how it ended.
    text = agreed_text(meanwhile="pay").replace("last_day: 2020-03-31", "last_day: 2018-05-31")
    with libraries(tmp_path / "store", text) as (store, clock):
        clock.now = at("2018-05-09 09:00")
        hand_in(store, "2018-04", "80", text)
        send(store, "2018-04")
        reply(store, "2018-04", "agreed")
        reply(store, "2018-04", "disputed", 2, "Closures.")
        assert certify(store, "2018-04").payable == FEE
        pay(store, "2018-04", FEE, date(2018, 5, 9))
        if waived:
            decided(store, "2018-04", 2, waived)
        else:
            hand_in(store, "2018-04", corrected, text)
        clock.now = at("2018-06-07 09:00")
        hand_in(store, "2018-05", "95", text)
        settle(store, "2018-05")
        back = 500_00 - disputed
        kept = account(store, "2018-05")
        assert [(each.due, each.outstanding) for each in kept.payments] == [
            (FEE - back, -back),
            (FEE + back, FEE + back),
        ]
        assert (kept.disputed, [each.disputed for each in kept.lines]) == (disputed, [disputed, 0])
        ending = final_account(ledger_of(store, CONTRACT))
        assert (ending.disputed, ending.state) == (disputed, "open" if disputed else "to be settled")


@pytest.mark.parametrize(("meanwhile", "payable", "left"), [("pay", FEE, -500_00), ("hold", FEE - 500_00, 0)])
def test_the_final_account_is_open_while_a_dispute_is(meanwhile: str, payable: int, left: int, tmp_path: Path) -> None:
    # May, the only statement here and the last, takes off £500.00, which the provider disputes.
    text = agreed_text(meanwhile=meanwhile).replace("last_day: 2020-03-31", "last_day: 2018-05-31")
    with libraries(tmp_path / "store", text) as (store, clock):
        clock.now = at("2018-06-07 09:00")
        hand_in(store, "2018-05", "80", text)
        send(store, "2018-05")
        reply(store, "2018-05", "agreed")
        reply(store, "2018-05", "disputed", 2, "The catalogue was down.")
        assert certify(store, "2018-05").payable == payable
        pay(store, "2018-05", payable, date(2018, 6, 7))
        # What is paid while the dispute lasts is not owed back yet, and what is held is not settled.
        opened = final_account(ledger_of(store, CONTRACT))
        assert (opened.state, opened.disputed, opened.balance) == ("open", 500_00, left)
        assert opened.words == "The account is open: £500.00 of deductions for May 2018 is in dispute."
        determine(store, "2018-05", 2, "stands")
        ended = final_account(ledger_of(store, CONTRACT))
        assert (ended.state, ended.balance) == ("to be settled" if left else "settled", left)


def test_months_before_the_first_certified_one_were_settled_elsewhere(tmp_path: Path) -> None:
    with libraries(tmp_path / "store", SHORT) as (store, clock):
        clock.now = at("2018-05-09 09:00")
        hand_in(store, "2018-04", "80", SHORT)
        clock.now = at("2018-06-05 09:00")
        hand_in(store, "2018-05", "80", SHORT)
        # As long as none is certified, both accrue £100,000.00 less £500.00, and both are missing.
        assert account(store, "2018-05").accrued == 199_000_00
        assert final_account(ledger_of(store, CONTRACT)).not_certified == ("2018-04", "2018-05")
        settle(store, "2018-05")
        # May is the first that is certified here: nothing of April is accrued, and the account waits for none of it.
        kept = account(store, "2018-05")
        assert [(each.month, each.state, each.net) for each in kept.lines] == [("2018-05", "certified", 99_500_00)]
        assert (kept.accrued, kept.certified, kept.outstanding) == (0, 99_500_00, 99_500_00)
        assert (account(store, "2018-04").lines, account(store, "2018-04").payments) == ((), ())
        pay(store, "2018-05", 99_500_00, date(2018, 6, 5))
        found = final_account(ledger_of(store, CONTRACT))
        assert (found.not_certified, found.balance, found.state) == ((), 0, "settled")


VARIATIONS = """variations:
  - {ref: V1, title: A cheaper point, signed: 2018-05-01, effective: 2018-05, known: 2018-05-01, replaces: this entry,
     changes: {deductions.point.pounds: £60.00}}
  - {ref: V2, title: A dearer point, signed: 2018-05-10, effective: 2018-05, known: 2018-05-10, replaces: this entry,
     changes: {deductions.point.pounds: £80.00}}
"""


def test_the_variation_register_adds_up(tmp_path: Path) -> None:
    text = agreed_text() + VARIATIONS
    with libraries(tmp_path / "store", agreed_text()) as (store, clock):
        clock.now = at("2018-05-09 09:00")
        hand_in(store, "2018-04", "80", agreed_text())
        clock.now = at("2018-06-07 09:00")
        record_contract(store, OFFICER, ContractAsked(file_name="fenland.yaml", text=text))
        hand_in(store, "2018-05", "80", text)
        found = show_variations(store, OFFICER, VariationsAsked(contract=CONTRACT, month="2018-05"))
        # May's five points: £500.00 at first, £300.00 by the first variation, £400.00 by the second. April stays.
        assert [(each.ref, each.pence) for each in found.entries] == [("V1", 200_00), ("V2", -100_00)]
        assert found.pence == 100_00
        earlier = show_variations(store, OFFICER, VariationsAsked(contract=CONTRACT, month="2018-04"))
        assert earlier.pence == 0
