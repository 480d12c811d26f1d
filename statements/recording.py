"""What every record of an action, a decision or a meeting must be: its words, its days, and the contract it is on."""

from datetime import date

from contracts.contract import Contract
from contracts.errors import ReckonerError
from contracts.london import in_london
from contracts.texts import LONGEST_SENTENCE
from contracts.wording import day
from statements.history import number_of
from store.moments import shown
from store.session import Writing


class NothingSaid(ReckonerError):
    """A text that was left empty."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what} is empty. Write it in a sentence. Nothing was recorded.")


class TooLong(ReckonerError):
    """A text that would not fit on the board's page."""

    def __init__(self, what: str, found: int) -> None:
        super().__init__(
            f"{what} has {found} characters; at most {LONGEST_SENTENCE} fit on the board's page. Shorten it. "
            "Nothing was recorded."
        )


class StillToCome(ReckonerError):
    """Something was recorded as done on a day that is still to come."""

    def __init__(self, what: str, when: date, today: date, remedy: str) -> None:
        super().__init__(f"{what} on {day(when)}, and today is {day(today)}. {remedy} Nothing was recorded.")


class DueTooEarly(ReckonerError):
    """An action that would have been due before it was recorded."""

    def __init__(self, due: date, today: date) -> None:
        super().__init__(
            f"The action would be due on {day(due)}, and today is {day(today)}. "
            "Give today or a later day. Nothing was recorded."
        )


def said(what: str, text: str) -> str:
    """Return a text on one line, without spaces around it; ``what`` names it in the message.

    Raises:
        NothingSaid, TooLong: it is empty, or too long.
    """
    written = " ".join(text.split())
    if not written:
        raise NothingSaid(what)
    if len(written) > LONGEST_SENTENCE:
        raise TooLong(what, len(written))
    return written


def today_of(writing: Writing) -> date:
    """Return the day in London on which a write becomes known."""
    return in_london(shown(writing.at))


def require_due(due: date, writing: Writing) -> None:
    """Go on only if a due date is not past.

    Raises:
        DueTooEarly: it is.
    """
    if due < today_of(writing):
        raise DueTooEarly(due, today_of(writing))


def require_past(what: str, when: date, writing: Writing, remedy: str) -> None:
    """Go on only if a day is not still to come; ``what`` says what is recorded of it, ``remedy`` how to put it right.

    Raises:
        StillToCome: it is.
    """
    if when > today_of(writing):
        raise StillToCome(what, when, today_of(writing), remedy)


def require_indicator(contract: Contract, indicator: str | None) -> None:
    """Go on only if the contract has an indicator; none is the contract as a whole.

    Raises:
        NoSuchIndicator: it has none by that id.
    """
    if indicator is not None:
        number_of(contract, indicator)
