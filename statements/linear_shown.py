"""How far a value lies from its target towards where all is due: for the working and the words of a linear cost."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from contracts.linear import Stretch, share_due
from contracts.months import Month
from contracts.terms.judgement import bands_in, stretches_in
from statements.documents import Sum
from statements.ledger import Ledger, Row
from statements.measures import exact_pounds, in_unit, number


@dataclass(frozen=True)
class _Way:
    """From where to where a linear cost runs, in words and of one side; the value, None where there was none to place.

    ``share`` is how much of what is due in full is due.
    """

    says: str
    stretch: Stretch
    value: Fraction | None
    share: Fraction

    @property
    def worked(self) -> str:
        """The share as the sum that it comes from."""
        (start, end), value = self.stretch, self.value
        if value is None:
            return "without a figure all is due: 100%"
        away = (value - start) / (end - start)
        parts = (value, start, end, start) if start < end else (start, value, start, end)
        sum_ = "({} − {}) ÷ ({} − {})".format(*map(number, parts))
        return f"{sum_} = {number(away * 100)}%" + (", at most 100%" if away > 1 else "")


def linear_sums(ledger: Ledger, indicator: int, failure: Row) -> Iterator[Sum]:
    """Yield the share of the way and what it makes of what is due in full, where a failure's own cost is linear."""
    way = _way(ledger, indicator, Month(failure["month"]))
    if way is None:
        return
    yield Sum(says=f"Linear {way.says}, where all is due", figures=way.worked)
    cost = Fraction(int(failure["cost"]), int(failure["cost_scale"]))
    full, own = (
        exact_pounds(each) if failure["cost_kind"] == "pence" else f"{number(each * 100)}%"
        for each in (cost / way.share, cost)
    )
    yield Sum(says="Of what is due in full", figures=f"{number(way.share * 100)}% × {full} = {own}")


def linear_words(ledger: Ledger, indicator: int, month: Month) -> Iterator[str]:
    """Yield the same as a sentence."""
    way = _way(ledger, indicator, month)
    if way is not None:
        how = "All is due" if way.share == 1 else f"{number(way.share * 100)}% is due"
        yield f"{how}: what the band costs is linear {way.says}."


def _way(ledger: Ledger, indicator: int, month: Month) -> _Way | None:
    """Return how far the value of a month lies; None where what its band costs is not linear."""
    contract, judged = ledger.frozen.contract, ledger.severities[indicator, month]
    agreed = contract.indicators[indicator - 1]
    linear = bands_in(contract, agreed, month)[int(judged["band"]) - 1].rung.linear
    if linear is None:
        return None
    stretches = stretches_in(agreed, month, linear)
    value = ledger.value(indicator, month) if ledger.measures[indicator, month]["take"] == "measure" else None
    if value is None:
        ends = " and ".join(in_unit(agreed, end) for _, end in stretches)
        start = "the target" if agreed.within is None else "the ends of the range"
        return _Way(f"from {start} to {ends}", stretches[0], None, Fraction(1))
    stretch = max(stretches, key=lambda each: (value - each[0]) / (each[1] - each[0]))
    start = "the target" if agreed.within is None else f"the end of the range at {in_unit(agreed, stretch[0])}"
    return _Way(f"from {start} to {in_unit(agreed, stretch[1])}", stretch, value, share_due(stretches, value))
