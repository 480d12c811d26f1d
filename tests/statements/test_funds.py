"""Deductions that return to several funds: what of each line is of which, and that all of it adds up."""

from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.rounding import half_up
from statements.documents import Pot, Statement, StatementLine
from statements.life.certified import by_pot
from statements.operations import StatementAsked, draft_statement
from statements.splits import Before, Split
from tests.contracts.small import faults
from tests.statements.fenland import CONTRACT, OFFICER, at, fenland, returned, sent
from tests.statements.life.libraries import agreed_text, certify, libraries, reply, send, statement
from tests.statements.test_ending import CARRIED, drawn, text, vat

THIRDS = "{split: {general fund: 1, schools grant: 2}}"
AS_THE_CHARGE = "{split: as the charge}"
HEAT = """\
    - {id: heat, title: Heat, fund: schools grant, vat: exempt, pass_through: no, annual: {2018-04: "£300,000.00"},
       clause: "2.2"}
"""


def returning(made: str, returned_to: str) -> str:
    return made.replace("returned_to: general fund", f"returned_to: {returned_to}")


def heated(made: str) -> str:
    """The contract with £25,000.00 a month of another fund and code, beside £100,000.00 of the first."""
    return made.replace("  payable: twelfths\n", HEAT + "  payable: twelfths\n")


def by_fund(line: StatementLine) -> list[tuple[str, str, int]]:
    return [(part.fund, part.vat, part.amount) for part in line.fund_parts]


def failures(drawn_up: Statement) -> list[StatementLine]:
    return [line for line in drawn_up.lines if line.kind == "performance"]


def test_a_deduction_returns_to_several_funds_in_a_stated_ratio(tmp_path: Path) -> None:
    (april,) = drawn(tmp_path / "store", returning(text(), THIRDS), ["80"])
    (failure,) = failures(april)
    assert by_fund(failure) == [("general fund", "", -166_67), ("schools grant", "", -333_33)]
    assert (failure.fund, failure.funds) == ("", "general fund and schools grant")
    assert [(each.says, each.figures) for each in failure.sums[-2:]] == [
        ("Of the general fund", "33.3333…%: −£166.67"),
        ("Of the schools grant", "66.6666…%: −£333.33"),
    ]
    assert by_pot(april.lines) == {Pot("general fund", ""): 99_833_33, Pot("schools grant", ""): -333_33}


def test_lines_of_a_penny_are_shared_out_as_their_sum_is(tmp_path: Path) -> None:
    halves = "{split: {general fund: 1, schools grant: 1}}"
    twice = returning(text(point="£0.01"), halves).replace("points: 5", "points: 1")
    with fenland(tmp_path / "store", twice) as (store, clock):
        clock.now = at("2018-05-04 09:00")
        sent(store, returned("2018-04", "80", "12", text=twice))
        april = draft_statement(store, OFFICER, StatementAsked(contract=CONTRACT, month="2018-04"))
    assert [[amount for *_, amount in by_fund(line)] for line in failures(april)] == [[-1, 0], [0, -1]]


def test_as_the_charge_is_by_what_each_fund_pays_of_the_month(tmp_path: Path) -> None:
    (april,) = drawn(tmp_path / "store", returning(heated(text()), AS_THE_CHARGE), ["80"])
    # £100,000.00 and £25,000.00 of charge: four fifths of £500.00.
    assert by_fund(failures(april)[0]) == [("general fund", "", -400_00), ("schools grant", "", -100_00)]


def test_funds_and_codes_that_both_go_as_the_charge_go_together(tmp_path: Path) -> None:
    both = vat("standard").replace("code: standard", "split: as the charge")
    (april,) = drawn(tmp_path / "store", returning(heated(text(more=both)), AS_THE_CHARGE), ["80"])
    (failure,) = failures(april)
    # What the grant pays is exempt, and nothing of the general fund is.
    assert by_fund(failure) == [("general fund", "standard", -400_00), ("schools grant", "exempt", -100_00)]
    assert [(part.code, part.amount) for part in failure.vat_parts] == [("standard", -400_00), ("exempt", -100_00)]


def test_funds_and_codes_in_ratios_of_their_own_both_add_up(tmp_path: Path) -> None:
    split = vat("standard").replace("code: standard", "split: {standard: 1, exempt: 1}")
    (april,) = drawn(tmp_path / "store", returning(text(point="£0.03", more=split), THIRDS), ["80"])
    (failure,) = failures(april)
    # 15p: 8p and 7p by code, 5p and 10p by fund. A third of 8p, rounded, is 3p; then 2p of the 5p are exempt.
    assert by_fund(failure) == [
        ("general fund", "standard", -3),
        ("schools grant", "standard", -5),
        ("general fund", "exempt", -2),
        ("schools grant", "exempt", -5),
    ]
    assert [part.amount for part in failure.vat_parts] == [-8, -7]


def test_late_returns_may_have_a_fund_of_their_own(tmp_path: Path) -> None:
    late = '{late: £30.00, missing: £60.00, per: return, additional: yes, returned_to: libraries, clause: "7.2"}'
    made = returning(text(), THIRDS).replace("reporting_failure: none", f"reporting_failure: {late}")
    with fenland(tmp_path / "store", made) as (store, clock):
        clock.now = at("2018-06-04 09:00")
        sent(store, returned("2018-04", "80", text=made))
        april = draft_statement(store, OFFICER, StatementAsked(contract=CONTRACT, month="2018-04"))
    (reporting,) = (line for line in april.lines if line.kind == "reporting")
    assert (reporting.fund, reporting.fund_parts, reporting.amount) == ("libraries", (), -30_00)


@pytest.mark.parametrize("more", ["", vat("exempt"), vat("standard").replace("code: standard", "split: as the charge")])
def test_a_month_kept_at_nil_leaves_every_fund_at_nil(tmp_path: Path, more: str) -> None:
    made = returning(heated(text(point="£30,000.00", more=more)), THIRDS)
    (april,) = drawn(tmp_path / "store", made, ["80"])
    assert (april.net, april.vat) == (0, 0)
    assert set(by_pot(april.lines).values()) == {0}
    if not more:
        # £150,000.00 are taken off: £50,000.00 of £100,000.00 in the one fund, and £100,000.00 of £25,000.00.
        kept = [(line.fund, line.amount) for line in april.lines if line.kind == "net not below zero"]
        assert kept == [("general fund", -50_000_00), ("schools grant", 75_000_00)]


def test_what_a_month_cannot_bear_is_carried_fund_by_fund(tmp_path: Path) -> None:
    agreed = returning(text(point="£30,000.00", below_zero=CARRIED), THIRDS)
    april, may = drawn(tmp_path / "store", agreed, ["80", "95"])
    carried = {line.fund: line.amount for line in april.lines if line.kind == "net carried"}
    assert carried == {"general fund": -50_000_00, "schools grant": 100_000_00}
    brought = {line.fund: line.amount for line in may.lines if line.kind == "net carried"}
    assert brought == {"general fund": 50_000_00, "schools grant": -100_000_00}
    assert by_pot(may.lines) == {Pot("general fund", ""): 150_000_00, Pot("schools grant", ""): -100_000_00}
    assert may.net == 50_000_00


def test_a_certified_month_is_put_right_fund_by_fund(tmp_path: Path) -> None:
    agreed = returning(agreed_text(), THIRDS)
    with libraries(tmp_path / "store", agreed) as (store, clock):
        clock.now = at("2018-05-09 09:00")
        assert sent(store, returned("2018-04", "80", text=agreed)).became == "accepted"
        send(store, "2018-04")
        reply(store, "2018-04", "agreed")
        certify(store, "2018-04")
        clock.now = at("2018-06-08 09:00")
        again = returned("2018-04", "95", text=agreed)
        assert sent(store, again, because="Counted again.").became == "accepted"
        assert sent(store, returned("2018-05", "80", text=agreed)).became == "accepted"
        may = statement(store, "2018-05")
        given_back = [(line.fund, line.amount) for line in may.lines if line.kind == "adjustment"]
        assert given_back == [("general fund", 166_67), ("schools grant", 333_33)]
        assert sum(line.amount for line in may.lines) == may.net == sum(by_pot(may.lines).values())


PARTS = st.dictionaries(st.text("abcd", min_size=1, max_size=1), st.integers(0, 9).map(Fraction), min_size=1)


@given(PARTS.filter(lambda parts: any(parts.values())), PARTS.filter(lambda parts: any(parts.values())), st.data())
def test_parts_add_up_both_ways(codes: dict[str, Fraction], funds: dict[str, Fraction], data: st.DataObject) -> None:
    weights = {(code, fund): codes[code] * funds[fund] for code in codes for fund in funds}
    split = Split(tuple(codes), tuple(funds), weights, over_codes=codes, over_funds=funds)
    pence = data.draw(st.integers(-1_000, 1_000))
    divided = split.divided(pence, Before(0, 0))
    assert sum(divided.values()) == pence
    for side, of_side in ((codes, 0), (funds, 1)):
        sums = [sum(part for cell, part in divided.items() if cell[of_side] == name) for name in side]
        edges = [sum(list(side.values())[:place], Fraction(0)) / sum(side.values()) for place in range(len(side) + 1)]
        assert sums == [half_up(pence * through) - half_up(pence * before) for before, through in pairwise(edges)]


@pytest.mark.parametrize(
    ("instead", "expected"),
    [
        ("as the charge", "the name of a fund, or {split: as the charge}"),
        ("{general fund: 1}", "the name of a fund, or {split: as the charge}"),
        ("{split: as the fee}", "as the charge, or a map from fund to its part"),
        ("{split: {general fund: 0}}", "parts of 0 or more, and not all of them 0"),
        ("{split: {general fund: half}}", "a number, such as 95 or 97.25"),
    ],
)
def test_what_does_not_say_where_an_amount_returns_to_is_refused(instead: str, expected: str) -> None:
    found = faults(returning(text(), instead))
    assert [fault.code for fault in found] == ["C12"]
    assert expected in found[0].expected
