"""Baseline floors, “the same or better”: below one a measure has at least a named band.

A floor is an edge on goodness like those of bands, and bands that are better than the one it names begin no lower. So
the step that judges knows nothing of floors, and a value on the edge has the better outcome.
"""

from dataclasses import dataclass, replace
from fractions import Fraction

from contracts.bands import Interval
from contracts.indicators import Indicator
from contracts.months import Month
from contracts.values import in_force


@dataclass(frozen=True)
class Floor:
    """The floor of a month: ``edge`` is the worst value that counts as the same, in the displayed unit."""

    value: Fraction
    tolerance: Fraction
    edge: Fraction
    band: str
    measured_over: str
    source: str
    clause: str


def floor_in(indicator: Indicator, month: Month) -> Floor | None:
    """Return the baseline floor in force in a month, or None where there is none yet, or none at all."""
    stated = indicator.baseline_floor
    value = in_force(stated.value, month) if stated else None
    if stated is None or value is None:
        return None
    tolerance = in_force(stated.tolerance, month) or Fraction(0)
    return Floor(
        value=value,
        tolerance=tolerance,
        edge=value + tolerance if indicator.better == "lower" else value - tolerance,
        band=in_force(stated.band, month) or "",
        measured_over=in_force(stated.measured_over, month) or "",
        source=in_force(stated.source, month) or "",
        clause=stated.clause,
    )


def above_floor(ladder: tuple[Interval, ...], named: str, edge: Fraction) -> tuple[Interval, ...]:
    """Return bands, best first, of which those better than a named one hold nothing below an edge on goodness."""
    statuses = [band.rung.status for band in ladder]
    better = statuses.index(named) if named in statuses else 0
    raised = (replace(band, lowest=edge if band.lowest is None else max(band.lowest, edge)) for band in ladder[:better])
    return (*raised, *ladder[better:])


def that_hold_values(ladder: tuple[Interval, ...]) -> tuple[Interval, ...]:
    """Return the bands, best first, without those of which a floor leaves nothing."""
    better = (None, *(band.lowest for band in ladder))
    return tuple(band for band, above in zip(ladder, better, strict=False) if above is None or band.lowest != above)
