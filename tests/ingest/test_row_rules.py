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


@pytest.mark.parametrize(
    ("heading", "text", "said"),
    [
        ("Miles", "-0.1", [("V13", "blocking", "F7", "-0.1")]), ("Miles", "0", []), ("Miles", "-0.04", [("V09",)]),
        ("Miles", "(380.5)", [("V13", "blocking", "F7", "-380.5")]),
        ("Cost", "-0.01", [("V14", "reason", "G7", "-£0.01")]), ("Cost", "0.00", []), ("Cost", "-0.00", []),
        ("Cost", "(£1,071.00)", [("V14", "reason", "G7", "-£1,071.00")]), ("Budget", "-1000", []),
    ],
)  # fmt: skip
def test_a_route_below_nil(heading: str, text: str, said: list[tuple[str, ...]]) -> None:
    findings = found("sen_transport", with_cell(TRANSPORT, 1, heading, text))
    told = [(each.code, each.severity, each.cell, each.found) for each in findings]
    assert [each[: len(those)] for each, those in zip(told, said, strict=True)] == said


def test_a_cost_below_nil_is_answered_by_the_row_it_is_of() -> None:
    (finding,) = found("traded_services", with_cell(TRADED, 2, "Full cost", "-45.50"))
    assert (finding.key, finding.cell, finding.found) == ("V14 Full cost of Clerking, school", "D8", "-£45.50")
    (finding,) = found("sen_transport", with_cell(TRANSPORT, 2, "Cost", "-1"))
    assert (finding.key, finding.expected) == ("V14 Cost of R2", "£0.00 or more")
    hidden = with_cell(with_cell(TRANSPORT, 2, "Cost", "-1"), 2, "Route", "for j@example.org")
    assert [each.key for each in found("sen_transport", hidden)] == ["V14 Cost of row 8"]


@pytest.mark.parametrize(("rows", "findings"), [(20, 20), (21, 1)])
def test_a_column_of_costs_below_nil_is_answered_once(rows: int, findings: int) -> None:
    routes = [[f"R{number}", *TRANSPORT[1][1:6], f"-{number}.00", ""] for number in range(1, rows + 1)]
    said = found("sen_transport", [TRANSPORT[0], *routes])
    assert [each.code for each in said] == ["V14"] * findings
    assert said[0].key == ("V14 Cost of R1" if findings > 1 else "V14 Cost")
    assert said[0].found == ("-£1.00" if findings > 1 else "numbers below 0, such as -£1.00 in 21 cells")
