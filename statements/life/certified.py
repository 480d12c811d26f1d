"""Certified statements as they were kept, and what each month's payment was settled at by them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import pairwise
from typing import Final

from duckdb import DuckDBPyConnection

from contracts import months
from contracts.months import Month
from statements.documents import Pot, Statement, StatementLine
from store.invoices import numbers
from store.moments import limit
from store.settlement import Settlement

ADJUSTMENT: Final = "adjustment"
INTEREST: Final = "interest"
OF_OTHER_MONTHS: Final = (ADJUSTMENT, INTEREST)
"""Lines that a statement carries for months that were certified before."""


@lru_cache(maxsize=512)
def read(document: str) -> Statement:
    """Return a statement from the text in which it was kept."""
    return Statement.model_validate_json(document)


def taken_then(statement: Statement) -> Mapping[int, int]:
    """Return what each line of a statement takes off, in pence, by its number, less what a decision gave back there.

    Tax is no deduction, and is not held: it follows from the lines.
    """
    found = {line.number: -line.amount for line in statement.lines if line.amount < 0 and line.kind != "vat"}
    for line, behind in pairwise(statement.lines):
        if behind.kind == "decision" and line.number in found:
            found[line.number] -= behind.amount
    return found


def certified_statements(settlement: Settlement) -> dict[Month, Statement]:
    """Return the certified statement of each certified month, oldest first, word for word.

    Beside its words it has the numbers of its invoice and of the credit notes on that invoice.
    """
    sent, kept = {(each.month, each.draft): each.document for each in settlement.sent}, settlement.documents
    return {
        each.month: read(sent[(each.month, each.draft)]).model_copy(
            update={
                "state": "certified",
                "draft": each.draft,
                "invoice": "".join(numbers(kept, "invoice", each.month)),
                "credit_notes": numbers(kept, "credit note", each.month),
            }
        )
        for each in sorted(settlement.certified, key=lambda each: each.month)
    }


def open_month(certified: Mapping[Month, Statement]) -> Month | None:
    """Return the month whose statement carries the adjustments: the one after the last that was certified."""
    return Month(max(certified) + 1) if certified else None


def accounted(drawn: Iterable[Month], certified: Mapping[Month, Statement]) -> list[Month]:
    """Return the months that accounts have, oldest first: those before the first certified one were settled elsewhere.

    They can be certified no more, so nothing of them is awaited. As long as none is certified, any may be the first.
    """
    return [month for month in sorted(drawn) if not certified or month >= min(certified)]


def by_pot(lines: tuple[StatementLine, ...]) -> Counter[Pot]:
    """Return what lines add up to for each fund and VAT code, in pence, without the VAT itself."""
    totals: Counter[Pot] = Counter()
    for line in lines:
        if line.kind != "vat":
            for part in line.by_fund:
                totals[Pot(part.fund, part.vat)] += part.amount
    return totals


def settled(certified: Mapping[Month, Statement], month: Month) -> Counter[Pot]:
    """Return what was certified for a month or adjusted since, by fund and VAT code, in pence."""
    later = (line for each in certified.values() for line in each.lines)
    since = tuple(line for line in later if line.kind == ADJUSTMENT and line.measured == months.label(month))
    totals = own_pots(certified[month])
    totals.update(by_pot(since))
    return totals


def own_pots(statement: Statement) -> Counter[Pot]:
    """Return what a statement says of its own month alone, by fund and VAT code, in pence."""
    return by_pot(tuple(line for line in statement.lines if line.kind not in OF_OTHER_MONTHS))


def uploaders(cursor: DuckDBPyConnection, contract: str) -> frozenset[str]:
    """Return who handed in the accepted returns of a contract."""
    found = "select distinct person from receipt where contract = ? and outcome = 'accepted' and known_at <= ?"
    return frozenset(person for (person,) in cursor.execute(found, [contract, limit(None)]).fetchall())
