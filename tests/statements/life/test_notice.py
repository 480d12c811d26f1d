"""Notice of what a cap carries to a later month: it was given with the month it comes from, or never.

A failure costs £500.00, of which a cap lets £300.00 through in its month and £200.00 in the next. Notice of April's
deductions is due by 15 May 2018, of May's by 14 June.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from store.session import Store
from tests.statements.fenland import Clock, at, returned, sent, stating
from tests.statements.life.libraries import (
    NOTICE,
    agreed_text,
    certify,
    decided,
    libraries,
    reply,
    send,
    shown,
    statement,
)

CAP = """\
caps:
  - {id: month, per: month, applies_to: all, amount: LIMIT, limits: [performance], excess: carried,
     expires_after: {months: 6}, at_end: extinguished, clause: "7.2"}
"""
MAY_9, MAY_16 = "2018-05-09 09:00", "2018-05-16 09:00"
JUNE_5, JUNE_20 = "2018-06-05 09:00", "2018-06-20 09:00"


def carrying(limit: str = "£300.00", notice: str = NOTICE) -> str:
    """The contract file with a time for notice and a cap whose excess is carried."""
    return stating(agreed_text(), notice).replace("caps: []\n", CAP.replace("LIMIT", limit))


def hand_in(store: Store, month: str, filled: str, text: str) -> None:
    assert sent(store, returned(month, filled, text=text), because="Counted again.").became == "accepted"


@contextmanager
def april_sent(folder: Path, text: str, on: str, filled: str = "80") -> Iterator[tuple[Store, Clock]]:
    """April failed unless said otherwise, was sent on a day and certified; May has come and did not fail."""
    with libraries(folder / "store", text) as (store, clock):
        clock.now = at(MAY_9)
        hand_in(store, "2018-04", filled, text)
        clock.now = at(on)
        send(store, "2018-04")
        reply(store, "2018-04", "agreed")
        certify(store, "2018-04")
        clock.now = at(JUNE_5)
        hand_in(store, "2018-05", "95", text)
        yield store, clock


def told(store: Store, month: str) -> list[tuple[str, int]]:
    """The lines of a month that take something off or give it back."""
    lines = statement(store, month).lines
    return [(line.kind, line.amount) for line in lines if line.kind in ("performance", "decision") and line.amount]


@pytest.mark.parametrize("today", [JUNE_5, JUNE_20])
def test_what_was_notified_with_the_month_it_comes_from_stays(tmp_path: Path, today: str) -> None:
    with april_sent(tmp_path, carrying(), MAY_9) as (store, clock):
        assert told(store, "2018-04") == [("performance", -300_00)]
        clock.now = at(today)
        assert shown(store, "2018-05").lapses == 0
        send(store, "2018-05")
        assert told(store, "2018-05") == [("performance", -200_00)]


@pytest.mark.parametrize("today", [JUNE_5, JUNE_20])
def test_what_was_not_notified_with_the_month_it_comes_from_lapses_too(tmp_path: Path, today: str) -> None:
    with april_sent(tmp_path, carrying(), MAY_16) as (store, clock):
        assert told(store, "2018-04") == [("performance", -300_00), ("decision", 300_00)]
        clock.now = at(today)
        # Nothing lapses by itself, here as elsewhere: sending May's statement puts it on record.
        assert (shown(store, "2018-05").lapses, told(store, "2018-05")) == (200_00, [("performance", -200_00)])
        life = send(store, "2018-05")
        assert (life.changed_since_sent, life.lapses) == (False, 0)
        assert told(store, "2018-05") == [("performance", -200_00), ("decision", 200_00)]
        assert "due by 15 May 2018, and none was given" in statement(store, "2018-05").lines[2].words


def test_what_was_carried_in_full_was_notified_with_its_month_or_not(tmp_path: Path) -> None:
    # The £300.00 that April allows is F1's; F2's £500.00 stands at nil on April's statement, which is late.
    text = carrying()
    with libraries(tmp_path / "store", text) as (store, clock):
        clock.now = at(MAY_9)
        assert sent(store, returned("2018-04", "80", "12", text=text)).became == "accepted"
        clock.now = at(MAY_16)
        send(store, "2018-04")
        reply(store, "2018-04", "agreed")
        certify(store, "2018-04")
        clock.now = at(JUNE_5)
        hand_in(store, "2018-05", "95", text)
        # May allows £300.00: what is left of F1, £200.00, and £100.00 of F2.
        assert told(store, "2018-05") == [("performance", -200_00), ("performance", -100_00)]
        assert shown(store, "2018-05").lapses == 300_00


def test_what_was_decided_otherwise_about_what_is_carried_stays_so(tmp_path: Path) -> None:
    with april_sent(tmp_path, carrying(), MAY_16) as (store, _):
        decided(store, "2018-05", 2, 50_00)
        assert shown(store, "2018-05").lapses == 0
        send(store, "2018-05")
        # £200.00 less the £50.00 that are waived.
        assert told(store, "2018-05") == [("performance", -200_00), ("decision", 50_00)]


@pytest.mark.parametrize(("today", "lapses"), [(JUNE_5, 0), (JUNE_20, 200_00)])
def test_what_no_draft_of_its_month_could_name_is_notified_with_the_month_that_charges_it(
    tmp_path: Path, today: str, lapses: int
) -> None:
    # April did not fail as certified. Counted again it does: £300.00 are adjusted, which needs no notice, and May
    # is charged the rest, of which May's statement is the first notice.
    with april_sent(tmp_path, carrying(), MAY_9, filled="95") as (store, clock):
        hand_in(store, "2018-04", "80", carrying())
        clock.now = at(today)
        assert shown(store, "2018-05").lapses == lapses
        send(store, "2018-05")
        assert statement(store, "2018-05").net == 100_000_00 - 300_00 - (200_00 - lapses)


def test_it_stands_all_the_same_where_the_contract_says_so(tmp_path: Path) -> None:
    text = carrying(notice=NOTICE.replace("the deduction lapses", "the deduction stands"))
    with april_sent(tmp_path, text, MAY_16) as (store, clock):
        clock.now = at(JUNE_20)
        send(store, "2018-05")
        assert (told(store, "2018-04"), told(store, "2018-05")) == (
            [("performance", -300_00)],
            [("performance", -200_00)],
        )


def test_the_last_day_for_notice_is_said_until_it_was_given_in_time(tmp_path: Path) -> None:
    text = stating(agreed_text(), NOTICE)
    with libraries(tmp_path / "store", text) as (store, clock):
        clock.now = at("2018-05-15 09:00")
        hand_in(store, "2018-04", "80", text)
        assert shown(store, "2018-04").notice == "Notice of the month's own deductions is due by 15 May 2018."
        clock.now = at(MAY_16)
        assert shown(store, "2018-04").notice == "Notice of the month's own deductions was due by 15 May 2018."
        clock.now = at("2018-05-15 17:00")
        assert send(store, "2018-04").notice == ""
        clock.now = at(MAY_16)
        assert shown(store, "2018-04").notice == ""


def test_a_statement_sent_late_leaves_the_day_said_until_it_is_certified(tmp_path: Path) -> None:
    text = stating(agreed_text(), NOTICE)
    with libraries(tmp_path / "store", text) as (store, clock):
        clock.now = at(MAY_9)
        hand_in(store, "2018-04", "80", text)
        clock.now = at(MAY_16)
        assert "was due by 15 May 2018" in send(store, "2018-04").notice
        reply(store, "2018-04", "agreed")
        certify(store, "2018-04")
        assert shown(store, "2018-04").notice == ""
