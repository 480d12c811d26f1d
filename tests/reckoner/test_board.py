"""The board of a month on the command line: its money, every indicator's status and cost, and what is set off."""

from statements.documents import Board
from tests.demonstration import CONTRACT
from tests.reckoner.running import APRIL, Desk, is_sentence

MARCH = ("board", CONTRACT, "2018-03")


def flat(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines()]


def test_the_money_of_a_month_and_what_each_indicator_costs(reading: Desk) -> None:
    ran = reading.run(*MARCH, person="r.levene")
    assert (ran.code, ran.err) == (0, "")
    said = flat(ran.out)
    # £900,000.00 less £4,800.00, which is £750.00, £2,700.00 and three times £450.00.
    assert "March 2018 £900,000.00 £4,800.00 £895,200.00" in said
    costs = [line.rpartition(" £")[2] for line in said if line.startswith(("SP", "OP"))]
    assert sorted(cost for cost in costs if cost != "0.00") == ["2,700.00", "450.00", "450.00", "450.00", "750.00"]
    assert "OP2 Annual reviews of EHC plans completed on time red 84.5% (60 of 71) 90% £2,700.00" in said


def test_what_is_set_off_has_its_indicator_its_words_and_its_clause(reading: Desk) -> None:
    said = flat(reading.run("board", CONTRACT, "2017-01").out)
    assert said[said.index("What failures have set off, besides deductions") + 1] == (
        "Rectification plan due: SP2 Statements converted to EHC plans. Status red and 3 failures in a row; "
        "set off since October 2016. Clause 10.1."
    )
    assert "Failures have set off nothing besides deductions." in flat(reading.run("board", CONTRACT, "2016-04").out)


def test_what_is_not_due_yet_is_awaited_and_costs_nothing(reading: Desk) -> None:
    said = flat(reading.run("board", CONTRACT, APRIL).out)
    assert "OP2 Annual reviews of EHC plans completed on time awaited Not due yet 90% –" in said
    assert "“EHC assessments” of the return: awaited; due 8 May 2018, 17:00." in said
    assert not [line for line in flat(reading.run(*MARCH).out) if "of the return" in line]


def test_a_program_reads_the_same_board(reading: Desk) -> None:
    seen = Board.model_validate(reading.run(*MARCH, "--format", "json").json)
    assert (seen.months[-1].month, seen.months[-1].deducted) == ("2018-03", 4_800_00)
    before = reading.run("board", CONTRACT, APRIL, "--format", "json", "--as-known-on", "2018-04-01")
    assert Board.model_validate(before.json).known_at < seen.known_at


def test_a_month_that_the_contract_does_not_have_is_a_sentence(reading: Desk) -> None:
    ran = reading.run("board", CONTRACT, "2016-03")
    assert (ran.code, ran.out) == (2, "")
    assert is_sentence(ran.err)
