"""The working of a failure line: its sum in figures, step by step, and in words.

Every number here was left by a step of the chain; nothing is worked out a second time except for show.
"""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from contracts import months, wording
from contracts.caps import Cap
from contracts.months import Month
from contracts.terms import caps as cap_terms
from contracts.values import in_force
from statements.at_cap import AtCap
from statements.bands_shown import band_clause, band_said, band_words, rounded_sums, target_sums
from statements.base_shown import limit_sums
from statements.documents import Sum
from statements.evidence import months_of
from statements.failure_line import FailureLine
from statements.floor_shown import floor_sums, floor_words
from statements.indexing import price_sums
from statements.linear_shown import linear_words
from statements.measures import (
    NOT_JUDGED,
    distance,
    figures,
    in_unit,
    measure_text,
    number,
    so_many_times,
    target_text,
)
from statements.pricing_shown import pricing
from statements.relief_shown import run_as_first_known, said_of
from statements.stages_shown import stage_shown


def sums(line: FailureLine) -> tuple[Sum, ...]:
    """Return the line's sum in figures, from the measure to what is deducted."""
    return (*judging(line), *pricing(line), *capping(line))


def judging(line: FailureLine) -> Iterator[Sum]:
    """Yield how a line's measure met its band."""
    ledger, value = line.ledger, line.ledger.value(line.number, line.month)
    found = figures(ledger, line.number, line.month)
    row = ledger.measures[(line.number, line.month)]
    if row["take"] != "measure":
        yield Sum(says=NOT_JUDGED.get(row["data_status"], "Not judged"), figures=f"taken as {row['take']}")
    elif value is not None and found is not None:
        together = months_of(ledger, line.number, line.month)
        if len(together) > 1:
            named = wording.listed(months.spoken(each) for each in together)
            yield Sum(says="Put together, because each alone is too few to judge", figures=named)
        shown = in_unit(line.indicator, value)
        divided = found[1] != 1
        yield Sum(
            says="Measure, unrounded",
            figures=f"{number(found[0])} ÷ {number(found[1])} = {shown}" if divided else shown,
        )
        yield from rounded_sums(ledger, line.number, line.month)
        yield from target_sums(ledger, line.number, line.month)
        yield from _distance(line, value)
    if stage := stage_shown(ledger, line.number, line.month):
        yield Sum(says="Stage of the figure", figures=stage)
    yield from floor_sums(ledger, line.number, line.month)
    clause = band_clause(ledger, line.number, line.month)
    yield Sum(says=f"Band, clause {clause}", figures=band_said(ledger, line.number, line.month))


def _distance(line: FailureLine, value: Fraction) -> Iterator[Sum]:
    away, target = distance(line.ledger, line.number, line.month), line.ledger.target(line.number, line.month)
    if away is not None and target is not None:
        parts = (target, value) if line.indicator.better == "lower" else (value, target)
        sum_ = f"{number(parts[0])} − {number(parts[1])} = {number(away)}"
        yield Sum(says="Distance from target, better is positive", figures=sum_)
    elif away is not None:
        yield Sum(says="Distance outside the range", figures=number(away))


def points_text(line: FailureLine) -> str:
    """Write the points of a line, free ones included; empty where it costs no points."""
    row = line.ledger.free_points.get(line.key)
    return number(Fraction(int(row["points"]), line.points_scale)) if row else ""


def capping(line: FailureLine) -> Iterator[Sum]:
    """Yield what each cap held back of a line, what was carried to its month, and what is deducted of it.

    What was carried to it stands after what is held back before that, and before what later caps hold back of it.
    """
    later = line.held_of_carried
    yield from _held([each for each in line.held_back if each not in later], line)
    if line.carried_here:
        yield Sum(says=f"Carried here from {months.spoken(line.stated)}", figures=wording.pounds(line.carried_here))
    yield from _held(later, line)
    when = f" in {months.spoken(line.charged_month)}"
    yield Sum(says=f"Deducted{when}", figures=wording.pounds(line.taken))


def _held(held: Iterable[tuple[AtCap, int]], line: FailureLine) -> Iterator[Sum]:
    """Yield what caps hold back of a line in a month, and how their amounts came about."""
    for at_cap, off in held:
        cap = at_cap.cap
        becomes = "not deducted" if at_cap.is_lost(line.charged_month) else "carried to later months"
        yield from _cap_price(line, cap)
        yield Sum(says=f"{cap_title(cap)}, clause {cap.clause}", figures=f"{wording.pounds(off)} {becomes}")


def _cap_price(line: FailureLine, cap: Cap) -> Iterator[Sum]:
    """Yield how a cap's amount follows the index, if it does, or of which charge lines it is a percentage."""
    frozen = line.ledger.frozen
    agreed = next(each for each in frozen.file.contract.caps if each.id == cap.id)
    priced = Month(min(line.charged_month, frozen.contract.last_month))
    if agreed.amount is not None:
        yield from price_sums(frozen, agreed.prices_of, in_force(agreed.amount, priced) or 0, priced)
    yield from limit_sums(line.ledger, cap, line.charged_month)


def cap_title(cap: Cap) -> str:
    """Name a cap as a person would."""
    return f"Cap per {cap.per}"


def words(line: FailureLine) -> str:
    """Say the line's sum in words."""
    ledger, contract = line.ledger, line.ledger.frozen.contract
    status = ledger.status(line.number, line.month)
    row = ledger.measures[(line.number, line.month)]
    target = target_text(contract, line.number, line.month)
    if row["take"] == "measure":
        measure, judged_as = (said(ledger, line.number, line.month) for said in (measure_text, band_words))
        start = f"{measure} against {target}: {judged_as}."
    else:
        reason = NOT_JUDGED.get(str(row["data_status"]), "Not judged").lower()
        start = f"The figure was {reason}; the contract takes {row['take']}, {status}."
    stage = stage_shown(ledger, line.number, line.month)
    start += f" Its stage: {stage}." if stage else ""
    judged = (*floor_words(ledger, line.number, line.month), *linear_words(ledger, line.number, line.month))
    said = (*judged, *_repeating(line), *said_of(ledger, line.number, line.month))
    return " ".join([start, *said, _priced(line), *limited(line)])


def _repeating(line: FailureLine) -> Iterator[str]:
    repeat = line.ledger.frozen.contract.deductions.repeat
    if line.rounded["kind"] == "repeat" and repeat is not None:
        place, times = line.place_in_run, so_many_times(line.multiplier)
        yield f"It is failure {place} in a row, so what it costs counts {times}; this line is what that adds"
        yield f"(clause {repeat.clause})."
        yield from run_as_first_known(line.ledger, line.month)


def _priced(line: FailureLine) -> str:
    row = line.ledger.free_points.get(line.key)
    pence = wording.pounds(int(line.rounded["pence"]))
    if row is None:
        return f"That is {pence} before caps."
    counted = Fraction(int(row["charged_points"]), line.points_scale)
    points = "1 point counts" if counted == 1 else f"{number(counted)} points count"
    after = "After free points " if line.ledger.frozen.contract.deductions.free_points else ""
    return f"{after}{points}, {pence} before caps."


def limited(line: FailureLine) -> Iterator[str]:
    """Yield in words what was carried to a line's month, and what each cap holds back of the line there."""
    forward, bites, stated = line.stated != line.charged_month, list(line.held_back), months.spoken(line.stated)
    if forward:
        some = f"{wording.pounds(line.carried_here)} of {stated} was carried here by a cap."
        yield some if line.carried_here else f"Nothing of {stated} is charged here."
    for at_cap, off in bites:
        cap, lost = at_cap.cap, at_cap.is_lost(line.charged_month)
        becomes = "takes off" if lost else "carries on to later months"
        none = ", and no later month may charge it" if cap.excess == "carried" and lost else ""
        yield f"The {cap_title(cap).lower()} (clause {cap.clause}) {becomes} {wording.pounds(off)}{none}."
    if line.ledger.after_cap and not bites and not forward:
        yield "The caps take nothing off."
    yield from _owed(line)


def _owed(line: FailureLine) -> Iterator[str]:
    """Say that a month is the last that a cap leaves to charge a line, where the rest is owed then."""
    for cap in cap_terms.in_order(line.ledger.frozen.contract):
        last = cap_terms.last_to_charge(line.ledger.frozen.contract, cap, line.stated)
        if cap.at_end == "owed" and _limits(cap, line) and line.charged_month >= last:
            title = cap_title(cap).lower()
            yield f"It is the last month for it, so the {title} (clause {cap.clause}) holds none back."


def _limits(cap: Cap, line: FailureLine) -> bool:
    if line.rounded["kind"] not in cap.limits:
        return False
    if cap.applies_to == "all":
        return True
    return (line.indicator.service if cap.per == "service" else line.indicator.id) in cap.applies_to
