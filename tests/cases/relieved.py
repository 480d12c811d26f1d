"""An example's relief, as of its cut-off and as of each first cut-off at which another was known."""

from collections.abc import Iterator
from typing import Any

from contracts import months
from contracts.months import Month
from contracts.terms.calendar import FIGURE_SCALE
from contracts.values import read_number
from tests.cases.example import Example, Row

Relief = tuple[int, ...]
"""The rows of an example's table that are agreed at a moment, by their place from 1."""


def as_of(example: Example) -> list[Relief]:
    """Return the relief at each moment that counts: first at the cut-off, then at first cut-offs with another."""
    return list(dict.fromkeys([_agreed(example, "9999"), *_first(example).values()]))


def first_cut_offs(example: Example) -> Iterator[dict[str, Any]]:
    """Yield the months whose runs see relief as of their first cut-off, where that is not as of the last one."""
    moments = as_of(example)
    for month, relief in _first(example).items():
        if relief != moments[0]:
            yield {"month": month, "as_of": moments.index(relief)}


def _first(example: Example) -> dict[Month, Relief]:
    """Return the relief that each certified month's run sees; none where later relief reprices all."""
    rule = example.contract.relief.agreed
    if rule is None or rule.later_relief_reprices:
        return {}
    certified = example.tables.get("certified", [])
    return {months.parse(row["month"]): _agreed(example, row["cut off"]) for row in certified}


def _agreed(example: Example, day: str) -> Relief:
    """Return the relief that was agreed by a day and not refused again; without a day it always was."""
    rows = enumerate(example.tables.get("relief", []), start=1)
    return tuple(
        place for place, row in rows if row.get("agreed", "-") <= day and not "-" < row.get("refused", "-") <= day
    )


def effects(example: Example) -> Iterator[dict[str, Any]]:
    """Yield what relief does to each indicator and month, as of each moment."""
    numbers = {one.id: number for number, one in enumerate(example.contract.indicators, start=1)}
    for moment, relief in enumerate(as_of(example)):
        for place in relief:
            row = example.tables["relief"][place - 1]
            for name in row["indicators"].split(", "):
                _require_that_it_helps(example, row["effect"], name)
                for month in range(months.parse(row["first"]), months.parse(row["last"]) + 1):
                    yield {"as_of": moment, "relief": place, "indicator": numbers[name], "month": month, **_does(row)}


def _require_that_it_helps(example: Example, effect: str, name: str) -> None:
    """An example has no relief that nobody could ask for."""
    if effect == "count_as_met":
        assert example.contract.indicator(name).may_count_as_met, f"nothing counts as met for {name}"


def cases(example: Example) -> Iterator[Row]:
    """Yield the cases that relief is about; each counts for every indicator that is counted from cases."""
    for row in example.tables.get("relieved_cases", []):
        for one in example.contract.indicators:
            if one.dataset == "ehc_assessments":
                _require_that_it_helps(example, row["effect"], one.id)
        yield row


def _does(row: Row) -> dict[str, Any]:
    figure = {key: int(read_number(row[key].replace("-", "0")) * FIGURE_SCALE) for key in ("numerator", "denominator")}
    share = 0 if row["percent"] == "-" else int(read_number(row["percent"]) * 100)
    return {"effect": row["effect"], **figure, "share": share}
