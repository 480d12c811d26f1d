"""Ledgers are worked out once between two changes, and never taken for those of another store or another moment."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC
from pathlib import Path

import pytest

from statements.freeze import NoSuchContract, freeze
from statements.ledger import work_out
from statements.ledgers import ledger_of, ledger_seen
from store.session import Store
from tests.demonstration import CONTRACT as BARNET
from tests.statements.fenland import CONTRACT, at, fenland, month_of, returned, sent
from tests.statements.life.libraries import agreed_text, libraries, reply, send


def test_kept_between_two_changes(tmp_path: Path) -> None:
    with fenland(tmp_path / "store") as (store, clock):
        clock.now = at("2018-05-04 09:00")
        sent(store, returned("2018-04"))
        first = ledger_of(store, CONTRACT)
        clock.now = at("2018-05-07 18:00")
        assert ledger_of(store, CONTRACT) is first
        # A due time that passes is a change although nobody did anything.
        clock.now = at("2018-05-09 09:00")
        assert ledger_of(store, CONTRACT) is not first
        assert ledger_of(store, CONTRACT, at("2018-05-07 18:00")) is first


def test_worked_out_anew_after_a_change(tmp_path: Path) -> None:
    with fenland(tmp_path / "store") as (store, clock):
        clock.now = at("2018-05-04 09:00")
        before = ledger_of(store, CONTRACT)
        sent(store, returned("2018-04", "80"))
        after = ledger_of(store, CONTRACT)
        assert before.net[month_of("2018-04")]["net"] - after.net[month_of("2018-04")]["net"] == 500_00


@pytest.mark.parametrize(
    "now",
    [
        "2016-12-07 17:00",  # a due time
        "2016-12-07 17:01",
        "2016-12-15 10:21",  # a return
        "2017-05-21 23:59",
        "2017-05-22 00:01",  # a variation becomes known
        "2018-05-01 00:00",  # a month begins
    ],
)
def test_what_is_kept_is_what_would_be_worked_out_now(store: Store, now: str) -> None:
    kept = ledger_of(store, BARNET, at(now))
    with store.read() as cursor:
        anew = work_out(freeze(cursor, BARNET, at(now)))
    assert (kept.net, kept.measures, kept.rounded, kept.charged) == (
        anew.net,
        anew.measures,
        anew.rounded,
        anew.charged,
    )
    assert kept.frozen.contract == anew.frozen.contract
    assert kept.receipts == anew.receipts


def test_what_is_kept_from_step_to_step_of_a_statement_is_what_would_be_worked_out(store: Store) -> None:
    steps = """select "at" from event where action in ('send statement', 'reply to statement', 'certify statement',
        'determine dispute', 'record invoice', 'record payment') order by sequence"""
    with store.read() as cursor:
        moments = [moment.replace(tzinfo=UTC) for (moment,) in cursor.execute(steps).fetchall()]
        kept = [ledger_seen(store, cursor, BARNET, moment) for moment in moments]
        for ledger, moment in zip(kept, moments, strict=True):
            anew = work_out(freeze(cursor, BARNET, moment))
            assert {name: sorted(map(repr, rows)) for name, (_, rows) in ledger.left.items()} == {
                name: sorted(map(repr, rows)) for name, (_, rows) in anew.left.items()
            }
    assert len({id(each.left) for each in kept}) < len(kept), "nothing was kept from one step to the next"


def test_a_reply_leaves_what_the_chain_left(tmp_path: Path) -> None:
    with libraries(tmp_path / "store") as (store, clock):
        clock.now = at("2018-05-09 09:00")
        sent(store, returned("2018-04", "80", text=agreed_text()))
        send(store, "2018-04")
        before = ledger_of(store, CONTRACT)
        clock.now = at("2018-05-10 09:00")
        reply(store, "2018-04", "agreed")
        after = ledger_of(store, CONTRACT)
        assert after is not before
        assert after.left is before.left
        assert (len(before.frozen.settlement.replies), len(after.frozen.settlement.replies)) == (0, 1)
        # A return that is corrected, and a due time, change what the chain reads.
        sent(store, returned("2018-04", "95", text=agreed_text()), because="Counted again.")
        corrected = ledger_of(store, CONTRACT)
        assert corrected.left is not after.left
        assert corrected.net[month_of("2018-04")]["net"] - after.net[month_of("2018-04")]["net"] == 500_00
        clock.now = at("2018-06-08 09:00")
        assert ledger_of(store, CONTRACT).left is not corrected.left


def test_one_for_many_readers_at_once(tmp_path: Path) -> None:
    with fenland(tmp_path / "store") as (store, clock):
        clock.now = at("2018-05-04 09:00")
        with ThreadPoolExecutor(8) as readers:
            found = list(readers.map(lambda _: ledger_of(store, CONTRACT), range(16)))
        assert len({id(each) for each in found}) == 1


def test_a_cursor_shows_the_state_it_was_opened_on(tmp_path: Path) -> None:
    with fenland(tmp_path / "store") as (store, clock):
        clock.now = at("2018-05-04 09:00")
        # Both returns come at one moment, so that nothing but the version tells the two states apart.
        sent(store, returned("2018-04"))
        with store.read() as cursor:
            was = ledger_seen(store, cursor, CONTRACT).net[month_of("2018-04")]["net"]
            sent(store, returned("2018-04", "80"), because="Restated.")
            assert ledger_seen(store, cursor, CONTRACT).net[month_of("2018-04")]["net"] == was
        assert ledger_of(store, CONTRACT).net[month_of("2018-04")]["net"] == was - 500_00


def test_stores_with_the_same_version_do_not_share(tmp_path: Path) -> None:
    nets: list[int] = []
    for filled in ("95", "80", "95", "80"):
        with fenland(tmp_path / f"{len(nets)}") as (store, clock):
            clock.now = at("2018-05-04 09:00")
            sent(store, returned("2018-04", filled))
            nets.append(ledger_of(store, CONTRACT).net[month_of("2018-04")]["deducted"])
        del store
    assert nets == [0, 500_00, 0, 500_00]


def test_nothing_is_known_of_a_contract_before_it_was_recorded(tmp_path: Path) -> None:
    with fenland(tmp_path / "store") as (store, clock):
        clock.now = at("2018-05-04 09:00")
        with pytest.raises(NoSuchContract, match="Nothing is known of a contract “fenland-libraries”"):
            ledger_of(store, CONTRACT, at("2018-03-01 09:00"))


def test_a_ledger_of_the_past_outlives_what_is_written_today(tmp_path: Path) -> None:
    with fenland(tmp_path / "store") as (store, clock):
        clock.now = at("2018-05-04 09:00")
        sent(store, returned("2018-04"))
        past = at("2018-05-05 09:00")
        before = ledger_of(store, CONTRACT, past)
        clock.now = at("2018-05-20 09:00")
        sent(store, returned("2018-05"))
        assert ledger_of(store, CONTRACT, past) is before
        # What becomes known of a past moment itself counts at once.
        clock.now = past
        sent(store, returned("2018-04", "80"), because="Restated.")
        assert ledger_of(store, CONTRACT, past).net[month_of("2018-04")]["deducted"] == 500_00
