"""The limits that the guide to the commands states are those of the code."""

from contracts import months
from contracts.texts import LONGEST_NAME, LONGEST_NUMBER, LONGEST_SENTENCE, LONGEST_TEXT
from contracts.values import LARGEST_AMOUNT
from contracts.wording import pounds
from statements.what_if.said import LONGEST
from tests.docs.pages import DOCS


def test_the_limits_of_what_is_recorded_are_the_code_s() -> None:
    text = " ".join((DOCS / "command-line.md").read_text(encoding="utf-8").split())
    assert f"{LONGEST_TEXT} characters for a reason, an answer, a reference or a title" in text
    assert f"{LONGEST_SENTENCE} for what stands on the board's page, {LONGEST_NAME} for a name" in text
    assert f"{LONGEST_NUMBER} for the number of an invoice; amounts up to {pounds(LARGEST_AMOUNT)}" in text
    assert f"months from {months.label(months.FIRST)} to {months.label(months.LAST)}" in text
    assert f"A scenario of `what-if` has up to {LONGEST} characters." in text
