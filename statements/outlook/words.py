"""The outlook in sentences. A range always says how many futures lie in it."""

from collections.abc import Sequence
from typing import Final

from contracts import months
from contracts.indicators import Unit
from contracts.months import Month
from contracts.wording import MINUS, count, listed, pounds, pounds_in_prose
from metrics.outlook.back_test import BackTest
from metrics.outlook.futures import COVERAGE
from metrics.outlook.methods import LAST, LAST_YEAR
from metrics.outlook.series import LARGEST
from statements.measures import so_many
from statements.outlook.documents import HeldBack, IndicatorOutlook, MonthAhead

EIGHT_OF_TEN: Final = "In eight of ten futures"
METHODS: Final = {
    LAST: "the last value",
    LAST_YEAR: "the same month last year",
    "moving level": "a level that each figure moves",
    "middle of six": "the middle of the last six figures",
    "last year and change": "the same month last year and how the last six figures differ from theirs",
    "straight on": "going on as the last six figures went",
    "school days": "what a school day comes to, times the school days of the month",
}
_ASSUMED: Final = (
    "simulated with the same seed each time. They go on as the past did: no variation, relief or plan that is not "
    "known yet. Every return comes in time, each indicator goes its own way, and as much is counted in each month as "
    "in the same month last year."
)
_OFF: Final[dict[Unit, str]] = {"percent": " points", "days": " days"}


def over(month: Month) -> str:
    """Say that no month is to come."""
    return f"The contract has ended: after {months.spoken(month)} there is no month to look ahead to."


def heading(month: Month, end: Month) -> str:
    """Say from when to when an outlook looks."""
    return f"From the figures up to {months.spoken(month)} to the end of the contract year, {months.spoken(end)}."


def assumes(futures: int, told: Sequence[IndicatorOutlook]) -> str:
    """Say what the futures take for granted."""
    few = [each.indicator for each in told if not each.months and each.method]
    none = [each.indicator for each in told if not each.method and each.figures == 0]
    said = [f"{count(futures)} futures, {_ASSUMED}"]
    if few:
        said.append(f"{listed(few)} {'have' if len(few) > 1 else 'has'} too few figures to bear out a range.")
    if none:
        said.append(f"Of {listed(none)} there is no figure, so nothing is supposed to fail there.")
    return " ".join(said)


def written(unit: Unit, value: float) -> str:
    """Write a figure of an indicator for a sentence or a table; it decides nothing."""
    if abs(value) > LARGEST:
        return "beyond any figure"
    if unit == "percent":
        return f"{value:,.1f}%".replace("-", MINUS)
    if unit == "money":
        return pounds(round(value * 100))
    places = 0 if unit == "count" and value == int(value) else 2 if unit == "score" else 1
    return f"{value:,.{places}f}".replace("-", MINUS) + (" days" if unit == "days" else "")


def of_indicator(unit: Unit, last: MonthAhead, met: int | None, asked: str) -> str:
    """Say what an indicator's last month to come lies within, and how often it meets its target or plan."""
    low, high = written(unit, last.low), written(unit, last.high)
    between = f"about {low}" if low == high else f"{low} to {high}"
    said = f"{EIGHT_OF_TEN} {months.spoken(months.parse(last.month))} is {between}."
    return said if met is None else f"{said} {asked} is met in {met} of 100."


def rests_on(unit: Unit, test: BackTest, figures: int, held_back: HeldBack | None) -> str:
    """Say by which method, and how it did on held-back months beside the plain ones."""
    by = f"By {METHODS[test.chosen]}"
    if not test.held_back:
        return f"{by}: {so_many(figures, 'figure')} {'is' if figures == 1 else 'are'} too few to hold any back."
    off = {name: _off(unit, test.errors[name]) for name in (test.chosen, LAST, LAST_YEAR)}
    said = f"{by}. On {test.held_back} held-back figures it was off by {off[test.chosen]} in the mean"
    others = [f"{METHODS[name]} by {off[name]}" for name in (LAST, LAST_YEAR) if name != test.chosen]
    said = f"{said}, {' and '.join(others)}."
    if held_back is None or not held_back.ranges:
        return said
    within, ranges = held_back.within or 0, held_back.ranges
    said = f"{said} {within} of {ranges} lay in the range that would have been given for them"
    return (
        f"{said}, fewer than eight in ten: read it as too narrow." if within * 100 < COVERAGE * ranges else f"{said}."
    )


def _off(unit: Unit, error: float) -> str:
    if unit == "money":
        return pounds(round(error * 100))
    places = 0 if error >= 1000 else 1 if error >= 1 else 2
    return f"{error:,.{places}f}{_OFF.get(unit, '')}"


def about(pence: int) -> str:
    """Write an amount to the pound."""
    return pounds_in_prose(round(pence, -2))


def money_range(low: int, high: int, known: int | None = None) -> str:
    """Write a range of pence to two figures of its higher end, outwards: pounds would say more than is known.

    It does not begin below what is ``known`` already.
    """
    if low == high:
        return about(low)
    unit = 10 ** max(2, len(str(max(abs(low), abs(high)))) - 2)
    least = low // unit * unit
    begins = about(known) if known is not None and least < known <= low else pounds_in_prose(least)
    return f"{begins} to {pounds_in_prose(-(-high // unit) * unit)}"


def year(first: Month, end: Month) -> str:
    """Name a contract year by its months."""
    if first == end:
        return months.spoken(end)
    return f"{months.spoken(first)} to {months.spoken(end)}"


def range_deducted(low: int, high: int, so_far: int, span: str) -> str:
    """Say what is deducted in a contract year in eight of ten futures, of which so much is already."""
    return f"{EIGHT_OF_TEN} {money_range(low, high, so_far)} is deducted in {span}."


def of_deduction(  # noqa: PLR0913, PLR0917 -- what a sentence says
    low: int, high: int, so_far: int, until: Month | None, span: str, borne_out: Sequence[float] = ()
) -> str:
    """Say what is to be expected to be deducted in a contract year, and what came of earlier outlooks."""
    known = f" {about(so_far)} of it was until {months.spoken(until)}." if until is not None else ""
    said = f"{range_deducted(low, high, so_far, span)}{known}"
    if not borne_out:
        return f"{said} There are too few earlier outlooks to say whether such a range holds: read it as too high."
    least, most = (f"{part:.0%}" for part in (min(borne_out), max(borne_out)))
    came = least if least == most else f"{least} to {most}"
    return f"{said} It reckons with what came of {len(borne_out)} earlier outlooks: {came} of what they expected."


def of_sum(title: str, low: int, high: int, straight: int | None, span: str) -> str:
    """Say what a sum comes to in a contract year, and what a straight line would make of it."""
    said = f"{title}: {EIGHT_OF_TEN.lower()} {money_range(low, high)} in {span}."
    if straight is None:
        return said
    return f"{said} A straight line from the months so far would say {about(straight)}."
