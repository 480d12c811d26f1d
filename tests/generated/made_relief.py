"""Made-up relief: what somebody agreed to excuse, of the effects that the contract allows."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from contracts.contract import Contract
from contracts.indicators import FromCases
from contracts.months import Month
from tests.generated.choices import Choices
from tests.reference.exact import contract_months
from tests.reference.figures import Agreed, Case, Figure


def agreed_relief(
    choices: Choices, contract: Contract, cases: Mapping[Month, tuple[Case, ...]]
) -> tuple[tuple[Agreed, ...], dict[Month, tuple[Agreed, ...]]]:
    """Return decisions on relief, of which several may touch one measure, and what the runs of certified months see.

    Where later relief leaves runs alone, some months from the first on are certified: most decisions are about these,
    each comes after so many of them, and some are taken back after more.
    """
    rule, term = contract.relief.agreed, contract_months(contract)
    if rule is None:
        return (), {}
    if rule.later_relief_reprices:
        return tuple(_agreed(choices, contract, cases, term) for _ in range(choices.whole(0, 3))), {}
    certified = term[: choices.whole(2, 9)]
    made = [_agreed(choices, contract, cases, certified) for _ in range(choices.whole(1, 5))]
    spans = [_span(choices, certified.index(one.first), len(certified)) for one in made]
    now, *first = (
        tuple(one for one, (agreed, refused) in zip(made, spans, strict=True) if agreed <= place < refused)
        for place in (len(certified), *range(len(certified)))
    )
    return now, {month: seen for month, seen in zip(certified, first, strict=True) if seen != now}


def _span(choices: Choices, about: int, certified: int) -> tuple[int, int]:
    """Return after how many certified months relief is agreed, often once its own is, and, rarely, refused again."""
    agreed = choices.whole(min(about + 2, certified) if choices.chance(7) else 0, certified)
    return agreed, choices.whole(agreed, certified) if choices.chance(2) else certified + 1


def _agreed(
    choices: Choices, contract: Contract, cases: Mapping[Month, tuple[Case, ...]], term: Sequence[Month]
) -> Agreed:
    assert contract.relief.agreed is not None
    effect = choices.one_of(contract.relief.agreed.effects)
    first = choices.whole(0, len(term) - 1)
    last = choices.whole(first, min(first + 3, len(term) - 1))
    named = choices.some([one.id for one in contract.indicators], at_least=1)
    counted = {one.id for one in contract.indicators if isinstance(one.measure, FromCases)}
    figure, places, percent = Figure(Fraction(0), Fraction(0)), list[tuple[Month, int]](), Fraction(0)
    if effect in ("remove_rows", "count_as_met"):
        named = [name for name in named if name not in counted]
        figure = Figure(Fraction(choices.whole(0, 6)), Fraction(choices.whole(0, 25)))
        places = [
            (month, place)
            for month in term[first : last + 1]
            for place in range(len(cases.get(month, ())))
            if choices.chance(4)
        ]
        if effect == "count_as_met":
            named, places = _met(contract, named, places)
    elif effect == "reduce_amount":
        percent = Fraction(choices.whole(0, 8_000), 100)
    return Agreed(effect, tuple(named), term[first], term[last], figure, tuple(places), percent)


def _met(
    contract: Contract, named: Sequence[str], places: Sequence[tuple[Month, int]]
) -> tuple[list[str], list[tuple[Month, int]]]:
    """Return the indicators and cases of which some may count as met; a case counts for all that count cases."""
    counted = [one for one in contract.indicators if isinstance(one.measure, FromCases)]
    cases = list(places) if all(one.may_count_as_met for one in counted) else []
    return [name for name in named if contract.indicator(name).may_count_as_met], cases
