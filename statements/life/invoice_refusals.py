"""Why an invoice or a credit note is not recorded: each says what was found, what was expected and what to do."""

from collections.abc import Iterable
from datetime import date

from contracts import months
from contracts.errors import ReckonerError
from contracts.months import Month
from contracts.wording import day, listed, pounds


class NotInvoiceable(ReckonerError):
    """An invoice for a statement that is not certified."""

    def __init__(self, month: Month) -> None:
        super().__init__(
            f"The statement for {months.spoken(month)} is not certified, so what is to be invoiced is not settled. "
            "Nothing was recorded. Certify it, then record its invoice."
        )


class NothingToInvoice(ReckonerError):
    """An invoice for a statement that comes to nothing."""

    def __init__(self, month: Month) -> None:
        super().__init__(
            f"The statement for {months.spoken(month)} comes to £0.00, so there is nothing to invoice. Nothing was "
            "recorded. Check the month."
        )


class InvoicedAlready(ReckonerError):
    """A second document for the same statement."""

    def __init__(self, what: str, number: str, document: int) -> None:
        super().__init__(
            f"{what} is recorded already: {number}. Nothing was recorded. If it was recorded by mistake, or the "
            f"provider has put another in its place, withdraw record {document} with the reason and record the new one."
        )


class NumberUsed(ReckonerError):
    """A number that another document of the contract bears."""

    def __init__(self, kind: str, number: str, month: Month, document: int) -> None:
        super().__init__(
            f"Found {kind} number “{number}”, which the {kind} for {months.spoken(month)} bears already. Expected a "
            f"number of its own. Nothing was recorded. Check the number; if the one for {months.spoken(month)} is "
            f"wrong, withdraw record {document} first."
        )


class NumberNotReadable(ReckonerError):
    """A number that is none."""

    def __init__(self, kind: str, number: str, longest: int) -> None:
        super().__init__(
            f"Found {kind} number “{number}”. Expected what the {kind} bears, such as CE-2018-014: up to {longest} "
            "letters, figures, spaces and . / - _ #, one letter or figure at least. Nothing was recorded."
        )


class DayNotPossible(ReckonerError):
    """A day that a document cannot bear, or on which it cannot have come."""

    def __init__(self, what: str, found: date, first: date, why: str, today: date) -> None:
        super().__init__(
            f"Found {what} of {day(found)}. Expected a day from {day(first)} ({why}) to today, {day(today)}. Nothing "
            f"was recorded. Correct the day{', or ask the provider for a later one' if found < first else ''}."
        )


class ReceiptIsNotYours(ReckonerError):
    """The provider said on which day the council received its document."""

    def __init__(self, found: date, today: date) -> None:
        super().__init__(
            f"Found {day(found)} as the day of receipt. What the provider hands in here is received today, "
            f"{day(today)}. Nothing was recorded. Leave the day out; the contract officer records what was "
            "received before."
        )


class VatIsMissing(ReckonerError):
    """A document without its VAT, where the contract states VAT."""

    def __init__(self, expected: int) -> None:
        super().__init__(
            f"Found no VAT. The contract states VAT, and it is to come to {pounds(expected)} here. Nothing was "
            "recorded: give what the document shows, £0.00 if it shows none."
        )


class VatIsNotStated(ReckonerError):
    """A document with VAT, where the contract states none."""

    def __init__(self, found: int) -> None:
        super().__init__(
            f"Found VAT of {pounds(found)}. The contract states no VAT, so its statements are before VAT and nothing "
            "could be compared. Nothing was recorded: give the amount before VAT alone."
        )


class NoCreditDue(ReckonerError):
    """A credit note for which nothing was set off."""

    def __init__(self, month: Month, invoiced: Month, due: Iterable[Month]) -> None:
        named = [months.spoken(each) for each in due]
        super().__init__(
            f"The statement for {months.spoken(month)} takes nothing off an invoice for {months.spoken(invoiced)}, so "
            f"there is nothing to credit. It does so for {listed(named) if named else 'no month'}. "
            "Nothing was recorded. Check both months: reckoner invoices lists the credit notes that are due."
        )


class NoSuchRecord(ReckonerError):
    """A record that the contract does not have, or that was withdrawn before."""

    def __init__(self, document: int, counting: Iterable[int]) -> None:
        named = [str(each) for each in counting]
        expected = f"one that counts: {listed(named)}" if named else "one that counts, and there is none"
        super().__init__(
            f"Found record {document}. Expected {expected}. Nothing was withdrawn. reckoner invoices lists them."
        )


class WithoutReason(ReckonerError):
    """A withdrawal that does not say why."""

    def __init__(self) -> None:
        super().__init__("A withdrawal says why, since the record stays. Nothing was withdrawn: give the reason.")


class CreditedAlready(ReckonerError):
    """An invoice was to be withdrawn that a credit note corrects."""

    def __init__(self, number: str, note: str, document: int) -> None:
        super().__init__(
            f"Credit note {note} corrects invoice {number}. Nothing was withdrawn. Withdraw record {document} first, "
            "and record it again for the invoice that takes this one's place."
        )
