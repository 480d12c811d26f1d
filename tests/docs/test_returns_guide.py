"""The guide to returns: its tables are the code's, and a return made from the guide alone becomes a statement."""

from pathlib import Path

import pytest

from ingest.datasets import DATASETS, Dataset, Kind
from ingest.numbers import MARKS
from ingest.reading.limits import USUAL
from ingest.reading.refusals import BY_CODE, Refusal
from ingest.refused import PersonalColumns
from ingest.rules.catalogue import RULES
from tests.docs.desk import Desk, moment, workbook
from tests.docs.pages import DOCS, Row, blocks, pence, section, tables

PAGE = DOCS / "returns.md"
CONTRACT_FILE = DOCS / "examples" / "brookvale-waste.yaml"
WORDS: dict[Kind, str] = {
    "text": "words",
    "money": "amount",
    "figure": "number",
    "number": "number",
    "whole": "whole number",
    "date": "date",
    "yes or no": "yes or no",
    "choice": "one of the list",
    "stated value": "value with its sign",
}


def _columns(dataset: Dataset) -> list[tuple[str, str, str, str]]:
    return [
        (each.heading, WORDS[each.kind], "yes" if each.required else "", ", ".join(each.aliases))
        for each in dataset.fields
        if each.in_template
    ]


@pytest.mark.parametrize("dataset", DATASETS.values(), ids=DATASETS)
def test_the_columns_of_a_dataset_are_the_code_s(dataset: Dataset) -> None:
    rows = tables(section(PAGE, dataset.sheet))[0]
    said = [(row["Column"], row["Kind"], row["Must be filled"], row["Also read as"]) for row in rows]
    assert said == _columns(dataset)
    lists = [", ".join(each.choices) for each in dataset.fields if each.choices]
    assert all(each in section(PAGE, dataset.sheet) for each in lists)


def test_every_rule_of_checking_stands_in_the_guide_as_in_the_catalogue() -> None:
    rows = [row for table in tables(section(PAGE, "What is checked")) for row in table]
    said = {row["Code"]: (row["Severity"], row["What is found"], row["What to do"]) for row in rows}
    assert said == {
        rule.code: (rule.severity, rule.looks_for, rule.remedy.format_map({"percent": "97.8%", "bare": "0.978"}))
        for rule in RULES.values()
    }
    assert len(rows) == len(RULES)


def test_every_refusal_stands_in_the_guide_as_in_the_code() -> None:
    codes = {kind.code: kind for kind in (*BY_CODE.values(), *Refusal.__subclasses__())}
    assert PersonalColumns.code in codes
    rows = tables(section(PAGE, "What is refused"))[0]
    said = {row["Code"]: (row["What is refused"], row["What to do"]) for row in rows}
    assert said == {code: ((kind.__doc__ or "").strip(), kind.remedy) for code, kind in codes.items()}


def test_the_limits_and_marks_are_the_code_s() -> None:
    text = PAGE.read_text(encoding="utf-8")
    for size in (USUAL.file_bytes, USUAL.text_bytes):
        assert f"{size // 1024**2} MB ({size:,} bytes)" in text
    assert f"{USUAL.inflated_bytes // 1_000_000} MB" in text
    assert f"{USUAL.rows:,} rows" in text
    assert f"{USUAL.columns} columns" in text
    assert f"{USUAL.characters:,} characters" in text
    assert f"{USUAL.seconds} seconds" in text
    assert all(f"`{mark}`" in text for mark in MARKS)


EXAMPLE = section(PAGE, "A return from start to finish")
COVER, INDICATORS, TRADED, STATEMENT = tables(EXAMPLE)


def _cover() -> list[tuple[str, str]]:
    return [(row["A"], row["B"]) for row in COVER]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path / "store", CONTRACT_FILE, moment(2026, 3, 2))
    desk.now = moment(2026, 7, 6, 9)
    return desk


def _is_as_the_page_says(desk: Desk, rows: list[Row]) -> None:
    desk.now = moment(2026, 7, 8)
    drawn = desk.statement("2026-06")
    *lines, net = rows
    assert [(line.title, line.measure, line.amount) for line in drawn.lines] == [
        (row["Line"], row["Measure"], pence(row["Amount"])) for row in lines
    ]
    assert drawn.net == pence(net["Amount"])


def test_a_workbook_made_from_the_guide_alone_becomes_the_statement_it_says(desk: Desk) -> None:
    with desk:
        content = workbook(_cover(), {"Indicators": INDICATORS, "Traded services": TRADED})
        foreseen = desk.check(content)
        assert [each.code for each in foreseen.findings if each.severity != "information"] == []
        assert (foreseen.became, foreseen.recorded) == ("accepted", False)
        assert desk.load(content).became == "accepted"
        _is_as_the_page_says(desk, STATEMENT)


def test_the_same_month_as_csv_files_becomes_the_same_statement(desk: Desk) -> None:
    with desk:
        first, second = blocks(EXAMPLE, "csv")
        assert desk.load(first.encode(), "indicators.csv").became == "accepted"
        assert desk.load(second.encode(), "traded-services.csv").became == "accepted"
        _is_as_the_page_says(desk, STATEMENT)


def test_the_same_file_twice_is_one_submission(desk: Desk) -> None:
    with desk:
        content = workbook(_cover(), {"Indicators": INDICATORS, "Traded services": TRADED})
        first, second = desk.load(content), desk.load(content)
    assert second.became == "already loaded"
    assert second.submission == first.submission
