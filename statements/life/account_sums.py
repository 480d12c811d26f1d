"""The columns of a control account, how each is written and what they add up to: on its page and by command alike."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final

from contracts.wording import pounds, pounds_signed
from statements.life.account import AccountLine, MonthPaid

SUMS: Final[Mapping[str, tuple[str, Callable[[int], str]]]] = {
    "Charge": ("charge", pounds),
    "Deducted": ("deducted", pounds),
    "Withheld": ("withheld", pounds),
    "Returned": ("returned", pounds_signed),
    "Carried": ("carried", pounds_signed),
    "Adjusted": ("adjustment", pounds_signed),
    "Interest": ("interest", pounds_signed),
    "Net": ("net", pounds),
    "Disputed": ("disputed", pounds),
}
"""The sums of the control account by their heading: what each is of a row, and how it is written."""


def added(lines: Sequence[AccountLine], shown: Iterable[str] = tuple(SUMS)) -> Iterator[str]:
    """Add up rows of the account, in pounds, column by column: of a single row, its own sums."""
    for name in shown:
        of, written = SUMS[name]
        yield written(sum(getattr(line, of) for line in lines))


def by_state(lines: Sequence[AccountLine]) -> Iterator[tuple[str, Sequence[AccountLine]]]:
    """Yield what is certified and what is accrued, each under its name, where there are both."""
    states = [[line for line in lines if line.state == state] for state in ("certified", "accrued")]
    if all(states):
        yield from ((each[0].state.capitalize(), each) for each in states)


def all_paid(payments: Sequence[MonthPaid]) -> tuple[str, ...]:
    """Return what is due, paid and not paid in all, in pounds; nothing where there is no more than one statement."""
    sums = [(each.due, each.paid, each.outstanding) for each in payments]
    return tuple(pounds(sum(each)) for each in zip(*sums, strict=True)) if len(sums) > 1 else ()
