"""What is expected of the year on the board: kept beside the pages, and gone as soon as something has changed."""

from dataclasses import replace
from pathlib import Path

import pytest

from contracts import months
from dashboard import data, expecting
from dashboard.figures import takeaway
from statements.ledgers import ledger_of
from statements.outlook.documents import PoundsOutlook
from statements.trends import latest_month
from tests.dashboard.small_store import CONTRACT, filled

SAID = "In eight of ten futures £98,000 to £130,000 is deducted in April 2017 to March 2018."
MADE = PoundsOutlook(
    id="deducted",
    title="Deducted",
    so_far=0,
    so_far_until=None,
    low=98_000_00,
    high=130_000_00,
    straight_line=None,
    months=(),
    range_said=SAID,
    finding=SAID,
    earlier=12,
)


def test_a_month_has_its_outlook_once_it_was_worked_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(expecting, "_kept", {})
    contract = CONTRACT.contract.id
    with filled(tmp_path / "store") as store:
        month = latest_month(ledger_of(store, contract))
        seen = data.in_view(store, contract, month)
        assert expecting.told(store, seen) is None
        expecting.work_out(store, contract, lambda: False)
        assert expecting.told(store, seen) is None, "it was given up"
        expecting.work_out(store, contract, lambda: True)
        told = expecting.told(store, seen)
        assert told is not None
        assert told.pounds.range_said.startswith("In eight of ten futures ")
        assert set(told.to_come) == {each.id for each in seen.contract.indicators}
        later = replace(seen, month=months.Month(month + 1))
        assert expecting.told(store, later) is None


def test_the_board_says_a_range_that_earlier_outlooks_bear_out(tmp_path: Path) -> None:
    with filled(tmp_path / "store") as store:
        seen = data.in_view(store, CONTRACT.contract.id, latest_month(ledger_of(store, CONTRACT.contract.id)))
    assert takeaway.of_board(seen, MADE).endswith(SAID)
    assert SAID not in takeaway.of_board(seen, MADE.model_copy(update={"earlier": 0}))
    assert SAID not in takeaway.of_board(seen)
