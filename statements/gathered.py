"""What the store knew of a contract's performance, as the facts of the chain and with the rows that they came from.

``submission_in_force`` has to be registered on the cursor: which submission counts for a month and dataset.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

import polars as pl
from duckdb import DuckDBPyConnection

from contracts.contract import Contract
from contracts.indicators import FromRows
from contracts.months import Month
from metrics import facts as fact_tables
from metrics.facts import Facts
from statements.first_known import ReliefKnown
from statements.queries import query
from statements.relief_facts import relieved_cases, with_relief
from statements.staged import Standing, staged, standing
from store.incidents import Incident
from store.moments import stored
from store.returns import TABLE_OF

_KEY = {"scenario": pl.lit(0, pl.Int32), "contract": pl.lit(0, pl.Int32)}


@dataclass(frozen=True)
class Gathered:
    """The facts, what the provider stated by indicator id and month, and the records with each row's place.

    ``staged`` has what stands at each stage of indicators with stages.
    """

    facts: Facts
    stated: Mapping[tuple[str, Month], Mapping[str, Any]]
    staged: Standing
    records: Mapping[str, pl.DataFrame]


def gather(
    cursor: DuckDBPyConnection,
    contract: Contract,
    moment: datetime,
    happened: tuple[Incident, ...],
    relief: ReliefKnown,
) -> Gathered:
    """Gather what was known of a contract's performance at a moment, with incidents and the relief that was agreed."""
    in_force = "select submission from submission_in_force where dataset = 'indicators'"
    stated = _stated(cursor, contract, [number for (number,) in cursor.execute(in_force).fetchall()])
    records = _records(cursor, contract) | relieved_cases(cursor, relief)
    given = {"contract": contract.id, "known_at": stored(moment)}
    stands = standing(cursor, contract, given, partial(_stated, cursor, contract))
    returned = _facts(cursor, contract, given, stated, records)
    plain = _with_stages(_with_incidents(returned, contract, happened), staged(cursor, contract, given, stands))
    return Gathered(
        facts=with_relief(plain, contract, relief, records.get("relieved_case")),
        stated={(row["indicator"], Month(row["month"])): row for row in stated.iter_rows(named=True)},
        staged=stands,
        records=records,
    )


def _stated(cursor: DuckDBPyConnection, contract: Contract, submissions: list[int]) -> pl.DataFrame:
    percentages = [indicator.id for indicator in contract.indicators if indicator.unit == "percent"]
    undivided = [each.id for each in contract.indicators if each.unit == "percent" and each.measure.of is None]
    given = {"percentages": percentages, "undivided": undivided, "submissions": submissions}
    found: pl.DataFrame = cursor.sql(query("stated"), params=given).pl()
    return found


def _facts(
    cursor: DuckDBPyConnection,
    contract: Contract,
    given: dict[str, Any],
    stated: pl.DataFrame,
    records: Mapping[str, pl.DataFrame],
) -> Facts:
    came = cursor.sql(query("first_arrivals"), params=given).pl()
    receipts = came.group_by("dataset", "month", "is_in_force", maintain_order=True).agg(pl.col("received_at").min())
    tables = {
        "cut_off": pl.DataFrame({"known_at": [given["known_at"]]}),
        "first_receipt": receipts,
        "first_figure": _first_figures(contract, came, receipts, stated),
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


def _with_stages(found: Facts, stages: pl.DataFrame | None) -> Facts:
    if stages is None:
        return found
    schema = pl.Schema(fact_tables.TABLES["staged"])
    return Facts({**found.tables, "staged": stages.with_columns(**_KEY).select(list(schema)).cast(schema)})


def _numbered(contract: Contract, frame: pl.DataFrame) -> pl.DataFrame:
    """Put the indicator's number, its place in contract order, where its id stands."""
    numbers = {indicator.id: number for number, indicator in enumerate(contract.indicators, start=1)}
    number = pl.col("indicator").replace_strict(numbers, default=None, return_dtype=pl.Int32)
    return frame.with_columns(indicator=number).drop_nulls("indicator")


def _first_figures(
    contract: Contract, came: pl.DataFrame, receipts: pl.DataFrame, stated: pl.DataFrame
) -> pl.DataFrame:
    """An indicator counted from records has its figure when the records have come, stated or not.

    Where the contract prices what is stated, it has it when either has come: what is stated stands without records.
    The first readable file decides when a figure came, even one that was rejected; but a figure that nobody has
    accepted yet has not come, and until its due time it is awaited.
    """
    accepted = stated.filter(pl.col("numerator").is_not_null() | (pl.col("nil_activity") == 1))
    stated_alone = [one.id for one in contract.indicators if contract.prices_what_is_stated_of(one)]
    figures = came.filter((pl.col("dataset") == "indicators") & pl.col("indicator").is_in(stated_alone))
    taken = figures.join(accepted, on=["indicator", "month"], how="semi")
    datasets = [(one.id, one.dataset) for one in contract.indicators if one.dataset != "indicators"]
    records = pl.DataFrame(datasets, schema={"indicator": pl.String, "dataset": pl.String}, orient="row")
    counted = receipts.filter("is_in_force").join(records, on="dataset")
    figure = ["indicator", "month", "received_at"]
    either = pl.concat([taken.select(figure), counted.select(figure)])
    first = either.group_by("indicator", "month", maintain_order=True).agg(pl.col("received_at").min())
    return _numbered(contract, first)


def _records(cursor: DuckDBPyConnection, contract: Contract) -> dict[str, pl.DataFrame]:
    cases: pl.DataFrame = cursor.sql(query("cases")).pl()
    return {"case_record": cases, "record_part": _record_parts(cursor, contract)}


def _record_parts(cursor: DuckDBPyConnection, contract: Contract) -> pl.DataFrame:
    """Return one row for each row of a return that a summed measure takes in, figures in millionths.

    A plain sum is divided by nothing: its rows have no denominator yet.
    """
    place = {"dataset": pl.String, "submission": pl.Int32, "sheet_row": pl.Int32}
    figures = pl.DataFrame(schema=fact_tables.TABLES["record_part"]).drop("scenario", "contract")
    none = figures.with_columns(pl.lit(None, kind).alias(name) for name, kind in place.items())
    measures = {
        number: indicator.measure
        for number, indicator in enumerate(contract.indicators, start=1)
        if isinstance(indicator.measure, FromRows)
    }
    if not measures:
        return none
    # One statement for them all: planning one costs more than reading the rows.
    sql = " union all ".join(_parts_of(number, measure) for number, measure in measures.items())
    given = [value for each in measures.values() for value in (each.from_, *each.only.values())]
    parts: pl.DataFrame = cursor.sql(sql, params=given).pl()
    return pl.concat([none, parts], how="vertical_relaxed")


def _parts_of(number: int, measure: FromRows) -> str:
    table = TABLE_OF[measure.from_]
    denominator = f"coalesce({measure.of}, 0) * 1000000" if measure.of else "null"
    only = "".join(f" and {field} = ?" for field in measure.only)
    return f"""
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


def divided_once(parts: pl.DataFrame) -> pl.DataFrame:
    """Divide each plain sum of a month by one, once: the first of its rows has 1,000,000 there, the others nothing.

    ``parts`` may hold several scenarios, each with its own sums.
    """
    sums = [name for name in ("scenario", "indicator", "month") if name in parts.columns]
    first = pl.int_range(pl.len()).over(sums) == 0
    once = pl.when(first).then(pl.lit(1_000_000)).otherwise(pl.lit(0)).cast(pl.Decimal(38, 0))
    return parts.with_columns(pl.col("denominator").fill_null(once))
