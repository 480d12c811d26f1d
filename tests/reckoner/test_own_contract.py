"""A contract that is nobody's sample, from an empty folder to an explained deduction, as its officer would go."""

from pathlib import Path

import openpyxl
import pytest

from statements.documents import Statement
from statements.files import FileReport
from statements.operations import Explanation
from tests.reckoner.running import Desk, is_sentence
from tests.reckoner.test_tour import flat, reports
from tests.statements.fenland import CONTRACT, FEE, OFFICER, contract_text, returned

MONTH = "2018-04"


@pytest.fixture
def own(tmp_path: Path) -> Desk:
    """A store with the contract, its officer and its provider's clerk, each made by a command."""
    desk = Desk(tmp_path / "store")
    (tmp_path / "fenland.yaml").write_text(contract_text(), encoding="utf-8")
    council = ("--name", "C. Hale", "--organisation", "Fenland District Council")
    clerk = ("--name", "D. Ames", "--organisation", "Open Shelves", "--from", "2018-04")
    for command, said in (
        (("set-up", OFFICER, *council), "is set up; c.hale is its contract officer."),
        (("record", tmp_path / "fenland.yaml"), "fenland-libraries, version 1, SHA-256 "),
        (("appoint", "d.ames", CONTRACT, "provider", *clerk), "d.ames is provider of fenland-libraries from 2018-04."),
    ):
        ran = desk.run(*command, person=OFFICER)
        assert (ran.code, ran.err) == (0, "")
        assert said in flat(ran.out)
    return desk


def filled_in(desk: Desk, figures: dict[str, tuple[int, int | None, float]]) -> Path:
    """The template of the month with figures written into it, as somebody at a spreadsheet would."""
    file = desk.folder.parent / "april.xlsx"
    ran = desk.run("template", CONTRACT, MONTH, "--out", file, person="d.ames")
    assert (ran.code, ran.out.strip()) == (0, f"Written: {file}")
    book = openpyxl.load_workbook(file)
    for row in book["Indicators"].iter_rows(min_row=4):
        if str(row[0].value) in figures:
            for cell, value in zip(row[2:5], figures.pop(str(row[0].value)), strict=True):
                if value is not None:
                    cell.value = value
    assert figures == {}
    book.save(file)
    return file


def test_template_filled_checked_loaded_and_explained(own: Desk) -> None:
    # 47 of 50 is above 90%; 12 days are above 10, which is 5 points of £100.00.
    file = filled_in(own, {"F1": (47, 50, 0.94), "F2": (12, None, 12)})
    came = ("--received", "2018-05-08 17:00")
    checked = FileReport.model_validate_json(own.run("check", file, *came, "--format", "json", person="d.ames").out)
    assert (checked.became, checked.findings, checked.net_after) == ("accepted", (), FEE - 500_00)

    (loaded,) = reports(own.run("load", file, *came, "--format", "json", person=OFFICER))
    # Until then both figures were missing from a return that was due long ago.
    assert (loaded.became, loaded.net_before, loaded.net_after) == ("accepted", FEE - 1_000_00, FEE - 500_00)

    drawn = Statement.model_validate_json(own.run("statement", CONTRACT, MONTH, "--format", "json", person=OFFICER).out)
    assert [(line.indicator, line.amount) for line in drawn.lines] == [(None, FEE), ("F2", -500_00)]
    assert drawn.net == FEE - 500_00
    assert not drawn.illustrative

    told = own.run("explain", CONTRACT, MONTH, "2", "--format", "json", person="d.ames")
    (line,) = Explanation.model_validate_json(told.out).lines
    missed = "12 against 10 or less: missed, which is more than 10 (clause 5.2)."
    assert line.words == f"{missed} 5 points count, £500.00 before caps."
    assert [(each.file_name, each.sheet) for each in line.evidence] == [("april.xlsx", "Indicators")]


def test_an_empty_template_is_asked_about(own: Desk) -> None:
    ran = own.run("check", filled_in(own, {}), "--format", "json", person="d.ames")
    report = FileReport.model_validate_json(ran.out)
    assert (ran.code, report.became) == (1, "rejected")
    assert {each.key for each in report.findings} == {"I04 F1", "I04 F2"}
    told = own.run("check", filled_in(own, {}), person="d.ames")
    assert '(--reason "I04 F1=the reason")' in flat(told.out)


def test_a_reason_is_taken_and_kept(own: Desk) -> None:
    file = own.folder.parent / "april.csv"
    file.write_bytes(returned(MONTH, "95", "4").replace(b"F2,4,,4,,", b"F2,,,,,"))
    assert own.run("load", file, person=OFFICER).code == 1
    ran = own.run("load", file, "--reason", "I04 F2=The log was lost in the flood.", person=OFFICER)
    assert ran.code == 0
    assert "Reason given: The log was lost in the flood." in flat(ran.out)


def test_a_late_return_does_not_bring_money_back(own: Desk) -> None:
    file = own.folder.parent / "april.csv"
    file.write_bytes(returned(MONTH))
    (loaded,) = reports(own.run("load", file, "--received", "2019-01-01", "--format", "json", person=OFFICER))
    assert (loaded.net_before, loaded.net_after) == (FEE - 1_000_00, FEE - 1_000_00)
    assert "(unchanged)" in flat(
        own.run("check", filled_in(own, {"F1": (9, 10, 0.9), "F2": (1, None, 1)}), person=OFFICER).out
    )


def test_a_provider_does_not_see_another_contract(own: Desk, tmp_path: Path) -> None:
    other = tmp_path / "other.yaml"
    other.write_text(contract_text().replace(CONTRACT, "fenland-museums"), encoding="utf-8")
    assert own.run("record", other, person=OFFICER).code == 0
    file = tmp_path / "museums.csv"
    file.write_bytes(returned(MONTH).replace(CONTRACT.encode(), b"fenland-museums"))
    for command in (
        ("statement", "fenland-museums", MONTH),
        ("explain", "fenland-museums", MONTH),
        ("template", "fenland-museums", MONTH),
        ("check", file),
        ("load", file),
    ):
        ran = own.run(*command, person="d.ames")
        assert (ran.code, ran.out) == (2, "")
        assert "you have no appointment on it" in ran.err
        assert is_sentence(ran.err)


def test_a_new_version_counts_from_now_on(own: Desk, tmp_path: Path) -> None:
    newer = tmp_path / "newer.yaml"
    newer.write_text(contract_text(point="£200.00"), encoding="utf-8")
    ran = own.run("record", newer, person=OFFICER)
    assert "fenland-libraries, version 2" in ran.out
    drawn = Statement.model_validate_json(own.run("statement", CONTRACT, MONTH, "--format", "json", person=OFFICER).out)
    assert (drawn.contract_version, drawn.net) == (2, FEE - 2_000_00)


def test_only_an_officer_records_and_appoints(own: Desk, tmp_path: Path) -> None:
    ran = own.run("record", tmp_path / "fenland.yaml", person="d.ames")
    assert (ran.code, "is for an officer" in ran.err) == (2, True)
    someone = ("--name", "N. New", "--organisation", "Open Shelves", "--from", "2018-04")
    ran = own.run("appoint", "n.new", CONTRACT, "provider", *someone, person="d.ames")
    assert (ran.code, "is for an officer" in ran.err) == (2, True)
