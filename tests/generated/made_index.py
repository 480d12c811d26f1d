"""Made-up indexation: how prices follow an index, at whose prices each amount is, and the values published so far."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, Literal

from contracts import months
from contracts.contract import Contract
from contracts.indexation import Index
from contracts.months import Month
from tests.generated.choices import Choices
from tests.generated.made_rules import Scope
from tests.generated.writing import Tree, number

Stage = Literal["provisional", "final"]
FIGURES = ("final", "provisional until the final comes", "provisional for good")
YEARS_BACK = 3


def with_index(choices: Choices, scope: Scope, tree: dict[str, Any]) -> dict[str, Tree]:
    """Return a contract file, in some cases with an index and a price month for each of its amounts of money."""
    if not choices.chance(3):
        return tree
    begins = choices.one_of(scope.months)
    value_of = Month(begins - choices.whole(0, 14))
    index: dict[str, Tree] = {
        "series": "CPI",
        "from": months.label(begins),
        "value_of": months.label(value_of),
        "figures": choices.one_of(FIGURES),
        "change": choices.one_of(("product of yearly changes", "cumulative")),
        "collar": _collar(choices),
        "fixed_share": number(Fraction(choices.whole(0, 8) * 25, 2)),
        "places": number(choices.whole(0, 5)),
        "indexed_amounts": choices.one_of(("to the penny", "to the pound")),
        "clause": "2.4",
    }

    def prices_of(amount: Mapping[str, Tree], *, in_pounds: bool = True) -> dict[str, Tree]:
        return {**amount, "prices_of": _price_months(choices, scope, value_of)} if in_pounds else dict(amount)

    lines = [prices_of(line) for line in tree["charge"]["lines"]]
    rules = dict(tree["deductions"])
    for name in ("point", "amount_at_risk", "reporting_failure"):
        if rules[name] != "none":
            rules[name] = prices_of(rules[name], in_pounds="pounds" in rules[name] or "late" in rules[name])
    caps = [prices_of(cap, in_pounds="amount" in cap) for cap in tree["caps"]]
    bands = {name: prices_of(table, in_pounds=_costs_pounds(table)) for name, table in tree["bands"].items()}
    paid = {key: [prices_of(line) for line in tree[key]] for key in ("outcomes", "guarantees", "shares", "unit_prices")}
    charge = {**tree["charge"], "lines": lines, "index": index}
    return {**tree, "charge": charge, "deductions": rules, "caps": caps, "bands": bands, **paid}


def _collar(choices: Choices) -> Tree:
    if choices.chance(4):
        return "none"
    low = choices.whole(-4, 6)
    return {"from": number(Fraction(low, 2)), "to": number(Fraction(low + choices.whole(0, 6), 2))}


def _price_months(choices: Choices, scope: Scope, value_of: Month) -> Tree:
    """Return one price month, none, or several from month to month."""

    def one() -> str:
        if choices.chance(2):
            return "not indexed"
        return months.label(Month(value_of + 12 * choices.whole(-YEARS_BACK, 1)))

    if not choices.chance(2):
        return one()
    starts = sorted({scope.months[0], choices.one_of(scope.months)})
    return {months.label(start): one() for start in starts}


def _costs_pounds(table: Mapping[str, Any]) -> bool:
    stated = [rung.get("linear", rung) for rung in table["rungs"]]
    costs = {key for rung in stated for key in rung if rung[key] != "£0.00"}
    return bool(costs & {"pounds", "per_unit"})


def published(choices: Choices, contract: Contract, through: Month) -> dict[tuple[str, Month, Stage], Fraction]:
    """Return every value that has come due by a month, and in some cases the one after it."""
    index = contract.charge.index
    if not isinstance(index, Index):
        return {}
    found: dict[tuple[str, Month, Stage], Fraction] = {}
    ahead = choices.whole(0, 12)
    for value_of in range(index.value_of - 12 * YEARS_BACK, index.value_of + through + ahead - index.from_ + 1, 12):
        for stage in _stages(choices, index):
            found[index.series, Month(value_of), stage] = Fraction(choices.whole(900, 1200), 10)
    return found


def _stages(choices: Choices, index: Index) -> tuple[Stage, ...]:
    both: tuple[Stage, ...] = ("provisional", "final")
    if index.figures == "final":
        return both if choices.chance(3) else ("final",)
    if index.figures == "provisional for good":
        return both if choices.chance(5) else ("provisional",)
    one: Sequence[tuple[Stage, ...]] = (both, ("provisional",), ("final",))
    return choices.one_of(one)
