"""Rules on rows: keys, and dates against each other and the month."""

import pytest

from tests.ingest.making import CASES, TRADED, TRANSPORT, codes, found, with_cell


@pytest.mark.parametrize(
    ("heading", "text", "expected"),
    [
        ("Plan issued", "2016-06-20", []), ("Plan issued", "2016-06-19", ["E01"]), ("Plan issued", "2016-06-21", []),
        ("Plan issued", "2016-11-30", []), ("Plan issued", "2016-12-01", ["E02"]),
        ("Clock start", "2016-12-01", ["E01", "E02"]),
        ("Decision to assess", "2016-11-30", []), ("Decision to assess", "2016-12-01", ["E02"]),
    ],
)  # fmt: skip
def test_dates_of_a_case(heading: str, text: str, expected: list[str]) -> None:
    findings = found("ehc_assessments", with_cell(CASES, 1, heading, text))
    assert sorted(codes(findings)) == expected
    assert all(finding.severity == "blocking" for finding in findings)


@pytest.mark.parametrize(("end", "expected"), [("2016-06-01", []), ("2016-05-31", ["E03"]), ("2017-06-01", [])])
def test_the_end_of_an_exception(end: str, expected: list[str]) -> None:
    assert codes(found("ehc_assessments", with_cell(CASES, 4, "Exception to", end))) == expected


def test_a_case_twice_is_told_by_its_cells_alone() -> None:
    (finding,) = found("ehc_assessments", with_cell(CASES, 2, "Case", "EHC-01"))
    assert (finding.code, finding.cell) == ("K01", "A7:A8")
    assert "EHC-01" not in str(finding)
    assert finding.row_key is None


def test_keys_of_two_fields() -> None:
    (finding,) = found("traded_services", with_cell(TRADED, 3, "Customer type", "school"))
    assert (finding.code, finding.cell, finding.found) == ("K01", "A8:A9", "“Clerking”, “school” in 2 cells")
    assert found("traded_services", with_cell(TRADED, 3, "Customer type", "schools")) == []


@pytest.mark.parametrize(
    ("routes", "cells"),
    [("AABCD", "A7:A8"), ("ABCDD", "A10:A11"), ("BADCB", "A7, A11"), ("DCBA", None), ("ABCD", None)],
)
def test_a_key_twice_is_found_in_any_order(routes: str, cells: str | None) -> None:
    rows = [TRANSPORT[0], *([route, *TRANSPORT[1][1:]] for route in routes)]
    assert [finding.cell for finding in found("sen_transport", rows)] == ([cells] if cells else [])


def test_spaces_do_not_tell_keys_apart() -> None:
    assert codes(found("sen_transport", with_cell(TRANSPORT, 2, "Route", " R1 "))) == ["K01"]
