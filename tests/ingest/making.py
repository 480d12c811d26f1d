"""Returns for tests: a faultless one, and files with whatever is put into them."""

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import xlsxwriter

from contracts.loading import load_file
from contracts.months import parse
from ingest.checking import CheckedReturn, check
from ingest.datasets import DATASETS
from ingest.findings import Finding
from ingest.history import History
from ingest.reading.files import read_file

LOADED = load_file(Path(__file__).parents[1] / "contracts_for_tests" / "river-valley-learning.yaml")
CONTRACT = LOADED.contract
NOVEMBER = parse("2016-11")
TODAY = date(2016, 12, 7)
VERSION = LOADED.digest[:12]

Rows = list[list[str]]

# In November 2016: A3 and A4 are not due. C1: two of the three new plans without exception are in time; T1: 80 of 100.
INDICATORS: Rows = [
    ["Indicator", "Title", "Numerator", "Denominator", "Value as stated", "Nil activity", "Reason if not reported",
     "Commentary", "Verified by"],
    ["A1", "Offers made in time", "47", "50", "94.0%", "", "", "", "sampled"],
    ["A2", "Complaints", "4", "", "4", "", "", "As usual.", "self-reported"],
    ["A5", "Cost of cover", "£1,071.00", "", "£1,071.00", "no", "", "", ""],
    ["A6", "Gap", "8.5%", "", "8.5%", "", "", "", "verified"],
    ["C1", "Plans", "2", "3", "66.7%", "", "", "", ""],
    ["T1", "Income", "80", "100", "80%", "", "", "", ""],
]  # fmt: skip
CASES: Rows = [
    ["Case", "Case type", "Need", "Phase", "Area", "Clock start", "Decision to assess", "Assessment outcome",
     "Plan issued", "Exception", "Exception from", "Exception to"],
    ["EHC-01", "new", "ASD", "primary", "North", "2016-06-20", "2016-07-20", "2016-09-20", "2016-11-07", "", "", ""],
    ["EHC-02", "new", "SEMH", "primary", "North", "2016-06-20", "", "", "2016-11-08", "", "", ""],
    ["EHC-03", "new", "SLCN", "secondary", "South", "2016-07-01", "", "", "2016-11-18", "", "", ""],
    ["EHC-04", "new", "ASD", "secondary", "South", "2016-05-01", "", "", "2016-11-30", "late advice", "2016-06-01",
     "2016-12-31"],
    ["EHC-05", "transfer of statement", "ASD", "post-16", "South", "2015-05-01", "", "", "2016-11-30", "", "", ""],
    ["EHC-06", "new", "ASD", "primary", "North", "2016-10-01", "", "", "", "", "", ""],
]  # fmt: skip
TRADED: Rows = [
    ["Service", "Customer type", "Income", "Full cost", "Budget", "Buyers", "Eligible buyers"],
    ["Catering", "school", "50.00", "40.00", "60.00", "5", "9"],
    ["Clerking", "school", "30", "45.50", "40", "3", "9"],
    ["Clerking", "other", "(5.25)", "1.00", "", "", ""],
]
TRANSPORT: Rows = [
    ["Route", "Provider", "Mode", "Pupils", "Days", "Miles", "Cost", "Budget"],
    ["R1", "Valley Cars", "taxi", "2", "19", "380.5", "£1,071.00", "1000"],
    ["R2", "Hill Coaches", "minibus", "8", "19", "1200", "2400.10", ""],
]
FINANCE: Rows = [
    ["Line", "Budget", "Actual to date", "Forecast"],
    ["Staff", "1000.00", "600.00", "1010.00"],
    ["Premises", "200.00", "100.00", "200.00"],
]
FAULTLESS: Mapping[str, Rows] = {
    "indicators": INDICATORS,
    "ehc_assessments": CASES,
    "traded_services": TRADED,
    "sen_transport": TRANSPORT,
    "finance_lines": FINANCE,
}


def with_cell(rows: Rows, row: int, heading: str, text: str) -> Rows:
    """The rows with one cell replaced; row 1 is the first below the headings."""
    copied = [list(each) for each in rows]
    copied[row][copied[0].index(heading)] = text
    return copied


def csv_file(
    dataset: str, rows: Rows, *, contract: str = CONTRACT.id, period: str = "2016-11", version: str = VERSION
) -> bytes:
    """A CSV return: the headings stand in row 6, the first record in row 7."""
    target = io.StringIO()
    written = csv.writer(target)
    sheet = next((each.sheet for each in DATASETS.values() if each.id == dataset), dataset)
    cover = [["Contract", contract], ["Period", period], ["Dataset", sheet], ["Template version", version], []]
    written.writerows([*cover, *rows])
    return target.getvalue().encode()


def workbook(
    sheets: Mapping[str, Rows] = FAULTLESS,
    *,
    cover: Sequence[tuple[str, str]] = (
        ("Contract", CONTRACT.id),
        ("Period", "2016-11"),
        ("Template version", VERSION),
    ),
    others: Mapping[str, Rows] | None = None,
) -> bytes:
    """A workbook of text cells: on each sheet a title, a blank row, the headings in row 3."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        if cover:
            page = book.add_worksheet("Return")
            for row, pair in enumerate(cover):
                page.write_row(row, 0, pair)
        for name, rows in sheets.items():
            page = book.add_worksheet(DATASETS[name].sheet)  # type: ignore[index]
            page.write_string(0, 0, f"{name} for November 2016")
            for row, texts in enumerate(rows, 2):
                page.write_row(row, 0, [text or None for text in texts])
        for name, rows in (others or {}).items():
            page = book.add_worksheet(name)
            for row, texts in enumerate(rows):
                page.write_row(row, 0, texts)
    return target.getvalue()


def checked(
    content: bytes, history: History | None = None, *, name: str = "return.xlsx", today: date = TODAY
) -> CheckedReturn:
    """Check a file as the council would in the first week of December 2016."""
    known = history or History(template_version=VERSION)
    return check(read_file(content, name), CONTRACT, known, today=today)


def checked_csv(dataset: str, rows: Rows, history: History | None = None) -> CheckedReturn:
    return checked(csv_file(dataset, rows), history, name="return.csv")


def found(dataset: str, rows: Rows, history: History | None = None) -> list[Finding]:
    """What is said about one dataset sent as a CSV."""
    return list(checked_csv(dataset, rows, history).findings)


def codes(findings: Sequence[Finding]) -> list[str]:
    return [finding.code for finding in findings]
