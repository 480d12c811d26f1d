"""Triggers that are not money, on what steps 8 and 9 left: before free points, and never capped."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import partial

from contracts.contract import Contract
from contracts.months import Month
from contracts.triggers import Condition, Trigger

Key = tuple[str, Month]


@dataclass(frozen=True)
class Judged:
    """An indicator in a month: its status, whether it failed, its place in a run, its points after steps 8 and 9.

    ``is_skipped``: for its run of failures the month is as if it were absent.
    """

    status: str | None
    fails: bool
    is_skipped: bool
    place_in_run: int
    points: Fraction


@dataclass(frozen=True)
class Triggered:
    """A trigger that is set off, by an indicator or (``None``) by points together, and since which month.

    ``by`` are those of its conditions that hold in the month asked about; before it others may have.
    """

    trigger: Trigger
    indicator: str | None
    since: Month
    by: tuple[Condition, ...]


def triggered(contract: Contract, judged: Mapping[Key, Judged], month: Month) -> Iterator[Triggered]:
    """Yield what is set off in a month, in contract order.

    ``judged`` has no month whose figures are still awaited. A status or a run holds until the indicator's next month
    that is not skipped; failures and points within so many months are those of all of them.
    """
    for trigger in contract.triggers:
        names = [one.id for one in contract.indicators if trigger.indicators == "all" or one.id in trigger.indicators]
        for name in names:
            yield from _since(contract, trigger, name, month, partial(_failing, trigger, judged, name))
        yield from _since(contract, trigger, None, month, partial(_added_up, trigger, judged, names))


def _since(
    contract: Contract, trigger: Trigger, name: str | None, month: Month, held: Callable[[Month], tuple[Condition, ...]]
) -> Iterator[Triggered]:
    if by := held(month):
        first = month
        while first > contract.first_month and held(Month(first - 1)):
            first = Month(first - 1)
        yield Triggered(trigger, name, first, by)


def _failing(trigger: Trigger, judged: Mapping[Key, Judged], name: str, at: Month) -> tuple[Condition, ...]:
    """Return the conditions on one indicator's statuses and failures that hold in a month."""
    known = (when for (of, when), each in judged.items() if of == name and when <= at and not each.is_skipped)
    latest = max(known, default=None)
    last = judged[name, latest] if latest is not None else None
    return tuple(
        each
        for each in trigger.when
        if each.points is None
        and (
            last is not None and last.status == each.status
            if each.status is not None
            else _failures(each, judged, name, at, last) >= (each.failures or 0)
        )
    )


def _failures(condition: Condition, judged: Mapping[Key, Judged], name: str, at: Month, last: Judged | None) -> int:
    if condition.months is None:
        return last.place_in_run if last is not None else 0
    return sum(each.fails for (of, when), each in judged.items() if of == name and at - condition.months < when <= at)


def _added_up(trigger: Trigger, judged: Mapping[Key, Judged], names: list[str], at: Month) -> tuple[Condition, ...]:
    """Return the conditions on points that hold in a month, those of all indicators named taken together."""
    return tuple(
        one
        for one in trigger.when
        if one.points is not None
        and sum(
            each.points for (of, when), each in judged.items() if of in names and at - (one.months or 0) < when <= at
        )
        >= one.points
    )
