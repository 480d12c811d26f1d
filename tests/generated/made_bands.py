"""Made-up band tables: ladders and ranges, on the value or the distance, each band with a cost."""

import itertools
from dataclasses import dataclass
from fractions import Fraction

from tests.generated.choices import Choices
from tests.generated.writing import Tree, number, pounds, yes_no

WORDS = ("green", "lime", "amber", "ochre", "red", "rust")


@dataclass(frozen=True)
class Aim:
    """What an indicator's bands are made around: its direction, the middle of its values and the step between edges.

    ``is_linear`` says that some bands may cost by how far the value is from the target, which the indicator then has.
    """

    better: str
    judged_on: str
    middle: int
    step: Fraction
    costs: tuple[str, ...]
    is_linear: bool = False


def band_table(choices: Choices, aim: Aim) -> Tree:
    """Return one table that suits the aim; the linter has to find nothing in it."""
    edges = _edges(choices, aim)
    if edges and aim.judged_on == "value" and aim.better == "lower":
        begins: list[dict[str, str]] = [{"at_most": number(-edge)} for edge in edges] + [{"otherwise": "all"}]
    elif edges and choices.chance(3):
        begins = _ranges(edges)
    else:
        begins = [{"at_least": number(edge)} for edge in edges] + [{"otherwise": "all"}]
    rungs = [begin | _consequence(choices, aim, place) for place, begin in enumerate(begins)]
    if "from" in begins[0] and choices.chance(5):
        rungs.reverse()
    table: dict[str, Tree] = {"judged_on": aim.judged_on, "clause": "4.1", "rungs": rungs}
    in_money = any("points" not in rung for rung in rungs)
    return table | ({"rounded_to": choices.one_of(("penny", "pound"))} if in_money and choices.chance(3) else {})


def _edges(choices: Choices, aim: Aim) -> list[Fraction]:
    """Return edges on goodness, best first."""
    count = choices.whole(0, 4)
    best = Fraction(0) if aim.judged_on == "distance from target" else Fraction(aim.middle)
    if aim.judged_on == "value" and aim.better == "lower":
        best = -best
    best += aim.step * choices.whole(0, 1)
    return [best - aim.step * place for place in range(count)]


def _ranges(edges: list[Fraction]) -> list[dict[str, str]]:
    inner = [{"from": number(low), "below": number(high)} for high, low in itertools.pairwise(edges)]
    return [{"from": number(edges[0])}, *inner, {"below": number(edges[-1])}]


def _consequence(choices: Choices, aim: Aim, place: int) -> dict[str, Tree]:
    fails = choices.chance(9) if place else choices.chance(1)
    stated: dict[str, Tree] = {"status": f"{WORDS[place]} {choices.whole(1, 9)}", "fails": yes_no(fails)}
    cost = _cost(choices, choices.one_of(aim.costs), place)
    if aim.is_linear and choices.chance(6) and cost.keys() <= {"pounds", "percent", "share"}:
        cost = {"linear": {**_all_due(choices, aim), **cost}}
    return stated | cost


def _all_due(choices: Choices, aim: Aim) -> dict[str, Tree]:
    """Return a value that is worse than any target that is made up around the middle, or values outside the range."""
    if aim.better == "within range":
        below, above = (Fraction(choices.whole(1, 40), choices.one_of((1, 2, 4, 5))) for _ in range(2))
        return {"all_due_outside": {"from": number(aim.middle - below), "to": number(aim.middle + aim.step + above)}}
    away = max(Fraction(10), 2 * aim.step) + Fraction(choices.whole(1, 60), choices.one_of((1, 2, 4, 5)))
    return {"all_due_at": number(aim.middle + away if aim.better == "lower" else aim.middle - away)}


def _cost(choices: Choices, kind: str, place: int) -> dict[str, Tree]:
    if place == 0 and not choices.chance(1):
        return {"points": "0"}
    if kind == "points":
        return {"points": number(Fraction(choices.whole(0, 24), choices.one_of((1, 2, 4))))}
    if kind == "pounds":
        return {"pounds": pounds(choices.whole(0, 60_000))}
    if kind == "percent":
        return {"percent": number(Fraction(choices.whole(0, 80), choices.one_of((1, 4, 8, 20))))}
    if kind == "share":
        return {"share": number(choices.whole(0, 20) * 5)}
    above = number(choices.whole(-3, 60))
    return {"per_unit": {"pounds": pounds(choices.whole(1, 9_000)), "above": above}}
