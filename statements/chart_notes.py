"""Noting events on an indicator's chart, deciding that it begins anew, and withdrawing a note.

The program only proposes where a chart might begin anew (`metrics.trends.proposals`): a person decides it here, with a
reason, since it can hide that things got worse. Nothing of this decides a pound.
"""

from collections.abc import Iterable
from typing import Final, Literal

from pydantic import BaseModel

from contracts import months
from contracts.contract import Contract
from contracts.errors import ReckonerError
from contracts.indicators import Indicator
from contracts.months import Month
from statements import history
from statements.asked import Text
from statements.documents import Document
from statements.ledger import Ledger
from statements.ledgers import ledger_of
from statements.recording import said
from statements.trends import follows_a_plan
from store import chart_notes as kept
from store.chart_notes import ChartNote, NewNote
from store.people import person_now
from store.policy import Action, require
from store.session import Store

FEW: Final = 60
"""Characters of an event: a few words that have to fit on a chart."""


class NoteAsked(BaseModel):
    """Notes on an indicator's chart what happened in a month, or that it begins anew from there, and why."""

    contract: str
    indicator: str
    month: str
    kind: Literal["event", "rebase"]
    words: str


class WithdrawalAsked(BaseModel):
    """Withdraws a note by its number, with the reason."""

    contract: str
    note: int
    reason: Text


class NoteRecorded(Document):
    """A note by the number it has."""

    contract: str
    note: int


class TooManyWords(ReckonerError):
    """An event that does not fit on a chart."""

    def __init__(self, found: int) -> None:
        super().__init__(
            f"What happened takes {found} characters; at most {FEW} fit on the chart. Say it in a few words, such as "
            "“Second casework team”. Nothing was recorded."
        )


class NotOfTheContract(ReckonerError):
    """An event in a month that the contract does not have."""

    def __init__(self, contract: Contract, month: Month) -> None:
        first, last = months.spoken(contract.first_month), months.spoken(contract.last_month)
        super().__init__(
            f"Found {months.spoken(month)}. The contract runs from {first} to {last}. Choose a month of it. "
            "Nothing was recorded."
        )


class NoChart(ReckonerError):
    """A rebase of an indicator that has no control chart."""

    def __init__(self, indicator: Indicator) -> None:
        why = "follows a plan" if follows_a_plan(indicator) else "is met or not met"
        super().__init__(
            f"{indicator.id} {why}, so it has no limits of usual variation that could begin anew. Nothing was recorded."
        )


class NoFigureThere(ReckonerError):
    """A rebase on a month in which the indicator has no figure."""

    def __init__(self, indicator: str, month: Month) -> None:
        super().__init__(
            f"{indicator} has no figure for {months.spoken(month)}, and a chart begins anew with a figure. "
            "Choose the first month with a figure from there on. Nothing was recorded."
        )


class NothingBefore(ReckonerError):
    """A rebase on the first figure."""

    def __init__(self, indicator: str, month: Month) -> None:
        super().__init__(
            f"{months.spoken(month)} is the first figure of {indicator}: the chart begins there as it is. "
            "Choose a later month. Nothing was recorded."
        )


class NotedAlready(ReckonerError):
    """The same note a second time."""

    def __init__(self, note: ChartNote) -> None:
        what = "The chart begins anew from" if note.kind == "rebase" else "The same event stands already in"
        super().__init__(
            f"{what} {months.spoken(note.month)} as note {note.note}: “{note.words}”. Withdraw that first if it is to "
            "be another. Nothing was recorded."
        )


class NoSuchNote(ReckonerError):
    """A number that no note on the contract's charts has, or not any more."""

    def __init__(self, contract: str, note: int, standing: Iterable[ChartNote]) -> None:
        known = ", ".join(f"{each.note} ({each.indicator})" for each in standing) or "none"
        super().__init__(f"“{contract}” has no note {note} that stands; those that do: {known}. Nothing was recorded.")


def record_note(store: Store, person: str, asked: NoteAsked) -> NoteRecorded:
    """Record an event, or the decision to begin a chart anew.

    Raises:
        NothingSaid, TooLong, TooManyWords, NoSuchIndicator, NotOfTheContract: as they say; nothing was recorded.
        NoChart, NoFigureThere, NothingBefore, NotedAlready: as they say; nothing was recorded.
    """
    require(person_now(store, person), Action.NOTE_ON_CHART, asked.contract)
    new = _checked(ledger_of(store, asked.contract), asked)
    with store.write(person, "note on chart", asked.contract, detail={"indicator": new.indicator}) as writing:
        _require_new(new, kept.chart_notes(writing.cursor, asked.contract))
        number = kept.record_note(writing, new)
        writing.detail.update(note=number, kind=new.kind, month=months.label(new.month))
    return NoteRecorded(contract=asked.contract, note=number)


def withdraw_note(store: Store, person: str, asked: WithdrawalAsked) -> NoteRecorded:
    """Withdraw a note; it stays on record, and counts for whoever asks as known before.

    Raises:
        NothingSaid, TooLong, NoSuchNote: as they say; nothing was recorded.
    """
    require(person_now(store, person), Action.NOTE_ON_CHART, asked.contract)
    reason = said("Why it is withdrawn", asked.reason)
    with store.write(person, "withdraw note", asked.contract, detail={"note": asked.note}) as writing:
        standing = kept.chart_notes(writing.cursor, asked.contract)
        if asked.note not in {each.note for each in standing}:
            raise NoSuchNote(asked.contract, asked.note, standing)
        kept.withdraw_note(writing, asked.note, reason)
    return NoteRecorded(contract=asked.contract, note=asked.note)


def _checked(ledger: Ledger, asked: NoteAsked) -> NewNote:
    agreed, month = ledger.frozen.contract, months.parse(asked.month)
    number = history.number_of(agreed, asked.indicator)
    words = said("What happened" if asked.kind == "event" else "The reason", asked.words)
    if not agreed.first_month <= month <= agreed.last_month:
        raise NotOfTheContract(agreed, month)
    if asked.kind == "rebase":
        _require_figure(ledger, number, month)
    elif len(words) > FEW:
        raise TooManyWords(len(words))
    return NewNote(agreed.id, asked.indicator, asked.kind, month, words)


def _require_figure(ledger: Ledger, number: int, month: Month) -> None:
    indicator = ledger.frozen.contract.indicators[number - 1]
    if follows_a_plan(indicator) or indicator.unit == "milestone":
        raise NoChart(indicator)
    figures = figured(ledger, number)
    if month not in figures:
        raise NoFigureThere(indicator.id, month)
    if month == figures[0]:
        raise NothingBefore(indicator.id, month)


def figured(ledger: Ledger, number: int) -> list[Month]:
    """Return the months in which an indicator has a figure that can be drawn, oldest first."""
    measured = sorted(month for of, month in ledger.measures if of == number)
    return [month for month in measured if history.drawn_value(ledger, number, month) is not None]


def _require_new(new: NewNote, standing: Iterable[ChartNote]) -> None:
    for each in standing:
        same = (each.indicator, each.kind, each.month) == (new.indicator, new.kind, new.month)
        if same and (new.kind == "rebase" or each.words == new.words):
            raise NotedAlready(each)
