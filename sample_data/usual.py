"""Figures as they usually come, by chance that is the same in every run, and the months that are told one by one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from contracts import months
from contracts.contract import Contract
from contracts.indicators import FromRows, Indicator
from contracts.months import Month
from contracts.terms.calendar import is_measured
from contracts.values import in_force
from sample_data.indicator_rows import stated_value
from sample_data.seed import seeded
from sample_data.stated import Stated
from sample_data.tables import Row

Verified = Literal["self-reported", "sampled", "verified"]


@dataclass(frozen=True)
class Usual:
    """The figures of one indicator.

    Attributes:
        low: what the figure is at least; in per cent where it is a part ``of`` something.
        high: what it is at most, in the same unit.
        of: how many it is a part of, at least and at most; None where the figure is one number.
        places: decimal places of a figure that is one number.
        told: the months that do not come by chance: ``14/22``, ``6.5`` or ``nil``.
        says: what the provider writes beside the figure of a month.
        verified_by: whose word it is.
    """

    low: int
    high: int
    of: tuple[int, int] | None = None
    places: int = 0
    told: Mapping[str, str] = field(default_factory=dict)
    says: Mapping[str, str] = field(default_factory=dict)
    verified_by: Verified = "self-reported"

    def figure(self, contract: str, indicator: str, month: Month) -> Stated:
        """Return the figure of a month: the one that is told, or one by chance."""
        label = months.label(month)
        if label in self.told:
            return _read(self.told[label])
        chance = seeded(contract, indicator, label)
        if self.of is None:
            scale = 10**self.places
            return Stated(Decimal(chance.randint(self.low * scale, self.high * scale)) / scale)
        whole = chance.randint(*self.of)
        return Stated(Decimal(round(whole * chance.randint(self.low, self.high) / 100)), Decimal(whole))


def _read(text: str) -> Stated:
    if text == "nil":
        return Stated(instead="nil activity")
    numerator, _, denominator = text.partition("/")
    return Stated(Decimal(numerator), Decimal(denominator) if denominator else None)


def stated_rows(contract: Contract, figures: Mapping[str, Usual], month: Month) -> tuple[Row, ...]:
    """Return a row for each indicator that is measured in a month and stated by hand, in the order of the contract."""
    return tuple(
        _row(contract.id, one, figures[one.id], month)
        for one in contract.indicators
        if is_measured(one, month)
        and in_force(one.measurable or (), month) is not False
        and not isinstance(one.measure, FromRows)
    )


def _row(contract: str, indicator: Indicator, usual: Usual, month: Month) -> Row:
    found = usual.figure(contract, indicator.id, month)
    return {
        "Indicator": indicator.id,
        "Title": indicator.title,
        "Numerator": found.numerator,
        "Denominator": found.denominator,
        "Value as stated": stated_value(indicator.unit, found),
        "Nil activity": "yes" if found.instead else None,
        "Reason if not reported": None,
        "Commentary": usual.says.get(months.label(month)),
        "Verified by": None if found.instead else usual.verified_by,
    }
