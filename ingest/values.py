"""Columns of text become columns of numbers, dates and words.

What is written plainly is read column by column at the engine's speed. What is left (signs, marks, other spellings,
mistakes) is looked at text by text, each distinct text once, and only there is anything found.
"""

from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

import polars as pl

from ingest.datasets import Dataset, Field, Kind
from ingest.days import FIRST_DAY, LAST_DAY, read_day
from ingest.findings import Hit
from ingest.numbers import MARKS, read_number, rounded, whole_digits
from ingest.wording import is_error, key_of, quoted

_WHAT: Final[Mapping[Kind, str]] = {
    "money": "an amount in pounds, such as £1,071.00",
    "figure": "a number, such as 47 or 1,071.5",
    "number": "a number, such as 1,071.5",
    "whole": "a whole number, 0 or more",
    "date": "a date, such as 30/11/2016",
    "text": "a name or word",
    "choice": "a word from the list",
    "yes or no": "yes or no",
    "stated value": "a number, such as 94.0%",
}
_YES: Final = frozenset(("yes", "y", "true", "1"))
_NO: Final = frozenset(("no", "n", "false", "0"))
# In a column of words a letter may be a word; punctuation and n/a never are.
_WORDLESS: Final = sorted(mark for mark in MARKS if not mark.isalpha())
# Nothing to strip, no error, and no mark: those begin with a sign, or are n/a and n.a.
PLAIN_WORD: Final = r"^(?:[0-9A-MO-Za-mo-z]|[Nn][^/.\s])(?:.*\S)?$"
_DISTINCT_SHOWN: Final = 200


@dataclass(frozen=True)
class Reading:
    """What became of one text: its value, or None, and the code of the rule that has something to say."""

    value: Any = None
    code: str | None = None


def typed(
    texts: pl.DataFrame, dataset: Dataset, sheet: str, letters: Mapping[str, str], plain_words: Container[str]
) -> tuple[pl.DataFrame, list[Hit]]:
    """Read the columns of a dataset.

    Args:
        texts: "sheet_row" and a String column for each field that the sheet has.
        dataset: whose fields they are.
        sheet: name of the sheet, for the findings.
        letters: letter by field.
        plain_words: letters of columns in which every text is known to be a plain word.

    Returns:
        A frame of "sheet_row" and every stored field in its type (null where nothing could be read; a stated value
        stays text, since its unit is the indicator's), and what was found.
    """
    known = {name for name, letter in letters.items() if letter in plain_words}
    fields = [field for field in dataset.stored if field.name in letters and field.name not in known]
    # Asked as one query, the engine reads a text once that an expression names twice.
    plain = texts.lazy().with_columns(_plainly(field).alias(str(field.name)) for field in fields).collect()
    columns = [plain["sheet_row"]]
    hits: list[Hit] = []
    for field in dataset.stored:
        name = str(field.name)
        if name not in letters:
            columns.append(pl.Series(name, [None], _type(field)).new_from_index(0, texts.height))
            continue
        values, found = _completed(texts["sheet_row"], texts[name], plain[name], field, dataset)
        columns.append(values)
        hits.extend(Hit(code, sheet, said, letters[name], rows, _told(field, dataset)) for code, said, rows in found)
    # A question that is left blank is answered no.
    return pl.DataFrame(columns).with_columns(pl.col(pl.Boolean).fill_null(value=False)), hits


def _type(field: Field) -> pl.DataType:
    return pl.String() if field.kind == "stated value" else field.type


def _plainly(field: Field) -> pl.Expr:
    """The values of texts that are written plainly; null for all others."""
    text = pl.col(str(field.name))
    if field.kind in ("money", "figure", "number") and isinstance(field.type, pl.Decimal):
        digits = (field.type.precision or 38) - field.places
        pattern = rf"^-?\d{{1,{digits}}}(?:\.\d{{1,{field.places}}})?$"
        return pl.when(text.str.contains(pattern)).then(text.cast(field.type, strict=False))
    if field.kind == "whole":
        number = text.cast(pl.Int32, strict=False)
        return pl.when(number >= 0).then(number)
    if field.kind == "date":
        day = text.str.to_date("%Y-%m-%d", strict=False)
        return pl.when(day.is_between(FIRST_DAY, LAST_DAY)).then(day)
    if field.kind == "yes or no":
        return text.replace_strict({"yes": True, "no": False}, default=None, return_dtype=pl.Boolean)
    if field.kind == "stated value":
        return text.str.strip_chars()
    chosen = text.is_in(list(field.choices)) if field.choices else text.str.contains(PLAIN_WORD)
    return pl.when(chosen).then(text)


Found = tuple[str, str, list[int]]


def _completed(
    rows: pl.Series, texts: pl.Series, plain: pl.Series, field: Field, dataset: Dataset
) -> tuple[pl.Series, list[Found]]:
    """Read what was not written plainly; return the whole column and what was found, with the sheet rows."""
    if plain.null_count() == texts.null_count() and not (field.required and texts.null_count()):
        return plain, []
    left = pl.DataFrame({"row": rows, "text": texts, "plain": plain}).filter(plain.is_null())
    left = left.with_columns(pl.col("text").str.strip_chars().fill_null(""))
    distinct = left.group_by("text", maintain_order=True).agg("row")
    readings = [_read(text, field) for text in distinct["text"].to_list()]
    values = pl.Series("value", [reading.value for reading in readings], _type(field))
    found = _found(
        distinct.with_columns(code=pl.Series([reading.code for reading in readings], dtype=pl.String)), dataset
    )
    if values.null_count() == values.len():
        return plain, found
    known = distinct.select("text", value=values)
    filled = left.select("row", "text").join(known, on="text", how="left", maintain_order="left")
    both = pl.DataFrame({"row": rows, "plain": plain}).join(filled, on="row", how="left", maintain_order="left")
    return both.select(pl.coalesce("plain", "value").alias(plain.name)).to_series(), found


def _found(distinct: pl.DataFrame, dataset: Dataset) -> list[Found]:
    said = distinct.filter(pl.col("code").is_not_null())
    shown = said.head(_DISTINCT_SHOWN).select("code", "text", "row").rows()
    found = [(code, _said(text, dataset), list(rows)) for code, text, rows in shown]
    rest = said.slice(_DISTINCT_SHOWN).group_by("code").agg(pl.col("row").explode())
    return [*found, *((code, "further texts", sorted(rows)) for code, rows in rest.select("code", "row").rows())]


def _said(text: str, dataset: Dataset) -> str:
    return quoted(text, about_people=dataset.about_people) if text else "nothing"


def _told(field: Field, dataset: Dataset) -> dict[str, str]:
    return {
        "what": _WHAT[field.kind],
        "choices": ", ".join(field.choices),
        "places": str(field.places),
        "digits": str((field.type.precision or 0) - field.places + 1) if isinstance(field.type, pl.Decimal) else "10",
        "example": "30/11/2016",
        "row": dataset.row,
    }


def _read(text: str, field: Field) -> Reading:
    """Read one text that is not written plainly; blank texts come as ""."""
    if is_error(text):
        return Reading(code="V07")
    if not text or _is_mark(text, field):
        return Reading(code="V01" if field.required else "V10" if text and field.kind != "text" else None)
    return _READERS[field.kind](text, field)


def _is_mark(text: str, field: Field) -> bool:
    return text.casefold() in (_WORDLESS if field.kind == "text" else MARKS)


def _number(text: str, field: Field) -> Reading:
    number = read_number(text)
    if number is None or (text.endswith("%") and field.kind != "figure"):
        return Reading(code="V02")
    precision = field.type.precision if isinstance(field.type, pl.Decimal) else None
    if whole_digits(number) > (precision or 38) - field.places:
        return Reading(code="V12")
    kept = rounded(number, field.places)
    return Reading(kept, None if kept == number else "V09")


def _whole(text: str, _field: Field) -> Reading:
    number = read_number(text)
    if number is None or text.endswith("%"):
        return Reading(code="V02")
    if number != number.to_integral_value() or number < 0:
        return Reading(code="V08")
    return Reading(int(number)) if number < Decimal(2**31) else Reading(code="V12")


def _date(text: str, _field: Field) -> Reading:
    read = read_day(text)
    return Reading(read.day, read.code)


def _yes_or_no(text: str, _field: Field) -> Reading:
    answer = text.casefold()
    return Reading(answer in _YES) if answer in _YES | _NO else Reading(code="V05")


def _choice(text: str, field: Field) -> Reading:
    chosen = {key_of(choice): choice for choice in field.choices}.get(key_of(text))
    return Reading(chosen, None if chosen else "V06")


def _word(text: str, _field: Field) -> Reading:
    return Reading(text)


_READERS: Final[Mapping[Kind, Callable[[str, Field], Reading]]] = {
    "money": _number,
    "figure": _number,
    "number": _number,
    "whole": _whole,
    "date": _date,
    "yes or no": _yes_or_no,
    "choice": _choice,
    "text": _word,
    "stated value": _word,
}
