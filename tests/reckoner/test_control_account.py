"""The control account on the command line: rows of one fund told apart by their VAT, and what they add up to."""

from pathlib import Path

from store.clock import stand_still
from tests.reckoner.running import Desk
from tests.statements.fenland import CONTRACT, OFFICER, at, fenland, returned, sent
from tests.statements.test_ending import text, vat
from tests.statements.test_funds import heated

HEATED = heated(text(more=vat("standard"))).replace("fund: schools grant", "fund: general fund")
"""£100,000.00 a month at the standard rate and £25,000.00 of heat, exempt, of one fund."""


def printed(folder: Path, contract: str) -> list[list[str]]:
    """The control account of April and May, a return for each, by words: 80 of 100 take off £500.00, 95 nothing."""
    with fenland(folder, contract) as (store, clock):
        for month, now, filled in (("2018-04", "2018-05-04 09:00", "80"), ("2018-05", "2018-06-05 09:00", "95")):
            clock.now = at(now)
            assert sent(store, returned(month, filled, text=contract)).became == "accepted"
    stand_still(folder, at("2018-06-05 09:00"))
    ran = Desk(folder).run("account", CONTRACT, "2018-05", person=OFFICER)
    assert (ran.code, ran.err) == (0, "")
    return [line.split() for line in ran.out.splitlines()]


def test_rows_of_one_fund_have_their_vat_code_and_add_up(tmp_path: Path) -> None:
    rows = printed(tmp_path / "store", HEATED)
    assert rows[1][:5] == ["Month", "Fund", "VAT", "State", "Charge"]
    april = [row for row in rows if row[:2] == ["Apr", "2018"]]
    assert [(row[4], row[6], row[7]) for row in april] == [
        ("exempt", "£25,000.00", "£0.00"),
        ("standard", "£100,000.00", "£500.00"),
    ]
    # Twice £125,000.00, less April's £500.00.
    (total,) = (row for row in rows if row[:1] == ["Total"])
    assert (total[1], total[2], total[-2]) == ("£250,000.00", "£500.00", "£249,500.00")


def test_a_contract_that_states_no_vat_has_no_codes(tmp_path: Path) -> None:
    rows = printed(tmp_path / "store", text())
    assert rows[1][:4] == ["Month", "Fund", "State", "Charge"]
    assert [row[1:3] for row in rows if row[:1] == ["Total"]] == [["£200,000.00", "£500.00"]]
