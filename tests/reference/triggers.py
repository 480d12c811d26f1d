"""Triggers that are not money, month by month from the first on: since when each has been set off without a break."""

from fractions import Fraction

from contracts.contract import Contract
from contracts.months import Month
from contracts.triggers import Condition
from tests.reference.bands import best_to_worst
from tests.reference.exact import contract_months
from tests.reference.failures import Judged

Standing = dict[tuple[str, str], Month]
"""Since when a trigger stands, by its id and the indicator that sets it off; “” for points together."""


def standing(contract: Contract, judged: list[Judged], last: Month) -> Standing:
    """Return what is set off in a month."""
    stands: Standing = {}
    for month in contract_months(contract):
        if month <= last:
            now = _set_off(contract, [one for one in judged if one.month <= month], month)
            stands = {key: stands.get(key, month) for key in now}
    return stands


def _set_off(contract: Contract, so_far: list[Judged], month: Month) -> set[tuple[str, str]]:
    found = set()
    for trigger in contract.triggers:
        ids = [one.id for one in contract.indicators] if trigger.indicators == "all" else list(trigger.indicators)
        for condition in trigger.when:
            if condition.points is not None:
                window = [one for one in so_far if one.indicator in ids and month - one.month < (condition.months or 0)]
                if sum((one.own.points + one.repeat.points for one in window), Fraction(0)) >= condition.points:
                    found.add((trigger.id, ""))
            else:
                found |= {(trigger.id, name) for name in ids if _by_itself(contract, condition, so_far, name, month)}
    return found


def _by_itself(contract: Contract, condition: Condition, so_far: list[Judged], name: str, month: Month) -> bool:
    own = sorted((one for one in so_far if one.indicator == name), key=lambda one: one.month)
    if condition.months is not None:
        return sum(one.fails for one in own if month - one.month < condition.months) >= (condition.failures or 0)
    present = [one for one in own if not one.absent]
    if not present:
        return False
    latest = present[-1]
    if condition.status is None:
        return latest.place >= (condition.failures or 0)
    ladder = best_to_worst(contract, contract.indicator(name), latest.month)
    return latest.band is not None and ladder[latest.band - 1].status == condition.status
