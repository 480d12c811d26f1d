"""Shortfalls and pains that caps limit: lines among the others, and what of them stands after the caps."""

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

from contracts.contract import Contract
from contracts.earned import earned_lines
from contracts.months import Month
from contracts.shares import Guarantee, Share
from tests.reference.caps import Charged, Piece
from tests.reference.earned import Earned
from tests.reference.exact import statement_months
from tests.reference.money import Line

if TYPE_CHECKING:
    from contracts.caps import Limited

Losses = Mapping[str, Mapping[Month, int]]
"""What each guarantee or share takes off in each month, where a cap limits that; less than nothing is given back."""

LAST = 1_000_000
"""Where losses stand among the lines of a month: after its deductions."""


def losses(contract: Contract, lost: Earned) -> Losses:
    """Return the losses that some cap limits, of what each line loses in each month."""
    limited = {kind for cap in contract.caps for kind in cap.limits}
    lines = [
        *(contract.guarantees if "guarantee shortfall" in limited else ()),
        *(contract.shares if "pain share" in limited else ()),
    ]
    return {line.id: {month: of[line.id] for month, of in lost.items() if line.id in of} for line in lines}


def lines_of(contract: Contract, found: Losses) -> list[Line]:
    """Return a line for each loss."""
    kinds: dict[type, Limited] = {Guarantee: "guarantee shortfall", Share: "pain share"}
    return [
        Line(kinds[type(line)], None, line.id, month, month, LAST + number, Fraction(pence), pence)
        for number, line in earned_lines(contract)
        for month, pence in found.get(line.id, {}).items()
        if pence > 0
    ]


def without_losses(charged: Charged, found: Losses) -> Charged:
    """Return what is charged of the deductions alone."""
    return {month: [piece for piece in of if not _is_loss(piece, found)] for month, of in charged.items()}


def after_caps(contract: Contract, beside: Earned, found: Losses, charged: Charged) -> Earned:
    """Return what is earned in each month with losses as the caps left them.

    Never more stands taken than is lost by then, and what is taken above that comes back in the same month.
    """
    result = {month: dict(beside.get(month, {})) for month in statement_months(contract)}
    for name, lost in found.items():
        position, stands = 0, 0
        for month in statement_months(contract):
            position += lost.get(month, 0)
            taken = sum(piece.pence for piece in charged[month] if _is_loss(piece, found) and piece.line.unit == name)
            after = min(stands + taken, max(position, 0))
            result[month][name] = result[month].get(name, 0) + lost.get(month, 0) + stands - after
            stands = after
    return {month: {name: pence for name, pence in of.items() if pence} for month, of in result.items()}


def _is_loss(piece: Piece, found: Losses) -> bool:
    return piece.line.indicator is None and piece.line.unit in found
