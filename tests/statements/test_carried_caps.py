"""What is said of what a cap held back: that later months may charge it, or that none may."""

from pathlib import Path

import pytest

from contracts import months
from statements import drafting
from statements.documents import StatementLine
from statements.ledgers import ledger_of
from tests.statements.fenland import CONTRACT, at, contract_text, fenland, returned, sent

CAP = """\
caps:
  - {id: month, per: month, applies_to: all, amount: £300.00, limits: [performance], excess: carried,
     expires_after: EXPIRY, at_end: AT_END, clause: "7.2"}
"""
NEXT_MONTH = ("the month's own charge", "the next month's charge")


def carried(expires_after: str = "none", *, at_end: str = "extinguished", last_day: str = "2020-03-31") -> str:
    """The contract with a cap of £300.00 a month, whose excess is carried."""
    made = contract_text().replace("last_day: 2020-03-31", f"last_day: {last_day}")
    return made.replace("caps: []\n", CAP.replace("EXPIRY", expires_after).replace("AT_END", at_end))


def of_april(folder: Path, made: str, month: str, today: str = "2018-07-02") -> StatementLine:
    """The line of April's failure, £500.00 before caps, on a month's statement."""
    with fenland(folder / "store", made) as (store, clock):
        clock.now = at("2018-05-03 09:00")
        assert sent(store, returned("2018-04", "80", text=made)).became == "accepted"
        clock.now = at(f"{today} 09:00")
        drawn = drafting.statement(ledger_of(store, CONTRACT), months.parse(month))
    (line,) = (each for each in drawn.lines if each.indicator == "F1" and each.measured == "2018-04")
    return line


LATER = "The cap per month (clause 7.2) carries on to later months £200.00."
LOST = "The cap per month (clause 7.2) takes off £200.00, and no later month may charge it."


@pytest.mark.parametrize(
    ("made", "month", "said"),
    [
        (carried(), "2018-04", LATER),
        # May alone may charge it, or no month at all.
        (carried("{months: 1}"), "2018-04", LATER),
        (carried("{months: 0}"), "2018-04", LOST),
        # April is the last month of the contract.
        (carried(last_day="2018-04-30"), "2018-04", LOST),
        (carried(last_day="2018-05-31"), "2018-04", LATER),
        # Priced and stated a month later: the month after the contract's last is the last that may charge anything.
        (carried(last_day="2018-04-30").replace(*NEXT_MONTH), "2018-05", LOST),
        (carried(last_day="2018-05-31").replace(*NEXT_MONTH), "2018-05", LATER),
    ],
)
def test_what_a_cap_carries_is_lost_where_no_later_month_may_charge_it(
    tmp_path: Path, made: str, month: str, said: str
) -> None:
    line = of_april(tmp_path, made, month)
    assert (line.before_caps, line.amount) == (-500_00, -300_00)
    assert line.words.endswith(f"£500.00 before caps. {said}")
    becomes = "carried to later months" if said == LATER else "not deducted"
    assert ("Cap per month, clause 7.2", f"£200.00 {becomes}") in [(each.says, each.figures) for each in line.sums]


OWED = "It is the last month for it, so the cap per month (clause 7.2) holds none back."


@pytest.mark.parametrize("made", [carried(at_end="owed", last_day="2018-04-30"), carried("{months: 0}", at_end="owed")])
def test_what_is_owed_in_the_last_month_that_may_charge_it_is_said_to_be_charged_above_the_cap(
    tmp_path: Path, made: str
) -> None:
    line = of_april(tmp_path, made, "2018-04")
    assert (line.before_caps, line.amount) == (-500_00, -500_00)
    assert line.words.endswith(f"£500.00 before caps. The caps take nothing off. {OWED}")


@pytest.mark.parametrize(("last_day", "said"), [("2018-05-31", [OWED]), ("2018-06-30", [])])
def test_a_contract_year_s_last_month_is_not_the_last_that_may_charge(
    tmp_path: Path, last_day: str, said: list[str]
) -> None:
    # A year ends with May; what is left of April's £500.00 may still be charged in June, if the contract lasts.
    made = carried(at_end="owed", last_day=last_day).replace("years_start: April", "years_start: June")
    line = of_april(tmp_path, made, "2018-05", today="2018-05-31")
    assert line.words.endswith(" ".join(["£200.00 of April 2018 was carried here by a cap.", *said]))


def test_what_a_later_cap_takes_of_what_was_carried_is_said(tmp_path: Path) -> None:
    """Of the £200.00 that April carries to May the year, £400.00 of which April used £300.00, leaves £100.00."""
    year = (
        "  - {id: year, per: contract year, applies_to: all, amount: £400.00, limits: [performance],\n"
        '     excess: extinguished, clause: "7.3"}\n'
    )
    made = carried().replace('clause: "7.2"}\n', f'clause: "7.2"}}\n{year}')
    line = of_april(tmp_path, made, "2018-05")
    assert line.amount == -100_00
    assert line.words.endswith(
        "£200.00 of April 2018 was carried here by a cap. The cap per contract year (clause 7.3) takes off £100.00."
    )
    assert [(each.says, each.figures) for each in line.sums][-3:] == [
        ("Carried here from April 2018", "£200.00"),
        ("Cap per contract year, clause 7.3", "£100.00 not deducted"),
        ("Deducted in May 2018", "£100.00"),
    ]
