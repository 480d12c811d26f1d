"""A first look over a sheet's columns, so that each rule goes text by text only where it may find something.

Most columns of words repeat a few: those are looked at once each. Keys have one usual form, and amounts of a column are
looked over as one text. Several questions are asked together, which the engine answers on all cores.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import polars as pl

from ingest.personal import NAME, SUSPECT
from ingest.rows_below import TOTAL
from ingest.values import PLAIN_WORD

# Every so many texts are compared to tell whether a column repeats them.
_EVERY: Final = 97
USUAL_KEY: Final = r"^[A-Za-z]{1,8}(?:[-_][0-9]+)+$"
"""The form of a key such as R-0001: no particulars, no name and no total have it, and it is a plain word."""
_OF_USUAL_KEYS: Final = {"suspect": False, "named": False, "totals": False, "plain": True}


@dataclass(frozen=True)
class FirstLook:
    """Letters of columns in which something like a person's particulars stands, a name or a total, and of plain ones.

    A column of words is plain if every text in it is a word as `values.typed` keeps it; one of amounts if every text in
    it that is a number has digits, at most a point and a minus, and no more places than the amount. Names are looked
    for in keys alone.
    """

    suspect: frozenset[str]
    named: frozenset[str]
    totals: frozenset[str]
    plain: frozenset[str]


def first_look(
    rows: pl.DataFrame, letters: Collection[str], keys: Collection[str], amounts: Mapping[str, int]
) -> FirstLook:
    """Look over columns of words and of amounts.

    Args:
        rows: the rows below the headings, columns as in ``Sheet.cells``.
        letters: the columns of words.
        keys: those of them that must hold pseudonymous keys.
        amounts: the columns of amounts, with how many decimal places each may have.
    """
    few = {letter for letter in letters if _repeats(rows[letter])}
    simple = _at_a_glance(rows, [letter for letter in letters if letter not in few], amounts)
    asked = [letter for letter in letters if letter not in simple]
    seen = {str(texts.name): _answers(texts, texts.name in keys) for texts in _kinds(rows, asked, few)}
    seen |= dict.fromkeys(simple, _OF_USUAL_KEYS)

    def where(question: str) -> frozenset[str]:
        return frozenset(letter for letter, answers in seen.items() if answers[question])

    return FirstLook(where("suspect"), where("named"), where("totals"), where("plain"))


def _at_a_glance(rows: pl.DataFrame, words: Collection[str], amounts: Mapping[str, int]) -> frozenset[str]:
    """Return the columns that hold usual keys alone, and those whose amounts are plain."""
    asked = [pl.col(letter).str.contains(USUAL_KEY).all() for letter in words]
    for letter, places in amounts.items():
        # One search through all texts takes half as long as one through each.
        together = pl.col(letter).str.join("\n")
        asked.append(~together.str.contains(rf"[^\n0-9.-]|\.[0-9]{{{places + 1}}}"))
    if not asked:
        return frozenset()
    answers = rows.lazy().select(asked).collect().row(0, named=True)
    return frozenset(letter for letter, answer in answers.items() if answer)


def _answers(texts: pl.Series, key: bool) -> Mapping[str, bool]:
    text = pl.col(texts.name).str
    asked = texts.to_frame().select(
        suspect=text.contains(SUSPECT).any(),
        named=text.contains(NAME).any() if key else pl.lit(value=False),
        totals=text.contains(TOTAL).any(),
        plain=text.contains(PLAIN_WORD).all(),
    )
    return asked.row(0, named=True)


def _kinds(rows: pl.DataFrame, letters: Iterable[str], few: Collection[str]) -> Iterator[pl.Series]:
    """Columns as they are, or the different texts of those few that repeat them."""
    yield from (rows[letter] for letter in letters if letter not in few)
    repeated = pl.col([letter for letter in letters if letter in few])
    yield from (each.explode() for each in rows.select(repeated.unique().implode()).iter_columns())


def _repeats(texts: pl.Series) -> bool:
    sample = texts.gather_every(_EVERY)
    return 2 * sample.n_unique() < sample.len()
