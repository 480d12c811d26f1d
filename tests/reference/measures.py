"""Steps 1, 3, 4 and 5: what was received and when, the exact measure and its data status."""

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Final, Literal

from contracts.agreement import Dataset
from contracts.contract import Contract
from contracts.indicators import FromCases, FromIndicators, FromRows, Indicator
from contracts.months import Month
from contracts.rules import Run
from contracts.terms.deadlines import due_at
from contracts.values import in_force
from tests.reference.exact import measured_months
from tests.reference.figures import Case, Figure, Figures
from tests.reference.relief import changed, counts, is_excused, is_in_time, is_suspended
from tests.reference.stages import is_over, waits

ReceiptStatus = Literal["on time", "late", "missing", "awaited"]
DataStatus = Literal[
    "reported",
    "nil_activity",
    "below_minimum",
    "missing",
    "not_measurable",
    "relieved",
    "awaited",
    "awaiting_its_stage",
]
TO_COME: Final = ("awaited", "awaiting_its_stage")
ENTERING: Final = ("reported", "below_minimum")
"""The months of which pools are made."""


@dataclass(frozen=True)
class Measure:
    """One indicator in one month: its data status, and the figure that is judged where there is one.

    ``opened`` is the month in which a forward pool was opened that closes here.
    """

    status: DataStatus
    figure: Figure | None
    pool: Literal["outside", "inside", "closes"] = "outside"
    opened: Month | None = None


def receipt_status(contract: Contract, figures: Figures, dataset: Dataset, month: Month) -> ReceiptStatus:
    """Judge a dataset against its due time, which is itself still on time."""
    due = due_at(month, contract.returns.due.working_days, contract.returns.due.by)
    received = figures.dataset_received.get((dataset, month))
    if received is None:
        return "missing" if figures.cut_off > due else "awaited"
    return "on time" if received <= due else "late"


def measures(contract: Contract, figures: Figures, indicator: Indicator) -> dict[Month, Measure]:
    """Return an indicator's measures, month by month: data status, then relief, then pools of what is left."""
    found = {
        month: status_before_relief(contract, figures, indicator, month)
        for month in measured_months(contract, indicator)
    }
    excused = {month for month in found if _is_excused(contract, figures, indicator, month)}
    for month in excused:
        # What is not due yet has no status that could be excused.
        if found[month].status not in TO_COME:
            found[month] = Measure("relieved", found[month].figure)
    kind = contract.rules.when.below_minimum.kind
    if kind == "forward":
        awaited = [month for month, measure in found.items() if measure.status in TO_COME and month not in excused]
        return _pooled(contract, indicator, found, awaited)
    if kind == "rolling":
        return {month: rolled(contract, indicator, found, month) for month in found}
    return found


def _is_excused(contract: Contract, figures: Figures, indicator: Indicator, month: Month) -> bool:
    """Say whether the contract or somebody excuses a measure, whatever comes of it."""
    bedding_in = contract.relief.bedding_in
    if is_suspended(contract, indicator, month) or is_excused(figures, indicator, month):
        return True
    return (
        bedding_in is not None
        and bedding_in.first <= month <= bedding_in.last
        and indicator.id not in bedding_in.except_
    )


def status_before_relief(contract: Contract, figures: Figures, indicator: Indicator, month: Month) -> Measure:
    """Return a month's figure and data status, before anything is pooled or excused."""
    figure = _figure(contract, figures, indicator, month)
    if indicator.measurable is not None and in_force(indicator.measurable, month) is False:
        return Measure("not_measurable", figure)
    receipt = _figure_receipt(contract, figures, indicator, month)
    if receipt != "counts":
        return Measure(receipt, figure)
    if figure is None or figure.denominator == 0:
        stated = figures.stated.get((indicator.id, month))
        return Measure("nil_activity" if stated is not None and stated.nil else "missing", None)
    returned, figure = figure, changed(contract, figures, indicator, month, figure)
    if returned.denominator > 0 and figure.denominator == 0:
        return Measure("relieved", figure)
    if figure.denominator < minimum(indicator, month):
        return Measure("below_minimum", figure)
    return Measure("reported", figure)


def is_nil(figures: Figures, indicator: Indicator, month: Month, measure: Measure) -> bool:
    """Say whether a month had nil activity, as it was declared, also where relief leaves nothing of its figure."""
    stated = figures.stated.get((indicator.id, month))
    declared = stated is not None and stated.nil
    return measure.status == "nil_activity" or (measure.status == "relieved" and declared)


def minimum(indicator: Indicator, month: Month) -> Fraction:
    """Return the smallest denominator that is judged by itself; 0 where the contract states none."""
    return in_force(indicator.minimum_denominator or (), month) or Fraction(0)


def _figure_receipt(
    contract: Contract, figures: Figures, indicator: Indicator, month: Month
) -> Literal["counts", "missing", "awaited", "awaiting_its_stage"]:
    """Say whether what was received counts: in time, or withheld money's replacement by its own due time."""
    due, missing = contract.returns.due, contract.rules.when.missing
    due_time = due_at(month, due.working_days, due.by)
    received = figures.indicator_received.get((indicator.id, month))
    if waits(indicator):
        return "counts" if received else _without_its_stage(contract, figures, indicator, month, due_time)
    if received is None:
        return "missing" if figures.cut_off > due_time else "awaited"
    until = due_at(Month(month + 1), due.working_days, due.by)
    if received <= due_time or (missing.money == "withheld" and received <= until):
        return "counts"
    return "missing"


def _without_its_stage(
    contract: Contract, figures: Figures, indicator: Indicator, month: Month, due_time: datetime
) -> Literal["missing", "awaited", "awaiting_its_stage"]:
    """Say what is known of a measure whose figure has not reached the stage that is priced."""
    assert indicator.stages is not None
    if is_over(contract, indicator.stages, month, figures.cut_off):
        return "missing"
    returned = figures.stages.get((indicator.id, month)) or figures.cut_off > due_time
    return "awaiting_its_stage" if returned else "awaited"


def _figure(contract: Contract, figures: Figures, indicator: Indicator, month: Month) -> Figure | None:
    """Return the measure as priced: stated, or from records, as the contract says where both are there."""
    row, measure = figures.stated.get((indicator.id, month)), indicator.measure
    stated = row.figure if row is not None else None
    if isinstance(measure, FromIndicators):
        return stated
    is_stated = row is not None and (stated is not None or row.nil)
    if is_stated and contract.rules.records_differ_from_statement == "statement":
        return stated
    if isinstance(measure, FromCases):
        return _count_cases(contract, indicator, figures.cases.get(month, ()), month)
    return _add_up(measure, figures.parts.get((indicator.id, month), ()))


def _add_up(measure: FromRows, parts: tuple[Figure, ...]) -> Figure | None:
    """Add up the rows; without any row there is no figure."""
    if not parts:
        return None
    numerator = sum((part.numerator for part in parts), Fraction(0))
    if measure.of is None:
        return Figure(numerator, Fraction(1))
    return Figure(numerator, sum((part.denominator for part in parts), Fraction(0)))


def _count_cases(contract: Contract, indicator: Indicator, cases: tuple[Case, ...], month: Month) -> Figure:
    """Count the plans issued in the month; day 0 is the request and day 140 is on time."""
    issued = [case for case in cases if counts(contract, indicator, case, month)]
    return Figure(Fraction(sum(is_in_time(case) for case in issued)), Fraction(len(issued)))


def _pooled(
    contract: Contract, indicator: Indicator, found: dict[Month, Measure], awaited: list[Month]
) -> dict[Month, Measure]:
    """Carry a forward pool from month to month; where it closes, the pooled figure is what is judged.

    ``awaited`` are the months that may still enter.
    """
    nothing = Figure(Fraction(0), Fraction(0))
    pool, opened, result = nothing, None, dict(found)
    entering = [month for month, measure in found.items() if measure.status in ENTERING]
    for month in entering:
        measure = found[month]
        if opened is None and measure.status != "below_minimum":
            continue
        opened = opened or month
        assert measure.figure is not None
        pool = Figure(pool.numerator + measure.figure.numerator, pool.denominator + measure.figure.denominator)
        later = [other for other in sorted((*entering, *awaited)) if other > month]
        ending = _pool_ending(contract, indicator, later, month, pool)
        result[month] = (
            Measure(measure.status, pool, "closes", opened)
            if ending == "charge"
            else Measure(measure.status, pool, "inside")
        )
        if ending != "carry on":
            pool, opened = nothing, None
    return result


def _pool_ending(
    contract: Contract, indicator: Indicator, later: list[Month], month: Month, pool: Figure
) -> Literal["charge", "drop", "carry on"]:
    """Say what becomes of a pool after a month; ``later`` are the months that enter, or may, after it."""
    if pool.denominator >= minimum(indicator, month):
        return "charge"
    rule = contract.rules.when.below_minimum
    assert rule.at_year_end is not None
    assert rule.at_changed_definition is not None
    new_year = not later or contract.contract_year(later[0]) != contract.contract_year(month)
    if new_year and rule.at_year_end != "carry on":
        return rule.at_year_end
    if later and in_force(indicator.definition, later[0]) != in_force(indicator.definition, month):
        return rule.at_changed_definition
    return "carry on"


def rolled(contract: Contract, indicator: Indicator, found: dict[Month, Measure], month: Month) -> Measure:
    """Return a month's measure, put together with earlier ones one by one until it is large enough."""
    rule, pool = contract.rules.when.below_minimum, found[month].figure
    assert rule.months is not None
    if found[month].status != "below_minimum" or pool is None:
        return found[month]
    earlier = [other for other in sorted(found, reverse=True) if other < month]
    entering = [other for other in earlier if found[other].status in ENTERING]
    for other in entering[: rule.months]:
        if not rule.over_year_end and contract.contract_year(other) != contract.contract_year(month):
            break
        if not rule.over_changed_definition and in_force(indicator.definition, other) != in_force(
            indicator.definition, month
        ):
            break
        figure = found[other].figure
        assert figure is not None
        pool = Figure(pool.numerator + figure.numerator, pool.denominator + figure.denominator)
        if pool.denominator >= minimum(indicator, month):
            return Measure("below_minimum", pool, "closes")
    return found[month]


def what_is_taken(contract: Contract, measure: Measure) -> tuple[str, Run | Literal["judged"]]:
    """Return what is taken for a measure and what it does to a run of failures."""
    when = contract.rules.when
    if measure.pool == "closes" or (measure.pool == "outside" and measure.status == "reported"):
        return "figure", "judged"
    if measure.pool == "inside":
        return "no deduction", when.below_minimum.run
    rules: dict[str, tuple[str, Run]] = {
        "relieved": ("no deduction", when.relieved.run),
        "missing": (when.missing.take, when.missing.run),
        "below_minimum": (when.below_minimum.too_few or when.below_minimum.take, when.below_minimum.run),
        "nil_activity": (when.nil_activity.take, when.nil_activity.run),
        "not_measurable": (when.not_measurable.take, when.not_measurable.run),
        "awaited": ("no deduction", "skipped"),
        "awaiting_its_stage": ("no deduction", "skipped"),
    }
    return rules[measure.status]
