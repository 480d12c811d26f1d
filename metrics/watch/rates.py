"""How often a question is raised, and a chart signals, where nothing is wrong: measured, never typed.

``python -m benchmarks.false_alarms`` draws stable series of several kinds from a fixed seed, counts, and writes
``false_alarms.yaml``; the guides state its figures.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import ceil
from pathlib import Path
from typing import Any, Final

import yaml

from metrics.watch.question import Kind

FILE: Final = Path(__file__).parent / "false_alarms.yaml"


@dataclass(frozen=True)
class Measured:
    """Of so many stable series of one kind, how many raised what; ``series`` is their number, ``seed`` whence drawn.

    ``charts`` has by kind of figures and number of points how many series had which signal, ``questions`` by question
    and kind of series how many raised it, and ``noticed`` the same of series in which something was done about it.
    """

    seed: int
    series: int
    charts: Mapping[str, Mapping[int, Mapping[str, int]]]
    questions: Mapping[Kind, Mapping[str, int]]
    noticed: Mapping[Kind, Mapping[str, int]]


@cache
def measured() -> Measured:
    """Return what was measured last."""
    read: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return Measured(**read)


def in_a_thousand(kind: Kind) -> int:
    """Return of how many series in a thousand a question is raised at most, over the kinds of figures, rounded up."""
    found = measured()
    return ceil(max(found.questions[kind].values()) * 1000 / found.series)


def said(kind: Kind) -> str:
    """Say how often a question is raised where nothing is wrong."""
    often = in_a_thousand(kind)
    return f"Where nothing is wrong this is asked of at most {often} series in 1,000."
