"""Cases that are given an exception when their deadline is near, more often than cases at any other age.

Each step is a case that was open without an exception in one month's return and is in the next one's. If exceptions
come about whatever the age, those near the deadline are as large a share of all new exceptions as of all steps: a
binomial.
"""

from dataclasses import dataclass

from metrics.watch.chances import at_least
from metrics.watch.question import LEVEL, Question

NEAR = 28
"""Days before the deadline, from which on a case is near it or past it."""


@dataclass(frozen=True)
class Steps:
    """Cases from one return to the next: how many, and how many of them were given an exception.

    ``near`` are those whose deadline lies within four weeks of the later return's last day, or has passed.
    """

    near: int
    near_excepted: int
    others: int
    others_excepted: int


def late_exceptions(steps: Steps) -> Question | None:
    """Return the question, if the steps raise it."""
    excepted, total = steps.near_excepted + steps.others_excepted, steps.near + steps.others
    if not steps.near_excepted or at_least([steps.near / total] * excepted, steps.near_excepted) > LEVEL:
        return None
    share = 100 * steps.near / total
    rest = "Ask what happened in those cases at that time."
    words = (
        f"{steps.near_excepted} of {excepted} cases that were given an exception while open got it in the last four "
        f"weeks before their deadline or after it, where {share:.0f}% of the open cases stood. {rest}"
    )
    general = f"Exceptions are given to open cases near their deadline more often than to others. {rest}"
    return Question("late exceptions", words, general, (steps.near_excepted, excepted))
