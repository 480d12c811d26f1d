"""A failure line as the chain left it, with what its working is written from."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from contracts.indicators import Indicator
from contracts.months import Month
from contracts.values import in_force
from statements.at_cap import AtCap
from statements.ledger import Ledger, Row


@dataclass(frozen=True)
class FailureLine:
    """One failure line as the chain left it: ``taken`` is what is charged in ``charged_month``, in pence."""

    ledger: Ledger
    rounded: Row
    charged_month: Month
    taken: int

    @property
    def month(self) -> Month:
        """The measured month."""
        return Month(self.rounded["month"])

    @property
    def key(self) -> tuple[Month, int]:
        """What the chain's steps know the line by."""
        return self.month, int(self.rounded["line_order"])

    @property
    def stated(self) -> Month:
        """The month whose statement first had it: an earlier one than ``charged_month`` where a cap carried it."""
        return Month(self.rounded["statement_month"])

    @property
    def held_back(self) -> Iterator[tuple[AtCap, int]]:
        """Each cap that holds back some of it in the month it is charged in, with the pence."""
        for each in self.ledger.held_back.get(self.key, ()):
            if held := each.held(self.charged_month):
                yield each, held

    @property
    def held_of_carried(self) -> list[tuple[AtCap, int]]:
        """Those of them that hold some back of what an earlier cap carried to the month and let through there."""
        if self.stated == self.charged_month:
            return []
        caps = self.ledger.held_back.get(self.key, ())
        through = next((place for place, each in enumerate(caps) if each.passes.get(self.charged_month)), len(caps))
        return [each for each in self.held_back if each[0] in caps[through + 1 :]]

    @property
    def carried_here(self) -> int:
        """What caps carried to the month it is charged in and let through there, in pence, before later ones."""
        if self.stated == self.charged_month:
            return 0
        return self.taken + sum(held for _, held in self.held_of_carried)

    @property
    def number(self) -> int:
        """The indicator's number in contract order."""
        return int(self.rounded["indicator"])

    @property
    def points_scale(self) -> int:
        """The number by which points are whole numbers in the chain."""
        return int(self.ledger.frozen.terms.tables["term_judgement"]["points_scale"][0])

    @property
    def multiplier(self) -> Fraction:
        """How many times a repeated failure counts in the measured month."""
        repeat = self.ledger.frozen.contract.deductions.repeat
        return (in_force(repeat.multiplier, self.month) if repeat else None) or Fraction(1)

    @property
    def place_in_run(self) -> int:
        """The measured month's place in a run of failures."""
        return int(self.ledger.runs[self.number, self.month]["place_in_run"])

    @property
    def indicator(self) -> Indicator:
        """The indicator that failed."""
        return self.ledger.frozen.contract.indicators[self.number - 1]
