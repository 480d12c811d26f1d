"""Relief as the runs of certified months see it: as it was known at the first cut-off of each.

Where a contract lets relief that is decided later leave runs alone, a certified month's run goes on from the months
before it with the relief that was agreed when its own statement was drawn. The month itself has the relief known now.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from contracts.contract import Contract
from contracts.months import Month
from contracts.terms.spans import statement_offset
from store.relief import Relief

Agreed = tuple[Relief, ...]


@dataclass(frozen=True)
class ReliefKnown:
    """The relief that was agreed, of the effects that the contract allows.

    ``first`` has what the run of a measured month sees of the months before it, where that is not what is agreed
    ``now``.
    """

    now: Agreed
    first: Mapping[Month, Agreed] = field(default_factory=dict)

    @property
    def moments(self) -> list[Agreed]:
        """The relief as of each moment that counts: the cut-off itself first, then first cut-offs with another."""
        return [self.now, *dict.fromkeys(self.first.values())]

    def as_of(self, month: Month) -> int:
        """Return the place in `moments` of what a month's run sees."""
        return self.moments.index(self.first[month])


def known(
    contract: Contract,
    asked: Sequence[Relief],
    drawn: Mapping[Month, datetime],
    relief_at: Callable[[datetime], Sequence[Relief]],
) -> ReliefKnown:
    """Return the relief agreed now, and at the first cut-offs of months whose runs later relief leaves alone.

    Args:
        contract: says which effects may be agreed, and whether later relief reprices runs.
        asked: the relief known now, decided or not.
        drawn: the cut-off of each certified statement.
        relief_at: gives what was known of it at such a moment.
    """
    now, rule = _agreed(contract, asked), contract.relief.agreed
    if not asked or rule is None or rule.later_relief_reprices:
        return ReliefKnown(now)
    first: dict[Month, Agreed] = {}
    for statement_month in sorted(drawn, reverse=True):
        month = Month(statement_month - statement_offset(contract))
        seen = _agreed(contract, relief_at(drawn[statement_month]))
        # What differs only for later months is the same for the run, and each set of relief is a run of the chain.
        alike = (one for one in (now, *first.values()) if _before(one, month) == _before(seen, month))
        first[month] = next(alike, seen)
    return ReliefKnown(now, {month: seen for month, seen in sorted(first.items()) if seen is not now})


def _agreed(contract: Contract, relief: Sequence[Relief]) -> Agreed:
    """Return the relief that was agreed, of the effects that the contract allows."""
    allowed = contract.relief.agreed.effects if contract.relief.agreed else ()
    return tuple(one for one in relief if one.decision == "agreed" and one.effect in allowed)


def _before(relief: Sequence[Relief], month: Month) -> set[int]:
    """Return the relief that may change how months before one are judged, by its number."""
    return {one.relief for one in relief if one.first < month and one.effect != "reduce_amount"}
