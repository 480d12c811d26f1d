"""The indicators dataset: its rows become lines that know their indicator, unit and stated value."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

import polars as pl

from contracts.contract import Contract
from contracts.indicators import FromIndicators
from contracts.months import Month, first_day
from ingest.findings import Hit
from ingest.history import EARLIER
from ingest.numbers import MARKS
from ingest.rules.indicator_lines import Earlier
from ingest.rules.lines import Figure, Line, StatedRead, exactly, example, is_due, read_stated
from ingest.rules.rows import Typed
from ingest.wording import quoted

_MONTHS_BEFORE: Final = 3
_KEPT: Final = pl.Decimal(28, 6)


@dataclass(frozen=True)
class IndicatorSheet:
    """The lines of known indicators, the whole sheet in the store's columns, and what was found."""

    lines: tuple[Line, ...]
    table: Typed
    hits: tuple[Hit, ...]


def indicator_sheet(table: Typed, texts: pl.DataFrame, contract: Contract, month: Month) -> IndicatorSheet:
    """Read the lines of an indicators sheet.

    Args:
        table: the sheet's rows; "stated_value" still text, since its unit is the indicator's.
        texts: the same rows as they stand in the file.
        contract: whose indicators they are.
        month: the month of the return.
    """
    known = {indicator.id.casefold(): indicator for indicator in contract.indicators}
    ids = {key: indicator.id for key, indicator in known.items()}
    given = table.rows["indicator"]
    named = given.str.to_lowercase().replace_strict(ids, default=None, return_dtype=pl.String)
    hits = list(_unknown(table, contract, named))
    rows = table.rows.with_columns(indicator=pl.coalesce(named, given))
    first = pl.DataFrame({"place": pl.int_range(rows.height, eager=True), "id": named}).drop_nulls("id")
    lines = []
    for place in first.unique("id", keep="first", maintain_order=True)["place"].to_list():
        row = rows.row(place, named=True)
        line, found = _line(
            Line(known[row["indicator"].casefold()], row["sheet_row"]), row, texts.row(place, named=True), table
        )
        lines.append(line)
        hits.extend(found)
    hits.extend(_absent(lines, table, contract, month))
    return IndicatorSheet(tuple(lines), replace(table, rows=_kept(rows, lines, month)), tuple(hits))


def _unknown(table: Typed, contract: Contract, named: pl.Series) -> Iterator[Hit]:
    unknown = table.rows.filter(named.is_null()).drop_nulls("indicator").group_by("indicator", maintain_order=True)
    told = {"known": ", ".join(indicator.id for indicator in contract.indicators)}
    for name, rows in unknown.agg("sheet_row").head(1000).rows():
        yield Hit("I01", table.sheet, quoted(name), table.letters["indicator"], rows, told)


def _absent(lines: list[Line], table: Typed, contract: Contract, month: Month) -> Iterator[Hit]:
    present = {line.indicator.id for line in lines}
    for indicator in contract.indicators:
        wanted = is_due(indicator, month) and isinstance(indicator.measure, FromIndicators)
        if wanted and indicator.id not in present:
            told = {"indicator": f"{indicator.id}, {indicator.title}"}
            yield Hit("I03", table.sheet, f"no row for {indicator.id}", told=told, row_key=indicator.id)


def _line(line: Line, row: Mapping[str, Any], texts: Mapping[str, Any], table: Typed) -> tuple[Line, list[Hit]]:
    """Fill in a line from its typed row and its texts."""
    said = {name: (texts.get(name) or "").strip() for name in ("numerator", "denominator", "stated_value")}
    line = replace(
        line,
        numerator=_exact(row["numerator"]),
        denominator=_exact(row["denominator"]),
        nil=bool(row["nil_activity"]),
        reason=row["reason_not_reported"],
        stage=row["stage"],
        marked=frozenset(name for name, text in said.items() if text.casefold() in MARKS),
    )
    misfit = StatedRead(None, "I15", _example_of_part(line))
    hits = [_at(line, table, name, misfit, said[name]) for name in _misfits(line, said)]
    if line.numerator is not None and _is_percentage_by_itself(line):
        read = read_stated(said["numerator"], line)
        line = replace(line, numerator=read.figure.value if read.figure else None)
        hits.extend(_said(read, line, table, "numerator", said["numerator"]))
    if said["stated_value"]:
        read = read_stated(said["stated_value"], line)
        line = replace(line, stated=read.figure)
        hits.extend(_said(read, line, table, "stated_value", said["stated_value"]))
    return line, hits


def _is_percentage_by_itself(line: Line) -> bool:
    indicator = line.indicator
    return indicator.unit == "percent" and indicator.measure.of is None


def _misfits(line: Line, said: Mapping[str, str]) -> Iterator[str]:
    """Name the figures whose sign is not one of their unit: a numerator counts things, it is no percentage."""
    for name in ("numerator", "denominator"):
        percent = "%" in said[name] and not (name == "numerator" and _is_percentage_by_itself(line))
        if percent or ("£" in said[name] and line.indicator.unit != "money"):
            yield name


def _example_of_part(line: Line) -> str:
    """Return what is expected of a numerator or denominator: of a percentage, how many, and of a milestone 1 or 0."""
    unit = line.indicator.unit
    if unit == "milestone":
        return "1 for yes or 0 for no"
    return example("count") if unit == "percent" and not _is_percentage_by_itself(line) else example(unit)


def _said(read: StatedRead, line: Line, table: Typed, column: str, text: str) -> list[Hit]:
    return [_at(line, table, column, read, text)] if read.code else []


def _at(line: Line, table: Typed, column: str, read: StatedRead, text: str) -> Hit:
    """Make a hit at a line's cell; only a bare fraction, which asks for a reason, carries the indicator as its key."""
    place = (table.letters[column], [line.row or 0])
    if read.code == "I14" and read.figure:
        told = {"percent": f"{exactly(read.figure.value)}%", "bare": text}
        return Hit("I14", table.sheet, quoted(text), *place, told, line.indicator.id)
    return Hit(read.code or "", table.sheet, quoted(text), *place, {"what": read.what})


def _exact(value: Decimal | None) -> Fraction | None:
    return None if value is None else Fraction(value)


def _kept(rows: pl.DataFrame, lines: list[Line], month: Month) -> pl.DataFrame:
    """The rows in the store's columns; figures of lines as the lines have them."""
    read = pl.DataFrame(
        {
            "sheet_row": pl.Series([line.row for line in lines], dtype=pl.Int32),
            "stated_value": pl.Series(
                [_decimal(line.stated.value if line.stated else None) for line in lines], dtype=_KEPT
            ),
            "own": pl.Series([_decimal(line.numerator) for line in lines], dtype=_KEPT),
        }
    )
    joined = rows.drop("stated_value").join(read, on="sheet_row", how="left", maintain_order="left")
    numerator = pl.coalesce("own", "numerator")
    return joined.with_columns(numerator=numerator, period=pl.lit(first_day(month))).drop("own")


def _decimal(value: Fraction | None) -> Decimal | None:
    return None if value is None else Decimal(exactly(value))


def lines_of(rows: pl.DataFrame, contract: Contract) -> tuple[Line, ...]:
    """Make lines of indicator rows that were accepted before; they have no place in the file at hand."""
    known = {indicator.id: indicator for indicator in contract.indicators}
    return tuple(
        Line(
            known[row["indicator"]],
            None,
            _exact(row["numerator"]),
            _exact(row["denominator"]),
            _figure(row["stated_value"]),
            bool(row["nil_activity"]),
            row["reason_not_reported"],
        )
        for row in rows.iter_rows(named=True)
        if row["indicator"] in known
    )


def _figure(kept: Decimal | None) -> Figure | None:
    """A stated value without its trailing zeros: as precise as it is known to be, and at least to one place."""
    if kept is None:
        return None
    exponent = kept.normalize().as_tuple().exponent
    return Figure(Fraction(kept), max(-exponent if isinstance(exponent, int) else 0, 1))


def earlier_of(earlier: pl.DataFrame, contract: Contract, month: Month) -> dict[str, Earlier]:
    """Gather what up to three months before had, by indicator; ``earlier`` has the schema ``history.EARLIER``."""
    before = earlier.select(list(EARLIER)).filter(pl.col("period") < first_day(month)).sort("period", descending=True)
    found: dict[str, Earlier] = {}
    for indicator in contract.indicators:
        rows = before.filter(pl.col("indicator") == indicator.id).iter_rows(named=True)
        lines = [Line(indicator, None, _exact(row["numerator"]), _exact(row["denominator"])) for row in rows]
        judged = [line for line in lines if line.value is not None][:_MONTHS_BEFORE]
        values = tuple(line.value for line in judged if line.value is not None)
        found[indicator.id] = Earlier(
            values, tuple(line.denominator for line in judged if line.denominator is not None)
        )
    return found
