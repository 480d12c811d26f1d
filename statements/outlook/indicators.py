"""The outlook of one indicator as a document: its ranges, or why there are none."""

from dataclasses import replace
from typing import Final

import numpy as np
import polars as pl

from contracts import months
from contracts.indicators import Indicator
from contracts.months import Month
from metrics.outlook.coverage import coverage
from metrics.outlook.methods import LAST, LAST_YEAR, Table
from metrics.scenarios import CHANGED
from statements.history import targets
from statements.ledger import Ledger
from statements.outlook import words
from statements.outlook.documents import HeldBack, IndicatorOutlook, MonthAhead
from statements.outlook.expected import Ahead, Expected, series_of

LEAST: Final = 6
"""With fewer figures no range is given."""

NO_CHANGE: Final = pl.DataFrame(schema=CHANGED)


def told(ledger: Ledger, number: int, ahead: Ahead, found: Expected | None, *, alone: bool) -> IndicatorOutlook:
    """Return the outlook of an indicator; where it is asked for ``alone``, with how its ranges did before."""
    agreed = ledger.frozen.contract.indicators[number - 1]
    series, nil = series_of(ledger, number, ahead)
    figures = len(series.usable)
    why = _why_none(agreed, figures, bool(series.to_come), bool(nil), ahead.end)
    if not why and found is None:
        why = "Its figures are too large to look ahead from."
    plain = {"indicator": agreed.id, "title": agreed.title, "unit": agreed.unit, "figures": figures}
    if why or found is None:
        method = found.futures.test.chosen if found is not None else None
        return IndicatorOutlook(
            **plain, method=method, finding=why, rests_on="", months=(), target_met=None, held_back=None
        )
    to_come = _months(ledger, found)
    met, asked = _met(ledger, found)
    held_back = _held_back(found, alone=alone)
    rests_on = words.rests_on(agreed.unit, found.futures.test, figures, held_back)
    return IndicatorOutlook(
        **plain,
        method=found.futures.test.chosen,
        finding=words.of_indicator(agreed.unit, to_come[-1], met, asked),
        rests_on=rests_on,
        months=to_come,
        target_met=met,
        held_back=held_back,
    )


def _why_none(agreed: Indicator, figures: int, is_measured: bool, has_nil: bool, end: Month) -> str:
    if agreed.unit == "milestone":
        return "It is met or not met: there is no size to look ahead to."
    if not is_measured:
        nothing = "There was nothing to measure in the same months last year." if has_nil else ""
        return nothing or f"It is not measured again before the end of {months.spoken(end)}."
    if figures == 0:
        return "There is no figure to go on from."
    if figures < LEAST:
        return f"Too few figures for a range: {figures} of {LEAST}."
    return ""


def _months(ledger: Ledger, found: Expected) -> tuple[MonthAhead, ...]:
    ahead = []
    for place, month in enumerate(found.months):
        lies, held = found.range_in(place), targets(ledger.frozen.contract, found.number, month)
        target = held[0] if len(held) == 1 else None
        ahead.append(MonthAhead(month=months.label(month), low=lies.low, high=lies.high, target=target))
    return tuple(ahead)


def _met(ledger: Ledger, found: Expected) -> tuple[int | None, str]:
    """Return how many of a hundred futures meet what is asked in the last month to come, and what that is called."""
    agreed, last = found.agreed, found.months[-1]
    held, values = targets(ledger.frozen.contract, found.number, last), found.values[:, -1]
    if not held:
        return None, ""
    met = _meets(agreed, values, held)
    asked = " to ".join(words.written(agreed.unit, each).replace(".0%", "%") for each in held)
    name = "The plan of" if agreed.plan is not None else "The range of" if len(held) > 1 else "The target of"
    return round(100 * float(met.mean())), f"{name} {asked}"


def _meets(agreed: Indicator, values: Table, held: tuple[float, ...]) -> Table:
    # A float that stands for the target exactly must not miss it by its last digit.
    near = 1e-9 * max(1.0, *(abs(each) for each in held))
    if len(held) > 1:
        return np.asarray((values >= held[0] - near) & (values <= held[1] + near), dtype=np.float64)
    met = values <= held[0] + near if agreed.better == "lower" else values >= held[0] - near
    return np.asarray(met, dtype=np.float64)


def _held_back(found: Expected, *, alone: bool) -> HeldBack | None:
    test = found.futures.test
    if not test.held_back:
        return None
    covered = coverage(replace(found.futures.series, to_come=())) if alone else None
    return HeldBack(
        figures=test.held_back,
        error=test.errors[test.chosen],
        last_value=test.errors[LAST],
        same_month_last_year=test.errors[LAST_YEAR],
        within=covered.within if covered else None,
        ranges=covered.ranges if covered else None,
    )
