"""Particulars of people are refused outright, and never repeated."""

import pytest

from ingest.particulars import NOT_REPEATED
from ingest.reading.files import read_file
from ingest.reading.refusals import Refusal
from ingest.refused import PersonalColumns
from tests.ingest.making import (
    CASES,
    CONTRACT,
    FAULTLESS,
    FINANCE,
    INDICATORS,
    TRANSPORT,
    Rows,
    checked,
    checked_csv,
    codes,
    csv_file,
    found,
    with_cell,
    workbook,
)


def with_column(heading: str, *texts: str) -> Rows:
    filled = [*texts, *[""] * len(CASES)]
    return [[*CASES[0], heading], *([*row, text] for row, text in zip(CASES[1:], filled, strict=False))]


@pytest.mark.parametrize(
    "heading",
    ["Name", "Child's name", "Pupil Name", "Surname", "Forename(s)", "First name", "Full name", "Date of birth", "DOB",
     "D.O.B.", "Address", "Home address", "Postcode", "Post code", "UPN", "Unique pupil number", "Email", "NHS number",
     "Name of child"],
)  # fmt: skip
def test_headings_that_promise_them(heading: str) -> None:
    with pytest.raises(PersonalColumns, match="column M"):
        checked_csv("ehc_assessments", with_column(heading, "x"))


@pytest.mark.parametrize("heading", ["Provider name", "Service name", "School", "Renamed", "Nameplate", "Births"])
def test_headings_that_do_not(heading: str) -> None:
    assert checked_csv("ehc_assessments", with_column(heading)).blocking == ()


@pytest.mark.parametrize(
    ("column", "what"), [("A123456789012", "pupil numbers"), ("T12345678901B", "pupil numbers"), ("a@b.org", "email")]
)
def test_content_under_any_heading(column: str, what: str) -> None:
    with pytest.raises(PersonalColumns, match=what) as raised:
        checked_csv("ehc_assessments", with_column("Ref", "", column))
    assert column not in str(raised.value)


def test_postcodes_from_two_on() -> None:
    assert checked_csv("ehc_assessments", with_column("Ref", "N3 1AB")).blocking == ()
    with pytest.raises(PersonalColumns, match="addresses"):
        checked_csv("ehc_assessments", with_column("Ref", "N3 1AB", "WR10 2QQ"))


def test_pupil_numbers_and_names_as_keys() -> None:
    with pytest.raises(PersonalColumns, match="pupil numbers"):
        checked_csv("ehc_assessments", with_cell(CASES, 1, "Case", "A123456789012"))
    named = [CASES[0], *([f"Jane Sm{'i' * place}th", *row[1:]] for place, row in enumerate(CASES[1:], 1))]
    with pytest.raises(PersonalColumns, match="names"):
        checked_csv("ehc_assessments", named)


def test_a_sheet_that_is_not_read_is_kept_and_so_is_looked_at() -> None:
    with pytest.raises(PersonalColumns, match="Sheet “Working”"):
        checked(workbook(others={"Working": [["Case", "Surname"], ["1", "x"]]}))


def test_in_any_dataset() -> None:
    rows = [[*INDICATORS[0], "Date of birth"], *([*row, ""] for row in INDICATORS[1:])]
    with pytest.raises(PersonalColumns):
        checked(workbook({**FAULTLESS, "indicators": rows}))


def test_a_budget_line_is_no_heading() -> None:
    lines = [["Telephone", "1", "1", "1"], ["Street", "", "1", "1"], ["Name"]]
    assert "R10" not in codes(found("finance_lines", [*FINANCE, *lines]))


def test_headings_among_years() -> None:
    with pytest.raises(PersonalColumns):
        found("finance_lines", [[*FINANCE[0], "2016", "Surname"], *FINANCE[1:]])


PARTICULARS = ("jane.smith@example.org", "A123456789012", "N3 1AB", "ask jane@example.org, tbc", "UPN A123456789012?")


@pytest.mark.parametrize("text", PARTICULARS)
def test_no_finding_on_a_cell_repeats_them(text: str) -> None:
    """A number, a whole number, a list, a date, a yes or no, a stated value, an unknown indicator and a row key."""
    twice = with_cell(with_cell(TRANSPORT, 1, "Route", f"to {text}"), 2, "Route", f"to {text}")
    for dataset, rows in (
        ("sen_transport", with_cell(TRANSPORT, 1, "Miles", text)),
        ("sen_transport", with_cell(TRANSPORT, 1, "Pupils", text)),
        ("sen_transport", with_cell(TRANSPORT, 1, "Mode", text)),
        ("ehc_assessments", with_cell(CASES, 1, "Plan issued", text)),
        ("indicators", with_cell(INDICATORS, 1, "Nil activity", text)),
        ("indicators", with_cell(INDICATORS, 1, "Value as stated", text)),
        ("indicators", with_cell(INDICATORS, 1, "Verified by", text)),
        ("indicators", with_cell(INDICATORS, 1, "Indicator", f"about {text}")),
        ("sen_transport", twice),
    ):
        findings = [each for each in found(dataset, rows) if each.severity == "blocking"]
        assert {each.found for each in findings} <= {NOT_REPEATED, f"{NOT_REPEATED} in 2 cells"}
        assert findings
        assert text not in str(findings)


@pytest.mark.parametrize("text", PARTICULARS)
def test_no_heading_sheet_or_template_version_repeats_them(text: str) -> None:
    rows = [[*TRANSPORT[0], f"Budgets {text}"], *([*row, ""] for row in TRANSPORT[1:])]
    sheets = {**FAULTLESS, "sen_transport": [[name for name in rows[0] if name != "Budget"], *rows[1:]]}
    cover = (("Contract", CONTRACT.id), ("Period", "2016-11"), ("Template version", text))
    name = text.replace("?", "")
    seen = checked(workbook(sheets, cover=cover, others={name: [["something"]]}))
    assert {"L08", "L10", "H02"} <= set(codes(seen.findings))
    assert name not in str(seen.findings)
    assert not seen.proposals


@pytest.mark.parametrize("text", PARTICULARS)
def test_no_refusal_repeats_them(text: str) -> None:
    for content in (
        csv_file("sen_transport", TRANSPORT, contract=text),
        csv_file("sen_transport", TRANSPORT, period=text),
        csv_file(text, TRANSPORT),
        csv_file("sen_transport", TRANSPORT, contract=f"{'of a long name ' * 3}{text}"),
    ):
        with pytest.raises(Refusal) as refused:
            checked(content, name="return.csv")
        assert text not in str(refused.value)
        assert text not in refused.value.found


def test_a_refused_file_s_name_does_not_repeat_them() -> None:
    with pytest.raises(Refusal) as refused:
        read_file(b"", "plan of jane.smith@example.org.csv")
    assert str(refused.value).startswith("plan of [not repeated]: The file is empty")


@pytest.mark.parametrize(
    "text", ["tbc", "£1,07", "12 @ £5.00", "R1 to R2", "A12345678901", "BA123456789012", "N31 ABC", "about 4th"]
)
def test_what_is_no_particular_is_repeated(text: str) -> None:
    (finding,) = found("sen_transport", with_cell(TRANSPORT, 1, "Cost", text))
    assert finding.found == f"“{text}”"
