"""In which order the board's grid has its indicators: by what they cost this year, from the worst, or as agreed."""

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


_KEYS: Final[Mapping[str, tuple[str, Callable[[InView, Indicator], Any]]]] = {
    COST: ("cost this year", _by_cost),
    "worst": ("worst this month", _badness),
    "contract": ("contract order", lambda *_: 0),
}
"""What each order is called and sorted by; sorting leaves equals as they stand in the contract."""


def chosen(address: Address) -> str:
    """Return the order that the address asks for, or the usual one."""
    asked = address.get(ORDER, COST)
    return asked if asked in _KEYS else COST


def ranked(view: InView, order: str) -> tuple[Indicator, ...]:
    """Return the contract's indicators in an order."""
    return tuple(sorted(view.contract.indicators, key=lambda each: _KEYS[order][1](view, each)))


def called(order: str) -> str:
    """Name an order."""
    return _KEYS[order][0]


def choices(address: Address, anchor: str) -> Html:
    """Return the orders as links that come back to a place on the page; the one in force leads nowhere."""
    now = chosen(address)
    return element("nav", "In order of: ", *_links(address, anchor, now), class_="orders", aria_label="Order")


def _links(address: Address, anchor: str, now: str) -> list[Html]:
    links: list[Html] = []
    for order, (name, _) in _KEYS.items():
        asked = urlencode({**address, ORDER: order})
        shown = (
            element("b", name, aria_current="true")
            if order == now
            else element("a", name, href=f"./?{asked}#{anchor}", class_="through")
        )
        links.append(joined(" · " if links else "", shown))
    return links
