"""The variation register: what each signed variation has done to what is paid, on the figures known now.

The contract is worked out without its variations, and again with each one more, in the order of their signing. What
one adds is its effect, so that the effects add up to the difference that all of them make together.
"""

import dataclasses
from datetime import date
from itertools import pairwise

from pydantic import BaseModel

from contracts import months
from contracts.contract import Contract
from contracts.loading import validated
from contracts.months import Month
from contracts.reading import Tree, read_source
from contracts.rules import Variation
from contracts.variations import with_variations
from contracts.wording import day
from statements.asked import Moment
from statements.documents import Document
from statements.freeze import Frozen, varied_to
from statements.ledger import Ledger, work_out
from statements.ledgers import ledger_of
from store.people import person_now
from store.policy import Action, require
from store.session import Store


class VariationsAsked(BaseModel):
    """Asks for the variation register up to a month; without a moment, as known now."""

    contract: str
    month: str
    as_known_on: Moment | None = None


class VariationEntry(Document):
    """A variation with its three dates and what it has done to the net payments before VAT so far, in pence.

    ``changes`` are the places in the contract file that it changes, each with its new term. More paid is positive.
    """

    ref: str
    title: str
    signed: date
    effective: str
    known: date
    changes: tuple[tuple[str, str], ...]
    pence: int

    @property
    def begins(self) -> str:
        """From when the new terms hold: ``April 2017``, or of prices that start on a day ``15 April 2017``."""
        if len(self.effective) == len("2017-04"):
            return months.spoken(months.parse(self.effective))
        return day(date.fromisoformat(self.effective))

    @property
    def says(self) -> tuple[str, ...]:
        """What was varied, a sentence for each term: its place in the contract file, and what it is from then on."""
        return tuple(f"{self.ref}: from {self.begins}, “{place}” is {term}." for place, term in self.changes)


class VariationRegister(Document):
    """Every variation known, in the order of signing, with its effect up to a month, and that of all together."""

    contract: str
    title: str
    month: str
    entries: tuple[VariationEntry, ...]
    pence: int


def show_variations(store: Store, person: str, asked: VariationsAsked) -> VariationRegister:
    """Return the variation register of a contract up to a month."""
    require(person_now(store, person), Action.VIEW_PAYMENT, asked.contract)
    return variation_register(ledger_of(store, asked.contract, asked.as_known_on), months.parse(asked.month))


def variation_register(ledger: Ledger, month: Month) -> VariationRegister:
    """Return the variation register of a contract as its ledger knows it, up to a month."""
    agreed, known_on = ledger.frozen.contract, ledger.frozen.known_on
    signed = sorted((each for each in agreed.variations if each.known <= known_on), key=lambda each: str(each.signed))
    nets = [_net(_with(ledger, signed[:count]), month) for count in range(len(signed))]
    nets.append(_net(ledger, month))
    entries = tuple(_entry(each, after - before) for each, (before, after) in zip(signed, pairwise(nets), strict=True))
    return VariationRegister(
        contract=agreed.id,
        title=agreed.contract.title,
        month=months.label(month),
        entries=entries,
        pence=nets[-1] - nets[0],
    )


def _entry(of: Variation, pence: int) -> VariationEntry:
    said = of.model_dump(include={"ref", "title", "signed", "effective", "known"})
    return VariationEntry(**said, changes=tuple(of.changes.items()), pence=pence)


def _net(ledger: Ledger, month: Month) -> int:
    return sum(int(row["net"]) for at, row in ledger.net.items() if at <= month)


def _with(ledger: Ledger, variations: list[Variation]) -> Ledger:
    return work_out(varied_to(ledger.frozen, _contract(ledger.frozen, {each.ref for each in variations})))


def _contract(frozen: Frozen, refs: set[str]) -> Contract:
    """Return the contract with the variations of some references alone."""
    source = read_source(frozen.file.text, frozen.contract.id)
    assert isinstance(source.tree, dict)
    listed = source.tree.get("variations", [])
    kept: list[Tree] = [each for each in listed if isinstance(each, dict) and each.get("ref") in refs]
    alone = dataclasses.replace(source, tree={**source.tree, "variations": kept})
    return validated(Contract, with_variations(alone)[0])
