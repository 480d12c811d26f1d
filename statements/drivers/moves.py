"""The change of a measure by the values of one column of its rows.

Groups that are too small in either month are put together in both, so that this table and the two months' own tables,
laid side by side, tell nothing that one of them does not.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from contracts.indicators import Indicator
from contracts.wording import count
from ingest.datasets import DATASETS
from metrics.drivers.parted import Groups, Moved, Sums, ratio_moved, shared_out, sum_moved
from statements.drivers.documents import GroupMoved, Move, MovedBy
from statements.drivers.written import EXACT, places, signed
from statements.rows.breakdown import Entered, added_up, groups_shown, is_plain_sum, plain, value_of
from statements.rows.small_groups import FEWEST

_NONE: Final = "no rows"


@dataclass(frozen=True)
class TwoMonths:
    """The rows that count in an earlier and a later month, with the target of each."""

    indicator: Indicator
    rows: tuple[Sequence[Entered], Sequence[Entered]]
    targets: tuple[Fraction | None, Fraction | None]


def moved_by(both: TwoMonths, by: str, *, sees_cases: bool) -> MovedBy:
    """Return the change by a column."""
    named, holds = _grouped(both, by, sees_cases=sees_cases)
    sums = {name: (_sums(both, of[0]), _sums(both, of[1])) for name, of in named.items()}
    moves = _moves(both.indicator, sums)
    groups = [
        GroupMoved(
            name=name,
            holds=holds.get(name, 1),
            **_sides(both, named[name], sums[name]),
            moved=move,
        )
        for name, move in moves.items()
    ]
    groups.sort(key=lambda each: abs(Fraction(each.moved.together)), reverse=True)
    heading = DATASETS[both.indicator.dataset].field(by).heading
    note = (
        f"Groups of fewer than {FEWEST} children in either month are put together in both, as in the tables of the "
        "months themselves."
    )
    return MovedBy(
        by=by,
        heading=heading,
        groups=tuple(groups),
        takeaway=_takeaway(both.indicator, heading, groups),
        note=note if holds else "",
    )


Named = Mapping[str, tuple[Sequence[Entered], Sequence[Entered]]]


def _grouped(both: TwoMonths, by: str, *, sees_cases: bool) -> tuple[Named, dict[str, int]]:
    """Part the rows of both months by a column; return also how many values a group holds that was put together."""
    parts = [groups_shown(both.indicator, rows, by, sees_cases=sees_cases) for rows in both.rows]
    hidden = {name for _, together in parts for name in together}
    found = [{**shown, **together} for shown, together in parts]
    names = dict.fromkeys(name for each in found for name in each)
    alone = {name: (found[0].get(name, ()), found[1].get(name, ())) for name in names if name not in hidden}
    if not hidden:
        return alone, {}
    put = f"{count(len(hidden))} others together" if alone else "All together"
    first, second = ([each for name in hidden for each in month.get(name, ())] for month in found)
    return {**alone, put: (first, second)}, {put: len(hidden)}


def _sums(both: TwoMonths, entered: Sequence[Entered]) -> Sums:
    found = added_up([each.part for each in entered])
    return Sums(found[0]) if is_plain_sum(both.indicator) else Sums(*found)


def _moves(indicator: Indicator, sums: Groups) -> dict[str, Move]:
    parted = sum_moved(sums) if is_plain_sum(indicator) else ratio_moved(sums)
    factor = 100 if indicator.unit == "percent" else 1
    exact = [Moved(each.own * factor, each.share * factor) for each in parted.values()]
    fine, coarse = (_shared_out(exact, to) for to in (EXACT, places(indicator)))
    return {
        name: Move(
            own=plain(one.own),
            share=plain(one.share),
            together=plain(one.together),
            shown=(signed(indicator, two.own), signed(indicator, two.share), signed(indicator, two.together)),
        )
        for name, one, two in zip(parted, fine, coarse, strict=True)
    }


def _shared_out(moves: Sequence[Moved], to: int) -> list[Moved]:
    """Round every move so that rows and columns add up as they are written."""
    rounded = shared_out([amount for each in moves for amount in (each.own, each.share)], to)
    return [Moved(own, share) for own, share in zip(rounded[::2], rounded[1::2], strict=True)]


def _sides(
    both: TwoMonths, entered: tuple[Sequence[Entered], Sequence[Entered]], sums: tuple[Sums, Sums]
) -> dict[str, str]:
    sides: dict[str, str] = {}
    for name, place in (("before", 0), ("after", 1)):
        found = sums[place].numerator, sums[place].denominator
        sides[name] = value_of(both.indicator, both.targets[place], found) if entered[place] else _NONE
        sides[f"numerator_{name}"] = plain(found[0])
        sides[f"denominator_{name}"] = "" if is_plain_sum(both.indicator) else plain(found[1])
    return sides


def _takeaway(indicator: Indicator, heading: str, groups: Sequence[GroupMoved]) -> str:
    """Say which group moved the figure most, and by what."""
    if len(groups) < 2:
        return f"No difference can be told by {heading.lower()}."
    most = groups[0]
    own, share, together = most.moved.shown
    if not Fraction(most.moved.together):
        return f"By {heading.lower()} nothing moved it."
    said = f"By {heading.lower()}, {most.name} moved it most: {together}"
    return f"{said}." if is_plain_sum(indicator) else f"{said}, {own} by its own value and {share} by its share."
