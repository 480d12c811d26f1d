"""Months of the contract and of its statements, and which indicators are measured in each."""

from collections.abc import Iterator
from datetime import datetime
from itertools import zip_longest
from math import lcm
from typing import Any

from contracts import months
from contracts.bases import OF_OTHER_MONTHS, VAT, VAT_FROM, charge_bases
from contracts.contract import Contract
from contracts.earned import earned_lines
from contracts.indicators import Indicator
from contracts.months import Month
from contracts.stages import StageRule
from contracts.terms import deadlines
from contracts.terms.spans import span_of, spans, statement_offset
from contracts.values import in_force

FIGURE_SCALE = 1_000_000
"""Numerators and denominators are whole numbers of millionths, the finest figure that a return may state."""

Row = dict[str, Any]


def day_number(month: Month) -> int:
    """Return the first day of a month as a whole number of days, so that SQL subtracts numbers and not dates."""
    return months.first_day(month).toordinal()


def contract_months(contract: Contract) -> range:
    """Return the months in which the contract is in force."""
    return range(contract.first_month, contract.last_month + 1)


def month_rows(contract: Contract) -> Iterator[Row]:
    """Yield `term_month`: every statement month; after the last day the last month's charge is the base."""
    for month in map(Month, range(contract.first_month, contract.last_month + 1 + statement_offset(contract))):
        priced = min(month, contract.last_month)
        yield {
            "month": month,
            "priced_month": priced,
            "contract_year": contract.contract_year(priced),
            "month_of_year": contract.month_of_year(month),
            "first_day": day_number(month),
            "end_day": day_number(Month(month + 1)),
            "is_charged": int(month <= contract.last_month),
        }


def instalment_rows(contract: Contract) -> Iterator[Row]:
    """Yield `term_instalment`: the part of a year's price due before and through each of its months."""
    payable = contract.charge.payable
    weights = [1] * 12 if payable == "twelfths" else _whole(payable)
    for place in range(12):
        yield {
            "month_of_year": place + 1,
            "weight_before": sum(weights[:place]),
            "weight_through": sum(weights[: place + 1]),
            "weight_total": sum(weights),
        }


def _whole(weights: Any) -> list[int]:
    scale = lcm(*(weight.denominator for weight in weights))
    return [int(weight * scale) for weight in weights]


def charge_rows(contract: Contract) -> Iterator[Row]:
    """Yield `term_charge`: the stretches of days at one annual price, inside the contract's term."""
    term_first, term_end = contract.contract.first_day.toordinal(), contract.contract.last_day.toordinal() + 1
    for number, line in enumerate(contract.charge.lines, start=1):
        starts = [start.toordinal() for start, _ in line.annual]
        for (start, price), end in zip(line.annual, [*starts[1:], term_end], strict=True):
            first = max(start.toordinal(), term_first)
            # Of two prices before the first day, within its month, the earlier never holds.
            if first < end:
                yield {"charge_line": number, "first_day": first, "end_day": min(end, term_end), "annual": price}


def base_line_rows(contract: Contract) -> Iterator[Row]:
    """Yield `term_base_line`: the lines that add up to each base of percentages; base 0 is the whole charge alone."""
    for place, names in enumerate(charge_bases(contract)):
        beside = earned_lines(contract) if place else []
        for number, line in (*enumerate(contract.charge.lines, start=1), *beside):
            if line.id in names:
                yield {"charge_base": place, "charge_line": number}
        for name, number in {**OF_OTHER_MONTHS, VAT: VAT_FROM + place}.items():
            if name in names and place:
                yield {"charge_base": place, "charge_line": number}


def due_rows(contract: Contract) -> Iterator[Row]:
    """Yield `term_due`: when each dataset of each month is due, with its place in the contract file, from 1."""
    for month in map(Month, contract_months(contract)):
        for place, dataset in enumerate(contract.returns.datasets, start=1):
            yield {"dataset": dataset, "dataset_place": place, "month": month, "due_at": due_in(contract, month)}


def due_in(contract: Contract, month: Month) -> datetime:
    """Return when a month's return is due (UTC without zone)."""
    due = contract.returns.due
    return deadlines.due_at(month, due.working_days, due.by)


def until_in(contract: Contract, month: Month) -> datetime:
    """Return until when a late figure replaces what was withheld for it: its own due time where money is deducted."""
    withheld = contract.rules.when.missing.money == "withheld"
    return due_in(contract, Month(month + 1) if withheld else month)


def stage_by(contract: Contract, rule: StageRule, month: Month) -> datetime | None:
    """Return until when a later stage of a month's figure counts, never before the time of its return is over."""
    if rule.by is None:
        return None
    return max(deadlines.end_of(Month(month + rule.by.months)), until_in(contract, month))


def is_measured(indicator: Indicator, month: Month) -> bool:
    """Say whether an indicator is measured in a month."""
    measured = indicator.measured
    if measured.every == "month":
        return True
    return month == measured.month if measured.every == "once" else month % 12 in measured.in_


def measurement_rows(contract: Contract, number: int, indicator: Indicator) -> Iterator[Row]:
    """Yield `term_measurement`: each month in which an indicator is measured, and on what terms."""
    runs, previous = spans(contract, indicator), Month(contract.first_month - 1)
    measured = [Month(month) for month in contract_months(contract) if is_measured(indicator, Month(month))]
    for month, following in zip_longest(measured, measured[1:]):
        # After the last measurement no year of the contract follows, and what is open in this one ends with it.
        last = contract.contract_year(month) + 1
        yield {
            "indicator": number,
            "month": month,
            "first_month": span_of(runs, month),
            **_charged(contract, indicator, month, previous),
            "contract_year": contract.contract_year(month),
            "following_year": last if following is None else contract.contract_year(following),
            "definition": definition_in(indicator, month),
            "run_number": _run_number(contract, indicator, month),
            "is_measurable": int(in_force(indicator.measurable, month) is not False) if indicator.measurable else 1,
            "minimum": int((in_force(indicator.minimum_denominator or (), month) or 0) * FIGURE_SCALE),
            "is_excused": int(is_excused(contract, indicator, month)),
            "from_records": int(contract.rules.records_differ_from_statement == "records"),
            **_due(contract, indicator, month),
        }
        previous = month


def counts_until(contract: Contract, indicator: Indicator, month: Month) -> datetime:
    """Return until when a figure that is missing still counts if it comes (UTC without zone)."""
    until: datetime = _due(contract, indicator, month)["until_at"]
    return until


def _due(contract: Contract, indicator: Indicator, month: Month) -> Row:
    """Return when a figure is due, and until when a late one counts: where a stage is waited for, that stage."""
    rule = indicator.stages
    if rule is not None and rule.waits:
        by = stage_by(contract, rule, month)
        return {"due_at": by, "until_at": by}
    return {"due_at": due_in(contract, month), "until_at": until_in(contract, month)}


def _charged(contract: Contract, indicator: Indicator, month: Month, previous: Month) -> Row:
    """Return in which month a failure is stated, and of which months' charge a percentage is taken."""
    stated = month + statement_offset(contract)
    priced = min(stated, contract.last_month)
    whole_period = indicator.base == "measured period"
    return {
        "statement_month": stated,
        "base_first_month": previous + 1 if whole_period else priced,
        "base_last_month": month if whole_period else priced,
    }


def _run_number(contract: Contract, indicator: Indicator, month: Month) -> int:
    """Return a number that changes where the contract starts a new run of failures by itself."""
    repeat = contract.deductions.repeat
    year = repeat is not None and repeat.new_contract_year == "starts a new run"
    changed = repeat is not None and repeat.changed_definition == "starts a new run"
    return year * contract.contract_year(month) * 1_000 + changed * definition_in(indicator, month)


def definition_in(indicator: Indicator, month: Month) -> int:
    """Number the definition in force: a changed definition may start a new run and close a pool."""
    return sum(start <= month for start, _ in indicator.definition)


def is_excused(contract: Contract, indicator: Indicator, month: Month) -> bool:
    """Say whether the contract itself excuses a month of an indicator: it is suspended, or one of bedding-in."""
    bedding_in = contract.relief.bedding_in
    if any(
        suspended.first <= month <= suspended.last
        and (suspended.indicators == "all" or indicator.id in suspended.indicators)
        for suspended in contract.relief.suspensions
    ):
        return True
    if bedding_in is None or indicator.id in bedding_in.except_:
        return False
    return bedding_in.first <= month <= bedding_in.last
