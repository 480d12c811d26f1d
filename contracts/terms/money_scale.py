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
    indicators, scale = list(enumerate(contract.indicators, start=1)), points_scale(contract)
    rates = [row["rate_scale"] for number, one in indicators for row in judgement.judgement_rows(contract, number, one)]
    point = contract.deductions.point
    rates.append(scale_of(step.percent / 100 for step in (point.table or ())) if point else 1)
    costs = [
        # A value that costs so much a unit has no denominator but that of figures, as the linter sees to.
        row["cost_scale"] * (row["allowance_scale"] * FIGURE_SCALE if row["cost_kind"] == "per unit" else 1)
        for number, one in indicators
        for row in judgement.band_rows(contract, number, one, scale)
        if row["cost_kind"] != "points"
    ]
    # Agreed relief takes off hundredths of a per cent.
    relief = RELIEF_SCALE if contract.relief.agreed else 1
    return relief * lcm(scale * ratchet_scale(contract) * lcm(*rates), lcm(*costs) * multiplier_scale(contract))
