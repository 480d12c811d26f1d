"""Steps 6 to 8 for one indicator, month by month: the band taken, its cost, the run of failures, the repeat."""

from dataclasses import dataclass
from fractions import Fraction

from contracts.contract import Contract
from contracts.indicators import Indicator, Rung
from contracts.months import Month
from contracts.values import in_force
from tests.reference.bands import band_of, best_to_worst, value_of
from tests.reference.charge import Charges, base
from tests.reference.exact import delay, term
from tests.reference.figures import Figures
from tests.reference.measures import DataStatus, Measure, measures, what_is_taken


@dataclass(frozen=True)
class Cost:
    """What a band costs: service points, or an exact amount in pence."""

    points: Fraction = Fraction(0)
    pence: Fraction = Fraction(0)

    def times(self, factor: Fraction) -> "Cost":
        """Return the cost multiplied."""
        return Cost(self.points * factor, self.pence * factor)


@dataclass(frozen=True)
class Judged:
    """An indicator in a month: ``band`` None where nothing was taken; ``place`` is its place in a run of failures."""

    indicator: str
    month: Month
    status: DataStatus
    band: int | None
    fails: bool
    place: int
    own: Cost
    repeat: Cost


@dataclass(frozen=True)
class _Case:
    """One indicator in one month, with what it takes to judge it."""

    contract: Contract
    indicator: Indicator
    month: Month
    measure: Measure
    charges: Charges


@dataclass
class _Memory:
    """What an indicator's month has to know of its earlier months."""

    previous: Month | None = None
    last_band: int | None = None
    months_carried: int = 0
    place: int = 0


def judge(contract: Contract, figures: Figures, indicator: Indicator, charges: Charges) -> list[Judged]:
    """Judge an indicator in each of its months."""
    memory = _Memory()
    return [
        _judge_month(_Case(contract, indicator, month, measure, charges), memory)
        for month, measure in measures(contract, figures, indicator).items()
    ]


def _judge_month(case: _Case, memory: _Memory) -> Judged:
    contract, month = case.contract, case.month
    take, run = what_is_taken(contract, case.measure)
    band, is_carried = _band_taken(case, take, memory)
    rung = best_to_worst(contract, case.indicator, month)[band - 1] if band is not None else None
    fails = rung is not None and rung.fails
    if _starts_new_run(case, memory.previous):
        memory.place = 0
    place = _place_in_run(run, fails=fails, memory=memory)
    own = _cost(case, rung) if rung is not None else Cost()
    repeat = Cost()
    if contract.deductions.repeat is not None and place >= 2 and not is_carried:
        repeat = own.times(term(contract.deductions.repeat.multiplier, month) - 1)
    memory.previous = month
    return Judged(case.indicator.id, month, case.measure.status, band, fails, place, own, repeat)


def _band_taken(case: _Case, take: str, memory: _Memory) -> tuple[int | None, bool]:
    """Return the band taken, None for nothing, and whether it is a carried one."""
    if take == "carry last status":
        return _carried(case, memory)
    band = _band(case, take)
    if take == "figure":
        memory.last_band, memory.months_carried = band, 0
    return band, False


def _band(case: _Case, take: str) -> int | None:
    if take == "figure":
        assert case.measure.figure is not None
        value = value_of(case.indicator, case.measure.figure)
        return band_of(case.contract, case.indicator, case.month, value)
    return _worst(case) if take == "worst band" else None


def _carried(case: _Case, memory: _Memory) -> tuple[int | None, bool]:
    """Carry the band of the last judged month, so many times after it, and then take what the contract says."""
    rule = case.contract.rules.when.carry_last_status
    assert rule is not None
    memory.months_carried += 1
    if memory.months_carried > rule.months:
        return _band(case, rule.then), False
    return (None if memory.last_band is None else min(memory.last_band, _worst(case))), True


def _worst(case: _Case) -> int:
    return len(best_to_worst(case.contract, case.indicator, case.month))


def _place_in_run(run: str, *, fails: bool, memory: _Memory) -> int:
    """Return the month's place in a run, 0 outside one, and remember it for the next month."""
    if run == "skipped":
        return 0
    if run == "breaks":
        memory.place = 0
    elif run == "extends":
        memory.place += 1 if memory.place or fails else 0
    else:
        memory.place = memory.place + 1 if fails else 0
    return memory.place


def _starts_new_run(case: _Case, before: Month | None) -> bool:
    contract, indicator, month = case.contract, case.indicator, case.month
    repeat = contract.deductions.repeat
    if repeat is None or before is None:
        return False
    new_year = contract.contract_year(before) != contract.contract_year(month)
    new_definition = in_force(indicator.definition, before) != in_force(indicator.definition, month)
    return (new_year and repeat.new_contract_year == "starts a new run") or (
        new_definition and repeat.changed_definition == "starts a new run"
    )


def _cost(case: _Case, rung: Rung) -> Cost:
    """Return what a band costs in the month, in points or in exact pence."""
    contract, indicator, month, charges = case.contract, case.indicator, case.month, case.charges
    if rung.points is not None:
        return Cost(points=rung.points)
    if rung.pounds is not None:
        return Cost(pence=Fraction(rung.pounds))
    if rung.percent is not None:
        return Cost(pence=rung.percent / 100 * base(contract, indicator, month, charges))
    if rung.share is not None:
        weight = in_force(indicator.weight or (), month) or Fraction(0)
        return Cost(pence=rung.share / 100 * weight / 100 * _at_risk(case))
    assert rung.per_unit is not None
    assert case.measure.figure is not None
    above = max(value_of(indicator, case.measure.figure) - rung.per_unit.above, Fraction(0))
    return Cost(pence=rung.per_unit.pounds * above)


def _at_risk(case: _Case) -> Fraction:
    at_risk = case.contract.deductions.amount_at_risk
    statement_month = Month(case.month + delay(case.contract))
    assert at_risk is not None
    if at_risk.pounds is not None:
        return Fraction(term(at_risk.pounds, statement_month))
    assert at_risk.percent is not None
    return term(at_risk.percent, statement_month) / 100 * base(case.contract, case.indicator, case.month, case.charges)
