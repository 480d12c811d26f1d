"""Made-up savings guarantees and shared gains and pains, settled on the money that an indicator reports."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from contracts import months
from contracts.months import NAMES, Month
from tests.generated.choices import Choices
from tests.generated.made_indicators import MadeIndicator
from tests.generated.made_rules import VAT_CODES, Scope
from tests.generated.writing import Tree, number, pounds

REPORTED = ("of each period", "running total of the contract year", "running total")
NATURES = ("price adjustment", "compensation", "debt")


@dataclass(frozen=True)
class _Money:
    """An indicator that reports money, and the months in which it does."""

    one: MadeIndicator
    measured: Sequence[Month]


def guarantees_and_shares(choices: Choices, scope: Scope, made: Sequence[MadeIndicator]) -> dict[str, Tree]:
    """Return guarantees, and shares that may begin at one of them; the indicators named are made money."""
    if not (scope.settles or choices.chance(8)):
        return {"guarantees": [], "shares": []}
    sums = [found for one in made if _is_sum(one) and (found := _Money(one, _measured(scope, one))).measured]
    saved = [found for found in sums if found.one.tree["better"] == "higher"]
    guarantees = [_guarantee(choices, f"G{place}", found) for place, found in enumerate(saved) if choices.chance(8)]
    shares = [
        _share(choices, f"S{place}", found, guarantees, scope.years_start)
        for place, found in enumerate(sums)
        if choices.chance(8)
    ]
    return {"guarantees": guarantees, "shares": shares}


def _is_sum(one: MadeIndicator) -> bool:
    measure = one.tree["measure"]
    assert isinstance(measure, dict)
    return "of" not in measure and one.tree["unit"] != "percent" and one.tree["better"] != "within range"


def _measured(scope: Scope, one: MadeIndicator) -> list[Month]:
    measured = one.tree["measured"]
    assert isinstance(measured, dict)
    if measured["every"] == "once":
        return [months.parse(str(measured["month"]))]
    names = measured.get("in", NAMES)
    return [month for month in scope.months if NAMES[month % 12] in names]


def _common(choices: Choices, name: str, one: MadeIndicator) -> dict[str, Tree]:
    one.tree["unit"] = "money"
    reported = choices.one_of(REPORTED)
    return {
        "id": name,
        "title": name,
        "fund": "general",
        "vat": choices.one_of(VAT_CODES),
        "nature": choices.one_of(NATURES),
        "reported": reported,
        "missing": pounds(choices.whole(0, 9_000)) if reported == REPORTED[0] else "not settled",
        "clause": "2.4",
    }


def _guarantee(choices: Choices, name: str, found: _Money) -> dict[str, Tree]:
    tested = choices.some(found.measured, at_least=1)
    amounts = sorted(choices.whole(0, 9_000 * len(found.measured)) for _ in tested)
    recovered = choices.chance(7)
    return {
        **_common(choices, name, found.one),
        "savings": str(found.one.tree["id"]),
        "profile": {months.label(month): pounds(pence) for month, pence in zip(tested, amounts, strict=True)},
        "savings_are": "beside the price" if recovered else choices.one_of(("beside the price", "in the price")),
        "shortfall": "recovered" if recovered else "tracked",
        "caught_up": choices.one_of(("returned", "kept")) if recovered else "none",
    }


def _share(
    choices: Choices, name: str, found: _Money, guarantees: Sequence[Mapping[str, Tree]], years_start: str
) -> dict[str, Tree]:
    common, measured = _common(choices, name, found.one), found.measured
    settled = choices.one_of(("each settlement by itself", "everything so far"))
    beyond = choices.one_of(guarantees) if guarantees and choices.chance(5) else None
    tested = choices.some([month for month in measured if _is_in(month, beyond)], at_least=1)
    if not tested:
        beyond, tested = None, list(measured[:1])
    ends = [month for month in tested if NAMES[(month + 1) % 12] == years_start]
    if common["reported"] == REPORTED[1] and ends and choices.chance(7):
        # Totals of the contract year may be settled by themselves at its end.
        tested = ends
    if common["reported"] == REPORTED[2] or (common["reported"] == REPORTED[1] and ends != tested):
        settled = "everything so far"
    return {
        **common,
        "actual": str(found.one.tree["id"]),
        "baseline": {months.label(month): pounds(choices.whole(0, 9_000 * len(measured))) for month in tested},
        "settled": settled,
        "gain_from": "baseline" if beyond is None else "guarantee",
        "guarantee": "none" if beyond is None else beyond["id"],
        "charge_carries": choices.one_of(("actual", "target")),
        "gain_is": choices.one_of(("paid", "paid", "reinvested")),
        "slices_in": choices.one_of(("pounds", "percent of the baseline")),
        "gain": _slices(choices) if choices.chance(8) else "none",
        "pain": _slices(choices),
    }


def _is_in(month: Month, guarantee: Mapping[str, Tree] | None) -> bool:
    profile = guarantee["profile"] if guarantee else None
    return profile is None or (isinstance(profile, Mapping) and months.label(month) in profile)


def _slices(choices: Choices) -> list[Tree]:
    edges = [Fraction(0)]
    for _ in range(choices.whole(0, 2)):
        edges.append(edges[-1] + Fraction(choices.whole(1, 60), choices.one_of((1, 2, 4))))
    slices: list[dict[str, Tree]] = [
        {"above": number(edge), "share": number(Fraction(choices.whole(0, 200), 2))} for edge in edges
    ]
    joined = [part | {"to": number(end)} for part, end in zip(slices, edges[1:], strict=False)]
    return [*joined, slices[-1]]
