"""Rules that a contract needs because of another rule it states, and that fit together."""

from collections.abc import Collection, Iterator
from datetime import date
from fractions import Fraction
from itertools import pairwise

from contracts import months
from contracts.agreement import ChargeLine
from contracts.bands import intervals
from contracts.contract import Contract
from contracts.indicators import Indicator, Rung
from contracts.linter.bands import number
from contracts.linter.finding import LintFinding, entry_of
from contracts.months import Month
from contracts.reading import Path
from contracts.rules import Deductions, Slice
from contracts.values import in_force
from contracts.wording import pounds


def _rungs_in_use(contract: Contract) -> Iterator[tuple[int, Indicator, Rung]]:
    for place, indicator in enumerate(contract.indicators):
        yield from ((place, indicator, rung) for rung in contract.rungs_of(indicator))


def points_have_a_worth(contract: Contract) -> Iterator[LintFinding]:
    """C40: where a band costs points, the contract says what a point is worth."""
    if contract.deductions.point is None and any(rung.points for _, _, rung in _rungs_in_use(contract)):
        remedy = "State what a service point is worth."
        yield LintFinding(
            "C40", ("deductions", "point"), "none", "pounds, percent or table, since bands cost points", remedy
        )


def shares_have_an_amount(contract: Contract) -> Iterator[LintFinding]:
    """C41: where a band costs a share, there is an amount at risk and the indicator has a weight of it."""
    for place in sorted({place for place, _, rung in _rungs_in_use(contract) if rung.due.share is not None}):
        indicator = contract.indicators[place]
        if indicator.weight is None:
            yield _needs(
                "C41", ("indicators", place), "no weight", "a weight, since its bands cost a share", indicator.clause
            )
        if contract.deductions.amount_at_risk is None:
            path: Path = ("deductions", "amount_at_risk")
            yield _needs("C41", path, "none", f"an amount, since {indicator.id} has a weight of it", indicator.clause)


def weights_add_up(contract: Contract) -> Iterator[LintFinding]:
    """C42: in every month the weights of the amount at risk add up to 100%."""
    weighted = [indicator for indicator in contract.indicators if indicator.weight]
    starts = {contract.first_month} | {
        max(start, contract.first_month) for one in weighted for start, _ in one.weight or ()
    }
    for start in sorted(starts) if weighted else ():
        total = sum((in_force(one.weight or (), Month(start)) or Fraction(0) for one in weighted), Fraction(0))
        if total != 100:
            found = f"{number(total)}% in {months.spoken(Month(start))}"
            yield LintFinding("C42", ("indicators",), found, "weights that add up to 100%", "Correct the weights.")


def missing_figures_have_a_price(contract: Contract) -> Iterator[LintFinding]:
    """C43: no band that costs so much a unit is taken without a value, and no linear one is carried to later months."""
    when = contract.rules.when
    taken = {when.missing.take, when.below_minimum.taken_alone, when.nil_activity.take, when.not_measurable.take}
    taken |= {when.carry_last_status.then} if when.carry_last_status else set()
    for place, indicator, rung in _rungs_taken(contract, taken):
        if rung.per_unit is not None or (rung.linear is not None and "carry last status" in taken):
            how = "so much a unit" if rung.per_unit else "what the value decides"
            found = f"“{rung.status}”, which costs {how}, where it may be taken for a missing value"
            remedy = "Give the missing value a consequence that needs no value."
            path: Path = ("indicators", place, "bands")
            yield LintFinding("C43", path, found, "a band with a cost of its own", remedy, clause=indicator.clause)


def _rungs_taken(contract: Contract, taken: Collection[str]) -> Iterator[tuple[int, Indicator, Rung]]:
    """Yield the bands that may be taken without a value: any where the last status is carried, or the worst alone."""
    for place, indicator in enumerate(contract.indicators):
        for table in contract.tables_of(indicator).values():
            ladder = intervals(table, lower_is_better=indicator.better == "lower")
            first = 0 if "carry last status" in taken else len(ladder) - 1 if "worst band" in taken else len(ladder)
            yield from ((place, indicator, band.rung) for band in ladder[first:])


def carried_status_is_limited(contract: Contract) -> Iterator[LintFinding]:
    """C44: where the last status is carried, the contract says for how long and what then."""
    when = contract.rules.when
    taken = {when.missing.take, when.below_minimum.taken_alone, when.nil_activity.take, when.not_measurable.take}
    if "carry last status" in taken and when.carry_last_status is None:
        path: Path = ("rules", "when", "carry_last_status")
        yield _needs("C44", path, "none", "for how many months it is carried, and what is taken then", "")


def ratchet_joins_up(contract: Contract) -> Iterator[LintFinding]:
    """C45: the slices of a ratchet begin where free points end, rise, and leave no points out.

    Points that are free over several months end elsewhere each month, so there the slices begin above 0.
    """
    ratchet = contract.deductions.ratchet
    if ratchet is not None:
        faults = (*_gaps(ratchet.slices), *_first_slices(contract.deductions, ratchet.slices[0]))
        for found, expected, remedy in faults:
            yield LintFinding(
                "C45", ("deductions", "ratchet", "slices"), found, expected, remedy, clause=ratchet.clause
            )


def _gaps(slices: tuple[Slice, ...]) -> Iterator[tuple[str, str, str]]:
    """Yield what was found, what was expected and the remedy where slices leave points out or count them twice."""
    for before, after in pairwise(slices):
        if before.to != after.above:
            end = "the end" if before.to is None else number(before.to)
            found = f"a slice above {number(after.above)} after one up to {end}"
            yield found, "slices that join up", "Begin each where the one before ends."
    for part in slices:
        if part.to is not None and part.to <= part.above:
            yield f"a slice above {number(part.above)} up to {number(part.to)}", "slices that rise", "Correct its end."
    last = slices[-1].to
    if last is not None:
        yield f"an end at {number(last)} points", "a last slice without “to”", "Leave it open."


def _first_slices(deductions: Deductions, first: Slice) -> Iterator[tuple[str, str, str]]:
    """Yield the same where the first slice does not begin where free points end."""
    free = deductions.free_points
    starts = {Fraction(0)} if free is None or free.months is not None else {points for _, points in free.points}
    for start in starts:
        if first.above != start:
            found = f"a first slice above {number(first.above)}, with {number(start)} free points"
            yield found, "a first slice that begins where free points end", "Make them the same."


def point_table_rises(contract: Contract) -> Iterator[LintFinding]:
    """C46: a table from points to percent rises, and is not combined with free points or a ratchet."""
    point = contract.deductions.point
    if point is None or point.table is None:
        return
    path: Path = ("deductions", "point", "table")
    if any(
        after.points <= before.points or after.percent < before.percent
        for before, after in zip(point.table, point.table[1:], strict=False)
    ):
        yield LintFinding(
            "C46", path, "rows out of order", "rows with more points each", "Sort them.", clause=point.clause
        )
    if contract.deductions.free_points or contract.deductions.ratchet:
        yield LintFinding(
            "C46",
            path,
            "a table beside free points or a ratchet",
            "one of them",
            "Put the free points into the table.",
            clause=point.clause,
        )


def point_table_begins_above_nil(contract: Contract) -> Iterator[LintFinding]:
    """C46: a table from points to percent takes nothing at 0 points, which every month has.

    A line costs what its points add to the percentage: what is taken at 0 points would be missing from every line.
    """
    point = contract.deductions.point
    if point is None:
        return
    for place, row in enumerate(point.table or ()):
        if row.points == 0 and row.percent > 0:
            yield LintFinding(
                "C46",
                ("deductions", "point", "table", place, "points"),
                f"{number(row.percent)}% from 0 points on",
                "a row that begins at points above nil, or 0%",
                "State from how many points above nil it holds.",
                clause=point.clause,
            )


def sums_can_be_rounded(contract: Contract) -> Iterator[LintFinding]:
    """C47: a statement rounded as a whole needs amounts of one common fraction; a divided value gives others.

    What bands cost has one where their table is rounded by itself.
    """
    divided = {
        one.id: one.clause
        for one in contract.indicators
        for rung in contract.rungs_unrounded(one)
        if rung.per_unit and _divides(contract, one)
    }
    for name, clause in divided.items() if contract.rules.rounding == "statement" else ():
        found = f"statement, with bands that cost so much a unit of {name}, which may be divided"
        yield _needs("C47", ("rules", "rounding"), found, "line, or bands with “rounded_to”", clause)


def _divides(contract: Contract, one: Indicator) -> bool:
    """Say whether a value may be divided: by its own denominator, a pool's, or what relief leaves of either."""
    agreed = contract.relief.agreed
    removes = agreed is not None and "remove_rows" in agreed.effects
    return one.measure.of is not None or one.minimum_denominator is not None or removes


def months_name_themselves(contract: Contract) -> Iterator[LintFinding]:
    """C48: an indicator measured once is measured within the contract."""
    for place, indicator in enumerate(contract.indicators):
        month = indicator.measured.month
        if month is not None and not contract.first_month <= month <= contract.last_month:
            path: Path = ("indicators", place, "measured", "month")
            yield _needs("C48", path, months.label(month), "a month within the contract", indicator.clause)


def repeats_do_not_cost_less(contract: Contract) -> Iterator[LintFinding]:
    """C49: a repeated failure costs at least what the failure costs by itself."""
    repeat = contract.deductions.repeat
    for start, multiplier in repeat.multiplier if repeat else ():
        if multiplier < 1:
            remedy = "State how many times the cost counts; 1 adds nothing."
            entry = entry_of(("deductions", "repeat", "multiplier"), start)
            yield LintFinding("C49", entry, "a multiplier below 1", "1 or more", remedy)


def charge_is_not_below_nil(contract: Contract) -> Iterator[LintFinding]:
    """C49: a line may be a rebate, below 0; all of them together are what percentages are taken of, and are not."""
    for start in sorted({start for line in contract.charge.lines for start, _ in line.annual}):
        total = sum(_price_on(line, start) for line in contract.charge.lines)
        if total < 0:
            found = f"lines that come to {pounds(total)} a year from {start.isoformat()}"
            yield LintFinding("C49", ("charge", "lines"), found, "£0.00 or more", "Correct the prices.")


def _price_on(line: ChargeLine, day: date) -> int:
    return next((pence for start, pence in reversed(line.annual) if start <= day), 0)


def _needs(code: str, path: Path, found: str, expected: str, clause: str) -> LintFinding:
    return LintFinding(code, path, found, expected, "Correct it after the signed contract.", clause=clause)


RULES = (
    points_have_a_worth,
    shares_have_an_amount,
    weights_add_up,
    missing_figures_have_a_price,
    carried_status_is_limited,
    ratchet_joins_up,
    point_table_rises,
    point_table_begins_above_nil,
    sums_can_be_rounded,
    months_name_themselves,
    repeats_do_not_cost_less,
    charge_is_not_below_nil,
)
