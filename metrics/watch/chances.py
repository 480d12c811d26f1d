"""How likely something is by chance alone: tails of exact distributions, without a library for them."""

from collections.abc import Iterable
from math import exp, lgamma, log


def at_least(chances: Iterable[float], wanted: int) -> float:
    """Return the chance that so many of some independent trials succeed, or more.

    Args:
        chances: of success, one for each trial; they may differ.
        wanted: how many are to succeed.
    """
    spread = [1.0]
    for chance in chances:
        stays, moves = [*(each * (1 - chance) for each in spread), 0.0], [0.0, *(each * chance for each in spread)]
        spread = [stay + move for stay, move in zip(stays, moves, strict=True)]
    return sum(spread[max(wanted, 0) :])


def chi_square_up_to(value: float, freedom: int) -> float:
    """Return the chance that a chi-square of so many degrees of freedom, one or more, is no larger than a value.

    The lower incomplete gamma function by its series, whose terms all have one sign.
    """
    if value <= 0:
        return 0.0
    shape, at = freedom / 2, value / 2
    term = total = 1 / shape
    place = shape
    while term > total * 1e-15:
        place += 1
        term *= at / place
        total += term
    return min(1.0, total * exp(shape * log(at) - at - lgamma(shape)))
