"""Every series of the reference: numbers to a relative 1e-12, texts exactly, with its rules and with ours."""

import csv
import math
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from metrics.trends.charts import Charts, control_charts
from metrics.trends.options import REFERENCE, Better, Options, Rebase

FOLDER = Path(__file__).parents[1] / "spc"
BETTER: dict[str, Better] = {"increase": "higher", "decrease": "lower", "neutral": "within range"}
Row = dict[str, str]

BY_MONTH, BY_ROW = Options(), Options(every="row")
NEARLY_CONSTANT = {
    "const_one_miss": "screening leaves only ranges of nought, so we do not screen and judge no runs",
    "const_rare_events": "screening leaves only ranges of nought, so we do not screen and judge no runs",
    "const_step": "screening leaves only ranges of nought, so we do not screen and judge no runs",
    "few_2_equal": "a constant series has its value for limits",
}
"""Where we depart from the reference on purpose, and why."""
A_GAP = dict.fromkeys(("na_five_run", "na_in_rise", "na_in_run_above"), "a missing figure breaks a run")
NO_ROW = {"gap_months": "a month with no row at all is a missing month"}


@cache
def read(name: str) -> list[Row]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def number(text: str) -> float | None:
    return None if text in ("", "NaN") else float(text)


@cache
def worked_out(base: Options) -> tuple[Charts, ...]:
    """Chart all series at once, a run for each combination of what the reference was told."""
    told: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in read("points"):
        told[(row["fix_after_n_points"], row["screen_outliers"])].append(row)
    found = []
    for (fixed, screened), rows in told.items():
        options = replace(base, baseline=int(fixed) if fixed else None, screened=screened == "TRUE")
        rebases = [Rebase(row["series_id"], day(row), "") for row in rows if row["rebase_here"] == "1"]
        found.append(control_charts(_frame(rows), rebases, options))
    return tuple(found)


def day(row: Row) -> date:
    return date.fromisoformat(row["date"])


def _frame(rows: list[Row]) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "series": [row["series_id"] for row in rows],
            "date": [day(row) for row in rows],
            "value": [number(row["value"]) for row in rows],
            "better": [BETTER[row["improvement_direction"]] for row in rows],
            "target": pl.Series([number(row["target"]) for row in rows], dtype=pl.Float64),
        }
    )


def differences(base: Options) -> dict[str, list[str]]:
    """What differs from the reference, by series, in points, groups and what is said of the latest."""
    wrong: defaultdict[str, list[str]] = defaultdict(list)
    charts = worked_out(base)
    fine = {row["series_id"] for row in read("summary") if row["status"] == "ok"}
    for name, found in (*_points(charts, fine), *_summaries(charts), *_groups(charts)):
        wrong[name].append(found)
    return dict(wrong)


def _points(charts: tuple[Charts, ...], fine: set[str]) -> Iterator[tuple[str, str]]:
    ours = {(row["series"], row["date"]): row for each in charts for row in each.points.iter_rows(named=True)}
    for row in read("points"):
        if row["series_id"] in fine:
            point = ours.get((row["series_id"], day(row)))
            found = _in_point(row, point) if point else ["has no row"]
            yield from ((row["series_id"], f"point {row['point']}: {each}") for each in found)


def _in_point(row: Row, point: dict[str, Any]) -> Iterator[str]:
    size = abs(number(row["mean"]) or 0.0)
    for theirs, our in (("mean", "mean"), ("lpl", "lower"), ("upl", "upper")):
        if not _alike(number(row[theirs]), point[our], size):
            yield f"{theirs} {row[theirs]}, ours {point[our]!r}"
    truth = {"TRUE": True, "FALSE": False, "": None}
    side = int(row["relative_to_mean"]) if row["relative_to_mean"] else None
    exact = {
        "group": int(row["rebase_group"]), "side": side, "outside": truth[row["outside_limits"]],
        "close": truth[row["close_to_limits"]], "reason": row["special_cause_type"], "kind": row["point_type"],
    }  # fmt: skip
    yield from (f"{name} {theirs}, ours {point[name]}" for name, theirs in exact.items() if point[name] != theirs)
    if (row["special_cause_flag"] == "TRUE") != (point["sign"] != 0):
        yield "flag"


def _alike(theirs: float | None, ours: float | None, size: float) -> bool:
    if theirs is None or ours is None:
        return theirs is ours
    return math.isclose(theirs, ours, rel_tol=1e-12, abs_tol=1e-12 * size)


def _summaries(charts: tuple[Charts, ...]) -> Iterator[tuple[str, str]]:
    ours = {row["series"]: row for each in charts for row in each.series.iter_rows(named=True)}
    for row in read("summary"):
        found = ours[row["series_id"]]
        if (row["status"] == "error") != (found["refused"] is not None):
            yield row["series_id"], f"{row['status']}, ours {found['refused']}"
        elif row["status"] == "ok":
            texts = {
                "variation": "variation_type", "variation_icon": "variation_icon", "assurance": "assurance_type",
                "assurance_icon": "assurance_icon",
            }  # fmt: skip
            for our, theirs in texts.items():
                if (found[our] or "") != row[theirs]:
                    yield row["series_id"], f"{theirs} {row[theirs]}, ours {found[our]}"


def _groups(charts: tuple[Charts, ...]) -> Iterator[tuple[str, str]]:
    ours = {(row["series"], row["group"]): row for each in charts for row in each.groups.iter_rows(named=True)}
    for row in read("groups"):
        found = ours.get((row["series_id"], int(row["rebase_group"])))
        if found is None or found["rows"] != int(row["n"]):
            yield row["series_id"], f"group {row['rebase_group']}: {row['n']} rows, ours {found and found['rows']}"


def test_the_vectors_are_whole() -> None:
    assert (len(read("points")), len(read("summary")), len(read("groups"))) == (2263, 91, 94)


def test_told_to_do_as_the_reference_does_nothing_differs() -> None:
    assert differences(REFERENCE) == {}


@pytest.mark.parametrize(
    ("options", "departures"),
    [(BY_MONTH, NEARLY_CONSTANT | A_GAP | NO_ROW), (BY_ROW, NEARLY_CONSTANT | A_GAP)],
    ids=["by month", "by row"],
)
def test_left_to_itself_it_differs_where_we_depart_and_nowhere_else(
    options: Options, departures: dict[str, str]
) -> None:
    assert differences(options).keys() == departures.keys()


@pytest.mark.parametrize(
    ("departure", "names"),
    [
        ({"gaps": "break a run"}, A_GAP),
        ({"near_constant": "unscreened"}, NEARLY_CONSTANT),
        ({"every": "month"}, NO_ROW),
        ({"targets": "dated"}, {}),
    ],
)
def test_each_departure_by_itself_changes_only_its_own_series(departure: dict[str, Any], names: dict[str, str]) -> None:
    assert differences(replace(REFERENCE, **departure)).keys() == names.keys()
