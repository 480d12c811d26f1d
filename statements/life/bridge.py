"""The bridge of a certified month: why it comes to something else now, in pounds.

The difference is split in the order data revised, variation: first what is known of the figures now under the terms as
they were known when the statement was drawn, then the terms as known now. The parts add up to the difference.
"""

from datetime import datetime

from duckdb import DuckDBPyConnection

from contracts import months
from contracts.errors import ReckonerError
from contracts.months import Month
from statements import ledger as ledgers
from statements.documents import Document
from statements.freeze import freeze
from statements.ledger import Ledger
from statements.life.certified import by_pot, own_pots, settled
from statements.lines import lines_of


class NothingCertified(ReckonerError):
    """A bridge of a month that is not certified."""

    def __init__(self, month: Month) -> None:
        super().__init__(
            f"The statement for {months.spoken(month)} is not certified, so its draft shows every change by itself. A "
            "bridge leads from a certified statement to what is known now."
        )


class Bridge(Document):
    """From what was certified for a month to what it comes to now, in pence of the net payment before VAT.

    ``certified`` + ``data_revised`` + ``variation`` = ``now``; ``adjusted`` of the difference stands on certified
    statements already, and ``to_adjust`` comes on the next one.
    """

    contract: str
    month: str
    certified_on: datetime
    certified: int
    data_revised: int
    variation: int
    now: int
    adjusted: int
    to_adjust: int


def bridge(cursor: DuckDBPyConnection, ledger: Ledger, month: Month, now: datetime) -> Bridge:
    """Return the bridge of a certified month at a moment, which the ledger was worked out for.

    Raises:
        NothingCertified: the month is not certified.
    """
    certified = ledger.frozen.certified
    if month not in certified:
        raise NothingCertified(month)
    was = certified[month]
    old_terms = ledgers.work_out(freeze(cursor, ledger.frozen.contract.id, now, terms_known_at=was.known_at))
    figures = {"certified": own_pots(was), "revised": by_pot(lines_of(old_terms, month))}
    figures |= {"now": by_pot(lines_of(ledger, month)), "settled": settled(certified, month)}
    total = {name: figure.total() for name, figure in figures.items()}
    return Bridge(
        contract=ledger.frozen.contract.id,
        month=months.label(month),
        certified_on=was.known_at,
        certified=total["certified"],
        data_revised=total["revised"] - total["certified"],
        variation=total["now"] - total["revised"],
        now=total["now"],
        adjusted=total["settled"] - total["certified"],
        to_adjust=total["now"] - total["settled"],
    )
