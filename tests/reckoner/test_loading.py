"""``load`` and ``check``: one file, several, a folder, what they may be told, and what comes out on which stream."""

import shutil

import pytest

from statements.files import FileReport
from tests.reckoner.running import APRIL, CORRECTED, FAULTY, Desk, is_sentence
from tests.reckoner.test_tour import flat, reports


def test_one_file_is_loaded_without_a_progress_bar(desk: Desk) -> None:
    ran = desk.run("load", desk.returned(CORRECTED))
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.count("accepted") >= 1


def test_several_files_are_told_one_by_one(desk: Desk) -> None:
    before = desk.state()
    march = desk.returned("barnet-return-2018-03.xlsx")
    ran = desk.run("load", march, desk.returned(FAULTY), desk.returned(CORRECTED), "--format", "json")
    assert ran.code == 1
    assert [each.became for each in reports(ran)] == ["already loaded", "rejected", "accepted"]
    # Progress is for the person who waits; what a program reads has none of it.
    assert "Loading" in ran.err
    after = desk.state()
    assert (after.receipts, len(after.submissions)) == (before.receipts + 2, len(before.submissions) + 1)


def test_a_folder_of_returns(desk: Desk) -> None:
    folder = desk.folder / "came"
    folder.mkdir()
    (folder / "notes.txt").write_text("No return.", encoding="utf-8")
    empty = desk.run("load", folder)
    assert (empty.code, empty.out) == (2, "")
    assert "holds no return" in empty.err
    for name in ("barnet-return-2017-04.xlsx", CORRECTED):
        shutil.copy(desk.returned(name), folder)
    ran = desk.run("load", folder, "--format", "json")
    assert ran.code == 0
    assert [(each.file_name, each.became) for each in reports(ran)] == [
        ("barnet-return-2017-04.xlsx", "already loaded"),
        (CORRECTED, "accepted"),
    ]


def test_one_dataset_of_a_month_in_a_csv(desk: Desk) -> None:
    desk.run("load", desk.returned(CORRECTED))
    file = desk.folder / "finance.csv"
    text = "Contract,barnet-cambridge-education\nPeriod,2018-04\nDataset,Finance lines\n\n"
    rows = "Line,Budget,Actual to date,Forecast\nSEN transport,£100.00,£50.00,£120.00\n"
    file.write_text(text + rows, encoding="utf-8")
    (report,) = reports(desk.run("load", file, "--because", "Restated by finance.", "--format", "json"))
    assert (report.became, [each.dataset for each in report.rows]) == ("accepted", ["finance_lines"])
    assert report.rows[0].removed == 5
    # April is no month in which the forecast is judged.
    assert report.net_after == report.net_before


def test_what_is_known_of_the_files_before_the_one_that_cannot_be_loaded(desk: Desk) -> None:
    text = desk.returned("barnet-return-2017-03-finance-lines.csv").read_bytes()
    other = desk.folder / "other.csv"
    other.write_bytes(text.replace(b"School improvement", b"School  improvement,", 1).replace(b",,", b",", 1))
    before = desk.state()
    ran = desk.run("load", desk.returned(CORRECTED), other, "--format", "json")
    assert ran.code == 2
    assert "March 2017 has been accepted before for: Finance lines" in ran.err
    assert [each.became for each in reports(ran)] == ["accepted"]
    assert len(desk.state().submissions) == len(before.submissions) + 1


def test_when_it_came_decides_lateness(desk: Desk) -> None:
    # April's return was due on 9 May 2018 at 17:00: the 7th was a bank holiday.
    arguments = ("load", desk.returned(CORRECTED), "--format", "json", "--received")
    ran = desk.run(*arguments, "2018-05-02 10:00")
    assert reports(ran)[0].net_after == desk.statement().net
    received = {each.received_at for line in desk.statement().lines for each in line.evidence}
    assert {f"{moment:%Y-%m-%d %H:%M}" for moment in received if moment.month == 5} >= {"2018-05-02 09:00"}


@pytest.mark.parametrize(
    ("told", "code"), [(["--month", "2018-03"], "R08"), (["--contract", "no-such-contract"], None)]
)
def test_it_is_what_it_was_said_to_be_or_not_taken(desk: Desk, told: list[str], code: str | None) -> None:
    before = desk.state()
    ran = desk.run("check", desk.returned(CORRECTED), *told, "--format", "json")
    if code is None:
        assert ran.code == 2
        assert is_sentence(ran.err)
    else:
        assert ran.code == 1
        assert [each.code for each in FileReport.model_validate_json(ran.out).findings] == [code]
    assert desk.state() == before


def test_the_month_and_contract_it_is(desk: Desk) -> None:
    ran = desk.run("check", desk.returned(CORRECTED), "--month", APRIL, "--contract", "barnet-cambridge-education")
    assert ran.code == 0
    assert "nothing stands against it. It can be loaded as it stands." in flat(ran.out)
