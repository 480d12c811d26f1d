"""Step 2, freeze: everything that was known about a contract at a moment, as terms, facts and where they came from.

What is worked out from a `Frozen` depends on nothing else: no clock, no store, no file.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Any, cast

import polars as pl
from duckdb import DuckDBPyConnection

from contracts import loading
from contracts.contract import Contract
from contracts.errors import ReckonerError
from contracts.indicators import FromRows
from contracts.loading import ContractFile
from contracts.months import Month, of_day
from contracts.terms import Terms, terms_of
from metrics import facts as fact_tables
from metrics.facts import Facts
from statements.queries import query
from store import returns
from store.contract_versions import ContractVersion, contract_version
from store.events import latest_event
from store.moments import shown, stored
from store.returns import TABLE_OF, Submission

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
    submission's dataset.
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

    @property
    def contract(self) -> Contract:
        """The contract with the variations that were known."""
        return self.file.contract


@lru_cache(maxsize=64)
def _terms(text: str, name: str, known_on: date) -> tuple[ContractFile, Terms]:
    """Read a contract once for each text and day."""
    file = loading.load(text, name, known_on)
    return file, terms_of(file.contract)


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
    file, terms = _terms(version.source, f"{contract}.yaml", stored(now).date())
    moment, tables = stored(now), terms.tables
    due = (tables["term_due"]["due_at"], tables["term_measurement"]["until_at"])
    # A due time itself is still in time: it has passed a microsecond later.
    passed = [times.filter(times < moment).max() for times in due]
    changes = [cast("datetime", when) + timedelta(microseconds=1) for when in passed if when is not None]
    days = [each.known for each in file.contract.variations if each.known <= moment.date()]
    changes += [datetime.combine(day, time()) for day in (*days, moment.date().replace(day=1))]
    return shown(max([*changes, stored(latest_event(cursor, now) or version.known_at)]))


def freeze(cursor: DuckDBPyConnection, contract: str, known_at: datetime) -> Frozen:
    """Gather what was known about a contract at a moment.

    Raises:
        NoSuchContract: the store had no file of that contract then.
    """
    moment = known_at if known_at.tzinfo else known_at.replace(tzinfo=UTC)
    version = contract_version(cursor, contract, moment)
    if version is None:
        raise NoSuchContract(contract)
    file, terms = _terms(version.source, f"{contract}.yaml", moment.date())
    given = {"contract": contract, "known_at": stored(moment)}
    in_force_now = cursor.execute(query("in_force"), given).fetchall()
    schema = {"period": pl.Date, "dataset": pl.String, "submission": pl.Int32}
    cursor.register("submission_in_force", pl.DataFrame(in_force_now, schema=schema, orient="row"))
    submissions = {each.submission: each for each in returns.submissions(cursor, contract, moment)}
    stated = _stated(cursor, file.contract)
    return Frozen(
        known_at=stored(moment),
        version=version,
        file=file,
        terms=_until(terms, file.contract, of_day(moment.date())),
        facts=_facts(cursor, file.contract, given, stated),
        stated={(row["indicator"], Month(row["month"])): row for row in stated.iter_rows(named=True)},
        submissions=submissions,
        in_force={(of_day(period), dataset): number for period, dataset, number in in_force_now},
        file_names={
            each.submission: each.file_name
            for each in returns.receipts(cursor, contract, moment)
            if each.submission is not None
        },
        columns=_columns(cursor),
        row_spans=_row_spans(cursor),
    )


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


def _facts(cursor: DuckDBPyConnection, contract: Contract, given: dict[str, Any], stated: pl.DataFrame) -> Facts:
    first_receipts = cursor.sql(query("first_receipts"), params=given).pl()
    first_figures = cursor.sql(query("first_figures"), params=given).pl()
    month = "year(period) * 12 + month(period) - 1"
    in_force = cursor.sql(f"select cast({month} as bigint) as month, dataset from submission_in_force").pl()
    tables = {
        "cut_off": pl.DataFrame({"known_at": [given["known_at"]]}),
        "first_receipt": first_receipts,
        "first_figure": _first_figures(contract, first_figures, first_receipts, stated, in_force),
        "stated": _numbered(contract, stated),
        "case_record": cursor.sql(query("cases")).pl(),
        "record_part": _record_parts(cursor, contract),
    }
    return fact_tables.facts(**{name: frame.with_columns(**_KEY) for name, frame in tables.items()})


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


def _record_parts(cursor: DuckDBPyConnection, contract: Contract) -> pl.DataFrame:
    """Return one row for each row of a return that a summed measure takes in, figures in millionths."""
    parts = [pl.DataFrame(schema=fact_tables.TABLES["record_part"]).drop("scenario", "contract")]
    for number, indicator in enumerate(contract.indicators, start=1):
        if isinstance(indicator.measure, FromRows):
            parts.append(_parts_of(cursor, number, indicator.measure))
    return pl.concat(parts, how="vertical_relaxed")


def _parts_of(cursor: DuckDBPyConnection, number: int, measure: FromRows) -> pl.DataFrame:
    table = TABLE_OF[measure.from_]
    # A plain sum is divided by one, once.
    once = "case when row_number() over (partition by period) = 1 then 1000000 else 0 end"
    denominator = f"coalesce({measure.of}, 0) * 1000000" if measure.of else once
    only = "".join(f" and {field} = ?" for field in measure.only)
    sql = f"""
        select
            {number} as indicator,
            year(period) * 12 + month(period) - 1 as month,
            cast(coalesce({measure.sum}, 0) * 1000000 as decimal(38, 0)) as numerator,
            cast({denominator} as decimal(38, 0)) as denominator
        from {table} inner join submission_in_force using (submission)
        where dataset = ?{only}
    """
    found: pl.DataFrame = cursor.sql(sql, params=[measure.from_, *measure.only.values()]).pl()
    return found


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
