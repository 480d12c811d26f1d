"""Step 5: what somebody agreed to excuse: rows, cases that count as met, whole measures, a part of an amount."""

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction

from contracts import months
from contracts.contract import Contract
from contracts.indicators import FromCases, Indicator
from contracts.months import Month
from contracts.relief import InheritedCases
from tests.reference.figures import Agreed, Case, Figure, Figures


def without_relief(figures: Figures) -> Figures:
    """Return what was known, as if nobody had agreed any relief."""
    return replace(figures, relief=(), first_known={})


def _agreed(figures: Figures, effect: str, indicator: Indicator, month: Month) -> list[Agreed]:
    return [
        one
        for one in figures.relief
        if one.effect == effect and indicator.id in one.indicators and one.first <= month <= one.last
    ]


def is_excused(figures: Figures, indicator: Indicator, month: Month) -> bool:
    """Say whether relief excuses a whole measure."""
    return bool(_agreed(figures, "excuse_measure", indicator, month))


def is_suspended(contract: Contract, indicator: Indicator, month: Month) -> bool:
    """Say whether the contract itself suspends an indicator in a month."""
    return any(
        one.first <= month <= one.last and (one.indicators == "all" or indicator.id in one.indicators)
        for one in contract.relief.suspensions
    )


def part_left(figures: Figures, indicator: Indicator, month: Month) -> Fraction:
    """Return what part of an amount is left: reductions add up to the whole at most."""
    off = sum((one.percent for one in _agreed(figures, "reduce_amount", indicator, month)), Fraction(0))
    return 1 - min(off / 100, Fraction(1))


def changed(contract: Contract, figures: Figures, indicator: Indicator, month: Month, figure: Figure) -> Figure:
    """Return a figure after relief: rows removed first, then what counts as met."""
    if (indicator.id, month) in figures.set_aside:
        return figure
    removed, met = _by_case(contract, figures, indicator, month)
    removed += [one.figure for one in _agreed(figures, "remove_rows", indicator, month)]
    met += sum((one.figure.numerator for one in _agreed(figures, "count_as_met", indicator, month)), Fraction(0))
    numerator = figure.numerator - sum((away.numerator for away in removed), Fraction(0))
    denominator = figure.denominator - sum((away.denominator for away in removed), Fraction(0))
    numerator = max(numerator, min(figure.numerator, Fraction(0)))
    denominator = max(denominator, min(figure.denominator, Fraction(0)))
    if met > 0:
        numerator = min(numerator + met, max(denominator, numerator))
    return Figure(numerator, denominator)


def _by_case(contract: Contract, figures: Figures, indicator: Indicator, month: Month) -> tuple[list[Figure], Fraction]:
    """Return each case that is removed as what leaves both sides, and how many late ones count as met."""
    removed, met = list[Figure](), Fraction(0)
    for place, case in enumerate(figures.cases.get(month, ()) if isinstance(indicator.measure, FromCases) else ()):
        effects = {one.effect for one in figures.relief if (month, place) in one.cases}
        if not effects or not counts(contract, indicator, case, month):
            continue
        if "remove_rows" in effects:
            removed.append(Figure(Fraction(is_in_time(case)), Fraction(1)))
        else:
            met += not is_in_time(case)
    return removed, met


def is_in_time(case: Case) -> bool:
    """Say whether a plan was issued by day 140."""
    return case.plan_issued is not None and case.plan_issued - case.clock_start <= timedelta(days=140)


def counts(contract: Contract, indicator: Indicator, case: Case, month: Month) -> bool:
    """Say whether a case is one of the month's issued plans that an indicator is about."""
    measure = indicator.measure
    assert isinstance(measure, FromCases)
    if case.plan_issued is None or months.of_day(case.plan_issued) != month or case.case_type not in measure.case_types:
        return False
    if not _is_its_own(contract, indicator, case):
        return False
    if not case.has_exception or measure.basis == "all":
        return True
    return measure.basis == "excusing late exceptions" and is_in_time(case)


def _is_its_own(contract: Contract, indicator: Indicator, case: Case) -> bool:
    """Say whether a case opened before or after the contract's start is one that the indicator takes."""
    inherited, rule = case.clock_start < contract.contract.first_day, contract.rules.cases_before_start
    if isinstance(rule, InheritedCases):
        return {rule.indicator: not inherited, rule.own_target: inherited}.get(indicator.id, True)
    return not inherited or rule == "counted"
