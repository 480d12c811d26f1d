"""From draft to payment: each step in its turn, by the person whose step it is, and why it is refused otherwise."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from contracts.errors import ReckonerError
from ingest.acceptance import submit
from statements.life import operations, refusals, settled_up
from statements.life.deductions import NotTheOneToDecide
from statements.life.operations import AccountAsked, show_account
from statements.operations import ContractAsked, record_contract
from store import people
from store.policy import NotAllowed, Role
from store.session import Store
from tests.statements.fenland import CONTRACT, FEE, OFFICER, at, contract_text, returned, sent, stating
from tests.statements.life.libraries import (
    AGREED,
    CERTIFIER,
    COLLEAGUE,
    PROVIDER,
    agreed_text,
    certify,
    decided,
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


def test_a_step_on_another_draft_than_the_last_one_sent_is_refused(tmp_path: Path) -> None:
    with libraries(tmp_path / "store") as (store, clock):
        clock.now = at(SENT)
        april(store)
        send(store, "2018-04")
        text = agreed_text()
        assert sent(store, returned("2018-04", "79", text=text), because="Counted again.").became == "accepted"
        send(store, "2018-04")
        version, about = store.version, {"contract": CONTRACT, "month": "2018-04", "draft": 1}
        ended = {"line": 2, "outcome": "stands", "reference": "Minute 7"}
        waived = {"line": 2, "decision": "waiver", "pence": 1, "reason": "Flood.", "authority": "LB 18/05/4"}
        for step in (
            lambda: operations.reply(
                store, PROVIDER, operations.ReplyAsked.model_validate({**about, "answer": "agreed"})
            ),
            lambda: operations.determine(store, CERTIFIER, operations.DetermineAsked.model_validate(about | ended)),
            lambda: operations.certify(store, CERTIFIER, operations.CertifyAsked.model_validate(about)),
            lambda: settled_up.decide(store, CERTIFIER, settled_up.RulingAsked.model_validate(about | waived)),
        ):
            with pytest.raises(refusals.AnotherDraft, match=r"about draft 1 for April 2018. Draft 2 was sent last"):
                step()
        assert store.version == version
        answered = operations.ReplyAsked.model_validate({**about, "draft": 2, "answer": "agreed"})
        assert operations.reply(store, PROVIDER, answered).state == "agreed"


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
        came = submit(store, uploader, returned("2018-04", "80", text=agreed_text()), "return.csv", reasons=reasons)
        assert came.became == "accepted"
        send(store, "2018-04", drafter)
        reply(store, "2018-04", "agreed")
        version = store.version
        with pytest.raises(refusals.NotASecondPerson, match=part):
            certify(store, "2018-04", certifier)
        assert store.version == version
        assert certify(store, "2018-04").state == "certified"


def untouched(store: Store) -> None:
    """Do nothing."""


def certifying_author(store: Store) -> None:
    """Make who recorded the contract file a certifying officer, and hand in and send April by a colleague."""
    with store.write(COLLEAGUE, "appoint people", CONTRACT) as writing:
        people.appoint(writing, OFFICER, CONTRACT, Role.CERTIFYING_OFFICER, date(2018, 4, 1))
    content = returned("2018-04", "80", text=agreed_text())
    came = submit(store, COLLEAGUE, content, "return.csv", reasons={"I10 F1": "So it was."})
    assert came.became == "accepted"
    send(store, "2018-04", COLLEAGUE)
    reply(store, "2018-04", "agreed")


def record_again(store: Store) -> None:
    """Have a colleague record the next version of the contract file, which says the same."""
    record_contract(store, COLLEAGUE, ContractAsked(file_name="fenland.yaml", text=agreed_text() + "# Again.\n"))


@pytest.mark.parametrize("then", [untouched, record_again])
def test_who_recorded_any_version_of_the_contract_file_does_not_certify(
    tmp_path: Path, then: Callable[[Store], None]
) -> None:
    with libraries(tmp_path / "store") as (store, clock):
        clock.now = at(SENT)
        certifying_author(store)
        then(store)
        version = store.version
        with pytest.raises(refusals.NotASecondPerson, match="recorded the contract file"):
            certify(store, "2018-04", OFFICER)
        assert store.version == version
        assert certify(store, "2018-04").state == "certified"


@pytest.mark.parametrize("then", [untouched, record_again])
def test_who_recorded_any_version_of_the_contract_file_decides_about_no_deduction(
    tmp_path: Path, then: Callable[[Store], None]
) -> None:
    with libraries(tmp_path / "store") as (store, clock):
        clock.now = at(SENT)
        certifying_author(store)
        then(store)
        version = store.version
        with pytest.raises(NotTheOneToDecide, match="recorded the contract file"):
            decided(store, "2018-04", 2, 100_00, person=OFFICER)
        assert store.version == version
        assert decided(store, "2018-04", 2, 100_00).given_back == 100_00


def test_who_decided_on_relief_does_not_certify(tmp_path: Path) -> None:
    text = stating(agreed_text(), AGREED)
    with libraries(tmp_path / "store", text) as (store, clock):
        clock.now = at(SENT)
        assert sent(store, returned("2018-04", "80", text=text)).became == "accepted"
        relieve(store, "F1", "2018-04")
        send(store, "2018-04")
        reply(store, "2018-04", "agreed")
        with pytest.raises(refusals.NotASecondPerson, match="decided on relief"):
            certify(store, "2018-04")
        assert certify(store, "2018-04", COLLEAGUE).payable == FEE


def drafted(store: Store) -> None:
    send(store, "2018-04")


def disputed(store: Store) -> None:
    send(store, "2018-04")
    reply(store, "2018-04", "disputed", 2, "No.")


def settled(store: Store) -> None:
    send(store, "2018-04")
    reply(store, "2018-04", "agreed")
    certify(store, "2018-04")


def paid(store: Store) -> None:
    settled(store)
    pay(store, "2018-04", 1_00, date(2018, 5, 9))


Taken = Callable[[Store], object]


@pytest.mark.parametrize(
    ("before", "step", "refusal", "says"),
    [
        (untouched, lambda store: send(store, "2018-05"), refusals.MonthNotOver, "Send its statement from 1 June 2018"),
        (settled, lambda store: send(store, "2018-06"), refusals.MonthNotOver, "June 2018 is not over"),
        (settled, lambda store: certify(store, "2018-04"), refusals.AlreadyCertified, "as an adjustment on the next"),
        (
            settled,
            lambda store: reply(store, "2018-04", "disputed", 2, "Too late."),
            refusals.AlreadyCertified,
            "does not change",
        ),
        (untouched, lambda store: certify(store, "2018-04"), refusals.NotSent, "sends it first"),
        (drafted, lambda store: certify(store, "2018-04"), refusals.ReplyStillOpen, "until the end of 23 May 2018"),
        (
            drafted,
            lambda store: reply(store, "2018-04", "disputed", 2, "  "),
            refusals.DisputeWithoutReason,
            "says what is wrong with it. Add",
        ),
        (
            drafted,
            lambda store: reply(store, "2018-04", "disputed", None, "All of it."),
            refusals.DisputeWithoutReason,
            "says which line is disputed. Add",
        ),
        (drafted, lambda store: reply(store, "2018-04", "agreed", 3), refusals.NoSuchStatementLine, "the lines 1 to 2"),
        (
            drafted,
            lambda store: determine(store, "2018-04", 2, "stands"),
            refusals.NothingDisputed,
            "Line 2 is not disputed",
        ),
        (
            disputed,
            lambda store: determine(store, "2018-04", 2, "stands", " "),
            refusals.WithoutReference,
            "needs a reference",
        ),
        (untouched, lambda store: pay(store, "2018-04", 1, date(2018, 5, 9)), refusals.NotCertified, "Certify it"),
        (
            settled,
            lambda store: pay(store, "2018-04", 1, date(2018, 5, 10)),
            refusals.PaymentNotPossible,
            "a day up to 2018-05-09",
        ),
        (
            settled,
            lambda store: pay(store, "2018-04", 1, date(2018, 3, 31)),
            refusals.PaymentNotPossible,
            "a day from 2018-04-01, the contract's first",
        ),
        (settled, lambda store: pay(store, "2018-04", 0, date(2018, 5, 9)), refusals.PaymentNotPossible, "Found £0.00"),
        (
            settled,
            lambda store: pay(store, "2018-04", 1, date(2018, 5, 9), " "),
            refusals.WithoutReference,
            "A payment needs a reference",
        ),
        (
            paid,
            lambda store: pay(store, "2018-04", 1_00, date(2018, 5, 9), " INV-1 "),
            refusals.PaymentRecordedAlready,
            "£1.00 paid on 9 May 2018 under “INV-1” is recorded for April 2018 already",
        ),
    ],
)
def test_out_of_turn(tmp_path: Path, before: Taken, step: Taken, refusal: type[ReckonerError], says: str) -> None:
    with libraries(tmp_path / "store") as (store, clock):
        clock.now = at(SENT)
        april(store)
        before(store)
        version = store.version
        with pytest.raises(refusal, match=says):
            step(store)
        assert store.version == version


def test_payments_that_differ_in_day_amount_or_reference_are_several(tmp_path: Path) -> None:
    with libraries(tmp_path / "store") as (store, clock):
        clock.now = at(SENT)
        april(store)
        settled(store)
        # The first day of the contract is none before it.
        for pence, day, reference in (
            (1_00, date(2018, 4, 1), "INV-1"),
            (1_00, date(2018, 4, 2), "INV-1"),
            (2_00, date(2018, 4, 1), "INV-1"),
            (1_00, date(2018, 4, 1), "INV-2"),
        ):
            last = pay(store, "2018-04", pence, day, reference)
        assert last.paid == 5_00


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
        version = store.version
        with pytest.raises(refusals.ReplyTooLate, match="23 May 2018; unanswered lines count as agreed"):
            reply(store, "2018-04", "disputed", 2, "No.")
        assert store.version == version
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


@pytest.mark.parametrize("lacking", ["reply", "dispute"])
def test_a_contract_without_the_rule_is_refused_by_name(tmp_path: Path, lacking: str) -> None:
    text = re.sub(rf"^  {lacking}: .*$", f"  {lacking}: none", agreed_text(), flags=re.MULTILINE)
    with libraries(tmp_path / "store", text) as (store, clock):
        clock.now = at(SENT)
        assert sent(store, returned("2018-04", text=text)).became == "accepted"
        with pytest.raises(refusals.NoRuleFor, match=f"statement.{lacking}"):
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
