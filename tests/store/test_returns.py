"""Receipts and submissions, and what was known of them when."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import duckdb
import pytest

from contracts.months import parse
from store.arrivals import AlreadySubmitted, Arrival, record_receipt, record_submission
from store.contract_versions import (
    NoSuchContract,
    contract_version,
    contract_versions,
    contracts,
    record_contract_version,
)
from store.headings import headings, remember_heading
from store.originals import hash_of
from store.returns import (
    Column,
    Holding,
    Outcome,
    Submission,
    columns,
    current_submission,
    current_submissions,
    findings,
    holdings,
    receipts,
    submission_by_hash,
    submissions,
)
from store.session import Store
from tests.store.conftest import NOVEMBER, OFFICER, StandingClock, arrival


def accept(store: Store, of: Arrival, supersedes: int | None = None, reason: str | None = None) -> Submission:
    with store.write(OFFICER, "accept return", "barnet") as writing:
        return record_submission(
            writing,
            of,
            {},
            columns=[Column("indicators", "Indicators", "numerator", "C")],
            template_version="0123456789ab",
            supersedes=supersedes,
            reason=reason,
        )


def test_an_accepted_file_leaves_a_receipt_and_a_submission(store: Store, clock: StandingClock) -> None:
    accepted = accept(store, arrival())
    with store.read() as cursor:
        (receipt,) = receipts(cursor, "barnet")
        assert submissions(cursor, "barnet") == (accepted,)
        assert current_submission(cursor, "barnet", NOVEMBER) == accepted
        assert findings(cursor, receipt.receipt) == arrival().findings
        assert set(holdings(cursor, receipt.receipt)) == set(arrival().holdings)
        assert columns(cursor, accepted.submission) == (Column("indicators", "Indicators", "numerator", "C"),)
    assert (receipt.outcome, receipt.submission, receipt.person) == (Outcome.ACCEPTED, 1, OFFICER)
    assert (receipt.known_at, accepted.known_at) == (clock.now, clock.now)
    assert (receipt.received_at, accepted.received_at) == (arrival().received_at, arrival().received_at)
    assert (receipt.period, accepted.period) == (NOVEMBER, NOVEMBER)


def test_a_refused_file_that_nobody_recognised_leaves_a_receipt_only(store: Store) -> None:
    unknown = Arrival(None, None, hash_of(b"?"), "holiday.jpg", datetime(2016, 12, 1, tzinfo=UTC))
    with store.write(OFFICER, "refuse file", "holiday.jpg") as writing:
        assert record_receipt(writing, unknown, Outcome.REFUSED) == 1
    with store.read() as cursor:
        (receipt,) = receipts(cursor)
        assert receipts(cursor, "barnet") == ()
    assert (receipt.contract, receipt.period, receipt.outcome, receipt.submission) == (None, None, "refused", None)


def test_a_receipt_alone_is_never_accepted(store: Store) -> None:
    with pytest.raises(duckdb.ConstraintException), store.write(OFFICER, "x", "x") as writing:
        record_receipt(writing, arrival(), Outcome.ACCEPTED)


def test_a_file_is_found_again_by_its_hash(store: Store) -> None:
    accepted = accept(store, arrival(b"first"))
    with store.read() as cursor:
        assert submission_by_hash(cursor, "barnet", NOVEMBER, hash_of(b"first")) == accepted
        assert submission_by_hash(cursor, "barnet", NOVEMBER, hash_of(b"other")) is None
        assert submission_by_hash(cursor, "barnet", parse("2016-10"), hash_of(b"first")) is None
        assert submission_by_hash(cursor, "kent", NOVEMBER, hash_of(b"first")) is None


def test_what_counts_depends_on_what_was_known(store: Store, clock: StandingClock) -> None:
    #            accepted      replaced
    # 8 Dec -------- 1 ------------ 2 --------> now
    first = accept(store, arrival(b"first"))
    one = clock.now
    clock.move(days=3)
    second = accept(store, arrival(b"second"), supersedes=1, reason="Two plans were counted twice.")
    two = clock.now
    with store.read() as cursor:
        for moment, expected in [
            (one - timedelta(microseconds=1), None),
            (one, first),
            (two - timedelta(microseconds=1), first),
            (two, second),
            (None, second),
        ]:
            assert current_submission(cursor, "barnet", NOVEMBER, moment) == expected
        assert submissions(cursor, "barnet", one) == (first,)
        assert [each.receipt for each in receipts(cursor, "barnet", one)] == [1]
        assert submission_by_hash(cursor, "barnet", NOVEMBER, hash_of(b"second"), one) is None


def test_a_moment_is_the_same_in_another_zone(store: Store, clock: StandingClock) -> None:
    accept(store, arrival())
    with store.read() as cursor:
        assert submissions(cursor, "barnet", clock.now.astimezone(ZoneInfo("Asia/Tokyo")))
        assert submissions(cursor, "barnet", clock.now.replace(tzinfo=None))


def test_each_month_has_its_own(store: Store) -> None:
    october = accept(store, arrival(b"october", "2016-10"))
    november = accept(store, arrival(b"november"))
    with store.read() as cursor:
        assert current_submissions(cursor, "barnet") == {parse("2016-10"): october, NOVEMBER: november}


@pytest.mark.parametrize(("supersedes", "message"), [(None, "has submission 2"), (1, "has submission 2")])
def test_a_replacement_names_the_submission_that_counts(store: Store, supersedes: int | None, message: str) -> None:
    accept(store, arrival(b"first"))
    accept(store, arrival(b"second"), 1, "Corrected.")
    with pytest.raises(AlreadySubmitted, match=message):
        accept(store, arrival(b"third"), supersedes, supersedes and "Again.")  # type: ignore[arg-type]
    assert store.version == 2


def test_there_must_be_something_to_replace(store: Store) -> None:
    with pytest.raises(AlreadySubmitted, match="November 2016, has no submission to replace"):
        accept(store, arrival(), 7, "Corrected.")


def test_a_replacement_needs_a_reason(store: Store) -> None:
    accept(store, arrival(b"first"))
    with pytest.raises(duckdb.ConstraintException):
        accept(store, arrival(b"second"), 1, None)


def test_numbers_leave_no_gap_when_a_write_fails(store: Store) -> None:
    accept(store, arrival(b"first"))
    with pytest.raises(AlreadySubmitted):
        accept(store, arrival(b"second"))
    assert accept(store, arrival(b"third", "2016-12")).submission == 2


def test_a_holding_without_an_indicator_is_a_dataset(store: Store) -> None:
    accept(store, arrival())
    with store.read() as cursor:
        assert Holding("finance_lines") in holdings(cursor, 1)


def test_contract_versions_are_dated(store: Store, clock: StandingClock) -> None:
    def record(digest: str) -> int:
        with store.write(OFFICER, "write contract", "barnet") as writing:
            return record_contract_version(writing, "barnet", digest, f"text of {digest}").version

    one = clock.now
    assert record("aaa") == 1
    two = clock.move(days=30)
    assert (record("bbb"), record("bbb"), record("aaa")) == (2, 2, 3)
    with store.read() as cursor:
        with pytest.raises(NoSuchContract):
            contract_version(cursor, "barnet", one - timedelta(seconds=1))
        for moment, digest in [(one, "aaa"), (two - timedelta(seconds=1), "aaa"), (two, "aaa")]:
            found = contract_version(cursor, "barnet", moment)
            assert (found.digest, found.source, found.person) == (digest, f"text of {digest}", OFFICER)
        assert [each.digest for each in contract_versions(cursor, "barnet")] == ["aaa", "bbb", "aaa"]
        with pytest.raises(NoSuchContract):
            contract_version(cursor, "kent")
        assert contracts(cursor) == ("barnet",)


def test_the_latest_meaning_of_a_heading_counts(store: Store, clock: StandingClock) -> None:
    first = clock.now
    for field in ("numerator", "denominator"):
        with store.write(OFFICER, "confirm heading", "No. in time") as writing:
            remember_heading(writing, "cambridge", "indicators", "No. in time", field)
        clock.move(hours=1)
    with store.read() as cursor:
        assert headings(cursor, "cambridge") == {("indicators", "No. in time"): "denominator"}
        assert headings(cursor, "cambridge", first) == {("indicators", "No. in time"): "numerator"}
        assert headings(cursor, "another") == {}
