"""The working of a percentage names the lines that it is of, where the contract names some."""

from pathlib import Path

import pytest

from contracts import months
from statements import drafting
from statements.documents import Statement
from statements.ledgers import ledger_of
from tests.statements.fenland import CONTRACT, at, contract_text, fenland, returned, sent, stating

FEE = (
    "    - {id: fee, title: Fee, fund: general fund, vat: standard, pass_through: no,\n"
    '       annual: {2018-04: "£1,200,000.00"}, clause: "2.1"}\n'
)
RENT = FEE.replace("id: fee, title: Fee", "id: rent, title: Rent").replace("1,200,000", "240,000")
MOBILE = FEE.replace("id: fee, title: Fee", "id: mobile, title: Mobile library").replace("1,200,000", "120,000")
CAP = (
    "caps:\n  - {id: c, per: month, applies_to: all, percent: 1, of: the month's charge, charge_lines: [mobile, fee],"
    ' limits: [performance], excess: extinguished, clause: "9"}\n'
)
POINT = """point: {percent: 0.5, of: the month's charge, charge_lines: [fee, mobile], clause: "7.1"}"""


def _drawn(folder: Path, text: str, of: str) -> Statement:
    """April 2018, in which F1 fails, which costs 2% of some lines, and F2."""
    text = text.replace("status: missed, fails: yes, points: 5", "status: missed, fails: yes, percent: 2", 1)
    text = text.replace("    bands: shares\n", f"    charge_lines: [{of}]\n    bands: shares\n")
    with fenland(folder / "store", text) as (store, clock):
        clock.now = at("2018-05-03 09:00")
        sent(store, returned("2018-04", "80", "12", text=text))
        return drafting.statement(ledger_of(store, CONTRACT), months.parse("2018-04"))


@pytest.fixture(scope="module")
def april(tmp_path_factory: pytest.TempPathFactory) -> Statement:
    """F1 costs 2% of the mobile library's charge, F2 5 points at 0.5% of it and the fee; a cap holds 1% of both."""
    text = contract_text().replace(FEE, FEE + MOBILE + RENT).replace("caps: []\n", CAP)
    text = text.replace('point: {pounds: "£100.00", clause: "7.1"}', POINT)
    return _drawn(tmp_path_factory.mktemp("bases"), text, of="mobile")


def test_the_working_names_the_lines_of_each_percentage(april: Statement) -> None:
    said = {line.indicator: {each.says: each.figures for each in line.sums} for line in april.lines if line.indicator}
    assert said["F1"]["Share of the charge"] == "2% × £10,000.00 (the charge for Mobile library) = £200.00"
    assert said["F2"]["Pounds a point"] == "0.5% × £110,000.00 (the charge for Fee and Mobile library) = £550.00"
    assert said["F2"]["Points in pounds"] == "5 × £550.00 = £2,750.00"


def test_the_working_says_what_a_cap_of_named_lines_allows(april: Statement) -> None:
    (capped,) = (line for line in april.lines if line.indicator == "F2")
    # £200.00 of £1,100.00 is F1's; £900.00 is left for £2,750.00.
    assert capped.amount == -900_00
    said = {each.says: each.figures for each in capped.sums}
    assert said["Allowed: 1% of the month's charge for Fee and Mobile library"] == "£1,100.00"
    assert said["Cap per month, clause 9"] == "£1,850.00 not deducted"


VISITS = """unit_prices:
  - {id: visits, title: Visits, fund: general fund, vat: standard, volume_of: F2, minimum: none, maximum: none,
     missing: nothing, slices_run: within the month, slices: [{above: 0, price: "£10.00"}], clause: "2.2"}
"""


@pytest.fixture(scope="module")
def of_visits(tmp_path_factory: pytest.TempPathFactory) -> Statement:
    """F1 costs 2% of the fee and of paid visits, F2 5 points at 2% of these; a cap holds 150% of them."""
    text = stating(contract_text(), VISITS).replace("caps: []\n", CAP.replace("percent: 1,", "percent: 150,"))
    text = text.replace("charge_lines: [mobile, fee]", "charge_lines: [visits]")
    point = POINT.replace("percent: 0.5", "percent: 2").replace("[fee, mobile]", "[visits]")
    text = text.replace('point: {pounds: "£100.00", clause: "7.1"}', point)
    return _drawn(tmp_path_factory.mktemp("visits"), text, of="visits, fee")


def test_the_working_names_what_is_paid_beside_the_charge(of_visits: Statement) -> None:
    lines = {line.indicator: line for line in of_visits.lines if line.indicator}
    said = {name: {each.says: each.figures for each in line.sums} for name, line in lines.items()}
    # 12 visits at £10.00.
    assert said["F1"]["Share of what is paid"] == "2% × £100,120.00 (what is paid for Fee and Visits) = £2,002.40"
    assert said["F2"]["Pounds a point"] == "2% × £120.00 (what is paid for Visits) = £2.40"
    assert said["F1"]["Allowed: 150% of what the month pays for Visits"] == "£180.00"
    assert (lines["F1"].amount, lines["F2"].amount) == (-180_00, 0)


def test_the_cells_behind_what_is_paid_stand_behind_its_percentage(of_visits: Statement) -> None:
    (failed,) = (line for line in of_visits.lines if line.indicator == "F1")
    (visits,) = (line for line in of_visits.lines if line.title == "Visits")
    own, behind = failed.evidence
    assert own.cells != behind.cells == visits.evidence[0].cells
    assert behind.says == "as stated by the provider, behind Visits"
