"""How a month's statement stands when a step is to be taken, and the write that records the step.

Every step is checked inside the write that records it, so that two people at once cannot both take it. What stands
against a step can also be asked before it is offered.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from duckdb import DuckDBPyConnection

from contracts import months
from contracts.london import LONDON
from contracts.months import Month
from statements import drafting
from statements.documents import Statement
from statements.freeze import freeze
from statements.ledger import Ledger
from statements.ledgers import ledger_seen
from statements.life.refusals import AnotherDraft
from statements.life.stage import Life, life_of
from statements.of_other_months import worked_out
from store import settlement
from store.contract_versions import contract_version
from store.moments import shown
from store.session import Store, Writing
from store.settlement import Settlement


@dataclass(frozen=True)
class Standing:
    """How far the statement of a contract's month has come, as a cursor of the store sees it."""

    store: Store
    cursor: DuckDBPyConnection
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
        return ledger_seen(self.store, self.cursor, self.contract)

    def drawn_now(self) -> Statement:
        """Return the statement on what is known now."""
        return drafting.statement(self.ledger, self.month)


@dataclass(frozen=True)
class Step(Standing):
    """A step about to be taken: how the statement stands, and the write that records it."""

    writing: Writing

    def drawn_again(self) -> Statement:
        """Return the statement with what this step has recorded so far, which nobody else can see yet."""
        known = shown(self.writing.at)
        return drafting.statement(worked_out(freeze(self.cursor, self.contract, known)), self.month)


@contextmanager
def step_of(  # noqa: PLR0913, PLR0917 -- a step has these parts
    store: Store, person: str, action: str, contract: str, month: Month, draft: int | None = None
) -> Iterator[Step]:
    """Begin a step of a month's statement; it is recorded as a whole or not at all.

    ``draft`` is the one that the person had before them, where that is known: nobody answers or certifies another.

    Raises:
        AnotherDraft: it is not the last one sent.
    """
    subject = f"{contract} {months.label(month)}"
    with store.write(person, action, subject) as writing:
        kept = settlement.settlement(writing.cursor, contract)
        life = _life(writing.cursor, contract, month, kept, shown(writing.at))
        if draft is not None and life.sent is not None and draft != life.sent.draft:
            raise AnotherDraft(month, draft, life.sent.draft)
        yield Step(store, writing.cursor, contract, kept, life, writing)


@contextmanager
def standing_of(store: Store, contract: str, month: Month) -> Iterator[Standing]:
    """Look at how a month's statement stands, without a step."""
    with store.read() as cursor:
        kept = settlement.settlement(cursor, contract)
        yield Standing(store, cursor, contract, kept, _life(cursor, contract, month, kept, store.clock()))


def _life(cursor: DuckDBPyConnection, contract: str, month: Month, kept: Settlement, now: datetime) -> Life:
    version = contract_version(cursor, contract)
    today = now.astimezone(LONDON).date()
    rules = version.file(today).contract.statement
    return life_of(kept, month, today, rules.reply, rules.dispute)
