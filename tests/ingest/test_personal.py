"""Particulars of people are refused outright, and never repeated."""

import pytest

from ingest.refused import PersonalColumns
from tests.ingest.making import (
    CASES,
    FAULTLESS,
    FINANCE,
    INDICATORS,
    Rows,
    checked,
    checked_csv,
    codes,
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
