"""Due dates and interest: what is paid late costs the one who pays late, and stands on the next statement."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from contracts.faults import ContractFileRefused
from contracts.life import InterestRule, PaymentRule
from contracts.loading import load
from contracts.months import parse
from statements.life.interest import due_on, interest_on, rate_on
from store.session import Store
from tests.statements.fenland import FEE, at, returned, sent, stating
from tests.statements.life.libraries import (
    DUE,
    INTEREST,
    account,
    agreed_text,
    certify,
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


def certified(store: Store, month: str, text: str, filled: str = "95") -> None:
    assert sent(store, returned(month, filled, text=text)).became == "accepted"
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
