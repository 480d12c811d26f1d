"""The published figures on record for an indicator, with the contract's own figure of the same months."""

import re
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from statistics import median
from typing import Final

from duckdb import DuckDBPyConnection
from pydantic import BaseModel

from contracts import months
from contracts.indicators import Indicator
from contracts.months import Month
from ingest.published import SYMBOLS
from statements import history
from statements.asked import Moment
from statements.benchmarks.documents import BenchmarkShown, PlaceShown, YearShown
from statements.ledger import Ledger
from statements.ledgers import ledger_seen
from statements.measures import figures, in_unit, value_text
from store.benchmarks import Benchmark, Figure, benchmarks
from store.people import person_now
from store.policy import Action, require
from store.session import Store

_FIRST_MONTHS: Final = {"calendar year": 1, "academic year": 9, "financial year": 4}
"""The month in which a year of each kind begins."""


class BenchmarkOf(BaseModel):
    """Asks for the published figures beside an indicator."""

    contract: str
    indicator: str
    as_known_on: Moment | None = None


def show_benchmark(store: Store, person: str, asked: BenchmarkOf) -> BenchmarkShown | None:
    """Return the published figures on record for an indicator, or ``None`` where nobody loaded any.

    Raises:
        NotAllowed: the person may not see the contract's board.
        NoSuchIndicator: the contract has none by that id.
    """
    require(person_now(store, person), Action.VIEW_BOARD, asked.contract)
    with store.read() as cursor:
        ledger = ledger_seen(store, cursor, asked.contract, asked.as_known_on)
        return shown_of(cursor, ledger, asked.indicator, asked.as_known_on)


def shown_of(
    cursor: DuckDBPyConnection, ledger: Ledger, indicator: str, as_known_on: datetime | None = None
) -> BenchmarkShown | None:
    """Return the published figures on record for an indicator as a document."""
    agreed = ledger.frozen.contract
    number = history.number_of(agreed, indicator)
    found = benchmarks(cursor, agreed.id, as_known_on).get(indicator)
    if found is None:
        return None
    years = tuple(_years(ledger, number, found))
    return BenchmarkShown(
        contract=agreed.id,
        **{name: getattr(found.of, name) for name in ("indicator", "source", "release", "figure", "chosen")},
        kind_of_year=found.figures[0].time_identifier,
        file_name=found.of.file_name,
        file_hash=found.of.file_hash,
        person=found.person,
        known_at=found.known_at,
        takeaway=_takeaway(agreed.indicators[number - 1], years),
        years=years,
    )


def _years(ledger: Ledger, number: int, found: Benchmark) -> Iterator[YearShown]:
    agreed = ledger.frozen.contract.indicators[number - 1]
    for period in sorted({each.time_period for each in found.figures}, reverse=True):
        of_year = [each for each in found.figures if each.time_period == period]
        own = _own(ledger, number, months_of(of_year[0].time_identifier, period))
        yield YearShown(year=written(period), own=own, places=tuple(_places(agreed, of_year)))


def _places(agreed: Indicator, of_year: list[Figure]) -> Iterator[PlaceShown]:
    neighbours = [each for each in of_year if each.level == "neighbour"]
    for level in ("authority", "national", "regional"):
        yield from (_place(agreed, each) for each in of_year if each.level == level)
    known = [each.value for each in neighbours if each.value is not None]
    if known:
        middle = median(known)
        which = f"Median of {len(known)} neighbours" if len(known) > 1 else "The one neighbour with a figure"
        yield PlaceShown(level="neighbours", name=which, says=_says(agreed, middle), value=_plain(middle))
    yield from (_place(agreed, each) for each in neighbours)


def _place(agreed: Indicator, figure: Figure) -> PlaceShown:
    value = figure.value
    says = f"No figure: {SYMBOLS[figure.symbol or '']}" if value is None else _says(agreed, value)
    return PlaceShown(level=figure.level, name=figure.name, says=says, value=None if value is None else _plain(value))


def _says(agreed: Indicator, value: Decimal) -> str:
    return in_unit(agreed, Fraction(value))


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def written(period: str) -> str:
    """Write a year: ``2017``, or ``2016/17`` for one that spans two."""
    return f"{period[:4]}/{period[4:]}" if len(period) == 6 else period


def months_of(kind: str, period: str) -> tuple[Month, ...]:
    """Return the months of a published year, none where its kind does not say which."""
    first = _FIRST_MONTHS.get(kind.casefold())
    if first is None or not re.fullmatch(r"\d{4}(\d\d)?", period):
        return ()
    begins = months.parse(f"{period[:4]}-{first:02}")
    return tuple(Month(begins + at) for at in range(12))


def _own(ledger: Ledger, number: int, of_year: tuple[Month, ...]) -> str:
    """Write the contract's figure over the months of a year: what is counted, added up; else nothing."""
    agreed = ledger.frozen.contract.indicators[number - 1]
    if agreed.unit != "percent" or agreed.measure.of is None or not of_year:
        return ""
    measured = (at for at in of_year if (number, at) in ledger.measures)
    known = [at for at in measured if history.drawn_value(ledger, number, at) is not None]
    sums = [found for at in known if (found := figures(ledger, number, at)) is not None]
    if not sums:
        return ""
    whole = sum((part for part, _ in sums), Fraction(0)), sum((of for _, of in sums), Fraction(0))
    all_ = "" if len(sums) == len(of_year) else f", {len(sums)} of {len(of_year)} months"
    return f"{value_text(agreed, whole, None)}{all_}"


def _takeaway(agreed: Indicator, years: tuple[YearShown, ...]) -> str:
    """Say how the authority's latest published figure stands to the others', and no more."""
    for year in years:
        own = next((each for each in year.places if each.level == "authority" and each.value), None)
        others = [each for each in year.places if each.level in ("national", "regional", "neighbours") and each.value]
        if own is None:
            continue
        stands = [f"{_lower(each)} {each.says} ({_compared(agreed, own, each)})" for each in others]
        return f"In {year.year} {own.name} was at {own.says}" + (f"; {', '.join(stands)}." if stands else ".")
    return "The authority has no published figure of its own."


def _lower(place: PlaceShown) -> str:
    return place.name[:1].lower() + place.name[1:] if place.level == "neighbours" else place.name


def _compared(agreed: Indicator, own: PlaceShown, other: PlaceShown) -> str:
    apart = Decimal(own.value or 0) - Decimal(other.value or 0)
    if not apart:
        return "the same"
    if agreed.better == "within range":
        return "lower" if apart > 0 else "higher"
    return "worse" if (apart > 0) == (agreed.better == "higher") else "better"
