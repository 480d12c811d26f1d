"""The columns of the terms tables. Every number is whole: months, day numbers, pence, numerators, denominators.

A `Decimal(38, 0)` holds what may be multiplied further on; a rate or an edge is a numerator beside a denominator.
Ranges of months are half-open, ``first_month`` to ``end_month``.
"""

from typing import Any

import polars as pl

_KEY = {"scenario": pl.Int32, "contract": pl.Int32}
_SPAN = {"first_month": pl.Int32, "end_month": pl.Int32}
_EXACT = pl.Decimal(38, 0)

Schema = dict[str, Any]

DATA_STATUSES = ("missing", "below_minimum", "nil_activity", "not_measurable", "relieved")
"""The data statuses for which a contract says what is taken and what they do to a run of failures."""

TABLES: dict[str, Schema] = {
    "term_contract": {
        **_KEY,
        "rounding": pl.String,
        "money_scale": _EXACT,
        "reporting_per": pl.String,
        "reporting_additional": pl.Int32,
        "net_below_zero": pl.String,
        "statement_offset": pl.Int32,
    },
    "term_month": {
        **_KEY,
        "month": pl.Int32,
        "priced_month": pl.Int32,
        "contract_year": pl.Int32,
        "month_of_year": pl.Int32,
        "first_day": pl.Int32,
        "end_day": pl.Int32,
        "is_charged": pl.Int32,
    },
    "term_charge": {**_KEY, "charge_line": pl.Int32, "first_day": pl.Int32, "end_day": pl.Int32, "annual": _EXACT},
    "term_instalment": {
        **_KEY,
        "month_of_year": pl.Int32,
        "weight_before": _EXACT,
        "weight_through": _EXACT,
        "weight_total": _EXACT,
    },
    "term_due": {
        **_KEY,
        "dataset": pl.String,
        "month": pl.Int32,
        "due_at": pl.Datetime("us"),
    },
    "term_measurement": {
        **_KEY,
        "indicator": pl.Int32,
        "month": pl.Int32,
        "first_month": pl.Int32,
        "statement_month": pl.Int32,
        "base_first_month": pl.Int32,
        "base_last_month": pl.Int32,
        "contract_year": pl.Int32,
        "following_year": pl.Int32,
        "definition": pl.Int32,
        "run_number": pl.Int32,
        "is_measurable": pl.Int32,
        "minimum": _EXACT,
        "is_excused": pl.Int32,
        "from_records": pl.Int32,
        "due_at": pl.Datetime("us"),
        "until_at": pl.Datetime("us"),
    },
    "term_indicator": {
        **_KEY,
        "indicator": pl.Int32,
        "dataset": pl.String,
        "basis": pl.String,
    },
    "term_case_type": {**_KEY, "indicator": pl.Int32, "case_type": pl.String},
    "term_judgement": {
        **_KEY,
        "indicator": pl.Int32,
        "first_month": pl.Int32,
        **{f"{status}_{said}": pl.String for status in DATA_STATUSES for said in ("take", "run")},
        "unit_factor": _EXACT,
        "sign": pl.Int32,
        "within_low": _EXACT,
        "within_high": _EXACT,
        "within_scale": _EXACT,
        "rounding_scale": _EXACT,
        "worst_band": pl.Int32,
        "multiplier": _EXACT,
        "multiplier_scale": _EXACT,
        "points_group": pl.Int32,
        "free_points": _EXACT,
        "has_ratchet": pl.Int32,
        "points_scale": _EXACT,
        "ratchet_scale": _EXACT,
        "point_kind": pl.String,
        "rate": _EXACT,
        "rate_scale": _EXACT,
    },
    "term_pool": {**_KEY, "at_year_end": pl.String, "at_definition": pl.String},
    "term_carried_status": {**_KEY, "months": pl.Int32, "then_take": pl.String},
    "term_band": {
        **_KEY,
        "indicator": pl.Int32,
        "first_month": pl.Int32,
        "band": pl.Int32,
        "is_best": pl.Int32,
        "is_worst": pl.Int32,
        "lowest": _EXACT,
        "better_lowest": _EXACT,
        "edge_scale": _EXACT,
        "fails": pl.Int32,
        "cost_kind": pl.String,
        "cost": _EXACT,
        "cost_scale": _EXACT,
        "allowance": _EXACT,
        "allowance_scale": _EXACT,
    },
    "term_ratchet": {**_KEY, "above": _EXACT, "up_to": _EXACT, "multiplier": _EXACT},
    "term_point_table": {**_KEY, "points": _EXACT, "rate": _EXACT, "rate_scale": _EXACT},
    "term_reporting": {**_KEY, **_SPAN, "late": pl.Int64, "missing": pl.Int64},
    "term_cap": {**_KEY, "cap": pl.Int32, "per": pl.String, "base": pl.String},
    "term_cap_amount": {**_KEY, "cap": pl.Int32, **_SPAN, "pence": pl.Int64, "rate": _EXACT, "rate_scale": _EXACT},
    "term_cap_line": {
        **_KEY,
        "cap": pl.Int32,
        "indicator": pl.Int32,
        "kind": pl.String,
        "cap_group": pl.Int32,
        "is_steady": pl.Int32,
        "is_carried": pl.Int32,
        "expires_after": pl.Int32,
    },
}
