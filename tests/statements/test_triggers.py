"""What is set off stays set off through a month that the contract skips in a run of failures."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from contracts import months
from statements import drafting
from statements.ledgers import ledger_of
from store.session import Store
from tests.statements.fenland import CONTRACT, at, contract_text, fenland, returned, sent

TRIGGERS = """\
triggers:
  - {id: plan due, when: 2 failures in a row, indicators: [F1], clause: "9.1"}
  - {id: critical failure, when: status missed, indicators: [F1], clause: "9.2"}
  - {id: persistent failure, when: 2 failures in 2 months, indicators: [F1], clause: "9.3"}
  - {id: warning, when: status missed or 2 failures in a row, indicators: [F1], clause: "9.4"}
"""
TEXT = contract_text().replace("triggers: none\n", TRIGGERS)


def _declared_nil(month: str) -> bytes:
    """A return in which no reservation was made, so that there was none to fill."""
    text = returned(month, "95", text=TEXT).decode()
    for before, after in (
        ("Reason if not reported,Commentary", "Nil activity,Reason if not reported,Commentary"),
        ("F1,95,100,95%,,", "F1,,,,yes,Every branch was shut.,"),
        ("F2,4,,4,,", "F2,4,,4,no,,"),
    ):
        assert before in text
        text = text.replace(before, after)
    return text.encode()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Where 80 of 100 were filled in April and in May, none was reserved in June, and 80 of 100 were filled in July."""
    with fenland(tmp_path / "store", TEXT) as (opened, clock):
        for month, day in (("2018-04", "05-03"), ("2018-05", "06-05"), ("2018-06", "07-04"), ("2018-07", "08-03")):
            clock.now = at(f"2018-{day} 09:00")
            file = _declared_nil(month) if month == "2018-06" else returned(month, "80", text=TEXT)
            assert sent(opened, file).became == "accepted"
        yield opened


def test_a_month_declared_nil_and_skipped_is_as_if_it_were_absent(store: Store) -> None:
    ledger = ledger_of(store, CONTRACT)
    found = {
        month: [(each.trigger, each.since) for each in drafting.board(ledger, months.parse(month)).triggers]
        for month in ("2018-04", "2018-05", "2018-06", "2018-07")
    }
    # May and June hold one failure of two months of the calendar, and June and July one as well.
    critical, warning = ("critical failure", "2018-04"), ("warning", "2018-04")
    assert found == {
        "2018-04": [critical, warning],
        "2018-05": [("plan due", "2018-05"), critical, ("persistent failure", "2018-05"), warning],
        "2018-06": [("plan due", "2018-05"), critical, warning],
        "2018-07": [("plan due", "2018-05"), critical, warning],
    }


def test_of_several_conditions_those_that_hold_are_named(store: Store) -> None:
    ledger = ledger_of(store, CONTRACT)
    boards = [drafting.board(ledger, months.parse(month)) for month in ("2018-04", "2018-05")]
    assert [each.triggers[-1].words for each in boards] == [
        "Status missed; set off since April 2018.",
        "Status missed and 2 failures in a row; set off since April 2018.",
    ]
