"""A statement from draft to paid by commands alone, and what each refuses: in one sentence, with nothing changed."""

from pathlib import Path

import pytest

from store.clock import stand_still
from store.opener import open_store
from tests.reckoner.running import Desk, is_sentence
from tests.statements.fenland import CONTRACT, OFFICER, at, returned, sent, stating
from tests.statements.life.libraries import AGREED, CERTIFIER, COLLEAGUE, PROVIDER, libraries, with_a_life
from tests.statements.test_indexing import indexed

APRIL = (CONTRACT, "2018-04")
SENT, A_DAY_LATER, TOO_LATE = "2018-05-09 09:00", "2018-05-10 09:00", "2018-05-24 09:00"
"""Replies to what is sent on 9 May are open until the end of 23 May, ten working days later."""
INCIDENTS = (
    "incidents: {only: the dearest, indicators: all, decided: after the repeat,"
    ' suppressed_failure: counts in its run, clause: "7.3"}\n'
)

INCIDENT = ("incident", *APRIL, "INC-1", "--title", "The river came in.")
RELIEF = ("relief", CONTRACT, "excuse_measure", "--indicator", "F2", "--first", "2018-04", "--last", "2018-04",
          "--notice", "2018-05-02", "--cause", "A flood", "--particulars", "The branch was under water")  # fmt: skip
DECIDE = ("decide-relief", CONTRACT, "1", "agreed", "--reference")
VALUE = ("index-value", CONTRACT, "2018-02", "104", "--stage", "provisional", "--source")
DISPUTE = ("reply", *APRIL, "disputed", "--line", "2", "--says")
DETERMINE = ("determine", *APRIL, "2", "stands", "--reference")
PAY = ("pay", *APRIL, "--amount", "£99,500.00", "--day", "2018-05-09", "--reference")
FIX = ("fix-amount", *APRIL, "2", "agreed", "--amount", "£300.00", "--reason", "Half of it was ours.", "--authority")


def contract_file() -> str:
    """The libraries with an index from October, relief that may be agreed, incidents, and a life for statements."""
    text = with_a_life(indexed())
    return stating(text, AGREED).replace("incidents: none\n", INCIDENTS)


@pytest.fixture
def libraries_desk(tmp_path: Path) -> Desk:
    """A desk at the libraries' store: 80 of 100 reservations were filled in April, and a branch was shut on 12 days."""
    text = contract_file()
    with libraries(tmp_path / "store", text) as (store, clock):
        clock.now = at(SENT)
        assert sent(store, returned("2018-04", "80", "12", text=text)).became == "accepted"
    stand_still(tmp_path / "store", at(SENT))
    return Desk(tmp_path / "store")


def version(desk: Desk) -> int:
    with open_store(desk.folder) as store:
        return store.version


def done(desk: Desk, person: str, *command: str) -> str:
    ran = desk.run(*command, person=person)
    assert (ran.code, ran.err) == (0, "")
    return ran.out


def refused(desk: Desk, person: str, says: str, *command: str) -> None:
    before = version(desk)
    ran = desk.run(*command, person=person)
    assert (ran.code, ran.out) == (2, "")
    assert says in ran.err
    assert is_sentence(ran.err)
    assert version(desk) == before


def test_from_draft_to_paid_by_commands(libraries_desk: Desk) -> None:
    desk = libraries_desk
    refused(desk, PROVIDER, "Recording an incident", *INCIDENT, "--indicator", "F1")
    refused(desk, OFFICER, "Found “F7”", *INCIDENT, "--indicator", "F7")
    assert "touches F1, F2" in done(desk, OFFICER, *INCIDENT, "--indicator", "F1", "--indicator", "F2")
    refused(desk, PROVIDER, "Recording the value of an index", *VALUE, "Bulletin 7")
    refused(desk, OFFICER, "where the value was published", *VALUE, " ")
    assert "is 104 (provisional)" in done(desk, OFFICER, *VALUE, "Bulletin 7")

    done(desk, PROVIDER, *RELIEF)
    refused(desk, PROVIDER, "Deciding on relief", *DECIDE, "LB 18/05/4")
    refused(desk, COLLEAGUE, "Give the board's reference", *DECIDE, " ")
    assert "Relief 1 of fenland-libraries is agreed" in done(desk, COLLEAGUE, *DECIDE, "LB 18/05/4")

    refused(desk, CERTIFIER, "was not sent", "certify", *APRIL)
    refused(desk, PROVIDER, "Sending a statement", "send", *APRIL)
    # F2 is excused; F1 alone takes off five points of £100.00.
    assert "with provider" in done(desk, OFFICER, "send", *APRIL)
    refused(desk, OFFICER, "Draft 1", "send", *APRIL)
    refused(desk, OFFICER, "Replying to a statement", "reply", *APRIL, "agreed")
    refused(desk, PROVIDER, "says what is wrong", *DISPUTE, " ")
    done(desk, PROVIDER, "reply", *APRIL, "agreed")
    assert "disputed" in done(desk, PROVIDER, *DISPUTE, "Eleven were closures.")
    refused(desk, PROVIDER, "Recording how a dispute ended", *DETERMINE, "Minute 7")
    refused(desk, CERTIFIER, "needs a reference", *DETERMINE, " ")
    assert "resolved" in done(desk, CERTIFIER, *DETERMINE, "Minute 7")
    refused(desk, CERTIFIER, "Line 2 is not disputed", *DETERMINE, "Minute 7")

    refused(desk, OFFICER, "Certifying a statement", "certify", *APRIL)
    refused(desk, COLLEAGUE, "decided on relief", "certify", *APRIL)
    refused(desk, CERTIFIER, "is not certified", *PAY, "INV-1")
    assert "certified" in done(desk, CERTIFIER, "certify", *APRIL)
    refused(desk, CERTIFIER, "is certified and does not change", "certify", *APRIL)
    refused(desk, PROVIDER, "Recording a payment", *PAY, "INV-1")
    refused(desk, CERTIFIER, "needs a reference", *PAY, " ")
    assert "paid" in done(desk, CERTIFIER, *PAY, "INV-1")
    refused(desk, CERTIFIER, "recorded for April 2018 already", *PAY, "INV-1")

    stand_still(desk.folder, at(A_DAY_LATER))
    refused(desk, PROVIDER, "Deciding about a deduction", *FIX, "LB 18/05/9")
    refused(desk, COLLEAGUE, "authority", *FIX, " ")
    done(desk, COLLEAGUE, *FIX, "LB 18/05/9")
    life = desk.run("life", *APRIL, "--format", "json", person=OFFICER).json
    assert (life["state"], life["payable"], life["paid"]) == ("paid", 99_500_00, 99_500_00)
    bridge = desk.run("bridge", *APRIL, "--format", "json", person=OFFICER).json
    # Of £500.00 £300.00 stay.
    assert (bridge["certified"], bridge["decisions"], bridge["to_adjust"]) == (99_500_00, 200_00, 200_00)


def spoken(text: str) -> str:
    """What was printed, without its line ends: where they fall is the terminal's."""
    return " ".join(text.split())


def test_life_says_what_silence_does_as_long_as_an_answer_may_come(libraries_desk: Desk) -> None:
    desk = libraries_desk
    # The fee, and a deduction for each of two failures.
    assert (
        "No line is answered yet. A line that is not answered by 23 May 2018 counts as agreed (clause 8.1)."
        in spoken(done(desk, OFFICER, "send", *APRIL))
    )
    assert "Not answered yet: lines 1 and 3. A line that is not answered by 23 May 2018" in spoken(
        done(desk, PROVIDER, *DISPUTE, "Eleven were closures.")
    )
    stand_still(desk.folder, at(TOO_LATE))
    assert "nswered" not in done(desk, PROVIDER, "life", *APRIL)


def test_life_says_what_is_in_dispute_what_is_left_to_pay_and_which_draft_counts(libraries_desk: Desk) -> None:
    desk = libraries_desk
    done(desk, OFFICER, "send", *APRIL)
    drawn = desk.run("statement", *APRIL, "--format", "json", person=OFFICER).json
    # 80 of 100 take £500.00 on line 2, and twelve days £500.00 on line 3.
    disputed = spoken(done(desk, PROVIDER, *DISPUTE, "Eleven were closures."))
    assert "The disputed £500.00 is held until the dispute ends (clause 8.2)." in disputed
    assert f"Digest of draft 1: {drawn['digest']}" in disputed
    done(desk, PROVIDER, "reply", *APRIL, "agreed")
    certified = spoken(done(desk, CERTIFIER, "certify", *APRIL))
    assert f"Digest of draft 1, as certified: {drawn['digest']}" in certified
    assert "dispute" not in certified
    paid = spoken(done(desk, CERTIFIER, *PAY, "INV-1"))
    assert "Paid so far: £99,500.00 of £99,000.00. £500.00 was paid too much: it comes back" in paid
    pay_back = ("pay", *APRIL, "--amount=-£600.00", "--day", "2018-05-09", "--reference", "INV-2")
    assert "Paid so far: £98,900.00 of £99,000.00. £100.00 is still to pay." in spoken(done(desk, CERTIFIER, *pay_back))


def test_a_reply_by_command_that_comes_too_late(libraries_desk: Desk) -> None:
    desk = libraries_desk
    done(desk, OFFICER, "send", *APRIL)
    stand_still(desk.folder, at(TOO_LATE))
    refused(desk, PROVIDER, "closed at the end of 23 May 2018", *DISPUTE, "Eleven were closures.")


def test_a_bridge_by_command_leads_from_a_certified_month(libraries_desk: Desk) -> None:
    refused(libraries_desk, OFFICER, "is not certified", "bridge", *APRIL)
