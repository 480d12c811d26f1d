"""How long a text may be that a person writes, whether it comes from a page, a command or another program."""

from typing import Final

from contracts.errors import ReckonerError

LONGEST_TEXT: Final = 500
"""Characters of a reason, an answer, a reference or a title."""

LONGEST_SENTENCE: Final = 300
"""Characters of what is said of an action, a decision or a meeting: it has to fit on the board's page."""

LONGEST_NAME: Final = 120
"""Characters of the name of a person, an organisation or an incident."""

LONGEST_NUMBER: Final = 40
"""Characters of an invoice's or a credit note's number."""


class TextTooLong(ReckonerError):
    """A text of more characters than are kept; it is counted and never repeated."""

    def __init__(self, what: str, found: int, longest: int) -> None:
        super().__init__(
            f"{what} has {found:,} characters. Expected at most {longest}. Shorten it. Nothing was recorded."
        )


def within(what: str, text: str, longest: int = LONGEST_TEXT) -> str:
    """Return a text that is not too long; ``what`` names it in the message.

    Raises:
        TextTooLong: it is.
    """
    if len(text) > longest:
        raise TextTooLong(what, len(text), longest)
    return text
