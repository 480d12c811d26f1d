"""How a statement lives: notice, replies and silence, disputes, when it is due, interest, and until when it reopens."""

from typing import Annotated, Literal

from pydantic import Field

from contracts.parts import Part
from contracts.values import DatedNumberFromNil, NumberFromNil, Whole

Days = Literal["working days", "calendar days"]


class ReplyRule(Part):
    """How long the provider may reply to a statement that was sent, and what it means if nothing comes.

    The day of sending does not count; the last day does, until midnight in London.
    """

    within: Annotated[Whole, Field(ge=1)]
    of: Days
    silence: Literal["agreed", "disputed"]
    clause: str


class DisputeRule(Part):
    """What happens to a disputed deduction until the dispute ends: the authority pays it, holds it or deducts it."""

    meanwhile: Literal["pay", "hold", "deduct"]
    clause: str


class NoticeRule(Part):
    """By when a deduction is to be notified, counted from the end of its statement's month, and what if it is not.

    The statement that is sent to the provider is the notice.
    """

    within: Whole
    of: Days
    missed: Literal["the deduction lapses", "the deduction stands"]
    clause: str


class PaymentRule(Part):
    """When what a certified statement comes to is due; the day it is counted from does not count.

    After ``invoice`` counts from the day on which the invoice was received that agrees with the statement, or from
    certification where there is something to pay and nothing to invoice.
    """

    within: Whole
    of: Days
    after: Literal["certification", "end of month", "invoice"]
    clause: str


class CreditNoteRule(Part):
    """By when a credit note is due for what was refunded or set off after an invoice; that day does not count."""

    within: Whole
    of: Days
    clause: str


class InterestRule(Part):
    """Simple interest on what is paid late, both ways: so many percent a year above a base rate, which is dated.

    ``fund`` is what it is paid from or to.
    """

    above_base_rate: NumberFromNil
    base_rate: DatedNumberFromNil
    fund: str
    clause: str


class ReopeningRule(Part):
    """For how many months after its end a month may still be restated."""

    months: Whole
    clause: str
