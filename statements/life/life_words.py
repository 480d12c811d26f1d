"""What is said of how far a statement has come, on its page and by ``reckoner life`` alike: a sentence each.

Each function returns a sentence in plain English, with sums in pounds and days in full, or nothing where there is
nothing to say; none of them fails.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final

from contracts import months
from contracts.london import LONDON
from contracts.wording import day, listed, pounds
from statements.life.shown import LifeShown

_MEANWHILE: Final = {
    "pay": "is paid until the dispute ends",
    "hold": "is held until the dispute ends",
    "deduct": "stays deducted until the dispute ends",
}


def counts_as(silence: str, clause: str) -> str:
    """Say what a line counts as that nobody answers in time, and by which clause of the contract."""
    return f"An unanswered line then counts as {silence} (clause {clause})."


def effect_of_silence(life: LifeShown) -> str:
    """Say what the lines that are still unanswered will count as; nothing once no answer may come any more."""
    if not (life.unanswered and life.silence and life.reply_by):
        return ""
    by = day(life.reply_by)
    return f"A line that is not answered by {by} counts as {life.silence} (clause {life.reply_clause})."


def unanswered(life: LifeShown) -> str:
    """Say by their numbers which lines still wait for an answer."""
    if not life.unanswered:
        return ""
    return f"Not answered yet: {lines(life.unanswered)}." if life.answers else "No line is answered yet."


def lines(numbers: Iterable[int]) -> str:
    """Name lines by their numbers in order, those that follow on each other together: ``lines 1 to 4 and 6``."""
    found = tuple(numbers)
    return f"line{'s' * (len(found) > 1)} {listed(_spans(found))}"


def _spans(numbers: tuple[int, ...]) -> Iterator[str]:
    # Numbers that follow on each other are all as far from their places.
    for _, group in groupby(enumerate(numbers), key=lambda placed: placed[1] - placed[0]):
        members = [str(number) for _, number in group]
        if len(members) > 2:
            yield f"{members[0]} to {members[-1]}"
        else:
            yield from members


def in_dispute(life: LifeShown) -> str:
    """Say which sum is in dispute, what becomes of it meanwhile and by which clause."""
    if not (life.open_disputes and life.meanwhile):
        return ""
    if not life.disputed:
        # It never took anything off, or what it took was given back: the line may still stand with its sum.
        return f"What is disputed ({lines(life.open_disputes)}) takes nothing off on what is known now."
    return f"The disputed {pounds(life.disputed)} {_MEANWHILE[life.meanwhile]} (clause {life.dispute_clause})."


def left_to_pay(life: LifeShown) -> str:
    """Say, without a full stop, what is left of what is payable or was paid too much; nothing before certification."""
    if life.payable is None:
        return ""
    left = life.payable - life.paid
    if not left:
        return "Nothing is left to pay"
    # What is left goes the other way than the statement, or the statement goes no way at all.
    if left * life.payable <= 0:
        return f"{pounds(abs(left))} was paid too much: it comes back, or is set off by an adjustment"
    return f"{pounds(left)} is still to pay"


def notice(life: LifeShown) -> str:
    """Say by when notice of deductions is to be given, while it can be and was not, or what lapses for want of it."""
    if not life.lapses:
        return life.notice
    return (
        f"{life.notice} {pounds(life.lapses)} of deductions was not notified in time and lapses when the statement is "
        "sent."
    )


def reopening(life: LifeShown) -> str:
    """Say until when a month may be reopened, and what that day ends; nothing where the contract sets none."""
    if life.reopens_until is None:
        return ""
    over = life.known_at.astimezone(LONDON).date() > life.reopens_until
    month, last = months.spoken(months.parse(life.month)), day(life.reopens_until)
    return (
        f"{month} {'could' if over else 'may'} be reopened until {last}: after it no return of the month counts, and "
        "relief, incidents and decisions about it are refused."
    )
