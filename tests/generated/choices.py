"""Where the made-up contracts take their chances from: hypothesis, which makes failures small, or a seed."""

import random
from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import TypeVar

from hypothesis import strategies as st

T = TypeVar("T")


class Choices(ABC):
    """One source of whole numbers, and what is commonly made of them. The first option is the simplest."""

    @abstractmethod
    def whole(self, low: int, high: int) -> int:
        """Return a whole number from low to high, both included."""

    def one_of(self, options: Sequence[T]) -> T:
        """Return one of several."""
        return options[self.whole(0, len(options) - 1)]

    def chance(self, out_of_ten: int) -> bool:
        """Say yes so many times out of ten."""
        return self.whole(0, 9) >= 10 - out_of_ten

    def some(self, options: Sequence[T], at_least: int = 0) -> list[T]:
        """Return some of several in their order."""
        kept = [option for option in options if self.chance(5)]
        return kept if len(kept) >= at_least else list(options[:at_least])


class Seeded(Choices):
    """The same choices for the same seed."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def whole(self, low: int, high: int) -> int:
        return self._random.randint(low, high)


class Drawn(Choices):
    """Choices that hypothesis draws, remembers and makes smaller."""

    def __init__(self, draw: st.DrawFn) -> None:
        self._draw = draw

    def whole(self, low: int, high: int) -> int:
        return self._draw(st.integers(low, high))
