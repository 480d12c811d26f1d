"""Chance that is the same on every machine and in every run."""

import random


def seeded(*names: object) -> random.Random:
    """Return a generator of numbers that depends on nothing but the names, such as a dataset and a month.

    Each dataset and month has its own, so that changing one leaves the bytes of all the others alone.
    """
    return random.Random(" ".join(map(str, ("reckoner sample data", *names))))  # noqa: S311 -- made-up figures, no secret
