"""Broken returns, one fault a file, all of them April 2018: ``python -m sample_data.broken FOLDER``.

They are made and not kept: some are large, and one looks like an attack to whatever scans files. ``broken/README.md``
is the table of them.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Final

from contracts import months
from sample_data import edits, hostile
from sample_data.edits import Edit
from sample_data.returns import monthly_return, sample_contract
from sample_data.school_days import LAST, NEXT
from sample_data.tables import Cell, Failed, MonthlyReturn, Table
from sample_data.writing import csv_file, workbook

Make = Callable[[MonthlyReturn], bytes]


@dataclass(frozen=True)
class Broken:
    """One broken file: its name, what is wrong, the code that Reckoner gives, and how it is made from a good month."""

    file: str
    fault: str
    code: str
    make: Make


def write(folder: Path) -> None:
    """Write every broken file and the table of them into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    good = monthly_return(sample_contract(), NEXT)
    for broken in BROKEN:
        (folder / broken.file).write_bytes(broken.make(good))
    (folder / "README.md").write_text(table(), encoding="utf-8")


def table() -> str:
    """Return the table of the broken files as Markdown."""
    rows = "".join(f"| `{broken.file}` | {broken.fault} | {broken.code} |\n" for broken in BROKEN)
    return _ABOVE + "| file | fault | Reckoner says |\n|---|---|---|\n" + rows


_ABOVE: Final = """# Broken returns

One fault a file, each in the return of April 2018 of the sample contract. They are made up, and made on demand:
`python -m sample_data.broken FOLDER` writes them with this table. The codes are those of the guide to findings.

"""


def _edited(edit: Edit) -> Make:
    return lambda good: workbook(edit(good))


def _cell(indicator: str, heading: str, value: Cell) -> Make:
    return _edited(edits.cells(indicator, {heading: value}))


def _indicators(change: Callable[[Table], Table]) -> Make:
    return lambda good: workbook(good.with_table(change(good.table("indicators"))))


def _renamed(columns: Table) -> Table:
    new = {"Indicator": "Measure no.", "Numerator": "Top", "Denominator": "Bottom"}
    rows = tuple({new.get(heading, heading): cell for heading, cell in row.items()} for row in columns.rows)
    return Table(columns.dataset, tuple(new.get(heading, heading) for heading in columns.headings), rows)


def _with_names(good: MonthlyReturn) -> bytes:
    cases = good.table("ehc_assessments")
    rows = tuple({**row, "Date of birth": "made up"} for row in cases.rows)
    return workbook(good.with_table(Table(cases.dataset, (*cases.headings, "Date of birth"), rows)))


def _case_date(heading: str, value: str) -> Make:
    def make(good: MonthlyReturn) -> bytes:
        case = next(row for row in good.table("ehc_assessments").rows if row["Plan issued"] is not None)
        return workbook(good.with_cell("ehc_assessments", str(case["Case"]), heading, value))

    return make


def _loaded_before(_good: MonthlyReturn) -> bytes:
    """Return the very bytes of March 2018, which the two years end with."""
    return workbook(edits.remarks(monthly_return(sample_contract(), LAST)))


def _failed(good: MonthlyReturn) -> MonthlyReturn:
    return edits.cells("OP6", dict.fromkeys(("Numerator", "Value as stated"), Failed("=1/0", "#DIV/0!")))(good)


def _suppressed(good: MonthlyReturn) -> MonthlyReturn:
    for indicator, mark in (("OP9", "x"), ("OP4", "c")):
        edit = edits.cells(indicator, dict.fromkeys(("Numerator", "Denominator", "Value as stated"), mark))
        good = edit(good)
    return good


def _twice(indicators: Table) -> Table:
    return replace(indicators, rows=(*indicators.rows, indicators.rows[3]))


def _unknown(indicators: Table) -> Table:
    return replace(indicators, rows=(*indicators.rows, {**indicators.rows[3], "Indicator": "OP99"}))


def _other_month(label: str) -> Make:
    return lambda good: workbook(replace(good, month=months.parse(label)))


_OPEN_DOCUMENT: Final = {
    "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
    "content.xml": b"<office:document-content/>",
}

BROKEN: Final = (
    Broken("empty.xlsx", "nothing in it", "F01", lambda _: b""),
    Broken("password.xlsx", "protected with a password", "F02", lambda _: hostile.encrypted_workbook()),
    Broken("truncated.xlsx", "the second half is missing", "F04", lambda good: workbook(good)[:9_000]),
    Broken("noise.xlsx", "20 MB of noise", "F05", lambda _: hostile.noise()),
    Broken("too-large.xlsx", "more than 20 MB with its pictures", "F06", lambda g: hostile.too_large(workbook(g))),
    Broken("bomb.xlsx", "unpacks to 220 MB", "F07", lambda good: hostile.bomb(workbook(good))),
    Broken(
        "bomb-forged.xlsx",
        "unpacks to 220 MB and says 1,000 bytes",
        "F07",
        lambda good: hostile.forged(hostile.bomb(workbook(good))),
    ),
    Broken(
        "macros.xlsx",
        "carries a program",
        "F08",
        lambda good: hostile.with_part(workbook(good), "xl/vbaProject.bin", iter((b"none",))),
    ),
    Broken("open-document.ods", "a LibreOffice spreadsheet", "F15", lambda _: hostile.archive(_OPEN_DOCUMENT)),
    Broken(
        "quotation.csv",
        "a quotation mark that is never closed",
        "F17",
        lambda good: csv_file(good.only("finance_lines")).replace(b"School improvement", b'"School improvement'),
    ),
    Broken(
        "wrong-contract.xlsx", "another contract's", "R03", lambda g: workbook(replace(g, contract="kent-placements"))
    ),
    Broken("before-contract.xlsx", "March 2016, a month before the contract", "R05", _other_month("2016-03")),
    Broken("future.xlsx", "March 2023, which has not begun", "R07", _other_month("2023-03")),
    Broken("wrong-month.xlsx", "February 2018, sent for April", "R08", _other_month("2018-02")),
    Broken("dates-of-birth.xlsx", "a column of dates of birth", "R10", _with_names),
    Broken("already-loaded.xlsx", "the same bytes as March 2018", "that it is here already", _loaded_before),
    Broken("headings.xlsx", "headings of its own on the sheet of indicators", "H01", _indicators(_renamed)),
    Broken(
        "text-in-number.xlsx", "“tbc” in four costs", "V02", _edited(edits.to_be_confirmed("R01", "R02", "R03", "R04"))
    ),
    Broken("no-such-day.xlsx", "31 April", "V03", _case_date("Plan issued", "31/04/2018")),
    Broken("month-first.xlsx", "a date as month/day/year", "V04", _case_date("Plan issued", "04/16/2018")),
    Broken("formula-error.xlsx", "#DIV/0! in two cells", "V07", _edited(_failed)),
    Broken("suppressed.xlsx", "x and c in place of figures", "V10", _edited(_suppressed)),
    Broken("duplicate.xlsx", "an indicator twice", "K01", _indicators(_twice)),
    Broken("unknown-indicator.xlsx", "OP99, which the contract does not have", "I01", _indicators(_unknown)),
    Broken("negative.xlsx", "a denominator of -112", "I05", _cell("OP5", "Denominator", Decimal(-112))),
    Broken("above.xlsx", "118 of 112", "I06", _cell("OP5", "Numerator", Decimal(118))),
    Broken(
        "bare-fraction.xlsx",
        "0.978 among values such as 95.3%",
        "I14",
        _cell("OP15", "Value as stated", Decimal("0.978")),
    ),
)


if __name__ == "__main__":
    write(Path(sys.argv[1]))
