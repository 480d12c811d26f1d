"""Numbers, headings and dates in texts of any length: read as the plain patterns read them, and gone through once.

The plain patterns below are the obvious way to write each rule. They go back over what they have read, which takes
years on a text made for it; the program reads on alone, and comes to the same.
"""

import re
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ingest.numbers import places_of, read_number
from ingest.wording import key_of, keys_of, quoted

HOSTILE = 100_000
PLAIN_NUMBER = re.compile(
    r"(?P<open>\()?\s*(?P<sign>[-−–+])?\s*£?\s*(?P<inner>[-−–])?\s*"
    r"(?P<whole>\d{1,3}(?:,\d{3})+|\d+)?(?:\.(?P<part>\d*))?\s*(?P<percent>%)?\s*(?P<close>\))?"
)
PLAIN_FOOTNOTE = re.compile(r"[\s(\[]*[\d*†‡]+[)\]]*\s*$")
PLAIN_BRACKETS = re.compile(r"\s*[(\[][^)\]]*[)\]]\s*$")
PLAIN_DATE = re.compile(
    r"[\d\s/.\-:,£%()+*]*(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*|st|nd|rd|th)?[\d\s/.\-:,£%()+*]*",
    re.IGNORECASE,
)


def texts(*pieces: str) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(pieces), max_size=12).map("".join)


def plainly_read(text: str) -> Decimal | None:
    match = PLAIN_NUMBER.fullmatch(text)
    if match is None or not (match["whole"] or match["part"]):
        return None
    signs = [bool(match["open"]), (match["sign"] or "+") != "+", bool(match["inner"])]
    if bool(match["open"]) != bool(match["close"]) or sum(signs) > 1:
        return None
    number = Decimal(f"{(match['whole'] or '0').replace(',', '')}.{match['part'] or '0'}")
    return -number if any(signs) else number


@given(texts("(", ")", " ", "\t", "-", "−", "–", "+", "£", "1", "23", "456", ",", ",000", ".", "0", "%", "x", "٣"))
@example("( - £ 1,071.50 % )")
@example("(£1,071)")
@example("1,0001")
@example("- – 5")
@example(".")
def test_a_number_is_read_as_the_plain_pattern_reads_it(text: str) -> None:
    assert read_number(text) == plainly_read(text)
    plain = PLAIN_NUMBER.fullmatch(text)
    assert places_of(text) == (len(plain["part"] or "") if plain else 0)


@given(texts(" ", "\n", "(", ")", "[", "]", "1", "2", "*", "†", "Cost", "£", "full"))
@example("Full cost (£) [1]")
@example("Cost ((net) 2")
@example("Cost (net\n)\n")
def test_a_heading_is_read_as_the_plain_patterns_read_it(text: str) -> None:
    unmarked = PLAIN_FOOTNOTE.sub("", text)
    plain = (text, unmarked, PLAIN_BRACKETS.sub("", text), PLAIN_BRACKETS.sub("", unmarked))
    assert keys_of(text) == tuple(key_of(reading) for reading in plain)


@given(texts(" ", "1", "/", ".", "(", "%", "May", "june", "st", "th", "x", "é"))
@example("1st May 2016")
@example("12 may 16")
def test_what_is_repeated_of_people_is_what_the_plain_pattern_lets_through(text: str) -> None:
    digits = sum(letter.isdigit() for letter in text)
    if digits <= 8 and PLAIN_DATE.fullmatch(text):
        assert quoted(text, about_people=True) != "text that is not repeated here"
    elif text.casefold() not in ("x", "."):
        assert quoted(text, about_people=True) == "text that is not repeated here"


@pytest.mark.parametrize("filling", [" ", "(", ")", "( ", "1", "*", "[", "1,000,", "- ", ") "])
def test_a_text_made_to_be_slow_is_read_at_all(filling: str) -> None:
    for text in (f"({filling * HOSTILE}x", f"a{filling * HOSTILE}a", f"{filling * HOSTILE}£"):
        assert read_number(text) is None
        assert places_of(text) == 0
        assert keys_of(text)[0] == key_of(text)
        assert len(quoted(text, about_people=True)) <= 42


def test_a_number_far_behind_its_bracket_is_still_a_number() -> None:
    spaces = " " * HOSTILE
    assert read_number(f"({spaces}£{spaces}5{spaces}%{spaces})") == -5
