"""From a file to a submission: all of it, or a receipt that says why not."""

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from threading import Thread

import pytest

from contracts.months import parse
from contracts.texts import LONGEST_TEXT, TextTooLong
from ingest.acceptance import (
    Outcome,
    ReceivedNotPossible,
    ReplacementNeedsReason,
    check_only,
    rehearse,
    retained_until,
    submit,
)
from ingest.known import CLOSING, datasets_held
from store.contract_versions import NoSuchContract
from store.headings import headings
from store.originals import hash_of, read_original
from store.policy import NotAllowed
from store.returns import TABLE_OF, columns, findings, holdings, receipts, rows, submissions
from store.session import Store
from tests.ingest.conftest import OFFICER, PROVIDER, STRANGER
from tests.ingest.making import (
    CONTRACT,
    FAULTLESS,
    FINANCE,
    INDICATORS,
    NOVEMBER,
    checked,
    csv_file,
    with_cell,
    workbook,
)

WHOLE = workbook()


def send(store: Store, content: bytes = WHOLE, name: str = "return.xlsx", **told: object) -> Outcome:
    return submit(store, OFFICER, content, name, **told)  # type: ignore[arg-type]


def state(store: Store) -> tuple[int, int, int]:
    """How many receipts, submissions and events there are."""
    with store.read() as cursor:
        return len(receipts(cursor)), len(submissions(cursor, CONTRACT.id)), store.version


def test_a_faultless_return_is_recorded_whole(store: Store) -> None:
    came = datetime(2016, 12, 6, 16, 42, tzinfo=UTC)
    outcome = send(store, contract=CONTRACT.id, month=NOVEMBER, received_at=came)
    assert (outcome.became, outcome.recorded, outcome.submission, outcome.receipt) == ("accepted", True, 1, 1)
    with store.read() as cursor:
        (receipt,) = receipts(cursor, CONTRACT.id)
        assert (receipt.received_at, receipt.outcome, receipt.period, receipt.person) == (
            came,
            "accepted",
            NOVEMBER,
            OFFICER,
        )
        assert len(holdings(cursor, 1)) == 10
        for dataset, frame in checked(WHOLE).rows.items():
            kept = rows(cursor, TABLE_OF[dataset], [1]).drop("submission")
            assert kept.select(frame.columns).equals(frame)
        places = {(each.dataset, each.field): (each.sheet, each.column_letter) for each in columns(cursor, 1)}
        assert places["finance_lines", "forecast"] == ("Finance lines", "D")
    assert read_original(store.originals, hash_of(WHOLE)) == WHOLE


def test_the_same_file_twice_is_one_submission(store: Store) -> None:
    send(store)
    before = state(store)
    again = send(store, name="copy of return.xlsx")
    assert (again.became, again.recorded, again.submission) == ("already loaded", False, 1)
    assert state(store) == before


def test_the_same_file_from_two_at_once_is_one_submission(store: Store) -> None:
    outcomes: list[Outcome] = []
    senders = [Thread(target=lambda: outcomes.append(send(store))) for _ in range(4)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    assert sorted(each.became for each in outcomes) == [
        "accepted",
        "already loaded",
        "already loaded",
        "already loaded",
    ]
    assert {each.submission for each in outcomes} == {1}
    assert state(store)[:2] == (1, 1)


def test_a_blocking_finding_rejects_and_keeps_only_the_receipt(store: Store) -> None:
    content = workbook({**FAULTLESS, "finance_lines": with_cell(FINANCE, 1, "Budget", "tbc")})
    outcome = send(store, content)
    assert (outcome.became, outcome.receipt, outcome.submission) == ("rejected", 1, None)
    with store.read() as cursor:
        assert [each.code for each in findings(cursor, 1)] == ["V02"]
        assert len(holdings(cursor, 1)) == 10
        assert submissions(cursor, CONTRACT.id) == ()
    assert list(store.originals.iterdir()) == []


def test_a_refused_file_leaves_a_receipt_without_content(store: Store) -> None:
    for content, name in ((b"", "empty.csv"), (csv_file("finance_lines", FINANCE, period="2016-03"), "march.csv")):
        outcome = send(store, content, name)
        assert (outcome.became, outcome.recorded) == ("refused", True)
        assert outcome.refusal
        assert outcome.refusal.where == name
    with store.read() as cursor:
        known = receipts(cursor)
        assert [(each.contract, each.period, each.outcome) for each in known] == [
            (None, None, "refused"), (CONTRACT.id, None, "refused")
        ]  # fmt: skip
        assert [each.code for number in (1, 2) for each in findings(cursor, number)] == ["F01", "R05"]
        assert holdings(cursor, 2) == ()
    assert list(store.originals.iterdir()) == []


def test_a_file_with_names_is_refused_and_nothing_of_it_is_kept(store: Store) -> None:
    content = csv_file("finance_lines", [[*FINANCE[0], "Surname"], *([*row, "Xyzzy"] for row in FINANCE[1:])])
    assert send(store, content, "x.csv").became == "refused"
    with store.read() as cursor:
        assert "Xyzzy" not in str(findings(cursor, 1))


def test_a_reason_lets_an_unlikely_figure_pass(store: Store) -> None:
    content = workbook({**FAULTLESS, "indicators": with_cell(INDICATORS, 1, "Value as stated", "93%")})
    asked = send(store, content)
    assert (asked.became, [each.key for each in asked.unanswered]) == ("rejected", ["I10 A1"])
    assert send(store, content, reasons={"I10 A1": "  "}).became == "rejected"
    assert send(store, content, reasons={"I10 A2": "wrong row"}).became == "rejected"
    taken = send(store, content, reasons={"I10 A1": "Rounded down by the system."})
    assert (taken.became, taken.unanswered) == ("accepted", ())
    with store.read() as cursor:
        assert [each.reason for each in findings(cursor, taken.receipt or 0)] == ["Rounded down by the system."]


def test_a_reason_is_carried_forward_by_rule_and_row(store: Store) -> None:
    stated = with_cell(INDICATORS, 1, "Value as stated", "93%")
    send(store, workbook({**FAULTLESS, "indicators": stated}), reasons={"I10 A1": "Rounded down."})
    later = workbook({**FAULTLESS, "indicators": with_cell(stated, 2, "Commentary", "New.")})
    outcome = send(store, later, replace_reason="Commentary added.")
    assert (outcome.became, outcome.reasons) == ("accepted", {"I10 A1": "Rounded down."})
    other = workbook({**FAULTLESS, "indicators": with_cell(stated, 3, "Value as stated", "£1")})
    asked = check_only(store, OFFICER, other, "x.xlsx")
    assert [each.key for each in asked.unanswered] == ["I10 A5"]


def test_a_replacement_needs_a_reason_and_shows_its_difference(store: Store) -> None:
    send(store)
    content = workbook({**FAULTLESS, "finance_lines": with_cell(FINANCE, 1, "Forecast", "1020.00")})
    before = state(store)
    with pytest.raises(ReplacementNeedsReason, match="November 2016"):
        send(store, content)
    assert state(store) == before
    outcome = send(store, content, replace_reason="Forecast of week 2.")
    assert (outcome.became, outcome.submission) == ("accepted", 2)
    changes = [each for dataset in outcome.preview for each in dataset.changes]
    assert [(each.field, each.before, each.after) for each in changes] == [
        ("forecast", Decimal("1010.00"), Decimal("1020.00"))
    ]
    with store.read() as cursor:
        second = submissions(cursor, CONTRACT.id)[1]
        assert (second.supersedes, second.reason) == (1, "Forecast of week 2.")


def test_a_month_of_csv_files_is_held_dataset_by_dataset(store: Store) -> None:
    for number, (dataset, own) in enumerate(FAULTLESS.items(), 1):
        outcome = send(store, csv_file(dataset, own), f"{dataset}.csv")
        assert (outcome.became, outcome.submission) == ("accepted", number)
    again = csv_file("finance_lines", with_cell(FINANCE, 1, "Forecast", "1020.00"))
    with pytest.raises(ReplacementNeedsReason, match="Finance lines"):
        send(store, again, "finance.csv")
    send(store, again, "finance.csv", replace_reason="Forecast of week 2.")
    with store.read() as cursor:
        held = datasets_held(cursor, CONTRACT.id)[NOVEMBER]
    assert held == {
        "indicators": 1, "ehc_assessments": 2, "traded_services": 3, "sen_transport": 4, "finance_lines": 6
    }  # fmt: skip


def test_months_before_are_compared(store: Store) -> None:
    october = with_cell(INDICATORS, 2, "Numerator", "40")
    content = csv_file("indicators", with_cell(october, 2, "Value as stated", "40"), period="2016-10")
    assert send(store, content, "october.csv").became == "accepted"
    asked = check_only(store, OFFICER, csv_file("indicators", INDICATORS), "november.csv")
    assert [each.key for each in asked.unanswered] == ["I12 A2"]


def test_a_confirmed_heading_is_remembered(store: Store) -> None:
    rows_sent = [["Line", "Budget", "Actual to date", "Forecasted"], *FINANCE[1:]]
    key = "H03 finance_lines: Forecasted"
    assert [each.key for each in send(store, csv_file("finance_lines", rows_sent), "x.csv").unanswered] == [key]
    with store.read() as cursor:
        assert headings(cursor, CONTRACT.contract.provider) == {}
    accepted = send(store, csv_file("finance_lines", rows_sent), "x.csv", reasons={key: "Yes, the forecast."})
    assert accepted.became == "accepted"
    with store.read() as cursor:
        assert headings(cursor, CONTRACT.contract.provider) == {("finance_lines", "Forecasted"): "forecast"}
    next_month = csv_file("finance_lines", rows_sent, period="2016-10")
    assert check_only(store, OFFICER, next_month, "x.csv").findings == ()


def test_checking_alone_records_nothing(store: Store) -> None:
    before = state(store)
    for person in (OFFICER, PROVIDER):
        outcome = check_only(store, person, WHOLE, "return.xlsx", contract=CONTRACT.id)
        assert (outcome.became, outcome.recorded, outcome.receipt) == ("accepted", False, None)
    assert check_only(store, OFFICER, b"", "empty.csv").became == "refused"
    assert state(store) == before


@pytest.mark.parametrize("contract", [None, CONTRACT.id])
def test_who_may_do_what(store: Store, contract: str | None) -> None:
    before = state(store)
    for person in (PROVIDER, STRANGER):
        for content in (WHOLE, b""):
            with pytest.raises(NotAllowed):
                submit(store, person, content, "return.xlsx", contract=contract)
    with pytest.raises(NotAllowed):
        check_only(store, STRANGER, WHOLE, "return.xlsx", contract=contract)
    assert state(store) == before


def test_contracts_that_are_not_known(store: Store) -> None:
    other = csv_file("finance_lines", FINANCE, contract="hill-farm")
    outcome = send(store, other, "x.csv")
    assert outcome.refusal
    assert (outcome.refusal.code, outcome.contract) == ("R03", None)
    with pytest.raises(NoSuchContract):
        send(store, other, "x.csv", contract="hill-farm")


def test_a_closed_contract_takes_no_returns(store: Store) -> None:
    with store.write(OFFICER, CLOSING, CONTRACT.id):
        pass
    outcome = send(store)
    assert outcome.refusal
    assert outcome.refusal.code == "R04"


def test_the_wrong_month_is_refused_and_receipted(store: Store) -> None:
    outcome = send(store, month=parse("2016-10"))
    assert outcome.refusal
    assert (outcome.refusal.code, outcome.recorded, outcome.month) == ("R08", True, NOVEMBER)


def test_originals_are_kept_six_years_beyond_the_contract() -> None:
    assert str(retained_until(CONTRACT)) == "2025-03-31"


NOW = datetime(2016, 12, 7, 10, 0, tzinfo=UTC)
ENDED = datetime(2016, 12, 1, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "came",
    [ENDED, ENDED.replace(tzinfo=None), NOW - timedelta(days=3), NOW, NOW.astimezone(timezone(timedelta(hours=9)))],
)
def test_post_that_is_opened_later_came_when_it_came(store: Store, came: datetime) -> None:
    assert send(store, received_at=came).became == "accepted"
    with store.read() as cursor:
        (receipt,) = receipts(cursor, CONTRACT.id)
    assert receipt.received_at == came.replace(tzinfo=came.tzinfo or UTC)


@pytest.mark.parametrize(
    ("came", "found"),
    [
        (NOW + timedelta(seconds=1), "7 December 2016, 10:00"),
        (NOW.replace(year=2030), "7 December 2030, 10:00"),
        (ENDED - timedelta(microseconds=1), "30 November 2016, 23:59"),
        (ENDED.replace(tzinfo=None) - timedelta(days=400), "28 October 2015, 00:00"),
    ],
)
def test_a_file_came_neither_later_than_now_nor_before_its_month_ended(
    store: Store, came: datetime, found: str
) -> None:
    before = state(store)
    with pytest.raises(ReceivedNotPossible) as refused:
        send(store, received_at=came)
    assert f"Found {found} as the moment" in str(refused.value)
    assert "after November 2016 ended and not later than now, 7 December 2016, 10:00" in str(refused.value)
    with pytest.raises(ReceivedNotPossible):
        rehearse(store, OFFICER, WHOLE, "return.xlsx", lambda *_: None, received_at=came)
    assert state(store) == before


def test_a_file_that_names_no_month_came_by_now_at_the_latest(store: Store) -> None:
    assert send(store, b"", received_at=ENDED - timedelta(days=9)).became == "refused"
    with pytest.raises(ReceivedNotPossible, match="Expected one not later than now"):
        send(store, b"", received_at=NOW + timedelta(days=9))


def test_a_reason_has_a_longest_length_and_is_not_repeated(store: Store) -> None:
    before = state(store)
    for told, what in (
        ({"reasons": {"I04 A1": "r" * (LONGEST_TEXT + 1)}}, "The reason for “I04 A1” has 501 characters"),
        ({"replace_reason": "r" * (LONGEST_TEXT + 1)}, "The reason for the replacement has 501 characters"),
    ):
        with pytest.raises(TextTooLong, match=what) as refused:
            send(store, **told)
        assert "rrr" not in str(refused.value)
    assert state(store) == before
    assert send(store, replace_reason="r" * LONGEST_TEXT).became == "accepted"
