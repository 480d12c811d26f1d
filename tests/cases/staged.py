"""What an example's stages say of the plain tables: when a figure first came, and what was stated last."""

from collections.abc import Iterator
from typing import Any

Rows = list[dict[str, Any]]


def first_came(stages: Rows) -> Iterator[dict[str, Any]]:
    """Yield when the figure of each indicator and month first came, at whichever stage."""
    for indicator, month in _measured(stages):
        moment = min(row["received_at"] for row in _of(stages, indicator, month))
        yield {"indicator": indicator, "month": month, "received_at": moment}


def latest(stages: Rows) -> Iterator[dict[str, Any]]:
    """Yield the figure of each indicator and month at its last stage."""
    for indicator, month in _measured(stages):
        yield max(_of(stages, indicator, month), key=lambda row: int(row["stage"]))


def _measured(stages: Rows) -> list[tuple[int, int]]:
    return list(dict.fromkeys((row["indicator"], row["month"]) for row in stages))


def _of(stages: Rows, indicator: int, month: int) -> Rows:
    return [row for row in stages if (row["indicator"], row["month"]) == (indicator, month)]
