"""Why a step in a statement's life is refused: each says what stands, what was expected and what to do."""

from collections.abc import Iterable
from datetime import date

from contracts import months
from contracts.errors import ReckonerError
from contracts.months import Month
from contracts.wording import day, listed


class NoRuleFor(ReckonerError):
    """The contract does not say what this step needs."""

    def __init__(self, key: str, needed: str) -> None:
        super().__init__(
            f"The contract does not say {needed}, and nothing is assumed. State “{key}” in the contract file after the "
            "signed contract, record the file, and try again."
        )


class MonthNotOver(ReckonerError):
    """A statement was to be sent before its month had ended."""

    def __init__(self, month: Month) -> None:
        super().__init__(
            f"{months.spoken(month)} is not over. Send its statement from {day(months.first_day(Month(month + 1)))}."
        )


class StillAwaited(ReckonerError):
    """A statement was to be sent while figures in it may still come."""

    def __init__(self, month: Month, indicators: Iterable[str]) -> None:
        super().__init__(
            f"{listed(indicators)} may still be reported for {months.spoken(month)}. Accept the return, or wait until "
            "it is due, and send the statement then."
        )


class NotTheNextMonth(ReckonerError):
    """A statement out of its turn."""

    def __init__(self, month: Month, expected: Month) -> None:
        super().__init__(
            f"Found {months.spoken(month)}. The next statement to be certified is that for {months.spoken(expected)}: "
            "each carries the adjustments of those before it. Certify that one first."
        )


class AlreadyCertified(ReckonerError):
    """A certified statement was to be sent, answered or certified again."""

    def __init__(self, month: Month) -> None:
        super().__init__(
            f"The statement for {months.spoken(month)} is certified and does not change. What is put right now comes "
            "as an adjustment on the next statement that is open."
        )


class NotSent(ReckonerError):
    """A statement that the provider has not been sent."""

    def __init__(self, month: Month) -> None:
        super().__init__(f"The statement for {months.spoken(month)} was not sent to the provider yet. Send it first.")


class SentAlready(ReckonerError):
    """The same draft was to be sent twice."""

    def __init__(self, month: Month, draft: int) -> None:
        super().__init__(
            f"Draft {draft} for {months.spoken(month)} says the same and is with the provider. A new draft is sent "
            "only when something has changed."
        )


class ReplyTooLate(ReckonerError):
    """A reply after the last day for one."""

    def __init__(self, reply_by: date, silence: str) -> None:
        super().__init__(
            f"Replies to this draft closed at the end of {day(reply_by)}; unanswered lines count as {silence}. "
            "Nothing was recorded. Ask the contract officer whether a new draft is due."
        )


class NoSuchStatementLine(ReckonerError):
    """A line that the draft does not have."""

    def __init__(self, line: int, last: int) -> None:
        super().__init__(f"Found line {line}. The draft has the lines 1 to {last}. Nothing was recorded.")


class DisputeWithoutReason(ReckonerError):
    """A dispute that does not say what is wrong."""

    def __init__(self) -> None:
        super().__init__("A dispute says what is wrong with the line, and names the line. Nothing was recorded.")


class NothingDisputed(ReckonerError):
    """A decision on a line that nobody disputes."""

    def __init__(self, line: int) -> None:
        super().__init__(f"Line {line} is not disputed, so there is nothing to decide. Nothing was recorded.")


class WithoutReference(ReckonerError):
    """A decision or payment without the paper on which it stands."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what} needs a reference, such as a minute or an invoice number. Nothing was recorded.")


class ReplyStillOpen(ReckonerError):
    """A statement was to be certified while the provider may still reply."""

    def __init__(self, reply_by: date) -> None:
        super().__init__(
            f"The provider may reply until the end of {day(reply_by)} and has not answered every line. Certify it "
            "when every line is answered, or after that day."
        )


class ToBeCorrected(ReckonerError):
    """A statement was to be certified although a dispute ended with a correction."""

    def __init__(self, lines: Iterable[int]) -> None:
        super().__init__(
            f"It was decided that line {listed(map(str, lines))} be corrected. Put the figures or terms right and send "
            "a new draft; certify that one."
        )


class ChangedSinceSent(ReckonerError):
    """What is known has changed since the draft was sent."""

    def __init__(self, month: Month, draft: int) -> None:
        super().__init__(
            f"On what is known now the statement for {months.spoken(month)} differs from draft {draft}, which the "
            "provider has. Send the new draft first."
        )


class NotASecondPerson(ReckonerError):
    """Somebody was to certify what they had a hand in."""

    def __init__(self, part: str) -> None:
        super().__init__(
            f"A second person certifies: you {part}. Ask another certifying officer. Nothing was certified."
        )


class NotCertified(ReckonerError):
    """A payment on a statement that is not certified."""

    def __init__(self, month: Month) -> None:
        super().__init__(
            f"The statement for {months.spoken(month)} is not certified. Certify it, then record what is paid on it."
        )


class PaymentNotPossible(ReckonerError):
    """A payment of nothing, or from a day to come."""

    def __init__(self, found: str, expected: str) -> None:
        super().__init__(f"Found {found}. Expected {expected}. Nothing was recorded.")
