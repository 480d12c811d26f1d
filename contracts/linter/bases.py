"""What percentages are taken of: lines that are named exist and are known, and are named where they are needed."""

from collections.abc import Iterator

from contracts.bases import ADJUSTMENTS, EACH_INDICATORS, INTEREST, NO_LINES, OF_OTHER_MONTHS, VAT, Lines
from contracts.contract import Contract
from contracts.earned import earned_lines
from contracts.linter.finding import LintFinding
from contracts.reading import Path
from contracts.shares import Guarantee, Share


def named_lines_exist(contract: Contract) -> Iterator[LintFinding]:
    """C54: the lines of which a percentage is taken are described, and each is the only line of its id."""
    lines = [line.id for line in (*contract.charge.lines, *(line for _, line in earned_lines(contract)))]
    known = [*lines, *(name for name in NO_LINES if _is_charged(contract, name))]
    expected = f"a line of the charge or of what is paid beside it: {', '.join(dict.fromkeys(known))}"
    for path, name, clause in _named(contract):
        times = lines.count(name) + (name in NO_LINES)
        if times > 1 or name not in known:
            found = f"“{name}”, as {times} lines are called" if times > 1 else f"“{name}”"
            remedy = "Give each line an id of its own." if times > 1 else "Correct the id."
            yield LintFinding("C54", path, found, expected, remedy, clause=clause)


def _is_charged(contract: Contract, name: str) -> bool:
    """Say whether a contract has what stands on a statement as no line of its own month; adjustments any may have."""
    rules = {VAT: contract.statement.vat, INTEREST: contract.statement.interest}
    return name == ADJUSTMENTS or rules[name] is not None


def listed_vat_is_on_something(contract: Contract) -> Iterator[LintFinding]:
    """C57: beside VAT stands something in the same list that bears it."""
    for path, lines, clause in _lists(contract):
        if VAT in lines and not {*lines} - {VAT, INTEREST}:
            expected = "beside it what the VAT is on: ids of lines that are paid, or adjustments"
            yield LintFinding("C57", (*path, "charge_lines"), "VAT of nothing", expected, "Name it.", clause=clause)


def named_lines_are_known(contract: Contract) -> Iterator[LintFinding]:
    """C56: what a percentage is of does not hang on caps itself, and is known when the percentage is taken."""
    earned = {line.id: line for _, line in earned_lines(contract)}
    limited = {kind for cap in contract.caps for kind in cap.limits}
    of_a_year = [
        ("caps", place, "charge_lines") for place, cap in enumerate(contract.caps) if cap.of == "annual charge"
    ]
    for path, name, clause in _named(contract):
        line = earned.get(name)
        if isinstance(line, Guarantee | Share) and line.loss in limited and _may_lose(line):
            found = f"“{name}”, of whose {line.loss} caps leave only a part"
            expected = "lines that are known before any cap: what it comes to would follow from what is taken of it"
            remedy = f"Leave it out, or “{line.loss}” out of the caps."
            yield LintFinding("C56", path, found, expected, remedy, clause=clause)
        if path in of_a_year and (line is not None or name in OF_OTHER_MONTHS):
            found = f"“{name}”, of which a year's sum is known only at its end"
            remedy = "Leave it out, or write “of: paid to date”."
            expected = "lines under “charge.lines”, and VAT on them"
            yield LintFinding("C56", path, found, expected, remedy, clause=clause)


def _may_lose(line: Guarantee | Share) -> bool:
    """Say whether a line may take something off that caps limit."""
    if isinstance(line, Guarantee):
        return line.shortfall == "recovered"
    return line.pain is not None and line.charge_carries == "actual"


def _named(contract: Contract) -> Iterator[tuple[Path, str, str]]:
    """Yield each name of a line of which a percentage is taken, after the place where it is named, with the clause."""
    for path, lines, clause in _lists(contract):
        yield from (((*path, "charge_lines"), name, clause) for name in lines)


def _lists(contract: Contract) -> Iterator[tuple[Path, Lines, str]]:
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


RULES = (named_lines_exist, listed_vat_is_on_something, named_lines_are_known, lines_are_named_where_needed)
