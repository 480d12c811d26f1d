"""The bridge of a certified month: why it comes to something else now, in pounds.

The difference is split in the order data revised, variation, relief, decisions about deductions: first the figures as
known now with all others as they were known when the statement was drawn, then the terms, and so on. The parts add up.
"""

import operator
from datetime import datetime

from duckdb import DuckDBPyConnection
from pydantic import Field

from contracts import months
from contracts.errors import ReckonerError
from contracts.months import Month
from statements.documents import Document
from statements.freeze import CutOff, freeze
from statements.ledger import Ledger
from statements.life.adjustments import last_statement
from statements.life.certified import by_pot, own_pots, settled
from statements.lines import lines_of
from statements.of_other_months import worked_out


class NothingCertified(ReckonerError):
    """A bridge of a month that is not certified."""

    def __init__(self, month: Month) -> None:
        super().__init__(
            f"The statement for {months.spoken(month)} is not certified, so its draft shows every change by itself. A "
            "bridge leads from a certified statement to what is known now."
        )


class Bridge(Document):
    """From what was certified for a month to what it comes to now, in pence of the net payment before VAT.

    ``certified`` + ``data_revised`` + ``variation`` + ``relief`` + ``decisions`` = ``now``; ``adjusted`` of the
    difference stands on certified statements already, and ``to_adjust`` comes on the next one; where the contract's
    last statement is certified, ``final``, there is none to come.
    """

    contract: str
    month: str
    certified_on: datetime
    certified: int
    data_revised: int
    variation: int
    relief: int
    decisions: int
    now: int
    adjusted: int
    to_adjust: int
    final: bool = Field(default=False, exclude_if=operator.not_)

    @property
    def comes(self) -> str:
        """Say where the rest of the difference comes."""
        return "In the final account, on no statement" if self.final else "Comes on the next statement"


def bridge(cursor: DuckDBPyConnection, ledger: Ledger, month: Month, now: datetime) -> Bridge:
    """Return the bridge of a certified month at a moment, which the ledger was worked out for.

    Raises:
        NothingCertified: the month is not certified.
    """
    certified = ledger.frozen.certified
    if month not in certified:
        raise NothingCertified(month)
    was = certified[month]

    def at(cut_off: CutOff) -> Ledger:
        return worked_out(freeze(cursor, ledger.frozen.contract.id, cut_off))

    then = was.known_at
    revised = at(CutOff(now, terms=then, relief=then, decisions=then))
    varied = at(CutOff(now, relief=then, decisions=then))
    relieved = at(CutOff(now, decisions=then))
    figures = {"certified": own_pots(was), "revised": by_pot(lines_of(revised, month))}
    figures |= {
        "varied": by_pot(lines_of(varied, month)),
        "relieved": by_pot(lines_of(relieved, month)),
        "now": by_pot(lines_of(ledger, month)),
        "settled": settled(certified, month),
    }
    total = {name: figure.total() for name, figure in figures.items()}
    return Bridge(
        contract=ledger.frozen.contract.id,
        month=months.label(month),
        certified_on=was.known_at,
        certified=total["certified"],
        data_revised=total["revised"] - total["certified"],
        variation=total["varied"] - total["revised"],
        relief=total["relieved"] - total["varied"],
        decisions=total["now"] - total["relieved"],
        now=total["now"],
        adjusted=total["settled"] - total["certified"],
        to_adjust=total["now"] - total["settled"],
        final=last_statement(ledger) in certified,
    )
