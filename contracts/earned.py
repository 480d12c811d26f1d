"""What steps 13 to 15 add to the charge: lines with a fund and a VAT code of their own, no base of any percentage."""

from contracts.contract import Contract
from contracts.outcomes import Outcome
from contracts.unit_prices import UnitPrice

EARNED_FROM = 1_001
"""Lines that are earned are numbered from here, so that they stand after every line of the charge."""

Earned = Outcome | UnitPrice


def earned_lines(contract: Contract) -> list[tuple[int, Earned]]:
    """Return the earned lines of a contract, each with its number among the lines of what is paid."""
    return list(enumerate((*contract.outcomes, *contract.unit_prices), start=EARNED_FROM))
