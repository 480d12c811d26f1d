"""A figure that is stated in time is the one that is priced where the contract says so, whether records come or not."""

from pathlib import Path

import pytest

from statements.ledgers import ledger_of
from tests.statements.fenland import CONTRACT, at, contract_text, fenland, month_of, returned, sent

_COUNTED = "measure: {from: indicators, counts: reservations filled within seven days, of: reservations}"
_SUMMED = "measure: {from: traded_services, sum: income, of: budget}"


@pytest.mark.parametrize(
    ("priced", "status", "deducted"),
    [
        # 95 of 100 was stated, and 90% is met. That no records came is the dataset's own failure, not the figure's.
        ("statement", "reported", 0),
        # The records count, and they did not come: as for a missing figure, £500.00 are withheld.
        ("records", "missing", 500_00),
    ],
)
def test_a_stated_figure_stands_without_records(tmp_path: Path, priced: str, status: str, deducted: int) -> None:
    text = contract_text().replace("datasets: [indicators]", "datasets: [indicators, traded_services]")
    text = text.replace(_COUNTED, _SUMMED)
    text = text.replace("records_differ_from_statement: records", f"records_differ_from_statement: {priced}")
    with fenland(tmp_path / "store", text) as (store, clock):
        clock.now = at("2018-05-03 09:00")
        sent(store, returned("2018-04", "95", text=text))
        clock.now = at("2018-05-20 09:00")
        ledger, april = ledger_of(store, CONTRACT), month_of("2018-04")
    assert ledger.data_statuses[1, april]["data_status"] == status
    assert ledger.net[april]["deducted"] == deducted
