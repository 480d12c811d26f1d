"""Made-up contracts as statements are drawn from them: what was known at a cut-off, and all of it worked out."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import polars as pl

from contracts.indexed import IndexValue, with_index
from contracts.months import Month
from contracts.terms import Terms
from contracts.terms import combine as combine_terms
from metrics import chain
from metrics.engine import open_engine
from metrics.facts import Facts
from metrics.facts import combine as combine_facts
from statements.decided import with_decisions
from statements.freeze import Frozen, varied_to
from statements.ledger import Ledger
from store.contract_versions import ContractVersion
from store.deduction_decisions import Deduction, DeductionDecision, NewDecision
from store.incidents import Incident
from store.returns import Submission
from store.settlement import Settlement
from tests.generated.made_facts import facts_of
from tests.generated.made_over_time import AsKnown
from tests.reference.figures import Decided, Figure, Figures

NOTHING_SETTLED = Settlement((), (), (), (), (), ())
MILLION = 1_000_000


def frozen(known: AsKnown) -> Frozen:
    """Return what was known at a cut-off as statements are drawn from it; all figures are of one return."""
    agreed, figures, moment = known.file.contract, known.figures, known.figures.cut_off.replace(tzinfo=UTC)
    decisions = tuple(_decision(one, moment) for one in figures.decided)
    values = tuple(IndexValue(*key, value) for key, value in figures.index.items())
    submission = Submission(1, 1, agreed.id, known.month, None, None, None, moment, known.file.digest, moment)
    found = Frozen(
        known_at=figures.cut_off,
        recorded_at=figures.cut_off,
        version=ContractVersion(agreed.id, 1, known.file.digest, known.file.text, moment, "c.hale"),
        file=known.file,
        terms=Terms({}),
        facts=with_decisions(facts_of(agreed, replace(figures, decided=())), agreed, decisions),
        stated={},
        staged=dict(_staged(figures)),
        submissions={1: submission},
        in_force={},
        file_names={1: "return.csv"},
        columns={},
        row_spans={},
        records={},
        certified={},
        settlement=NOTHING_SETTLED,
        chart_notes=(),
        incidents=tuple(Incident("IN 1", one.month, "An outage", one.indicators) for one in figures.incidents),
        relief=(),
        first_known={},
        decisions=decisions,
        index_values=values,
        indexed=with_index(agreed, values, known.month),
    )
    return varied_to(found, agreed)


def _staged(figures: Figures) -> Iterator[tuple[tuple[str, Month], tuple[Mapping[str, Any], ...]]]:
    place = {"submission": 1, "sheet_row": 2}
    for key, standing in figures.stages.items():
        yield key, tuple(place | {"stage": one.stage, **_sides(one.stated.figure)} for one in standing)


def _sides(figure: Figure | None) -> dict[str, int | None]:
    if figure is None:
        return {"numerator": None, "denominator": None}
    return {"numerator": int(figure.numerator * MILLION), "denominator": int(figure.denominator * MILLION)}


def _decision(one: Decided, moment: datetime) -> DeductionDecision:
    indicator, unit = ("", one.of) if one.kind == "reporting" else (one.of, "")
    new = NewDecision(
        Deduction(one.charged, one.month, one.kind, indicator, unit),
        title="A deduction",
        decision="waiver" if one.most is None else "agreed amount",
        pence=one.forgone if one.most is None else one.most,
        taken=0,
        reason="So it was decided.",
        authority="CB 1",
        draft=None,
        line=0,
    )
    return DeductionDecision(1, new, "d.ray", moment)


def ledgers(known: Sequence[Frozen]) -> list[Ledger]:
    """Work everything out in one run of the chain, each cut-off of each contract under a key of its own."""
    terms = combine_terms([Terms(_keyed(one.terms.tables, place)) for place, one in enumerate(known)])
    facts = combine_facts([Facts(_keyed(one.facts.tables, place)) for place, one in enumerate(known)])
    left: list[dict[str, Any]] = [{} for _ in known]
    with open_engine() as connection:
        for relation in chain.work_out(connection, terms, facts):
            found = connection.execute(f"select * from {relation}")
            columns = [column for column, *_ in found.description or ()]
            rows = _by_key(columns, found.fetchall())
            for place, of in enumerate(left):
                of[relation] = (columns, rows[place])
    return [Ledger(one, of) for one, of in zip(known, left, strict=True)]


def _keyed(tables: Mapping[str, pl.DataFrame], place: int) -> dict[str, pl.DataFrame]:
    return {name: frame.with_columns(contract=pl.lit(place, pl.Int32)) for name, frame in tables.items()}


def _by_key(columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> Mapping[int, list[tuple[Any, ...]]]:
    """Return a relation's rows by their key, without those of other scenarios."""
    found = defaultdict[int, list[tuple[Any, ...]]](list)
    if "scenario" in columns:
        scenario, contract = columns.index("scenario"), columns.index("contract")
        for row in rows:
            if row[scenario] == 0:
                found[row[contract]].append(row)
    return found
