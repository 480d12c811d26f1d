"""One indicator month by month: its value for a chart, what each month cost in which statement, and its evidence."""

from collections.abc import Iterator

from contracts import months
from contracts.contract import Contract
from contracts.errors import ReckonerError
from contracts.months import Month
from contracts.terms.judgement import target_in
from statements import evidence, working
from statements.documents import TO_COME, LineKind, MeasureCost, MeasureShown, MonthOfHistory
from statements.failure_line import FailureLine
from statements.ledger import Ledger
from statements.measures import figures

_WITHOUT_A_VALUE = frozenset({*TO_COME, "missing", "nil activity", "not measurable", "below minimum"})


class NoSuchIndicator(ReckonerError):
    """An indicator that the contract does not have."""

    def __init__(self, contract: Contract, indicator: str) -> None:
        known = ", ".join(each.id for each in contract.indicators)
        super().__init__(f"Found “{indicator}”. The contract “{contract.id}” has the indicators {known}. Choose one.")


def number_of(contract: Contract, indicator: str) -> int:
    """Return an indicator's number in contract order, from 1.

    Raises:
        NoSuchIndicator: the contract has none by that id.
    """
    for number, each in enumerate(contract.indicators, start=1):
        if each.id == indicator:
            return number
    raise NoSuchIndicator(contract, indicator)


def month_of(ledger: Ledger, number: int, shown: MeasureShown) -> MonthOfHistory:
    """Return a measured month of an indicator, given how it was judged."""
    month = months.parse(shown.month)
    value = drawn_value(ledger, number, month)
    return MonthOfHistory(
        shown=shown,
        value=value,
        counts=None if value is None else counts(ledger, number, month),
        targets=targets(ledger.frozen.contract, number, month),
        costs=tuple(_costs(ledger, number, month)),
        evidence=evidence.of_measure(ledger, number, month),
    )


def drawn_value(ledger: Ledger, number: int, month: Month) -> float | None:
    """Return a measured month's figure in the displayed unit, for drawing alone; ``None`` where none can be judged."""
    if str(ledger.measures[(number, month)]["data_status"]) in _WITHOUT_A_VALUE:
        return None
    value = ledger.value(number, month)
    return None if value is None else float(value)


def counts(ledger: Ledger, number: int, month: Month) -> tuple[float, float] | None:
    """Return the numerator and denominator of a measured month, for drawing alone."""
    found = figures(ledger, number, month)
    return None if found is None else (float(found[0]), float(found[1]))


def targets(contract: Contract, number: int, month: Month) -> tuple[float, ...]:
    """Return the target in force in a month, both ends where it is a range, or nothing, in the displayed unit."""
    indicator = contract.indicators[number - 1]
    if indicator.within is not None:
        return float(indicator.within.from_), float(indicator.within.to)
    target = target_in(indicator, month)
    return () if target is None else (float(target),)


def _costs(ledger: Ledger, number: int, month: Month) -> Iterator[MeasureCost]:
    """Yield what every statement says of a measure: in its own month, at nil too, and wherever some was carried to."""
    for (measured, order), row in sorted(ledger.rounded.items()):
        if measured != month or row.get("indicator") != number:
            continue
        taken = _taken(ledger, month, order)
        lost = (at for at, lines in ledger.lost.items() if (measured, order) in lines)
        for charged in sorted({*taken, *lost, Month(row["statement_month"])}):
            line = FailureLine(ledger, row, charged, taken.get(charged, 0))
            kind: LineKind = "repeat" if row["kind"] == "repeat" else "performance"
            yield MeasureCost(
                charged=months.label(charged),
                kind=kind,
                points=working.points_text(line),
                amount=line.taken,
                words=working.words(line),
            )


def _taken(ledger: Ledger, month: Month, order: int) -> dict[Month, int]:
    """Return what a line takes off, in pence, by the month it is charged in."""
    taken: dict[Month, int] = {}
    for charged, rows in ledger.charged.items():
        for row in rows:
            if row["month"] == month and row["line_order"] == order:
                taken[charged] = taken.get(charged, 0) + int(row["pence"])
    return taken
