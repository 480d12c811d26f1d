"""VAT: every code that a line stands under has a rate."""

from collections.abc import Iterator

from contracts.contract import Contract
from contracts.earned import EARNED_FROM, earned_lines
from contracts.linter.finding import LintFinding
from contracts.reading import Path


def codes_have_rates(contract: Contract) -> Iterator[LintFinding]:
    """C53: where VAT is stated, every code that a charge line or a kind of deduction stands under has a rate."""
    vat = contract.statement.vat
    if vat is None:
        return
    for place, line in enumerate(contract.charge.lines):
        if line.vat not in vat.rates:
            yield _without_rate(("charge", "lines", place, "vat"), line.vat, line.clause)
    for number, earned in earned_lines(contract):
        if earned.vat not in vat.rates:
            yield _without_rate(_place_of(contract, number), earned.vat, earned.clause)
    for key in ("deductions", "reporting_failures"):
        code = getattr(vat, key).code
        if code not in vat.rates:
            yield _without_rate(("statement", "vat", key, "code"), code, vat.clause)


def _place_of(contract: Contract, number: int) -> Path:
    place, outcomes = number - EARNED_FROM, len(contract.outcomes)
    return ("outcomes", place, "vat") if place < outcomes else ("unit_prices", place - outcomes, "vat")


def _without_rate(path: Path, code: str, clause: str) -> LintFinding:
    expected = "a code under “statement.vat.rates”"
    remedy = "State its rate (0 where none is charged), or correct the code."
    return LintFinding("C53", path, f"“{code}”", expected, remedy, clause=clause)


RULES = (codes_have_rates,)
