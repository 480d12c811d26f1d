"""The whole mechanism, from a contract and its figures to every month's lines and net payment."""

from dataclasses import dataclass

from contracts.contract import Contract
from contracts.months import Month
from tests.reference.caps import Piece, capped
from tests.reference.charge import Charges, charges
from tests.reference.earn_back import room_that_comes_back, with_what_comes_back
from tests.reference.earned import Earned, earned
from tests.reference.exact import contract_months, statement_months
from tests.reference.failures import Judged, judge
from tests.reference.figures import Figures
from tests.reference.free_points import with_free_points
from tests.reference.indexation import at_prices_of_each_month
from tests.reference.losses import after_caps, lines_of, losses, without_losses
from tests.reference.money import Line, lines_of_month
from tests.reference.payment import Payment, payments


@dataclass(frozen=True)
class Statement:
    """One month's statement: its lines, what is charged of them and of carried ones, and what is paid."""

    month: Month
    lines: tuple[Line, ...]
    charged: tuple[Piece, ...]
    payment: Payment


@dataclass(frozen=True)
class Result:
    """Everything that was worked out for one contract."""

    charges: Charges
    earned: Earned
    judged: tuple[Judged, ...]
    statements: tuple[Statement, ...]


def work_out(contract: Contract, figures: Figures) -> Result:
    """Work the mechanism out for every month that has a statement."""
    contract = at_prices_of_each_month(contract, figures)
    charged = charges(contract)
    judged = with_free_points(contract, judge(contract, figures, charged))
    lines: list[Line] = []
    for month in contract_months(contract):
        of_month = {one.indicator: one for one in judged if one.month == month}
        lines.extend(lines_of_month(contract, figures, month, of_month, charged))
    lost = losses(contract, figures)
    limited = [*lines, *lines_of(contract, lost)]
    pieces = capped(contract, limited, charged, room_that_comes_back(contract, judged), figures.decided)
    beside = after_caps(contract, earned(contract, figures), lost, pieces)
    pieces = without_losses(pieces, lost)
    pieces = with_what_comes_back(contract, pieces, judged)
    paid = payments(contract, charged, beside, pieces)
    return Result(
        charged,
        beside,
        tuple(judged),
        tuple(_statement(month, lines, pieces[month], paid[month]) for month in statement_months(contract)),
    )


def _statement(month: Month, lines: list[Line], pieces: list[Piece], payment: Payment) -> Statement:
    return Statement(
        month=month,
        lines=tuple(line for line in lines if line.statement_month == month),
        charged=tuple(piece for piece in pieces if piece.pence),
        payment=payment,
    )
