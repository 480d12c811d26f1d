"""The statement worked by hand is the program's, from the page's own figures through a contract file and workbooks."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from statements.documents import Statement, StatementLine
from tests.docs.desk import Desk, moment, workbook
from tests.docs.pages import DOCS, Row, pence, section, tables

PAGE = DOCS / "worked-statement.md"
CONTRACT_FILE = DOCS / "examples" / "worked-statement.yaml"
ARRIVED = {"2025-04": moment(2025, 5, 6), "2025-05": moment(2025, 6, 4), "2025-06": moment(2025, 7, 4)}
STATEMENT = section(PAGE, "The statement for June 2025")


def _returned(month: str) -> dict[str, list[Row]]:
    """Return the sheets of a month's workbook, from the page's tables."""
    indicators, traded = tables(section(PAGE, "What was returned"))
    sheets = {"Indicators": [row for row in indicators if row["Month"] == month]}
    hired = [row for row in traded if row["Month"] == month]
    if hired:
        sheets["Traded services"] = [_hired(row) for row in hired]
    return {name: [_without_month(row) for row in rows] for name, rows in sheets.items()}


def _hired(row: Row) -> Row:
    return row | {"Customer type": "public", "Full cost": "£0.00"}


def _without_month(row: Row) -> Row:
    return {heading: text for heading, text in row.items() if heading != "Month"}


def _cover(month: str) -> tuple[tuple[str, str], ...]:
    return (("Contract", "millbrook-libraries"), ("Period", month))


def _load(desk: Desk, month: str, sheets: dict[str, list[Row]], when: datetime) -> None:
    desk.now = when
    content = workbook(_cover(month), sheets)
    foreseen = desk.check(content)
    reasons = {each.key: "As the page says." for each in foreseen.findings if each.severity == "reason"}
    report = desk.load(content, reasons=reasons)
    assert report.became == "accepted", report.findings


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("worked") / "store"
    with Desk(folder, CONTRACT_FILE, moment(2025, 3, 3)) as desk:
        for month, when in ARRIVED.items():
            _load(desk, month, _returned(month), when)
        yield desk


@pytest.fixture(scope="module")
def june(desk: Desk) -> Statement:
    desk.now = moment(2025, 7, 9)
    return desk.statement("2025-06")


def test_every_line_of_the_statement_is_the_one_worked_by_hand(june: Statement) -> None:
    *lines, net = tables(STATEMENT)[0]
    found = [(line.number, line.title, line.points, line.before_caps, line.amount) for line in june.lines]
    assert found == [
        (int(row["No."]), row["Line"], row["Points"], pence(row["Before caps"]), pence(row["Amount"])) for row in lines
    ]
    assert june.net == pence(net["Amount"]) == sum(pence(row["Amount"]) for row in lines)


def test_the_caps_are_used_as_worked_by_hand(june: Statement) -> None:
    rows = tables(STATEMENT)[1]
    assert {each.cap: (each.limit, each.used) for each in june.caps} == {
        row["Cap"]: (pence(row["Allows"]), pence(row["Used"])) for row in rows
    }


def _working(line: StatementLine) -> dict[str, str]:
    return {each.says: each.figures for each in line.sums}


def test_the_points_of_june_run_up_as_worked_by_hand(june: Statement) -> None:
    rows = tables(section(PAGE, "June, step by step"))[1]
    lines = [line for line in june.lines if line.points]
    assert len(lines) == len(rows)
    for row, line in zip(rows, lines, strict=True):
        said = _working(line)["Free points of the month"]
        running = f"running from {row['From']} to {row['To']}, 4 free: {row['Left after 4 free']} count"
        assert said == running
        counted = _working(line).get("After the ratchet", f"count as {row['Left after 4 free']}")
        assert counted.endswith(f"count as {row['After the ratchet']}")


def test_the_amounts_of_june_are_worked_by_hand_before_and_after_each_cap(june: Statement) -> None:
    rows = tables(section(PAGE, "June, step by step"))[3]
    lines = [line for line in june.lines if line.kind != "charge"]
    assert [(-line.before_caps, -line.amount) for line in lines] == [
        (pence(row["Before caps"]), pence(row["After 6.3"])) for row in rows
    ]


@pytest.mark.parametrize(("month", "net"), [("2025-04", "£10,416.67"), ("2025-05", "£9,583.33")])
def test_april_and_may_end_as_the_page_says(desk: Desk, month: str, net: str) -> None:
    assert f"{net}." in PAGE.read_text(encoding="utf-8")
    assert desk.statement(month).net == pence(net)


def test_may_charges_and_carries_as_worked_by_hand(desk: Desk) -> None:
    rows = tables(section(PAGE, "May: failures, and a cap that carries"))[1]
    lines = [line for line in desk.statement("2025-05").lines if line.kind != "charge"]
    assert [(line.indicator, -line.before_caps, -line.amount) for line in lines] == [
        (row["Line"], pence(row["Before caps"]), pence(row["Charged"])) for row in rows
    ]
    assert all(pence(row["Before caps"]) - pence(row["Charged"]) == pence(row["Carried on"]) for row in rows)


def test_a_return_that_comes_after_all_changes_what_the_page_says(tmp_path: Path) -> None:
    with Desk(tmp_path / "store", CONTRACT_FILE, moment(2025, 3, 3)) as desk:
        for month, when in ARRIVED.items():
            _load(desk, month, _returned(month), when)
        row = _hired({"Service": "Room hire", "Income": "£2,000.00", "Budget": "£2,000.00"})
        _load(desk, "2025-06", {"Traded services": [row]}, moment(2025, 7, 15))
        drawn = desk.statement("2025-06")
    *lines, net = tables(section(PAGE, "If the missing return comes after all"))[0]
    assert [(line.title, line.amount) for line in drawn.lines] == [(row["Line"], pence(row["Amount"])) for row in lines]
    assert drawn.net == pence(net["Amount"])
