"""Steps 13 to 15: what is paid beside the charge, by line and month, exact and in whole pence."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from contracts.contract import Contract
from contracts.months import Month
from contracts.outcomes import Outcome
from contracts.unit_prices import PriceSlice, UnitPrice
from contracts.values import in_force
from tests.reference.exact import contract_months, half_up, rounded_to, term
from tests.reference.figures import Figures
from tests.reference.measures import TO_COME, is_nil, status_before_relief
from tests.reference.shares import guaranteed, pains, shared

Earned = dict[Month, dict[str, int]]


@dataclass(frozen=True)
class Beside:
    """What a line comes to in a month, exact, and what of that it takes off as a loss."""

    line: str
    month: Month
    amount: Fraction
    loss: Fraction = Fraction(0)


def beside_the_charge(contract: Contract, figures: Figures) -> list[Beside]:
    """Return what each line comes to in each month, line by line in the order of the statement."""
    found: list[Beside] = []
    for outcome in contract.outcomes:
        paid = _for_outcomes(contract, figures, outcome)
        found += [Beside(outcome.id, month, Fraction(pence)) for month, pence in paid.items()]
    for guarantee in contract.guarantees:
        recovered = guaranteed(contract, figures, guarantee)
        found += [Beside(guarantee.id, month, exact, -exact) for month, exact in recovered.items()]
    for share in contract.shares:
        lost = pains(contract, figures, share)
        settled = shared(contract, figures, share)
        found += [Beside(share.id, month, exact, lost[month]) for month, exact in settled.items()]
    for line in contract.unit_prices:
        priced = _by_volume(contract, figures, line)
        if line.rounded_to is not None:
            priced = {month: Fraction(rounded_to(exact, line.rounded_to)) for month, exact in priced.items()}
        found += [Beside(line.id, month, exact) for month, exact in priced.items()]
    return found


def in_pence(contract: Contract, found: Sequence[Beside]) -> tuple[Earned, Earned]:
    """Return the pence of each line in each month, and those of its loss.

    Where the statement is rounded as a whole, a line's loss is rounded after the rest of it.
    """
    paid: Earned = {month: {} for month in contract_months(contract)}
    lost: Earned = {month: {} for month in contract_months(contract)}
    purses = dict.fromkeys(contract_months(contract), Fraction(0))
    for one in found:
        before = purses[one.month] if contract.rules.rounding == "statement" else None
        if before is None:
            paid[one.month][one.line], lost[one.month][one.line] = half_up(one.amount), half_up(one.loss)
        else:
            without = before + one.amount + one.loss
            lost[one.month][one.line] = half_up(without) - half_up(without - one.loss)
            paid[one.month][one.line] = half_up(without) - half_up(before) - lost[one.month][one.line]
        purses[one.month] += one.amount
    return paid, lost


def _for_outcomes(contract: Contract, figures: Figures, line: Outcome) -> dict[Month, int]:
    """Pay each month's outcomes, and keep a purse of what was paid on account and is not earned yet."""
    found: dict[Month, int] = {}
    windows: dict[int, list[tuple[Month, Fraction]]] = {}
    purse = 0
    for month in contract_months(contract):
        window = {"within the month": month, "through the contract year": contract.contract_year(month)}.get(
            line.slices_run, 0
        )
        reported = windows.setdefault(window, [])
        before = _payable(line, reported)
        reported.append((month, _verified(contract, figures, line, month)))
        earned_now = rounded_to(_payable(line, reported) - before, line.rounded_to)
        ahead = dict(line.on_account.paid).get(month, 0) if line.on_account else 0
        purse += ahead
        taken = min(purse, earned_now) if earned_now > 0 else earned_now
        if line.on_account is not None and month > line.on_account.settled:
            taken = 0
        purse -= taken
        found[month] = ahead + earned_now - taken
        if line.on_account is not None and month == line.on_account.settled:
            found[month] -= purse
            purse = 0
    return found


def _verified(contract: Contract, figures: Figures, line: Outcome, month: Month) -> Fraction:
    """Return how many outcomes were verified in a month, less those that there would have been anyway."""
    indicator = contract.indicator(line.verified)
    measure = status_before_relief(contract, figures, indicator, month)
    if measure.status not in ("reported", "below_minimum") or measure.figure is None:
        return Fraction(0)
    number = measure.figure.numerator
    if indicator.measure.of is not None:
        number /= measure.figure.denominator
    number *= 100 if indicator.unit == "percent" else 1
    return max(number, Fraction(0)) * (1 - (in_force(line.deadweight or (), month) or Fraction(0)) / 100)


def _payable(line: Outcome, reported: Sequence[tuple[Month, Fraction]]) -> Fraction:
    """Return what all outcomes of some months are paid together, each at the tariff of the month that reported it."""
    goal = line.attainment
    if goal is not None and sum(number for _, number in reported) * 100 < goal.full * goal.minimum:
        return Fraction(0)
    payable, paid_for = Fraction(0), Fraction(0)
    for month, number in reported:
        room = number if goal is None else min(number, goal.full - paid_for)
        payable += _worth(line.slices, month, paid_for + room) - _worth(line.slices, month, paid_for)
        paid_for += room
    return payable


def _by_volume(contract: Contract, figures: Figures, line: UnitPrice) -> dict[Month, Fraction]:
    """Price each month's volume unit by unit, from where the month, or the volumes of its year before it, left off."""
    found: dict[Month, Fraction] = {}
    years: dict[int, Fraction] = {}
    for month, volume in _volumes(contract, figures, line):
        year = contract.contract_year(month)
        before = years.get(year, Fraction(0)) if line.slices_run == "through the contract year" else Fraction(0)
        years[year] = before + volume
        found[month] = _worth(line.slices, month, before + volume) - _worth(line.slices, month, before)
    return found


def _volumes(contract: Contract, figures: Figures, line: UnitPrice) -> Iterator[tuple[Month, Fraction]]:
    """Yield what each month is charged for; where limits are a year's, what it leaves of the year's maximum counts."""
    years: dict[int, Fraction] = {}
    for month in contract_months(contract):
        volume = _volume(contract, figures, line, month)
        if volume is None:
            continue
        if line.limits_of == "a contract year":
            year = contract.contract_year(month)
            least, most = (in_force(limit or (), month) for limit in (line.minimum, line.maximum))
            charged = years.get(year, Fraction(0))
            volume = max(volume, Fraction(0)) if most is None else min(max(volume, Fraction(0)), most - charged)
            if month == contract.last_month or contract.month_of_year(month) == 12:
                volume = max(volume, (least or Fraction(0)) - charged)
            years[year] = charged + volume
        yield month, volume


def _worth(slices: Sequence[PriceSlice], month: Month, volume: Fraction) -> Fraction:
    """Return what a volume from nothing on is worth at the prices of a month."""
    worth = Fraction(0)
    for part in slices:
        inside = (volume if part.to is None else min(volume, part.to)) - part.above
        worth += max(inside, Fraction(0)) * term(part.price, month)
    return worth


def _volume(contract: Contract, figures: Figures, line: UnitPrice, month: Month) -> Fraction | None:
    """Return what a month is charged for, or None while its volume is awaited."""
    indicator = contract.indicator(line.volume_of)
    measure = status_before_relief(contract, figures, indicator, month)
    if measure.status in TO_COME:
        return None
    if measure.status in ("reported", "below_minimum") and measure.figure is not None:
        volume = measure.figure.numerator
    elif is_nil(figures, indicator, month, measure) or line.missing == "the minimum":
        volume = Fraction(0)
    else:
        return Fraction(0)
    if line.limits_of == "a contract year":
        return volume
    least, most = (in_force(limit or (), month) for limit in (line.minimum, line.maximum))
    volume = max(volume, least or Fraction(0))
    return volume if most is None else min(volume, most)
