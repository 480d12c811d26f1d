"""What percentages are taken of: what is refused of lines that are named, and what warnings make of them."""

import polars as pl
import pytest

from contracts.bases import charge_bases
from contracts.faults import ContractFileRefused, Fault
from contracts.linter.stakes import Limits
from contracts.loading import load, warnings_of
from contracts.terms import terms_of
from tests.cases.example import FOLDER, read_example
from tests.contracts.small import contract


def _text(name: str) -> str:
    return read_example(FOLDER / f"{name}.yaml").contract_text


OF_LINES, OF_LOTS = _text("base_of_named_lines"), _text("points_of_each_lots_charge")
POINTS, TABLE = _text("points_of_named_lines"), _text("steps_of_points_of_named_lines")
AT_RISK, CAP = _text("percentage_at_risk_of_named_lines"), _text("year_cap_of_named_lines")
EARNED, VOLUMES = _text("base_of_outcomes"), _text("month_cap_of_unit_prices")
VAT = _text("base_of_vat_and_adjustments")
LOSSES = "caps:\n  - {id: losses, per: month, applies_to: all, amount: £9.00, limits: [LOSS], restores_headroom: no,"
LOSSES += ' excess: extinguished, clause: "7"}\n'
GAP = "run: skipped, per: return, decided: after the repeat, suppressed_failure: counts in its run, money"

REFUSED = [
    (OF_LINES, "charge_lines: [adult-education]", "charge_lines: [adult]", "C54"),
    (POINTS, "charge_lines: [lot-1, lot-2]", "charge_lines: [lot-1, lot-3]", "C54"),
    (AT_RISK, "charge_lines: [lot-1]", "charge_lines: [lot]", "C54"),
    (CAP, "charge_lines: [adult-education, management]", "charge_lines: [fee]", "C54"),
    (OF_LOTS, "    charge_lines: [lot-2]\n", "", "C55"),
    (OF_LOTS, "charge_lines: each indicator's", "charge_lines: [lot-1]", "C55"),
    (OF_LINES, "fails: yes, percent: 10", "fails: yes, percent: 10, charge_lines: [rent]", "C11"),
    (OF_LINES, "charge_lines: [adult-education]", "charge_lines: adult-education", "C12"),
    (OF_LINES, "charge_lines: [adult-education]", "charge_lines: []", "C12"),
    (OF_LINES, "charge_lines: [adult-education]", "charge_lines: each indicator's", "C12"),
    (CAP, "charge_lines: [adult-education, management]", "charge_lines: [management, management]", "C12"),
    (CAP, "percent: 10, of: annual charge", "amount: £10.00", "C12"),
    (AT_RISK, "percent: 5, of: the month's charge", "pounds: £10.00", "C12"),
    (POINTS, "percent: 2, of: the month's charge", "pounds: £10.00", "C12"),
    (TABLE, "charge_lines: [lot-1, lot-2]", "charge_lines: each indicator's", "C12"),
    (EARNED, "charge_lines: [jobs, fee]", "charge_lines: [job, fee]", "C54"),
    (EARNED, "- {id: jobs", "- {id: fee", "C54"),
    (VOLUMES, "of: paid to date", "of: annual charge", "C56"),
    (VOLUMES, "caps:\n", LOSSES.replace("LOSS", "pain share"), "C56"),
    (VAT, "charge_lines: [VAT, fee]", "charge_lines: [VAT]", "C57"),
    (VAT, "charge_lines: [VAT, fee]", "charge_lines: [VAT, interest]", "C57"),
    (VAT, "of: annual charge, charge_lines: [fee, VAT]", "of: annual charge, charge_lines: [fee, adjustments]", "C56"),
    (VAT, "of: annual charge, charge_lines: [fee, VAT]", "of: annual charge, charge_lines: [fee, interest]", "C56"),
    # A contract without VAT, or without interest, has none to list; a line may not have the name of one that is listed.
    (OF_LINES, "charge_lines: [adult-education]", "charge_lines: [adult-education, VAT]", "C54"),
    (OF_LINES, "charge_lines: [adult-education]", "charge_lines: [adult-education, interest]", "C54"),
    (VAT, "- {id: rent", "- {id: adjustments", "C54"),
    (OF_LINES.replace("id: adult-education", "id: interest"), "[adult-education]", "[interest]", "C54"),
    # One gap fails A and B, whose percentages are of different lines.
    (OF_LINES, "run: skipped, per: indicator, money", GAP, "C70"),
]


def _refused(text: str) -> tuple[Fault, ...]:
    with pytest.raises(ContractFileRefused) as refused:
        load(text, "changed")
    return refused.value.faults


@pytest.mark.parametrize(("text", "stated", "instead", "code"), REFUSED)
def test_what_does_not_fit_is_refused(text: str, stated: str, instead: str, code: str) -> None:
    assert stated in text
    assert {fault.code for fault in _refused(text.replace(stated, instead, 1))} >= {code}


def test_an_unknown_line_is_told_with_its_place_and_those_there_are() -> None:
    (fault,) = _refused(OF_LINES.replace("[adult-education]", "[adult]"))
    assert (fault.where, fault.found) == ("indicators.1.charge_lines", "“adult”")
    expected = "a line of the charge or of what is paid beside it: management, adult-education, rent, adjustments"
    assert fault.expected == expected


def test_a_line_is_told_from_another_of_its_id() -> None:
    named = EARNED.replace("- {id: jobs", "- {id: fee").replace("[jobs]", "[fee]").replace("[jobs, fee]", "[fee]")
    faults = _refused(named)
    assert {(fault.code, fault.found) for fault in faults} == {("C54", "“fee”, as 2 lines are called")}
    unnamed = named.replace(", charge_lines: [fee]", "")
    rows = terms_of(load(unnamed, "made-up").contract).tables["term_base_line"]
    assert rows.select("charge_base", "charge_line").rows() == [(0, 1), (0, 2)]


GUARANTEE = """guarantees:
  - {id: saved, title: Saved, fund: general fund, vat: standard, nature: compensation, savings: S,
     reported: running total, missing: not settled, profile: {2016-05: "£10.00"}, savings_are: beside the price,
     shortfall: recovered, caught_up: returned, clause: "2.4"}
"""
OF_THE_PAIN = "charge_lines: [visits, cost]"


@pytest.mark.parametrize(
    ("kind", "text", "is_refused"),
    [
        ("pain share", VOLUMES, True),
        ("guarantee shortfall", VOLUMES, False),
        # The authority bears the pain, or nobody does, so no cap has anything to limit.
        ("pain share", VOLUMES.replace("charge_carries: actual", "charge_carries: target"), False),
        ("pain share", VOLUMES.replace("gain: none, pain:", "pain: none, gain:"), False),
        ("pain share", VOLUMES.replace(OF_THE_PAIN, "charge_lines: [visits]"), False),
    ],
)
def test_no_percentage_is_of_what_caps_leave(kind: str, text: str, *, is_refused: bool) -> None:
    limited = text.replace("caps:\n", LOSSES.replace("LOSS", kind))
    if is_refused:
        (fault,) = _refused(limited)
        assert (fault.code, fault.where, fault.clause) == ("C56", "caps.3.charge_lines", "7.2")
        assert fault.found == f"“cost”, of whose {kind} caps leave only a part"
    else:
        load(limited, "made-up")


@pytest.mark.parametrize(("shortfall", "is_refused"), [("recovered", True), ("tracked", False)])
def test_no_percentage_is_of_a_shortfall_that_caps_limit(shortfall: str, *, is_refused: bool) -> None:
    money = VOLUMES.replace("{id: C, title: Cost,", "{id: S, title: Saved,").replace(
        "better: lower, measured", "better: higher, measured", 1
    )
    shares = money[money.index("shares:") : money.index("unit_prices:")]
    text = (
        money.replace("guarantees: none\n", GUARANTEE)
        .replace(shares, "shares: none\n")
        .replace("[visits, cost]", "[visits, saved]")
    )
    if shortfall == "tracked":
        text = text.replace("shortfall: recovered, caught_up: returned", "shortfall: tracked, caught_up: none")
    limited = text.replace("caps:\n", LOSSES.replace("LOSS", "guarantee shortfall"))
    if is_refused:
        assert [fault.code for fault in _refused(limited)] == ["C56"]
    else:
        load(limited, "made-up")


@pytest.mark.parametrize(
    ("stated", "instead"),
    [
        ("charge_lines: [adult-education]", "charge_lines: [adult]"),
        ("charge_lines: [adult-education, management]", "charge_lines: [adult-education, adult-education]"),
    ],
)
def test_a_fault_points_at_its_line(stated: str, instead: str) -> None:
    text = OF_LINES.replace(stated, instead)
    assert [instead in text.splitlines()[fault.line - 1] for fault in _refused(text)] == [True]


def test_a_gap_may_fail_percentages_of_the_same_lines() -> None:
    text = OF_LINES.replace("run: skipped, per: indicator, money", GAP)
    same = text.replace("[adult-education, management]", "[management]").replace("[adult-education]", "[management]")
    whole = same.replace("id: C\n", "id: C\n    charge_lines: [management]\n")
    assert [one.charge_lines for one in load(whole, "changed").contract.indicators] == [("management",)] * 3


def _warned(text: str, code: str, limits: Limits | None = None) -> list[str]:
    return [fault.found for fault in warnings_of(load(text, "made-up"), "made-up", limits) if fault.code == code]


def test_a_failure_is_worth_a_percentage_of_its_own_lines() -> None:
    # 10% of £500.00, £1,500.00 and £1,800.00, of a month's charge of £1,800.00; later of £750.00, £1,750.00, £2,050.00.
    assert _warned(OF_LINES, "W02") == [
        "“fail” after “pass” worth £75.00 in November 2016, 3.66% of its charge",
        "“fail” after “pass” worth £175.00 in November 2016, 8.54% of its charge",
        "“fail” after “pass” worth £180.00 in April 2016, 10.00% of its charge",
    ]


def test_a_missing_return_is_worth_percentages_of_lines() -> None:
    text = OF_LINES.replace("missing: {take: no deduction", "missing: {take: worst band")
    # £75.00 + £175.00 + £205.00 of £2,050.00; before November £380.00 of £1,800.00.
    assert _warned(text, "W06") == [
        "worst bands worth £455.00 where the return for November 2016 does not come, 22.20% of its charge"
    ]


def test_a_cap_has_the_room_of_its_own_lines() -> None:
    # Until October 10% of £6,000.00 a year; from November of £9,000.00. A failure costs £5,000.00 at most.
    text = CAP.replace("charge_lines: [adult-education, management]", "charge_lines: [adult-education]")
    assert _warned(text, "W01") == ["room for £600.00 in April 2016, where A alone may cost £5,000.00"]


def test_what_is_paid_beside_the_charge_is_no_known_room_or_worth() -> None:
    # A costs £900.00, and neither cap says beforehand how much it leaves.
    assert _warned(VOLUMES, "W01") == []
    assert _warned(VOLUMES.replace("[visits]", "[fee]"), "W01") != []
    # B costs 10% of what is paid for jobs alone, C 10% of £1,300.00; A 3% of £1,000.00, as it is of jobs too.
    assert [found.partition(" worth ")[2] for found in _warned(EARNED, "W02")] == [
        "£130.00 in April 2016, 10.00% of its charge"
    ]


def test_bases_are_numbered_by_the_lines_they_are_made_of() -> None:
    found = load(OF_LOTS, "made-up").contract
    bases = [sorted(lines) for lines in charge_bases(found)]
    assert bases == [["lot-1", "lot-2", "rent"], ["lot-1"], ["lot-2"], ["lot-1", "lot-2"]]


def test_lines_paid_beside_the_charge_stand_in_the_bases_that_name_them() -> None:
    rows = terms_of(load(EARNED, "made-up").contract).tables["term_base_line"]
    found = rows.group_by("charge_base").agg(pl.col("charge_line").sort()).sort("charge_base")["charge_line"].to_list()
    # The whole charge, what A's points are a percentage of, and what B costs one of.
    assert found == [[1, 2], [1, 1001], [1001]]


def test_a_contract_that_names_none_is_kept_as_it_was() -> None:
    plain = contract()
    assert "charge_lines" not in plain.model_dump_json()
    assert set(terms_of(plain).tables["term_base_line"]["charge_base"]) == {0}
