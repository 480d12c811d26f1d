"""What a percentage was taken of, where the contract names charge lines for it: for the working of a line."""

from collections.abc import Iterator
from fractions import Fraction

from contracts import wording
from contracts.bases import Lines, ShareKind, named_lines
from contracts.caps import Cap
from contracts.contract import Contract
from contracts.months import Month
from contracts.terms import caps as cap_terms
from contracts.values import in_force
from statements.documents import Sum
from statements.ledger import Ledger
from statements.measures import number

_OF_A_CAP = {
    "the month's charge": "the month's charge",
    "annual charge": "the annual charge",
    "paid to date": "what is paid to date",
}


def base_text(contract: Contract, indicator: int, kind: ShareKind, pence: int) -> str:
    """Write the base of a percentage that failing an indicator (by its number) costs, with the lines it is made of."""
    lines = named_lines(contract, contract.indicators[indicator - 1], kind)
    return wording.pounds(pence) + (f" (the charge for {_titles(contract, lines)})" if lines else "")


def limit_sums(ledger: Ledger, cap: Cap, charged: Month) -> Iterator[Sum]:
    """Yield what a cap allows in a month, where it is a percentage of charge lines that it names."""
    contract = ledger.frozen.contract
    if cap.percent is not None and cap.of is not None and cap.charge_lines:
        percent = in_force(cap.percent, Month(min(charged, contract.last_month))) or Fraction(0)
        place = cap_terms.in_order(contract).index(cap) + 1
        limit = wording.pounds(int(ledger.cap_limits[place, charged]["limit_pence"]))
        says = f"Allowed: {number(percent)}% of {_OF_A_CAP[cap.of]} for {_titles(contract, cap.charge_lines)}"
        yield Sum(says=says, figures=limit)


def _titles(contract: Contract, lines: Lines) -> str:
    return wording.listed(line.title for line in contract.charge.lines if line.id in lines)
