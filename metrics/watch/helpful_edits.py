"""Dates that were changed after they were first returned, and nearly always so that it helps.

A mistake in a date is as likely to have made a case look slower as quicker, so that corrections go either way: as
heads and tails of a fair coin.
"""

from dataclasses import dataclass

from metrics.watch.chances import at_least
from metrics.watch.question import LEVEL, Question


@dataclass(frozen=True)
class Edits:
    """Changes of a date that decides how long a case took: those that shortened it, and those that lengthened it."""

    helped: int
    hurt: int


def helpful_edits(edits: Edits) -> Question | None:
    """Return the question, if the edits raise it."""
    total = edits.helped + edits.hurt
    if not total or at_least([0.5] * total, edits.helped) > LEVEL:
        return None
    rest = "Ask what each correction rests on."
    words = (
        f"{edits.helped} of {total} later changes to the dates of cases made them look quicker, {edits.hurt or 'none'} "
        f"slower. {rest}"
    )
    general = f"Nearly all later changes to the dates of cases made them look quicker. {rest}"
    return Question("helpful edits", words, general, (edits.helped, total, edits.hurt))
