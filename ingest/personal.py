"""Columns that look like names, dates of birth, addresses or pupil numbers: a return that has one is refused."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

import polars as pl

from ingest.datasets import COVER
from ingest.numbers import read_number
from ingest.particulars import EMAIL, POSTCODE, PUPIL_NUMBER
from ingest.reading.letters import number_of
from ingest.reading.sheets import ReadFile, Sheet
from ingest.refused import PersonalColumns
from ingest.wording import key_of

_ROWS_OF_HEADINGS: Final = 40
_LONGEST_HEADING: Final = 60
_WHO = "child|childs|pupil|pupils|student|students|youngperson|youngpersons|parent|parents|carer|carers|learner|family"
_HEADINGS: Final = (
    (
        "names",
        re.compile(
            rf"name|(first|last|full|given|family|middle|christian|preferred|legal|known)names?|surname|"
            rf"forenames?|initials|({_WHO})(full|first|last)?names?|nameof(the)?({_WHO})"
        ),
    ),
    (
        "dates of birth",
        re.compile(
            r"dob|dateofbirth|birthdate|birthday|born|birth|(childs|pupils)?(dob|dateofbirth)|"
            r".*dateofbirth.*"
        ),
    ),
    (
        "addresses",
        re.compile(
            r"(home|postal|pupil|childs?|email|e?mail|parents?)?address(line)?\d?|postcodes?|"
            r"(home|pupil|childs?)postcode|street|houseno|housenumber|email|telephone|phone|mobile|"
            r"(telephone|phone|mobile)(no|number)"
        ),
    ),
    (
        "pupil numbers",
        re.compile(
            r"(pupil|child|former)?upn|uniquepupilnumber|uniquepupilno|uniquelearnernumber|uln|"
            r"nhs(no|number)|nationalinsurancenumber"
        ),
    ),
)
_CONTENT: Final = (
    ("pupil numbers", rf"^\s*{PUPIL_NUMBER}\s*$", 1),
    ("addresses", rf"^\s*{POSTCODE}\s*$", 2),
    ("email addresses", rf"^\s*{EMAIL}\s*$", 1),
)
NAME: Final = r"^\s*[A-Z][a-z]+(?:[-'][A-Z]?[a-z]+)?,?\s+(?:[A-Z][a-z'-]+\s+)?[A-Z][a-z]+(?:[-'][A-Z]?[a-z]+)?\s*$"
"""A name, as a pattern; keys of which most look like one are refused."""

# An @ stands for the email addresses: it is found faster than they are.
SUSPECT: Final = "|".join(["@", *(pattern for what, pattern, _ in _CONTENT if "email" not in what)])
"""A pattern that is found wherever one of the particulars is."""


def refuse_personal_headings(read: ReadFile) -> None:
    """Go on only if no heading in the file promises particulars of people; sheets that are not read count too.

    Raises:
        PersonalColumns: one does. The heading itself is not repeated.
    """
    for sheet in read.sheets:
        # Whoever filled in the cover of a workbook may put a name there: it is not a column of records.
        if read.kind == "csv" or key_of(sheet.name) != key_of(COVER):
            for row in sheet.cells.head(_ROWS_OF_HEADINGS).iter_rows(named=True):
                if _may_be_headings(row):
                    _refuse_promises(sheet.name, row)


def refuse_personal_heading_row(sheet: Sheet, last_heading: int) -> None:
    """Go on only if the headings of a dataset's sheet promise no particulars of people.

    Raises:
        PersonalColumns: one does.
    """
    for row in sheet.cells.filter(pl.col("row").is_between(last_heading - 1, last_heading)).iter_rows(named=True):
        if row["row"] == last_heading or _may_be_headings(row):
            _refuse_promises(sheet.name, row)


def _may_be_headings(row: Mapping[str, Any]) -> bool:
    """Several texts and no number: a budget line “Telephone” with its amounts is no heading, nor is a lone note."""
    texts = [text.strip() for letter, text in row.items() if letter != "row" and text]
    return len(texts) > 1 and not any(read_number(text) is not None for text in texts)


def _refuse_promises(sheet: str, row: Mapping[str, Any]) -> None:
    for letter, text in row.items():
        for what, pattern in _HEADINGS:
            if letter != "row" and text and len(text) <= _LONGEST_HEADING and pattern.fullmatch(key_of(text)):
                raise PersonalColumns(sheet, letter, what)


def refuse_personal_content(sheet: str, rows: pl.DataFrame, suspect: Iterable[str], named: Iterable[str]) -> None:
    """Go on only if no column of a dataset's sheet holds particulars of people.

    Args:
        sheet: name of the sheet.
        rows: what stands below its headings, columns as in ``Sheet.cells``.
        suspect: letters of columns of text in which something has the form of such particulars.
        named: letters of columns of keys in which something has the form of a name.

    Raises:
        PersonalColumns: one does.
    """
    for letter in sorted(suspect, key=number_of):
        for what, pattern, fewest in _CONTENT:
            if int(rows[letter].str.contains(pattern).sum() or 0) >= fewest:
                raise PersonalColumns(sheet, letter, what)
    for letter in named:
        if 2 * rows[letter].str.contains(NAME).sum() > rows.height - rows[letter].null_count():
            raise PersonalColumns(sheet, letter, "names")
