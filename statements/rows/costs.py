"""What rows cost at the margin: the statements worked out again without them, by the same chain.

A row's cost is what the payments would have been more by. Costs of rows do not add up: ten late cases may cost nothing
one by one and a thousand pounds together, so the failed rows are also taken out one after the other, worst first.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from contracts import months
from contracts.months import Month
from contracts.terms.calendar import FIGURE_SCALE
from statements.ledger import Ledger
from statements.measures import NOT_JUDGED, in_unit, value_text
from statements.rows.behind import Judged, Measured
from statements.rows.documents import CostInMonth, Step
from statements.rows.entering import Parts, Place
from statements.rows.without import Taken, Without, without_each

MOST_STEPS: Final = 120
"""Of more failed rows than this only what all cost together is worked out."""


@dataclass(frozen=True)
class Alone:
    """What a row cost by itself in each statement month, and the measure without it."""

    costs: tuple[CostInMonth, ...]
    measure: str


Costs = Mapping[Place, Alone]

Relieved = Mapping[Place, frozenset[tuple[int, str]]]
"""What relief does to rows: each effect with the moment that it is known as of."""


def costs_of(
    of: Measured, parts: Parts, places: Sequence[Place], failed: Sequence[Judged]
) -> tuple[Costs, tuple[Step, ...]]:
    """Return what each row cost by itself, and what the failed ones cost together, in one run of the chain.

    Args:
        of: the measure that the failed rows stand behind.
        parts: what each row adds to each measure: rows of one return that add the same, and that relief does the same
            to, cost the same.
        places: the rows to be taken out one by one.
        failed: the rows to be taken out together, worst first.
    """
    kinds: dict[Any, list[Place]] = {}
    relieved = _relieved(of)
    for place in places:
        kinds.setdefault(_kind(parts, relieved, place), []).append(place)
    one_by_one: list[Taken] = [(same[0],) for same in kinds.values()]
    growing: list[Taken] = list(_growing([each.row.place for each in failed]))
    found = without_each(of.ledger.frozen, [*one_by_one, *growing])
    alone = zip(kinds.values(), found[: len(one_by_one)], strict=True)
    costs = {place: _alone(of, without) for same, without in alone for place in same}
    taken = zip(growing, found[len(one_by_one) :], strict=True)
    steps = [_step(of, len(gone), without) for gone, without in taken if _is_judged(of, without)]
    return costs, tuple(_telling(steps))


def _alone(of: Measured, without: Without) -> Alone:
    return Alone(by_month(of.ledger, without.net), measure_without(of, without))


def _is_judged(of: Measured, without: Without) -> bool:
    """Say whether there is still a figure to judge: with none left the contract takes something else in its place."""
    return bool(without.measures[(of.number, of.month)]["take"] == "measure")


def _relieved(of: Measured) -> Relieved:
    """Return what agreed relief does to each row that it is about, now and as it was known at first cut-offs."""
    found: dict[Place, set[tuple[int, str]]] = {}
    cases = of.ledger.frozen.records.get("relieved_case")
    columns = ("dataset", "submission", "sheet_row", "as_of", "effect")
    for dataset, submission, sheet_row, as_of, effect in () if cases is None else cases.select(columns).iter_rows():
        found.setdefault(Place(dataset, submission, sheet_row), set()).add((as_of, effect))
    return {place: frozenset(effects) for place, effects in found.items()}


def _kind(parts: Parts, relieved: Relieved, place: Place) -> Any:
    """Return what rows that cost the same have in common: they add the same in the same month, and are relieved alike.

    Of two late cases the one that relief removes costs nothing, whatever the other one costs.
    """
    if place not in parts:
        return place
    return place.submission, frozenset(parts[place].items()), relieved.get(place)


def _growing(failed: Sequence[Place]) -> Iterator[tuple[Place, ...]]:
    first = 1 if len(failed) <= MOST_STEPS else len(failed)
    yield from (tuple(failed[:rows]) for rows in range(first, len(failed) + 1))


def _telling(steps: Sequence[Step]) -> Iterator[Step]:
    """Yield the steps at which the cost changes, and the last."""
    before = 0
    for place, step in enumerate(steps, start=1):
        if step.pence != before or place == len(steps):
            yield step
        before = step.pence


def _step(of: Measured, rows: int, without: Without) -> Step:
    pence = sum(each.pence for each in by_month(of.ledger, without.net))
    return Step(rows=rows, measure=measure_without(of, without), pence=pence)


def by_month(ledger: Ledger, net: Mapping[Month, int]) -> tuple[CostInMonth, ...]:
    """Return what the payment of each statement month would have been more by, months without a difference left out."""
    more = {month: net[month] - int(row["net"]) for month, row in sorted(ledger.net.items())}
    return tuple(CostInMonth(month=months.label(month), pence=pence) for month, pence in more.items() if pence)


def measure_without(of: Measured, without: Without) -> str:
    """Write what the measure would be without some rows."""
    row = without.measures[(of.number, of.month)]
    if not _is_judged(of, without) and row["data_status"] in NOT_JUDGED:
        return NOT_JUDGED[row["data_status"]]
    found = Fraction(int(row["numerator"]), FIGURE_SCALE), Fraction(int(row["denominator"]), FIGURE_SCALE)
    return value_text(of.agreed, found, of.target) if found[1] else in_unit(of.agreed, found[0])
