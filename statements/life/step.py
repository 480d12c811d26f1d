"""One step of a statement's life: the write that records it, with how far the statement has come in it.

Every step is checked inside the write that records it, so that two people at once cannot both take it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property

from contracts import loading, months
from contracts.london import LONDON
from contracts.months import Month
from statements import drafting
from statements.documents import Statement
from statements.freeze import NoSuchContract, freeze
from statements.ledger import Ledger
from statements.ledgers import ledger_seen
from statements.life.stage import Life, life_of
from statements.of_other_months import worked_out
from store import settlement
from store.contract_versions import contract_version
from store.moments import shown
from store.session import Store, Writing
from store.settlement import Settlement


@dataclass(frozen=True)
class Step:
    """A step about to be taken: the write that records it, and how far the month's statement has come."""

    store: Store
    writing: Writing
    contract: str
    kept: Settlement
    life: Life

    @property
    def month(self) -> Month:
        """The statement's month."""
        return self.life.month

    @cached_property
    def ledger(self) -> Ledger:
        """The contract worked out on everything known now: only some steps need it."""
        return ledger_seen(self.store, self.writing.cursor, self.contract)

    def drawn_now(self) -> Statement:
        """Return the statement on what is known now."""
        return drafting.statement(self.ledger, self.month)

    def drawn_again(self) -> Statement:
        """Return the statement with what this step has recorded so far, which nobody else can see yet."""
        known = shown(self.writing.at)
        return drafting.statement(worked_out(freeze(self.writing.cursor, self.contract, known)), self.month)


@contextmanager
def step_of(store: Store, person: str, action: str, contract: str, month: Month) -> Iterator[Step]:
    """Begin a step of a month's statement; it is recorded as a whole or not at all."""
    subject = f"{contract} {months.label(month)}"
    with store.write(person, action, subject) as writing:
        kept = settlement.settlement(writing.cursor, contract)
        yield Step(store, writing, contract, kept, _life(writing, contract, month, kept))


def _life(writing: Writing, contract: str, month: Month, kept: Settlement) -> Life:
    version = contract_version(writing.cursor, contract)
    if version is None:
        raise NoSuchContract(contract)
    today = shown(writing.at).astimezone(LONDON).date()
    rules = loading.load(version.source, contract, today).contract.statement
    return life_of(kept, month, today, rules.reply, rules.dispute)
