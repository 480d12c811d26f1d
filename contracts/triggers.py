"""What a contract sets off beside money: a rectification plan, a persistent or critical failure, a right to end it.

When it is set off is said in a few plain words, joined by “or”: ``status red``, ``3 failures in a row``,
``4 failures in 6 months``, ``60 points in 6 months``. What is said otherwise is refused.
"""

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from contracts.parts import Part
from contracts.values import read_number

_FORMS = (
    re.compile(r"status (?P<status>\S.*)"),
    re.compile(r"(?P<failures>\d{1,4}) failures in (?:a row|(?P<months>\d{1,4}) months)", re.ASCII),
    re.compile(r"(?P<points>[\d.,]+) points in (?P<months>\d{1,4}) months?", re.ASCII),
)


@dataclass(frozen=True)
class Condition:
    """One thing that sets a trigger off: a status, so many failures, or so many points; ``months`` None is in a row."""

    status: str | None = None
    failures: int | None = None
    points: Fraction | None = None
    months: int | None = None


def read_conditions(found: Any) -> tuple[Condition, ...]:
    """Read ``status red or 2 failures in a row``; any one of several conditions is enough."""
    if not isinstance(found, str):
        raise ValueError("conditions in one line of text")
    return tuple(_condition(words.strip()) for words in found.split(" or "))


def _condition(words: str) -> Condition:
    for form in _FORMS:
        match = form.fullmatch(words)
        said = match.groupdict() if match else {}
        failures, months = (int(said[name]) if said.get(name) else None for name in ("failures", "months"))
        points = read_number(said["points"]) if said.get("points") else None
        if match and failures != 0 and months != 0 and points != 0:
            if failures is not None and months is not None and failures > months:
                raise ValueError("no more failures than months: an indicator fails once in a month")
            return Condition(said.get("status"), failures, points, months)
    raise ValueError(
        "“status red”, “3 failures in a row”, “4 failures in 6 months” or “60 points in 6 months”, joined by “or”"
    )


class Trigger(Part):
    """Something that is set off by performance and is no money, such as a rectification plan that falls due.

    Statuses and failures are each indicator's own; points are those of all indicators named, taken together.
    """

    id: str
    when: Annotated[tuple[Condition, ...], BeforeValidator(read_conditions)]
    indicators: Literal["all"] | Annotated[tuple[str, ...], Field(min_length=1)]
    clause: str
