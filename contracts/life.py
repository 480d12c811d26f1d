"""How a statement lives: until when the provider may reply, what silence means, what is paid during a dispute."""

from typing import Literal

from contracts.parts import Part
from contracts.values import Whole


class ReplyRule(Part):
    """How long the provider may reply to a statement that was sent, and what it means if nothing comes.

    The day of sending does not count; the last day does, until midnight in London.
    """

    within: Whole
    of: Literal["working days", "calendar days"]
    silence: Literal["agreed", "disputed"]
    clause: str


class DisputeRule(Part):
    """What happens to a disputed deduction until the dispute ends: the authority pays it, holds it or deducts it."""

    meanwhile: Literal["pay", "hold", "deduct"]
    clause: str
