"""What the contract sets off in a month beside money, as the board sees it."""

from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction

from contracts import months
from contracts.months import Month
from contracts.triggers import Condition
from metrics.triggers import Judged, Key, Triggered, triggered
from statements.documents import TO_COME, TriggerShown
from statements.ledger import Ledger
from statements.measures import so_many


def triggers_of(ledger: Ledger, month: Month) -> Iterator[TriggerShown]:
    """Yield what is set off in a month, in contract order; a contract without triggers costs nothing."""
    agreed = ledger.frozen.contract
    if agreed.triggers:
        titles = {one.id: one.title for one in agreed.indicators}
        for found in triggered(agreed, _judged(ledger), month):
            yield TriggerShown(
                trigger=found.trigger.id,
                indicator=found.indicator,
                title=titles[found.indicator] if found.indicator else "",
                since=months.label(found.since),
                clause=found.trigger.clause,
                words=_words(found),
            )


def _judged(ledger: Ledger) -> dict[Key, Judged]:
    points: defaultdict[tuple[int, Month], Fraction] = defaultdict(Fraction)
    for (month, _), row in ledger.failures.items():
        if row["cost_kind"] == "points":
            points[row["indicator"], month] += Fraction(int(row["cost"]), int(row["cost_scale"]))
    names = [one.id for one in ledger.frozen.contract.indicators]
    return {
        (names[number - 1], month): Judged(
            status=ledger.status(number, month),
            fails=bool(row["fails"]),
            is_skipped=row["run"] == "skipped",
            place_in_run=int(ledger.runs[number, month]["place_in_run"]) if (number, month) in ledger.runs else 0,
            points=points[number, month],
        )
        for (number, month), row in ledger.severities.items()
        if ledger.measures[number, month]["data_status"] not in TO_COME
    }


def _words(found: Triggered) -> str:
    """Say what holds in the month; where the trigger has other conditions, one of those may have set it off before."""
    said, of_points = " and ".join(_said(each) for each in found.by), found.indicator is None
    others = sum((each.points is not None) == of_points for each in found.trigger.when) > 1
    return f"{said}{'; set off' if others else ','} since {months.spoken(found.since)}."


def _said(condition: Condition) -> str:
    within = "in a row" if condition.months is None else f"in {so_many(condition.months, 'month')}"
    if condition.status is not None:
        return f"Status {condition.status}"
    if condition.failures is not None:
        return f"{so_many(condition.failures, 'failure')} {within}"
    points = condition.points or Fraction(0)
    return f"{so_many(points, 'point')} {within}"
