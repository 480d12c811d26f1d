"""The contract linter: what is refused or warned of before anybody signs, each with line, clause and remedy.

A rule is a function from a contract to findings; a finding names its place by keys and list positions, and the
line is looked up in the file.
"""

from collections.abc import Iterator

from contracts.contract import Contract
from contracts.faults import Fault
from contracts.linter import (
    bands,
    bases,
    caps,
    carried,
    floors,
    incentives,
    incidents,
    indexation,
    linear,
    mechanism,
    outcomes,
    references,
    relief,
    schedules,
    shares,
    stages,
    stakes,
    triggers,
    unit_prices,
    vat,
)
from contracts.linter.stakes import Limits
from contracts.reading import SourceFile

RULES = (
    *references.RULES,
    *schedules.RULES,
    *bands.RULES,
    *floors.RULES,
    *linear.RULES,
    *mechanism.RULES,
    *carried.RULES,
    *bases.RULES,
    *caps.RULES,
    *incidents.RULES,
    *relief.RULES,
    *indexation.RULES,
    *vat.RULES,
    *unit_prices.RULES,
    *outcomes.RULES,
    *shares.RULES,
    *stages.RULES,
    *triggers.RULES,
)


def lint(contract: Contract, source: SourceFile) -> Iterator[Fault]:
    """Run every rule over a contract and yield what they find, with line numbers."""
    for rule in RULES:
        for finding in rule(contract):
            yield finding.at(source)


def warn(contract: Contract, source: SourceFile, limits: Limits) -> Iterator[Fault]:
    """Yield what a contract without a fault is warned of: it can be used, and may be meant."""
    for rule in (*stakes.WARNINGS, *incentives.WARNINGS, *shares.WARNINGS, *floors.WARNINGS):
        for finding in rule(contract):
            yield finding.at(source)
    for finding in stakes.no_cliffs(contract, limits.cliff):
        yield finding.at(source)
    for finding in stakes.missing_files_are_worth_little(contract, limits.missing_file):
        yield finding.at(source)
