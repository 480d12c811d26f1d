"""The register of relief: what was asked for, what was decided, and what each takes off a month's deductions."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import partial

from duckdb import DuckDBPyConnection
from pydantic import BaseModel

from contracts import months
from contracts.months import Month
from contracts.terms.spans import statement_offset
from statements.asked import Moment
from statements.documents import Document
from statements.drafting import require_month
from statements.freeze import CutOff, freeze
from statements.ledger import Ledger
from statements.ledgers import ledger_seen
from statements.of_other_months import worked_out
from statements.relief_shown import effect_said, set_aside_of
from store.moments import shown
from store.people import names, person_now
from store.policy import Action, decide, require
from store.relief import Answer, Relief
from store.session import Store


class ReliefRegisterAsked(BaseModel):
    """Asks for the register of relief; with a month, for what each takes off its statement. Without a moment, now."""

    contract: str
    month: str | None = None
    as_known_on: Moment | None = None


class ReliefWorth(Document):
    """What a month's charge less its deductions comes to with relief and without it, in pence.

    All other relief stands as it is decided. What waits for a decision is shown as if it were agreed. ``set_aside`` are
    the indicators whose figure without it is used, because it would make them dearer.
    """

    with_it: int
    without_it: int
    set_aside: tuple[str, ...]


class ReliefEntry(Document):
    """Relief on the register: what it does in words, for what, why, who asked, and what was decided by whom.

    ``says`` names cases, and ``rows`` has their keys, only for those who may see cases. ``worth`` is None where no
    month was asked about, where the relief is for others, or where it was refused.
    """

    relief: int
    effect: str
    says: str
    indicators: tuple[str, ...]
    first: str
    last: str
    rows: tuple[str, ...]
    notice_day: date
    cause: str
    particulars: str
    asked_by: str
    asked_at: datetime
    decision: Answer | None
    reference: str
    decided_by: str
    decided_at: datetime | None
    worth: ReliefWorth | None

    @property
    def waits(self) -> bool:
        """Whether nothing is decided about it yet."""
        return self.decision is None


class ReliefRegister(Document):
    """Every relief that was asked for under a contract, by its number; ``month`` is what ``worth`` is of."""

    contract: str
    title: str
    month: str | None
    entries: tuple[ReliefEntry, ...]

    @property
    def waiting(self) -> tuple[int, ...]:
        """The numbers of those that wait for a decision."""
        return tuple(each.relief for each in self.entries if each.waits)


def show_register(store: Store, person: str, asked: ReliefRegisterAsked) -> ReliefRegister:
    """Return the register of relief, with the cases it names if the person may see them.

    Raises:
        NotAllowed: the person may not look.
        NoSuchMonth, NoStatementYet, NoIndexValue: there is no statement for the month.
    """
    who = person_now(store, person)
    require(who, Action.VIEW_PAYMENT, asked.contract)
    with_cases = decide(who, Action.VIEW_CASES, asked.contract).allowed
    month = months.parse(asked.month) if asked.month else None
    with store.read() as cursor:
        ledger = ledger_seen(store, cursor, asked.contract, asked.as_known_on)
        if month is not None:
            require_month(ledger, month)
        entry = partial(_entry, people=names(cursor), with_cases=with_cases)
        entries = tuple(entry(one, worth=_worth(cursor, ledger, one, month)) for one in ledger.frozen.relief)
    return ReliefRegister(
        contract=asked.contract,
        title=ledger.frozen.contract.contract.title,
        month=months.label(month) if month is not None else None,
        entries=entries,
    )


def _entry(one: Relief, *, people: Mapping[str, str], with_cases: bool, worth: ReliefWorth | None) -> ReliefEntry:
    assert one.asked_at is not None
    return ReliefEntry(
        relief=one.relief,
        effect=one.effect,
        says=effect_said(one, with_cases=with_cases),
        indicators=one.indicators,
        first=months.label(one.first),
        last=months.label(one.last),
        rows=one.case_keys if with_cases else (),
        notice_day=one.notice_day,
        cause=one.cause,
        particulars=one.particulars,
        asked_by=people[one.person],
        asked_at=shown(one.asked_at),
        decision=one.decision,
        reference=one.reference or "",
        decided_by=people[one.decided_by] if one.decided_by else "",
        decided_at=shown(one.decided_at) if one.decided_at else None,
        worth=worth,
    )


def _worth(cursor: DuckDBPyConnection, ledger: Ledger, one: Relief, month: Month | None) -> ReliefWorth | None:
    """Work the contract out once more: without relief that was agreed, or with what waits for a decision."""
    if month is None or one.decision == "refused":
        return None
    measured = Month(month - statement_offset(ledger.frozen.contract))
    if not one.first <= measured <= one.last:
        return None
    other: Answer = "refused" if one.decision == "agreed" else "agreed"
    cut_off = CutOff(ledger.frozen.known_at, supposing=(one.relief, other))
    supposed = worked_out(freeze(cursor, ledger.frozen.contract.id, cut_off))
    with_it, without_it = (ledger, supposed) if one.decision == "agreed" else (supposed, ledger)
    return ReliefWorth(
        with_it=int(with_it.net[month]["net"]),
        without_it=int(without_it.net[month]["net"]),
        set_aside=tuple(set_aside_of(with_it, one, measured)),
    )
