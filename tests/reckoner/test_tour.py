"""The tour: April 2018 comes with faults and is rejected, comes corrected and is accepted, and what that does."""

import json
from pathlib import Path
from typing import Any, Final

import pytest
from pydantic import TypeAdapter

from contracts.wording import pounds
from statements.files import FileReport
from tests.demonstration import CONTRACT
from tests.reckoner.running import CORRECTED, FAULTY, Desk, Ran

FIRST_PAGE: Final = Path(__file__).parents[2] / "README.md"
REPORTS = TypeAdapter(list[FileReport])

EVERY_CELL = {
    ("V03", "EHC assessments", "I4"),
    ("V02", "SEN transport", "G10:G12, G27"),
    ("I06", "Indicators", "C8"),
    ("I14", "Indicators", "E15"),
    ("I10", "Indicators", "E8"),
    ("I04", "Indicators", "C9"),
}


def reports(ran: Ran) -> list[FileReport]:
    return REPORTS.validate_json(ran.out)


def flat(text: str) -> str:
    return " ".join(text.split())


def test_the_faulty_return_is_rejected_by_cell(desk: Desk) -> None:
    before = desk.state()
    ran = desk.run("check", desk.returned(FAULTY), "--format", "json")
    checked = FileReport.model_validate_json(ran.out)
    assert (ran.code, checked.became, checked.recorded) == (1, "rejected", False)
    assert {(each.code, each.sheet, each.cell) for each in checked.findings} == EVERY_CELL
    assert all(each.found and each.expected and each.remedy for each in checked.findings)
    assert desk.state() == before

    net = desk.statement().net
    ran = desk.run("load", desk.returned(FAULTY), "--format", "json")
    (loaded,) = reports(ran)
    assert (ran.code, loaded.became, loaded.recorded) == (1, "rejected", True)
    assert loaded.findings == checked.findings
    after = desk.state()
    assert (after.version, after.receipts) == (before.version + 1, before.receipts + 1)
    assert (after.submissions, after.rows, after.originals) == (before.submissions, before.rows, before.originals)
    # A return that is not due yet and has been turned down costs nothing yet.
    assert desk.statement().net == net


def test_what_is_printed_of_it(desk: Desk) -> None:
    told = desk.run("load", desk.returned(FAULTY)).out
    assert told.index("Stops the return: 3") < told.index("Needs a reason: 3")
    assert all(code in told and cell.split(",")[0] in told for code, _, cell in EVERY_CELL)
    assert flat(told).endswith(
        "barnet-return-2018-04.xlsx for April 2018: rejected. Receipt 38 says so. Nothing of the file was taken. "
        "Put right what stops it, and load it again."
    )


def test_the_corrected_return_is_accepted_and_the_statement_changes(desk: Desk) -> None:
    before, net = desk.state(), desk.statement().net
    ran = desk.run("check", desk.returned(CORRECTED), "--format", "json")
    foreseen = FileReport.model_validate_json(ran.out)
    assert (ran.code, foreseen.became, foreseen.recorded, foreseen.receipt) == (0, "accepted", False, None)
    assert desk.state() == before

    ran = desk.run("load", desk.returned(CORRECTED))
    drawn = desk.statement()
    assert ran.code == 0
    assert flat(ran.out).endswith(
        "corrected.xlsx for April 2018: accepted. Receipt 38, submission 37. Net payment before VAT for April 2018: "
        f"{pounds(drawn.net)} (it was {pounds(net)}, −{pounds(net - drawn.net)})."
    )
    assert (foreseen.net_before, foreseen.net_after) == (net, drawn.net)
    assert drawn.net < net == 900_000_00
    after = desk.state()
    assert (after.version, len(after.submissions)) == (before.version + 1, len(before.submissions) + 1)
    assert after.originals - before.originals == {after.submissions[-1][2]}


@pytest.mark.parametrize("command", ["load", "explain"])
def test_the_tour_on_the_first_page_shows_what_is_printed(desk: Desk, command: str) -> None:
    """Line by line: what is left out there is left out as whole lines."""
    told = {"load": desk.run("load", desk.returned(CORRECTED)).out}
    told["explain"] = desk.run("explain", CONTRACT, "2018-04", "5").out
    _, _, shown = FIRST_PAGE.read_text(encoding="utf-8").partition(f"\n$ reckoner {command} ")
    lines = shown.partition("```")[0].splitlines()[1:]
    assert len(lines) > 1
    assert [line for line in lines if flat(line) not in flat(told[command])] == []


def test_the_same_file_again_changes_nothing(desk: Desk) -> None:
    (first,) = reports(desk.run("load", desk.returned(CORRECTED), "--format", "json"))
    before, drawn = desk.state(), desk.statement()
    ran = desk.run("load", desk.returned(CORRECTED))
    assert ran.code == 0
    assert f"already loaded. The same file is submission {first.submission}; nothing was changed." in flat(ran.out)
    assert desk.state() == before
    assert desk.statement() == drawn


def test_a_reason_for_every_question_is_not_enough_where_faults_stop_it(desk: Desk) -> None:
    reasons = [f"--reason={key}=Checked." for key in ("I14 OP15", "I10 OP5", "I04 OP6")]
    ran = desk.run("load", desk.returned(FAULTY), *reasons)
    assert ran.code == 1
    assert "Taken with a reason: 3" in ran.out
    assert "Needs a reason" not in ran.out


@pytest.fixture
def restated(desk: Desk) -> Desk:
    """A desk after the first return for November 2016 was changed in one cell by its sender."""
    import openpyxl  # noqa: PLC0415 -- slow to load, and two tests need it

    book = openpyxl.load_workbook(desk.returned("barnet-return-2016-11-v2.xlsx"))
    row = next(row for row in book["Indicators"].iter_rows() if row[0].value == "OP5")
    row[2].value, row[4].value = 186, 186 / 190
    book.save(desk.folder / "restated.xlsx")
    return desk


def test_a_replacement_says_why_and_shows_what_differs(restated: Desk) -> None:
    desk, file = restated, restated.folder / "restated.xlsx"
    before, net = desk.state(), desk.statement("2016-11").net
    refused = desk.run("load", file)
    assert refused.code == 2
    assert "November 2016 has been accepted before" in refused.err
    assert desk.state() == before

    told = desk.run("check", file)
    assert told.code == 0
    assert "It replaces what was accepted before: load it with --because and the reason." in flat(told.out)
    assert "Indicators OP5 Numerator 172 186" in flat(told.out)

    ran = desk.run("load", file, "--because", "Fourteen offers were dated wrongly.", "--format", "json")
    (report,) = reports(ran)
    assert (ran.code, report.became, report.net_before) == (0, "accepted", net)
    changed = {(each.row, each.heading, each.before, each.after) for each in report.changes}
    assert ("OP5", "Numerator", "172", "186") in changed
    # 186 of 190 is above 95%: the failure of OP5 is gone, and with it its £1,687.50 and what ran on from it.
    assert report.net_after == desk.statement("2016-11").net
    assert report.net_after is not None
    assert report.net_after > net
    assert "OP5" not in {line.indicator for line in desk.statement("2016-11").lines}
    assert len(desk.state().submissions) == len(before.submissions) + 1


def test_what_was_replaced_stays_as_it_was_known(restated: Desk) -> None:
    desk = restated
    was = desk.statement("2016-11")
    moment = "2018-04-30 12:00"
    arguments = ("statement", "barnet-cambridge-education", "2016-11", "--format", "json", "--as-known-on", moment)
    assert json.loads(desk.run(*arguments).out)["digest"] == was.digest
    desk.run("load", desk.folder / "restated.xlsx", "--because", "Fourteen offers were dated wrongly.")
    assert json.loads(desk.run(*arguments).out)["digest"] == was.digest
    assert desk.statement("2016-11").digest != was.digest


def test_a_provider_checks_with_the_same_words(desk: Desk) -> None:
    def found(person: str) -> Any:
        return desk.run("check", desk.returned(FAULTY), "--format", "json", person=person).json

    assert found("j.osei") == found("a.clarke")
