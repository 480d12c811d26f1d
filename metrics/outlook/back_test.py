"""What each method would have said of months that are known: their errors, and the method that they speak for.

From every month on that has a year of figures before it, up to twelve months are held back and worked out. A method
other than the plain ones is taken only if its mean error on the same held-back months is clearly below both of theirs.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from contracts.months import Month
from metrics.outlook.methods import LAST, LAST_YEAR, METHODS, OF_SUMS, PLAIN, YEAR
from metrics.outlook.series import Series
from metrics.outlook.walk import Walk

ENOUGH: Final = 12
"""With fewer held-back figures nothing speaks for any method."""
CLEARLY: Final = 0.95
"""A method has to come below this part of the better plain method's error."""


@dataclass(frozen=True)
class BackTest:
    """The mean absolute error of each method that fits the series, on the same ``held_back`` figures, in its unit."""

    chosen: str
    held_back: int
    errors: Mapping[str, float]

    @property
    def error(self) -> float | None:
        """The error of the method that was chosen."""
        return self.errors.get(self.chosen)


def back_test(series: Series) -> BackTest:
    """Return how the methods did on held-back months of a series with a figure, and which of them is chosen."""
    methods = [name for name in METHODS if series.kind == "sum" or name not in OF_SUMS]
    errors: dict[str, list[float]] = {name: [] for name in methods}
    for origin in origins(series):
        past = series.until(origin)
        ahead = [month for month in past.to_come if month <= origin + YEAR and month - YEAR in series.usable]
        for name in methods if ahead else ():
            errors[name] += _errors(past, series, name, ahead)
    held_back = len(errors[LAST])
    means = {name: sum(found) / held_back for name, found in errors.items()} if held_back else {}
    return BackTest(_chosen(series, means, held_back), held_back, means)


def origins(series: Series) -> Iterator[Month]:
    """Yield the months after which months are held back: from the twelfth of the series on, but the last."""
    known = list(series.usable)
    yield from (month for month in known[:-1] if month - known[0] >= YEAR - 1)


def _errors(past: Series, series: Series, name: str, ahead: list[Month]) -> Iterator[float]:
    walk = Walk(past, 1, ahead)
    for month in ahead:
        said = walk.next(name, month)
        walk.add(month, said)
        yield abs(float(said[0]) - series.usable[month])


def _chosen(series: Series, means: Mapping[str, float], held_back: int) -> str:
    if held_back < ENOUGH:
        return LAST if series.kind == "rate" else LAST_YEAR
    plain = min(PLAIN, key=lambda name: means[name])
    best = min(means, key=lambda name: means[name])
    return best if means[best] < CLEARLY * means[plain] else plain
