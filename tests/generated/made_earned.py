"""Made-up lines that are paid beside the charge."""

from collections.abc import Sequence
from fractions import Fraction

from contracts import months
from tests.generated.choices import Choices
from tests.generated.made_indicators import MadeIndicator
from tests.generated.made_rules import Scope
from tests.generated.writing import Tree, dated, number, pounds


def unit_prices(choices: Choices, scope: Scope, made: Sequence[MadeIndicator]) -> list[Tree]:
    """Return lines that are paid by the volume of an indicator that is counted every month."""
    if not choices.chance(4):
        return []
    return [
        _unit_price(choices, scope, f"U{place}", str(one.tree["id"]))
        for place, one in enumerate(made, start=1)
        if _is_volume(one) and choices.chance(6)
    ]


def _is_volume(one: MadeIndicator) -> bool:
    measure, measured = one.tree["measure"], one.tree["measured"]
    assert isinstance(measure, dict)
    return "of" not in measure and measured == {"every": "month"} and one.tree["unit"] != "percent"


def _unit_price(choices: Choices, scope: Scope, name: str, indicator: str) -> Tree:
    limits = _volume_limits(choices, scope)
    takes_minimum = limits["minimum"] != "none" and limits.get("limits_of") == "a month"
    return {
        "id": name,
        "title": name,
        "fund": "general",
        "vat": "standard",
        "volume_of": indicator,
        **limits,
        "missing": choices.one_of(("nothing", "the minimum")) if takes_minimum else "nothing",
        "slices_run": choices.one_of(("within the month", "through the contract year")),
        "slices": _slices(choices, scope),
        **({"rounded_to": choices.one_of(("penny", "pound"))} if choices.chance(4) else {}),
        "clause": "2.2",
    }


def _volume_limits(choices: Choices, scope: Scope) -> dict[str, Tree]:
    """Return a minimum and a maximum of a month, dated, or of a contract year."""
    yearly, least = choices.chance(4), choices.whole(0, 30)
    # A year's limits hold all year.
    term, times = (scope.months[:1], 5) if yearly else (scope.months, 1)
    minimum = dated(choices, term, lambda: number(choices.whole(0, least * times))) if choices.chance(5) else "none"
    maximum = dated(choices, term, lambda: number(choices.whole(least, 90) * times)) if choices.chance(4) else "none"
    limits: dict[str, Tree] = {"minimum": minimum, "maximum": maximum}
    of: dict[str, Tree] = {"limits_of": "a contract year" if yearly else "a month"}
    return limits | (of if (minimum, maximum) != ("none", "none") else {})


def _slices(choices: Choices, scope: Scope, changes: int = 3) -> list[Tree]:
    """Return slices that join up, with prices that change so many times out of ten."""
    edges = [Fraction(0)]
    for _ in range(choices.whole(0, 2)):
        edges.append(edges[-1] + Fraction(choices.whole(1, 120), choices.one_of((1, 2, 4))))
    slices: list[dict[str, Tree]] = [
        {
            "above": number(edge),
            "price": dated(choices, scope.months, lambda: pounds(choices.whole(0, 30_000)), changes),
        }
        for edge in edges
    ]
    joined = [part | {"to": number(end)} for part, end in zip(slices, edges[1:], strict=False)]
    return [*joined, slices[-1]]


def outcomes(choices: Choices, scope: Scope, made: Sequence[MadeIndicator]) -> list[Tree]:
    """Return lines that are paid for the outcomes that an indicator says were verified."""
    if not choices.chance(4):
        return []
    monthly = [one for one in made if one.tree["measured"] == {"every": "month"}]
    return [_outcome(choices, scope, f"O{place}", one) for place, one in enumerate(monthly) if choices.chance(6)]


def _outcome(choices: Choices, scope: Scope, name: str, one: MadeIndicator) -> Tree:
    measure = one.tree["measure"]
    assert isinstance(measure, dict)
    runs = ("within the month", "through the contract year", "through the contract")
    slices_run = runs[0] if "of" in measure else choices.one_of(runs)
    # Where slices run on, a minimum likes to be reached after some months, and tariffs to have changed by then.
    runs_on = slices_run != runs[0]
    full = {"full": number(choices.whole(1, 500 if runs_on else 150)), "minimum": number(choices.whole(0, 100))}
    percent = dated(choices, scope.months, lambda: number(Fraction(choices.whole(0, 200), 2)))
    return {
        "id": name,
        "title": name,
        "fund": "general",
        "vat": "standard",
        "verified": str(one.tree["id"]),
        "deadweight": percent if choices.chance(4) else "none",
        "attainment": full if choices.chance(7 if runs_on else 4) else "none",
        "slices_run": slices_run,
        "slices": _slices(choices, scope, 7 if runs_on else 3),
        "rounded_to": choices.one_of(("penny", "pound")),
        "on_account": _on_account(choices, scope) if choices.chance(5) else "none",
        "clause": "2.3",
    }


def _on_account(choices: Choices, scope: Scope) -> Tree:
    settled = choices.whole(0, len(scope.months) - 1)
    ahead = {choices.one_of(scope.months[: settled + 1]) for _ in range(choices.whole(1, 3))}
    paid = {months.label(month): pounds(choices.whole(0, 900_000)) for month in sorted(ahead)}
    return {"paid": paid, "settled": months.label(scope.months[settled])}
