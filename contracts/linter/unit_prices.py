"""Unit prices: slices that leave no volume out, limits that fit, and a volume that can be counted."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from contracts import months
from contracts.contract import Contract
from contracts.linter.bands import number
from contracts.linter.finding import LintFinding
from contracts.reading import Path
from contracts.shares import ShareSlice
from contracts.unit_prices import PriceSlice
from contracts.values import in_force


def slices_cover_every_volume(contract: Contract) -> Iterator[LintFinding]:
    """C80: the slices of a unit price begin at 0, rise, join up, and the last has no end."""
    for place, line in enumerate(contract.unit_prices):
        yield from slices_join_up(("unit_prices", place, "slices"), line.slices, line.clause)


def slices_join_up(path: Path, slices: Sequence[PriceSlice | ShareSlice], clause: str) -> Iterator[LintFinding]:
    """Say where slices leave a volume out or count it twice, or begin elsewhere than at 0."""
    ends, starts = [part.to for part in slices], [part.above for part in slices]
    remedy = "Begin the first above 0, each above the one before and where that ends, and leave the last open."
    rise = all(before < after for before, after in pairwise(starts))
    if starts[0] != 0 or ends[-1] is not None or ends[:-1] != starts[1:] or not rise:
        shown = ", ".join(f"above {number(part.above)}" for part in slices)
        yield LintFinding("C80", path, f"slices {shown}", "slices that join up from 0 on", remedy, clause=clause)


def limits_are_in_order(contract: Contract) -> Iterator[LintFinding]:
    """C81: the minimum volume is never below 0 or above the maximum, in any month."""
    for place, line in enumerate(contract.unit_prices):
        starts = {
            max(start, contract.first_month) for limit in (line.minimum, line.maximum) for start, _ in limit or ()
        }
        for start in sorted(starts):
            least, most = (in_force(limit or (), start) for limit in (line.minimum, line.maximum))
            if (least or 0) < 0 or (most is not None and most < (least or 0)):
                path: Path = ("unit_prices", place, "minimum")
                found = f"{number(least or Fraction(0))} to {number(most) if most is not None else 'no maximum'}"
                remedy = "Correct the two after the signed contract."
                yield LintFinding(
                    "C81", path, found, "0 or more, and no more than the maximum", remedy, clause=line.clause
                )


def limits_of_a_year_hold_all_year(contract: Contract) -> Iterator[LintFinding]:
    """C92: a minimum or maximum of a contract year begins with one, or with the contract."""
    for place, line in enumerate(contract.unit_prices):
        for key, limit in (("minimum", line.minimum), ("maximum", line.maximum)):
            for start, _ in limit or ():
                begins = start <= contract.first_month or contract.month_of_year(start) == 1
                if line.limits_of == "a contract year" and not begins:
                    path: Path = ("unit_prices", place, key, months.label(start))
                    found, expected = f"an entry for {months.label(start)}", "the first month of a contract year"
                    remedy = "Let it change with the contract year."
                    yield LintFinding("C92", path, found, expected, remedy, clause=line.clause)


def volumes_can_be_counted(contract: Contract) -> Iterator[LintFinding]:
    """C82: a volume is that of an indicator of the file, measured every month, that has no denominator."""
    known = {one.id: one for one in contract.indicators}
    for place, line in enumerate(contract.unit_prices):
        one = known.get(line.volume_of)
        if one is None or one.measured.every != "month" or one.measure.of is not None or one.unit == "percent":
            path: Path = ("unit_prices", place, "volume_of")
            expected = "the id of an indicator that is counted every month, without a denominator"
            remedy = "Name such an indicator; its bands may cost nothing."
            yield LintFinding("C82", path, f"“{line.volume_of}”", expected, remedy, clause=line.clause)


RULES = (
    slices_cover_every_volume,
    limits_are_in_order,
    limits_of_a_year_hold_all_year,
    volumes_can_be_counted,
)
