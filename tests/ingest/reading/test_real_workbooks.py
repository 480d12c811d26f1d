"""Workbooks as councils and the department publish them; kept outside the repository."""

from pathlib import Path

import openpyxl
import pytest

from ingest.reading.files import read_file
from ingest.reading.refusals import OpenDocument
from tests.ingest.reading.making import texts

_MESSY = Path(__file__).parents[4] / "shared" / "data" / "messy_workbooks"
pytestmark = pytest.mark.skipif(not _MESSY.is_dir(), reason="the published workbooks are not beside this checkout")


def test_a_plain_code_list_reads_as_openpyxl_reads_it() -> None:
    path = _MESSY / "la_code_list.xlsx"
    oracle = openpyxl.load_workbook(path, data_only=True).worksheets[0]
    expected = {
        cell.coordinate: str(cell.value) for row in oracle.iter_rows() for cell in row if cell.value not in (None, "")
    }
    assert texts(read_file(path, path.name)) == expected


def test_a_drawing_that_is_not_there_does_not_matter() -> None:
    path = _MESSY / "DSG_by_year_dr.xlsx"
    read = read_file(path, path.name)
    assert len(read.sheets) == 5
    assert all(sheet.cells.height > 150 for sheet in read.sheets)


def test_an_open_document_is_refused() -> None:
    path = _MESSY / "send_appeal_rate_table_2022.ods"
    with pytest.raises(OpenDocument, match="ODS is not read yet; save as XLSX"):
        read_file(path, path.name)
