"""How a statement ends: VAT on lines of its own, a net that is carried, what is earned back."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from statements.documents import Pot, Statement
from statements.life.certified import by_pot
from statements.operations import StatementAsked, draft_statement
from tests.statements.fenland import CONTRACT, OFFICER, at, contract_text, fenland, returned, sent, stating

VAT = """\
  vat:
    rates: {standard: 20, exempt: 0}
    deductions: {code: CODE, nature: NATURE}
    reporting_failures: {code: exempt, nature: compensation}
    clause: "8.2"
"""
HEAT = """\
    - {id: heat, title: Heat, fund: heat, vat: exempt, pass_through: no, annual: {2018-04: "£300,000.00"},
       clause: "2.2"}
"""
CARRIED = "carried\n  at_end: owed"
RECEIVED = ("2018-04", "2018-05", "2018-06", "2018-07")


def vat(code: str, nature: str = "price adjustment") -> str:
    return VAT.replace("CODE", code).replace("NATURE", nature)


def text(*, point: str = "£100.00", below_zero: str = "nil", more: str = "", earn_back: str = "") -> str:
    return stating(stating(contract_text(point=point, below_zero=below_zero), more), earn_back)


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


def test_a_deduction_may_be_split_over_several_codes(tmp_path: Path) -> None:
    split = vat("standard").replace("code: standard", "split: {standard: 1, exempt: 2}")
    (april,) = drawn(tmp_path / "store", text(more=split), ["80"])
    failure = april.lines[1]
    # A third of £500.00; the rest is exempt. 20% of £99,833.33 is £19,966.666.
    assert [(part.code, part.amount) for part in failure.vat_parts] == [("standard", -166_67), ("exempt", -333_33)]
    assert (failure.vat, failure.nature, april.net, april.vat) == ("", "price adjustment", 99_500_00, 19_966_67)
    assert [(each.says, each.figures) for each in failure.sums[-2:]] == [
        ("Under VAT code standard", "33.3333…%: −£166.67"),
        ("Under VAT code exempt", "66.6666…%: −£333.33"),
    ]
    assert by_pot(april.lines) == {
        Pot("general fund", "standard"): 99_833_33,
        Pot("general fund", "exempt"): -333_33,
    }


def test_parts_of_lines_add_up_to_the_pence_as_the_codes_do(tmp_path: Path) -> None:
    split = vat("standard").replace("code: standard", "split: {standard: 1, exempt: 1}")
    twice = text(point="£0.01", more=split).replace("points: 5", "points: 1")
    with fenland(tmp_path / "store", twice) as (store, clock):
        clock.now = at("2018-05-04 09:00")
        sent(store, returned("2018-04", "80", "12", text=twice))
        april = draft_statement(store, OFFICER, StatementAsked(contract=CONTRACT, month="2018-04"))
    # A penny each: the first is all under the first code, so that both together are halved.
    parts = [[part.amount for part in line.vat_parts] for line in april.lines if line.kind == "performance"]
    assert parts == [[-1, 0], [0, -1]]


def test_a_deduction_may_be_split_as_the_charge_is(tmp_path: Path) -> None:
    split = vat("standard").replace("code: standard", "split: as the charge")
    made = text(more=split).replace("  payable: twelfths\n", HEAT + "  payable: twelfths\n")
    (april,) = drawn(tmp_path / "store", made, ["80"])
    failure = next(line for line in april.lines if line.kind == "performance")
    # £100,000 and £25,000 of charge: four fifths of £500.00.
    assert [(part.code, part.amount) for part in failure.vat_parts] == [("standard", -400_00), ("exempt", -100_00)]
    assert april.vat == 19_920_00


def test_a_split_deduction_of_a_month_kept_at_nil_leaves_every_code_at_nil(tmp_path: Path) -> None:
    split = vat("standard").replace("code: standard", "split: {standard: 1, exempt: 2}")
    (april,) = drawn(tmp_path / "store", text(point="£30,000.00", more=split), ["80"])
    assert (april.net, april.vat) == (0, 0)
    assert set(by_pot(april.lines).values()) == {0}


def test_a_month_kept_at_nil_has_no_vat_and_every_code_is_at_nil(tmp_path: Path) -> None:
    (april,) = drawn(tmp_path / "store", text(point="£30,000.00", more=vat("exempt")), ["80"])
    assert (april.net, april.vat) == (0, 0)
    by_code = {code: sum(line.amount for line in april.lines if line.vat == code) for code in ("standard", "exempt")}
    assert by_code == {"standard": 0, "exempt": 0}
    kept = [(line.vat, line.amount) for line in april.lines if line.kind == "net not below zero"]
    assert kept == [("exempt", 150_000_00), ("standard", -100_000_00)]


@pytest.mark.parametrize(("more", "tax"), [("", 0), (vat("exempt"), 40_000_00)])
def test_what_a_month_cannot_bear_comes_off_the_next(tmp_path: Path, more: str, tax: int) -> None:
    agreed = text(point="£30,000.00", below_zero=CARRIED, more=more)
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
