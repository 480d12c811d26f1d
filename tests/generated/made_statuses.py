"""Made-up statuses of an indicator's tables where the contract carries the last one: no later table may lack any.

Better and worse bands may have one word, and a word may stand anywhere in the later table: what is carried is the word.
"""

from itertools import cycle
from typing import Any

from contracts import months
from tests.generated.choices import Choices
from tests.generated.made_floors import NAMES
from tests.generated.made_indicators import MadeIndicator
from tests.generated.made_rules import Scope


def carries(rules: Any) -> bool:
    """Say whether a contract's rules take the last status for anything."""
    return "carry last status" in str(rules)


def with_carried_statuses(choices: Choices, scope: Scope, made: MadeIndicator) -> None:
    """Give the later of two tables, the longer, all statuses of the earlier; if they share all, go to and fro."""
    tables: dict[str, Any] = made.tables
    names = sorted(tables, key=lambda name: len(tables[name]["rungs"]))
    first, second = (tables[name]["rungs"] for name in (names[0], names[-1]))
    _say_one_word_twice(choices, first)
    if len(names) == 1:
        return
    # A rounding needs a band that costs money, which might be the one to go.
    if "rounded_to" not in tables[names[-1]]:
        _shorten(choices, second, len(first))
    for rung in second:
        rung["status"] = f"new {rung['status']}"
    for rung, place in zip(first, _places(choices, len(first), len(second)), strict=True):
        second[place]["status"] = rung["status"]
    starts = {months.label(scope.months[0]), months.label(choices.one_of(scope.months))}
    if len(first) == len(second):
        starts |= {months.label(choices.one_of(scope.months)) for _ in range(choices.whole(0, 4))}
    made.tree["bands"] = dict(zip(sorted(starts), cycle(names), strict=False))


def _shorten(choices: Choices, ladder: list[dict[str, Any]], count: int) -> None:
    """Leave a ladder perhaps so many bands, its last among them; ranges need all of theirs."""
    if count > 1 and "otherwise" in ladder[-1] and choices.chance(6):
        while len(ladder) > count:
            ladder.pop(choices.whole(0, len(ladder) - 2))


def _places(choices: Choices, count: int, among: int) -> list[int]:
    """Return so many places of a table, mostly in order; but what was said of a worse band may be said of a better."""
    places = list(range(among))
    while len(places) > count:
        places.pop(choices.whole(0, len(places) - 1))
    if choices.chance(4):
        places.append(places.pop(choices.whole(0, count - 1)))
    return places


def _say_one_word_twice(choices: Choices, rungs: list[dict[str, Any]]) -> None:
    """Let two bands side by side have one status, if no floor names either: it has to stand there once."""
    place = choices.whole(0, len(rungs) - 1)
    two = rungs[place : place + 2]
    if len(two) == 2 and choices.chance(4) and not {rung["status"] for rung in two} & set(NAMES):
        two[1]["status"] = two[0]["status"]
