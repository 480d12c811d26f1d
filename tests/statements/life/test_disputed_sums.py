"""What is paid while a dispute lasts: no more than the line still takes, and never twice, by sums done by hand.

April fails by £500.00 of £100,000.00, the provider disputes it, and the contract pays it meanwhile.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from statements.ledgers import ledger_of
from statements.life.final import final_account
from statements.life.interest import interest_to_state
from statements.life.shown import LifeShown
from store.session import Store
from tests.statements.fenland import CONTRACT, FEE, at, stating
from tests.statements.life.libraries import (
    COLLEAGUE,
    DUE,
    INTEREST,
    account,
    agreed_text,
    certify,
    decided,
    libraries,
    pay,
    reply,
    send,
    shown,
)
from tests.statements.life.test_accounts import hand_in, two_funds

PAID = agreed_text(meanwhile="pay")
SHORT = PAID.replace("last_day: 2020-03-31", "last_day: 2018-05-31")
APRIL, MAY, JUNE = "2018-05-09 09:00", "2018-06-07 09:00", "2018-07-06 09:00"


def dispute(store: Store, month: str, *lines: int) -> LifeShown:
    """Have a month certified with some of its lines in dispute."""
    send(store, month)
    reply(store, month, "agreed")
    for line in lines:
        reply(store, month, "disputed", line, "No.")
    return certify(store, month, COLLEAGUE)


@contextmanager
def april_disputed(folder: Path, text: str = PAID, waived: int = 0) -> Iterator[Store]:
    """April certified, with so much of its second line waived before, and the line in dispute."""
    with libraries(folder / "store", text) as (store, clock):
        clock.now = at(APRIL)
        hand_in(store, "2018-04", "80", text)
        if waived:
            decided(store, "2018-04", 2, waived)
        dispute(store, "2018-04", 2)
        yield store


# £200.00 were waived before: £300.00 are disputed, and the whole fee is paid. Then that becomes another sum.
@pytest.mark.parametrize(("later", "disputed", "payable"), [(50_00, 300_00, 0), (350_00, 150_00, -150_00)])
def test_another_waiver_in_place_of_the_one_before(later: int, disputed: int, payable: int, tmp_path: Path) -> None:
    with april_disputed(tmp_path, waived=200_00) as store:
        assert (shown(store, "2018-04").disputed, shown(store, "2018-04").payable) == (300_00, FEE)
        decided(store, "2018-04", 2, later)
        now = shown(store, "2018-04")
        assert (now.disputed, now.payable) == (disputed, FEE + payable)


def test_a_draft_that_is_corrected_leaves_nothing_in_dispute(tmp_path: Path) -> None:
    with libraries(tmp_path / "store", PAID) as (store, clock):
        clock.now = at(APRIL)
        hand_in(store, "2018-04", "80", PAID)
        send(store, "2018-04")
        reply(store, "2018-04", "disputed", 2, "No.")
        assert account(store, "2018-04").disputed == 500_00
        hand_in(store, "2018-04", "95", PAID)
        assert account(store, "2018-04").disputed == 0


def test_what_is_earned_back_is_not_paid_as_disputed_too(tmp_path: Path) -> None:
    text = PAID.replace(
        "earn_back: none\n",
        "earn_back: {withheld: [performance], indicators: all, share: 100%, after: 1, counts_as_at_target: [reported],"
        ' expires_after: none, restores_headroom: no, clause: "9"}\n',
    )
    with libraries(tmp_path / "store", text) as (store, clock):
        clock.now = at(APRIL)
        hand_in(store, "2018-04", "80", text)
        assert dispute(store, "2018-04", 2).payable == FEE
        clock.now = at(MAY)
        hand_in(store, "2018-05", "95", text)
        dispute(store, "2018-05")
        assert [each.due for each in account(store, "2018-05").payments] == [FEE - 500_00, FEE + 500_00]


# £200,000.00 are deducted of £100,000.00, and £100,000.00 of them cannot be. What is waived was the first of those.
@pytest.mark.parametrize(("waived", "payable"), [(0, FEE), (50_000_00, FEE), (150_000_00, 50_000_00)])
def test_no_more_is_paid_meanwhile_than_the_month_lost(waived: int, payable: int, tmp_path: Path) -> None:
    with april_disputed(tmp_path, agreed_text(meanwhile="pay", point="£40,000.00")) as store:
        if waived:
            decided(store, "2018-04", 2, waived)
        assert shown(store, "2018-04").payable == payable


def test_a_line_of_several_funds_is_disputed_in_their_ratio(tmp_path: Path) -> None:
    # £200,000.00 are taken of two funds in the ratio of 4 to 1, and £100,000.00 waived.
    text = two_funds().replace("meanwhile: hold", "meanwhile: pay")
    with libraries(tmp_path / "store", text) as (store, clock):
        clock.now = at(APRIL)
        hand_in(store, "2018-04", "80", text)
        dispute(store, "2018-04", 3)
        decided(store, "2018-04", 3, 100_000_00)
        assert [each.disputed for each in account(store, "2018-04").lines] == [80_000_00, 20_000_00]


def test_what_is_brought_forward_is_disputed_by_fund(tmp_path: Path) -> None:
    # Of £125,000.00 April takes all, and May £60,000.00 and £15,000.00 more of the two funds: the second is disputed.
    text = two_funds().replace("meanwhile: hold", "meanwhile: pay")
    with libraries(tmp_path / "store", text) as (store, clock):
        clock.now = at(APRIL)
        hand_in(store, "2018-04", "80", text)
        dispute(store, "2018-04")
        clock.now = at(MAY)
        hand_in(store, "2018-05", "95", text)
        assert dispute(store, "2018-05", 4).payable == 65_000_00
        # £40,000.00 of April are waived: £28,000.00 and £7,000.00 are left to bring forward.
        decided(store, "2018-04", 3, 40_000_00)
        assert (shown(store, "2018-05").disputed, shown(store, "2018-05").payable) == (7_000_00, 57_000_00)


def test_a_payment_made_twice_bears_no_interest_whatever_was_waived(tmp_path: Path) -> None:
    text = stating(PAID, DUE + INTEREST)
    with libraries(tmp_path / "store", text) as (store, clock):
        clock.now = at(APRIL)
        hand_in(store, "2018-04", "80", text)
        decided(store, "2018-04", 2, 200_00)
        assert dispute(store, "2018-04", 2).payable == FEE
        pay(store, "2018-04", FEE, date(2018, 5, 9), "A")
        clock.now = at("2019-05-30 09:00")
        pay(store, "2018-04", FEE, date(2019, 5, 23), "Twice")
        assert not any(interest_to_state(ledger_of(store, CONTRACT)).values())


def test_what_was_waived_before_it_was_due_bears_none_in_the_final_account(tmp_path: Path) -> None:
    text = stating(SHORT, DUE + INTEREST)
    with libraries(tmp_path / "store", text) as (store, clock):
        clock.now = at(MAY)
        hand_in(store, "2018-05", "80", text)
        dispute(store, "2018-05", 2)
        decided(store, "2018-05", 2, 200_00)
        # Due by 21 June: £300.00 are still disputed, and £200.00 come with the final account.
        assert shown(store, "2018-05").payable == FEE - 200_00
        pay(store, "2018-05", FEE - 200_00, date(2018, 6, 7), "A")
        clock.now = at("2019-06-30 09:00")
        pay(store, "2018-05", 200_00, date(2019, 6, 21), "B")
        assert final_account(ledger_of(store, CONTRACT)).interest_to_state == 0
