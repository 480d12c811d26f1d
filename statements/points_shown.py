"""The service points of a failure line: which of them count, what a point is worth, and what they come to."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from contracts.months import Month
from contracts.rules import Point
from contracts.values import in_force
from statements.base_shown import base_text, failure_base
from statements.documents import StatementLine, Sum
from statements.failure_line import FailureLine
from statements.indexing import price_sums
from statements.measures import exact_pounds, number, so_many

_FREE: Final = "Free points "
_COUNT: Final = " count"


def counting(line: StatementLine) -> str | None:
    """Return how many points of a line count beside those that are free, or ``None`` where none of them is free."""
    said = next((each.figures for each in line.sums if each.says.startswith(_FREE)), None)
    counted = line.points if said is None else said.rpartition(": ")[2].removesuffix(_COUNT)
    return None if counted == line.points else counted


def ordinal(line: FailureLine) -> str:
    """Say which failure of a run a line's month is."""
    return f"Failure {line.place_in_run} in a row"


def points_sums(line: FailureLine) -> Iterator[Sum]:
    """Yield a line's points, which of them count and what they come to in money."""
    contract, row, scale = line.ledger.frozen.contract, line.ledger.free_points[line.key], line.points_scale
    points = Fraction(int(row["points"]), scale)
    if line.rounded["kind"] == "repeat":
        own = points / (line.multiplier - 1)
        repeated = f"{number(own)} × ({number(line.multiplier)} − 1) = {number(points)}"
        yield Sum(says=ordinal(line), figures=repeated)
    else:
        yield Sum(says="Points of the band", figures=number(points))
    free, counted = Fraction(int(row["free_points"]), scale), Fraction(int(row["charged_points"]), scale)
    before, through = _running(line)
    if free:
        running = f"running from {number(before)} to {number(through)}, {number(free)} free: {number(counted)}{_COUNT}"
        over = contract.deductions.free_points.months if contract.deductions.free_points else None
        leave = f"that {so_many(over, 'month')} {'leaves' if over == 1 else 'leave'}" if over else "of the month"
        yield Sum(says=f"{_FREE}{leave}", figures=running)
    ratcheted = _ratcheted(line)
    if contract.deductions.ratchet and ratcheted != counted:
        count_as = "counts as" if counted == 1 else "count as"
        yield Sum(says="After the ratchet", figures=f"{so_many(counted, 'point')} {count_as} {number(ratcheted)}")
    yield from _rate(line)


def _running(line: FailureLine) -> tuple[Fraction, Fraction]:
    """Return the points of the month before a line and through it."""
    row = line.ledger.free_points[line.key]
    return Fraction(int(row["points_before"]), line.points_scale), Fraction(
        int(row["points_through"]), line.points_scale
    )


def _ratcheted(line: FailureLine) -> Fraction:
    """Return the points of a line as they count."""
    scale = line.points_scale * int(line.ledger.frozen.terms.tables["term_judgement"]["ratchet_scale"][0])
    return Fraction(int(line.ledger.ratcheted[line.key]["ratcheted_points"]), scale)


def _worth(line: FailureLine, point: Point) -> Fraction:
    """Return what a point of a line is worth, in pence, where that is not read from a table."""
    stated = Month(line.rounded["statement_month"])
    if point.pounds:
        return Fraction(in_force(point.pounds, stated) or 0)
    percent = in_force(point.percent or (), stated) or Fraction(0)
    return percent / 100 * int(line.ledger.amounts[line.key]["base"])


def points_in_money(line: FailureLine) -> Fraction:
    """Return what the points of a line come to in exact pence."""
    point = line.ledger.frozen.contract.deductions.point
    if point is None:
        return Fraction(0)
    if point.table is None:
        return _ratcheted(line) * _worth(line, point)
    before, through = (_percent_at(point, points) for points in _running(line))
    return (through - before) / 100 * int(line.ledger.amounts[line.key]["base"])


def _percent_at(point: Point, points: Fraction) -> Fraction:
    """Return the percentage that a table gives for so many points of a month."""
    return max((step.percent for step in point.table or () if step.points <= points), default=Fraction(0))


def _rate(line: FailureLine) -> Iterator[Sum]:
    frozen, base = line.ledger.frozen, int(line.ledger.amounts[line.key]["base"])
    point, agreed, stated = (
        frozen.contract.deductions.point,
        frozen.file.contract.deductions.point,
        Month(line.rounded["statement_month"]),
    )
    if point is None:
        return
    of = base_text(frozen.contract, line.number, "points", base)
    if not point.pounds:
        yield from failure_base(line, "points")
    if point.table is not None:
        yield from _from_table(line, point, of)
        return
    if agreed is not None and agreed.pounds:
        yield from price_sums(frozen, agreed.prices_of, in_force(agreed.pounds, stated) or 0, stated)
    worth = _worth(line, point)
    if point.percent:
        percent = in_force(point.percent, stated) or Fraction(0)
        yield Sum(says="Pounds a point", figures=f"{number(percent)}% × {of} = {exact_pounds(worth)}")
    points = _ratcheted(line)
    sum_ = f"{number(points)} × {exact_pounds(worth)} = {exact_pounds(points * worth)}"
    yield Sum(says="Points in pounds", figures=sum_)


def _from_table(line: FailureLine, point: Point, of: str) -> Iterator[Sum]:
    """Yield what a line's points add to the percentage that the table gives for the points of the month."""
    before, through = _running(line)
    low, high = _percent_at(point, before), _percent_at(point, through)
    running = f"{so_many(before, 'point')}: {number(low)}%; {so_many(through, 'point')}: {number(high)}%"
    yield Sum(says="Percentage from the table of points", figures=running)
    sum_ = f"({number(high)}% − {number(low)}%) × {of} = {exact_pounds(points_in_money(line))}"
    yield Sum(says="Points in pounds", figures=sum_)
