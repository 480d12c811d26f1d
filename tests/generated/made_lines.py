"""Made-up bases: percentages of some lines alone, as those of a service are, or of more than the charge."""

from collections.abc import Sequence
from typing import Any

from tests.generated.choices import Choices
from tests.generated.made_rules import Scope
from tests.generated.writing import Tree

EACH = "each indicator's"


def with_named_lines(choices: Choices, scope: Scope, tree: dict[str, Any]) -> dict[str, Tree]:
    """Return a contract file, in some cases with lines named where a percentage is taken."""
    if not choices.chance(4):
        return tree
    charged = [line["id"] for line in tree["charge"]["lines"]]
    with_vat = ["VAT"] if tree["statement"]["vat"] != "none" else []
    carried = ["adjustments", *(["interest"] if tree["statement"]["interest"] != "none" else [])]
    ids = [*charged, *_known_before_caps(tree), *with_vat, *carried]
    rules = dict(tree["deductions"])
    for name in ("point", "amount_at_risk"):
        rules[name] = _some_lines(choices, ids, rules[name])
    if "percent" in rules["point"] and choices.chance(5):
        rules["point"] = {**rules["point"], "charge_lines": EACH}
    each = "charge_lines" in rules["point"] and rules["point"]["charge_lines"] == EACH
    costs = [_costs(one, tree["bands"]) for one in tree["indicators"]]
    # Where any two failures may have to be compared, a percentage is of the same lines in all indicators, or of all.
    alike = choices.chance(6) and not any("percent at times" in cost for cost in costs)
    shared = [alike, _some(choices, ids)] if scope.one_unit else []
    indicators = [
        {**one, "charge_lines": shared[1] if shared else _some(choices, ids)}
        if (each and "points" in cost) or ("percent" in cost and (shared[0] if shared else choices.chance(6)))
        else one
        for one, cost in zip(tree["indicators"], costs, strict=True)
    ]
    # What a year will have earned is not known before its end.
    known = [*charged, *with_vat]
    caps = [_some_lines(choices, known if cap.get("of") == "annual charge" else ids, cap) for cap in tree["caps"]]
    return {**tree, "deductions": rules, "indicators": indicators, "caps": caps}


def _some(choices: Choices, ids: Sequence[str]) -> list[str]:
    """Choose what a percentage is of; VAT is on something beside it."""
    named = choices.some(ids, at_least=1)
    return named if set(named) - {"VAT", "interest"} else [*named, ids[0]]


def _known_before_caps(tree: Any) -> list[str]:
    """Return the ids of what is paid beside the charge, but those of which caps may leave only a part."""
    limited = {kind for cap in tree["caps"] for kind in cap["limits"]}
    lists = {"outcomes": "", "guarantees": "guarantee shortfall", "shares": "pain share", "unit_prices": ""}
    return [line["id"] for key, loss in lists.items() if loss not in limited for line in tree[key]]


def _some_lines(choices: Choices, ids: Sequence[str], part: Any) -> Any:
    """Name lines beside ``of``, in some cases, in any order."""
    if "of" not in part or choices.chance(4):
        return part
    named = _some(choices, ids)
    return {**part, "charge_lines": named[::-1] if choices.chance(3) else named}


def _costs(one: Any, bands: Any) -> set[str]:
    """Return what an indicator's bands cost: a percentage in every one of its tables, or in some, and points in any."""
    tables = [table["rungs"] for name, table in bands.items() if name.startswith(f"{one['id']} ")]
    percent = {any("percent" in rung.get("linear", rung) for rung in rungs) for rungs in tables}
    points = any(rung.get("points", "0") != "0" for rungs in tables for rung in rungs)
    found = {"percent at times" if False in percent else "percent"} if True in percent else set()
    return found | ({"points"} if points else set())
