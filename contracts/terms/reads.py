"""Up to which month a statement reads the figures that were returned."""

from collections.abc import Iterable, Iterator

from contracts.contract import Contract
from contracts.earned import earned_lines
from contracts.indicators import Indicator
from contracts.months import Month
from contracts.outcomes import Outcome
from contracts.shares import Guarantee
from contracts.terms.shares import settlement_months
from contracts.terms.spans import statement_offset
from contracts.unit_prices import UnitPrice


def last_read(contract: Contract, month: Month, indicators: Iterable[Indicator] = ()) -> Month:
    """Return the last month of which a month's statement reads a figure of some of these indicators.

    Failures, and late and missing returns, stand on the statement that prices them, which may be that of the month
    after: without indicators the answer is about them alone. Steps 13 to 15 pay by figures of the statement's own
    month, so indicators that they are settled on are read up to it.
    """
    paid = {*_paid_by(contract, month)}
    if any(one.id in paid for one in indicators):
        return month
    return Month(month - statement_offset(contract))


def last_read_of(contract: Contract, month: Month, dataset: str) -> Month:
    """Return the last month of which a month's statement reads a figure that a dataset feeds.

    An indicator whose figure comes from records may be stated beside them.
    """
    return last_read(contract, month, (one for one in contract.indicators if dataset in {one.dataset, "indicators"}))


def _paid_by(contract: Contract, month: Month) -> Iterator[str]:
    """Yield the indicators by whose figures outcomes, guarantees, shares or units are paid in a month."""
    for _, line in earned_lines(contract):
        if isinstance(line, UnitPrice):
            yield line.volume_of
        elif isinstance(line, Outcome):
            yield line.verified
        elif month in settlement_months(line):
            yield line.savings if isinstance(line, Guarantee) else line.actual
