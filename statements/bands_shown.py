"""Where the band that judged a measure begins and ends, in the indicator's unit, and by which clause.

A band's name alone cannot be argued with: whoever defends a deduction has to show that the figure lies between the
edges that the contract sets for that month.
"""

from collections.abc import Iterator
from fractions import Fraction

from contracts.contract import Contract
from contracts.indicators import Indicator
from contracts.months import Month
from contracts.rounding import half_up
from contracts.terms.judgement import bands_in, table_in, target_in
from statements.documents import Sum
from statements.ledger import Ledger
from statements.measures import in_unit, number, so_many, target_text


def band_said(ledger: Ledger, indicator: int, month: Month) -> str:
    """Name the band that a figure met, with its edges: ``red: below 85%``; of one that was not judged, its name."""
    status = str(ledger.status(indicator, month))
    edges = _edges(ledger, indicator, month)
    return f"{status}: {edges}" if edges else status


def band_clause(ledger: Ledger, indicator: int, month: Month) -> str:
    """Return the clause of the band table in force in a month."""
    contract = ledger.frozen.contract
    return table_in(contract, contract.indicators[indicator - 1], month).clause


def band_words(ledger: Ledger, indicator: int, month: Month) -> str:
    """Say the same in a sentence: ``red, which is below 85% (clause 4.3, table 5)``."""
    edges, clause = _edges(ledger, indicator, month), band_clause(ledger, indicator, month)
    which = f", which is {edges} (clause {clause})" if edges else ""
    return f"{ledger.status(indicator, month)}{which}"


def target_sums(ledger: Ledger, indicator: int, month: Month) -> Iterator[Sum]:
    """Yield what a figure was held against, where bands are not simply stated on the value."""
    contract = ledger.frozen.contract
    agreed = contract.indicators[indicator - 1]
    if agreed.within is None and target_in(agreed, month) is None:
        return
    name = "Plan for the month" if agreed.plan else "Range" if agreed.within else "Target"
    yield Sum(says=f"{name}, clause {agreed.clause}", figures=target_text(contract, indicator, month))


def rounded_sums(ledger: Ledger, indicator: int, month: Month) -> Iterator[Sum]:
    """Yield what a figure was rounded to before it met its band: the edges hold for that and not for the figure."""
    value = ledger.value(indicator, month)
    if value is not None and (judged := met(ledger, value)) != value:
        agreed = ledger.frozen.contract.indicators[indicator - 1]
        yield Sum(says="Rounded to be judged", figures=in_unit(agreed, judged))


def met(ledger: Ledger, value: Fraction) -> Fraction:
    """Return the value that met the bands: rounded, where the contract says so."""
    rounding = ledger.frozen.contract.rules.round_for_banding
    if rounding is None:
        return value
    places: int = 10**rounding.places
    return Fraction(half_up(value * places), places)


def _edges(ledger: Ledger, indicator: int, month: Month) -> str:
    """Write the edges of the band that a figure met; nothing where none was judged, or it is only met or not met."""
    contract, judged = ledger.frozen.contract, ledger.severities.get((indicator, month))
    agreed = contract.indicators[indicator - 1]
    if judged is None or ledger.measures[indicator, month]["take"] != "measure" or agreed.unit == "milestone":
        return ""
    lowest = [band.lowest for band in bands_in(contract, agreed, month)]
    rank = int(judged["band"])
    own, better = lowest[rank - 1], lowest[rank - 2] if rank > 1 else None
    if agreed.within is not None:
        return _outside(agreed, own, better)
    ends = (None if each is None else in_unit(agreed, _value(contract, agreed, month, each)) for each in (own, better))
    return _at_most(*ends) if agreed.better == "lower" else _at_least(*ends)


def _value(contract: Contract, agreed: Indicator, month: Month, edge: Fraction) -> Fraction:
    """Return the figure at which an edge, which is written so that more is better, lies in a month."""
    by_value = table_in(contract, agreed, month).judged_on == "value"
    start = Fraction(0) if by_value else target_in(agreed, month) or Fraction(0)
    return start - edge if agreed.better == "lower" else start + edge


def _at_least(own: str | None, better: str | None) -> str:
    """Write a band of figures of which more is better: one on an edge has the better band."""
    if own is None:
        return f"below {better}" if better else ""
    return f"from {own} to below {better}" if better else f"{own} or more"


def _at_most(own: str | None, better: str | None) -> str:
    if own is None:
        return f"more than {better}" if better else ""
    return f"more than {better} and up to {own}" if better else f"{own} or less"


def _outside(agreed: Indicator, own: Fraction | None, better: Fraction | None) -> str:
    """Write a band of distances outside a range, which count below nought."""
    if agreed.within is None or (own is None and better is None):
        return ""
    range_ = f"{number(agreed.within.from_)} to {in_unit(agreed, agreed.within.to)}"
    if not own and own is not None:
        return f"within {range_}"
    far, near = (None if each is None else _away(agreed, -each) for each in (own, better))
    beyond = f"more than {near}" if better else ""
    return f"{' and '.join(each for each in (beyond, f'up to {far}' if far else '') if each)} outside {range_}"


def _away(agreed: Indicator, distance: Fraction) -> str:
    return so_many(distance, "percentage point") if agreed.unit == "percent" else in_unit(agreed, distance)
