"""A failure line as the chain left it, with what its working is written from."""

from dataclasses import dataclass
from fractions import Fraction

from contracts.indicators import Indicator
from contracts.months import Month
from contracts.values import in_force
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
