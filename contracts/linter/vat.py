"""VAT: every code that a line stands under has a rate."""

from collections.abc import Iterator
from typing import get_args

from contracts.contract import Contract
from contracts.earned import earned_places
from contracts.linter.finding import LintFinding
from contracts.reading import Path
from contracts.splits import Treatment
from contracts.vat import Vat


def codes_have_rates(contract: Contract) -> Iterator[LintFinding]:
    """C53: where VAT is stated, every code that a charge line or a kind of deduction stands under has a rate."""
    vat = contract.statement.vat
    if vat is not None:
        stated = (*_of_charge(contract), *_of_deductions(vat))
        yield from (_without_rate(path, code, clause) for path, code, clause in stated if code not in vat.rates)


def _of_charge(contract: Contract) -> Iterator[tuple[Path, str, str]]:
    for place, line in enumerate(contract.charge.lines):
        yield ("charge", "lines", place, "vat"), line.vat, line.clause
    for path, earned in earned_places(contract):
        yield (*path, "vat"), earned.vat, earned.clause


def _of_deductions(vat: Vat) -> Iterator[tuple[Path, str, str]]:
    for key in get_args(Treatment):
        treatment = vat.treatment(key)
        if treatment.code is not None:
            yield ("statement", "vat", key, "code"), treatment.code, vat.clause
        for code in treatment.split if isinstance(treatment.split, dict) else ():
            yield ("statement", "vat", key, "split", code), code, vat.clause


def _without_rate(path: Path, code: str, clause: str) -> LintFinding:
    expected = "a code under “statement.vat.rates”"
    remedy = "State its rate (0 where none is charged), or correct the code."
    return LintFinding("C53", path, f"“{code}”", expected, remedy, clause=clause)


RULES = (codes_have_rates,)
