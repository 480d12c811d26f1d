"""Relief for a certified month, decided after the next one was certified too: what becomes of that one's run."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from contracts.loading import load
from contracts.months import Month
from statements import drafting
from statements.first_known import known
from statements.ledgers import ledger_of
from statements.life.operations import BridgeAsked, show_bridge
from statements.lines import lines_of
from store.relief import Relief
from store.session import Store
from tests.statements.fenland import CONTRACT, FEE, OFFICER, at, month_of, returned, sent, stating
from tests.statements.life.libraries import (
    AGREED,
    agreed_text,
    certify,
    libraries,
    relieve,
    reply,
    send,
    statement,
)

REPEAT = (
    "repeat: {multiplier: 2, from: second failure, new_contract_year: continues the run, "
    'changed_definition: continues the run, clause: "7.2"}'
)
APRIL, MAY, JUNE = "2018-04", "2018-05", "2018-06"


def contract(reprices: str) -> str:
    relief = AGREED.replace("later_relief_reprices: yes", f"later_relief_reprices: {reprices}")
    text = stating(agreed_text(), relief)
    return text.replace("repeat: none", REPEAT)


@contextmanager
def two_certified(folder: Path, reprices: str) -> Iterator[Store]:
    """April and May fail by F1 and are certified; then April's F1 is excused, and June, which fails too, is there."""
    text = contract(reprices)
    with libraries(folder, text) as (store, clock):
        for month, when in ((APRIL, "2018-05-09"), (MAY, "2018-06-08")):
            clock.now = at(f"{when} 09:00")
            assert sent(store, returned(month, "80", text=text)).became == "accepted"
            send(store, month)
            reply(store, month, "agreed")
            certify(store, month)
        clock.now = at("2018-07-09 09:00")
        relieve(store, "F1", APRIL)
        assert sent(store, returned(JUNE, "80", text=text)).became == "accepted"
        yield store


def bridged(store: Store, month: str) -> tuple[int, int, int, int]:
    found = show_bridge(store, OFFICER, BridgeAsked(contract=CONTRACT, month=month))
    assert (found.data_revised, found.variation, found.decisions) == (0, 0, 0)
    return found.certified, found.relief, found.now, found.to_adjust


@pytest.fixture(scope="module")
def left_alone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with two_certified(tmp_path_factory.mktemp("left-alone"), "no") as store:
        yield store


def test_the_excused_month_gives_back_and_the_next_one_stays(left_alone: Store) -> None:
    # Five points of £100.00: £500.00 in April, and twice that in May, the second failure of its run.
    assert statement(left_alone, APRIL).net == FEE - 500_00
    assert statement(left_alone, MAY).net == FEE - 1_000_00
    assert bridged(left_alone, APRIL) == (FEE - 500_00, 500_00, FEE, 500_00)
    assert bridged(left_alone, MAY) == (FEE - 1_000_00, 0, FEE - 1_000_00, 0)


def test_the_adjustment_is_of_the_excused_month_alone(left_alone: Store) -> None:
    june = statement(left_alone, JUNE)
    adjusted = [(line.measured, line.amount) for line in june.lines if line.kind == "adjustment"]
    assert adjusted == [(APRIL, 500_00)]
    # June is not certified and sees April excused: May is the first failure, June the second.
    assert (june.deducted, june.net) == (1_000_00, FEE - 1_000_00 + 500_00)
    assert sum(line.amount for line in june.lines) == june.net


def test_the_working_says_why_the_run_stays(left_alone: Store) -> None:
    ledger = ledger_of(left_alone, CONTRACT)
    said = {
        month: [line.words for line in lines_of(ledger, month_of(month)) if line.kind == "repeat"]
        for month in (MAY, JUNE)
    }
    stays = "Earlier months count in this run with the relief that was agreed by 8 June 2018, when the statement was"
    assert stays in said[MAY][0]
    assert "(clause 3.9)" in said[MAY][0]
    assert "later relief" not in said[JUNE][0]


def test_before_the_decision_nothing_was_seen_otherwise(left_alone: Store) -> None:
    before = ledger_of(left_alone, CONTRACT, at("2018-07-09 08:59"))
    assert before.frozen.first_known == {}
    assert {month: len(seen) for month, seen in ledger_of(left_alone, CONTRACT).frozen.first_known.items()} == {
        month_of(MAY): 0
    }


def test_where_later_relief_reprices_the_next_month_gives_back_too(tmp_path: Path) -> None:
    with two_certified(tmp_path, "yes") as store:
        # May is the first failure of its run now, and costs £500.00.
        assert bridged(store, MAY) == (FEE - 1_000_00, 500_00, FEE - 500_00, 500_00)
        assert statement(store, JUNE).adjusted == 1_000_00


def test_the_digest_tells_what_a_run_saw(left_alone: Store) -> None:
    ledger = ledger_of(left_alone, CONTRACT)
    without = replace(ledger, frozen=replace(ledger.frozen, first_known={}))
    assert drafting.statement(ledger, month_of(JUNE)).digest != drafting.statement(without, month_of(JUNE)).digest


TEXT = contract("no")
NEXT_MONTH = TEXT.replace("priced: the month's own charge", "priced: the next month's charge")
APRIL_2018 = Month(2018 * 12 + 3)


def moment(day: int) -> datetime:
    return datetime(2018, 1, 1, tzinfo=UTC).replace(month=day // 100, day=day % 100)


def relief(number: int, first: int, effect: str = "excuse_measure") -> Relief:
    """Relief of a month, counted from April 2018."""
    month = Month(APRIL_2018 + first)
    nothing = (None, None, None)
    said = (date(2018, 4, 1), "Flood", "The branch", "p.reed", ("F1",), ())
    return Relief(number, effect, month, month, *nothing, *said, decision="agreed")  # type: ignore[arg-type]


def seen(text: str, decided: dict[int, Relief], cut_off: int = 1231) -> dict[int, list[int]]:
    """The relief that months see, both by number; months count from April 2018.

    The statements of April to July are drawn on the 10th of the month after. ``decided`` has each relief under the day
    on which it was agreed.
    """
    drawn = {Month(APRIL_2018 + place): min(moment(100 * (5 + place) + 10), moment(cut_off)) for place in range(4)}

    def relief_at(when: datetime) -> tuple[Relief, ...]:
        return tuple(one for day, one in decided.items() if moment(day) <= when)

    found = known(load(text, "fenland.yaml").contract, relief_at(moment(cut_off)), drawn, relief_at)
    return {month - APRIL_2018: [one.relief for one in agreed] for month, agreed in found.first.items()}


def test_only_months_that_earlier_relief_would_change_see_another() -> None:
    april, may = relief(1, 0), relief(2, 1)
    # April's is agreed on 1 July: May, certified on 10 June, sees none; June, certified on 10 July, sees it.
    assert seen(TEXT, {701: april}) == {1: []}
    # May's, agreed in time for May, is seen too and changes nothing before it.
    assert seen(TEXT, {601: may, 701: april}) == {1: [2]}
    assert seen(TEXT, {501: april, 601: may}) == {}
    # June and July see May's as it was agreed, and both without April's: one set of relief for the two.
    assert seen(TEXT, {601: may, 901: april}) == {1: [2], 2: [2], 3: [2]}


def test_a_month_that_is_stated_with_the_next_has_the_cut_off_of_that_statement() -> None:
    # April is stated in May, certified on 10 June: May is stated in June, certified on 10 July.
    assert seen(NEXT_MONTH, {701: relief(1, 0)}) == {}
    assert seen(NEXT_MONTH, {711: relief(1, 0)}) == {1: []}


def test_a_bridge_that_goes_back_to_earlier_relief_sees_none_that_came_later() -> None:
    # As of 5 June no relief is known, so that nothing was seen otherwise; as of 2 July May's run stays.
    assert seen(TEXT, {701: relief(1, 0)}, cut_off=605) == {}
    assert seen(TEXT, {701: relief(1, 0)}, cut_off=702) == {1: []}


def test_a_reduced_amount_and_a_contract_that_reprices_see_what_is_known_now() -> None:
    reduces = TEXT.replace("effects: [excuse_measure]", "effects: [excuse_measure, reduce_amount]")
    less = replace(relief(1, 0, "reduce_amount"), percent=Decimal(10))
    assert seen(reduces, {701: less}) == {}
    assert seen(contract("yes"), {701: relief(1, 0)}) == {}
