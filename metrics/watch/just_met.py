"""Values heaping just on the good side of a threshold: one case fewer, and the target would have been missed.

Looked at are the months within one case of the target on either side. How they divide between the two sides by chance
alone is known: cases that succeed independently, each with the same share, give the ratio of two neighbouring binomial
probabilities. The share is that of the seven months around, so that a service that has become better is not asked why;
and never one on the bad side of the target, where an even split would look like heaping. That more of them lie on the
good side than chance seldom gives is the question.
"""

from collections.abc import Iterator, Sequence
from typing import Final, Literal

from metrics.watch.chances import at_least
from metrics.watch.counted import Counted, latest, share
from metrics.watch.question import LEVEL, Question

_AROUND: Final = 3
"""Months before and after whose share is taken for a month's own."""


def just_met(months: Sequence[Counted], better: Literal["higher", "lower"]) -> Question | None:
    """Return the question, if the latest months raise it."""
    looked_at = latest(months)
    near = list(_near(looked_at, better))
    met = sum(is_met for is_met, _ in near)
    if not near or at_least((chance for _, chance in near), met) > LEVEL:
        return None
    missed = len(near) - met
    fewer, more = ("fewer", "more") if better == "higher" else ("more", "fewer")
    words = (
        f"In {met} of the last {len(looked_at)} months one case {fewer} would have missed the target; in "
        f"{missed or 'none'} one {more} would have met it. Ask how cases are counted when the target is close."
    )
    return Question("just met", words, words)


def _near(months: Sequence[Counted], better: Literal["higher", "lower"]) -> Iterator[tuple[bool, float]]:
    """Yield of each month within one case of its target whether it was met, and how likely that was of the two.

    Where every case has to succeed, or none may fail, there is no better side to lie just within.
    """
    for place, each in enumerate(months):
        if each.target is None:
            continue
        wanted = each.target * each.whole
        # The larger of two neighbouring counts: the least that meets a target, or the least that is above a ceiling.
        upper = -(-wanted // 1) if better == "higher" else wanted // 1 + 1
        first, last = (1, each.whole - 1) if better == "higher" else (2, each.whole)
        if first <= upper <= last and each.part in (upper, upper - 1):
            around = share(months[max(0, place - _AROUND) : place + _AROUND + 1])
            likely = (max if better == "higher" else min)(around, float(each.target))
            ratio = (each.whole - upper + 1) / upper * likely / (1 - likely)
            at_upper = ratio / (1 + ratio)
            yield (each.part == upper) == (better == "higher"), at_upper if better == "higher" else 1 - at_upper
