"""What percentages are taken of: charge lines that are named exist, and are named where a percentage needs them."""

from collections.abc import Iterator

from contracts.bases import EACH_INDICATORS, Lines
from contracts.contract import Contract
from contracts.linter.finding import LintFinding
from contracts.reading import Path


def named_lines_exist(contract: Contract) -> Iterator[LintFinding]:
    """C54: the charge lines of which a percentage is taken are lines of the charge."""
    known = [line.id for line in contract.charge.lines]
    for path, lines, clause in _named(contract):
        for name in lines:
            if name not in known:
                expected = f"a line under “charge.lines”: {', '.join(known)}"
                remedy = "Correct the id. What is paid beside the charge cannot be named."
                yield LintFinding("C54", (*path, "charge_lines"), f"“{name}”", expected, remedy, clause=clause)


def _named(contract: Contract) -> Iterator[tuple[Path, Lines, str]]:
    """Yield each place where charge lines are named, what it names, and its clause."""
    for key in ("point", "amount_at_risk"):
        part = getattr(contract.deductions, key)
        if part is not None and part.charge_lines and part.charge_lines != EACH_INDICATORS:
            yield ("deductions", key), part.charge_lines, part.clause
    for place, one in enumerate(contract.indicators):
        yield ("indicators", place), one.charge_lines or (), one.clause
    for place, cap in enumerate(contract.caps):
        yield ("caps", place), cap.charge_lines or (), cap.clause


def lines_are_named_where_needed(contract: Contract) -> Iterator[LintFinding]:
    """C55: an indicator names charge lines where its points need them, and only where a percentage is taken of them."""
    point = contract.deductions.point
    each = point is not None and point.charge_lines == EACH_INDICATORS
    for place, one in enumerate(contract.indicators):
        rungs = contract.rungs_of(one)
        if each and any(rung.points for rung in rungs) and one.charge_lines is None:
            expected = "charge_lines: a point is a percentage of each indicator's charge lines"
            remedy = "Name them; where its points are a percentage of the whole charge, name all lines."
            yield LintFinding("C55", ("indicators", place), "no charge lines", expected, remedy, clause=one.clause)
        of_use = each or any(rung.due.percent is not None for rung in rungs)
        if one.charge_lines is not None and not of_use:
            found = f"charge lines of {one.id}, of which nothing is taken"
            remedy = f"Leave them out, or write “charge_lines: {EACH_INDICATORS}” where its points are a percentage."
            path = ("indicators", place, "charge_lines")
            yield LintFinding("C55", path, found, "bands that cost a percentage", remedy, clause=one.clause)


RULES = (named_lines_exist, lines_are_named_where_needed)
