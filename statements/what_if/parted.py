"""What a figure costs beside what stands on its own lines: why the two differ where lines share free points or caps."""

from collections.abc import Iterator
from dataclasses import dataclass

from contracts.months import Month
from contracts.terms.spans import statement_offset
from contracts.wording import listed, pounds
from statements.ledger import Ledger
from statements.what_if.replays import Amounts


@dataclass(frozen=True)
class Parted:
    """What a figure costs against its cheapest level, in pence, by where it stands.

    ``on_lines`` is deducted on the indicator's lines in the statement of its month, ``anyway`` what of it would be at
    the cheapest level too; ``elsewhen`` is more on its lines in other statements, ``others`` more on other lines.
    ``used_free`` says whether its lines used free points, ``fails`` whether its band is a failure.
    """

    on_lines: int
    anyway: int
    elsewhen: int
    others: int
    used_free: bool
    fails: bool

    @property
    def cost(self) -> int:
        """By how much payments would be higher at the cheapest level."""
        return self.on_lines - self.anyway + self.elsewhen + self.others


def parted(ledger: Ledger, number: int, month: Month, between: tuple[Amounts, Amounts], *, fails: bool) -> Parted:
    """Return what a month's figure of an indicator costs, by where it stands: between it and its cheapest level."""
    here, cheapest = between
    stated = Month(month + statement_offset(ledger.frozen.contract)), number
    on_lines, anyway = here.deducted.get(stated, 0), cheapest.deducted.get(stated, 0)
    own = _own(here, number) - _own(cheapest, number)
    whole = sum(here.deducted.values()) - sum(cheapest.deducted.values())
    rows = (row for (of, _), row in ledger.free_points.items() if of == month and row["indicator"] == number)
    used_free = any(row["charged_points"] < row["points"] for row in rows)
    return Parted(on_lines, anyway, own - (on_lines - anyway), whole - own, used_free, fails)


def _own(amounts: Amounts, number: int) -> int:
    return sum(pence for (_, of), pence in amounts.deducted.items() if of == number)


def in_words(found: Parted) -> str:
    """Say what was deducted and what the figure cost; both, and why they differ, where they are not the same."""
    if found.on_lines == found.cost and not found.elsewhen and not found.others:
        return f"cost {pounds(found.cost)}" if found.cost else "cost nothing"
    higher = f"{pounds(found.cost)} higher" if found.cost > 0 else "the same"
    if found.cost < 0:
        higher = f"{pounds(-found.cost)} lower"
    taken = pounds(found.on_lines) if found.on_lines else "nothing"
    # A line may stand in a month that is met: carried from another one, or of a band that costs without failing.
    otherwise = "Without the failure" if found.fails else "At its cheapest level"
    said = f"{taken} was deducted on its lines. {otherwise} payments would have been {higher}"
    return f"{said}: {listed(list(_why(found)))}"


def _why(found: Parted) -> Iterator[str]:
    if found.others > 0:
        free = ", to which the free points that it used would have passed" if found.used_free else ""
        yield f"{pounds(found.others)} less would have been deducted on other lines{free}"
    elif found.others < 0:
        yield f"{pounds(-found.others)} more would have been deducted on other lines, which share caps with it"
    if found.elsewhen:
        more = "less" if found.elsewhen > 0 else "more"
        yield f"{pounds(abs(found.elsewhen))} {more} on its lines in other statements"
    if found.anyway:
        yield f"{pounds(found.anyway)} would have been deducted on its lines all the same"
