"""Decisions about deductions as facts of the chain, and as lines of a statement that give back what was taken."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

import polars as pl

from contracts import months
from contracts.contract import Contract
from contracts.london import in_london
from contracts.months import Month
from contracts.wording import day, pounds
from metrics import facts as fact_tables
from metrics.decided import ANY_AMOUNT
from metrics.facts import Facts
from statements.documents import StatementLine, Sum
from store.deduction_decisions import Deduction, DeductionDecision, that_count

KIND: Final = "decision"

_TITLES: Final = {
    "waiver": "waived",
    "agreed amount": "amount agreed",
    "determined amount": "amount determined",
    "lapsed notice": "lapsed for want of notice",
}


def with_decisions(found: Facts, contract: Contract, decisions: Iterable[DeductionDecision]) -> Facts:
    """Add to facts the decisions that count; one about an indicator that the contract has no more is left out."""
    numbers = {one.id: number for number, one in enumerate(contract.indicators, start=1)}
    rows = [
        {
            "scenario": 0,
            "contract": 0,
            "charged_month": of.charged,
            "month": of.measured,
            "kind": of.kind,
            "indicator": numbers.get(of.indicator, 0),
            "unit": of.unit,
            "most": ANY_AMOUNT if one.new.decision == "waiver" else one.new.pence,
            "forgone": one.new.pence if one.new.decision == "waiver" else 0,
        }
        for of, one in that_count(decisions).items()
        if of.unit or of.indicator in numbers
    ]
    if not rows:
        return found
    return Facts({**found.tables, "decided": pl.DataFrame(rows, schema=fact_tables.TABLES["decided"])})


def deduction_of(contract: Contract, row: Mapping[str, Any]) -> Deduction:
    """Return what a line of the chain is known by outside it."""
    number = int(row["indicator"])
    return Deduction(
        Month(row["charged_month"]),
        Month(row["month"]),
        str(row["kind"]),
        contract.indicators[number - 1].id if number else "",
        str(row["unit"]),
    )


def line_of(decision: DeductionDecision, about: StatementLine, given: Mapping[str, Any]) -> StatementLine:
    """Return the line that gives back what a decision says of the deduction above it; ``given`` is the chain's row."""
    pence, taken = int(given["pence"]), int(given["taken"])
    new, when = decision.new, day(in_london(decision.known_at))
    return about.model_copy(
        update={
            "kind": KIND,
            "title": f"{new.title}: {_TITLES[new.decision]}",
            "clause": new.authority if new.decision == "lapsed notice" else about.clause,
            "status": None,
            "data_status": None,
            "measure": "",
            "target": "",
            "points": "",
            "before_caps": pence,
            "amount": pence,
            "words": f"{_said(decision, pence)} {new.reason} Authority: {new.authority}. Recorded on {when}.",
            "sums": tuple(_sums(decision, taken, pence)),
            "evidence": (),
        }
    )


def _said(decision: DeductionDecision, pence: int) -> str:
    new = decision.new
    if new.decision == "waiver":
        return f"{pounds(pence)} is forgone."
    if new.decision == "lapsed notice":
        return "Notice of the deduction was not given in time, so it lapses."
    return f"No more than {pounds(new.pence)} stays deducted, by an amount that was {new.decision.partition(' ')[0]}."


def _sums(decision: DeductionDecision, taken: int, pence: int) -> Iterator[Sum]:
    yield Sum(says="Taken after all caps", figures=pounds(taken))
    says = "Waived" if decision.new.decision == "waiver" else "Above what stays deducted"
    yield Sum(says=f"{says}, in {months.spoken(decision.new.deduction.charged)}", figures=pounds(pence))
