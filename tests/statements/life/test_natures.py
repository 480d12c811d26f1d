"""Of what nature in law an adjustment is: that of the kinds of lines under its VAT code, as the contract puts them."""

from pathlib import Path

import pytest

from statements.operations import ContractAsked, record_contract
from tests.statements.fenland import OFFICER, at, stating
from tests.statements.life.libraries import agreed_text, libraries, settle, statement
from tests.statements.life.test_adjustments import VAT, hand_in

OUTSIDE_ALONE = "{code: outside, nature: compensation}"
DEARER = """variations:
  - {ref: V1, title: A dearer fee, signed: 2018-06-01, effective: 2018-04, known: 2018-06-01, replaces: this entry,
     changes: {charge.lines.fee.annual: "£1,320,000.00"}}
"""
OUTSIDE = VAT.replace("{standard: 20}", "{standard: 20, outside: 0}")
REPORTED = "{late: £50.00, missing: £50.00, per: dataset, additional: yes, clause: '3.2'}"


@pytest.mark.parametrize(
    ("deductions", "reporting", "under", "nature"),
    [
        ("{code: outside, nature: compensation}", "none", "outside", "compensation"),
        ("{code: standard, nature: price adjustment}", "none", "standard", "price adjustment"),
        # What stands under one code is put right together, so both natures are named.
        ("{code: standard, nature: debt}", REPORTED, "standard", "debt and compensation"),
        ("{split: as the charge, nature: debt}", "none", "standard", "debt"),
        ("{split: {outside: 1}, nature: compensation}", "none", "outside", "compensation"),
    ],
)
def test_an_adjustment_has_the_nature_of_what_stands_under_its_code(
    tmp_path: Path, deductions: str, reporting: str, under: str, nature: str
) -> None:
    text = stating(agreed_text(), OUTSIDE.replace("{code: standard, nature: price adjustment}", deductions))
    text = text.replace("reporting_failure: none", f"reporting_failure: {reporting}")
    with libraries(tmp_path / "store", text) as (store, clock):
        clock.now = at("2018-05-03 09:00")
        hand_in(store, "2018-04", "95", text=text)
        settle(store, "2018-04")
        clock.now = at("2018-06-05 09:00")
        hand_in(store, "2018-04", "80", text=text)
        hand_in(store, "2018-05", "80", text=text)
        # April fails by 5 points of £100.00 after all.
        (line,) = [line for line in statement(store, "2018-05").lines if line.kind == "adjustment"]
    assert (line.measured, line.vat, line.amount, line.nature) == ("2018-04", under, -500_00, nature)


def test_an_adjustment_of_a_price_alone_is_a_price_adjustment(tmp_path: Path) -> None:
    # Deductions stand under another code; the fee is £10,000.00 a month more from April, as signed on 1 June.
    text = stating(agreed_text(), OUTSIDE.replace("{code: standard, nature: price adjustment}", OUTSIDE_ALONE))
    dearer = text + DEARER
    with libraries(tmp_path / "store", text) as (store, clock):
        clock.now = at("2018-05-09 09:00")
        hand_in(store, "2018-04", "95", text=text)
        settle(store, "2018-04")
        clock.now = at("2018-06-08 09:00")
        record_contract(store, OFFICER, ContractAsked(file_name="fenland.yaml", text=dearer))
        hand_in(store, "2018-05", "95", text=dearer)
        (line,) = [line for line in statement(store, "2018-05").lines if line.kind == "adjustment"]
    assert (line.vat, line.amount, line.nature) == ("standard", 10_000_00, "price adjustment")
