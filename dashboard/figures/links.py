"""Where one page leads to another, with the same contract, month and person in the address."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final
from urllib.parse import urlencode

from dashboard.figures.markup import Html, element

Address = Mapping[str, str]
"""What stands in the address of the page now."""

NOWHERE: Final[Address] = MappingProxyType({})


def to_indicator(indicator: str, words: str, address: Address) -> Html:
    """Return words that lead to an indicator's page."""
    asked = urlencode({**address, "indicator": indicator})
    return element("a", words, href=f"./indicators?{asked}", class_="through")
