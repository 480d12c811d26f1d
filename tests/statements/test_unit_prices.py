"""Lines that are paid by volume and for outcomes, on a statement."""

from pathlib import Path

from contracts import months
from statements import drafting
from statements.ledgers import ledger_of
from tests.statements.fenland import CONTRACT, FEE, at, contract_text, fenland, returned, sent, stating

PRICES = """unit_prices:
  - id: days
    title: Days of a shut branch, looked after
    fund: general fund
    vat: standard
    volume_of: F2
    minimum: 5
    maximum: none
    limits_of: a month
    missing: the minimum
    slices_run: within the month
    slices:
      - {above: 0, to: 8, price: £10.00}
      - {above: 8, price: £7.50}
    clause: "2.9"
"""
TEXT = stating(contract_text(), PRICES)


def test_a_volume_is_paid_beside_the_charge_with_its_sum_and_cells(tmp_path: Path) -> None:
    with fenland(tmp_path / "store", TEXT) as (store, clock):
        clock.now = at("2018-05-03 09:00")
        sent(store, returned("2018-04", "95", "9", text=TEXT))
        clock.now = at("2018-06-20 09:00")
        ledger = ledger_of(store, CONTRACT)
        april, may = (drafting.statement(ledger, months.parse(month)) for month in ("2018-04", "2018-05"))
        line = next(line for line in april.lines if line.kind == "unit price")
        # Eight at £10.00 and one at £7.50.
        assert (line.amount, line.measure, line.clause) == (87_50, "9", "2.9")
        assert [each.figures for each in line.sums] == [
            "9",
            "5",
            "9",
            "8 × £10.00 = £80.00",
            "1 × £7.50 = £7.50",
            "£87.50",
        ]
        assert line.evidence
        assert (april.charge, april.net) == (FEE + 87_50, FEE + 87_50)
        assert sum(each.amount for each in april.lines) == april.net
        # Nothing came for May: the minimum is paid, and both indicators are missing at £500.00 each.
        assert (may.charge, may.net) == (FEE + 50_00, FEE + 50_00 - 1_000_00)
        assert sum(each.amount for each in may.lines) == may.net


OUTCOMES = """outcomes:
  - id: open
    title: Branches kept open
    fund: general fund
    vat: standard
    verified: F2
    deadweight: 50
    attainment: {full: 20, minimum: 20}
    slices_run: within the month
    slices:
      - {above: 0, price: £10.00}
    rounded_to: pound
    on_account: {paid: {2018-04: £30.00}, settled: 2018-05}
    clause: "2.8"
"""


def test_outcomes_are_paid_with_what_was_paid_ahead(tmp_path: Path) -> None:
    text = stating(contract_text(), OUTCOMES)
    with fenland(tmp_path / "store", text) as (store, clock):
        clock.now = at("2018-05-03 09:00")
        sent(store, returned("2018-04", "95", "9", text=text))
        clock.now = at("2018-06-20 09:00")
        ledger = ledger_of(store, CONTRACT)
        april, may = (drafting.statement(ledger, months.parse(month)) for month in ("2018-04", "2018-05"))
        line = next(line for line in april.lines if line.kind == "outcome")
        # Half of 9 are 4.5 at £10.00; £30.00 was paid ahead and is set off.
        assert (line.amount, line.measure, line.clause) == (45_00, "9", "2.8")
        assert [(each.says, each.figures) for each in line.sums] == [
            ("Verified", "9"),
            ("After deadweight", "less 50%: 4.5"),
            ("Paid from", "4 on, and for 20 at most"),
            ("Paid for in this month", "4.5"),
            ("Outcomes above 0", "4.5 × £10.00 = £45.00"),
            ("Earned, rounded to the pound", "£45.00"),
            ("Paid on account", "£30.00"),
            ("Set off against money on account", "£30.00"),
            ("Paid", "£45.00"),
        ]
        for each in (april, may):
            assert sum(line.amount for line in each.lines) == each.net


HELD_BACK = """outcomes:
  - id: open
    title: Branches kept open
    fund: general fund
    vat: standard
    verified: F2
    deadweight: none
    attainment: {full: 12, minimum: 50}
    slices_run: through the contract year
    slices:
      - {above: 0, to: 5, price: {2018-04: £10.00, 2018-05: £20.00}}
      - {above: 5, price: £30.00}
    rounded_to: penny
    on_account: none
    clause: "2.8"
"""


def test_outcomes_that_a_minimum_held_back_are_told_at_the_tariff_of_their_own_month(tmp_path: Path) -> None:
    text = stating(contract_text(), HELD_BACK)
    with fenland(tmp_path / "store", text) as (store, clock):
        clock.now = at("2018-05-03 09:00")
        sent(store, returned("2018-04", "95", "4", text=text))
        clock.now = at("2018-06-05 09:00")
        sent(store, returned("2018-05", "95", "9", text=text))
        clock.now = at("2018-06-20 09:00")
        ledger = ledger_of(store, CONTRACT)
        april, may = (drafting.statement(ledger, months.parse(month)) for month in ("2018-04", "2018-05"))
    held, paid = (next(line for line in each.lines if line.kind == "outcome") for each in (april, may))
    # Four are fewer than six: nothing yet.
    assert (held.amount, held.words) == (0, "4 count in April 2018: £0.00 earned (clause 2.8).")
    # 13 by May, of which 12 are paid: April's four at £10.00, one up to five at £20.00, seven at £30.00.
    assert paid.amount == 270_00
    assert paid.words == ("9 count in May 2018, and 4 of earlier months can be paid now: £270.00 earned (clause 2.8).")
    assert [(each.says, each.figures) for each in paid.sums] == [
        ("Verified", "9"),
        ("Counted so far, with this month", "13"),
        ("Paid from", "6 on, and for 12 at most"),
        ("Paid for in this month", "12"),
        ("Outcomes of April 2018 above 0 to 5", "4 × £10.00 = £40.00"),
        ("Outcomes above 0 to 5", "1 × £20.00 = £20.00"),
        ("Outcomes above 5", "7 × £30.00 = £210.00"),
        ("Earned, rounded to the penny", "£270.00"),
        ("Paid", "£270.00"),
    ]
    assert [each.says for each in paid.evidence] == [
        "as stated by the provider for April 2018",
        "as stated by the provider",
    ]
    assert may.charge == FEE + 270_00
