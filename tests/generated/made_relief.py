"""Made-up relief: what somebody agreed to excuse, of the effects that the contract allows."""

from collections.abc import Mapping
from fractions import Fraction

from contracts.contract import Contract
from contracts.indicators import FromCases
from contracts.months import Month
from contracts.relief import Effect
from tests.generated.choices import Choices
from tests.reference.exact import contract_months
from tests.reference.figures import Agreed, Case, Figure


def agreed_relief(choices: Choices, contract: Contract, cases: Mapping[Month, tuple[Case, ...]]) -> tuple[Agreed, ...]:
    """Return decisions on relief; several may touch one measure."""
    if contract.relief.agreed is None:
        return ()
    return tuple(
        _agreed(choices, contract, cases, choices.one_of(contract.relief.agreed.effects))
        for _ in range(choices.whole(0, 3))
    )


def _agreed(choices: Choices, contract: Contract, cases: Mapping[Month, tuple[Case, ...]], effect: Effect) -> Agreed:
    term = contract_months(contract)
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
    elif effect == "reduce_amount":
        percent = Fraction(choices.whole(0, 8_000), 100)
    return Agreed(effect, tuple(named), term[first], term[last], figure, tuple(places), percent)
