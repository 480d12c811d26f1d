"""Step 14: what savings guarantees and shared gains and pains add to a month, settled on money that was reported."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from contracts.contract import Contract
from contracts.months import Month
from contracts.shares import Guarantee, Share, ShareSlice
from tests.reference.exact import contract_months, measured_months
from tests.reference.figures import Figures
from tests.reference.measures import TO_COME, is_nil, status_before_relief

Seen = Fraction | Literal["nil", "missing", "awaited"]


def guaranteed(contract: Contract, figures: Figures, line: Guarantee) -> dict[Month, Fraction]:
    """Return what a guarantee takes off in each month of its profile, or gives back, in pence."""
    found: dict[Month, Fraction] = {}
    recovered = Fraction(0)
    seen = _seen(contract, figures, line.savings)
    for month, pence in line.profile:
        if not _is_settled(contract, line, seen, month):
            continue
        shortfall = max(pence - _so_far(contract, line, seen, month), Fraction(0))
        after = max(shortfall, recovered) if line.caught_up == "kept" else shortfall
        if line.shortfall == "recovered":
            found[month] = recovered - after
            recovered = after
    return found


def shared(contract: Contract, figures: Figures, line: Share) -> dict[Month, Fraction]:
    """Return what each settlement of a share adds to its month, or takes off, in pence."""
    return _settled(line, {month: _due(line, found) for month, found in _settlements(contract, figures, line).items()})


def pains(contract: Contract, figures: Figures, line: Share) -> dict[Month, Fraction]:
    """Return what each settlement takes off for the provider's part of a pain, in pence; less if it shrinks."""
    borne = line.charge_carries == "actual"
    found = _settlements(contract, figures, line)
    return _settled(
        line, {month: _part(line, line.pain or (), one.pain, one.baseline) * borne for month, one in found.items()}
    )


@dataclass(frozen=True)
class _Settlement:
    """What a settlement found, in pence: how far the actual is better than where a gain begins, or worse."""

    baseline: int
    gain: Fraction
    pain: Fraction


def _settled(line: Share, due: dict[Month, Fraction]) -> dict[Month, Fraction]:
    """Return what is paid of each settlement: of everything so far, what it comes to above the one before."""
    found: dict[Month, Fraction] = {}
    before = Fraction(0)
    for month, exact in due.items():
        found[month] = exact if line.settled == "each settlement by itself" else exact - before
        before = exact
    return found


def _settlements(contract: Contract, figures: Figures, line: Share) -> dict[Month, _Settlement]:
    found: dict[Month, _Settlement] = {}
    seen = _seen(contract, figures, line.actual)
    months: list[Month] = [month for month, _ in line.baseline]
    for place, (month, baseline) in enumerate(line.baseline):
        before = months[place - 1] if line.settled == "each settlement by itself" and place else None
        if not _is_settled(contract, line, seen, month, before):
            continue
        actual = _so_far(contract, line, seen, month) - (_so_far(contract, line, seen, before) if before else 0)
        better = baseline - actual if contract.indicator(line.actual).better == "lower" else actual - baseline
        free = 0
        for one in contract.guarantees:
            if line.gain_from == "guarantee" and one.id == line.guarantee:
                profile = dict(one.profile)
                free = profile[month] - (profile[before] if before else 0)
        found[month] = _Settlement(baseline, max(better - free, Fraction(0)), max(-better, Fraction(0)))
    return found


def _due(line: Share, found: _Settlement) -> Fraction:
    """Return what a settlement comes to: the provider's part where it is paid it, the authority's where it is not."""
    to_provider, by_provider = (
        _part(line, line.gain or (), found.gain, found.baseline),
        _part(line, line.pain or (), found.pain, found.baseline),
    )
    if line.charge_carries == "actual":
        return (to_provider if line.gain_is == "paid" else 0) - by_provider
    # The provider has the whole difference already: what is not its part goes to, or comes from, the authority.
    to_authority = found.gain - to_provider if line.gain and line.gain_is == "paid" else Fraction(0)
    return (found.pain - by_provider if line.pain else 0) - to_authority


def _part(line: Share, slices: Sequence[ShareSlice], amount: Fraction, baseline: int) -> Fraction:
    """Return the provider's part of an amount, slice by slice."""
    unit = Fraction(100) if line.slices_in == "pounds" else Fraction(baseline, 100)
    part = Fraction(0)
    for each in slices:
        end = amount if each.to is None else min(amount, each.to * unit)
        part += max(end - each.above * unit, Fraction(0)) * each.share / 100
    return part


def _seen(contract: Contract, figures: Figures, name: str) -> dict[Month, Seen]:
    """Return an indicator's money in pence by month, or why there is none."""
    indicator = contract.indicator(name)
    found: dict[Month, Seen] = {}
    for month in measured_months(contract, indicator):
        measure = status_before_relief(contract, figures, indicator, month)
        if measure.status in ("reported", "below_minimum") and measure.figure is not None:
            found[month] = measure.figure.numerator * 100
        elif is_nil(figures, indicator, month, measure):
            found[month] = "nil"
        else:
            found[month] = "awaited" if measure.status in TO_COME else "missing"
    return found


def _is_settled(
    contract: Contract, line: Guarantee | Share, seen: dict[Month, Seen], month: Month, since: Month | None = None
) -> bool:
    """Say whether the money up to a month is known, or that after an earlier settlement which ended a year.

    Of totals the last word of each year is what counts: a figure, or that it is missing. Nil adds nothing to it.
    """
    if any(found == "awaited" for at, found in seen.items() if at <= month):
        return False
    if line.reported == "of each period":
        return True
    last_words: dict[int, Seen] = {}
    for at in sorted(at for at in seen if at <= month and (since is None or at > since)):
        if seen[at] != "nil":
            last_words[contract.contract_year(at) if line.reported != "running total" else 0] = seen[at]
    return "missing" not in last_words.values()


def _so_far(contract: Contract, line: Guarantee | Share, seen: dict[Month, Seen], month: Month) -> Fraction:
    """Return the money reported up to a month: added up, or the last total, or the last total of each year.

    Nothing of it is awaited any more.
    """
    known = {at: found for at, found in seen.items() if at <= month}
    if line.reported == "of each period":
        assert isinstance(line.missing, int)
        taken = {"nil": Fraction(0), "missing": Fraction(line.missing)}
        return sum((taken[found] if isinstance(found, str) else found for found in known.values()), Fraction(0))
    totals: dict[int, Fraction] = {}
    for at in contract_months(contract):
        found = known.get(at)
        if isinstance(found, Fraction):
            totals[contract.contract_year(at) if line.reported != "running total" else 0] = found
    return sum(totals.values(), Fraction(0))
