"""VAT: every code that a line stands under has a rate."""

from collections.abc import Iterator

from contracts.contract import Contract
from contracts.earned import earned_places
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
    for path, earned in earned_places(contract):
        if earned.vat not in vat.rates:
            yield _without_rate((*path, "vat"), earned.vat, earned.clause)
    for key in ("deductions", "reporting_failures"):
        code = getattr(vat, key).code
        if code not in vat.rates:
            yield _without_rate(("statement", "vat", key, "code"), code, vat.clause)


def _without_rate(path: Path, code: str, clause: str) -> LintFinding:
    expected = "a code under “statement.vat.rates”"
    remedy = "State its rate (0 where none is charged), or correct the code."
    return LintFinding("C53", path, f"“{code}”", expected, remedy, clause=clause)


RULES = (codes_have_rates,)
