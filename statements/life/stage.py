"""How far a month's statement has come: draft, with the provider, agreed or disputed, certified, paid.

The state is read from what is kept and from the day, never stored: silence becomes an answer by itself when the time
for replies ends, as the contract says.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import accumulate
from typing import Final, Literal

from contracts.life import DisputeRule, ReplyRule
from contracts.months import Month
from statements.documents import Statement
from statements.life.certified import read, taken_then
from statements.life.payments import by_day
from store.settlement import Answer, Certified, Determination, Payment, Reply, Sent, Settlement

_ENDED: Final = ("stands", "amount")
_LEFT_OUT: Final = ("net not below zero", "net carried")
"""Above nil these lines stand for deductions that a month does not take, or leaves to the next."""

State = Literal["draft", "with provider", "agreed", "disputed", "resolved", "certified", "part paid", "paid"]


@dataclass(frozen=True)
class Life:
    """One month's statement with everything that happened to the draft that counts: the last one sent.

    ``replies`` and ``determinations`` are by line number; a reply to the whole statement stands at every line.
    ``in_final_account`` is what the final account puts right, in pence, which is paid on the last statement; None on
    any other. ``still_taken`` is what lines of the certified statement take off on what is known now, in pence, by
    number: a line that is not in it takes what it took.
    """

    month: Month
    today: date
    reply_rule: ReplyRule | None
    dispute_rule: DisputeRule | None
    sent: Sent | None
    replies: Mapping[int, Reply]
    determinations: Mapping[int, Determination]
    certified: Certified | None
    payments: tuple[Payment, ...]
    in_final_account: int | None = None
    still_taken: Mapping[int, int] = field(default_factory=dict)

    @property
    def statement(self) -> Statement | None:
        """The draft that counts, as it was sent."""
        return None if self.sent is None else read(self.sent.document)

    @property
    def time_is_over(self) -> bool:
        """Whether the last day for a reply has passed."""
        return self.sent is not None and self.today > self.sent.reply_by

    def answer(self, line: int) -> Answer | None:
        """Return what a line was answered, in words or by silence; None while an answer may still come."""
        if line in self.replies:
            return self.replies[line].answer
        return self.reply_rule.silence if self.reply_rule and self.time_is_over else None

    @property
    def unanswered(self) -> tuple[int, ...]:
        """The lines to which an answer may still come."""
        return tuple(line for line in self._numbers if self.answer(line) is None)

    @property
    def disputed(self) -> tuple[int, ...]:
        """The disputed lines on which nobody has decided yet, or of which it was decided that they be corrected."""
        return tuple(
            line for line in self._numbers if self.answer(line) == "disputed" and self._outcome(line) not in _ENDED
        )

    @property
    def to_correct(self) -> tuple[int, ...]:
        """The disputed lines that are to be corrected: a new draft is due."""
        return tuple(line for line in self._numbers if self._outcome(line) == "to be corrected")

    def _outcome(self, line: int) -> str | None:
        return self.determinations[line].outcome if line in self.determinations else None

    @property
    def _numbers(self) -> tuple[int, ...]:
        return tuple(line.number for line in self.statement.lines) if self.statement else ()

    @property
    def paid(self) -> int:
        """What was paid so far, in pence."""
        return sum(each.pence for each in self.payments)

    @property
    def outstanding(self) -> int:
        """What is still to be paid in the direction in which the statement goes, in pence; nothing once it is paid.

        What was paid too much is no part of it: an adjustment, or a payment back, puts it right. Nor is what is paid on
        the last statement once that is settled, or what the final account sets off against it.
        """
        payable, later = self.payable or 0, self.in_final_account
        if later is not None and any(total * payable >= payable**2 for total in self._paid_by_day):
            return 0
        left = payable - self.paid
        left += later if later and later * left < 0 else 0
        return left if left * payable > 0 else 0

    @property
    def _paid_by_day(self) -> Iterator[int]:
        return accumulate(pence for _, pence in by_day(self.payments))

    @property
    def held(self) -> int:
        """Deductions that are disputed, in pence, unsigned: what the dispute is about."""
        return sum(self.held_lines.values())

    @property
    def held_lines(self) -> Mapping[int, int]:
        """What the dispute is about by line: what it took, less what was given back of it then and since."""
        then, disputed = taken_then(self.statement) if self.statement else {}, set(self.disputed)
        return {line: self.still_taken.get(line, pence) for line, pence in then.items() if line in disputed}

    @property
    def paid_meanwhile(self) -> int:
        """What is paid of disputed deductions, in pence: no more than this month's payment really lost by them."""
        if self.statement is None or self.dispute_rule is None or self.dispute_rule.meanwhile != "pay":
            return 0
        then = taken_then(self.statement)
        given_back = sum(then[line] - held for line, held in self.held_lines.items())
        left_out = sum(line.amount for line in self.statement.lines if line.kind in _LEFT_OUT and line.amount > 0)
        # What is given back was the first to be left out.
        return max(self.held - max(left_out - given_back, 0), 0)

    @property
    def payable(self) -> int | None:
        """What is to be paid now, with its VAT, in pence; a disputed deduction too, if the contract says so.

        None until the statement is certified.
        """
        if self.certified is None or self.statement is None:
            return None
        return self.statement.net + self.statement.vat + self.paid_meanwhile

    @property
    def state(self) -> State:
        """How far it has come."""
        if self.payable is not None:
            if not self.payments:
                return "certified"
            return "part paid" if self.outstanding else "paid"
        if self.sent is None:
            return "draft"
        if self.disputed:
            return "disputed"
        if self.unanswered:
            return "with provider"
        return "resolved" if self.determinations else "agreed"


def life_of(  # noqa: PLR0913, PLR0917 -- a statement's life hangs on these
    kept: Settlement,
    month: Month,
    today: date,
    reply_rule: ReplyRule | None,
    dispute_rule: DisputeRule | None,
    in_final_account: int | None = None,
) -> Life:
    """Return how far a month's statement has come on a day (in London)."""
    sent = next((each for each in reversed(kept.sent) if each.month == month), None)
    lines = [line.number for line in read(sent.document).lines] if sent else []
    replies: dict[int, Reply] = {}
    for reply in kept.replies:
        if sent and (reply.month, reply.draft) == (month, sent.draft):
            replies |= dict.fromkeys(lines if reply.line is None else [reply.line], reply)
    ended = (each for each in kept.determinations if sent and (each.month, each.draft) == (month, sent.draft))
    return Life(
        month=month,
        today=today,
        reply_rule=reply_rule,
        dispute_rule=dispute_rule,
        sent=sent,
        replies=replies,
        determinations={each.line: each for each in ended},
        certified=next((each for each in kept.certified if each.month == month), None),
        payments=tuple(each for each in kept.payments if each.month == month),
        in_final_account=in_final_account,
    )
