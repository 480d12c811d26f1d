"""The whole mechanism, from a contract and its figures to every month's lines and net payment."""

from dataclasses import dataclass, replace
from fractions import Fraction

from contracts.contract import Contract
from contracts.months import Month
from tests.reference.caps import Piece, capped
from tests.reference.charge import Charges, all_that_is_paid, charges
from tests.reference.earn_back import room_that_comes_back, with_what_comes_back
from tests.reference.earned import Earned, beside_the_charge, in_pence
from tests.reference.exact import contract_months, delay, statement_months
from tests.reference.failures import Judged, judge, set_aside
from tests.reference.figures import Figures
from tests.reference.free_points import with_free_points
from tests.reference.indexation import at_prices_of_each_month
from tests.reference.losses import after_caps, lines_of, losses, without_losses
from tests.reference.money import Line, lines_of_month
from tests.reference.money import in_pence as lines_in_pence
from tests.reference.payment import Payment, payments
from tests.reference.stages import at_priced_stage


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
    contract, figures = at_prices_of_each_month(contract, figures), at_priced_stage(contract, figures)
    charged = charges(contract)
    of_the_charge = all_that_is_paid(charged, {}, figures.of_other_months)
    # What is dearer is so in its own unit, whatever a percentage is of.
    taken = replace(figures, set_aside=set_aside(contract, figures, of_the_charge))
    exact = beside_the_charge(contract, taken)
    beside, of_losses = in_pence(contract, exact)
    paid = all_that_is_paid(charged, beside, figures.of_other_months)
    judged = with_free_points(contract, judge(contract, figures, paid))
    lines: list[Line] = []
    for month in contract_months(contract):
        of_month = {one.indicator: one for one in judged if one.month == month}
        deducted = lines_of_month(contract, figures, month, of_month, paid)
        stated = Month(month + delay(contract))
        before = sum((one.amount for one in exact if one.month == stated), Fraction(0))
        lines.extend(lines_in_pence(contract, deducted, before))
    lost = losses(contract, of_losses)
    limited = [*lines, *lines_of(contract, lost)]
    pieces = capped(contract, limited, paid, room_that_comes_back(contract, judged), figures.decided)
    beside = after_caps(contract, beside, lost, pieces)
    pieces = without_losses(pieces, lost)
    pieces = with_what_comes_back(contract, pieces, judged)
    owed = payments(contract, charged, beside, pieces)
    return Result(
        charged,
        beside,
        tuple(judged),
        tuple(_statement(month, lines, pieces[month], owed[month]) for month in statement_months(contract)),
    )


def _statement(month: Month, lines: list[Line], pieces: list[Piece], payment: Payment) -> Statement:
    return Statement(
        month=month,
        lines=tuple(line for line in lines if line.statement_month == month),
        charged=tuple(piece for piece in pieces if piece.pence),
        payment=payment,
    )
