"""The contract linter: what is refused or warned of before anybody signs, each with line, clause and remedy.

A rule is a function from a contract to findings; a finding names its place by keys and list positions, and the
line is looked up in the file.
"""

from collections.abc import Iterator

from contracts.contract import Contract
from contracts.faults import Fault
from contracts.linter import (
    bands,
    incidents,
    indexation,
    mechanism,
    outcomes,
    references,
    relief,
    schedules,
    unit_prices,
    vat,
)
from contracts.reading import SourceFile

RULES = (
    *references.RULES,
    *schedules.RULES,
    *bands.RULES,
    *mechanism.RULES,
    *incidents.RULES,
    *relief.RULES,
    *indexation.RULES,
    *vat.RULES,
    *unit_prices.RULES,
    *outcomes.RULES,
)


def lint(contract: Contract, source: SourceFile) -> Iterator[Fault]:
    """Run every rule over a contract and yield what they find, with line numbers."""
    for rule in RULES:
        for finding in rule(contract):
            yield finding.at(source)
