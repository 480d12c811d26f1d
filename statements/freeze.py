"""Step 2, freeze: everything that was known about a contract at a moment, as terms, facts and where they came from.

What is worked out from a `Frozen` depends on nothing else: no clock, no store, no file.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cached_property, partial
from typing import Any

import polars as pl
from duckdb import DuckDBPyConnection

from contracts.contract import Contract
from contracts.indexed import Indexed, IndexValue, with_index
from contracts.loading import ContractFile
from contracts.london import in_london
from contracts.months import Month, of_day
from contracts.terms import Terms, terms_of
from metrics.facts import Facts
from statements.changing import agreed_terms
from statements.closing import closing
from statements.decided import with_decisions
from statements.documents import Statement
from statements.first_known import known as relief_known
from statements.gathered import gather
from statements.life.certified import certified_statements
from statements.queries import query
from statements.staged import Standing, counted
from store import returns
from store.chart_notes import ChartNote, chart_notes
from store.contract_versions import ContractVersion, contract_version
from store.deduction_decisions import DeductionDecision, deduction_decisions
from store.incidents import Incident, incidents
from store.index_values import index_values
from store.moments import shown, stored
from store.relief import Answer, Relief, relief_of
from store.returns import TABLE_OF, Submission
from store.settlement import Settlement, settlement


@dataclass(frozen=True)
class Frozen:
    """What was known at ``known_at`` (UTC without zone): the contract in that version, its terms, and the facts.

    ``recorded_at`` (UTC without zone) is when the last of that was recorded.
    ``stated`` has what the provider stated, by indicator id and month, with its submission and sheet row; ``staged``
    what stands at each stage of indicators with stages; ``submissions`` the accepted returns by number; ``in_force``
    which of them counts for a month and dataset; ``columns`` the sheet and column letter of a submission's fields;
    ``row_spans`` the first and last sheet row of a submission's dataset. ``records`` are the facts of that name with
    each row's dataset, submission and sheet row. ``index_values`` are the
    index values known, oldest first, and ``indexed`` the prices they make; ``file`` has the contract as it is written.
    ``first_known`` has the agreed relief that the runs of some months see, where later relief leaves them alone.
    ``decisions`` are those about single deductions. ``certified`` are the statements that were certified by then and
    ``settlement`` what became of each: no input of the chain, but of what is drawn from it; neither are
    ``chart_notes``, the notes on charts that stood then. ``supposed`` are the figures, by indicator number and month,
    that a scenario puts in place of those returned: nobody stated or verified them, and no cell has them.
    """

    known_at: datetime
    recorded_at: datetime
    version: ContractVersion
    file: ContractFile
    terms: Terms
    facts: Facts
    stated: Mapping[tuple[str, Month], Mapping[str, Any]]
    staged: Standing
    submissions: Mapping[int, Submission]
    in_force: Mapping[tuple[Month, str], int]
    file_names: Mapping[int, str]
    columns: Mapping[tuple[int, str, str], tuple[str, str]]
    row_spans: Mapping[tuple[int, str], tuple[int, int]]
    records: Mapping[str, pl.DataFrame]
    certified: Mapping[Month, Statement]
    settlement: Settlement
    chart_notes: tuple[ChartNote, ...]
    incidents: tuple[Incident, ...]
    relief: tuple[Relief, ...]
    first_known: Mapping[Month, tuple[Relief, ...]]
    decisions: tuple[DeductionDecision, ...]
    index_values: tuple[IndexValue, ...]
    indexed: Indexed
    supposed: frozenset[tuple[int, Month]] = frozenset()

    @property
    def contract(self) -> Contract:
        """The contract with the variations that were known, at the prices of the index values that were known."""
        return self.indexed.contract

    @property
    def known_on(self) -> date:
        """The day in London of the moment: from its first minute a variation known that day counts."""
        return in_london(shown(self.known_at))

    @property
    def counted(self) -> set[int]:
        """The submissions of which something counts: those in force, and those of which a stage still stands."""
        return counted({*self.in_force.values()}, self.staged)

    @cached_property
    def sheets(self) -> Mapping[tuple[int, str], str]:
        """The sheet of each dataset of a submission."""
        return {(number, dataset): sheet for (number, dataset, _), (sheet, _) in self.columns.items()}

    @cached_property
    def terms_to_the_end(self) -> Terms:
        """The terms of the contract's whole time; ``terms`` stop at the month that has begun."""
        return terms_of(self.contract)


@dataclass(frozen=True)
class CutOff:
    """Up to which moment what is known counts (UTC): terms, relief and decisions, if stated, up to others.

    A bridge asks for those, to tell what changed a certified month. ``supposing`` is a relief by its number and how it
    would have been decided, to tell what it comes to.
    """

    known_at: datetime
    terms: datetime | None = None
    relief: datetime | None = None
    decisions: datetime | None = None
    supposing: tuple[int, Answer] | None = None


def freeze(cursor: DuckDBPyConnection, contract: str, known: datetime | CutOff) -> Frozen:
    """Gather what was known about a contract at a moment.

    Raises:
        NoSuchContract: the store had no file of that contract then.
    """
    cut_off = known if isinstance(known, CutOff) else CutOff(known)
    moment = cut_off.known_at if cut_off.known_at.tzinfo else cut_off.known_at.replace(tzinfo=UTC)
    version, index_known, (file, indexed, terms) = _agreed(cursor, contract, cut_off.terms or moment, moment)
    cursor.register("closing", closing(file.contract))
    in_force = _in_force(cursor, contract, moment)
    happened, kept = incidents(cursor, contract, moment), settlement(cursor, contract, moment)
    certified, last = certified_statements(kept), cut_off.relief or moment
    drawn = {month: min(each.known_at, last) for month, each in certified.items()}
    asked = _supposed(relief_of(cursor, contract, last), cut_off.supposing)
    relief = relief_known(file.contract, asked, drawn, partial(relief_of, cursor, contract))
    decided = deduction_decisions(cursor, contract, cut_off.decisions or moment)
    gathered = gather(cursor, file.contract, moment, happened, relief)
    counting = counted({*in_force.values()}, gathered.staged)
    return Frozen(
        known_at=stored(moment),
        recorded_at=_recorded_at(cursor, contract, moment),
        version=version,
        file=file,
        terms=_until(terms, file.contract, of_day(in_london(moment))),
        facts=with_decisions(gathered.facts, file.contract, decided),
        stated=gathered.stated,
        staged=gathered.staged,
        submissions={each.submission: each for each in returns.submissions(cursor, contract, moment)},
        in_force=in_force,
        file_names=_file_names(cursor, contract, moment),
        columns=_columns(cursor, counting),
        row_spans=_row_spans(cursor, counting),
        records=gathered.records,
        incidents=happened,
        relief=asked,
        first_known=relief.first,
        decisions=decided,
        index_values=index_known,
        indexed=indexed,
        certified=certified,
        settlement=kept,
        chart_notes=chart_notes(cursor, contract, moment),
    )


def _recorded_at(cursor: DuckDBPyConnection, contract: str, moment: datetime) -> datetime:
    given = {"contract": contract, "known_at": stored(moment)}
    found: list[tuple[datetime]] = cursor.execute(query("last_recorded"), given).fetchall()
    return found[0][0]


def _supposed(asked: tuple[Relief, ...], supposing: tuple[int, Answer] | None) -> tuple[Relief, ...]:
    number, decision = supposing or (None, None)
    return tuple(replace(one, decision=decision) if one.relief == number else one for one in asked)


def with_what_followed(cursor: DuckDBPyConnection, frozen: Frozen, moment: datetime) -> Frozen:
    """Return what was known at a later moment, if until then only statements were acted on, paid or noted about.

    Everything that the chain reads stays the same, but for the moment itself.
    """
    contract, kept = frozen.contract.id, settlement(cursor, frozen.contract.id, moment)
    cut_off = frozen.facts.tables["cut_off"].with_columns(known_at=pl.lit(stored(moment), pl.Datetime("us")))
    return replace(
        frozen,
        known_at=stored(moment),
        facts=Facts({**frozen.facts.tables, "cut_off": cut_off}),
        certified=certified_statements(kept),
        settlement=kept,
        chart_notes=chart_notes(cursor, contract, moment),
    )


def _agreed(
    cursor: DuckDBPyConnection, contract: str, terms_at: datetime, moment: datetime
) -> tuple[ContractVersion, tuple[IndexValue, ...], tuple[ContractFile, Indexed, Terms]]:
    version = contract_version(cursor, contract, terms_at)
    index_known = index_values(cursor, contract, moment)
    known_on = in_london(shown(stored(terms_at)))
    return version, index_known, agreed_terms(version, known_on, index_known)


def _in_force(cursor: DuckDBPyConnection, contract: str, moment: datetime) -> dict[tuple[Month, str], int]:
    """Say which submission counts for a month and dataset, and leave that on the cursor for the queries to come."""
    found = cursor.execute(query("in_force"), {"contract": contract, "known_at": stored(moment)}).fetchall()
    schema = {"period": pl.Date, "dataset": pl.String, "submission": pl.Int32}
    cursor.register("submission_in_force", pl.DataFrame(found, schema=schema, orient="row"))
    return {(of_day(period), dataset): number for period, dataset, number in found}


def varied_to(frozen: Frozen, contract: Contract) -> Frozen:
    """Return what was known with a contract of other terms in place of its own; what was returned stays the same."""
    known_on = of_day(frozen.known_on)
    indexed = with_index(contract, frozen.index_values, known_on)
    return replace(frozen, indexed=indexed, terms=_until(terms_of(indexed.contract), contract, known_on))


def _file_names(cursor: DuckDBPyConnection, contract: str, moment: datetime) -> dict[int, str]:
    receipts = returns.receipts(cursor, contract, moment)
    return {each.submission: each.file_name for each in receipts if each.submission is not None}


def terms_until(frozen: Frozen, month: Month) -> Terms:
    """Return the terms that were known with the measurements up to a month, which may be one that has not begun."""
    return _until(frozen.terms_to_the_end, frozen.contract, month)


def _until(terms: Terms, contract: Contract, month: Month) -> Terms:
    """Leave out the measurements of months that have not begun, which nothing can be known about.

    Statement months stay up to the end of the contract year: a yearly cap is a share of the whole year's charge.
    """
    tables = dict(terms.tables)
    year_end = month + 12 - contract.month_of_year(month)
    tables["term_month"] = tables["term_month"].filter(pl.col("month") <= max(year_end, contract.first_month))
    for name in ("term_measurement", "term_due"):
        tables[name] = tables[name].filter(pl.col("month") <= month)
    return Terms(tables)


def _columns(cursor: DuckDBPyConnection, counting: set[int]) -> dict[tuple[int, str, str], tuple[str, str]]:
    found = "select submission, dataset, field, sheet, column_letter from submission_column"
    kept = f"{found} where submission in (select unnest($counting))"
    return {
        (number, dataset, field): (sheet, letter)
        for number, dataset, field, sheet, letter in cursor.execute(kept, {"counting": [*counting]}).fetchall()
    }


def _row_spans(cursor: DuckDBPyConnection, counting: set[int]) -> dict[tuple[int, str], tuple[int, int]]:
    # One statement for all datasets: planning one costs more than reading the rows.
    found = " union all ".join(
        f"""
        select submission, '{dataset}', min(sheet_row), max(sheet_row) from {table}
        where submission in (select unnest($counting)) group by submission
        """
        for dataset, table in TABLE_OF.items()
    )
    spans = cursor.execute(found, {"counting": [*counting]}).fetchall()
    return {(number, dataset): (first, last) for number, dataset, first, last in spans}
