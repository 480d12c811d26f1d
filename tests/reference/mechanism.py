"""The whole mechanism, from a contract and its figures to every month's lines and net payment."""

from dataclasses import dataclass

from contracts.contract import Contract
from contracts.months import Month
from tests.reference.caps import Piece, capped
from tests.reference.charge import Charges, charges, month_charge
from tests.reference.exact import contract_months, statement_months
from tests.reference.failures import Judged, judge
from tests.reference.figures import Figures
from tests.reference.money import Line, lines_of_month


@dataclass(frozen=True)
class Statement:
    """One month's statement: its lines, what is charged of them and of carried ones, and the net in pence.

    ``not_recovered`` is what the rule for a net below zero lets go.
    """

    month: Month
    charge: int
    lines: tuple[Line, ...]
    charged: tuple[Piece, ...]
    deducted: int
    not_recovered: int
    net: int


@dataclass(frozen=True)
class Result:
    """Everything that was worked out for one contract."""

    charges: Charges
    judged: tuple[Judged, ...]
    statements: tuple[Statement, ...]


def work_out(contract: Contract, figures: Figures) -> Result:
    """Work the mechanism out for every month that has a statement."""
    charged = charges(contract)
    judged = [one for indicator in contract.indicators for one in judge(contract, figures, indicator, charged)]
    lines: list[Line] = []
    for month in contract_months(contract):
        of_month = {one.indicator: one for one in judged if one.month == month}
        lines.extend(lines_of_month(contract, figures, month, of_month, charged))
    pieces = capped(contract, lines, charged)
    return Result(
        charged,
        tuple(judged),
        tuple(_statement(contract, month, lines, pieces[month], charged) for month in statement_months(contract)),
    )


def _statement(contract: Contract, month: Month, lines: list[Line], pieces: list[Piece], charged: Charges) -> Statement:
    charge = month_charge(charged, month)
    deducted = sum(piece.pence for piece in pieces)
    below_zero = max(deducted - charge, 0)
    not_recovered = below_zero if contract.statement.net_below_zero == "nil" else 0
    return Statement(
        month=month,
        charge=charge,
        lines=tuple(line for line in lines if line.statement_month == month),
        charged=tuple(piece for piece in pieces if piece.pence),
        deducted=deducted,
        not_recovered=not_recovered,
        net=charge - deducted + not_recovered,
    )
