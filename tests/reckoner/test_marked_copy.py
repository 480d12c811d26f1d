"""``check --marked-copy``: the same return with its cells marked, for those who may check it."""

from openpyxl import load_workbook

from tests.reckoner.running import CORRECTED, FAULTY, Desk


def test_a_marked_copy_is_written_beside_the_report(desk: Desk) -> None:
    before, out = desk.state(), desk.folder / "marked.xlsx"
    ran = desk.run("check", desk.returned(FAULTY), "--marked-copy", str(out), "--format", "json", person="j.osei")
    assert ran.code == 1
    assert "Marked copy written" in ran.err
    cells = [each["cell"] for each in ran.json["findings"]]
    book = load_workbook(out)
    assert [book["Findings"].cell(row, 5).value for row in range(5, 5 + len(cells))] == cells
    marked = [cell.coordinate for row in book["SEN transport"].iter_rows() for cell in row if cell.comment]
    assert marked == ["G10", "G11", "G12", "G27"]
    again = desk.run("check", out, "--format", "json", person="j.osei")
    assert again.json["findings"] == ran.json["findings"]
    assert desk.state() == before


def test_nothing_is_written_where_there_is_nothing_to_mark(desk: Desk) -> None:
    out, noise = desk.folder / "marked.xlsx", desk.folder / "noise.xlsx"
    noise.write_bytes(b"not a workbook")
    for file in (noise, desk.returned("barnet-return-2018-03.xlsx")):
        ran = desk.run("check", file, "--marked-copy", str(out))
        assert "No marked copy" in ran.err
    assert not out.exists()


def test_the_return_itself_is_never_written_over(desk: Desk) -> None:
    file = desk.returned(CORRECTED)
    before = file.read_bytes()
    ran = desk.run("check", file, "--marked-copy", str(file))
    assert ran.code == 2
    assert "would replace" in ran.err
    assert file.read_bytes() == before


def test_who_may_not_check_gets_no_copy(desk: Desk) -> None:
    out = desk.folder / "marked.xlsx"
    ran = desk.run("check", desk.returned(FAULTY), "--marked-copy", str(out), person="r.levene")
    assert ran.code == 2
    assert not out.exists()
