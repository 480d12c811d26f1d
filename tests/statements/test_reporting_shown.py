"""What a return that came late or not at all is said to be: what its price is for."""

from pathlib import Path

import pytest

from statements.documents import StatementLine
from statements.operations import StatementAsked, draft_statement
from tests.statements.fenland import CONTRACT, OFFICER, at, contract_text, fenland, returned, sent

RULE = '{late: £100.00, missing: £500.00, per: PER, additional: yes, clause: "9"}'
MONTHS = ("2018-04", "2018-05")
IN_TIME, LATE = "2018-05-04 09:00", "2018-05-16 09:00"


def reporting(folder: Path, per: str, *, datasets: str, came: str | None, rule: str = RULE) -> list[StatementLine]:
    """April's lines for its return, due on 8 May 2018, as known on 20 May; only indicators ever come."""
    made = contract_text().replace("datasets: [indicators]", f"datasets: [{datasets}]")
    made = made.replace("reporting_failure: none", f"reporting_failure: {rule.replace('PER', per)}")
    with fenland(folder / "store", made) as (store, clock):
        if came is not None:
            clock.now = at(came)
            assert sent(store, returned("2018-04", "95", text=made)).became == "accepted"
        clock.now = at("2018-05-20 09:00")
        april = draft_statement(store, OFFICER, StatementAsked(contract=CONTRACT, month="2018-04"))
    return [line for line in april.lines if line.kind == "reporting"]


@pytest.mark.parametrize(
    ("datasets", "came", "pence", "said"),
    [
        # One dataset late and one that never came: one return, which costs the dearer of the two, £500.00.
        (
            "indicators, finance_lines",
            LATE,
            500_00,
            "Of the whole return for April 2018, Finance lines came not at all; that costs £500.00 (clause 9).",
        ),
        (
            "indicators, finance_lines",
            IN_TIME,
            500_00,
            "Of the whole return for April 2018, Finance lines came not at all; that costs £500.00 (clause 9).",
        ),
        (
            "indicators, finance_lines",
            None,
            500_00,
            "The whole return for April 2018 came not at all; that costs £500.00 (clause 9).",
        ),
        ("indicators", LATE, 100_00, "The whole return for April 2018 came late; that costs £100.00 (clause 9)."),
    ],
)
def test_a_return_is_said_to_be_what_it_is_charged_as(
    tmp_path: Path, datasets: str, came: str | None, pence: int, said: str
) -> None:
    (line,) = reporting(tmp_path, "return", datasets=datasets, came=came)
    assert (line.amount, line.words) == (-pence, said)


def test_of_late_and_missing_the_dearer_is_charged_and_said(tmp_path: Path) -> None:
    # Indicators late at £500.00, finance lines never at £100.00: sending less must not make the late return cheaper.
    dearer = RULE.replace("late: £100.00, missing: £500.00", "late: £500.00, missing: £100.00")
    (line,) = reporting(tmp_path, "return", datasets="indicators, finance_lines", came=LATE, rule=dearer)
    said = "Of the whole return for April 2018, Indicators came late; that costs £500.00 (clause 9)."
    assert (line.amount, line.words) == (-500_00, said)


def test_each_dataset_is_said_to_be_what_it_is_charged_as(tmp_path: Path) -> None:
    lines = reporting(tmp_path, "dataset", datasets="indicators, finance_lines", came=LATE)
    assert {line.words: line.amount for line in lines} == {
        "The Indicators for April 2018 came late; that costs £100.00 (clause 9).": -100_00,
        "The Finance lines for April 2018 came not at all; that costs £500.00 (clause 9).": -500_00,
    }


CAP = """\
caps:
  - {id: month, per: month, applies_to: all, amount: £200.00, limits: [reporting], excess: carried,
     expires_after: {months: 1}, at_end: extinguished, clause: "7.2"}
"""


def test_what_a_cap_carries_of_a_missing_return_is_marked_and_said(tmp_path: Path) -> None:
    made = contract_text().replace("reporting_failure: none", f"reporting_failure: {RULE.replace('PER', 'return')}")
    made = made.replace("caps: []\n", CAP)
    with fenland(tmp_path / "store", made) as (store, clock):
        # Nothing came for April by 8 May; May's return is not due before 7 June.
        clock.now = at("2018-06-01 09:00")
        drawn = [draft_statement(store, OFFICER, StatementAsked(contract=CONTRACT, month=of)) for of in MONTHS]
    april, may = (next(line for line in each.lines if line.kind == "reporting") for each in drawn)
    assert (april.before_caps, april.amount, april.brought_forward) == (-500_00, -200_00, False)
    assert april.words.endswith("(clause 9). The cap per month (clause 7.2) carries on to later months £300.00.")
    assert (may.before_caps, may.amount, may.brought_forward) == (0, -200_00, True)
    assert may.words.endswith(
        "(clause 9). £200.00 of April 2018 was carried here by a cap. "
        "The cap per month (clause 7.2) takes off £100.00, and no later month may charge it."
    )
