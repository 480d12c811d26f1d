"""What lies in each slice of a unit price or of outcomes, at the prices of a month: for the working."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from contracts.months import Month
from contracts.outcomes import Outcome
from contracts.unit_prices import PriceSlice, UnitPrice
from contracts.values import in_force
from contracts.wording import pounds
from statements.documents import Sum
from statements.indexing import price_sums
from statements.ledger import Ledger
from statements.measures import exact_pounds, number


def slice_sums(
    ledger: Ledger, line: UnitPrice | Outcome, month: Month, numbers: tuple[Fraction, Fraction], what: str
) -> Iterator[Sum]:
    """Yield what those between two numbers come to, slice by slice, and how their prices follow an index.

    ``month`` is the one at whose prices they are; ``what`` says what is priced.
    """
    before, through = numbers
    for place, part in enumerate(line.slices):
        inside = _inside(part, through) - _inside(part, before)
        price = in_force(part.price, month) or 0
        if inside:
            yield from _indexed(ledger, line, place, month)
            end = "" if part.to is None else f" to {number(part.to)}"
            sum_ = f"{number(inside)} × {pounds(price)} = {exact_pounds(inside * price)}"
            yield Sum(says=f"{what} above {number(part.above)}{end}", figures=sum_)


def _indexed(ledger: Ledger, line: UnitPrice | Outcome, place: int, month: Month) -> Iterator[Sum]:
    """Yield how the price of a slice follows the index, from the price that the contract file states."""
    agreed = ledger.frozen.file.contract
    same_kind: Sequence[UnitPrice | Outcome] = agreed.outcomes if isinstance(line, Outcome) else agreed.unit_prices
    stated = next(one for one in same_kind if one.id == line.id).slices[place]
    yield from price_sums(ledger.frozen, line.prices_of, in_force(stated.price, month) or 0, month)


def _inside(part: PriceSlice, volume: Fraction) -> Fraction:
    return max((volume if part.to is None else min(volume, part.to)) - part.above, Fraction(0))
