"""Commands that only read: text for people, JSON that parses into the documents, and the past as it was known."""

from contracts.wording import pounds
from statements.documents import Statement
from statements.operations import Explanation
from tests.demonstration import CONTRACT
from tests.reckoner.running import Desk, is_sentence


def test_statement_as_text(reading: Desk) -> None:
    ran = reading.run("statement", CONTRACT, "2016-11")
    assert (ran.code, ran.err) == (0, "")
    assert "Barnet with Cambridge Education: statement for November 2016 (draft)" in ran.out
    assert "Illustrative" in ran.out
    assert [line.split()[-1] for line in ran.out.splitlines() if "Net payment before VAT" in line] == ["£884,643.75"]
    assert "Schools causing concern: plan agreed in 10 days" in ran.out


def test_statement_as_json(reading: Desk) -> None:
    drawn = reading.statement("2016-11")
    assert drawn.net == sum(line.amount for line in drawn.lines) == 884_643_75


def test_text_and_json_say_the_same(reading: Desk) -> None:
    text, drawn = reading.run("statement", CONTRACT, "2017-03").out, reading.statement("2017-03")
    assert drawn.digest in text
    rows = [line for line in text.splitlines() if line.split()[:1] and line.split()[0].isdigit()]
    assert [row.split()[-1] for row in rows] == [pounds(line.amount) for line in drawn.lines]


def test_explain_one_line(reading: Desk) -> None:
    ran = reading.run("explain", CONTRACT, "2016-11", "4")
    assert (ran.code, ran.err) == (0, "")
    for part in (
        "4. Schools causing concern: plan agreed in 10 days  −£2,812.50  (clause 4.3.4)",
        "83.3% (5 of 6) against 100%: red, which is below 95% (clause 4.3, table 5).",
        "6.25 × £450.00 = £2,812.50",
        "barnet-return-2016-11-v2.xlsx, sheet Indicators, C8: 5, D8: 6, E8: 83.3%",
    ):
        assert part in ran.out
    assert "Management fee" not in ran.out


def test_explain_every_line(reading: Desk) -> None:
    ran = reading.run("explain", CONTRACT, "2016-11", "--format", "json")
    told = Explanation.model_validate_json(ran.out)
    assert told.lines == told.statement.lines
    text = reading.run("explain", CONTRACT, "2016-11").out
    assert all(f"\n{line.number}. {line.title}  {pounds(line.amount)}" in text for line in told.lines)


def test_explain_a_line_that_is_not_there(reading: Desk) -> None:
    ran = reading.run("explain", CONTRACT, "2016-11", "99")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.strip() == "There is no line 99. The statement has lines 1 to 11."


def test_what_was_known_then(reading: Desk) -> None:
    # The figure for OP4 came on 15 December 2016 at 10:21.
    def measure(moment: str) -> str:
        ran = reading.run("statement", CONTRACT, "2016-11", "--as-known-on", moment, "--format", "json")
        lines = Statement.model_validate_json(ran.out).lines
        return next(line.measure for line in lines if line.indicator == "OP4")

    assert measure("2016-12-15 10:20:59") == "Not reported"
    assert measure("2016-12-15 10:21") == "83.3% (5 of 6)"


def test_nothing_is_known_before_the_contract_was_recorded(reading: Desk) -> None:
    ran = reading.run("statement", CONTRACT, "2016-11", "--as-known-on", "2016-01-01")
    assert ran.code == 2
    assert is_sentence(ran.err)


def test_everybody_on_the_contract_reads_the_same(reading: Desk) -> None:
    for person in ("j.osei", "r.levene", "t.nowak", "m.iqbal"):
        ran = reading.run("statement", CONTRACT, "2016-11", "--format", "json", person=person)
        assert Statement.model_validate_json(ran.out).net == 884_643_75
