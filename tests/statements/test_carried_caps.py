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


def two_failures(folder: Path, caps: str, month: str) -> dict[str, StatementLine]:
    """The lines of April's two failures, £500.00 each before caps, on a month's statement, by indicator."""
    made = contract_text().replace("caps: []\n", f"caps:\n{caps}")
    with fenland(folder / "store", made) as (store, clock):
        clock.now = at("2018-05-03 09:00")
        assert sent(store, returned("2018-04", "80", "20", text=made)).became == "accepted"
        clock.now = at("2018-06-30 09:00")
        drawn = drafting.statement(ledger_of(store, CONTRACT), months.parse(month))
    return {each.indicator: each for each in drawn.lines if each.indicator and each.measured == "2018-04"}


def cap(per: str, amount: str, clause: str, excess: str) -> str:
    """A cap on failures, whose excess is lost or carried for a month."""
    kept = "expires_after: {months: 1}, at_end: extinguished, " if excess == "carried" else ""
    return (
        f'  - {{id: "{clause}", per: {per}, applies_to: all, amount: {amount}, limits: [performance],\n'
        f'     excess: {excess}, {kept}clause: "{clause}"}}\n'
    )


def lost(per: str, clause: str, amount: str) -> str:
    """What is said of an amount that a cap carried and no later month may charge."""
    return f"The cap per {per} (clause {clause}) takes off {amount}, and no later month may charge it."


SOME, NONE = "{} of April 2018 was carried here by a cap.", "Nothing of April 2018 is charged here."
OF_MONTH = cap("month", "£300.00", "7.2", "carried")


@pytest.mark.parametrize(
    ("caps", "first", "second", "carried_here"),
    [
        # April takes £300.00 of F1 and carries £700.00; May takes £300.00 of that, oldest first, and the rest lapses.
        (OF_MONTH, (200_00, []), (100_00, [lost("month", "7.2", "£400.00")]), ("£200.00", "£100.00")),
        # £200.00 in either month, both times of F1: nothing is ever taken of F2.
        (
            OF_MONTH.replace("£300.00", "£200.00"),
            (200_00, [lost("month", "7.2", "£100.00")]),
            (0, [lost("month", "7.2", "£500.00")]),
            ("£200.00", None),
        ),
        # £200.00 of each pass the first cap in either month. The second takes F1 £200.00 and F2 £100.00 in April, and
        # carries £100.00. In May it takes the same once more: of F2's £100.00 and £200.00 it takes £100.00.
        (
            cap("indicator", "£200.00", "7.1", "carried") + OF_MONTH,
            (200_00, [lost("indicator", "7.1", "£100.00")]),
            (100_00, [lost("indicator", "7.1", "£100.00"), lost("month", "7.2", "£200.00")]),
            ("£200.00", "£300.00"),
        ),
        # £300.00 of each pass the first cap in April and £200.00 in May; the second takes £300.00, all of F1 in April.
        (
            cap("indicator", "£300.00", "7.1", "carried") + cap("month", "£300.00", "7.2", "extinguished"),
            (200_00, []),
            (100_00, ["The cap per month (clause 7.2) takes off £100.00."]),
            ("£200.00", "£200.00"),
        ),
        # What was deducted in April leaves no room in May; no cap knows that before the last has left it.
        (
            cap("rolling twelve months", "£300.00", "7.2", "carried"),
            (0, [lost("rolling twelve months", "7.2", "£200.00")]),
            (0, [lost("rolling twelve months", "7.2", "£500.00")]),
            (None, None),
        ),
    ],
)
def test_what_lapses_of_what_was_carried_is_said_where_it_does(
    tmp_path: Path,
    caps: str,
    first: tuple[int, list[str]],
    second: tuple[int, list[str]],
    carried_here: tuple[str | None, str | None],
) -> None:
    lines = two_failures(tmp_path, caps, "2018-05")
    for line, (taken, lapses), carried in zip((lines["F1"], lines["F2"]), (first, second), carried_here, strict=True):
        assert (line.before_caps, line.amount, line.brought_forward) == (0, -taken, True)
        here = SOME.format(carried) if carried else NONE
        assert line.words.partition("before caps. ")[2] == " ".join([here, *lapses])


def test_the_sum_of_a_line_shows_what_lapses(tmp_path: Path) -> None:
    lines = two_failures(tmp_path, OF_MONTH, "2018-05")
    shown = [(each.says, each.figures) for each in lines["F2"].sums]
    assert shown[-3:] == [
        ("Cap per month, clause 7.2", "£400.00 not deducted"),
        ("Carried here from April 2018", "£100.00"),
        ("Deducted in May 2018", "£100.00"),
    ]


def test_a_month_between_says_what_is_carried_on(tmp_path: Path) -> None:
    line = of_april(tmp_path, carried().replace("£300.00", "£200.00"), "2018-05")
    assert line.words.endswith(f"{SOME.format('£200.00')} {LATER.replace('£200.00', '£100.00')}")


def test_nothing_is_said_once_it_has_lapsed(tmp_path: Path) -> None:
    assert not two_failures(tmp_path, OF_MONTH.replace("£300.00", "£200.00"), "2018-06")
