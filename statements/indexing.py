"""How indexed prices are said on a statement, and what is said where an index value is not known yet."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from contracts import months
from contracts.agreement import ChargeLine
from contracts.contract import Contract
from contracts.errors import ReckonerError
from contracts.indexation import Index
from contracts.indexed import MissingValue, values_needed
from contracts.months import Month
from contracts.values import in_force
from contracts.wording import pounds
from statements.documents import Sum
from statements.freeze import Frozen
from statements.measures import number, so_many

PriceMonths = Sequence[tuple[Month, Month | None]]


class NoIndexValue(ReckonerError):
    """A month that cannot be priced, because an index value that the contract takes is not known."""

    def __init__(self, contract: Contract, missing: MissingValue) -> None:
        index = contract.charge.index
        series, figures = (index.series, index.figures) if isinstance(index, Index) else ("", "")
        stage = "final" if figures == "final" else "provisional"
        super().__init__(
            f"There is no statement from {months.spoken(missing.priced)} on: its prices need the {stage} value of "
            f"{series} for {months.spoken(missing.value_of)}, which is not known. Record it with “reckoner "
            f'index-value {contract.id} {months.label(missing.value_of)} VALUE --stage {stage} --source "WHERE"”.'
        )


def index_values_said(frozen: Frozen) -> list[list[str]]:
    """Return the index values that a statement may rest on, for its digest: series, month, stage and value."""
    latest = {(each.series, each.month, each.stage): each.value for each in frozen.index_values}
    return sorted([series, months.label(month), stage, str(value)] for (series, month, stage), value in latest.items())


def charge_sums(frozen: Frozen, line: ChargeLine, month: Month) -> Iterator[Sum]:
    """Yield how each price of a charge line that is in force in a month came about; none without an index.

    ``line`` is the line as the contract file states it.
    """
    first, last = months.first_day(month), months.last_day(month)
    starts = sorted({max(start, first) for start, _ in line.annual if start <= last})
    for day in starts:
        held = next((base for start, base in reversed(line.prices_of or ()) if start <= day), None)
        stated = next(pence for start, pence in reversed(line.annual) if start <= day)
        yield from _sums(frozen, held, month, stated, "Annual price")


def price_sums(frozen: Frozen, prices_of: PriceMonths | None, stated: int, month: Month) -> Iterator[Sum]:
    """Yield how an amount in pence of a month follows the index; none where it does not."""
    yield from _sums(frozen, in_force(tuple(prices_of or ()), month), month, stated, "Amount")


def _sums(frozen: Frozen, base: Month | None, month: Month, stated: int, what: str) -> Iterator[Sum]:
    ladder = frozen.indexed.ladder
    value_month = ladder.value_month(month) if ladder else None
    if ladder is None or base is None or value_month is None:
        return
    index, factor = ladder.index, ladder.factor(base, value_month)
    needed = values_needed(index, base, value_month)
    if not needed:
        return
    finals = {each.month for each in frozen.index_values if each.series == index.series and each.stage == "final"}
    told = " → ".join(_value(ladder.values[each], each, finals, index) for each in needed)
    yield Sum(says=f"{index.series} from {months.spoken(base)} to {months.spoken(value_month)}", figures=told)
    changes = " × ".join(number(change) for change in ladder.changes(base, value_month))
    yield Sum(says="Change, each within the collar" if index.collar else "Change", figures=changes)
    fixed = f"{number(index.fixed_share)}% fixed, {number(100 - index.fixed_share)}% with the change"
    yield Sum(
        says=f"Factor, to {so_many(index.places, 'place')} (clause {index.clause})",
        figures=f"{fixed}: {number(factor)}",
    )
    indexed = pounds(ladder.price(stated, base, month))
    yield Sum(
        says=f"{what}, indexed, {index.indexed_amounts}", figures=f"{pounds(stated)} × {number(factor)} = {indexed}"
    )


def _value(value: Fraction, month: Month, finals: set[Month], index: Index) -> str:
    provisional = index.figures == "provisional for good" or (index.figures != "final" and month not in finals)
    return number(value) + (" (provisional)" if provisional else "")
