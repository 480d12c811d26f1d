"""Step 9: of the failures that one incident, or one gap in what was returned, makes only the dearest counts."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from contracts.contract import Contract
from contracts.incidents import Decided, Suppressed
from contracts.months import Month
from tests.reference.figures import Figures

if TYPE_CHECKING:
    from tests.reference.failures import Judged


@dataclass(frozen=True)
class _Event:
    """What happened once: the indicators it touched, and the rules by which one failure is left of theirs."""

    touched: Collection[str]
    decided: Decided
    suppressed: Suppressed


def beaten(
    contract: Contract, figures: Figures, month: Month, judged: Mapping[str, "Judged"]
) -> dict[str, Literal["counts", "skipped"]]:
    """Return the failures of a month that count nothing, each with what becomes of it in its own run."""
    found: dict[str, Literal["counts", "skipped"]] = {}
    for event in _events(contract, figures, month, judged):
        sizes = {
            one.id: _size(judged[one.id], event.decided)
            for one in contract.indicators
            if one.id in event.touched and one.id in judged
        }
        failing = {name: size for name, size in sizes.items() if size > 0}
        # Of the greatest, max() gives the first, which is the first in contract order.
        dearest = max(failing, key=lambda name: failing[name], default=None)
        for name in failing:
            if name != dearest and found.get(name) != "skipped":
                found[name] = "skipped" if event.suppressed == "is skipped in its run" else "counts"
    return found


def _size(judged: "Judged", decided: Decided) -> Fraction:
    """Return a failure's size in its event's one unit: points, pence or per cent of the base."""
    return judged.own.size + (judged.repeat.size if decided == "after the repeat" else 0)


def _events(contract: Contract, figures: Figures, month: Month, judged: Mapping[str, "Judged"]) -> Iterator[_Event]:
    rule, missing = contract.deductions.incidents, contract.rules.when.missing
    if rule is not None:
        for incident in figures.incidents:
            if incident.month == month:
                yield _Event(incident.indicators, rule.decided, rule.suppressed_failure)
    if missing.per != "indicator":
        assert missing.decided is not None
        assert missing.suppressed_failure is not None
        gaps = [one for one in contract.indicators if one.id in judged and judged[one.id].status == "missing"]
        for gap in {one.dataset if missing.per == "dataset" else "the return" for one in gaps}:
            touched = [one.id for one in gaps if gap in (one.dataset, "the return")]
            yield _Event(touched, missing.decided, missing.suppressed_failure)
