"""Step 20: what is paid each month, what is carried to the next, and VAT on what is left, code by code."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from contracts.contract import Contract
from contracts.earned import earned_lines
from contracts.months import Month
from contracts.vat import Vat
from tests.reference.caps import Piece
from tests.reference.charge import Charges
from tests.reference.earned import Earned
from tests.reference.exact import half_up, priced_month, statement_months, term

if TYPE_CHECKING:
    from contracts.splits import Treatment

Parts = dict[str, int]


@dataclass(frozen=True)
class Payment:
    """One month's payment in pence; ``vat`` by rate, for the rates that something is charged at."""

    charge: int
    deducted: int
    not_recovered: int
    brought_forward: int
    carried_on: int
    net: int
    vat: Mapping[Fraction, int] = field(default_factory=dict)


def payments(
    contract: Contract, charges: Charges, earned: Earned, charged: Mapping[Month, list[Piece]]
) -> dict[Month, Payment]:
    """Return each statement month's payment; what a month carries on it carries under the codes it stood under."""
    carried: Parts = {}
    found: dict[Month, Payment] = {}
    months = statement_months(contract)
    for month in months:
        own = _own_parts(contract, charges, earned, charged[month], month)
        found[month], carried = _payment(contract, month, own, carried, is_last=month == months[-1])
    return found


def _own_parts(
    contract: Contract, charges: Charges, earned: Earned, pieces: list[Piece], month: Month
) -> tuple[Parts, Parts]:
    """Return what a month's own lines charge and take, each by VAT code."""
    vat = contract.statement.vat
    charge: Parts = {}
    for line in contract.charge.lines:
        charge[line.vat] = charge.get(line.vat, 0) + charges.get(month, {}).get(line.id, 0)
    codes = {line.id: line.vat for _, line in earned_lines(contract)}
    for name, pence in earned.get(month, {}).items():
        charge[codes[name]] = charge.get(codes[name], 0) + pence
    if vat is None:
        return charge, {"none": sum(piece.pence for piece in pieces)}
    taken: Parts = {}
    for (treatment, of_month), pence in _added_up(vat, pieces, month).items():
        for code, part in _split(vat, treatment, pence, _charged(contract, charges, of_month)):
            taken[code] = taken.get(code, 0) + part
    return charge, taken


def _added_up(vat: Vat, pieces: list[Piece], month: Month) -> dict[tuple["Treatment", Month], int]:
    """Return what is divided as one sum: what a month deducts of a kind, and the month whose charge it is divided by.

    A deduction stands under the codes of the charge that it is of: that of the month whose statement first had it. Only
    a ratio that the file states in numbers is the same for all of them.
    """
    sums: dict[tuple[Treatment, Month], int] = {}
    for piece in pieces:
        treatment: Treatment = "reporting_failures" if piece.line.kind == "reporting" else "deductions"
        by_charge = vat.treatment(treatment).split == "as the charge"
        key = (treatment, piece.line.statement_month if by_charge else month)
        sums[key] = sums.get(key, 0) + piece.pence
    return sums


def _split(vat: Vat, treatment: "Treatment", pence: int, charged: Mapping[str, Fraction]) -> Iterator[tuple[str, int]]:
    """Yield what stands under each code of one such sum, in the order in which rates are stated."""
    rule = vat.treatment(treatment)
    if rule.code is not None:
        yield rule.code, pence
        return
    ratio = dict(rule.split) if isinstance(rule.split, dict) else charged
    ratio = {code: ratio[code] for code in vat.rates if code in ratio}
    if not any(ratio.values()):
        ratio = {next(iter(ratio)): Fraction(1)}
    before = Fraction(0)
    for part in ratio.items():
        after = before + pence * part[1] / sum(ratio.values())
        yield part[0], half_up(after) - half_up(before)
        before = after


def _charged(contract: Contract, charges: Charges, month: Month) -> dict[str, Fraction]:
    """Return what the charge lines of a statement's priced month come to under each code, never below nothing."""
    found: dict[str, Fraction] = {}
    for line in contract.charge.lines:
        pence = charges.get(priced_month(contract, month), {}).get(line.id, 0)
        found[line.vat] = found.get(line.vat, Fraction(0)) + pence
    return {code: max(pence, Fraction(0)) for code, pence in found.items()}


def _payment(
    contract: Contract, month: Month, own: tuple[Parts, Parts], carried: Parts, *, is_last: bool
) -> tuple[Payment, Parts]:
    charge, taken = own
    rules = contract.statement
    parts = {
        code: charge.get(code, 0) - taken.get(code, 0) + carried.get(code, 0) for code in {**charge, **taken, **carried}
    }
    total, brought = sum(parts.values()), -sum(carried.values())
    sums = (sum(charge.values()), sum(taken.values()))
    keeps = rules.net_below_zero == "nil" or (rules.net_below_zero == "carried" and rules.at_end == "extinguished")
    if total < 0 and rules.net_below_zero == "carried" and not is_last:
        return Payment(*sums, 0, brought, -total, 0), parts
    if total < 0 and keeps:
        return Payment(*sums, -total, brought, 0, 0), {}
    return Payment(*sums, 0, brought, 0, total, _vat(contract, parts, month)), {}


def _vat(contract: Contract, parts: Parts, month: Month) -> dict[Fraction, int]:
    vat = contract.statement.vat
    taxed: dict[Fraction, int] = {}
    for code, pence in parts.items() if vat else ():
        assert vat is not None
        rate = term(vat.rates[code], month) / 100
        taxed[rate] = taxed.get(rate, 0) + pence
    return {rate: half_up(rate * pence) for rate, pence in taxed.items()}
