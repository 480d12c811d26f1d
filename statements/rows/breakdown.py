"""A measure by the values of one column of its records: which part of it does worst. The groups add up to the whole."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from contracts.agreement import Dataset as DatasetId
from contracts.indicators import FromRows, Indicator
from contracts.terms.calendar import FIGURE_SCALE
from contracts.wording import count
from ingest.datasets import DATASETS
from statements.measures import exact_value, in_unit, number, value_text
from statements.rows.documents import Breakdown, Group
from statements.rows.entering import Part
from statements.rows.sheet import SheetRow
from statements.rows.small_groups import FEWEST, parted
from statements.rows.verdicts import badness_of, is_worse

COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "ehc_assessments": ("area", "need", "phase", "case_type"),
    "traded_services": ("service", "customer_type"),
    "sen_transport": ("mode", "provider", "route"),
    "finance_lines": ("line",),
}
"""The columns by which the records of a dataset are broken down."""

_SAFE_TOGETHER: Final[Mapping[str, tuple[str, ...]]] = {"sen_transport": ("mode",)}
"""Columns for those who see no single cases: a provider runs one mode, so two tables of routes could be subtracted."""

NOT_STATED: Final = "Not stated"


@dataclass(frozen=True)
class Entered:
    """A row that counts, with what it adds."""

    row: SheetRow
    part: Part

    @property
    def children(self) -> int:
        """How many children the row tells of; a row of traded services or finance tells of none."""
        return int(self.row.values.get("pupils", 1))


def tells_of_children(dataset: DatasetId) -> bool:
    """Say whether the rows of a dataset tell of children, each of one or of the few on a route."""
    return DATASETS[dataset].about_people or dataset == "sen_transport"


def offered(dataset: DatasetId, *, sees_cases: bool) -> tuple[str, ...]:
    """Return the columns by which somebody may break a measure down."""
    columns = COLUMNS.get(dataset, ())
    return columns if sees_cases else _SAFE_TOGETHER.get(dataset, columns)


def breakdown(
    indicator: Indicator, target: Fraction | None, entered: Sequence[Entered], by: str, *, sees_cases: bool
) -> Breakdown:
    """Return the measure by the values of a column, worst first.

    For those who see no single cases groups that are too small are put together (``small_groups``).
    """
    kept, together = groups_shown(indicator, entered, by, sees_cases=sees_cases)
    groups = [_group(indicator, target, name, 1, of) for name, of in kept.items()]
    if together:
        whole = [each for of in together.values() for each in of]
        name = f"{count(len(together))} others together" if kept else "All together"
        groups.append(_group(indicator, target, name, len(together), whole))
    groups.sort(key=lambda group: _badness(indicator, group), reverse=True)
    heading = DATASETS[indicator.dataset].field(by).heading
    return Breakdown(
        by=by,
        heading=heading,
        groups=tuple(groups),
        takeaway=_takeaway(indicator, target, heading, groups),
        note=_note(together),
    )


Groups = Mapping[str, Sequence[Entered]]


def groups_shown(
    indicator: Indicator, entered: Sequence[Entered], by: str, *, sees_cases: bool
) -> tuple[Groups, Groups]:
    """Part the rows by a column into groups that are shown and groups that are put together, by their names."""
    grouped: defaultdict[str, list[Entered]] = defaultdict(list)
    for each in entered:
        grouped[str(each.row.values[by] or NOT_STATED)].append(each)
    if sees_cases or not tells_of_children(indicator.dataset):
        return grouped, {}
    shown, together = parted(list(grouped), lambda name: sum(each.children for each in grouped[name]))
    return {name: grouped[name] for name in shown}, {name: grouped[name] for name in together}


def added_up(parts: Sequence[Part]) -> tuple[Fraction, Fraction]:
    """Return the numerators and the denominators of some rows, each added up."""
    sums = (sum(part.numerator for part in parts), sum(part.denominator for part in parts))
    return Fraction(sums[0], FIGURE_SCALE), Fraction(sums[1], FIGURE_SCALE)


def is_plain_sum(indicator: Indicator) -> bool:
    """Say whether an indicator's rows are added up and divided by nothing."""
    return isinstance(indicator.measure, FromRows) and indicator.measure.of is None


def value_of(indicator: Indicator, target: Fraction | None, found: tuple[Fraction, Fraction]) -> str:
    """Write what some rows come to by themselves."""
    if is_plain_sum(indicator):
        return in_unit(indicator, found[0])
    return value_text(indicator, found, target) if found[1] else f"{number(found[0])} of none"


def plain(value: Fraction) -> str:
    """Write an exact number without separators, for programs; it has six places at most."""
    text = f"{Decimal(int(value * FIGURE_SCALE)).scaleb(-6):f}"
    return text.rstrip("0").rstrip(".")


def _group(indicator: Indicator, target: Fraction | None, name: str, holds: int, entered: Sequence[Entered]) -> Group:
    found = added_up([each.part for each in entered])
    can_be_held = not is_plain_sum(indicator) and found[1] != 0
    return Group(
        name=name,
        holds=holds,
        rows=len(entered),
        value=value_of(indicator, target, found),
        numerator=plain(found[0]),
        denominator="" if is_plain_sum(indicator) else plain(found[1]),
        is_worse=can_be_held and is_worse(indicator, target, exact_value(indicator, found)),
    )


def _badness(indicator: Indicator, group: Group) -> tuple[bool, Fraction, int]:
    """Order groups from the worst to the best; one that has no value of its own comes last."""
    found = Fraction(group.numerator), Fraction(group.denominator or 1)
    if not found[1]:
        return False, Fraction(0), group.rows
    return True, badness_of(indicator, exact_value(indicator, found)), group.rows


def _takeaway(indicator: Indicator, target: Fraction | None, heading: str, groups: Sequence[Group]) -> str:
    """Say which group is worst and what the measure would be without it."""
    if len(groups) < 2:
        return f"No difference can be told by {heading.lower()}."
    worst, rest = groups[0], groups[1:]
    if is_plain_sum(indicator):
        return f"{worst.name} comes first: {worst.value}."
    left = (sum(Fraction(each.numerator) for each in rest), sum(Fraction(each.denominator) for each in rest))
    without = f" Without it the others come to {_in_one(indicator, target, left)}." if left[1] else ""
    return f"Worst by {heading.lower()}: {worst.name}, {worst.value}.{without}"


def _in_one(indicator: Indicator, target: Fraction | None, found: tuple[Any, Any]) -> str:
    return value_of(indicator, target, (Fraction(found[0]), Fraction(found[1])))


def _note(together: Groups) -> str:
    if not together:
        return ""
    return (
        f"Groups of fewer than {FEWEST} children are not shown by themselves: they would tell of single children. "
        "They are put together with the next smallest, so that no group follows from the others."
    )
