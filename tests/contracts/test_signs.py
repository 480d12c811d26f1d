"""What can be nothing and never less is refused just below 0, on its line, and accepted at 0."""

import pytest

from contracts.faults import ContractFileRefused, Fault
from contracts.loading import load
from tests.contracts.small import changed, line_of

CAP = (
    "caps:\n  - {id: month, per: month, applies_to: all, LIMIT, limits: [performance], excess: extinguished,"
    " clause: '7'}"
)
PERCENT_CAP = CAP.replace("LIMIT", "percent: VALUE, of: the month's charge")
LATE = "{late: VALUE, missing: £0.00, per: return, additional: yes, clause: '3.4'}"
FREE = "free_points: {points: VALUE, per: month, counted_for: the contract, clause: '3'}"
RATCHET = "ratchet: {slices: [{above: 0, multiplier: VALUE}], clause: '3.3'}"
AT_RISK = "amount_at_risk: {pounds: VALUE, clause: '3.2'}"
SHARE_AT_RISK = "amount_at_risk: {percent: VALUE, of: the month's charge, clause: '3.2'}"
PER_UNIT = "per_unit: {pounds: VALUE, above: 0}"
INTEREST = (
    'payment: {within: 0, of: working days, after: certification, clause: "4.2"}, credit_note: none,'
    ' interest: {above_base_rate: ABOVE, base_rate: BASE, fund: general fund, clause: "4.3"}'
)
NO_INTEREST = "payment: none, credit_note: none, interest: none"
PENNY, HUNDREDTH = ("-£0.01", "£0.00"), ("-0.01", "0")

FROM_NIL = [
    ("points: 5}", "points: VALUE}", HUNDREDTH),
    ("points: 5}", "pounds: VALUE}", PENNY),
    ("points: 5}", "percent: VALUE}", HUNDREDTH),
    ("points: 5}", PER_UNIT + "}", PENNY),
    ("points: 5}", "linear: {all_due_at: 80, pounds: VALUE}}", PENNY),
    ("points: 5}", "linear: {all_due_at: 80, percent: VALUE}}", HUNDREDTH),
    ("point: {pounds: £450.00", "point: {pounds: VALUE", PENNY),
    ("point: {pounds: £450.00", "point: {percent: VALUE, of: the month's charge", HUNDREDTH),
    ("point: {pounds: £450.00", "point: {table: [{points: VALUE, percent: 0}], of: the month's charge", HUNDREDTH),
    ("point: {pounds: £450.00", "point: {table: [{points: 1, percent: VALUE}], of: the month's charge", HUNDREDTH),
    ("amount_at_risk: none", AT_RISK, PENNY),
    ("amount_at_risk: none", SHARE_AT_RISK, HUNDREDTH),
    ("reporting_failure: none", f"reporting_failure: {LATE}", PENNY),
    ("reporting_failure: none", f"reporting_failure: {LATE.replace('£0.00', '£1.00')}", PENNY),
    (
        "reporting_failure: none",
        f"reporting_failure: {LATE.replace('missing: £0.00', 'missing: VALUE').replace('late: VALUE', 'late: £1.00')}",
        PENNY,
    ),
    ("free_points: none", FREE, HUNDREDTH),
    ("ratchet: none", RATCHET, HUNDREDTH),
    ("caps: []", CAP.replace("LIMIT", "amount: VALUE"), PENNY),
    ("caps: []", PERCENT_CAP, HUNDREDTH),
    ("payable: twelfths", f"payable: [VALUE, {', '.join(['1'] * 11)}]", HUNDREDTH),
    ("    bands: plain", "    minimum_denominator: VALUE\n    bands: plain", HUNDREDTH),
    (NO_INTEREST, INTEREST.replace("ABOVE", "VALUE").replace("BASE", "0"), HUNDREDTH),
    (NO_INTEREST, INTEREST.replace("ABOVE", "8").replace("BASE", "VALUE"), HUNDREDTH),
]


def told(before: str, after: str) -> tuple[Fault, ...]:
    try:
        load(changed((before, after)), "small.yaml")
    except ContractFileRefused as refused:
        return refused.faults
    return ()


@pytest.mark.parametrize(("before", "after", "values"), FROM_NIL, ids=[after[:60] for _, after, _ in FROM_NIL])
def test_nothing_is_accepted_and_less_is_refused(before: str, after: str, values: tuple[str, str]) -> None:
    below, nil = values
    assert told(before, after.replace("VALUE", nil)) == ()
    wrong = after.replace("VALUE", below)
    line = line_of(changed((before, wrong)), next(part for part in wrong.splitlines() if below in part))
    # Weights of the months may be said in a word instead, so that both ways are told.
    refused = [fault for fault in told(before, wrong) if fault.expected != "twelfths"]
    assert [(fault.code, fault.line, fault.found, fault.expected) for fault in refused] == [
        ("C12", line, f"“{below}”", "0 or more")
    ]


def test_a_dated_value_below_nil_is_refused_on_its_own_line() -> None:
    cap = CAP.replace("LIMIT", "amount: {2016-04: £1.00, 2017-04: -£1.00}")
    (fault,) = told("caps: []", cap)
    assert (fault.where, fault.found, fault.clause) == ("caps.month.amount.2017-04", "“-£1.00”", "7")


REBATE = """\
    - id: rebate
      title: Rebate
      fund: general fund
      vat: standard
      annual: {2016-04: "-£14,400.00", 2017-04: "PRICE"}
      pass_through: no
      clause: "1.9"
  payable: twelfths
"""


def test_a_charge_line_may_be_a_rebate_and_the_charge_as_a_whole_may_not() -> None:
    rebate = ("  payable: twelfths\n", REBATE)
    # The fee is £14,400.00 a year, and £15,600.00 from April 2017.
    assert told(rebate[0], rebate[1].replace("PRICE", "-£15,600.00")) == ()
    (fault,) = told(rebate[0], rebate[1].replace("PRICE", "-£15,600.01"))
    assert (fault.code, fault.found) == ("C49", "lines that come to \u2212£0.01 a year from 2017-04-01")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("      2016-04: 95\n", "      2016-04: -5\n"),
        ("at_least: 90", "at_least: -90"),
        ("points: 5}", "per_unit: {pounds: £1.00, above: -3}}"),
    ],
)
def test_what_is_measured_may_be_below_nil(before: str, after: str) -> None:
    assert told(before, after) == ()


def test_a_weight_below_nil_is_no_weight_even_where_all_add_up() -> None:
    text = changed(("    bands: plain", "    weight: -0.01\n    bands: plain"))
    with pytest.raises(ContractFileRefused) as refused:
        load(text, "small.yaml")
    assert [(fault.found, fault.expected) for fault in refused.value.faults] == [("“-0.01”", "0 or more")]
