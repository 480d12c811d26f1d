"""What a percentage was taken of, where the contract names lines for it: for the working of a line."""

from collections.abc import Iterator
from fractions import Fraction

from contracts import wording
from contracts.bases import Lines, ShareKind, named_lines
from contracts.caps import Cap
from contracts.contract import Contract
from contracts.earned import earned_lines
from contracts.months import Month
from contracts.terms import caps as cap_terms
from contracts.values import in_force
from statements.documents import Sum
from statements.ledger import Ledger
from statements.measures import number

_CHARGE = "the charge"
_OF_A_CAP = {
    "the month's charge": "the month's charge",
    "annual charge": "the annual charge",
    "paid to date": "what is paid to date",
}
_BESIDE_TOO = _OF_A_CAP | {"the month's charge": "what the month pays"}
"""The same where some line is paid beside the charge."""


def base_text(contract: Contract, indicator: int, kind: ShareKind, pence: int) -> str:
    """Write the base of a percentage that failing an indicator (by its number) costs, with the lines it is made of."""
    lines = named_lines(contract, contract.indicators[indicator - 1], kind)
    if lines is None:
        return wording.pounds(pence)
    name = base_name(contract, indicator, kind)
    nothing = ", of which less than nothing is nothing" if pence == 0 and name != _CHARGE else ""
    return f"{wording.pounds(pence)} ({name} for {_titles(contract, lines)}{nothing})"


def base_name(contract: Contract, indicator: int, kind: ShareKind) -> str:
    """Say what a percentage that failing an indicator costs is of: the charge, or also what is paid beside it."""
    lines = named_lines(contract, contract.indicators[indicator - 1], kind)
    return "what is paid" if _beside(contract, lines or ()) else _CHARGE


def limit_sums(ledger: Ledger, cap: Cap, charged: Month) -> Iterator[Sum]:
    """Yield what a cap allows in a month, where it is a percentage of lines that it names."""
    contract = ledger.frozen.contract
    if cap.percent is not None and cap.of is not None and cap.charge_lines:
        percent = in_force(cap.percent, Month(min(charged, contract.last_month))) or Fraction(0)
        place = cap_terms.in_order(contract).index(cap) + 1
        limit = wording.pounds(int(ledger.cap_limits[place, charged]["limit_pence"]))
        of = (_BESIDE_TOO if _beside(contract, cap.charge_lines) else _OF_A_CAP)[cap.of]
        says = f"Allowed: {number(percent)}% of {of} for {_titles(contract, cap.charge_lines)}"
        yield Sum(says=says, figures=limit)


def _beside(contract: Contract, lines: Lines) -> set[str]:
    return {line.id for _, line in earned_lines(contract)} & set(lines)


def _titles(contract: Contract, lines: Lines) -> str:
    every = (*contract.charge.lines, *(line for _, line in earned_lines(contract)))
    return wording.listed(line.title for line in every if line.id in lines)
