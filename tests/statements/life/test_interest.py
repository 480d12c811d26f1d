"""Due dates and interest: what is paid late costs the one who pays late, and stands on the next statement."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from contracts.faults import ContractFileRefused
from contracts.life import InterestRule, PaymentRule
from contracts.loading import load
from contracts.months import parse
from statements.ledgers import ledger_of
from statements.life.final import FinalAccount, final_account
from statements.life.interest import due_on, interest_on, rate_on
from store.session import Store
from tests.statements.fenland import CONTRACT, FEE, Clock, at, returned, sent, stating
from tests.statements.life.libraries import (
    DUE,
    INTEREST,
    account,
    agreed_text,
    certify,
    determine,
    libraries,
    pay,
    reply,
    send,
    shown,
    statement,
)

RULE = InterestRule.model_validate(
    {
        "above_base_rate": "8",
        "base_rate": {"2018-04": "0.5", "2018-08": "0.75"},
        "fund": "general fund",
        "clause": "8.5",
    }
)


def test_the_base_rate_is_the_one_of_the_day() -> None:
    assert [rate_on(RULE, date(2018, 7, 31)), rate_on(RULE, date(2018, 8, 1))] == [Fraction("8.5"), Fraction("8.75")]


@pytest.mark.parametrize(
    ("pence", "due", "paid", "interest"),
    [
        # The due date itself is in time, the day after is one day: £36,500.00 x 8.5% ÷ 365 is £8.50 a day.
        (36_500_00, date(2018, 5, 23), date(2018, 5, 23), 0),
        (36_500_00, date(2018, 5, 23), date(2018, 5, 24), 8_50),
        (36_500_00, date(2018, 5, 23), date(2018, 6, 2), 85_00),
        (-36_500_00, date(2018, 5, 23), date(2018, 6, 2), -85_00),
        # Two days in July at 8.5% and two in August at 8.75%: £17.00 and £17.50.
        (36_500_00, date(2018, 7, 29), date(2018, 8, 2), 34_50),
        # A day on £200.00 is 4.657p, on £150.00 3.493p; half a penny of a provider's payment rounds away from nil.
        (200_00, date(2018, 5, 23), date(2018, 5, 24), 5),
        (150_00, date(2018, 5, 23), date(2018, 5, 24), 3),
        (-36_500_00 // 17 * 1, date(2018, 5, 23), date(2018, 5, 23), 0),
    ],
)
def test_interest_is_simple_and_rounded_once(pence: int, due: date, paid: date, interest: int) -> None:
    assert interest_on(RULE, pence, due, paid) == interest


@pytest.mark.parametrize(
    ("of", "after", "due"),
    [
        ("calendar days", "certification", date(2018, 5, 19)),
        # Ten working days after Wednesday 9 May; after 30 April with the bank holiday on 7 May between.
        ("working days", "certification", date(2018, 5, 23)),
        ("working days", "end of month", date(2018, 5, 15)),
    ],
)
def test_when_a_statement_is_due(of: str, after: str, due: date) -> None:
    rule = PaymentRule.model_validate({"within": "10", "of": of, "after": after, "clause": "8.4"})
    assert due_on(rule, parse("2018-04"), date(2018, 5, 9)) == due


@pytest.mark.parametrize("of", ["calendar days", "working days"])
def test_no_days_after_certification_are_that_day(of: str) -> None:
    rule = PaymentRule.model_validate({"within": "0", "of": of, "after": "certification", "clause": "8.4"})
    assert due_on(rule, parse("2018-04"), date(2018, 5, 9)) == date(2018, 5, 9)


def hand_in(store: Store, month: str, text: str, filled: str) -> None:
    assert sent(store, returned(month, filled, text=text), because="Counted again.").became == "accepted"


def certified(store: Store, month: str, text: str, filled: str = "95") -> None:
    hand_in(store, month, text, filled)
    send(store, month)
    reply(store, month, "agreed")
    certify(store, month)


def test_interest_on_two_late_payments_stands_on_the_next_statement_once(tmp_path: Path) -> None:
    text = stating(agreed_text(), DUE + INTEREST)
    with libraries(tmp_path / "store", text) as (store, clock):
        clock.now = at("2018-05-09 09:00")
        certified(store, "2018-04", text)
        assert (shown(store, "2018-04").due_on, shown(store, "2018-04").overdue) == (date(2018, 5, 23), False)
        clock.now = at("2018-05-24 09:00")
        assert shown(store, "2018-04").overdue
        # £36,500.00 ten days late is £85.00; the other £63,500.00 came in time.
        clock.now = at("2018-06-08 09:00")
        pay(store, "2018-04", 63_500_00, date(2018, 5, 23))
        pay(store, "2018-04", 36_500_00, date(2018, 6, 2), "INV-2")
        assert not shown(store, "2018-04").overdue
        assert account(store, "2018-05").interest_to_state == 85_00
        assert sent(store, returned("2018-05", "95", text=text)).became == "accepted"
        may = statement(store, "2018-05")
        assert [(line.kind, line.measured, line.amount) for line in may.lines[1:]] == [("interest", "2018-04", 85_00)]
        assert (may.adjusted, may.interest, may.net) == (0, 85_00, FEE + 85_00)
        assert sum(line.amount for line in may.lines) == may.net
        assert "£36,500.00 × (8.5% × 10 ÷ 365) → £85.00" in may.lines[1].sums[0].figures
        send(store, "2018-05")
        reply(store, "2018-05", "agreed")
        certify(store, "2018-05")
        assert statement(store, "2018-06").interest == 0
        kept = account(store, "2018-05")
        assert (kept.interest_to_state, kept.to_adjust) == (0, 0)
        assert [(line.interest, line.net) for line in kept.lines] == [(0, FEE), (85_00, FEE + 85_00)]


MAY_23, JUNE_1, JUNE_2, JUNE_11 = date(2018, 5, 23), date(2018, 6, 1), date(2018, 6, 2), date(2018, 6, 11)


@pytest.mark.parametrize(
    ("paid", "interest"),
    [
        # £100,000.00 are due by 23 May. Paid in time and then a second time, nothing was late; nor once it came back.
        ([(FEE, MAY_23), (FEE, JUNE_2)], 0),
        ([(FEE, MAY_23), (FEE, JUNE_2), (-FEE, JUNE_11)], 0),
        # Of £136,500.00 on 2 June, £36,500.00 were still to be paid: at £8.50 a day, ten days are £85.00.
        ([(63_500_00, MAY_23), (136_500_00, JUNE_2)], 85_00),
        # So it is whichever was recorded first; what was paid back to the authority takes none of it back.
        ([(136_500_00, JUNE_2), (63_500_00, MAY_23)], 85_00),
        ([(63_500_00, MAY_23), (136_500_00, JUNE_2), (-FEE, JUNE_11)], 85_00),
        # A payment of 2 June that was corrected never came: £36,500.00 are paid on 11 June, 19 days late, £161.50.
        ([(63_500_00, MAY_23), (36_500_00, JUNE_2), (-36_500_00, JUNE_2), (36_500_00, JUNE_11)], 161_50),
        ([(63_500_00, MAY_23), (36_600_00, JUNE_2), (-100_00, JUNE_2)], 85_00),
        # £36,500.00 went back on 1 June and came again on 11 June: the ten days between are £85.00.
        ([(FEE, MAY_23), (-36_500_00, JUNE_1), (36_500_00, JUNE_11)], 85_00),
        ([(FEE, MAY_23), (-36_500_00, JUNE_1)], 0),
    ],
)
def test_only_what_was_still_due_bears_interest(paid: list[tuple[int, date]], interest: int, tmp_path: Path) -> None:
    text = stating(agreed_text(), DUE + INTEREST)
    with libraries(tmp_path / "store", text) as (store, clock):
        clock.now = at("2018-05-09 09:00")
        certified(store, "2018-04", text)
        clock.now = at("2018-06-11 09:00")
        for number, (pence, on) in enumerate(paid):
            pay(store, "2018-04", pence, on, f"INV-{number}")
        assert account(store, "2018-05").interest_to_state == interest


def test_a_provider_that_refunds_late_pays_interest_on_what_was_due_alone(tmp_path: Path) -> None:
    owed = agreed_text(point="£40,000.00").replace("net_below_zero: nil", "net_below_zero: owed")
    text = stating(owed, DUE + INTEREST)
    with libraries(tmp_path / "store", text) as (store, clock):
        clock.now = at("2018-05-09 09:00")
        # April's failure costs £200,000.00 of £100,000.00: the provider has to pay £100,000.00 by 23 May.
        certified(store, "2018-04", text, "80")
        clock.now = at("2018-06-11 09:00")
        pay(store, "2018-04", -63_500_00, MAY_23)
        pay(store, "2018-04", -136_500_00, JUNE_2, "INV-2")
        assert account(store, "2018-05").interest_to_state == -85_00
        pay(store, "2018-04", FEE, JUNE_11, "INV-3")
        assert account(store, "2018-05").interest_to_state == -85_00


def test_interest_on_a_statement_bears_none_itself(tmp_path: Path) -> None:
    text = stating(agreed_text(), DUE + INTEREST)
    with libraries(tmp_path / "store", text) as (store, clock):
        clock.now = at("2018-05-09 09:00")
        certified(store, "2018-04", text)
        clock.now = at("2018-06-08 09:00")
        pay(store, "2018-04", 63_500_00, MAY_23)
        pay(store, "2018-04", 36_500_00, JUNE_2)
        certified(store, "2018-05", text)
        assert statement(store, "2018-05").net == FEE + 85_00
        # May is due by 22 June and paid ten days late. Without its £85.00, £100,000.00 x 8.5% x 10 ÷ 365 = £232.876.
        clock.now = at("2018-07-06 09:00")
        pay(store, "2018-05", FEE + 85_00, date(2018, 7, 2))
        assert account(store, "2018-06").interest_to_state == 232_88
        hand_in(store, "2018-06", text, "95")
        (line,) = (line for line in statement(store, "2018-06").lines if line.kind == "interest")
        assert [each.figures for each in line.sums] == ["£100,000.00 × (8.5% × 10 ÷ 365) → £232.88"]


def test_what_is_set_off_as_interest_lowers_what_is_due(tmp_path: Path) -> None:
    owed = agreed_text(point="£40,000.00").replace("net_below_zero: nil", "net_below_zero: owed")
    text = stating(owed, DUE + INTEREST)
    with libraries(tmp_path / "store", text) as (store, clock):
        clock.now = at("2018-05-09 09:00")
        certified(store, "2018-04", text, "80")
        clock.now = at("2018-06-08 09:00")
        pay(store, "2018-04", -63_500_00, MAY_23)
        pay(store, "2018-04", -36_500_00, JUNE_2)
        certified(store, "2018-05", text)
        # The provider's £85.00 come off May. £99,915.00 ten days late: x 8.5% x 10 ÷ 365 = £232.678; no more was due.
        clock.now = at("2018-07-06 09:00")
        pay(store, "2018-05", FEE - 85_00, date(2018, 7, 2))
        pay(store, "2018-05", 85_00, date(2018, 7, 3))
        assert account(store, "2018-06").interest_to_state == 232_68


def disputed_april(store: Store, clock: Clock, text: str) -> None:
    """April is certified at £99,500.00, and the £500.00 taken off it are in dispute."""
    clock.now = at("2018-05-09 09:00")
    hand_in(store, "2018-04", text, "80")
    send(store, "2018-04")
    reply(store, "2018-04", "agreed")
    reply(store, "2018-04", "disputed", 2, "Closures.")
    certify(store, "2018-04")


def test_a_disputed_sum_that_is_paid_meanwhile_was_due(tmp_path: Path) -> None:
    text = stating(agreed_text(meanwhile="pay"), DUE + INTEREST)
    with libraries(tmp_path / "store", text) as (store, clock):
        disputed_april(store, clock, text)
        # £99,500.00 and the disputed £500.00, ten days late: £232.876 on both. That it stands is decided only later.
        clock.now = at("2018-06-11 09:00")
        pay(store, "2018-04", FEE, JUNE_2)
        assert account(store, "2018-05").interest_to_state == 232_88
        determine(store, "2018-04", 2, "stands")
        assert account(store, "2018-05").interest_to_state == 232_88
        # It goes back, and is none of what was paid late.
        pay(store, "2018-04", -500_00, JUNE_11)
        assert account(store, "2018-05").interest_to_state == 232_88


def test_a_disputed_sum_is_not_due_once_the_dispute_has_ended(tmp_path: Path) -> None:
    text = stating(agreed_text(meanwhile="pay"), DUE + INTEREST)
    with libraries(tmp_path / "store", text) as (store, clock):
        disputed_april(store, clock, text)
        clock.now = at("2018-06-11 09:00")
        determine(store, "2018-04", 2, "stands")
        # £99,500.00 19 days late: x 8.5% x 19 ÷ 365 = £440.253. The £500.00 on top were no longer due.
        pay(store, "2018-04", 99_500_00, JUNE_11)
        pay(store, "2018-04", 500_00, JUNE_11, "INV-2")
        assert account(store, "2018-05").interest_to_state == 440_25


def ended(store: Store, clock: Clock, text: str) -> None:
    """April is the only month: £100,000.00 due by 18 May. In October it is counted again and costs £500.00."""
    clock.now = at("2018-05-04 09:00")
    certified(store, "2018-04", text)
    clock.now = at("2018-10-01 09:00")


ONE_MONTH = stating(agreed_text(), DUE + INTEREST).replace("last_day: 2020-03-31", "last_day: 2018-04-30")


def final(store: Store) -> FinalAccount:
    return final_account(ledger_of(store, CONTRACT))


def test_the_final_balance_has_no_due_day_and_bears_no_interest(tmp_path: Path) -> None:
    with libraries(tmp_path / "store", ONE_MONTH) as (store, clock):
        ended(store, clock, ONE_MONTH)
        pay(store, "2018-04", FEE, date(2018, 5, 15))
        hand_in(store, "2018-04", ONE_MONTH, "80")
        assert (final(store).balance, final(store).state) == (-500_00, "to be settled")
        clock.now = at("2018-10-02 09:00")
        pay(store, "2018-04", -500_00, date(2018, 10, 2), "Refund")
        assert (final(store).interest_to_state, final(store).balance, final(store).state) == (0, 0, "settled")
        # April itself was paid: what went back is of the final account, and nothing of it is overdue.
        assert (shown(store, "2018-04").state, shown(store, "2018-04").overdue) == ("paid", False)
        assert [each.overdue for each in account(store, "2018-04").payments] == [False]
        # April is counted once more and costs nothing: the £500.00 go to the provider again.
        clock.now = at("2018-11-05 09:00")
        hand_in(store, "2018-04", ONE_MONTH, "96")
        assert final(store).balance == 500_00
        assert (shown(store, "2018-04").state, shown(store, "2018-04").overdue) == ("paid", False)
        pay(store, "2018-04", 500_00, date(2018, 11, 5), "Final balance")
        assert (final(store).interest_to_state, final(store).balance, final(store).state) == (0, 0, "settled")


def test_what_the_final_account_sets_off_is_not_open_on_the_last_statement(tmp_path: Path) -> None:
    with libraries(tmp_path / "store", ONE_MONTH) as (store, clock):
        ended(store, clock, ONE_MONTH)
        hand_in(store, "2018-04", ONE_MONTH, "80")
        # £99,499.99 of £99,500.00 leave a penny open; with it the whole balance is paid.
        assert final(store).balance == 99_500_00
        pay(store, "2018-04", 99_499_99, date(2018, 5, 15))
        assert (shown(store, "2018-04").state, shown(store, "2018-04").overdue) == ("part paid", True)
        pay(store, "2018-04", 1, date(2018, 5, 16))
        assert (final(store).balance, final(store).state) == (0, "settled")
        assert (shown(store, "2018-04").state, shown(store, "2018-04").overdue) == ("paid", False)


def test_what_was_paid_late_on_the_last_statement_bears_interest_in_the_final_account(tmp_path: Path) -> None:
    with libraries(tmp_path / "store", ONE_MONTH) as (store, clock):
        ended(store, clock, ONE_MONTH)
        # £100,000.00 ten days late: £232.876. Its payment bears none, nor does the £500.00 that goes back.
        pay(store, "2018-04", FEE, date(2018, 5, 28))
        assert final(store).balance == 232_88
        pay(store, "2018-04", 232_88, date(2018, 10, 1), "Interest")
        assert (final(store).interest_to_state, final(store).balance, final(store).state) == (232_88, 0, "settled")
        hand_in(store, "2018-04", ONE_MONTH, "80")
        pay(store, "2018-04", -500_00, date(2018, 10, 1), "Refund")
        assert (final(store).interest_to_state, final(store).balance, final(store).state) == (232_88, 0, "settled")


def test_a_payment_recorded_by_mistake_takes_its_interest_back(tmp_path: Path) -> None:
    text = stating(agreed_text(), DUE + INTEREST)
    with libraries(tmp_path / "store", text) as (store, clock):
        clock.now = at("2018-05-09 09:00")
        certified(store, "2018-04", text)
        clock.now = at("2018-06-08 09:00")
        pay(store, "2018-04", 36_500_00, date(2018, 6, 2))
        pay(store, "2018-04", -36_500_00, date(2018, 6, 2), "Correction")
        assert account(store, "2018-05").interest_to_state == 0


def test_without_a_rule_nothing_is_due_and_nothing_bears_interest(tmp_path: Path) -> None:
    text = agreed_text()
    with libraries(tmp_path / "store", text) as (store, clock):
        clock.now = at("2018-05-09 09:00")
        certified(store, "2018-04", text)
        clock.now = at("2018-08-08 09:00")
        pay(store, "2018-04", FEE, date(2018, 8, 8))
        assert shown(store, "2018-04").due_on is None
        assert account(store, "2018-05").interest_to_state == 0


@pytest.mark.parametrize(
    ("rules", "line"),
    [
        (INTEREST, "payment together with “interest”"),
        (DUE + '  interest: {above_base_rate: 8, fund: general fund, clause: "8.5"}\n', "“base_rate”"),
        (DUE + INTEREST.replace("2018-04", "2018-06"), "what holds from 2018-04"),
        (DUE + INTEREST.replace("0.5", "-0.5"), "expected 0 or more"),
    ],
)
def test_interest_without_a_stated_base_rate_is_refused(rules: str, line: str) -> None:
    with pytest.raises(ContractFileRefused, match=line):
        load(stating(agreed_text(), rules), "fenland.yaml")
