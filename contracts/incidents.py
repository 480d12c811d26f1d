"""Step 9: one incident is one failure. What several lines of one event cost is what the dearest of them costs."""

from typing import Annotated, Literal

from pydantic import Field

from contracts.parts import Part

Decided = Literal["after the repeat", "before the repeat"]
Suppressed = Literal["counts in its run", "is skipped in its run"]


class Incidents(Part):
    """Which indicators one incident may fail, and how the one that counts is found.

    ``decided`` says whether failures are compared with what repeating adds or without it, ``suppressed_failure`` what
    a failure that another one beat does to its own run.
    """

    only: Literal["the dearest"]
    indicators: Literal["all"] | Annotated[tuple[str, ...], Field(min_length=1)]
    decided: Decided
    suppressed_failure: Suppressed
    clause: str
