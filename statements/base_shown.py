"""What a percentage was taken of, where the contract names lines for it: for the working of a line."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from contracts import months, wording
from contracts.bases import NO_LINES, OF_OTHER_MONTHS, VAT, Lines, ShareKind, base_place, lines_of_cap, lines_of_failure
from contracts.caps import Cap
from contracts.contract import Contract
from contracts.earned import earned_lines
from contracts.months import Month
from contracts.terms import caps as cap_terms
from contracts.values import in_force
from statements.documents import Sum
from statements.failure_line import FailureLine
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
    lines = lines_of_failure(contract, contract.indicators[indicator - 1], kind)
    if lines is None:
        return wording.pounds(pence)
    name = base_name(contract, indicator, kind)
    nothing = ", of which less than nothing is nothing" if pence == 0 and name != _CHARGE else ""
    return f"{wording.pounds(pence)} ({name} for {_titles(contract, lines)}{nothing})"


def base_name(contract: Contract, indicator: int, kind: ShareKind) -> str:
    """Say what a percentage that failing an indicator costs is of: the charge, or also what is paid beside it."""
    lines = lines_of_failure(contract, contract.indicators[indicator - 1], kind)
    return "what is paid" if _beside(contract, lines or ()) else _CHARGE


def failure_base(line: FailureLine, kind: ShareKind) -> Iterator[Sum]:
    """Yield what stands beside lines that are paid in what a failure's percentage is of."""
    failure, lines = line.ledger.failures[line.key], lines_of_failure(line.ledger.frozen.contract, line.indicator, kind)
    spread = range(failure["base_first_month"], failure["base_last_month"] + 1)
    yield from listed_sums(line.ledger, lines, map(Month, spread))


def listed_sums(ledger: Ledger, lines: Lines | None, spread: Iterable[Month]) -> Iterator[Sum]:
    """Yield what stands in a base beside lines that are paid, month by month: VAT, adjustments and interest."""
    named, place = [name for name in NO_LINES if name in (lines or ())], base_place(ledger.frozen.contract, lines)
    for month in spread:
        for name in named:
            where = "what is listed in" if name == VAT else "the statement for"
            says = f"{name[0].upper()}{name[1:]} on {where} {months.spoken(month)}"
            yield Sum(says=says, figures=wording.pounds(_listed(ledger, name, place, month)))


def _listed(ledger: Ledger, name: str, place: int, month: Month) -> int:
    """Return what of a base is VAT, adjustments or interest in a month, in pence as it acts on the payment."""
    if name == VAT:
        return ledger.listed_vat.get((place, month), 0)
    carried = ledger.frozen.facts.tables["of_other_months"].filter(month=month, charge_line=OF_OTHER_MONTHS[name])
    return int(carried["pence"].sum())


def limit_sums(ledger: Ledger, cap: Cap, charged: Month) -> Iterator[Sum]:
    """Yield what a cap allows in a month, where it is a percentage of lines that it names."""
    contract = ledger.frozen.contract
    lines = lines_of_cap(contract, cap)
    if cap.percent is not None and cap.of is not None and lines:
        percent = in_force(cap.percent, Month(min(charged, contract.last_month))) or Fraction(0)
        place = cap_terms.in_order(contract).index(cap) + 1
        limit = wording.pounds(int(ledger.cap_limits[place, charged]["limit_pence"]))
        of = (_BESIDE_TOO if _beside(contract, lines) else _OF_A_CAP)[cap.of]
        says = f"Allowed: {number(percent)}% of {of} for {_titles(contract, lines)}"
        if cap.of == "the month's charge":
            yield from listed_sums(ledger, lines, [Month(min(charged, contract.last_month))])
        yield Sum(says=says, figures=limit)


def _beside(contract: Contract, lines: Lines) -> set[str]:
    return {*(line.id for _, line in earned_lines(contract)), *NO_LINES} & set(lines)


def _titles(contract: Contract, lines: Lines) -> str:
    every = (*contract.charge.lines, *(line for _, line in earned_lines(contract)))
    return wording.listed(
        [*(line.title for line in every if line.id in lines), *(name for name in NO_LINES if name in lines)]
    )
