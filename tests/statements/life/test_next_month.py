"""A contract that prices a failure with the next month's charge: May's statement has April's failures and no others.

So it waits for April's figures alone, and nothing that comes for May touches it. A failure costs £500.00.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from contracts import months
from contracts.loading import load
from contracts.shares import Guarantee
from contracts.terms.reads import last_read
from statements.files import FileAsked, FileReport, check_file
from statements.ledgers import ledger_of
from statements.life import refusals
from statements.operations import StatementAsked, draft_statement
from store.session import Store
from tests.statements.fenland import CONTRACT, FEE, OFFICER, Clock, at, returned, sent, stating
from tests.statements.life.libraries import (
    AGREED,
    COLLEAGUE,
    NOTICE,
    agreed_text,
    certify,
    libraries,
    relieve,
    reply,
    send,
    settle,
    shown,
    statement,
)
from tests.statements.test_unit_prices import PRICES

NEXT = agreed_text().replace("priced: the month's own charge", "priced: the next month's charge")
JUNE_1, JUNE_5, JUNE_8 = "2018-06-01 09:00", "2018-06-05 09:00", "2018-06-08 09:00"
GUARANTEE = Guarantee(
    id="saved",
    title="Savings guaranteed",
    fund="general fund",
    vat="standard",
    nature="debt",
    reported="of each period",
    missing="£0.00",
    prices_of="not indexed",
    clause="2.8",
    savings="F2",
    profile={"2018-06": "£10.00"},
    savings_are="beside the price",
    shortfall="recovered",
    caught_up="returned",
)


@contextmanager
def next_month(folder: Path, text: str = NEXT) -> Iterator[tuple[Store, Clock]]:
    """April failed by F1, and its statement, which has no failure, is certified; it is the first of June."""
    with libraries(folder / "store", text) as (store, clock):
        clock.now = at("2018-05-03 09:00")
        hand_in(store, "2018-04", "80", text)
        settle(store, "2018-04")
        clock.now = at(JUNE_1)
        yield store, clock


def hand_in(store: Store, month: str, filled: str, text: str = NEXT, shut: str = "4") -> None:
    content = returned(month, filled, shut, text=text)
    assert sent(store, content, because="Counted again.").became == "accepted"


def test_the_first_statement_has_no_failure_to_wait_for(tmp_path: Path) -> None:
    with libraries(tmp_path / "store", NEXT) as (store, clock):
        clock.now = at("2018-05-01 09:00")
        settle(store, "2018-04")
        assert (statement(store, "2018-04").state, statement(store, "2018-04").net) == ("certified", FEE)


def test_a_statement_waits_for_no_figure_of_its_own_month(tmp_path: Path) -> None:
    with next_month(tmp_path) as (store, _):
        send(store, "2018-05")
        may = statement(store, "2018-05")
        assert [(line.measured, line.amount) for line in may.lines if line.indicator] == [("2018-04", -500_00)]
        assert (may.net, shown(store, "2018-05").state) == (FEE - 500_00, "with provider")


def test_a_time_for_notice_that_is_over_before_the_return_is_due_can_be_kept(tmp_path: Path) -> None:
    # May's return is due by 7 June; notice of what May's statement takes off by 4 June, two working days from 31 May.
    text = stating(NEXT, NOTICE.replace("within: 10", "within: 2"))
    with next_month(tmp_path, text) as (store, _):
        assert (shown(store, "2018-05").lapses, send(store, "2018-05").lapses) == (0, 0)
        assert statement(store, "2018-05").deducted == 500_00


def test_what_it_has_is_waited_for_and_named_with_its_month(tmp_path: Path) -> None:
    text = NEXT.replace("working_days: 5", "working_days: 30")
    with libraries(tmp_path / "store", text) as (store, clock):
        clock.now = at(JUNE_1)
        with pytest.raises(refusals.StillAwaited, match="F1 and F2 may still be reported for April 2018"):
            send(store, "2018-05")


def test_the_last_statement_comes_after_the_last_return(tmp_path: Path) -> None:
    text = NEXT.replace("last_day: 2020-03-31", "last_day: 2018-04-30")
    with next_month(tmp_path, text) as (store, _):
        settle(store, "2018-05")
        # The contract was over: no charge, and the failure is owed to nobody below nil.
        assert statement(store, "2018-05").net == 0
        with pytest.raises(refusals.AlreadyCertified):
            send(store, "2018-05")


def test_what_comes_for_its_own_month_leaves_a_statement_as_it_was_sent(tmp_path: Path) -> None:
    text = stating(NEXT, AGREED)
    with next_month(tmp_path, text) as (store, clock):
        send(store, "2018-05")
        sent_at = clock.now
        clock.now = at(JUNE_5)
        hand_in(store, "2018-05", "80", text)
        relieve(store, "F2", "2018-05")
        assert not shown(store, "2018-05").changed_since_sent
        reply(store, "2018-05", "agreed")
        certify(store, "2018-05", COLLEAGUE)
        # What was known when it was sent draws it again, word for word.
        before = draft_statement(
            store, OFFICER, StatementAsked(contract=CONTRACT, month="2018-05", as_known_on=sent_at)
        )
        assert (before.digest, before.lines) == (statement(store, "2018-05").digest, statement(store, "2018-05").lines)
        clock.now = at("2018-07-02 09:00")
        june = statement(store, "2018-06")
        assert (june.deducted, june.adjusted, june.net) == (500_00, 0, FEE - 500_00)


@pytest.mark.parametrize("what", ["return", "relief"])
def test_what_comes_for_the_month_before_puts_the_draft_out_of_date(tmp_path: Path, what: str) -> None:
    text = stating(NEXT, AGREED)
    with next_month(tmp_path, text) as (store, clock):
        send(store, "2018-05")
        clock.now = at(JUNE_5)
        if what == "return":
            # It fails as it did: May's lines stay, but May rests on April.
            hand_in(store, "2018-04", "79", text)
        else:
            relieve(store, "F2", "2018-04")
        assert shown(store, "2018-05").changed_since_sent


def test_a_correction_of_april_is_put_right_once_may_is_certified(tmp_path: Path) -> None:
    with next_month(tmp_path) as (store, clock):
        settle(store, "2018-05")
        clock.now = at(JUNE_8)
        hand_in(store, "2018-05", "80")
        hand_in(store, "2018-04", "95")
        clock.now = at("2018-07-02 09:00")
        # May was certified less £500.00, which comes back; May's own failure is June's £500.00.
        june = statement(store, "2018-06")
        assert (june.deducted, june.adjusted, june.net) == (500_00, 500_00, FEE)
        assert [line.measured for line in june.lines if line.kind == "adjustment"] == ["2018-05"]
        settle(store, "2018-06")
        assert sum(each.net for each in ledger_of(store, CONTRACT).frozen.certified.values()) == 3 * FEE - 500_00


def test_a_late_return_stands_with_the_failures_of_its_month(tmp_path: Path) -> None:
    late = '{per: return, additional: yes, late: {2018-04: £20.00}, missing: {2018-04: £50.00}, clause: "7.3"}'
    text = NEXT.replace("reporting_failure: none", f"reporting_failure: {late}")
    with next_month(tmp_path, text) as (store, clock):
        settle(store, "2018-05")
        clock.now = at(JUNE_8)
        # May's came after 7 June at 17:00: it is on June's statement, and adjusts nothing.
        hand_in(store, "2018-05", "95", text)
        clock.now = at("2018-07-02 09:00")
        june = statement(store, "2018-06")
        assert [(line.kind, line.measured, line.amount) for line in june.lines[1:]] == [
            ("reporting", "2018-05", -20_00)
        ]
        assert statement(store, "2018-05").deducted == 500_00


def test_what_the_month_itself_pays_for_is_waited_for_and_no_more(tmp_path: Path) -> None:
    text = stating(NEXT, PRICES)
    with next_month(tmp_path, text) as (store, clock):
        with pytest.raises(refusals.StillAwaited, match=r"^F2 may still be reported for May 2018"):
            send(store, "2018-05")
        # F1 is left for later: May's statement does not have it.
        hand_in(store, "2018-05", "", text, "8")
        send(store, "2018-05")
        # Eight days at £10.00, less April's failure.
        assert statement(store, "2018-05").net == FEE + 80_00 - 500_00
        clock.now = at(JUNE_5)
        hand_in(store, "2018-05", "95", text, "9")
        assert shown(store, "2018-05").changed_since_sent


@pytest.mark.parametrize(
    ("text", "guarantees", "month", "read"),
    [
        (NEXT, (), "2018-05", ["2018-04", "2018-04"]),
        (stating(NEXT, PRICES), (), "2018-05", ["2018-04", "2018-05"]),
        # It is settled in June: no other statement has a line of it.
        (NEXT, (GUARANTEE,), "2018-05", ["2018-04", "2018-04"]),
        (NEXT, (GUARANTEE,), "2018-06", ["2018-05", "2018-06"]),
        (agreed_text(), (), "2018-05", ["2018-05", "2018-05"]),
    ],
)
def test_the_last_month_of_which_a_statement_reads_a_figure(
    text: str, guarantees: tuple[Guarantee, ...], month: str, read: list[str]
) -> None:
    agreed = load(text, "fenland.yaml").contract.model_copy(update={"guarantees": guarantees})
    assert [months.label(last_read(agreed, months.parse(month), [one])) for one in agreed.indicators] == read


def test_a_return_is_told_of_the_payment_that_prices_it(tmp_path: Path) -> None:
    with next_month(tmp_path) as (store, clock):
        settle(store, "2018-05")
        clock.now = at(JUNE_5)
        # May's is no correction of May's certified statement: it takes £500.00 off June's.
        told = check(store, returned("2018-05", "80", text=NEXT))
        assert (told.payment, told.net_before, told.net_after) == ("2018-06", FEE, FEE - 500_00)
        assert told.adjusted_in is None
        # April's is: May's statement took £500.00 off for it.
        told = check(store, returned("2018-04", "95", text=NEXT))
        assert (told.payment, told.net_before, told.net_after) == ("2018-05", FEE - 500_00, FEE)
        assert told.adjusted_in == "2018-06"


def test_a_return_for_a_month_that_is_certified_without_it_corrects_nothing_before_that_is_paid(tmp_path: Path) -> None:
    with next_month(tmp_path) as (store, _):
        # April's own statement is certified, and its failures are those of May's, which is open.
        told = check(store, returned("2018-04", "95", text=NEXT))
        assert (told.payment, told.net_before, told.net_after) == ("2018-05", FEE - 500_00, FEE)
        assert told.adjusted_in is None


def test_a_return_that_changes_what_its_own_month_pays_is_told_of_that(tmp_path: Path) -> None:
    text = stating(NEXT, PRICES)
    with next_month(tmp_path, text) as (store, clock):
        hand_in(store, "2018-05", "", text, "8")
        settle(store, "2018-05")
        clock.now = at(JUNE_5)
        # A ninth day, at £7.50.
        told = check(store, returned("2018-05", "95", "9", text=text))
        before = FEE + 80_00 - 500_00
        assert (told.payment, told.net_before, told.net_after) == ("2018-05", before, before + 7_50)
        assert told.adjusted_in == "2018-06"
        # With F1's figure alone May pays what it paid, and nothing of it is put right.
        told = check(store, returned("2018-05", "80", "8", text=text))
        assert (told.payment, told.adjusted_in) == ("2018-06", None)


def check(store: Store, content: bytes) -> FileReport:
    """What a return would do, with a reason for what asks for one."""
    reasons = {f"{code} {of}": "So it was." for code in ("I04", "I10", "I12", "I13") for of in ("F1", "F2")}
    asked = FileAsked.model_construct(file_name="return.csv", content=content, reasons=reasons)
    return check_file(store, OFFICER, asked)
