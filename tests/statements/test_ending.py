"""How a statement ends: VAT on lines of its own, a net that is carried, what is earned back."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from statements.documents import Statement
from statements.operations import StatementAsked, draft_statement
from tests.statements.fenland import CONTRACT, OFFICER, at, contract_text, fenland, returned, sent

VAT = """vat:
    rates: {standard: 20, exempt: 0}
    deductions: {code: CODE, nature: NATURE}
    reporting_failures: {code: exempt, nature: compensation}
    clause: "8.2"
  """
RECEIVED = ("2018-04", "2018-05", "2018-06", "2018-07")


def vat(code: str, nature: str = "price adjustment") -> str:
    return VAT.replace("CODE", code).replace("NATURE", nature)


def text(*, point: str = "£100.00", below_zero: str = "nil", more: str = "", earn_back: str = "") -> str:
    made = contract_text(point=point, below_zero=below_zero)
    ending = f'statement:\n  net_below_zero: {below_zero}\n  {more}clause: "8"\n'
    return made.replace(f'statement: {{net_below_zero: {below_zero}, clause: "8"}}\n', earn_back + ending)


def drawn(folder: Path, contract: str, filled: Sequence[str]) -> list[Statement]:
    """The statements of as many months as there are figures of F1; 90 of 100 are needed."""
    with fenland(folder, contract) as (store, clock):
        for place, (month, figure) in enumerate(zip(RECEIVED, filled, strict=False)):
            clock.now = at(f"2018-0{5 + place}-04 09:00")
            assert sent(store, returned(month, figure, text=contract)).became == "accepted"
        asked = (StatementAsked(contract=CONTRACT, month=month) for month in RECEIVED[: len(filled)])
        return [draft_statement(store, OFFICER, each) for each in asked]


def test_vat_stands_on_a_line_of_its_own_after_deductions(tmp_path: Path) -> None:
    (april,) = drawn(tmp_path / "store", text(more=vat("standard")), ["80"])
    told = [(line.kind, line.vat, line.nature, line.amount) for line in april.lines]
    assert told == [
        ("charge", "standard", "price", 100_000_00),
        ("performance", "standard", "price adjustment", -500_00),
        ("vat", "", "", 19_900_00),
    ]
    assert (april.net, april.vat) == (99_500_00, 19_900_00)
    assert april.lines[-1].sums[0].figures == "20% × £99,500.00 = £19,900.00"


def test_a_deduction_under_another_code_leaves_the_charge_s_vat_alone(tmp_path: Path) -> None:
    (april,) = drawn(tmp_path / "store", text(more=vat("exempt", "compensation")), ["80"])
    assert (april.net, april.vat) == (99_500_00, 20_000_00)


def test_a_month_kept_at_nil_has_no_vat_and_every_code_is_at_nil(tmp_path: Path) -> None:
    (april,) = drawn(tmp_path / "store", text(point="£30,000.00", more=vat("exempt")), ["80"])
    assert (april.net, april.vat) == (0, 0)
    by_code = {code: sum(line.amount for line in april.lines if line.vat == code) for code in ("standard", "exempt")}
    assert by_code == {"standard": 0, "exempt": 0}
    kept = [(line.vat, line.amount) for line in april.lines if line.kind == "net not below zero"]
    assert kept == [("exempt", 150_000_00), ("standard", -100_000_00)]


@pytest.mark.parametrize(("more", "tax"), [("", 0), (vat("exempt"), 40_000_00)])
def test_what_a_month_cannot_bear_comes_off_the_next(tmp_path: Path, more: str, tax: int) -> None:
    agreed = text(point="£30,000.00", below_zero="carried", more=f"at_end: owed\n  {more}")
    april, may, june = drawn(tmp_path / "store", agreed, ["80", "95", "95"])
    assert [(each.net, each.deducted) for each in (april, may, june)] == [
        (0, 100_000_00),
        (50_000_00, 50_000_00),
        (100_000_00, 0),
    ]
    # 200,000.00 of two months' charge bear VAT in May; what was deducted does not.
    assert (april.vat, may.vat) == (0, tax)
    for each in (april, may, june):
        assert sum(line.amount for line in each.lines) == each.net + each.vat


def test_what_is_earned_back_says_when_it_was_withheld(tmp_path: Path) -> None:
    rule = (
        "earn_back: {withheld: [performance], indicators: all, share: 50%, after: 2, counts_as_at_target: [reported], "
        'expires_after: none, restores_headroom: no, clause: "9"}\n'
    )
    april, may, june = drawn(tmp_path / "store", text(earn_back=rule), ["80", "95", "95"])
    assert (april.net, may.net, june.net) == (99_500_00, 100_000_00, 100_250_00)
    (line,) = (each for each in june.lines if each.kind == "earn back")
    assert line.title == "Reservations filled within a week: earned back for April 2018"
    assert line.words == (
        "£500.00 was withheld in April 2018; with June 2018 the failure has been put right for 2 measured periods, so "
        "50% of it comes back (clause 9)."
    )
