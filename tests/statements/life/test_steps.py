"""From draft to payment: each step in its turn, by the person whose step it is, and why it is refused otherwise."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from contracts.errors import ReckonerError
from statements.life import refusals
from statements.life.operations import AccountAsked, show_account
from store.policy import NotAllowed
from store.session import Store
from tests.statements.fenland import CONTRACT, FEE, OFFICER, at, contract_text, returned, sent
from tests.statements.life.libraries import (
    AGREED,
    COLLEAGUE,
    PROVIDER,
    agreed_text,
    certify,
    determine,
    libraries,
    pay,
    relieve,
    reply,
    send,
    shown,
    statement,
)

SENT, CLOSED = "2018-05-09 09:00", "2018-05-24 09:00"
"""A Wednesday; and the day after the tenth working day that follows it, 23 May."""


def april(store: Store, filled: str = "80") -> None:
    """April's return: 80 of 100 reservations in a week cost £500.00."""
    text = agreed_text()
    assert sent(store, returned("2018-04", filled, text=text)).became == "accepted"


def test_from_draft_to_paid(tmp_path: Path) -> None:
    with libraries(tmp_path / "store") as (store, clock):
        clock.now = at(SENT)
        april(store)
        assert shown(store, "2018-04").state == "draft"
        life = send(store, "2018-04")
        assert (life.state, life.draft, life.reply_by) == ("with provider", 1, date(2018, 5, 23))
        assert reply(store, "2018-04", "agreed").state == "agreed"
        certified = certify(store, "2018-04")
        assert (certified.state, certified.payable) == ("certified", FEE - 500_00)
        assert statement(store, "2018-04").state == "certified"
        assert pay(store, "2018-04", 99_000_00, date(2018, 5, 9)).state == "part paid"
        paid = pay(store, "2018-04", 500_00, date(2018, 5, 9), "INV-2")
        assert (paid.state, paid.paid) == ("paid", 99_500_00)
        account = show_account(store, OFFICER, AccountAsked(contract=CONTRACT, month="2018-05"))
        # April is certified at £99,500.00 and paid; May is not over: its £100,000.00 is accrued.
        assert (account.certified, account.paid, account.outstanding) == (99_500_00, 99_500_00, 0)
        assert (account.accrued, account.to_adjust) == (FEE, 0)


@pytest.mark.parametrize(("silence", "state"), [("agreed", "agreed"), ("disputed", "disputed")])
def test_silence_answers_when_the_time_is_over(tmp_path: Path, silence: str, state: str) -> None:
    with libraries(tmp_path / "store", agreed_text(silence=silence)) as (store, clock):
        clock.now = at(SENT)
        assert sent(store, returned("2018-04", "80", text=agreed_text(silence=silence))).became == "accepted"
        send(store, "2018-04")
        # The last day is still in time, until midnight in London: 23:00 in UTC, since it is summer.
        clock.now = at("2018-05-23 22:59")
        assert shown(store, "2018-04").state == "with provider"
        clock.now = at("2018-05-23 23:00")
        assert shown(store, "2018-04").state == state


@pytest.mark.parametrize(("meanwhile", "payable"), [("pay", FEE), ("hold", FEE - 500_00), ("deduct", FEE - 500_00)])
def test_a_disputed_deduction_is_paid_meanwhile_if_the_contract_says_so(
    tmp_path: Path, meanwhile: str, payable: int
) -> None:
    with libraries(tmp_path / "store", agreed_text(meanwhile=meanwhile)) as (store, clock):
        clock.now = at(SENT)
        assert sent(store, returned("2018-04", "80", text=agreed_text(meanwhile=meanwhile))).became == "accepted"
        send(store, "2018-04")
        reply(store, "2018-04", "agreed", 1)
        disputed = reply(store, "2018-04", "disputed", 2, "Eleven of the late ones were closures.")
        assert (disputed.state, disputed.open_disputes, disputed.disputed) == ("disputed", (2,), 500_00)
        assert certify(store, "2018-04").payable == payable
        # The decision ends it: the deduction stands, and nothing is paid meanwhile any more.
        assert determine(store, "2018-04", 2, "stands").payable == FEE - 500_00


def test_a_dispute_that_ends_with_a_correction_asks_for_a_new_draft(tmp_path: Path) -> None:
    with libraries(tmp_path / "store") as (store, clock):
        clock.now = at(SENT)
        april(store)
        send(store, "2018-04")
        reply(store, "2018-04", "agreed")
        reply(store, "2018-04", "disputed", 2, "Ninety-five were in time.")
        determine(store, "2018-04", 2, "to be corrected")
        with pytest.raises(refusals.ToBeCorrected, match="line 2 be corrected"):
            certify(store, "2018-04")
        assert sent(store, returned("2018-04", "95", text=agreed_text()), because="Counted again.").became == "accepted"
        second = send(store, "2018-04")
        assert (second.draft, second.state, second.answers) == (2, "with provider", ())
        reply(store, "2018-04", "agreed")
        assert certify(store, "2018-04").payable == FEE


def test_a_draft_that_has_changed_is_sent_again_before_it_is_certified(tmp_path: Path) -> None:
    with libraries(tmp_path / "store") as (store, clock):
        clock.now = at(SENT)
        april(store)
        send(store, "2018-04")
        with pytest.raises(refusals.SentAlready, match="Draft 1"):
            send(store, "2018-04")
        reply(store, "2018-04", "agreed")
        assert sent(store, returned("2018-04", "95", text=agreed_text()), because="Counted again.").became == "accepted"
        assert shown(store, "2018-04").changed_since_sent
        with pytest.raises(refusals.ChangedSinceSent, match="sends the new draft first"):
            certify(store, "2018-04")


@pytest.mark.parametrize(
    ("uploader", "drafter", "certifier", "part"),
    [
        (OFFICER, COLLEAGUE, COLLEAGUE, "drew this statement up"),
        (COLLEAGUE, OFFICER, COLLEAGUE, "handed in a return"),
    ],
)
def test_who_had_a_hand_in_it_does_not_certify(
    tmp_path: Path, uploader: str, drafter: str, certifier: str, part: str
) -> None:
    with libraries(tmp_path / "store") as (store, clock):
        clock.now = at(SENT)
        reasons = {"I10 F1": "So it was."}
        from ingest.acceptance import submit  # noqa: PLC0415 -- the fixture's own hand-in is always the officer's

        came = submit(store, uploader, returned("2018-04", "80", text=agreed_text()), "return.csv", reasons=reasons)
        assert came.became == "accepted"
        send(store, "2018-04", drafter)
        reply(store, "2018-04", "agreed")
        version = store.version
        with pytest.raises(refusals.NotASecondPerson, match=part):
            certify(store, "2018-04", certifier)
        assert store.version == version
        assert certify(store, "2018-04").state == "certified"


def test_who_decided_on_relief_does_not_certify(tmp_path: Path) -> None:
    text = agreed_text().replace("relief: {bedding_in: none}\n", AGREED)
    with libraries(tmp_path / "store", text) as (store, clock):
        clock.now = at(SENT)
        assert sent(store, returned("2018-04", "80", text=text)).became == "accepted"
        relieve(store, "F1", "2018-04")
        send(store, "2018-04")
        reply(store, "2018-04", "agreed")
        with pytest.raises(refusals.NotASecondPerson, match="decided on relief"):
            certify(store, "2018-04")
        assert certify(store, "2018-04", COLLEAGUE).payable == FEE


def too_early(store: Store) -> None:
    send(store, "2018-05")


def out_of_turn(store: Store) -> None:
    send(store, "2018-04")
    reply(store, "2018-04", "agreed")
    certify(store, "2018-04")
    send(store, "2018-06")


def certified_twice(store: Store) -> None:
    send(store, "2018-04")
    reply(store, "2018-04", "agreed")
    certify(store, "2018-04")
    certify(store, "2018-04")


def answered_after_certification(store: Store) -> None:
    send(store, "2018-04")
    reply(store, "2018-04", "agreed")
    certify(store, "2018-04")
    reply(store, "2018-04", "disputed", 2, "Too late.")


def unsent(store: Store) -> None:
    certify(store, "2018-04")


def unanswered(store: Store) -> None:
    send(store, "2018-04")
    certify(store, "2018-04")


def disputed_without_a_word(store: Store) -> None:
    send(store, "2018-04")
    reply(store, "2018-04", "disputed", 2, "  ")


def disputed_as_a_whole(store: Store) -> None:
    send(store, "2018-04")
    reply(store, "2018-04", "disputed", None, "All of it.")


def no_such_line(store: Store) -> None:
    send(store, "2018-04")
    reply(store, "2018-04", "agreed", 3)


def nothing_disputed(store: Store) -> None:
    send(store, "2018-04")
    determine(store, "2018-04", 2, "stands")


def decided_without_a_paper(store: Store) -> None:
    send(store, "2018-04")
    reply(store, "2018-04", "disputed", 2, "No.")
    determine(store, "2018-04", 2, "stands", " ")


def paid_before_certified(store: Store) -> None:
    pay(store, "2018-04", 1, date(2018, 5, 9))


def paid_tomorrow(store: Store) -> None:
    send(store, "2018-04")
    reply(store, "2018-04", "agreed")
    certify(store, "2018-04")
    pay(store, "2018-04", 1, date(2018, 5, 10))


@pytest.mark.parametrize(
    ("steps", "refusal", "says"),
    [
        (too_early, refusals.MonthNotOver, "Send its statement from 1 June 2018"),
        (out_of_turn, refusals.MonthNotOver, "June 2018 is not over"),
        (certified_twice, refusals.AlreadyCertified, "as an adjustment on the next statement"),
        (answered_after_certification, refusals.AlreadyCertified, "does not change"),
        (unsent, refusals.NotSent, "sends it first"),
        (unanswered, refusals.ReplyStillOpen, "until the end of 23 May 2018"),
        (disputed_without_a_word, refusals.DisputeWithoutReason, "says what is wrong with it. Add"),
        (disputed_as_a_whole, refusals.DisputeWithoutReason, "says which line is disputed. Add"),
        (no_such_line, refusals.NoSuchStatementLine, "the lines 1 to 2"),
        (nothing_disputed, refusals.NothingDisputed, "Line 2 is not disputed"),
        (decided_without_a_paper, refusals.WithoutReference, "needs a reference"),
        (paid_before_certified, refusals.NotCertified, "Certify it"),
        (paid_tomorrow, refusals.PaymentNotPossible, "a day up to 2018-05-09"),
    ],
)
def test_out_of_turn(tmp_path: Path, steps: Callable[[Store], None], refusal: type[ReckonerError], says: str) -> None:
    with libraries(tmp_path / "store") as (store, clock):
        clock.now = at(SENT)
        april(store)
        with pytest.raises(refusal, match=says):
            steps(store)


def test_months_are_certified_one_after_the_other(tmp_path: Path) -> None:
    with libraries(tmp_path / "store") as (store, clock):
        clock.now = at("2018-07-09 09:00")
        april(store)
        for month in ("2018-05", "2018-06"):
            assert sent(store, returned(month, text=agreed_text())).became == "accepted"
        # None is certified yet, so any month may be the first: the ones before it were settled elsewhere.
        send(store, "2018-05")
        reply(store, "2018-05", "agreed")
        certify(store, "2018-05")
        with pytest.raises(refusals.NotTheNextMonth, match="that for June 2018"):
            send(store, "2018-04")


def test_a_late_reply_is_refused(tmp_path: Path) -> None:
    with libraries(tmp_path / "store") as (store, clock):
        clock.now = at(SENT)
        april(store)
        send(store, "2018-04")
        clock.now = at(CLOSED)
        with pytest.raises(refusals.ReplyTooLate, match="23 May 2018; unanswered lines count as agreed"):
            reply(store, "2018-04", "disputed", 2, "No.")
        assert certify(store, "2018-04").state == "certified"


def test_figures_that_may_still_come_are_waited_for(tmp_path: Path) -> None:
    with libraries(tmp_path / "store") as (store, clock):
        clock.now = at("2018-05-04 09:00")
        with pytest.raises(refusals.StillAwaited, match="F1 and F2 may still be reported for April 2018"):
            send(store, "2018-04")
        clock.now = at("2018-05-08 16:01")  # Due on 8 May at 17:00 in London, which is 16:00 in UTC.
        # Nothing came: both figures count as their worst band, £1,000.00 together, and the statement may go out.
        send(store, "2018-04")
        assert statement(store, "2018-04").net == FEE - 1_000_00


@pytest.mark.parametrize("left_out", ["reply", "dispute"])
def test_a_contract_without_the_rule_is_refused_by_name(tmp_path: Path, left_out: str) -> None:
    text = "".join(line for line in agreed_text().splitlines(True) if not line.startswith(f"  {left_out}:"))
    with libraries(tmp_path / "store", text) as (store, clock):
        clock.now = at(SENT)
        assert sent(store, returned("2018-04", text=text)).became == "accepted"
        with pytest.raises(refusals.NoRuleFor, match=f"statement.{left_out}"):
            send(store, "2018-04")


def test_each_step_is_only_for_those_whose_step_it_is(tmp_path: Path) -> None:
    with libraries(tmp_path / "store") as (store, clock):
        clock.now = at(SENT)
        april(store)
        with pytest.raises(NotAllowed):
            send(store, "2018-04", PROVIDER)
        send(store, "2018-04")
        with pytest.raises(NotAllowed):
            certify(store, "2018-04", OFFICER)
        with pytest.raises(NotAllowed):
            certify(store, "2018-04", PROVIDER)
        assert shown(store, "2018-04").state == "with provider"


def test_the_plain_contract_still_draws_statements(tmp_path: Path) -> None:
    with libraries(tmp_path / "store", contract_text()) as (store, clock):
        clock.now = at(SENT)
        assert not shown(store, "2018-04").can_be_sent
        assert statement(store, "2018-04").state == "draft"
