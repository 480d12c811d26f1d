"""What steps 13 to 15 add to the charge: lines with a fund and a VAT code of their own."""

from contracts.contract import Contract
from contracts.outcomes import Outcome
from contracts.reading import Path
from contracts.shares import Guarantee, Share
from contracts.unit_prices import UnitPrice

EARNED_FROM = 1_001
"""Lines that are earned are numbered from here, so that they stand after every line of the charge."""

Earned = Outcome | Guarantee | Share | UnitPrice


def earned_lines(contract: Contract) -> list[tuple[int, Earned]]:
    """Return the earned lines of a contract, each with its number among the lines of what is paid."""
    return [(number, line) for number, _, line in _placed(contract)]


def earned_places(contract: Contract) -> list[tuple[Path, Earned]]:
    """Return the earned lines of a contract, each with its place in the file."""
    return [(path, line) for _, path, line in _placed(contract)]


def _placed(contract: Contract) -> list[tuple[int, Path, Earned]]:
    """Return the lines in the order of their steps: number, place in the file and line."""
    lists: dict[str, tuple[Earned, ...]] = {
        "outcomes": contract.outcomes,
        "guarantees": contract.guarantees,
        "shares": contract.shares,
        "unit_prices": contract.unit_prices,
    }
    placed: list[tuple[Path, Earned]] = [
        ((key, place), line) for key, lines in lists.items() for place, line in enumerate(lines)
    ]
    return [(number, path, line) for number, (path, line) in enumerate(placed, start=EARNED_FROM)]
