"""VAT as terms: the rate of each code from month to month, and the code of each kind of line."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from typing import Any, get_args

from contracts.contract import Contract
from contracts.earned import earned_lines
from contracts.months import Month
from contracts.rules import Kind
from contracts.splits import AS_THE_CHARGE, Treatment
from contracts.terms.earn_back import KIND
from contracts.terms.scales import scale_of
from contracts.terms.spans import statement_offset
from contracts.values import in_force

Row = dict[str, Any]


def rows(contract: Contract) -> dict[str, list[Row]]:
    """Return the tables of VAT and of a net that is carried; empty where the contract has neither."""
    return {
        "term_vat_rate": list(_rates(contract)),
        "term_vat_line": list(_lines(contract)),
        "term_vat_share": list(_shares(contract)),
        "term_net_carried": list(_carried(contract)),
    }


def _rates(contract: Contract) -> Iterator[Row]:
    vat, first, end = contract.statement.vat, contract.first_month, Month(contract.last_month + 2)
    for number, schedule in enumerate(vat.rates.values() if vat else (), start=1):
        starts = {first} | {start for start, _ in schedule if first < start < end}
        for start, stop in pairwise([*sorted(starts), end]):
            rate = (in_force(schedule, start) or Fraction(0)) / 100
            span = {"first_month": start, "end_month": stop}
            yield {"code": number, **span, "rate": rate.numerator, "rate_scale": rate.denominator}


def _lines(contract: Contract) -> Iterator[Row]:
    """Yield the code of each charge line and, under charge line 0, of each kind of deduction that has one code."""
    vat = contract.statement.vat
    if vat is None:
        return
    codes = list(vat.rates)
    for place, line in enumerate(contract.charge.lines, start=1):
        yield {"kind": "charge", "charge_line": place, "code": codes.index(line.vat) + 1}
    for number, earned in earned_lines(contract):
        yield {"kind": "charge", "charge_line": number, "code": codes.index(earned.vat) + 1}
    for kind in (*get_args(Kind), KIND):
        code = vat.treatment("reporting_failures" if kind == "reporting" else "deductions").code
        if code is not None:
            yield {"kind": kind, "charge_line": 0, "code": codes.index(code) + 1}


def _shares(contract: Contract) -> Iterator[Row]:
    """Yield each code's share of the kinds of deduction that are split; what goes by the charge has no weight yet."""
    vat = contract.statement.vat
    codes = list(vat.rates) if vat else []
    for treatment in get_args(Treatment) if vat else ():
        split = vat.treatment(treatment).split if vat else None
        if split == AS_THE_CHARGE:
            held = {line.vat for line in contract.charge.lines}
            parts = {code: Fraction(0) for code in codes if code in held}
        else:
            parts = {code: split[code] for code in codes if code in split} if isinstance(split, dict) else {}
        scale = scale_of(parts.values())
        for code, part in parts.items():
            weight = {"by_charge": int(split == AS_THE_CHARGE), "weight": int(part * scale)}
            yield {"treatment": treatment, "code": codes.index(code) + 1, **weight}


def _carried(contract: Contract) -> Iterator[Row]:
    if contract.statement.at_end is not None:
        last = contract.last_month + statement_offset(contract)
        yield {"at_end": contract.statement.at_end, "last_month": last}
