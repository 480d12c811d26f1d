"""In which order the board's grid has its indicators: by what they cost, or will, from the worst, or as agreed."""

from collections.abc import Callable, Mapping
from typing import Any, Final
from urllib.parse import urlencode

from contracts.indicators import Indicator
from dashboard.figures.in_view import InView
from dashboard.figures.links import Address
from dashboard.figures.markup import Html, element, joined

ORDER: Final = "order"
"""Names the order in the page's address."""

COST: Final = "cost"
TO_COME: Final = "to come"

ToCome = Mapping[str, float]
"""What each indicator still costs to the end of the contract year, by its id; without any that is not an order."""
UNKNOWN: Final[ToCome] = {}


def worst_first(view: InView) -> tuple[Indicator, ...]:
    """Return the contract's indicators: failing first, then not judged, then met, then not measured in the month."""
    return tuple(sorted(view.contract.indicators, key=lambda each: _badness(view, each)))


def _badness(view: InView, indicator: Indicator) -> tuple[int, int, int]:
    measure = view.measured.get(indicator.id)
    if measure is None:
        return 3, 0, 0
    cost = view.costs(indicator.id) or 0
    if measure.band is None:
        return 1, 0, -cost
    return (0 if measure.band > 1 or cost else 2), -measure.band, -cost


def _by_cost(view: InView, indicator: Indicator) -> Any:
    return -view.cost_of_year(indicator.id), _badness(view, indicator)


_NAMES: Final[Mapping[str, str]] = {
    COST: "cost this year",
    TO_COME: "cost still to come",
    "worst": "worst this month",
    "contract": "contract order",
}
"""What each order is called; sorting leaves equals as they stand in the contract."""


def offered(to_come: ToCome) -> tuple[str, ...]:
    """Return the orders that there are for a month."""
    return tuple(order for order in _NAMES if to_come or order != TO_COME)


def chosen(address: Address, to_come: ToCome = UNKNOWN) -> str:
    """Return the order that the address asks for, or the usual one."""
    asked = address.get(ORDER, COST)
    return asked if asked in offered(to_come) else COST


def ranked(view: InView, order: str, to_come: ToCome = UNKNOWN) -> tuple[Indicator, ...]:
    """Return the contract's indicators in an order; those that it does not tell apart stay as they cost this year."""
    keys: Mapping[str, Callable[[Indicator], Any]] = {
        COST: lambda each: _by_cost(view, each),
        TO_COME: lambda each: (-to_come.get(each.id, 0), _by_cost(view, each)),
        "worst": lambda each: _badness(view, each),
        "contract": lambda _: 0,
    }
    return tuple(sorted(view.contract.indicators, key=keys[order]))


def called(order: str) -> str:
    """Name an order."""
    return _NAMES[order]


def choices(address: Address, anchor: str, to_come: ToCome = UNKNOWN) -> Html:
    """Return the orders as links that come back to a place on the page; the one in force leads nowhere."""
    now = chosen(address, to_come)
    links = _links(address, anchor, now, offered(to_come))
    # Which order has done better is measured by the back-test in docs/outlook.md.
    said = element("span", ". Simulated; on the sample, cost so far foretold more of what came later.")
    return element(
        "nav", "In order of: ", *links, *([said] if now == TO_COME else []), class_="orders", aria_label="Order"
    )


def _links(address: Address, anchor: str, now: str, orders: tuple[str, ...]) -> list[Html]:
    links: list[Html] = []
    for order, name in ((each, _NAMES[each]) for each in orders):
        asked = urlencode({**address, ORDER: order})
        shown = (
            element("b", name, aria_current="true")
            if order == now
            else element("a", name, href=f"./?{asked}#{anchor}", class_="through")
        )
        links.append(joined(" · " if links else "", shown))
    return links
