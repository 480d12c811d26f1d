"""Made-up indicators, each with its own band tables."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from contracts import months
from contracts.indicators import SUMMED_FIELDS
from contracts.months import NAMES, Month
from contracts.stages import STAGES
from tests.generated.choices import Choices
from tests.generated.made_bands import Aim, band_table
from tests.generated.made_floors import baseline_floor
from tests.generated.made_rules import Scope
from tests.generated.writing import Tree, dated, number, yes_no

CASE_TYPES = ("new", "re-assessment", "after appeal")


@dataclass(frozen=True)
class MadeIndicator:
    """An indicator as it stands in a file, and its band tables by name."""

    tree: dict[str, Tree]
    tables: dict[str, Tree]


def indicators(choices: Choices, scope: Scope, count: int) -> list[MadeIndicator]:
    """Return so many indicators; those that share an amount at risk have weights that add up to 100."""
    weights = _weights(choices, scope, count) if "share" in scope.costs else [""] * count
    return [_indicator(choices, scope, f"P{place + 1}", weight) for place, weight in enumerate(weights)]


def _weights(choices: Choices, scope: Scope, count: int) -> list[Tree]:
    """Share 100 out in the first month, and perhaps again in a later one."""
    starts = sorted({scope.months[0]} | ({choices.one_of(scope.months)} if choices.chance(4) else set()))
    shared: list[dict[str, str]] = [{} for _ in range(count)]
    for start in starts:
        left = 100
        for place in range(count):
            weight = left if place == count - 1 else choices.whole(0, left)
            shared[place][months.label(start)] = number(weight)
            left -= weight
    return list(shared)


def _indicator(choices: Choices, scope: Scope, name: str, weight: Tree) -> MadeIndicator:
    reports_money = scope.settles and name == "P1"
    measure: dict[str, Tree] = {"from": "indicators", "counts": "pounds"} if reports_money else _measure(choices)
    better = choices.one_of(("higher", "lower", *(() if reports_money else ("within range",))))
    judged_on = "distance from target" if better == "within range" else _judged_on(choices)
    unit = "percent" if "of" in measure else choices.one_of(("count", "money", "days", "score", "milestone"))
    costs = tuple(cost for cost in scope.costs if cost != "share" or weight)
    step = Fraction(choices.whole(1, 20), choices.one_of((1, 2, 10)))
    is_linear = scope.is_linear and choices.chance(7)
    aim = Aim(better, judged_on, choices.whole(1, 95), step, costs, is_linear)
    tables: dict[str, Tree] = {
        f"{name} {word}": band_table(choices, aim) for word in ("first", "second")[: 1 + choices.chance(6)]
    }
    tree: dict[str, Tree] = {
        "id": name,
        **_described(choices, scope),
        "unit": unit,
        "better": better,
        "measured": {"every": "month"} if reports_money else _measured(choices, scope),
        "base": "month" if scope.one_unit else choices.one_of(("month", "measured period")),
        "definition": _definition(choices, scope),
        "measure": measure,
        **_goal(choices, scope, aim),
        **baseline_floor(choices, scope, aim, tables),
        "bands": _which_table(choices, scope, list(tables)),
    }
    return MadeIndicator(tree | _limits(choices, scope, measure) | ({"weight": weight} if weight else {}), tables)


def _which_table(choices: Choices, scope: Scope, tables: Sequence[str]) -> Tree:
    if len(tables) == 1:
        return tables[0]
    starts = _two_starts(choices, scope)
    return {months.label(start): table for start, table in zip(starts, tables, strict=False)}


def _described(choices: Choices, scope: Scope) -> dict[str, Tree]:
    return {
        "title": f"Measure {choices.whole(1, 999)}",
        "clause": "4.2",
        "service": choices.one_of(scope.services),
        "forum": "board",
        "owner": "Contract officer",
        "review": months.label(scope.months[-1]),
        "kind": choices.one_of(("strategic", "operational")),
    }


def _judged_on(choices: Choices) -> str:
    return choices.one_of(("value", "distance from target"))


def _measure(choices: Choices) -> dict[str, Tree]:
    kind = choices.one_of(("indicators", "indicators", "ehc_assessments", "traded_services", "sen_transport"))
    if kind == "indicators":
        return {"from": kind, "counts": "done", **({"of": "all"} if choices.chance(6) else {})}
    if kind == "ehc_assessments":
        return {
            "from": kind,
            "counts": "plans issued within 20 weeks",
            "of": "plans issued",
            "basis": choices.one_of(("all", "excluding exceptions", "excusing late exceptions")),
            "case_types": choices.some(CASE_TYPES, at_least=1),
        }
    fields = SUMMED_FIELDS[kind]
    of = {"of": choices.one_of(fields)} if choices.chance(6) else {}
    return {"from": kind, "sum": choices.one_of(fields), **of}


def _measured(choices: Choices, scope: Scope) -> Tree:
    every = choices.one_of(("month", "month", "month", "quarter", "year", "once"))
    if every == "month":
        return {"every": every}
    if every == "once":
        return {"every": every, "month": months.label(choices.one_of(scope.months))}
    first = choices.whole(0, 11)
    apart = 3 if every == "quarter" else 12
    return {"every": every, "in": [NAMES[(first + place) % 12] for place in range(0, 12, apart)]}


def _definition(choices: Choices, scope: Scope) -> Tree:
    if not choices.chance(5):
        return "As it was first agreed."
    return {months.label(start): f"As agreed for {months.label(start)}." for start in _two_starts(choices, scope)}


def _two_starts(choices: Choices, scope: Scope) -> Sequence[Month]:
    return sorted({scope.months[0], choices.one_of(scope.months)})


def _goal(choices: Choices, scope: Scope, aim: Aim) -> dict[str, Tree]:
    if aim.better == "within range":
        return {"within": {"from": number(aim.middle), "to": number(aim.middle + aim.step)}}
    if aim.judged_on == "value" and not aim.is_linear:
        return {}
    if choices.chance(3):
        return {"plan": {"points": _plan(choices, scope, aim), "between": "straight line"}}
    targets = dated(choices, scope.months, lambda: number(aim.middle + aim.step * choices.whole(-1, 2)))
    return {"target": targets}


def _plan(choices: Choices, scope: Scope, aim: Aim) -> Tree:
    starts = {choices.one_of(scope.months) for _ in range(choices.whole(1, 3))}
    return {months.label(start): number(aim.middle + choices.whole(-10, 10)) for start in sorted(starts)}


def _limits(choices: Choices, scope: Scope, measure: dict[str, Tree]) -> dict[str, Tree]:
    limits: dict[str, Tree] = {}
    if "of" in measure and choices.chance(7):
        minimum = dated(choices, scope.months, lambda: choices.one_of(("12", "25", "8", "50", "0")))
        limits["minimum_denominator"] = minimum
    if choices.chance(2):
        limits["measurable"] = dated(choices, scope.months, lambda: yes_no(not choices.chance(3)))
    if measure["from"] == "indicators" and choices.chance(3):
        limits["stages"] = _stages(choices)
    return limits


def _stages(choices: Choices) -> Tree:
    priced = choices.one_of(STAGES)
    trued_up = priced != STAGES[-1] and choices.chance(5)
    rule: dict[str, Tree] = {"priced": priced, "trued_up": yes_no(trued_up), "clause": "4.3"}
    if trued_up or priced != STAGES[0]:
        rule["by"] = {"months": str(choices.whole(1, 5))}
    if priced != STAGES[0]:
        rule["after_that"] = choices.one_of(("the latest figure", "missing"))
    return rule
