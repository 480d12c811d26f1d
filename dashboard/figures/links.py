"""Where one page leads to another, with the same contract, month and person in the address."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final
from urllib.parse import urlencode

from dashboard.figures.markup import Html, element

Address = Mapping[str, str]
"""What stands in the address of the page now."""

NOWHERE: Final[Address] = MappingProxyType({})


ROWS: Final = "rows"
"""Names the month whose rows are open, and the place on the page where they stand."""


def to_indicator(indicator: str, words: str, address: Address) -> Html:
    """Return words that lead to an indicator's page, with no rows open."""
    asked = urlencode({**closed(address), "indicator": indicator})
    return element("a", words, href=f"./indicators?{asked}", class_="through")


def to_rows(indicator: str, month: str, words: str, address: Address) -> Html:
    """Return words that lead to the rows behind an indicator in a month."""
    asked = urlencode({**address, "indicator": indicator, ROWS: month})
    return element("a", words, href=f"./indicators?{asked}#{ROWS}", class_="through")


def to_board(month: str, words: str, address: Address) -> Html:
    """Return words that lead to the board's page of a month."""
    asked = urlencode({**closed(address), "month": month})
    return element("a", words, href=f"./?{asked}", class_="through")


def closed(address: Address) -> Address:
    """Return an address in which no rows are open."""
    return {name: value for name, value in address.items() if name != ROWS}
