"""Facts: what was returned, as whole-number tables under the same keys as the terms.

Numerators and denominators are in millionths (`contracts.terms.calendar.FIGURE_SCALE`); an indicator without a
denominator has 1,000,000 there. Days are proleptic Gregorian day numbers. Moments are UTC without zone. Relief stands
once for each moment as of which it is known: 0 is the cut-off, other numbers are first cut-offs of earlier months, and
`first_cut_off` has the months whose runs see the months before them as of one of these. `staged` has the figures that
stand at each stage of an indicator with stages (`contracts.stages.place_of`), and when each stage first came; `stated`
the latest.

`of_other_months` are the adjustments and the interest that each month's statement carries for others, in pence as they
act on the payment, numbered as in `contracts.bases.OF_OTHER_MONTHS`, with the share of one at which they bear VAT. A
contract has rows there only if a percentage is of them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from contracts.terms.columns import Schema

_KEY = {"scenario": pl.Int32, "contract": pl.Int32}
_FIGURE = {"numerator": pl.Decimal(38, 0), "denominator": pl.Decimal(38, 0)}

TABLES: dict[str, Schema] = {
    "cut_off": {**_KEY, "known_at": pl.Datetime("us")},
    "first_receipt": {**_KEY, "dataset": pl.String, "month": pl.Int32, "received_at": pl.Datetime("us")},
    "first_figure": {**_KEY, "indicator": pl.Int32, "month": pl.Int32, "received_at": pl.Datetime("us")},
    "stated": {**_KEY, "indicator": pl.Int32, "month": pl.Int32, **_FIGURE, "nil_activity": pl.Int32},
    "staged": {
        **_KEY,
        "indicator": pl.Int32,
        "month": pl.Int32,
        "stage": pl.Int32,
        **_FIGURE,
        "nil_activity": pl.Int32,
        "received_at": pl.Datetime("us"),
    },
    "case_record": {
        **_KEY,
        "month": pl.Int32,
        "case_type": pl.String,
        "clock_start": pl.Int32,
        "plan_issued": pl.Int32,
        "has_exception": pl.Int32,
    },
    "incident": {**_KEY, "incident": pl.Int32, "month": pl.Int32, "indicator": pl.Int32},
    "first_cut_off": {**_KEY, "month": pl.Int32, "as_of": pl.Int32},
    "relief_effect": {
        **_KEY,
        "as_of": pl.Int32,
        "relief": pl.Int32,
        "effect": pl.String,
        "indicator": pl.Int32,
        "month": pl.Int32,
        **_FIGURE,
        "share": pl.Int32,
    },
    "relieved_case": {
        **_KEY,
        "as_of": pl.Int32,
        "effect": pl.String,
        "month": pl.Int32,
        "case_type": pl.String,
        "clock_start": pl.Int32,
        "plan_issued": pl.Int32,
        "has_exception": pl.Int32,
    },
    "decided": {
        **_KEY,
        "charged_month": pl.Int32,
        "month": pl.Int32,
        "kind": pl.String,
        "indicator": pl.Int32,
        "unit": pl.String,
        "most": pl.Int64,
        "forgone": pl.Int64,
    },
    "of_other_months": {
        **_KEY,
        "month": pl.Int32,
        "charge_line": pl.Int32,
        "rate": pl.Decimal(38, 0),
        "rate_scale": pl.Decimal(38, 0),
        "pence": pl.Int64,
    },
    "record_part": {**_KEY, "indicator": pl.Int32, "month": pl.Int32, **_FIGURE},
}


_SCHEMAS = {name: pl.Schema(schema) for name, schema in TABLES.items()}
_EMPTY = {name: pl.DataFrame(schema=schema) for name, schema in _SCHEMAS.items()}


@dataclass(frozen=True)
class Facts:
    """The fact tables of one or more contracts and scenarios: a frame for each name in `TABLES`."""

    tables: Mapping[str, pl.DataFrame]


def facts(**tables: pl.DataFrame) -> Facts:
    """Return facts with the given tables; those not given are empty.

    Raises:
        pl.exceptions.ColumnNotFoundError: a table lacks a column of `TABLES`.
    """
    return Facts(_EMPTY | {name: _fitted(frame, _SCHEMAS[name]) for name, frame in tables.items()})


def _fitted(frame: pl.DataFrame, schema: pl.Schema) -> pl.DataFrame:
    # Most fit as they are: to choose and convert their columns all the same takes far longer than to see it.
    return frame if frame.schema == schema else frame.select(schema.names()).cast(schema)


def combine(parts: Sequence[Facts]) -> Facts:
    """Put the facts of several contracts or scenarios into one set of tables."""
    return Facts({name: pl.concat([part.tables[name] for part in parts]) for name in TABLES})
