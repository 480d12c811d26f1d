"""Particulars of people by their form: what is refused in a column of text, and never repeated in any message."""

import re
from typing import Final

PUPIL_NUMBER: Final = r"[A-HJ-NP-RT-Z]\d{11}[0-9A-HJ-NP-RT-Z]"
POSTCODE: Final = r"[A-Za-z]{1,2}\d[A-Za-z\d]?\s*\d[A-Za-z]{2}"
EMAIL: Final = r"[^@\s]+@[^@\s]+\.[A-Za-z]{2,}"

NOT_REPEATED: Final = "text that is not repeated here"
_LEFT_OUT: Final = "[not repeated]"
# The part before the @ is bounded, as in the mail standards: a long text is gone through once.
_ANYWHERE: Final = re.compile(
    rf"{EMAIL.replace('+', '{1,64}', 1)}|(?<![A-Za-z0-9])(?:{PUPIL_NUMBER}|{POSTCODE})(?![A-Za-z0-9])", re.IGNORECASE
)


def holds_particulars(text: str) -> bool:
    """Say whether a pupil number, a postcode or an e-mail address stands anywhere in a text."""
    return _ANYWHERE.search(text) is not None


def without_particulars(text: str) -> str:
    """Return a text in which pupil numbers, postcodes and e-mail addresses are left out, visibly."""
    return _ANYWHERE.sub(_LEFT_OUT, text)
