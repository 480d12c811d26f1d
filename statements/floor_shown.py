"""What a baseline floor did to a measure's band, where it did something: for the working and the words of a line."""

from collections.abc import Iterator

from contracts.months import Month
from contracts.terms.floors import Floor, floor_in
from contracts.terms.judgement import on_goodness, stated_bands
from statements.bands_shown import met
from statements.documents import Sum
from statements.ledger import Ledger
from statements.measures import in_unit, number


def floor_sums(ledger: Ledger, indicator: int, month: Month) -> Iterator[Sum]:
    """Yield the floor that gave a measure its band: value, tolerance, period and source."""
    floor, agreed = floor_that_bit(ledger, indicator, month), ledger.frozen.contract.indicators[indicator - 1]
    if floor is not None:
        sign = "+" if agreed.better == "lower" else "−"
        edge = f"{number(floor.value)} {sign} {number(floor.tolerance)} = {in_unit(agreed, floor.edge)}"
        says = f"Baseline floor, measured over {floor.measured_over} ({floor.source}), clause {floor.clause}"
        yield Sum(says=says, figures=f"worse than {edge}: at least {floor.band}")


def floor_words(ledger: Ledger, indicator: int, month: Month) -> Iterator[str]:
    """Yield the same as a sentence."""
    floor, agreed = floor_that_bit(ledger, indicator, month), ledger.frozen.contract.indicators[indicator - 1]
    if floor is not None:
        yield (
            f"It is worse than the baseline of {in_unit(agreed, floor.value)}, measured over {floor.measured_over}"
            f" ({floor.source}), so it is at least {floor.band} (clause {floor.clause})."
        )


def floor_that_bit(ledger: Ledger, indicator: int, month: Month) -> Floor | None:
    """Return the floor without which a measure would have had a better band, or None where there is none."""
    contract, row = ledger.frozen.contract, ledger.measures.get((indicator, month))
    one, judged = contract.indicators[indicator - 1], ledger.severities.get((indicator, month))
    floor, value = floor_in(one, month), ledger.value(indicator, month)
    if floor is None or value is None or row is None or row["take"] != "measure" or judged is None:
        return None
    ladder, rank = stated_bands(contract, one, month), int(judged["band"])
    better = ladder[rank - 2].lowest if rank > 1 else None
    # The named band holds what would have stood above it only where the floor put it there.
    own, edge = (on_goodness(contract, one, month, each) for each in (met(ledger, value), floor.edge))
    bit = ladder[rank - 1].rung.status == floor.band and better is not None and better <= own < edge
    return floor if bit else None
