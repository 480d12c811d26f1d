"""Shortfalls and pains that caps limit: what of them a month takes, what was carried to it, and what comes back."""

from collections.abc import Iterator

from contracts.months import Month
from contracts.shares import Guarantee, Share
from contracts.wording import pounds
from statements import working
from statements.documents import StatementLine, Sum
from statements.failure_line import FailureLine
from statements.ledger import AFTER_DEDUCTIONS, Ledger, Row


def with_caps(ledger: Ledger, drawn: StatementLine, line: Guarantee | Share, found: Row) -> StatementLine:
    """Return a line of a month with what caps made of it: of its own loss, and of what was carried to the month."""
    place, month = int(found["charge_line"]), Month(found["month"])
    left = list(_left(ledger, line, place, month))
    words = [word for each in left for word in working.limited(each)]
    sums = [sum_ for each in left for sum_ in _sums(each)]
    if found["returned"]:
        returned = pounds(int(found["returned"]))
        words.append(f"{returned} comes back: it was taken above what is still short.")
        sums.append(Sum(says="Comes back, taken above what is still short", figures=returned))
    standing = pounds(int(found["stands"]))
    words.append(f"{standing} stands taken so far.")
    sums.append(Sum(says="Stands taken so far", figures=standing))
    update = {"words": " ".join([drawn.words, *words]), "sums": (*drawn.sums[:-1], *sums, drawn.sums[-1])}
    return drawn.model_copy(update=update)


def _left(ledger: Ledger, line: Guarantee | Share, place: int, month: Month) -> Iterator[FailureLine]:
    """Yield what caps left of what was carried to a month, oldest first, and of the month's own loss, be it nothing.

    What was carried to it and is lost there counts as well.
    """
    order, loss = AFTER_DEDUCTIONS + place, int(ledger.losses[place, month]["loss"])
    left = {stated: 0 for stated, place_ in ledger.lost.get(month, ()) if place_ == order}
    left |= {month: 0} if loss > 0 else {}
    for row in ledger.after_cap[-1]:
        if row["line_order"] == order and row["charged_month"] == month:
            stated = Month(row["statement_month"])
            left[stated] = left.get(stated, 0) + int(row["pence"])
    for stated, taken in sorted(left.items()):
        of_loss = {"month": stated, "statement_month": stated, "line_order": order, "kind": line.loss, "pence": loss}
        yield FailureLine(ledger, of_loss, month, taken)


def _sums(line: FailureLine) -> Iterator[Sum]:
    if line.stated == line.charged_month:
        yield Sum(says="Before caps", figures=pounds(int(line.rounded["pence"])))
    yield from working.capping(line)
