"""Step 2, freeze: everything that was known about a contract at a moment, as terms, facts and where they came from.

What is worked out from a `Frozen` depends on nothing else: no clock, no store, no file.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Any, cast

import polars as pl
from duckdb import DuckDBPyConnection

from contracts import loading
from contracts.contract import Contract
from contracts.errors import ReckonerError
from contracts.indexed import Indexed, IndexValue, with_index
from contracts.indicators import FromRows
from contracts.loading import ContractFile
from contracts.months import Month, of_day
from contracts.terms import Terms, terms_of
from metrics import facts as fact_tables
from metrics.facts import Facts
from statements.documents import Statement
from statements.life.certified import certified_statements
from statements.queries import query
from statements.relief_facts import agreed_of, relieved_cases, with_relief
from store import returns
from store.chart_notes import ChartNote, chart_notes
from store.contract_versions import ContractVersion, contract_version
from store.events import latest_event
from store.incidents import Incident, incidents
from store.index_values import index_values
from store.moments import shown, stored
from store.relief import Relief, relief_of
from store.returns import TABLE_OF, Submission
from store.settlement import settlement

_KEY = {"scenario": pl.lit(0, pl.Int32), "contract": pl.lit(0, pl.Int32)}


class NoSuchContract(ReckonerError):
    """A contract that the store did not know at the moment asked about."""

    def __init__(self, contract: str) -> None:
        super().__init__(
            f"Nothing is known of a contract “{contract}”. Load its contract file first, or check the name."
        )


@dataclass(frozen=True)
class Frozen:
    """What was known at ``known_at`` (UTC without zone): the contract in that version, its terms, and the facts.

    ``stated`` has what the provider stated, by indicator id and month, with its submission and sheet row;
    ``submissions`` the accepted returns by number; ``in_force`` which of them counts for a month and dataset;
    ``columns`` the sheet and column letter of a submission's fields; ``row_spans`` the first and last sheet row of a
    submission's dataset. ``records`` are the facts of that name with each row's dataset, submission and sheet row.
    ``index_values`` are the
    index values known, oldest first, and ``indexed`` the prices they make; ``file`` has the contract as it is written.
    ``certified`` are the statements that were certified by then: no input of the chain, but of what is drawn from it;
    neither are ``chart_notes``, the notes on charts that stood then.
    """

    known_at: datetime
    version: ContractVersion
    file: ContractFile
    terms: Terms
    facts: Facts
    stated: Mapping[tuple[str, Month], Mapping[str, Any]]
    submissions: Mapping[int, Submission]
    in_force: Mapping[tuple[Month, str], int]
    file_names: Mapping[int, str]
    columns: Mapping[tuple[int, str, str], tuple[str, str]]
    row_spans: Mapping[tuple[int, str], tuple[int, int]]
    records: Mapping[str, pl.DataFrame]
    certified: Mapping[Month, Statement]
    chart_notes: tuple[ChartNote, ...]
    incidents: tuple[Incident, ...]
    relief: tuple[Relief, ...]
    index_values: tuple[IndexValue, ...]
    indexed: Indexed

    @property
    def contract(self) -> Contract:
        """The contract with the variations that were known, at the prices of the index values that were known."""
        return self.indexed.contract


@lru_cache(maxsize=64)
def _terms(
    text: str, name: str, known_on: date, index_known: tuple[IndexValue, ...]
) -> tuple[ContractFile, Indexed, Terms]:
    """Read a contract once for each text, day and set of index values."""
    file = loading.load(text, name, known_on)
    indexed = with_index(file.contract, index_known, of_day(known_on))
    return file, indexed, terms_of(indexed.contract)


def last_change(cursor: DuckDBPyConnection, contract: str, now: datetime) -> datetime:
    """Return the last moment up to now at which something about a contract changed.

    That is an event, a due time that passed, a day on which a variation became known, or a month that began. Between
    two such moments a contract works out the same, so this is what a ledger can be kept under.

    Raises:
        NoSuchContract: the store has no file of that contract.
    """
    version = contract_version(cursor, contract, now)
    if version is None:
        raise NoSuchContract(contract)
    # Index values move prices, and no due time.
    file, _, terms = _terms(version.source, f"{contract}.yaml", stored(now).date(), ())
    moment, tables = stored(now), terms.tables
    due = (tables["term_due"]["due_at"], tables["term_measurement"]["until_at"])
    # A due time itself is still in time: it has passed a microsecond later.
    passed = [times.filter(times < moment).max() for times in due]
    changes = [cast("datetime", when) + timedelta(microseconds=1) for when in passed if when is not None]
    days = [each.known for each in file.contract.variations if each.known <= moment.date()]
    changes += [datetime.combine(day, time()) for day in (*days, moment.date().replace(day=1))]
    return shown(max([*changes, stored(latest_event(cursor, now) or version.known_at)]))


@dataclass(frozen=True)
class CutOff:
    """Up to which moment what is known counts (UTC): the terms and the relief, if stated, up to others.

    A bridge asks for those, to tell what changed a certified month.
    """

    known_at: datetime
    terms: datetime | None = None
    relief: datetime | None = None


def freeze(cursor: DuckDBPyConnection, contract: str, known: datetime | CutOff) -> Frozen:
    """Gather what was known about a contract at a moment.

    Raises:
        NoSuchContract: the store had no file of that contract then.
    """
    cut_off = known if isinstance(known, CutOff) else CutOff(known)
    moment = cut_off.known_at if cut_off.known_at.tzinfo else cut_off.known_at.replace(tzinfo=UTC)
    terms_at = cut_off.terms or moment
    version = contract_version(cursor, contract, terms_at)
    if version is None:
        raise NoSuchContract(contract)
    index_known = index_values(cursor, contract, moment)
    file, indexed, terms = _terms(version.source, f"{contract}.yaml", terms_at.date(), index_known)
    given = {"contract": contract, "known_at": stored(moment)}
    in_force_now = cursor.execute(query("in_force"), given).fetchall()
    schema = {"period": pl.Date, "dataset": pl.String, "submission": pl.Int32}
    cursor.register("submission_in_force", pl.DataFrame(in_force_now, schema=schema, orient="row"))
    stated, records = _stated(cursor, file.contract), _records(cursor, file.contract)
    happened = incidents(cursor, contract, moment)
    asked = relief_of(cursor, contract, cut_off.relief or moment)
    agreed = agreed_of(file.contract, asked)
    records |= relieved_cases(cursor, agreed)
    return Frozen(
        known_at=stored(moment),
        version=version,
        file=file,
        terms=_until(terms, file.contract, of_day(moment.date())),
        facts=with_relief(
            _with_incidents(_facts(cursor, file.contract, given, stated, records), file.contract, happened),
            file.contract,
            agreed,
            records.get("relieved_case"),
        ),
        stated={(row["indicator"], Month(row["month"])): row for row in stated.iter_rows(named=True)},
        submissions={each.submission: each for each in returns.submissions(cursor, contract, moment)},
        in_force={(of_day(period), dataset): number for period, dataset, number in in_force_now},
        file_names=_file_names(cursor, contract, moment),
        columns=_columns(cursor),
        row_spans=_row_spans(cursor),
        records=records,
        incidents=happened,
        relief=tuple(asked),
        index_values=index_known,
        indexed=indexed,
        certified=certified_statements(settlement(cursor, contract, moment)),
        chart_notes=chart_notes(cursor, contract, moment),
    )


def varied_to(frozen: Frozen, contract: Contract) -> Frozen:
    """Return what was known with a contract of other terms in place of its own; what was returned stays the same."""
    known_on = of_day(frozen.known_at.date())
    indexed = with_index(contract, frozen.index_values, known_on)
    return replace(frozen, indexed=indexed, terms=_until(terms_of(indexed.contract), contract, known_on))


def _file_names(cursor: DuckDBPyConnection, contract: str, moment: datetime) -> dict[int, str]:
    receipts = returns.receipts(cursor, contract, moment)
    return {each.submission: each.file_name for each in receipts if each.submission is not None}


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


def _stated(cursor: DuckDBPyConnection, contract: Contract) -> pl.DataFrame:
    percentages = [indicator.id for indicator in contract.indicators if indicator.unit == "percent"]
    undivided = [each.id for each in contract.indicators if each.unit == "percent" and each.measure.of is None]
    given = {"percentages": percentages, "undivided": undivided}
    found: pl.DataFrame = cursor.sql(query("stated"), params=given).pl()
    return found


def _facts(
    cursor: DuckDBPyConnection,
    contract: Contract,
    given: dict[str, Any],
    stated: pl.DataFrame,
    records: Mapping[str, pl.DataFrame],
) -> Facts:
    first_receipts = cursor.sql(query("first_receipts"), params=given).pl()
    first_figures = cursor.sql(query("first_figures"), params=given).pl()
    month = "year(period) * 12 + month(period) - 1"
    in_force = cursor.sql(f"select cast({month} as bigint) as month, dataset from submission_in_force").pl()
    tables = {
        "cut_off": pl.DataFrame({"known_at": [given["known_at"]]}),
        "first_receipt": first_receipts,
        "first_figure": _first_figures(contract, first_figures, first_receipts, stated, in_force),
        "stated": _numbered(contract, stated),
        "case_record": records["case_record"],
        "record_part": divided_once(records["record_part"]),
    }
    return fact_tables.facts(**{name: frame.with_columns(**_KEY) for name, frame in tables.items()})


def _with_incidents(found: Facts, contract: Contract, happened: tuple[Incident, ...]) -> Facts:
    """Add the incidents, numbered by their place among those known, with the indicators the contract lets them fail."""
    rule, numbers = contract.deductions.incidents, {one.id: n for n, one in enumerate(contract.indicators, start=1)}
    if rule is None or not happened:
        return found
    rows = [
        {"incident": place, "month": incident.month, "indicator": numbers[name]}
        for place, incident in enumerate(happened, start=1)
        for name in incident.indicators
        if name in numbers and (rule.indicators == "all" or name in rule.indicators)
    ]
    schema = {"incident": pl.Int32, "month": pl.Int32, "indicator": pl.Int32}
    frame = pl.DataFrame(rows, schema=schema).with_columns(**_KEY)
    return Facts({**found.tables, "incident": frame.select(list(fact_tables.TABLES["incident"]))})


def _numbered(contract: Contract, frame: pl.DataFrame) -> pl.DataFrame:
    """Put the indicator's number, its place in contract order, where its id stands."""
    numbers = {indicator.id: number for number, indicator in enumerate(contract.indicators, start=1)}
    number = pl.col("indicator").replace_strict(numbers, default=None, return_dtype=pl.Int32)
    return frame.with_columns(indicator=number).drop_nulls("indicator")


def _first_figures(
    contract: Contract, figures: pl.DataFrame, receipts: pl.DataFrame, stated: pl.DataFrame, in_force: pl.DataFrame
) -> pl.DataFrame:
    """An indicator counted from records has its figure when the records have come, stated or not.

    The first readable file decides when a figure came, even one that was rejected; but a figure that nobody has
    accepted yet has not come, and until its due time it is awaited.
    """
    accepted = stated.filter(pl.col("numerator").is_not_null() | (pl.col("nil_activity") == 1))
    counted = [
        receipts.filter(pl.col("dataset") == indicator.dataset)
        .join(in_force, on=["month", "dataset"], how="semi")
        .select(pl.lit(indicator.id).alias("indicator"), "month", "received_at")
        for indicator in contract.indicators
        if indicator.dataset != "indicators"
    ]
    ids = [indicator.id for indicator in contract.indicators if indicator.dataset == "indicators"]
    taken = figures.filter(pl.col("indicator").is_in(ids)).join(accepted, on=["indicator", "month"], how="semi")
    return _numbered(contract, pl.concat([taken, *counted]))


def _records(cursor: DuckDBPyConnection, contract: Contract) -> dict[str, pl.DataFrame]:
    cases: pl.DataFrame = cursor.sql(query("cases")).pl()
    return {"case_record": cases, "record_part": _record_parts(cursor, contract)}


def _record_parts(cursor: DuckDBPyConnection, contract: Contract) -> pl.DataFrame:
    """Return one row for each row of a return that a summed measure takes in, figures in millionths.

    A plain sum is divided by nothing: its rows have no denominator yet.
    """
    place = {"dataset": pl.String, "submission": pl.Int32, "sheet_row": pl.Int32}
    figures = pl.DataFrame(schema=fact_tables.TABLES["record_part"]).drop("scenario", "contract")
    parts = [figures.with_columns(pl.lit(None, kind).alias(name) for name, kind in place.items())]
    for number, indicator in enumerate(contract.indicators, start=1):
        if isinstance(indicator.measure, FromRows):
            parts.append(_parts_of(cursor, number, indicator.measure))
    return pl.concat(parts, how="vertical_relaxed")


def _parts_of(cursor: DuckDBPyConnection, number: int, measure: FromRows) -> pl.DataFrame:
    table = TABLE_OF[measure.from_]
    denominator = f"coalesce({measure.of}, 0) * 1000000" if measure.of else "null"
    only = "".join(f" and {field} = ?" for field in measure.only)
    sql = f"""
        select
            {number} as indicator,
            year(period) * 12 + month(period) - 1 as month,
            cast(coalesce({measure.sum}, 0) * 1000000 as decimal(38, 0)) as numerator,
            cast({denominator} as decimal(38, 0)) as denominator,
            dataset,
            submission,
            sheet_row
        from {table} inner join submission_in_force using (submission)
        where dataset = ?{only}
    """
    found: pl.DataFrame = cursor.sql(sql, params=[measure.from_, *measure.only.values()]).pl()
    return found


def divided_once(parts: pl.DataFrame) -> pl.DataFrame:
    """Divide each plain sum of a month by one, once: the first of its rows has 1,000,000 there, the others nothing.

    ``parts`` may hold several scenarios, each with its own sums.
    """
    sums = [name for name in ("scenario", "indicator", "month") if name in parts.columns]
    first = pl.int_range(pl.len()).over(sums) == 0
    once = pl.when(first).then(pl.lit(1_000_000)).otherwise(pl.lit(0)).cast(pl.Decimal(38, 0))
    return parts.with_columns(pl.col("denominator").fill_null(once))


def _columns(cursor: DuckDBPyConnection) -> dict[tuple[int, str, str], tuple[str, str]]:
    found = "select submission, dataset, field, sheet, column_letter from submission_column"
    kept = f"{found} semi join submission_in_force using (submission)"
    return {
        (number, dataset, field): (sheet, letter)
        for number, dataset, field, sheet, letter in cursor.execute(kept).fetchall()
    }


def _row_spans(cursor: DuckDBPyConnection) -> dict[tuple[int, str], tuple[int, int]]:
    spans: dict[tuple[int, str], tuple[int, int]] = {}
    for dataset, table in TABLE_OF.items():
        found = f"select submission, min(sheet_row), max(sheet_row) from {table} group by submission"
        spans |= {(number, dataset): (first, last) for number, first, last in cursor.execute(found).fetchall()}
    return spans
