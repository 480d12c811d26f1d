"""A variation that is not signed yet: read from a file of its own, and entered as if it had held in past months."""

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from contracts import linter, months
from contracts.changes import holder_of, wrong_change
from contracts.contract import Contract
from contracts.dated import is_of_one_month
from contracts.faults import ContractFileRefused, Fault
from contracts.linter.schedules import read_effective
from contracts.loading import ContractFile, validated
from contracts.months import Month
from contracts.parts import Part
from contracts.reading import SourceFile, read_source
from contracts.values import Day
from contracts.variations import as_if_throughout, known_variations, with_variations


class ProposedVariation(Part):
    """A variation as it would stand in the contract file. Days that are still open may be left out."""

    ref: str
    title: str
    signed: Day | None = None
    effective: str
    known: Day | None = None
    replaces: Literal["this entry", "the rest of the schedule"]
    changes: dict[str, str]


@dataclass(frozen=True)
class Proposal:
    """A proposed variation with the file that it was read from."""

    variation: ProposedVariation
    source: SourceFile


def read_proposal(text: str, name: str) -> Proposal:
    """Read a file that states one variation, with the keys that it would have in the contract file.

    Raises:
        ContractFileRefused: with every fault that was found.
    """
    source = read_source(text, name)
    return Proposal(validated(ProposedVariation, source), source)


def varied(file: ContractFile, known_on: date, proposal: Proposal, first: Month, last: Month) -> Contract:
    """Return a contract as known on a day, as if a proposed variation had held from one month to another, inclusive.

    Raises:
        ContractFileRefused: it does not fit the contract; with every fault that was found.
    """
    name = proposal.source.name
    written = read_source(file.text, name)
    source, _ = with_variations(written, known_variations(written, known_on))
    faults = [*_unfit(file.contract, source, proposal)]
    if faults:
        raise ContractFileRefused(name, faults)
    stated = proposal.variation
    holds_on = stated.replaces == "the rest of the schedule" or last >= file.contract.last_month
    tree = as_if_throughout(source, stated.changes, first, None if holds_on else Month(last + 1))
    as_if = dataclasses.replace(source, tree=tree, lines={(): proposal.source.line(("changes",))})
    contract = validated(Contract, as_if)
    refused = list(linter.lint(contract, as_if))
    if refused:
        raise ContractFileRefused(name, refused)
    return contract


def _unfit(contract: Contract, source: SourceFile, proposal: Proposal) -> Iterator[Fault]:
    """Yield what is wrong with a proposal beside a contract: its place, its date, or another variation in its way."""
    stated = proposal.variation
    where = proposal.source.line(("effective",))
    start = read_effective(
        stated.effective, days_allowed=all(path.startswith("charge.lines.") for path in stated.changes)
    )
    if start is None:
        expected = "a month such as 2016-09; a day only where prices alone change"
        remedy = "Name the first month on the new terms."
        yield Fault("C36", where, "effective", f"“{stated.effective}”", expected, remedy)
    elif not months.first_day(contract.first_month) <= start <= contract.contract.last_day:
        expected = f"months from {months.label(contract.first_month)} to {months.label(contract.last_month)}"
        yield Fault("C36", where, "effective", f"“{stated.effective}”", expected, "Correct the month.")
    for path in stated.changes:
        line = proposal.source.line(("changes", path))
        if wrong := _wrong_change(source, path, line):
            yield wrong
        for other in contract.variations:
            if path in other.changes and start == read_effective(other.effective, days_allowed=True):
                found = f"{other.ref}, which changes “{path}” from {other.effective} too"
                remedy = "Choose another month, or say both changes in one variation."
                yield Fault("C36", line, "changes", found, "one variation of a term from one date", remedy)


def _wrong_change(source: SourceFile, path: str, line: int) -> Fault | None:
    """Return why a proposal cannot change what a path names: it is no dated term, or is of single months."""
    wrong = wrong_change(source.tree, path, line, "changes")
    place, _, _ = holder_of(source.tree, path)
    if wrong is None and is_of_one_month(place):
        # It is priced as if it had held in all of the months, and an amount of one month holds in no other.
        found, expected = (
            f"a change of “{path}”, whose amounts are each of one month",
            "a term that holds until the next",
        )
        return Fault("C06", line, "changes", found, expected, "Price a term that holds from its month on.")
    return wrong
