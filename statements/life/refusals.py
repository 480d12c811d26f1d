"""Why a step in a statement's life is refused: each says what stands, what was expected and what to do."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import Final

from contracts import months
from contracts.errors import ReckonerError
from contracts.months import Month
from contracts.wording import day, listed, pounds
from statements.measures import number

REMEDY: Final = (
    "If the line is a deduction, record the amount that stays of it: see “Decide about a deduction” on the Payment "
    "page. What is no deduction is put right by a corrected return or a variation, and then the line stands."
)
"""What ends a dispute about a line of a certified statement that is wrong."""


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

    def __init__(self, indicators: Iterable[str], measured: Iterable[Month]) -> None:
        of = listed(map(months.spoken, sorted(measured)))
        super().__init__(
            f"{listed(indicators)} may still be reported for {of}. The contract officer accepts "
            "the return first, or waits until it is due, and sends the statement then."
        )


class NotTheNextMonth(ReckonerError):
    """A statement out of its turn."""

    def __init__(self, month: Month, expected: Month) -> None:
        found, due = months.spoken(month), months.spoken(expected)
        super().__init__(
            f"The statement for {found} waits its turn: the next to be certified is that for {due}, because each "
            f"carries the adjustments of those before it. A certifying officer certifies {due} first."
            if month > expected
            else f"The statement for {found} is not sent or certified any more: a later one is certified already. The "
            f"next to be certified is that for {due}, and it carries what is put right."
        )


class RateToChange(ReckonerError):
    """A statement of a month whose VAT rate a recorded variation changes once it becomes known."""

    def __init__(self, month: Month, code: str, rates: tuple[Fraction, Fraction], known: date) -> None:
        stands, becomes = (f"{number(100 * rate)}%" for rate in rates)
        super().__init__(
            f"{months.spoken(month)} bears VAT at {stands} under “{code}” today. The contract file holds a variation "
            f"that makes it {becomes} and becomes known by {day(known)}; a certified month keeps the rate that it was "
            "certified with. Nothing was recorded. Wait for that day, or record a contract file in which the rate "
            "changes from a later month."
        )


class AlreadyCertified(ReckonerError):
    """A certified statement was to be sent, answered or certified again."""

    def __init__(self, month: Month) -> None:
        super().__init__(
            f"The statement for {months.spoken(month)} is certified and does not change. What is put right now comes "
            "as an adjustment on the next statement that is open."
        )


class CorrectionTooLate(ReckonerError):
    """A dispute about a line of a certified statement was to end with a correction of that line."""

    def __init__(self, contract: str, month: Month, line: int) -> None:
        command = f"reckoner fix-amount {contract} {months.label(month)} {line} determined"
        super().__init__(
            f"The statement for {months.spoken(month)} is certified and does not change, so line {line} cannot be "
            f"corrected on it. {REMEDY} By command that amount is recorded with “{command}”. Nothing was recorded."
        )


class NotSent(ReckonerError):
    """A statement that the provider has not been sent."""

    def __init__(self, month: Month) -> None:
        super().__init__(
            f"The statement for {months.spoken(month)} was not sent to the provider yet. The contract officer "
            "sends it first."
        )


class SentAlready(ReckonerError):
    """The same draft was to be sent twice."""

    def __init__(self, month: Month, draft: int) -> None:
        super().__init__(
            f"Draft {draft} for {months.spoken(month)} says the same and is with the provider. A new draft is sent "
            "only when something has changed."
        )


class AnotherDraft(ReckonerError):
    """A step on a draft that is not the last one sent."""

    def __init__(self, month: Month, draft: int, sent: int) -> None:
        super().__init__(
            f"This was about draft {draft} for {months.spoken(month)}. Draft {sent} was sent last, and counts alone. "
            f"Nothing was recorded: look at draft {sent} first."
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
    """A dispute that does not name its line, or does not say what is wrong with it."""

    def __init__(self, line: int | None, says: str) -> None:
        missing = ["which line is disputed"] * (line is None) + ["what is wrong with it"] * (not says)
        super().__init__(f"A dispute says {listed(missing)}. Add that, and send it again. Nothing was recorded.")


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
            f"The provider may reply until the end of {day(reply_by)} and has not answered every line. It is "
            "certified when every line is answered, or after that day."
        )


class ToBeCorrected(ReckonerError):
    """A statement was to be certified although a dispute ended with a correction."""

    def __init__(self, lines: Iterable[int]) -> None:
        super().__init__(
            f"It was decided that line {listed(map(str, lines))} be corrected. The contract officer puts the figures "
            "or terms right and sends a new draft; that one is certified."
        )


class ChangedSinceSent(ReckonerError):
    """What is known has changed since the draft was sent."""

    def __init__(self, month: Month, draft: int) -> None:
        super().__init__(
            f"On what is known now the statement for {months.spoken(month)} differs from draft {draft}, which the "
            "provider has. The contract officer sends the new draft first."
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
    """A payment of nothing, from a day to come or from before the contract."""

    def __init__(self, found: str, expected: str) -> None:
        super().__init__(f"Found {found}. Expected {expected}. Nothing was recorded.")


class PaymentRecordedAlready(ReckonerError):
    """The same payment a second time: of the same day and amount, under the same reference."""

    def __init__(self, month: Month, paid_on: date, pence: int, reference: str) -> None:
        super().__init__(
            f"{pounds(pence)} paid on {day(paid_on)} under “{reference}” is recorded for {months.spoken(month)} "
            "already. Nothing was recorded. If as much was paid twice, give the second payment its own reference."
        )
