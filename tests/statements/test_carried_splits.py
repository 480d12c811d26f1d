"""Deductions that are split as the charge, in a month with another charge than the one they come from.

In April all of the charge is the general fund's, at the standard rate: £100,000.00. From May on all of it is the
grant's, and exempt: £25,000.00.
"""

from collections import Counter
from collections.abc import Iterable
from fractions import Fraction
from itertools import accumulate, pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.months import Month
from contracts.rounding import half_up
from contracts.splits import AS_THE_CHARGE, Ratio
from statements.documents import Pot, Statement, StatementLine
from statements.life.certified import by_pot
from statements.splits import Divided, Split
from tests.statements.fenland import at, returned, sent, stating
from tests.statements.life.libraries import agreed_text, decided, libraries, settle, statement
from tests.statements.test_ending import CARRIED, drawn, text, vat

FEE = """\
    - {id: fee, title: Fee, fund: general fund, vat: standard, pass_through: no, clause: "2.1",
       annual: {2018-04: "£1,200,000.00", 2018-05: "£0.00"}}
    - {id: heat, title: Heat, fund: schools grant, vat: exempt, pass_through: no, clause: "2.2",
       annual: {2018-05: "£300,000.00"}}
"""
CAP = """\
caps:
  - {id: month, per: month, applies_to: all, amount: "LIMIT", limits: [performance], excess: carried,
     expires_after: {months: 3}, at_end: extinguished, clause: "7.2"}
"""
EARN_BACK = (
    "earn_back: {withheld: [performance], indicators: all, share: 50%, after: 2, counts_as_at_target: [reported], "
    'expires_after: none, restores_headroom: no, clause: "9"}\n'
)
SPLIT = "{split: as the charge}"
CODES = vat("standard").replace("code: standard", "split: as the charge")
APRIL_AND_MAY = (("2018-04", "2018-05-08 09:00", "80"), ("2018-05", "2018-06-07 09:00", "95"))
GENERAL, GRANT = Pot("general fund", "standard"), Pot("schools grant", "exempt")


def moving(made: str, limit: str = "£300.00", returned_to: str = SPLIT) -> str:
    """The contract with another charge from May on, and with what a cap holds back carried."""
    head, _, fee = made.partition("    - {id: fee,")
    made = head + FEE + fee[fee.index("  payable:") :]
    made = made.replace("caps: []\n", CAP.replace("LIMIT", limit))
    return made.replace("returned_to: general fund", f"returned_to: {returned_to}")


def pots(lines: Iterable[StatementLine]) -> list[tuple[str, dict[Pot, int]]]:
    """Each deduction that is not nil, and what of it is of which fund and code."""
    found = [line for line in lines if line.kind in {"performance", "earn back", "decision"} and line.amount]
    return [
        (line.kind, {Pot(part.fund, part.vat): part.amount for part in line.by_fund if part.amount}) for line in found
    ]


def vat_of(shown: Statement) -> int:
    return sum(line.amount for line in shown.lines if line.kind == "vat")


def test_a_carried_line_is_of_the_funds_and_codes_of_the_month_it_comes_from(tmp_path: Path) -> None:
    april, may = drawn(tmp_path / "store", moving(text(below_zero="owed", more=CODES)), ["80", "80"])
    assert pots(april.lines) == [("performance", {GENERAL: -300_00})]
    # £200.00 of April's, and £100.00 of May's own within the cap of £300.00.
    assert pots(may.lines) == [("performance", {GENERAL: -200_00}), ("performance", {GRANT: -100_00})]
    carried, own = (line for line in may.lines if line.kind == "performance")
    assert [(each.says, each.figures) for each in carried.sums[-4:]] == [
        ("Under VAT code standard", "100%: −£200.00"),
        ("Under VAT code exempt", "0%: £0.00"),
        ("Of the general fund", "100%: −£200.00"),
        ("Of the schools grant", "0%: £0.00"),
    ]
    assert (own.funds, vat_of(may)) == ("schools grant", -40_00)
    assert by_pot(may.lines) == {GENERAL: -200_00, GRANT: 24_900_00}


def test_a_stated_ratio_of_codes_leaves_the_funds_to_the_month_a_line_comes_from(tmp_path: Path) -> None:
    stated = vat("standard").replace("code: standard", "split: {standard: 1, exempt: 3}")
    _, may = drawn(tmp_path / "store", moving(text(below_zero="owed", more=stated)), ["80", "80"])
    assert pots(may.lines) == [
        ("performance", {Pot("general fund", "standard"): -50_00, Pot("general fund", "exempt"): -150_00}),
        ("performance", {Pot("schools grant", "standard"): -25_00, Pot("schools grant", "exempt"): -75_00}),
    ]
    assert vat_of(may) == -15_00


def test_funds_alone_go_as_the_charge_of_the_month_a_line_comes_from(tmp_path: Path) -> None:
    _, may = drawn(tmp_path / "store", moving(text(below_zero="owed")), ["80", "80"])
    assert by_pot(may.lines) == {Pot("general fund", ""): -200_00, Pot("schools grant", ""): 24_900_00}


def test_what_is_earned_back_returns_to_where_it_was_taken(tmp_path: Path) -> None:
    made = moving(text(below_zero="owed", more=CODES, earn_back=EARN_BACK))
    *_, june, july = drawn(tmp_path / "store", made, ["80", "95", "95", "95"])
    # Half of what April took comes back in June, half of what May took of it in July.
    assert pots(june.lines) == [("earn back", {GENERAL: 150_00})]
    assert pots(july.lines) == [("earn back", {GENERAL: 100_00})]
    assert (vat_of(june), vat_of(july)) == (30_00, 20_00)


def test_what_is_waived_of_a_carried_line_has_its_funds_and_codes(tmp_path: Path) -> None:
    made = moving(stating(agreed_text().replace("net_below_zero: nil\n", "net_below_zero: owed\n"), CODES))
    with libraries(tmp_path / "store", made) as (store, clock):
        for month, now, filled in APRIL_AND_MAY:
            clock.now = at(now)
            assert sent(store, returned(month, filled, text=made)).became == "accepted"
        (carried,) = (line for line in statement(store, "2018-05").lines if line.brought_forward)
        decided(store, "2018-05", carried.number, 50_00)
        may = statement(store, "2018-05")
        assert pots(may.lines) == [("performance", {GENERAL: -200_00}), ("decision", {GENERAL: 50_00})]
        assert vat_of(may) == -30_00


def test_what_was_carried_is_put_right_where_it_was_taken(tmp_path: Path) -> None:
    made = moving(stating(agreed_text().replace("net_below_zero: nil\n", "net_below_zero: owed\n"), CODES))
    with libraries(tmp_path / "store", made) as (store, clock):
        for month, now, filled in APRIL_AND_MAY:
            clock.now = at(now)
            assert sent(store, returned(month, filled, text=made)).became == "accepted"
            settle(store, month)
        clock.now = at("2018-07-09 09:00")
        again = returned("2018-04", "95", text=made)
        assert sent(store, again, because="Counted again.").became == "accepted"
        assert sent(store, returned("2018-06", text=made)).became == "accepted"
        june = statement(store, "2018-06")
        given_back = [
            (line.measured, line.fund, line.vat, line.amount) for line in june.lines if line.kind == "adjustment"
        ]
        assert given_back == [
            ("2018-04", "general fund", "standard", 300_00),
            ("2018-05", "general fund", "standard", 200_00),
        ]
        assert vat_of(june) == 100_00


def test_what_a_month_cannot_bear_of_a_carried_line_is_carried_on_where_it_comes_from(tmp_path: Path) -> None:
    made = text(point="£30,000.00", below_zero=CARRIED, more=CODES)
    _, may, june = drawn(tmp_path / "store", moving(made, limit="£100,000.00"), ["80", "95", "95"])
    # £150,000.00 of April's: £100,000.00 in April, all of its charge, and £50,000.00 in May.
    assert [(line.fund, line.vat, line.amount) for line in may.lines if line.kind == "net carried"] == [
        ("general fund", "standard", 50_000_00),
        ("schools grant", "exempt", -25_000_00),
    ]
    assert by_pot(june.lines) == {GENERAL: -50_000_00, GRANT: 50_000_00}
    assert (june.net, vat_of(june)) == (0, -10_000_00)


SIDE = (
    st.lists(st.integers(0, 9).map(Fraction), min_size=3, max_size=3)
    .filter(any)
    .map(lambda parts: dict(zip("abc", parts, strict=True)))
)
MONTHS = (Month(24216), Month(24217))


def through(parts: dict[str, Fraction], pence: int) -> list[int]:
    """What a sum leaves of each part."""
    edges = accumulate((part / sum(parts.values()) for part in parts.values()), initial=Fraction(0))
    return [half_up(pence * end) - half_up(pence * start) for start, end in pairwise(edges)]


@pytest.mark.parametrize("by_codes", [AS_THE_CHARGE, "stated"])
@pytest.mark.parametrize("by_funds", [AS_THE_CHARGE, "stated"])
@given(
    st.lists(SIDE, min_size=4, max_size=4),
    st.lists(st.tuples(st.sampled_from(MONTHS), st.integers(-300, 300)), max_size=6),
)
def test_parts_of_lines_of_two_months_add_up_both_ways(
    by_codes: str, by_funds: str, sides: list[dict[str, Fraction]], lines: list[tuple[Month, int]]
) -> None:
    codes = dict(zip(MONTHS, (sides[0], sides[1] if by_codes == AS_THE_CHARGE else sides[0]), strict=True))
    funds = dict(zip(MONTHS, (sides[2], sides[3] if by_funds == AS_THE_CHARGE else sides[2]), strict=True))
    splits: dict[Month, Split] = {}
    for month in MONTHS:
        weights = {(code, fund): codes[month][code] * funds[month][fund] for code in "abc" for fund in "abc"}
        over: list[Ratio] = [AS_THE_CHARGE if by == AS_THE_CHARGE else sides[0] for by in (by_codes, by_funds)]
        splits[month] = Split(("a", "b", "c"), ("a", "b", "c"), weights, *over)
    divided = Divided(splits.__getitem__)
    found = [divided.next(month, drawn_line(pence)) for month, pence in lines]
    assert [sum(part.amount for part in line.fund_parts) for line in found] == [pence for _, pence in lines]
    for by, ratios, names in ((by_codes, codes, "vat"), (by_funds, funds, "fund")):
        sums = Counter[Month]()
        for month, pence in lines:
            sums[month if by == AS_THE_CHARGE else MONTHS[0]] += pence
        expected = [sum(each) for each in zip(*(through(ratios[month], sums[month]) for month in MONTHS), strict=True)]
        parts = [(getattr(part, names), part.amount) for line in found for part in line.fund_parts]
        assert [sum(pence for name, pence in parts if name == one) for one in "abc"] == expected


def drawn_line(pence: int) -> StatementLine:
    month = "2018-04"
    return StatementLine(
        kind="performance",
        title="",
        clause="",
        measured=month,
        priced=month,
        charged=month,
        before_caps=0,
        amount=pence,
    )
