"""Baseline floors: the same or better than what was measured before."""

from contracts.parts import Part
from contracts.values import DatedNumber, DatedText


class BaselineFloor(Part):
    """The same or better: what was measured before, and the band that a measure worse than it has at least.

    ``tolerance`` is how much worse a measure may be, in the indicator's unit. All terms are dated, since a baseline may
    be measured again; before the first entry of ``value`` there is no floor.
    """

    value: DatedNumber
    measured_over: DatedText
    source: DatedText
    tolerance: DatedNumber
    band: DatedText
    clause: str
