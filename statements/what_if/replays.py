"""Scenarios as the chain takes them, and what it says of them by statement month and indicator."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

import polars as pl

from contracts.contract import Contract
from contracts.months import Month
from contracts.terms.calendar import FIGURE_SCALE
from contracts.terms.spans import statement_offset
from metrics.replay.figures import Figure, at_level, with_more
from metrics.replay.replayed import Replayed, replayed
from metrics.replay.worlds import as_known, returned
from metrics.scenarios import CHANGED
from statements.freeze import Frozen, varied_to
from statements.what_if.said import OtherFigure

Place = tuple[int, Month]


@dataclass(frozen=True)
class Supposed:
    """A scenario: the contract that holds in it, if not the one that was agreed, and the figures it changes."""

    figures: Mapping[Place, Figure]
    contract: Contract | None = None


@dataclass(frozen=True)
class Amounts:
    """What a scenario comes to in some statement months, in pence.

    ``net`` is before VAT, by month; ``deducted`` by month and indicator number (0: of none), after all caps;
    ``before_caps`` what failures cost before them, ``given_back`` what is earned back or forgone of what caps left,
    ``carried_on`` what caps carry beyond these months; ``bands`` by indicator and month, of changed figures alone.
    """

    net: Mapping[Month, int]
    deducted: Mapping[tuple[Month, int], int]
    before_caps: int
    given_back: int
    carried_on: int
    bands: Mapping[Place, int | None]


def figures_returned(frozen: Frozen) -> dict[Place, Figure]:
    """Return every figure as it was returned, by indicator number and month."""
    return {(number, Month(month)): figure for (number, month), figure in returned(frozen.terms, frozen.facts).items()}


def changed_by(changes: Iterable[OtherFigure], known: Mapping[Place, Figure]) -> dict[Place, Figure]:
    """Return the figures that changes put in place of those returned: what did not come stays away."""
    return {
        (change.number, month): _other(change, figure)
        for change in changes
        for (number, month), figure in known.items()
        if number == change.number and change.span.holds(month)
    }


def _other(change: OtherFigure, figure: Figure) -> Figure:
    one = change.indicator
    if change.more is None:
        return at_level(figure, as_ratio(one.unit, change.level or Fraction(0)), one.better)
    return with_more(figure, int(change.more * FIGURE_SCALE), one.better, is_share=change.is_share)


def as_ratio(unit: str, value: Fraction) -> Fraction:
    """Return a value of the displayed unit as numerator over denominator."""
    return value / 100 if unit == "percent" else value


def last_month(frozen: Frozen) -> Month:
    """Return the last statement month in which failures of returned months stand."""
    last = max(month for month, _ in frozen.in_force)
    return Month(last + statement_offset(frozen.contract))


def worked_out(frozen: Frozen, scenarios: Sequence[Supposed]) -> list[Amounts]:
    """Work scenarios out together, each by itself, up to the last statement month."""
    contracts = list({id(each.contract): each.contract for each in scenarios if each.contract is not None}.values())
    terms = [frozen.terms, *(varied_to(frozen, each).terms for each in contracts)]
    places = [1 + contracts.index(each.contract) if each.contract is not None else 0 for each in scenarios]
    found = replayed(terms, frozen.facts, places, _changed(scenarios))
    return list(_each(found, len(scenarios), last_month(frozen)))


def frozen_as(frozen: Frozen, scenario: Supposed) -> Frozen:
    """Return what would have been known in a scenario, to be worked out as a ledger of its own."""
    under = frozen if scenario.contract is None else varied_to(frozen, scenario.contract)
    facts = as_known(under.terms, under.facts, _changed([scenario]))
    return replace(under, facts=facts, supposed=frozenset(scenario.figures))


def _changed(scenarios: Sequence[Supposed]) -> pl.DataFrame:
    rows = [
        (place, *key, figure.numerator, figure.denominator, 0)
        for place, each in enumerate(scenarios)
        for key, figure in each.figures.items()
    ]
    order = ("scenario", "indicator", "month", "numerator", "denominator", "nil_activity")
    return pl.DataFrame(rows, schema={name: CHANGED[name] for name in order}, orient="row")


def _each(found: Replayed, scenarios: int, last: Month) -> Iterator[Amounts]:
    net, deducted = (frame.filter(pl.col("month") <= last) for frame in (found.net, found.deducted))
    later = found.deducted.filter(pl.col("month") > last)
    for number in range(scenarios):
        lines = _rows(deducted, number)
        yield Amounts(
            net={Month(row["month"]): row["net"] for row in _rows(net, number)},
            deducted={(Month(row["month"]), row["indicator"]): row["pence"] for row in lines if row["pence"]},
            before_caps=sum(row["before_caps"] for row in lines),
            given_back=sum(row["given_back"] for row in lines),
            carried_on=sum(row["pence"] for row in _rows(later, number)),
            bands={(row["indicator"], Month(row["month"])): row["band"] for row in _rows(found.judged, number)},
        )


def _rows(frame: pl.DataFrame, scenario: int) -> list[dict[str, Any]]:
    return frame.filter(scenario=scenario).to_dicts()
