"""A first look over a sheet's columns of words, so that each rule goes text by text only where it may find something.

Most columns repeat a few words: those are looked at once each. Several questions to the same texts are asked together,
which the engine answers on all cores.
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


@dataclass(frozen=True)
class FirstLook:
    """Letters of columns in which something like a person's particulars stands, a name or a total, and of plain ones.

    A column is plain if every text in it is a word as `values.typed` keeps it. Names are looked for in keys alone.
    """

    suspect: frozenset[str]
    named: frozenset[str]
    totals: frozenset[str]
    plain: frozenset[str]


def first_look(rows: pl.DataFrame, letters: Collection[str], keys: Collection[str]) -> FirstLook:
    """Look over columns of words.

    Args:
        rows: the rows below the headings, columns as in ``Sheet.cells``.
        letters: the columns to look over.
        keys: those of them that must hold pseudonymous keys.
    """
    seen = {str(texts.name): _answers(texts, texts.name in keys) for texts in _kinds(rows, letters)}

    def where(question: str) -> frozenset[str]:
        return frozenset(letter for letter, answers in seen.items() if answers[question])

    return FirstLook(where("suspect"), where("named"), where("totals"), where("plain"))


def _answers(texts: pl.Series, key: bool) -> Mapping[str, bool]:
    text = pl.col(texts.name).str
    asked = texts.to_frame().select(
        suspect=text.contains(SUSPECT).any(),
        named=text.contains(NAME).any() if key else pl.lit(value=False),
        totals=text.contains(TOTAL).any(),
        plain=text.contains(PLAIN_WORD).all(),
    )
    return asked.row(0, named=True)


def _kinds(rows: pl.DataFrame, letters: Iterable[str]) -> Iterator[pl.Series]:
    """Columns as they are, or the different texts of those that repeat them."""
    few = [letter for letter in letters if _repeats(rows[letter])]
    yield from (rows[letter] for letter in letters if letter not in few)
    yield from (each.explode() for each in rows.select(pl.col(few).unique().implode()).iter_columns())


def _repeats(texts: pl.Series) -> bool:
    sample = texts.gather_every(_EVERY)
    return 2 * sample.n_unique() < sample.len()
