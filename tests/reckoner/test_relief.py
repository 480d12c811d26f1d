"""Relief on the command line: asked for, with all faults told, listed with and without it, and on the statement."""

from pathlib import Path

import pytest

from statements.relief_register import ReliefRegister
from store.clock import stand_still
from tests.reckoner.running import Desk, Ran, is_sentence
from tests.statements.fenland import CONTRACT, at, returned, sent, stating
from tests.statements.life.libraries import AGREED, CERTIFIER, PROVIDER, agreed_text, libraries

TEXT = stating(agreed_text(), AGREED.replace("excuse_measure", "reduce_amount"))
ASK = ("relief", CONTRACT, "reduce_amount", "--first", "2018-04", "--last", "2018-04", "--notice", "2018-04-20")
WHY = ("--indicator", "F1", "--cause", "Flood", "--particulars", "The branch was shut.")
LIST = ("relief-register", CONTRACT, "--month", "2018-04")


@pytest.fixture
def libraries_desk(tmp_path: Path) -> Desk:
    """On 9 May 2018, with April's return in: 80 of 100 in time, which costs £500.00."""
    folder = tmp_path / "store"
    with libraries(folder, TEXT) as (store, clock):
        clock.now = at("2018-05-09 09:00")
        assert sent(store, returned("2018-04", "80", text=TEXT)).became == "accepted"
    stand_still(folder, at("2018-05-10 09:00"))
    return Desk(folder)


def _lines(ran: Ran) -> list[str]:
    assert (ran.code, ran.err) == (0, "")
    return ran.out.splitlines()


def test_every_fault_is_told_and_nothing_is_listed(libraries_desk: Desk) -> None:
    wrong = ("--indicator", "F9", "--cause", "", "--particulars", "The branch was shut.", "--percent", "33.335")
    ran = libraries_desk.run(*ASK, *wrong, person=PROVIDER)
    assert (ran.code, is_sentence(ran.err)) == (2, True)
    for found in ("“F9”", "no cause", "33.335%"):
        assert f"Found {found}. Expected " in ran.err
    assert _lines(libraries_desk.run(*LIST, person=CERTIFIER))[1:] == [
        "No relief was asked for.",
        "Waiting for a decision: none.",
    ]
    assert libraries_desk.run(*ASK, *WHY, "--percent", "NaN", person=PROVIDER).code == 2
    gone = libraries_desk.run("decide-relief", CONTRACT, "7", "agreed", "--reference", "LB 4", person=CERTIFIER)
    assert f"List what it has with: reckoner relief-register {CONTRACT}." in gone.err


def test_relief_from_the_desk_to_the_statement(libraries_desk: Desk) -> None:
    _lines(libraries_desk.run(*ASK, *WHY, "--percent", "25", person=PROVIDER))
    assert _lines(libraries_desk.run(*LIST, person=PROVIDER)) == [
        "Fenland libraries: relief, and what it does in April 2018",
        "1. Waits for a decision: reduces what it costs by 25%, for F1 in April 2018",
        "   Cause: Flood. The branch was shut.",
        f"   Asked for by {PROVIDER} on 10 May 2018; the provider gave notice on 20 April 2018.",
        "   Nothing is decided yet; until then it excuses nothing.",
        (
            "   If it is agreed, charge less deductions comes to £99,625.00 in place of £99,500.00: "
            "£125.00 less is deducted."
        ),
        "Waiting for a decision: 1.",
    ]
    decided = ("decide-relief", CONTRACT, "1", "agreed", "--reference", "LB 18/05/4")
    assert "is for a board member or a certifying officer" in libraries_desk.run(*decided, person=PROVIDER).err
    _lines(libraries_desk.run(*decided, person=CERTIFIER))
    found = ReliefRegister.model_validate(libraries_desk.run(*LIST, "--format", "json", person=PROVIDER).json)
    (entry,) = found.entries
    assert (entry.decision, entry.reference, found.waiting) == ("agreed", "LB 18/05/4", ())
    assert entry.worth is not None
    assert (entry.worth.with_it, entry.worth.without_it) == (99_625_00, 99_500_00)


def test_agreed_relief_stands_beside_the_statement_and_its_working(libraries_desk: Desk) -> None:
    stands = "Relief 1 reduces what it costs by 25%, for F1 in April 2018. Cause: Flood. Agreed as LB 18/05/4."
    for command in ("statement", "explain"):
        assert "elief 1" not in libraries_desk.run(command, CONTRACT, "2018-04", person=PROVIDER).out
    _lines(libraries_desk.run(*ASK, *WHY, "--percent", "25", person=PROVIDER))
    decided = ("decide-relief", CONTRACT, "1", "agreed", "--reference", "LB 18/05/4")
    _lines(libraries_desk.run(*decided, person=CERTIFIER))
    assert stands in _lines(libraries_desk.run("statement", CONTRACT, "2018-04", person=PROVIDER))
    told = _lines(libraries_desk.run("explain", CONTRACT, "2018-04", person=PROVIDER))
    assert told[-3:] == [
        "Agreed relief",
        stands,
        "Without agreed relief: charge less deductions £99,500.00; with it £99,625.00.",
    ]
    # The charge has none of it, F1 has.
    assert stands not in _lines(libraries_desk.run("explain", CONTRACT, "2018-04", "1", person=PROVIDER))
    assert stands in _lines(libraries_desk.run("explain", CONTRACT, "2018-04", "2", person=PROVIDER))
