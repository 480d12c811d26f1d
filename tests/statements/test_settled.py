"""Guarantees and shares on a statement: their sums and words, where money was reported, what the account says."""

from pathlib import Path

import pytest

from contracts import months
from statements import drafting
from statements.documents import Statement, StatementLine
from statements.ledgers import ledger_of
from statements.life.account import control_account
from tests.statements.fenland import CONTRACT, FEE, at, contract_text, fenland, returned, sent, stating

COST = contract_text().replace("unit: count", "unit: money")
SAVED = contract_text().replace("unit: count\n    better: lower", "unit: money\n    better: higher")
SAVED = SAVED.replace("bands: counts\ndeductions", "bands: shares\ndeductions")

SHARE = """shares:
  - id: upkeep
    title: Upkeep shared
    fund: general fund
    vat: standard
    nature: price adjustment
    actual: F2
    reported: of each period
    missing: £12.00
    baseline: {2018-04: £10.00, 2018-05: £10.00}
    settled: each settlement by itself
    gain_from: baseline
    guarantee: none
    charge_carries: actual
    gain_is: paid
    slices_in: pounds
    gain: [{above: 0, to: 5, share: 50}, {above: 5, share: 20}]
    pain: [{above: 0, share: 50}]
    clause: "2.6"
"""

GUARANTEE = """guarantees:
  - id: savings
    title: Guaranteed savings
    fund: general fund
    vat: outside
    nature: debt
    savings: F2
    reported: of each period
    missing: £0.00
    profile: {2018-04: £95.00, 2018-05: £190.00}
    savings_are: beside the price
    shortfall: recovered
    caught_up: returned
    clause: "2.7"
"""
VAT = """\
  vat:
    rates: {standard: 20, outside: 0}
    deductions: {code: standard, nature: price adjustment}
    reporting_failures: {code: standard, nature: price adjustment}
    clause: "9"
"""


def _both(folder: Path, text: str, april: str, may: str) -> tuple[Statement, Statement]:
    with fenland(folder, text) as (store, clock):
        clock.now = at("2018-05-03 09:00")
        sent(store, returned("2018-04", "95", april, text=text))
        clock.now = at("2018-06-05 09:00")
        if may:
            sent(store, returned("2018-05", "95", may, text=text))
        clock.now = at("2018-06-20 09:00")
        ledger = ledger_of(store, CONTRACT)
        drawn = [drafting.statement(ledger, months.parse(month)) for month in ("2018-04", "2018-05")]
        account = control_account(ledger, months.parse("2018-05"), clock.now)
        # Nothing that stands beside the charge is called a deduction.
        assert sum(line.charge for line in account.lines) == sum(each.charge for each in drawn)
        return drawn[0], drawn[1]


def _settled(statement: Statement) -> StatementLine:
    return next(line for line in statement.lines if line.clause in ("2.6", "2.7"))


def test_a_share_says_what_lies_in_each_slice_and_where_it_was_reported(tmp_path: Path) -> None:
    april, may = _both(tmp_path / "store", stating(COST, SHARE), "4", "")
    line = _settled(april)
    # A gain of £6.00: half of £5.00, a fifth of £1.00.
    assert (line.kind, line.amount, line.measure, line.target, line.nature) == (
        "gain share",
        2_70,
        "£4.00",
        "£10.00",
        "price adjustment",
    )
    assert [(each.says, each.figures) for each in line.sums] == [
        ("Actual since the settlement before, added up", "£4.00"),
        ("Baseline", "£10.00"),
        ("Gain above £0 to £5: the provider’s part, added", "50% × £5.00 = £2.50"),
        ("Gain above £5: the provider’s part, added", "20% × £1.00 = £0.20"),
        ("Added, rounded to the penny", "£2.70"),
    ]
    assert line.words.startswith("£4.00 since the settlement before against £10.00: a gain of £6.00 (clause 2.6)")
    assert line.evidence
    # May's figure is missing: £12.00 is taken, a pain of £2.00.
    line = _settled(may)
    assert (line.kind, line.amount) == ("pain share", -1_00)
    for statement in (april, may):
        assert sum(each.amount for each in statement.lines) == statement.net
    assert (april.charge, may.charge) == (FEE + 2_70, FEE - 1_00)


def test_what_is_reinvested_is_told_at_nothing(tmp_path: Path) -> None:
    text = stating(COST, SHARE).replace("gain_is: paid", "gain_is: reinvested")
    april, _ = _both(tmp_path / "store", text, "4", "4")
    line = _settled(april)
    assert (line.amount, april.charge) == (0, FEE)
    assert "a gain of £6.00; £2.70 is reinvested and not paid" in line.words
    assert ("Reinvested, not paid", "£2.70") in [(each.says, each.figures) for each in line.sums]


def test_a_shortfall_is_recovered_and_comes_back(tmp_path: Path) -> None:
    text = stating(stating(SAVED, GUARANTEE), VAT).replace("net_below_zero: nil", "net_below_zero: owed")
    april, may = _both(tmp_path / "store", text, "90", "105")
    short, back = _settled(april), _settled(may)
    assert (short.kind, short.amount, short.vat, short.nature) == ("guarantee shortfall", -5_00, "outside", "debt")
    assert "£90.00 saved by the end of April 2018, £95.00 guaranteed: £5.00 short. £5.00 is recovered" in short.words
    assert (back.amount, back.title) == (5_00, "Guaranteed savings: returned as savings catch up")
    assert [(each.says, each.figures) for each in back.sums] == [
        ("Saved by the end of May 2018, added up", "£195.00"),
        ("Guaranteed by the end of May 2018", "£190.00"),
        ("Short of the guarantee", "£0.00"),
        ("Recovered so far, with this month", "£0.00"),
        ("Recovered before", "£5.00"),
        ("Added, rounded to the penny", "£5.00"),
    ]
    # The shortfall stands outside the scope of VAT: 20% of the fee alone.
    assert april.vat == FEE // 5


TOTALS = GUARANTEE.replace("of each period", "running total of the contract year").replace("£0.00", "not settled")


def test_a_month_whose_total_is_missing_says_that_nothing_is_settled(tmp_path: Path) -> None:
    april, may = _both(tmp_path / "store", stating(SAVED, TOTALS), "90", "")
    assert _settled(april).amount == -5_00
    line = _settled(may)
    assert (line.kind, line.title, line.amount, line.nature) == (
        "guarantee shortfall",
        "Guaranteed savings: not settled",
        0,
        "debt",
    )
    why = "the total for May 2018 is missing, and no later one of the same contract year has been reported"
    assert line.words == f"Nothing is settled in May 2018: {why} (clause 2.7)."
    assert [(each.says, each.figures) for each in line.sums] == [(f"Not settled: {why}", "£0.00")]


def test_a_year_whose_last_total_is_missing_is_named_in_the_next_one(tmp_path: Path) -> None:
    text = stating(SAVED, TOTALS).replace("years_start: April", "years_start: May")
    _, may = _both(tmp_path / "store", text, "", "105")
    # May's own total is there; what April's contract year came to nobody knows.
    assert _settled(may).words == (
        "Nothing is settled in May 2018: the total for April 2018 is missing, and no later one of the same contract "
        "year has been reported (clause 2.7)."
    )
    assert may.charge == FEE


def test_a_month_whose_figure_is_still_to_come_says_so(tmp_path: Path) -> None:
    with fenland(tmp_path / "store", stating(SAVED, GUARANTEE)) as (store, clock):
        clock.now = at("2018-05-03 09:00")
        april = drafting.statement(ledger_of(store, CONTRACT), months.parse("2018-04"))
    assert _settled(april).words == (
        "Nothing is settled in April 2018: the figure for April 2018 is still to come (clause 2.7)."
    )


def test_savings_in_the_price_are_tracked(tmp_path: Path) -> None:
    text = stating(SAVED, GUARANTEE).replace("beside the price", "in the price")
    text = text.replace("shortfall: recovered\n    caught_up: returned", "shortfall: tracked\n    caught_up: none")
    april, _ = _both(tmp_path / "store", text, "90", "105")
    line = _settled(april)
    assert (line.amount, april.charge) == (0, FEE)
    assert line.words.endswith("are in the price already: they are tracked, and nothing is deducted (clause 2.7).")


CAP = """caps:
  - {id: month, per: month, applies_to: all, amount: £8.00, limits: [guarantee shortfall], restores_headroom: no,
     excess: EXCESS, clause: "7.3"}
"""


def _capped(excess: str) -> str:
    return stating(SAVED, GUARANTEE).replace("caps: []\n", CAP.replace("EXCESS", excess))


def test_a_cap_on_shortfalls_is_said_on_the_line_that_it_limits(tmp_path: Path) -> None:
    april, may = _both(tmp_path / "store", _capped("extinguished"), "85", "98")
    short, back = _settled(april), _settled(may)
    assert (short.before_caps, short.amount, back.before_caps, back.amount) == (-10_00, -8_00, 3_00, 1_00)
    assert short.words.endswith(
        "£10.00 short. £10.00 more is to be recovered, before caps (clause 2.7). The cap per month (clause 7.3) takes "
        "off £2.00. £8.00 stands taken so far."
    )
    assert [(each.says, each.figures) for each in short.sums[-5:]] == [
        ("Before caps", "£10.00"),
        ("Cap per month, clause 7.3", "£2.00 not deducted"),
        ("Deducted in April 2018", "£8.00"),
        ("Stands taken so far", "£8.00"),
        ("Taken off, rounded to the penny", "£8.00"),
    ]
    assert "£1.00 comes back: it was taken above what is still short. £7.00 stands taken so far." in back.words
    assert [(use.limit, use.used) for use in april.caps] == [(8_00, 8_00)]
    for statement in (april, may):
        assert sum(each.amount for each in statement.lines) == statement.net


def test_what_a_cap_carries_of_a_shortfall_is_a_line_of_its_month(tmp_path: Path) -> None:
    text = _capped("carried, expires_after: none, at_end: owed").replace(", 2018-05: £190.00}", "}")
    april, may = _both(tmp_path / "store", text, "85", "98")
    short, rest = _settled(april), _settled(may)
    assert (short.amount, rest.before_caps, rest.amount, rest.brought_forward) == (-8_00, 0, -2_00, True)
    assert rest.title == "Guaranteed savings: carried here by a cap"
    assert rest.words == (
        "Nothing is settled in May 2018 (clause 2.7). £2.00 of April 2018 was carried here by a cap. £10.00 stands "
        "taken so far."
    )
    assert ("Carried here from April 2018", "£2.00") in [(each.says, each.figures) for each in rest.sums]
    assert (rest.kind, rest.nature, may.charge) == ("guarantee shortfall", "debt", FEE - 2_00)


@pytest.mark.parametrize("profile", ["2018-04: £95.00", "2018-04: £95.00, 2018-05: £190.00"])
def test_what_lapses_of_a_shortfall_is_a_line_of_the_month_in_which_it_does(tmp_path: Path, profile: str) -> None:
    text = _capped("carried, expires_after: {months: 1}, at_end: extinguished")
    text = text.replace("2018-04: £95.00, 2018-05: £190.00", profile)
    april, may = _both(
        tmp_path / "store", text.replace("amount: £8.00", "amount: {2018-04: £8.00, 2018-05: £0.00}"), "85", "95"
    )
    short, rest = _settled(april), _settled(may)
    assert (short.amount, rest.before_caps, rest.amount) == (-8_00, 0, 0)
    assert short.words.endswith(
        "The cap per month (clause 7.3) carries on to later months £2.00. £8.00 stands taken so far."
    )
    assert rest.words.endswith(
        "Nothing of April 2018 is charged here. The cap per month (clause 7.3) takes off £2.00, and no later month may "
        "charge it. £8.00 stands taken so far."
    )
