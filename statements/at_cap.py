"""A line at a cap: what the cap holds back of it month by month, and what of that is charged in no month."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from contracts.caps import Cap
from contracts.contract import Contract
from contracts.months import Month
from contracts.terms import caps as cap_terms

Pence = Mapping[Month, int]


@dataclass(frozen=True)
class AtCap:
    """One line at one cap: what comes to it and what it lets through, in pence by month.

    ``last`` is the last month that may charge what the cap carries of the line; None where it carries nothing.
    """

    cap: Cap
    last: Month | None
    comes: Pence
    passes: Pence

    def held(self, month: Month) -> int:
        """Return what it holds back in a month, in pence: what comes then, and what it has carried to the month."""
        before = month if self.last is None or month > self.last else Month(0)
        comes, passes = (sum(each[at] for at in each if before <= at <= month) for each in (self.comes, self.passes))
        return comes - passes

    def is_lost(self, month: Month) -> bool:
        """Say whether what it holds back in a month is never charged."""
        return self.last is None or month >= self.last

    @property
    def losing(self) -> Iterator[Month]:
        """The months in which some of the line is lost here."""
        at_last = () if self.last is None else (self.last,)
        return (month for month in {*self.comes, *at_last} if self.is_lost(month) and self.held(month))


def at_caps(contract: Contract, stated: Month, pence: int, passes: Iterable[Pence]) -> Iterator[AtCap]:
    """Yield a line of a statement month at each cap that holds some of it back; ``passes`` in the order of the caps."""
    comes: Pence = Counter({stated: pence})
    for cap, passed in zip(cap_terms.in_order(contract), passes, strict=True):
        if passed != comes:
            last = cap_terms.last_to_charge(contract, cap, stated) if cap.excess == "carried" else None
            yield AtCap(cap, last, comes, passed)
        comes = passed
