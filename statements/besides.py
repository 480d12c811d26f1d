"""What stands between the costs of a year's figures and what its payments deducted: the two may differ."""

from collections.abc import Iterable, Iterator, Sequence

from contracts.months import Month
from statements.documents import Beside
from statements.ledger import Ledger, Row


def besides(ledger: Ledger, month: Month) -> Iterator[Beside]:
    """Yield what makes the deductions of a contract year, up to a month, more or less than its figures cost.

    A figure costs what it comes to after caps, whichever payment takes that off.
    """
    year = _year(ledger, month)
    now = [row for at in year for row in ledger.charged.get(at, [])]
    later = [row for at, rows in ledger.charged.items() if at > month for row in rows]
    parts = {
        "for returns that came late or not at all": _pence(row for row in now if _of_return(row)),
        "for figures of earlier contract years": _pence(
            row for row in now if not _of_return(row) and row["month"] < year[0]
        ),
        "that comes off later payments": -_pence(row for row in later if not _of_return(row) and row["month"] in year),
        "earned back": -_pence(row for at in year for row in ledger.earned_back.get(at, [])),
        "because no payment falls below nil": sum(_kept_above_nil(ledger.net[at]) for at in year),
    }
    yield from (Beside(says=says, pence=pence) for says, pence in parts.items() if pence)


def _year(ledger: Ledger, month: Month) -> Sequence[Month]:
    agreed = ledger.frozen.contract
    number = agreed.contract_year(month)
    return [at for at in sorted(ledger.net) if at <= month and agreed.contract_year(at) == number]


def _of_return(row: Row) -> bool:
    return bool(row["kind"] == "reporting")


def _pence(rows: Iterable[Row]) -> int:
    return sum(int(row["pence"]) for row in rows)


def _kept_above_nil(row: Row) -> int:
    """Return what an earlier month left to this one to deduct, less what this one leaves or does not recover."""
    return int(row["brought_forward"]) - int(row["carried_on"]) - int(row["not_recovered"])
