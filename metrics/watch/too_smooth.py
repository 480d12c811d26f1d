"""A series too smooth for its denominators: less variation than counting so many cases leaves by chance alone.

The dispersion of counts about their common share is a chi-square, one degree of freedom fewer than months, where cases
succeed independently. Real services vary more than that, seldom less; far less is the question.
"""

from collections.abc import Sequence
from math import sqrt
from typing import Final

from metrics.watch.chances import chi_square_up_to
from metrics.watch.counted import Counted, latest, share
from metrics.watch.question import LEVEL, Question

_ENOUGH: Final = 5.0
"""Cases a month on either side of the share, below which counts are too coarse for the chi-square."""


def too_smooth(months: Sequence[Counted]) -> Question | None:
    """Return the question, if the latest months raise it."""
    looked_at = latest(months)
    if not looked_at:
        return None
    overall = share(looked_at)
    usual = sum(each.whole for each in looked_at) / len(looked_at) * min(overall, 1 - overall)
    dispersion = sum(
        (each.part - each.whole * overall) ** 2 / (each.whole * overall * (1 - overall)) for each in looked_at
    )
    freedom = len(looked_at) - 1
    if usual < _ENOUGH or chi_square_up_to(dispersion, freedom) > LEVEL:
        return None
    expected = 100 * sqrt(overall * (1 - overall) * sum(1 / each.whole for each in looked_at) / len(looked_at))
    seen = expected * sqrt(dispersion / freedom)
    words = (
        f"The last {len(looked_at)} figures vary by about {seen:.1f} percentage points. "
        f"Counting so many cases, chance alone makes them vary by about {expected:.1f}. Where largely the same cases "
        "are counted each month that is to be expected; if not, ask how the counts are made."
    )
    return Question("too smooth", words, words)
