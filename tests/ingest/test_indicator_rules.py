"""Rules on indicators: each at its edge, just below and just above."""

from datetime import date
from decimal import Decimal

import polars as pl
import pytest

from ingest.findings import Finding
from ingest.history import EARLIER, History
from tests.ingest.making import (
    FAULTLESS,
    INDICATORS,
    TRADED,
    VERSION,
    Rows,
    checked,
    checked_csv,
    codes,
    csv_file,
    found,
    with_cell,
    workbook,
)


def line(indicator: str, **cells: str) -> Rows:
    """The faultless indicators with cells of one line replaced; _ stands for a space in a heading."""
    place = [row[0] for row in INDICATORS].index(indicator)
    rows = INDICATORS
    for heading, text in cells.items():
        rows = with_cell(rows, place, heading.replace("_", " "), text)
    return rows


def about(indicator: str, /, **cells: str) -> list[Finding]:
    return found("indicators", line(indicator, **cells))


def after(history: History, indicator: str, /, **cells: str) -> list[Finding]:
    return found("indicators", line(indicator, **cells), history)


def months_before(indicator: str, *figures: tuple[str, str | None]) -> History:
    """A history of the months before November 2016, latest first."""
    rows = [
        (indicator, date(2016, 10 - place, 1), Decimal(numerator), Decimal(denominator) if denominator else None)
        for place, (numerator, denominator) in enumerate(figures)
    ]
    return History(earlier=pl.DataFrame(rows, EARLIER, orient="row"), template_version=VERSION)


@pytest.mark.parametrize(
    ("numerator", "denominator", "stated", "expected"),
    [
        ("0", "50", "0%", []), ("-1", "50", "", ["I06"]), ("50", "50", "100%", []), ("51", "50", "102%", ["I06"]),
        ("0", "0", "", ["I07"]), ("0", "1", "0%", []), ("0", "-1", "", ["I05"]), ("47", "50", "", []),
    ],
)  # fmt: skip
def test_numerator_and_denominator(numerator: str, denominator: str, stated: str, expected: list[str]) -> None:
    findings = about("A1", Numerator=numerator, Denominator=denominator, Value_as_stated=stated)
    assert codes(findings) == expected
    assert all(finding.severity == "blocking" and finding.row_key == "A1" for finding in findings)


@pytest.mark.parametrize(
    ("denominator", "expected"), [("", []), ("1", []), ("0", ["I18"]), ("2", ["I18"]), ("10", ["I18"])]
)
def test_what_is_divided_by_nothing_has_no_denominator(denominator: str, expected: list[str]) -> None:
    findings = about("A2", Numerator="51", Denominator=denominator, Value_as_stated="")
    assert codes(findings) == expected
    assert all(finding.severity == "blocking" and finding.row_key == "A2" for finding in findings)


def test_only_percentages_have_a_numerator_within_their_denominator() -> None:
    assert about("A2", Numerator="51", Value_as_stated="51") == []


@pytest.mark.parametrize(("numerator", "expected"), [("-1", ["I19"]), ("-0.5", ["I19"]), ("0", []), ("1", [])])
def test_a_count_is_not_below_nil(numerator: str, expected: list[str]) -> None:
    findings = about("A2", Numerator=numerator, Value_as_stated=numerator)
    assert codes(findings) == expected
    assert all((each.severity, each.row_key) == ("blocking", "A2") for each in findings)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"Numerator": "", "Denominator": "0", "Value_as_stated": ""}, []),
        ({"Numerator": "", "Denominator": "", "Value_as_stated": ""}, []),
        ({"Numerator": "0", "Denominator": "0", "Value_as_stated": ""}, []),
        ({"Numerator": "0", "Denominator": "1", "Value_as_stated": ""}, ["I08"]),
        ({"Numerator": "", "Denominator": "", "Value_as_stated": "94%"}, ["I08"]),
    ],
)
def test_nil_activity(cells: dict[str, str], expected: list[str]) -> None:
    assert codes(about("A1", **cells, Nil_activity="yes")) == expected


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"Numerator": "", "Denominator": "", "Value_as_stated": ""}, [("I04", "C7")]),
        ({"Numerator": "x", "Denominator": "50", "Value_as_stated": ""}, [("I04", "C7"), ("V10", "C7")]),
        ({"Numerator": "", "Denominator": "50", "Value_as_stated": ""}, [("I09", "C7")]),
        ({"Numerator": "47", "Denominator": "", "Value_as_stated": ""}, [("I09", "D7")]),
        ({"Numerator": "", "Denominator": "", "Value_as_stated": "94%"}, [("I09", "C7")]),
    ],
)
def test_what_is_not_reported_says_why(cells: dict[str, str], expected: list[tuple[str, str]]) -> None:
    assert [(each.code, each.cell) for each in about("A1", **cells)] == expected
    answered = about("A1", **cells, Reason_if_not_reported="The system was down.")
    assert [each.code for each in answered if each.severity != "information"] == []
    assert checked_csv("indicators", line("A1", **cells)).holdings[0].indicator == "A2"


def test_a_suppressed_figure_is_not_zero() -> None:
    rows = checked_csv("indicators", line("A1", Numerator="c")).rows["indicators"]
    assert rows["numerator"].to_list()[0] is None


def test_an_absent_indicator_needs_a_reason() -> None:
    (finding,) = found("indicators", [INDICATORS[0], *INDICATORS[2:]])
    assert (finding.code, finding.severity, finding.key) == ("I03", "reason", "I03 A1")


def test_a_measure_from_records_may_be_absent() -> None:
    assert found("indicators", [row for row in INDICATORS if row[0] not in ("C1", "T1")]) == []


@pytest.mark.parametrize(("name", "code"), [("a1", None), ("A 1", "I01"), ("A11", "I01")])
def test_an_unknown_indicator(name: str, code: str | None) -> None:
    findings = about("A1", Indicator=name)
    assert codes(findings) == ([code, "I03"] if code else [])


def test_an_indicator_twice() -> None:
    (finding,) = found("indicators", [*INDICATORS, INDICATORS[1]])
    assert (finding.code, finding.cell, finding.severity) == ("K01", "A7, A13", "blocking")
    (finding,) = found("indicators", [*INDICATORS, ["a1", *INDICATORS[1][1:]]])
    assert finding.code == "K01"


def test_an_indicator_that_is_not_due() -> None:
    quarterly = ["A4", "Attendance", "9", "10", "90%", "", "", "", ""]
    (finding,) = found("indicators", [*INDICATORS, quarterly])
    assert (finding.code, finding.severity, finding.row_key) == ("I02", "reason", "A4")
    assert found("indicators", [*INDICATORS, ["A4", "Attendance", "", "", "", "", "", "", ""]]) == []
    december = csv_file("indicators", [*INDICATORS, quarterly], period="2016-12")
    assert checked(december, name="x.csv", today=date(2017, 1, 5)).findings == ()


# 47 of 50 is 94%; 2 of 3 is 66.666...%
@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("94%", []), ("94.0", []), ("94.00%", []), ("94.05%", ["I10"]), ("93.5%", ["I10"]), ("95%", ["I10"]),
        ("0.94", ["I14"]), ("0.95", ["I10", "I14"]), ("1", ["I10", "I14"]), ("1.01", ["I10"]), ("£94", ["I15"]),
        ("0", ["I10"]), ("ninety", ["V02"]), ("#DIV/0!", ["V07"]), ("-", ["V10"]),
    ],
)  # fmt: skip
def test_the_stated_value_of_a_percentage(stated: str, expected: list[str]) -> None:
    assert sorted(codes(about("A1", Value_as_stated=stated))) == expected


@pytest.mark.parametrize(
    ("indicator", "cells", "expected"),
    [
        ("A1", {"Numerator": "47%"}, "a number without a unit, such as 47"),
        ("A1", {"Denominator": "£50"}, "a number without a unit, such as 47"),
        ("A6", {"Numerator": "£8.50"}, "a percentage, such as 94.0%"),
        ("A5", {"Numerator": "1071%"}, "an amount in pounds, such as £1,071.00"),
    ],
)
def test_what_is_expected_of_a_numerator_is_not_what_was_found(
    indicator: str, cells: dict[str, str], expected: str
) -> None:
    assert {each.expected for each in about(indicator, **cells) if each.code == "I15"} == {expected}


def test_what_is_expected_of_a_milestone_s_numerator() -> None:
    milestone = ["A3", "", "£1", "", "yes", "", "", "", ""]
    (misfit,) = [each for each in found("indicators", [*INDICATORS, milestone]) if each.code == "I15"]
    assert (misfit.found, misfit.expected) == ("“£1”", "1 for yes or 0 for no")


@pytest.mark.parametrize(
    ("stated", "expected"), [("67%", []), ("66.7%", []), ("66.6%", ["I10"]), ("66.67%", []), ("66%", ["I10"])]
)
def test_the_stated_value_as_it_is_rounded(stated: str, expected: list[str]) -> None:
    assert codes(about("A1", Numerator="2", Denominator="3", Value_as_stated=stated)) == expected


@pytest.mark.parametrize(("stated", "expected"), [("0.5%", []), ("1%", []), ("0.4%", ["I10"])])
def test_a_half_may_be_rounded_either_way(stated: str, expected: list[str]) -> None:
    assert codes(about("A1", Numerator="1", Denominator="200", Value_as_stated=stated)) == expected
    if not expected:
        assert about("A1", Numerator="1", Denominator="200", Value_as_stated="0%") == []


def test_a_bare_fraction_is_taken_times_100_unless_only_as_it_stands_it_agrees() -> None:
    taken = checked_csv("indicators", line("A1", Value_as_stated="0.94")).rows["indicators"]
    assert taken["stated_value"].to_list()[0] == Decimal("94.000000")
    (finding,) = about("A1", Value_as_stated="0.94")
    assert (finding.severity, finding.cell, finding.expected) == ("reason", "E7", "a percentage such as 94%")
    small = line("A1", Numerator="1", Denominator="150", Value_as_stated="0.67")  # 0.666...%
    assert found("indicators", small) == []
    kept = checked_csv("indicators", small).rows["indicators"]["stated_value"].to_list()[0]
    assert kept == Decimal("0.67")


def test_a_percentage_by_itself() -> None:
    assert about("A6", Numerator="8.5", Value_as_stated="8.5") == []
    assert codes(about("A6", Numerator="0.085", Value_as_stated="8.5%")) == ["I14"]
    rows = checked_csv("indicators", line("A6", Numerator="0.085", Value_as_stated="8.5%")).rows["indicators"]
    assert rows["numerator"].to_list()[3] == Decimal("8.5")


@pytest.mark.parametrize(
    ("indicator", "cells", "expected"),
    [
        ("A1", {"Numerator": "47%"}, ["I15"]), ("A1", {"Denominator": "£50"}, ["I15"]),
        ("A2", {"Value_as_stated": "4%"}, ["I15"]), ("A2", {"Value_as_stated": "£4"}, ["I15"]),
        ("A5", {"Value_as_stated": "1071"}, []), ("A5", {"Value_as_stated": "£1,071"}, []),
        ("A5", {"Value_as_stated": "£1,071.01"}, ["I10"]), ("A5", {"Numerator": "1071%"}, ["I15"]),
    ],
)  # fmt: skip
def test_signs_of_units(indicator: str, cells: dict[str, str], expected: list[str]) -> None:
    assert codes(about(indicator, **cells)) == expected


@pytest.mark.parametrize(
    ("stated", "expected"), [("yes", []), ("1", []), ("No", ["I10"]), ("0", ["I10"]), ("done", ["I15"])]
)
def test_milestones(stated: str, expected: list[str]) -> None:
    rows = [*INDICATORS, ["A3", "Handbook", "1", "", stated, "", "", "", ""]]
    content = csv_file("indicators", rows, period="2017-01")
    assert codes(checked(content, name="x.csv", today=date(2017, 2, 3)).findings) == expected


# The mean of the three months before is 80%: 60% and 100% are 20 points away, 61% is not.
@pytest.mark.parametrize(("numerator", "expected"), [("60", ["I12"]), ("61", []), ("99", []), ("100", ["I12"])])
def test_a_jump_of_a_percentage(numerator: str, expected: list[str]) -> None:
    before = months_before("A1", ("70", "100"), ("80", "100"), ("90", "100"), ("0", "100"))
    findings = after(before, "A1", Numerator=numerator, Denominator="100", Value_as_stated="")
    assert codes(findings) == expected
    assert all((each.severity, each.key) == ("reason", "I12 A1") for each in findings)


# The mean before is 10.
@pytest.mark.parametrize(("number", "expected"), [("5", ["I12"]), ("6", []), ("19", []), ("20", ["I12"])])
def test_a_jump_of_a_count(number: str, expected: list[str]) -> None:
    before = months_before("A2", ("10", None))
    assert codes(after(before, "A2", Numerator=number, Value_as_stated=number)) == expected


# The mean of the denominators before is 100.
@pytest.mark.parametrize(("denominator", "expected"), [("50", ["I13"]), ("51", []), ("49", ["I13"])])
def test_a_denominator_that_halved(denominator: str, expected: list[str]) -> None:
    before = months_before("A1", ("94", "100"))
    cells = {"Numerator": str(int(denominator) - 3), "Denominator": denominator, "Value_as_stated": ""}
    assert codes(after(before, "A1", **cells)) == expected


def test_the_month_itself_and_later_ones_are_no_months_before() -> None:
    rows = [("A2", date(2016, 11, 1), Decimal(100), None), ("A2", date(2016, 12, 1), Decimal(100), None)]
    history = History(earlier=pl.DataFrame(rows, EARLIER, orient="row"), template_version=VERSION)
    assert after(history, "A2") == []


# The records give 2 of 3 for C1 and £80 of £100 for T1.
@pytest.mark.parametrize(
    ("indicator", "cells", "expected"),
    [
        ("C1", {"Numerator": "3"}, ["I10", "I11"]), ("C1", {"Denominator": "4", "Value_as_stated": "50%"}, ["I11"]),
        ("C1", {"Numerator": "", "Denominator": "", "Value_as_stated": "66.7%"}, []),
        ("C1", {"Numerator": "", "Denominator": "", "Value_as_stated": "66.6%"}, ["I11"]),
        ("C1", {"Numerator": "", "Denominator": "", "Value_as_stated": ""}, []),
        ("T1", {"Numerator": "80.01"}, ["I11"]), ("T1", {"Value_as_stated": "81%"}, ["I10", "I11"]),
        ("C1", {"Numerator": "", "Denominator": "", "Value_as_stated": "", "Nil_activity": "yes"}, ["I08"]),
    ],
)  # fmt: skip
def test_what_is_stated_beside_the_records(indicator: str, cells: dict[str, str], expected: list[str]) -> None:
    findings = checked(workbook({**FAULTLESS, "indicators": line(indicator, **cells)})).findings
    assert codes(findings) == expected
    for finding in findings:
        if finding.code == "I11":
            assert (finding.severity, finding.row_key) == ("reason", indicator)
            assert "from the records" in finding.expected


def test_the_records_of_another_file_count_in_either_order() -> None:
    whole = checked(workbook()).rows
    indicators = History(current={"indicators": whole["indicators"]}, template_version=VERSION)
    traded = with_cell(TRADED, 1, "Income", "40.00")
    (finding,) = found("traded_services", traded, indicators)
    assert (finding.code, finding.row_key, finding.sheet) == ("I11", "T1", "return")
    assert found("traded_services", TRADED, indicators) == []
    records = History(current={"traded_services": whole["traded_services"]}, template_version=VERSION)
    assert codes(after(records, "T1", Numerator="79")) == ["I10", "I11"]
    assert after(records, "T1") == []


def test_nothing_in_the_records_is_declared() -> None:
    empty = {**FAULTLESS, "ehc_assessments": FAULTLESS["ehc_assessments"][:1]}
    blank = {"Numerator": "", "Denominator": "", "Value_as_stated": ""}
    undeclared = checked(workbook({**empty, "indicators": line("C1", **blank)}))
    assert codes(undeclared.findings) == ["I07", "L12"]
    assert codes(checked(workbook({**empty, "indicators": line("C1", **blank, Nil_activity="yes")})).findings) == [
        "L12"
    ]


def test_all_findings_come_at_once() -> None:
    rows = line("A1", Numerator="60")
    rows = with_cell(rows, 2, "Numerator", "tbc")
    rows = with_cell(rows, 3, "Value as stated", "£1")
    rows = with_cell(rows, 4, "Verified by", "nobody")
    assert sorted(codes(found("indicators", rows))) == ["I06", "I10", "I10", "V02", "V06"]
