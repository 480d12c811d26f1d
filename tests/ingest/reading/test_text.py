import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.reading.files import read_file
from tests.ingest.reading.making import is_proper, texts

# Without semicolons: which character parts the fields is a guess, and tested by hand.
_FIELD = st.text(st.sampled_from('ab1£é" ,\n'), max_size=5)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(_FIELD, min_size=2, max_size=4), min_size=1, max_size=8), st.sampled_from(["\n", "\r\n"]))
def test_what_was_written_comes_back_at_its_address(records: list[list[str]], ending: str) -> None:
    held = io.StringIO()
    csv.writer(held, lineterminator=ending).writerows([["a", "b", "c", "d"], *records])
    read = read_file(held.getvalue().encode(), "return.csv")
    expected = {
        f"{'ABCD'[column]}{row}": text
        for row, record in enumerate([["a", "b", "c", "d"], *records], 1)
        for column, text in enumerate(record)
        if text
    }
    assert texts(read) == expected
    assert is_proper(read.sheets[0].cells)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_encodings_and_separators(encoding: str, separator: str) -> None:
    text = f"Name{separator}Amount\r\nCafé{separator}£1.5\r\n"
    read = read_file(text.encode(encoding), "EHC assessments.csv")
    assert read.sheets[0].name == "EHC assessments"
    assert texts(read) == {"A1": "Name", "B1": "Amount", "A2": "Café", "B2": "£1.5"}


@pytest.mark.parametrize(
    ("data", "cells"),
    [
        ("a;b\n1,5;2,5\n3,5;4,5\n", {"A1": "a", "B1": "b", "A2": "1,5", "B2": "2,5", "A3": "3,5", "B3": "4,5"}),
        ("Title\n\na,b,c\n1,2\n", {"A1": "Title", "A3": "a", "B3": "b", "C3": "c", "A4": "1", "B4": "2"}),
        ("\n\n,x\n", {"B3": "x"}),
        ("a,b,,\n1,2,,\n", {"A1": "a", "B1": "b", "A2": "1", "B2": "2"}),
        ('a,5" pipe\n1,2\n', {"A1": "a", "B1": '5" pipe', "A2": "1", "B2": "2"}),
        ('a,"x\ny"\n1,2\n', {"A1": "a", "B1": "x\ny", "A2": "1", "B2": "2"}),
        ("sep=;\na;b\n", {"A1": "a", "B1": "b"}),
        ("a\rb\r", {"A1": "a", "A2": "b"}),
        ("a,b\rc,d\r\ne,f\r\n", {"A1": "a", "B1": "b", "A2": "c", "B2": "d", "A3": "e", "B3": "f"}),
        ("=1+1,95.3%\n", {"A1": "=1+1", "B1": "95.3%"}),
        ("a,007,1.50\n", {"A1": "a", "B1": "007", "C1": "1.50"}),
    ],
)
def test_a_file_reads_as_a_spreadsheet_would_open_it(data: str, cells: dict[str, str]) -> None:
    assert texts(read_file(data.encode(), "return.csv")) == cells


def test_a_record_wider_than_the_beginning_loses_nothing() -> None:
    read = read_file(b"a,b\n" * 50_000 + b"a,b,c\n", "return.csv")
    cells = read.sheets[0].cells
    assert cells.height == 50_001
    assert cells.filter(cells["C"].is_not_null()).rows() == [(50_001, "a", "b", "c")]
