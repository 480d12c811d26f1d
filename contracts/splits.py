"""How an amount falls into parts: in a stated ratio, or in that of what the charge lines of its month come to."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any, Final, Literal

from contracts.values import read_number, read_words

AS_THE_CHARGE: Final = "as the charge"

Ratio = Literal["as the charge"] | dict[str, Fraction]

Treatment = Literal["deductions", "reporting_failures"]
"""What is split by itself: failures with what is earned back and forgone of them, or late and missing returns."""


def reading(by: str, example: str) -> Callable[[Any], Mapping[str, Fraction] | str]:
    """Return what reads a ratio; ``by`` names what it is over, ``example`` shows how one is written."""

    def read(found: Any) -> Mapping[str, Fraction] | str:
        if found == AS_THE_CHARGE:
            return AS_THE_CHARGE
        if not isinstance(found, Mapping):
            raise ValueError(f"{AS_THE_CHARGE}, or a map from {by} to its part, such as {example}")
        parts = {read_words(key): read_number(part) for key, part in found.items()}
        if not any(parts.values()) or any(part < 0 for part in parts.values()):
            raise ValueError("parts of 0 or more, and not all of them 0")
        return parts

    return read
