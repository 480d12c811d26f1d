"""One denominator for every amount of a statement before it is rounded, so that they can be added up unrounded."""

from collections.abc import Iterator
from math import lcm

from contracts.contract import Contract
from contracts.terms import judgement, shares, unit_prices
from contracts.terms.calendar import FIGURE_SCALE
from contracts.terms.relief import RELIEF_SCALE
from contracts.terms.scales import multiplier_scale, points_scale, ratchet_scale, scale_of


def money_scale(contract: Contract) -> int:
    """Return a denominator of every amount of steps 7 to 16; 1 where each line is rounded by itself."""
    return lcm(_of_deductions(contract), *_beside_the_charge(contract)) if contract.rules.rounding == "statement" else 1


def _beside_the_charge(contract: Contract) -> Iterator[int]:
    """Yield the denominators of steps 13 to 15. Outcomes are whole pence."""
    yield from shares.amount_scales(contract)
    yield from unit_prices.amount_scales(contract)


def _of_deductions(contract: Contract) -> int:
    # Agreed relief takes off hundredths of a per cent, of what has a rounding of its own too.
    relief = RELIEF_SCALE if contract.relief.agreed else 1
    return relief * lcm(_of_points(contract), lcm(*_of_costs(contract)) * multiplier_scale(contract))


def _of_points(contract: Contract) -> int:
    """Return a denominator of what points come to, where that has no rounding of its own."""
    point = contract.deductions.point
    if point is None or point.rounded_to is not None:
        return 1
    indicators = enumerate(contract.indicators, start=1)
    rates = [row["rate_scale"] for number, one in indicators for row in judgement.judgement_rows(contract, number, one)]
    rates.append(scale_of(step.percent / 100 for step in (point.table or ())))
    return points_scale(contract) * ratchet_scale(contract) * lcm(*rates)


def _of_costs(contract: Contract) -> Iterator[int]:
    """Yield the denominators of what bands cost by themselves, where that has no rounding of its own."""
    for number, one in enumerate(contract.indicators, start=1):
        for row in judgement.band_rows(contract, number, one, points_scale(contract)):
            own = judgement.table_in(contract, one, row["first_month"]).rounded_to
            if row["cost_kind"] != "points" and own is None:
                # A value that costs so much a unit has no denominator but that of figures, as the linter sees to.
                by_unit = row["allowance_scale"] * FIGURE_SCALE if row["cost_kind"] == "per unit" else 1
                yield row["cost_scale"] * by_unit
