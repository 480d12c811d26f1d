"""Adjustments and interest of which a contract takes a percentage: what each month's statement carries of them.

What a certified statement carries stands there for good. The first month that is not certified carries what is to be
put right by now, which follows from the months before it alone: so it is worked out first, and stands there when the
contract is worked out with it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import polars as pl

from contracts import months
from contracts.bases import OF_OTHER_MONTHS, charge_bases
from contracts.contract import Contract
from contracts.months import Month
from metrics import facts as fact_tables
from metrics.facts import Facts
from statements.documents import Statement, StatementLine
from statements.freeze import Frozen
from statements.ledger import Ledger, work_out
from statements.life.adjustments import adjustments
from statements.life.certified import ADJUSTMENT, INTEREST, open_month
from statements.life.interest import interest_lines
from statements.vat import rate_of

_NUMBERS = {ADJUSTMENT: OF_OTHER_MONTHS["adjustments"], INTEREST: OF_OTHER_MONTHS["interest"]}


def worked_out(frozen: Frozen) -> Ledger:
    """Work a contract out with what its statements carry for other months, where a percentage is of that.

    The ledger's ``frozen`` has it too, so that whatever is asked of it, such as what a row cost, is of the same.
    """
    if not takes_of_other_months(frozen.contract):
        return work_out(frozen)
    certified = _with(frozen, _of_certified(frozen.contract, frozen.certified))
    ledger, open_ = work_out(certified), open_month(frozen.certified)
    if open_ is None or open_ not in ledger.net:
        return ledger
    lines = (*adjustments(ledger, open_), *interest_lines(ledger, open_))
    return work_out(_with(certified, _rows(frozen.contract, open_, lines))) if lines else ledger


def takes_of_other_months(contract: Contract) -> bool:
    """Say whether a contract takes a percentage of adjustments or interest."""
    return any(base & OF_OTHER_MONTHS.keys() for base in charge_bases(contract))


def _of_certified(contract: Contract, certified: Mapping[Month, Statement]) -> Iterator[dict[str, Any]]:
    for month, statement in certified.items():
        yield from _rows(contract, month, statement.lines)


def _rows(contract: Contract, month: Month, lines: Iterable[StatementLine]) -> Iterator[dict[str, Any]]:
    """Yield `of_other_months` of a statement; an adjustment bears VAT at the rate of the month that it is for."""
    vat = contract.statement.vat
    for line in lines:
        if line.kind in _NUMBERS:
            rate = rate_of(vat, line.vat, months.parse(line.measured)) if vat and line.vat else 0
            share = {"rate": rate.numerator, "rate_scale": rate.denominator}
            key = {"scenario": 0, "contract": 0, "month": month, "charge_line": _NUMBERS[line.kind]}
            yield {**key, **share, "pence": line.amount}


def _with(frozen: Frozen, rows: Iterable[dict[str, Any]]) -> Frozen:
    tables = frozen.facts.tables
    added = pl.DataFrame(list(rows), schema=fact_tables.TABLES["of_other_months"], orient="row")
    joined = pl.concat([tables["of_other_months"], added])
    return replace(frozen, facts=Facts({**tables, "of_other_months": joined}))
