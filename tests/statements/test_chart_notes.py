"""Events and rebases on record: what charts and signals make of them, and what is refused and changes nothing."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from contracts import months
from contracts.errors import ReckonerError
from statements.chart_notes import (
    FEW,
    NoChart,
    NoFigureThere,
    NoSuchNote,
    NotedAlready,
    NothingBefore,
    NotOfTheContract,
    TooManyWords,
)
from statements.history import NoSuchIndicator
from statements.operations import OPERATIONS
from statements.recording import NothingSaid
from statements.trend_documents import Trend
from store.opener import open_store
from store.policy import NotAllowed
from store.session import Store
from tests.demonstration import CONTRACT, copied, made_once

OFFICER = "a.clarke"
NOW = datetime(2018, 5, 4, 8, 15, tzinfo=UTC)


@pytest.fixture
def own(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Iterator[Store]:
    with open_store(copied(made_once(tmp_path_factory), tmp_path / "store"), clock=lambda: NOW) as store:
        yield store


def done(store: Store, name: str, person: str = OFFICER, **said: Any) -> Any:
    operation = OPERATIONS[name]
    return operation.run(store, person, operation.request.model_validate({"contract": CONTRACT, **said}))


def note(store: Store, kind: str, month: str, words: str, indicator: str = "OP2", *, person: str = OFFICER) -> int:
    said = {"indicator": indicator, "month": month, "kind": kind, "words": words}
    return int(done(store, "note-on-chart", person, **said).note)


def trend(store: Store, indicator: str = "OP2", **said: Any) -> Trend:
    (found,) = done(store, "trend", "r.levene", indicator=indicator, **said).trends
    assert isinstance(found, Trend)
    return found


def signalled(store: Store) -> set[str]:
    return {each.indicator for each in done(store, "board", "r.levene", month="2018-03").signals}


def test_a_rebase_parts_the_chart_for_everybody_and_the_signals_follow(own: Store) -> None:
    assert [each.at for each in trend(own).proposed_rebases] == ["2017-04"]
    assert "OP2" in signalled(own)
    number = note(own, "rebase", "2017-04", "The definition counts visits from here on.")
    rebased = trend(own)
    # Twelve months of which August has no figure worth one, so the limits are provisional and nothing is signalled.
    assert [each.first for each in rebased.groups] == ["2016-04", "2017-04"]
    assert rebased.groups[1].mean == pytest.approx(
        sum(each.value or 0 for each in rebased.points[12:] if each.value) / 11
    )
    assert rebased.proposed_rebases == ()
    assert [(each.note, each.kind, each.month, each.person) for each in rebased.noted] == [
        (number, "rebase", "2017-04", "A. Clarke")
    ]
    assert "OP2" not in signalled(own)
    # A month before it is drawn as it was.
    assert [each.first for each in trend(own, month="2017-03").groups] == ["2016-04"]


def test_what_is_withdrawn_counts_no_more_and_its_month_is_free_again(own: Store) -> None:
    number = note(own, "rebase", "2017-04", "The definition changed.")
    done(own, "withdraw-note", note=number, reason="It hid a decline.")
    assert len(trend(own).groups) == 1
    with pytest.raises(NoSuchNote, match=f"has no note {number} that stands"):
        done(own, "withdraw-note", note=number, reason="Again.")
    # Withdrawn, the month is free for another decision.
    note(own, "rebase", "2017-04", "The definition changed, as variation 2 says.")


def test_the_sample_s_events_are_told_and_change_no_figure(own: Store) -> None:
    told = trend(own, "SP1")
    assert [(each.kind, each.month, each.words) for each in told.noted] == [
        ("event", "2016-07", "Second casework team"),
        ("event", "2018-01", "Two caseworkers taken on"),
    ]
    assert len(told.groups) == 1
    # Noted on 12 August 2016 and 12 January 2018.
    assert [each.month for each in trend(own, "SP1", as_known_on="2017-12-01T00:00:00Z").noted] == ["2016-07"]
    assert trend(own, "SP1", as_known_on="2016-08-12T00:00:00Z").noted == ()


@pytest.mark.parametrize(
    ("said", "refused", "words"),
    [
        (("rebase", "2017-08", "Why", "OP4"), NoFigureThere, "OP4 has no figure for August 2017"),
        (("rebase", "2016-04", "Why", "OP2"), NothingBefore, "April 2016 is the first figure of OP2"),
        (("rebase", "2017-04", "Why", "SP2"), NoChart, "SP2 follows a plan"),
        (("rebase", "2017-04", "Why", "MS1"), NoChart, "MS1 is met or not met"),
        (("rebase", "2017-04", " \n ", "OP2"), NothingSaid, "The reason is empty"),
        (("event", "2017-04", "", "OP2"), NothingSaid, "What happened is empty"),
        (("event", "2016-03", "Too early", "OP2"), NotOfTheContract, "runs from April 2016 to March 2023"),
        (("event", "2023-04", "Too late", "OP2"), NotOfTheContract, "Found April 2023"),
        (("event", "2017-04", "x" * (FEW + 1), "OP2"), TooManyWords, "takes 61 characters; at most 60"),
        (("event", "2016-07", "Second casework team", "SP1"), NotedAlready, "as note 1"),
        (("event", "2017-04", "Why", "ZZ9"), NoSuchIndicator, "Found “ZZ9”"),
        (("event", "2017-13", "Why", "OP2"), months.NotAMonth, "2017-13"),
    ],
)
def test_what_is_refused_says_why_and_changes_nothing(
    store: Store, said: tuple[str, str, str, str], refused: type[ReckonerError], words: str
) -> None:
    version = store.version
    with pytest.raises(refused, match=words):
        note(store, *said)
    assert store.version == version


def test_one_month_begins_anew_once(own: Store) -> None:
    note(own, "rebase", "2017-04", "The definition changed.")
    with pytest.raises(NotedAlready, match="begins anew from April 2017"):
        note(own, "rebase", "2017-04", "For another reason.")


def test_officers_alone_note_and_withdraw(store: Store) -> None:
    for person in ("r.levene", "j.osei", "t.nowak", "m.iqbal"):
        with pytest.raises(NotAllowed):
            note(store, "event", "2017-04", "A visit", person=person)
        with pytest.raises(NotAllowed):
            done(store, "withdraw-note", person, note=1, reason="Why")
