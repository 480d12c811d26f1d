"""What a contract may agree under which relief, or a better figure, costs more: left out of what never does.

Each is stated with an example in ``docs/payment-mechanism.md``, under "What relief and better figures never do".
"""

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import Final

from contracts.bases import charge_bases
from contracts.caps import LOSSES, Cap
from contracts.contract import Contract
from contracts.earned import earned_lines
from contracts.indicators import Indicator
from contracts.linter.incentives import better_bands_are_cheaper
from tests.generated.agreement import Made
from tests.reference.bands import best_to_worst
from tests.reference.exact import measured_months


def left_out_of_relief(case: Made) -> list[str]:
    """Return why relief of a failing period may make a case dearer; nothing where it may not."""
    return [name for name, is_so in (OF_BOTH | OF_RELIEF).items() if is_so(case)]


def left_out_of_improving(case: Made, indicator: Indicator) -> list[str]:
    """Return why a better figure of an indicator may make a case dearer; nothing where it may not."""
    found = [name for name, is_so in (OF_BOTH | OF_IMPROVING).items() if is_so(case)]
    return found + ([] if _is_cheaper_where_better(case.contract, indicator) else ["a dearer better band"])


def _forward_pools(case: Made) -> bool:
    """A pool that closes later costs no more at its step, but may find room under a cap, or a run, where it does."""
    return case.contract.rules.when.below_minimum.kind == "forward"


def _rolling_caps(case: Made) -> bool:
    """What one month leaves is room in eleven others: nothing is claimed of them."""
    return any(cap.per == "rolling twelve months" for cap in case.contract.caps)


def _rolling_free_points(case: Made) -> bool:
    """Points that were charged in one month set later months of the window free, when a point may be worth more."""
    free = case.contract.deductions.free_points
    return free is not None and free.months is not None


def _return_in_place_of_failure(case: Made) -> bool:
    """A late return is charged once no failure that it touched costs anything."""
    rule = case.contract.deductions.reporting_failure
    return rule is not None and not rule.additional


def _incidents(case: Made) -> bool:
    """A failure that a dearer one beat may count once that one is gone, and in its own run too."""
    return case.contract.deductions.incidents is not None


def _gaps(case: Made) -> bool:
    """So it may where figures that are missing together count once."""
    return case.contract.rules.when.missing.per != "indicator"


def _earn_back(case: Made) -> bool:
    """What would have come back leaves its room under a cap to what does not."""
    return case.contract.earn_back is not None


def _several_caps(case: Made) -> bool:
    """What uses the room under one cap, and is taken off by another, leaves that room to what only the first limits."""
    return len(case.contract.caps) > 1


def _decisions(case: Made) -> bool:
    """What is waived leaves the room that it used to what is not."""
    return bool(case.figures.decided)


def _steps_of_points(case: Made) -> bool:
    """Points that count together move to another row or slice, which may cost more on their own base, or rounding."""
    rules = case.contract.deductions
    falls = rules.ratchet is not None and any(a.multiplier > b.multiplier for a, b in pairwise(rules.ratchet.slices))
    return falls or (rules.point is not None and rules.point.table is not None)


def _carried_status(case: Made) -> bool:
    """More months in a row carry a status on, and then take the worst band, which is multiplied in a run."""
    carried, repeat = case.contract.rules.when.carry_last_status, case.contract.deductions.repeat
    return carried is not None and carried.then == "worst band" and repeat is not None


def _relief_that_carries_on(case: Made) -> bool:
    """An excused month lets a run go on that the failing period without a figure had ended or was no part of (W04)."""
    when = case.contract.rules.when
    others = (when.missing, when.below_minimum, when.nil_activity, when.not_measurable)
    ended = when.relieved.run == "skipped" and any(one.run == "breaks" for one in others)
    return case.contract.deductions.repeat is not None and (when.relieved.run == "extends" or ended)


def _paid_beside(case: Made) -> bool:
    """A better figure may earn more, of which a percentage or a cap is, or with which deductions are rounded."""
    earned = {line.id for _, line in earned_lines(case.contract)}
    together = case.contract.rules.rounding == "statement" and bool(earned)
    return together or any(earned & set(base) for base in charge_bases(case.contract))


def _losses_in_a_cap(case: Made) -> bool:
    """A shortfall or pain that a better figure makes less leaves its room under a cap to failures."""
    return any(set(cap.limits) & set(LOSSES) and set(cap.limits) - set(LOSSES) for cap in case.contract.caps)


def _agreed_relief(case: Made) -> bool:
    """The figure with relief and that without it may change places, and only one of them fails."""
    return bool(case.figures.relief or case.figures.first_known)


Reason = Callable[[Made], bool]
OF_BOTH: Final[dict[str, Reason]] = {
    "rolling caps": _rolling_caps,
    "rolling free points": _rolling_free_points,
    "a return in place of a failure": _return_in_place_of_failure,
    "incidents": _incidents,
    "gaps that count once": _gaps,
    "earn-back": _earn_back,
    "several caps": _several_caps,
    "decisions": _decisions,
    "steps of points": _steps_of_points,
}
OF_RELIEF: Final[dict[str, Reason]] = {
    "forward pools": _forward_pools,
    "a carried status": _carried_status,
    "relief that carries a run on": _relief_that_carries_on,
}
OF_IMPROVING: Final[dict[str, Reason]] = {
    "paid beside the charge": _paid_beside,
    "losses in a cap": _losses_in_a_cap,
    "agreed relief": _agreed_relief,
}


def _is_cheaper_where_better(contract: Contract, indicator: Indicator) -> bool:
    """Say whether no better band or figure costs more (W04), or fails where a worse one does not.

    Points that are free may be those of a worse band, and money that of a better one.
    """
    warned = {found.path[1] for found in better_bands_are_cheaper(contract)}
    tables = [best_to_worst(contract, indicator, month) for month in measured_months(contract, indicator)]
    fails = all(worse.fails or not better.fails for rungs in tables for better, worse in pairwise(rungs))
    by_unit = indicator.better == "higher" and any(rung.per_unit for rungs in tables for rung in rungs)
    costs = [rung for rungs in tables for rung in rungs if rung.fails]
    mixed = any(rung.points for rung in costs) and not all(rung.points for rung in costs)
    freed = mixed and contract.deductions.free_points is not None
    return contract.indicators.index(indicator) not in warned and fails and not by_unit and not freed


def plainer(case: Made) -> Made:
    """Return a case without the clauses that can be taken out of it, so that more is left to be tried.

    Gaps and returns count by themselves, and the first cap is the only one; it limits no shortfall and no pain.
    """
    agreed, when, rules = case.contract, case.contract.rules.when, case.contract.deductions
    free, returns = rules.free_points, rules.reporting_failure
    alone: dict[str, object] = {"missing": when.missing.model_copy(update={"per": "indicator"})}
    simpler = {
        "incidents": None,
        "free_points": free and free.model_copy(update={"months": None}),
        "reporting_failure": returns and returns.model_copy(update={"additional": True}),
    }
    update = {
        "rules": agreed.rules.model_copy(update={"when": when.model_copy(update=alone)}),
        "deductions": rules.model_copy(update=simpler),
        "caps": tuple(_without_losses(cap) for cap in agreed.caps if cap.per != "rolling twelve months")[:1],
        "earn_back": None,
    }
    return replace(case, contract=agreed.model_copy(update=update), figures=replace(case.figures, decided=()))


def _without_losses(cap: Cap) -> Cap:
    return cap.model_copy(update={"limits": tuple(kind for kind in cap.limits if kind not in LOSSES)})
