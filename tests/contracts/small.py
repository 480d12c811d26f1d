"""A small contract file that is right, and ways of making it wrong."""

from datetime import date

import pytest

from contracts.contract import Contract
from contracts.faults import ContractFileRefused, Fault
from contracts.loading import load

TEXT = """\
reckoner: 1
contract:
  id: small
  title: Small contract
  authority: The Authority
  provider: The Provider
  first_day: 2016-04-01
  last_day: 2018-03-31
  years_start: April
  regime: services contract
forums:
  board: {title: Contract board, meets: monthly}
services:
  main: {title: The service, forum: board}
charge:
  lines:
    - id: fee
      title: Fee
      fund: general fund
      vat: standard
      annual:
        2016-04: £14,400.00
        2017-04: £15,600.00
      pass_through: no
      clause: "1.1"
  payable: twelfths
  part_month: days in the month
  index: none
returns:
  due: {working_days: 5, after: end of month, by: "17:00", clause: "1.2"}
  datasets: [indicators]
rules:
  priced: the month's own charge
  rounding: line
  round_for_banding: none
  when:
    missing: {take: no deduction, run: skipped, per: indicator, money: deducted, clause: "1.3"}
    below_minimum: {take: no deduction, run: skipped, clause: "1.4"}
    nil_activity: {take: no deduction, run: skipped, clause: "1.5"}
    not_measurable: {take: no deduction, run: skipped, clause: "1.6"}
    relieved: {run: skipped, clause: "1.7"}
    carry_last_status: none
  records_differ_from_statement: records
  cases_before_start: counted
relief:
  bedding_in: none
  suspensions: none
  agreed: none
bands:
  plain:
    judged_on: value
    clause: "2.1"
    rungs:
      - {at_least: 95, status: green, fails: no, points: 0}
      - {at_least: 90, status: amber, fails: yes, points: 2}
      - {otherwise: all, status: red, fails: yes, points: 5}
indicators:
  - id: OP1
    title: Offers made in time
    clause: "2.2"
    service: main
    forum: board
    owner: Admissions Manager
    review: 2017-04
    kind: operational
    unit: percent
    better: higher
    measured: {every: month}
    measure: {from: indicators, counts: offers in time, of: offers}
    definition: Offers made within 10 school days, of all offers made in the month.
    target:
      2016-04: 95
      2017-04: 96
    bands: plain
deductions:
  repeat: none
  incidents: none
  free_points: none
  ratchet: none
  point: {pounds: £450.00, clause: "3.1"}
  amount_at_risk: none
  reporting_failure: none
  returned_to: general fund
caps: []
earn_back: none
outcomes: none
guarantees: none
shares: none
unit_prices: none
statement: {net_below_zero: owed, vat: none, reply: none, dispute: none, deduction_notice: none,
  payment: none, credit_note: none, interest: none, reopening: none, clause: "4.1"}
triggers: none
"""


def changed(*replacements: tuple[str, str]) -> str:
    """Return the small contract with each first text, which stands in it once, replaced by the second."""
    text = TEXT
    for before, after in replacements:
        assert text.count(before) == 1, f"“{before}” stands {text.count(before)} times in the small contract"
        text = text.replace(before, after)
    return text


def varied(*variations: str) -> str:
    """Return the small contract with variations."""
    return TEXT + "variations:\n" + "".join(f"  - {variation}\n" for variation in variations)


def contract(text: str = TEXT, known_on: date | None = None) -> Contract:
    """Read a contract file's text."""
    return load(text, "small.yaml", known_on).contract


def faults(text: str) -> tuple[Fault, ...]:
    """Return the faults for which a contract file is refused."""
    with pytest.raises(ContractFileRefused) as refused:
        load(text, "small.yaml")
    return refused.value.faults


def line_of(text: str, marked: str) -> int:
    """Return the line, from 1, of the only one that has a text in it."""
    found = [number for number, line in enumerate(text.splitlines(), start=1) if marked in line]
    assert len(found) == 1, f"“{marked}” stands on lines {found}"
    return found[0]
