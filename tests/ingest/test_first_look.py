"""The first look overlooks nothing, whether a column repeats its texts or not."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.first_look import USUAL_KEY, FirstLook, first_look
from ingest.personal import NAME, SUSPECT
from ingest.rows_below import TOTAL
from ingest.values import PLAIN_WORD

NUMBERED = [f"R-{number}" for number in range(2000)]
REPEATED = ["North", "South"] * 1000


def look(texts: list[str | None], *, key: bool = False) -> FirstLook:
    rows = pl.DataFrame({"row": range(len(texts)), "A": texts}, schema={"row": pl.Int32, "A": pl.String})
    return first_look(rows, ["A"], ["A"] if key else [], {})


def amounts(*texts: str | None) -> bool:
    rows = pl.DataFrame({"row": range(len(texts)), "A": texts}, schema={"row": pl.Int32, "A": pl.String})
    return "A" in first_look(rows, [], [], {"A": 2}).plain


@pytest.mark.parametrize("texts", [NUMBERED, REPEATED, [None] * 2000, []])
def test_a_column_of_plain_words(texts: list[str | None]) -> None:
    assert look(texts, key=True) == FirstLook(frozenset(), frozenset(), frozenset(), plain=frozenset("A"))


@pytest.mark.parametrize("texts", [NUMBERED, REPEATED])
@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("a@b.org", ["suspect", "plain"]), ("A123456789012", ["suspect", "plain"]), ("N3 1AB", ["suspect", "plain"]),
        ("Jane Smith", ["named", "plain"]), ("Grand total", ["totals", "plain"]), ("Total: ", ["totals"]),
        ("North ", []), ("n/a", []), ("#REF!", []), ("", []),
    ],
)  # fmt: skip
def test_one_text_among_many(texts: list[str | None], text: str, meant: list[str]) -> None:
    seen = look([*texts[:1234], text, *texts[1234:]], key=True)
    assert [name for name in ("suspect", "named", "totals", "plain") if getattr(seen, name)] == meant


def test_names_are_looked_for_in_keys_alone() -> None:
    assert look(["Jane Smith"]).named == frozenset()


@given(st.from_regex(USUAL_KEY, fullmatch=True))
def test_a_usual_key_is_a_plain_word_and_nothing_that_is_looked_for(key: str) -> None:
    assert look([key], key=True) == FirstLook(frozenset(), frozenset(), frozenset(), plain=frozenset("A"))
    text = pl.Series([key]).str
    assert [text.contains(each)[0] for each in (SUSPECT, NAME, TOTAL, PLAIN_WORD)] == [False, False, False, True]


def test_amounts_are_plain_where_no_digit_would_be_lost() -> None:
    assert amounts("1", "-2.50", None, ".5", "12.", "0012.10")
    # What is no number is found text by text: it is read as nothing here.
    assert amounts("1", "1-2", "1.2.3", "-")
    assert [amounts("1", text, "2") for text in ("1.005", "1e2", "+1", "£1", "1,071", " 1", "tbc", "\u0661")] == [
        False
    ] * 8
    assert amounts() and amounts(None)
