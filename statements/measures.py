"""How a measure, its target and its band are written, by the indicator's unit."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from contracts import wording
from contracts.contract import Contract
from contracts.indicators import Indicator
from contracts.months import Month
from contracts.terms.calendar import FIGURE_SCALE
from contracts.terms.judgement import bands_in, table_in, target_in
from statements.documents import TO_COME
from statements.ledger import Ledger

NOT_JUDGED = {
    "missing": "Not reported",
    "awaited": "Not due yet",
    "awaiting its stage": "Later figure to come",
    "nil activity": "Nil activity",
    "below minimum": "Too few to judge",
    "not measurable": "Not measurable",
    "relieved": "Relieved",
}
"""What stands in place of a status, by data status."""


def number(value: Fraction) -> str:
    """Write an exact number as a contract does, to at most four places, with an ellipsis where it goes on."""
    cut = Fraction(int(value * 10_000), 10_000)
    text = f"{abs(float(cut)):,.4f}".rstrip("0").rstrip(".")
    return ("−" if value < 0 else "") + text + ("" if cut == value else "…")


def so_many(value: Fraction | int, thing: str) -> str:
    """Write how many there are of a thing: ``1 day``, ``2.5 days``, ``1,200 rows``."""
    return f"{number(Fraction(value))} {thing}{'s' * (value != 1)}"


def so_many_times(value: Fraction) -> str:
    """Write how often something counts: ``twice``, ``3 times``, ``1.5 times``."""
    return "twice" if value == 2 else f"{number(value)} times"


def in_unit(indicator: Indicator, value: Fraction) -> str:
    """Write a value in the indicator's unit, exactly or to four places."""
    if indicator.unit == "money":
        return exact_pounds(value * 100)
    if indicator.unit == "milestone":
        return "yes" if value >= 1 else "no"
    if indicator.unit == "days":
        return so_many(value, "day")
    return number(value) + "%" * (indicator.unit == "percent")


def exact_pounds(pence: Fraction) -> str:
    """Write an exact amount of pence in pounds; whole pence as in a statement, anything finer with its decimals."""
    if pence.denominator == 1:
        return wording.pounds(int(pence))
    return ("−" if pence < 0 else "") + "£" + number(abs(pence) / 100)


def figures(ledger: Ledger, indicator: int, month: Month) -> tuple[Fraction, Fraction] | None:
    """Return a measure's numerator and denominator as they were returned, or None where there are none."""
    row = ledger.measures.get((indicator, month))
    if row is None or row["numerator"] is None or row["denominator"] is None:
        return None
    return Fraction(int(row["numerator"]), FIGURE_SCALE), Fraction(int(row["denominator"]), FIGURE_SCALE)


def measure_text(ledger: Ledger, number_: int, month: Month) -> str:
    """Write a measure for a page: ``90.5% (172 of 190)``, ``£1,071.00``, or why there is none."""
    indicator, row = ledger.frozen.contract.indicators[number_ - 1], ledger.measures[(number_, month)]
    value, found = ledger.value(number_, month), figures(ledger, number_, month)
    status = str(row["data_status"])
    if status in (*TO_COME, "missing", "nil activity", "not measurable") or value is None or found is None:
        return not_judged(ledger, number_, month)
    return value_text(indicator, found, ledger.target(number_, month))


def not_judged(ledger: Ledger, number_: int, month: Month) -> str:
    """Write why a measure has no figure to judge, or what stands at an earlier stage while it waits for a later one."""
    indicator, status = ledger.frozen.contract.indicators[number_ - 1], ledger.measures[(number_, month)]["data_status"]
    stands = ledger.frozen.staged.get((indicator.id, month), ())
    if status != "awaiting its stage" or not stands:
        return NOT_JUDGED.get(status, "Not reported")
    said = stated_text(ledger, number_, month, stands[-1])
    return said[0].upper() + said[1:]


def stated_text(ledger: Ledger, number_: int, month: Month, row: Mapping[str, Any]) -> str:
    """Write a figure as it was stated at a stage: ``provisional 94.0% (94 of 100)``."""
    if row["numerator"] is None or not row["denominator"]:
        return f"{row['stage']} nil activity"
    above, below = (Fraction(int(row[side]), FIGURE_SCALE) for side in ("numerator", "denominator"))
    indicator = ledger.frozen.contract.indicators[number_ - 1]
    return f"{row['stage']} {value_text(indicator, (above, below), ledger.target(number_, month))}"


def exact_value(indicator: Indicator, found: tuple[Fraction, Fraction]) -> Fraction:
    """Return the value of a numerator and a denominator above nothing, in the displayed unit."""
    return found[0] / found[1] * (100 if indicator.unit == "percent" else 1)


def value_text(indicator: Indicator, found: tuple[Fraction, Fraction], target: Fraction | None) -> str:
    """Write a value with what it was worked out from; the denominator is above nothing."""
    value = exact_value(indicator, found)
    if indicator.unit == "percent":
        share = wording.percent(value, _places(value, target))
        return share if indicator.measure.of is None else f"{share} ({number(found[0])} of {number(found[1])})"
    if indicator.unit == "money" and value.denominator not in (1, 2, 4, 5, 10, 20, 25, 50, 100):
        return f"{wording.pounds(_nearest(value * 100))} ({number(found[0])} ÷ {number(found[1])})"
    return in_unit(indicator, value)


def _places(value: Fraction, target: Fraction | None) -> int:
    """Return one place, or so many that a value just off its target is not written as the target."""
    near = 1
    while target is not None and value != target and near < 4 and round(value, near) == target:
        near += 1
    return near


def _nearest(value: Fraction) -> int:
    """Round for show, half away from zero; nothing is decided on the result."""
    return int(abs(value) + Fraction(1, 2)) * (-1 if value < 0 else 1)


def target_text(contract: Contract, number_: int, month: Month) -> str:
    """Write what an indicator is held against: its target, its range, or the edge of its best band."""
    indicator = contract.indicators[number_ - 1]
    target = target_in(indicator, month)
    if target is not None:
        return in_unit(indicator, target) + (" or less" if indicator.better == "lower" else "")
    if indicator.within is not None:
        return f"{number(indicator.within.from_)} to {in_unit(indicator, indicator.within.to)}"
    best = bands_in(contract, indicator, month)[0].lowest
    if best is None:
        return ""
    return in_unit(indicator, -best) + " or less" if indicator.better == "lower" else in_unit(indicator, best)


def distance(ledger: Ledger, number_: int, month: Month) -> Fraction | None:
    """Return how far a value is from its target, better being positive, where the bands are on distance."""
    indicator = ledger.frozen.contract.indicators[number_ - 1]
    value, target = ledger.value(number_, month), ledger.target(number_, month)
    if value is None or table_in(ledger.frozen.contract, indicator, month).judged_on == "value":
        return None
    if indicator.within is not None:
        return min(value - indicator.within.from_, indicator.within.to - value, Fraction(0))
    if target is None:
        return None
    return target - value if indicator.better == "lower" else value - target
