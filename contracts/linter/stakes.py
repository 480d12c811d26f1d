"""Warnings of what is at stake: caps below one failure, cliffs, dead zones, and what a missing file is worth."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Final

from contracts import months
from contracts.contract import Contract
from contracts.indicators import Indicator
from contracts.linter import worth
from contracts.linter.bands import number
from contracts.linter.finding import LintFinding
from contracts.months import Month
from contracts.terms.calendar import contract_months, is_measured
from contracts.terms.judgement import stretches_in
from contracts.wording import percent, pounds


@dataclass(frozen=True)
class Limits:
    """From how much on the linter warns, in per cent of a month's charge."""

    cliff: Fraction = Fraction(5, 2)
    missing_file: Fraction = Fraction(15)


_MAY_BE_MEANT: Final = "or keep it, if it is meant."


def caps_hold_one_failure(contract: Contract) -> Iterator[LintFinding]:
    """W01: a cap leaves room for one failure in the worst band; one for each cap, of the dearest failure it cuts."""
    for place, cap in enumerate(contract.caps):
        cut = [
            (worst - limit, worst, limit, one.id, month)
            for one in contract.indicators
            if (place, cap) in worth.caps_on(contract, one)
            for month in worth.measured_months(contract, one)
            if (worst := _worst(contract, one, month)) > (limit := worth.limit_in(contract, cap, month))
        ]
        if cut:
            _, worst, limit, name, month = max(cut, key=lambda each: each[0])
            found = (
                f"room for {_written(limit)} in {months.spoken(month)}, where {name} alone may cost {_written(worst)}"
            )
            remedy = f"Raise the cap or lower what the worst band costs, {_MAY_BE_MEANT}"
            yield LintFinding("W01", ("caps", place), found, "a cap of one failure or more", remedy, clause=cap.clause)


def no_cliffs(contract: Contract, most: Fraction) -> Iterator[LintFinding]:
    """W02: between neighbouring bands, or for one unit, lies no more than so many per cent of the month's charge."""
    for place, one in enumerate(contract.indicators):
        steps = [
            (step / charge, step, name, month)
            for month in worth.measured_months(contract, one)
            if (charge := worth.month_charge(contract, month))
            for step, name in _steps(contract, one, month)
        ]
        share, step, name, month = max(steps, key=lambda each: each[0], default=(Fraction(0), Fraction(0), "", 0))
        if share * 100 > most:
            said = percent(share * 100, 2)
            found = f"{name} worth {_written(step)} in {months.spoken(Month(month))}, {said} of its charge"
            expected = f"one unit of performance to be worth {number(most)}% of a month's charge at most"
            remedy = f"Put bands between the two, {_MAY_BE_MEANT}"
            yield LintFinding("W02", ("indicators", place, "bands"), found, expected, remedy, clause=one.clause)


def no_dead_zones(contract: Contract) -> Iterator[LintFinding]:
    """W03: every worse band costs more than the one before it, caps whose excess is lost being counted."""
    for place, one in enumerate(contract.indicators):
        for month in worth.measured_months(contract, one):
            found = _dead_from(contract, one, month)
            if found:
                remedy = f"Let the worse bands cost more, or raise the cap, {_MAY_BE_MEANT}"
                expected = "more to lose in every worse band"
                yield LintFinding("W03", ("indicators", place, "bands"), found, expected, remedy, clause=one.clause)
                break


def missing_files_are_worth_little(contract: Contract, most: Fraction) -> Iterator[LintFinding]:
    """W06: taking the worst band for everything in a missing file costs no more than so much of the month's charge."""
    rule = contract.rules.when.missing
    if rule.take != "worst band":
        return
    together = [
        (total / charge, total, month)
        for month in map(Month, contract_months(contract))
        if (charge := worth.month_charge(contract, month))
        and (total := _missing(contract, month)) * 100 > most * charge
    ]
    if together:
        share, total, month = max(together, key=lambda each: each[0])
        found = (
            f"worst bands worth {_written(total)} where the return for {months.spoken(month)} does not come,"
            f" {percent(share * 100, 2)} of its charge"
        )
        expected = f"{number(most)}% of a month's charge at most"
        remedy = f"Take something milder, count a missing return once, or cap it, {_MAY_BE_MEANT}"
        yield LintFinding("W06", ("rules", "when", "missing", "take"), found, expected, remedy, clause=rule.clause)


def _worst(contract: Contract, one: Indicator, month: Month) -> Fraction:
    """Return what the worst band costs where it begins, or in full where it is linear, in pence."""
    ladder = worth.bands_of(contract, one, month)
    begins = None if ladder[-1].rung.linear else ladder[max(len(ladder) - 2, 0)].lowest
    return max(worth.cost(contract, ladder[-1], at) for at in worth.places(one, month, begins))


def _steps(contract: Contract, one: Indicator, month: Month) -> Iterator[tuple[Fraction, str]]:
    ladder = worth.bands_of(contract, one, month)
    for better, worse in pairwise(ladder):
        for at in worth.places(one, month, better.lowest):
            step = worth.cost(contract, worse, at) - worth.cost(contract, better, at)
            yield step, f"“{worse.rung.status}” after “{better.rung.status}”"
    for band in ladder:
        if band.rung.per_unit is not None:
            yield Fraction(band.rung.per_unit.pounds), f"each unit in “{band.rung.status}”"
        if band.rung.linear is not None:
            away = min(abs(end - start) for start, end in stretches_in(one, month, band.rung.linear))
            full = worth.in_full(contract, one, month, band.rung)
            yield full / max(away, Fraction(1)), f"each unit in “{band.rung.status}”"


def _dead_from(contract: Contract, one: Indicator, month: Month) -> str:
    """Say which band is the last in which there is more to lose, or nothing where that is the worst."""
    ladder = worth.bands_of(contract, one, month)
    if ladder[-1].rung.per_unit is not None:
        return ""
    lost = [worth.limit_in(contract, cap, month) for _, cap in worth.caps_on(contract, one) if cap.excess != "carried"]
    # Of a range the dearer side is looked at, as its bands are the same on both.
    dearest = (max(worth.cost(contract, band, at) for at in worth.places(one, month, band.lowest)) for band in ladder)
    costs = [min([each, *lost]) for each in dearest]
    for place, band in enumerate(ladder[:-1]):
        if costs[place] > 0 and max(costs[place + 1 :]) <= costs[place]:
            return (
                f"nothing more to lose below “{band.rung.status}” in {months.spoken(month)}:"
                f" it costs {_written(costs[place])}, and so does what is worse"
            )
    return ""


def _missing(contract: Contract, month: Month) -> Fraction:
    """Return what a return that does not come costs in worst bands, after the caps whose excess is lost."""
    rule, groups = contract.rules.when.missing, dict[str, list[Fraction]]()
    for one in contract.indicators:
        if is_measured(one, month):
            alone = [
                worth.limit_in(contract, cap, month)
                for _, cap in worth.caps_on(contract, one)
                if cap.per == "indicator" and cap.excess != "carried"
            ]
            group = {"indicator": one.id, "dataset": one.dataset, "return": ""}[rule.per]
            groups.setdefault(group, []).append(min([_worst(contract, one, month), *alone]))
    caps = [cap for cap in contract.caps if cap.on_the_whole_contract and cap.excess != "carried"]
    known = [cap for cap in caps if "performance" in cap.limits and worth.is_known_beforehand(contract, cap)]
    held = [worth.limit_in(contract, cap, month) for cap in known]
    return min([sum((max(costs) for costs in groups.values()), Fraction(0)), *held])


def _written(pence: Fraction) -> str:
    return pounds((2 * pence.numerator + pence.denominator) // (2 * pence.denominator))


WARNINGS = (
    caps_hold_one_failure,
    no_dead_zones,
)
