"""The notes on the charts of a contract's indicators, as the charts and their readers take them."""

from collections.abc import Sequence

from contracts import months
from contracts.months import Month
from metrics.trends.options import Event, Rebase
from statements.documents import ChartNoteShown
from statements.ledger import Ledger
from store.chart_notes import ChartNote


def notes_until(ledger: Ledger, month: Month, indicator: str | None = None) -> tuple[ChartNote, ...]:
    """Return the notes up to a month, on one indicator's chart or on all."""
    standing = ledger.frozen.chart_notes
    return tuple(each for each in standing if each.month <= month and indicator in (None, each.indicator))


def rebases_of(notes: Sequence[ChartNote]) -> tuple[Rebase, ...]:
    """Return the decisions among some notes, as the charts take them."""
    return tuple(
        Rebase(each.indicator, months.first_day(each.month), each.words) for each in notes if each.kind == "rebase"
    )


def events_of(notes: Sequence[ChartNote]) -> tuple[Event, ...]:
    """Return the events among some notes, as the charts take them."""
    return tuple(
        Event(each.indicator, months.first_day(each.month), each.words) for each in notes if each.kind == "event"
    )


def shown_of(notes: Sequence[ChartNote]) -> tuple[ChartNoteShown, ...]:
    """Return notes as documents."""
    return tuple(
        ChartNoteShown(
            note=each.note,
            kind=each.kind,
            month=months.label(each.month),
            words=each.words,
            person=each.person,
            known_at=each.known_at,
        )
        for each in notes
    )
