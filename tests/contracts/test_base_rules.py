"""What percentages are taken of: what is refused of charge lines that are named, and what warnings make of them."""

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
    assert fault.expected == "a line under “charge.lines”: management, adult-education, rent"


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


def test_bases_are_numbered_by_the_lines_they_are_made_of() -> None:
    found = load(OF_LOTS, "made-up").contract
    bases = [sorted(lines) for lines in charge_bases(found)]
    assert bases == [["lot-1", "lot-2", "rent"], ["lot-1"], ["lot-2"], ["lot-1", "lot-2"]]


def test_a_contract_that_names_none_is_kept_as_it_was() -> None:
    plain = contract()
    assert "charge_lines" not in plain.model_dump_json()
    assert set(terms_of(plain).tables["term_base_line"]["charge_base"]) == {0}
