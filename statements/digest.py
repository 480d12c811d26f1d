"""The digest of a statement: two parties with the same files get the same one."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import polars as pl
import rfc8785

from contracts import months
from contracts.months import Month
from contracts.terms.earn_back import KIND as EARN_BACK
from contracts.terms.reads import last_read, last_read_of
from statements.documents import StatementLine
from statements.freeze import Frozen
from statements.indexing import index_values_said
from statements.ledger import Ledger
from statements.staged import counted
from store.deduction_decisions import that_count
from store.relief import Relief


def digest_of(ledger: Ledger, month: Month, lines: Sequence[StatementLine]) -> str:
    """Return the SHA-256, in hexadecimal, over canonical JSON (RFC 8785) of what a month's statement rests on.

    That is the contract, the returns, decisions, relief and index values up to the last month that it reads, the
    calendar, what stood open before, and its lines: no ids, no clock times. What comes for a later month leaves it as
    it is.
    """
    frozen = ledger.frozen
    said: dict[str, Any] = {
        "contract": frozen.file.contract.model_dump(mode="json", by_alias=True),
        "month": months.label(month),
        "returns": sorted({frozen.submissions[number].file_hash for number in _counted(frozen, month)}),
        "calendar": _due(frozen, month),
        "opening": _opening(ledger, month),
        **_decided(frozen, month),
        "lines": [line.model_dump(mode="json", exclude={"evidence"}) for line in lines],
    }
    if frozen.indexed.ladder is not None:
        said["index_values"] = index_values_said(frozen)
    return hashlib.sha256(rfc8785.dumps(said)).hexdigest()


def _counted(frozen: Frozen, month: Month) -> set[int]:
    """Return the submissions that count, each dataset's up to the last month of which the statement reads it."""

    def is_read(at: Month, dataset: str) -> bool:
        return at <= last_read_of(frozen.contract, month, dataset)

    in_force = {number for (at, dataset), number in frozen.in_force.items() if is_read(at, dataset)}
    return counted(in_force, {of: rows for of, rows in frozen.staged.items() if is_read(of[1], "indicators")})


def _due(frozen: Frozen, month: Month) -> list[list[str]]:
    """Return by when each return that the month is about was due: what working days and holidays come to."""
    first, last = last_read(frozen.contract, month), last_read(frozen.contract, month, frozen.contract.indicators)
    due = frozen.terms.tables["term_due"].filter(pl.col("month").is_between(first, last)).sort("month", "dataset")
    return [[dataset, when.isoformat()] for dataset, when in due.select("dataset", "due_at").rows()]


def _opening(ledger: Ledger, month: Month) -> dict[str, Any]:
    """Return what stood open before a month: runs of failures, pools, and what was taken of each month so far.

    From what was taken follow the use of caps, what is still carried, and what may be earned back.
    """
    ids = [one.id for one in ledger.frozen.contract.indicators]
    before = Month(last_read(ledger.frozen.contract, month) - 1)
    runs = {ids[one - 1]: int(row["place_in_run"]) for (one, at), row in ledger.runs.items() if at == before}
    pools = [
        [ids[one - 1], months.label(at), str(row["pool_numerator"]), str(row["pool_denominator"])]
        for (one, at), row in ledger.pools.items()
        if at == before and not row["closes"]
    ]
    taken = Counter[tuple[str, str, str]]()
    for rows, sign in ((ledger.charged, 1), (ledger.forgone, -1), (ledger.earned_back, -1)):
        for charged, row in ((at, row) for at, found in rows.items() if at < month for row in found):
            kind = EARN_BACK if rows is ledger.earned_back else row["kind"]
            taken[months.label(charged), months.label(Month(row["month"])), kind] += sign * int(row["pence"])
    return {"runs": runs, "pools": sorted(pools), "taken": sorted([*key, pence] for key, pence in taken.items())}


def _decided(frozen: Frozen, month: Month) -> dict[str, Any]:
    """Return what was decided, and is carried for other months, that the lines were drawn with, where there is any."""
    agreed = [one for one in frozen.relief if one.decision == "agreed" and one.first <= _last_eased(frozen, one, month)]
    first = {
        months.label(at): _relief_said(one for one in seen if one.first <= at)
        for at, seen in frozen.first_known.items()
        if at <= month
    }
    incidents = [
        [one.reference, months.label(one.month), one.indicators]
        for one in frozen.incidents
        if one.month <= last_read(frozen.contract, month)
    ]
    deductions = [
        [months.label(of.charged), months.label(of.measured), *of[2:], one.new.decision, one.new.pence]
        for of, one in that_count(frozen.decisions).items()
        if of.charged <= month
    ]
    carried = frozen.facts.tables["of_other_months"].filter(pl.col("month") <= month)
    others = carried.select("month", "charge_line", "pence").sort(pl.all()).rows()
    said = {
        "relief": _relief_said(agreed),
        "first_cut_offs": first,
        "incidents": incidents,
        "deductions": deductions,
        "of_other_months": [[months.label(Month(at)), line, pence] for at, line, pence in others],
    }
    return {name: of_name for name, of_name in said.items() if of_name}


def _last_eased(frozen: Frozen, relief: Relief, month: Month) -> Month:
    """Return the last month that a statement reads of the figures which relief is about."""
    return last_read(frozen.contract, month, (one for one in frozen.contract.indicators if one.id in relief.indicators))


def _relief_said(agreed: Iterable[Relief]) -> list[dict[str, Any]]:
    return [
        {
            "effect": one.effect,
            "indicators": one.indicators,
            "months": [months.label(one.first), months.label(one.last)],
            "figures": [str(one.numerator), str(one.denominator), str(one.percent)],
            "rows": one.case_keys,
            "reference": one.reference,
        }
        for one in agreed
    ]
