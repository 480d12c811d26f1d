"""Ledgers are worked out once between two changes, and never taken for those of another store or another moment."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, timedelta
from pathlib import Path

import polars as pl
import pytest

from contracts.terms import Terms
from metrics import chain, engine
from metrics.facts import Facts
from statements.changing import last_change, next_change
from statements.freeze import freeze
from statements.ledger import work_out
from statements.ledgers import ledger_of, ledger_seen
from statements.left import forget, left_of
from statements.operations import ContractAsked, record_contract
from store.contract_versions import NoSuchContract
from store.session import Store
from tests.demonstration import CONTRACT as BARNET
from tests.statements.fenland import CONTRACT, OFFICER, at, contract_text, fenland, month_of, returned, sent
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
        forget()
        anew = work_out(freeze(cursor, BARNET, at(now)))
    assert (kept.net, kept.measures, kept.rounded, kept.charged) == (
        anew.net,
        anew.measures,
        anew.rounded,
        anew.charged,
    )
    assert kept.frozen.contract == anew.frozen.contract
    assert kept.receipts == anew.receipts


def test_nothing_changes_until_the_next_change(store: Store) -> None:
    """Sixty changes on end: a microsecond before and at each, the last and the next one fit together."""
    moment, found = at("2016-11-20 12:00"), []
    with store.read() as cursor:
        for _ in range(60):
            last, following = last_change(cursor, BARNET, moment), next_change(cursor, BARNET, moment)
            just_before = following - timedelta(microseconds=1)
            assert last_change(cursor, BARNET, just_before) == last
            assert next_change(cursor, BARNET, just_before) == following
            assert last_change(cursor, BARNET, following) == following
            found.append(following)
            moment = following
    # A month's beginning, a due time that has passed, a return that came: London's time, in winter.
    assert at("2016-12-01 00:00") in found
    assert at("2016-12-07 17:00") + timedelta(microseconds=1) in found
    assert at("2016-12-15 10:20") < max(each for each in found if each < at("2016-12-16 00:00"))


def test_what_is_brought_up_to_a_moment_is_what_was_known_then(store: Store) -> None:
    """From one step of a statement, note or meeting to the next, up to the last of the demonstration."""
    steps = """select distinct "at" from event
        where action like '%statement' or action like 'record %' or action like 'note %' order by "at" desc limit 24"""
    with store.read() as cursor:
        moments = [moment.replace(tzinfo=UTC) for (moment,) in cursor.execute(steps).fetchall()]
        kept = [ledger_seen(store, cursor, BARNET, moment) for moment in reversed(moments)]
        for ledger in kept:
            known = freeze(cursor, BARNET, ledger.frozen.known_at)
            assert [name for name, said in vars(known).items() if not _same(said, getattr(ledger.frozen, name))] == []
        forget()
        anew = work_out(kept[-1].frozen)
    assert {name: sorted(map(repr, rows)) for name, (_, rows) in kept[-1].left.items()} == {
        name: sorted(map(repr, rows)) for name, (_, rows) in anew.left.items()
    }
    assert len({id(each.left) for each in kept}) < len(kept), "nothing was brought up from one moment to the next"


def _same(one: object, other: object) -> bool:
    if isinstance(one, Facts | Terms) and isinstance(other, Facts | Terms):
        return all(_rows(one.tables[name]) == _rows(other.tables[name]) for name in one.tables)
    if (
        isinstance(one, dict)
        and isinstance(other, dict)
        and any(isinstance(each, pl.DataFrame) for each in one.values())
    ):
        return all(_rows(one[name]) == _rows(other[name]) for name in one)
    return one == other


def _rows(frame: pl.DataFrame) -> list[str]:
    return sorted(map(repr, frame.rows()))


def test_a_reply_leaves_what_the_chain_left(tmp_path: Path) -> None:
    with libraries(tmp_path / "store") as (store, clock):
        clock.now = at("2018-05-08 09:00")
        sent(store, returned("2018-04", "80", text=agreed_text()))
        send(store, "2018-04")
        before = ledger_of(store, CONTRACT)
        clock.now = at("2018-05-08 10:00")
        reply(store, "2018-04", "agreed")
        after = ledger_of(store, CONTRACT)
        assert after.left is before.left
        assert (len(before.frozen.settlement.replies), len(after.frozen.settlement.replies)) == (0, 1)
        # A return that is corrected changes what the chain reads.
        sent(store, returned("2018-04", "95", text=agreed_text()), because="Counted again.")
        corrected = ledger_of(store, CONTRACT)
        assert corrected.left is not after.left
        assert corrected.net[month_of("2018-04")]["net"] - after.net[month_of("2018-04")]["net"] == 500_00


def test_what_is_recorded_of_another_contract_leaves_what_the_chain_left(tmp_path: Path) -> None:
    with fenland(tmp_path / "store") as (store, clock):
        clock.now = at("2018-05-04 09:00")
        before = ledger_of(store, CONTRACT)
        text = contract_text().replace(CONTRACT, f"{CONTRACT}-north")
        record_contract(store, OFFICER, ContractAsked(file_name="north.yaml", text=text))
        assert ledger_of(store, CONTRACT).left is before.left
        assert ledger_of(store, f"{CONTRACT}-north").frozen.contract.id == f"{CONTRACT}-north"


def test_a_due_time_ends_what_the_chain_left(tmp_path: Path) -> None:
    with libraries(tmp_path / "store") as (store, clock):
        clock.now = at("2018-05-08 15:59")
        before = ledger_of(store, CONTRACT)
        clock.now = at("2018-05-08 16:01")
        assert ledger_of(store, CONTRACT).left is not before.left


def test_what_is_the_same_is_worked_out_once_whatever_happened_meanwhile(tmp_path: Path) -> None:
    found = []
    for place, stated in enumerate(("80", "80", "95")):
        with fenland(tmp_path / f"{place}") as (store, clock):
            clock.now = at("2018-05-04 09:00")
            sent(store, returned("2018-04", stated))
            clock.now += timedelta(minutes=place)
            with store.read() as cursor:
                found.append(work_out(freeze(cursor, CONTRACT, clock.now)))
    first, same, other = found
    assert first.frozen.known_at != same.frozen.known_at
    assert same.left is first.left
    assert other.left is not first.left
    assert [each.net[month_of("2018-04")]["deducted"] for each in found] == [500_00, 500_00, 0]


@pytest.mark.parametrize(
    ("microseconds", "status"), [(-1, "awaited"), (0, "awaited"), (1, "missing"), (10**9, "missing")]
)
def test_a_due_time_that_passes_is_seen_to_the_microsecond(tmp_path: Path, microseconds: int, status: str) -> None:
    """April's return is due at 16:00 on 8 May 2018, and at that moment it would still be in time."""
    with fenland(tmp_path / "store") as (store, _), store.read() as cursor:
        frozen = freeze(cursor, CONTRACT, at("2018-05-08 16:00") + timedelta(microseconds=microseconds))
    with engine.open_engine() as connection:
        chain.work_out(connection, frozen.terms, frozen.facts)
        as_of_the_moment = {
            name: connection.sql(f"select * from {name}").fetchall() for name in ("receipt_status", "net")
        }
    left, _ = left_of(frozen.terms, frozen.facts)
    assert {name: sorted(left[name][1]) for name in as_of_the_moment} == {
        name: sorted(rows) for name, rows in as_of_the_moment.items()
    }
    assert {row[-1] for row in left["receipt_status"][1] if month_of("2018-04") in row} == {status}


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
