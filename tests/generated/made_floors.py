"""Made-up baseline floors: from the first month or later, dated or not, each of a band that all tables have."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from contracts import months
from tests.generated.choices import Choices
from tests.generated.made_bands import Aim
from tests.generated.made_rules import Scope
from tests.generated.writing import Tree, dated, number

NAMES = ("as before", "as before at most")


def baseline_floor(choices: Choices, scope: Scope, aim: Aim, tables: Mapping[str, Any]) -> dict[str, Tree]:
    """Return the floor of an indicator, if it has one, and give bands of its tables the statuses that it names."""
    if aim.better == "within range" or not choices.chance(3):
        return {}
    names = NAMES[: min(len(table["rungs"]) for table in tables.values())]
    for table in tables.values():
        _named(choices, table["rungs"], names)

    def value() -> str:
        return number(aim.middle + aim.step * choices.whole(-3, 3))

    starts = {months.label(choices.one_of(scope.months)): value()} if choices.chance(2) else None
    return {
        "baseline_floor": {
            "value": starts or dated(choices, scope.months, value),
            "measured_over": "the year before",
            "source": "returns to the department",
            "tolerance": dated(choices, scope.months, lambda: number(aim.step * Fraction(choices.whole(0, 2), 2))),
            "band": dated(choices, scope.months, lambda: choices.one_of(names)),
            "clause": "4.8",
        }
    }


def _named(choices: Choices, rungs: list[dict[str, Tree]], names: tuple[str, ...]) -> None:
    first = choices.whole(0, len(rungs) - 1)
    for place, name in enumerate(names):
        rungs[(first + place) % len(rungs)]["status"] = name
