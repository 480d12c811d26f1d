"""The first look overlooks nothing, whether a column repeats its texts or not."""

import polars as pl
import pytest

from ingest.first_look import FirstLook, first_look

NUMBERED = [f"R-{number}" for number in range(2000)]
REPEATED = ["North", "South"] * 1000


def look(texts: list[str | None], *, key: bool = False) -> FirstLook:
    rows = pl.DataFrame({"row": range(len(texts)), "A": texts}, schema={"row": pl.Int32, "A": pl.String})
    return first_look(rows, ["A"], ["A"] if key else [])


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
