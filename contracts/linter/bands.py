"""Bands: every possible value stands in exactly one, and a value on an edge in the better one."""

import itertools
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Final

from contracts.bands import Hole, holes, is_ladder
from contracts.contract import Contract
from contracts.indicators import BandTable, Rung
from contracts.linter.finding import LintFinding
from contracts.reading import Path

_MOST_PLACES: Final = 12
_SHOWN_PLACES: Final = 6
"""Decimal places of a number that ends within so many, and of one that does not."""


def number(value: Fraction) -> str:
    """Write an exact number the way a contract does: 98.95, not 1979/20; to six places where it never ends."""
    places = next((places for places in range(_MOST_PLACES) if 10**places % value.denominator == 0), _SHOWN_PLACES)
    text = f"{Decimal(round(value * 10**places)).scaleb(-places):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def ranges_cover_everything(contract: Contract) -> Iterator[LintFinding]:
    """C20 and C21: written-out ranges leave no value in no band, and none in two."""
    for name, table in contract.bands.items():
        if is_ladder(table):
            continue
        for hole in holes(table):
            yield _hole(("bands", name, "rungs"), table, hole)
        if not _reaches_both_ends(table):
            expected = "a lowest range without “from” and a highest without “to” or “below”"
            yield LintFinding(
                "C20",
                ("bands", name, "rungs"),
                "values beyond the last range that stand in no band",
                expected,
                "Leave the outer edges open, so that every possible value has a band.",
                clause=table.clause,
            )


def _hole(path: Path, table: BandTable, hole: Hole) -> LintFinding:
    if hole.bands:
        between = number(hole.first) if hole.first == hole.last else f"{number(hole.first)} to {number(hole.last)}"
        found = f"{between} in two bands, “{hole.bands[0]}” and “{hole.bands[1]}”"
        return LintFinding(
            "C21", path, found, "one band for each value", "Let one end where the next begins.", clause=table.clause
        )
    found = f"{number(hole.example)} in no band (between {number(hole.first)} and {number(hole.last)})"
    remedy = "Write “below” with the next band's “from”, or a ladder of “at_least”, which cannot have gaps."
    return LintFinding("C20", path, found, "a band for every value", remedy, clause=table.clause)


def _reaches_both_ends(table: BandTable) -> bool:
    lower = any(rung.from_ is None and rung.exactly is None for rung in table.rungs)
    upper = any(rung.below is None and rung.to is None and rung.exactly is None for rung in table.rungs)
    return lower and upper


def ladders_run_from_best_to_worst(contract: Contract) -> Iterator[LintFinding]:
    """C22: a ladder runs from best to worst and ends with ``otherwise: all``."""
    for name, table in contract.bands.items():
        if not is_ladder(table):
            continue
        path: Path = ("bands", name, "rungs")
        edges = [rung.at_least if rung.at_least is not None else rung.at_most for rung in table.rungs[:-1]]
        mixed = len({rung.at_least is None for rung in table.rungs[:-1]}) > 1
        stepping = [
            (before, after)
            for before, after in itertools.pairwise(edges if not mixed else ())
            if before is not None and after is not None and not _steps_down(table.rungs[0], before, after)
        ]
        if table.rungs[-1].otherwise is None or any(rung.otherwise for rung in table.rungs[:-1]):
            yield LintFinding(
                "C22",
                path,
                "no “otherwise: all” at its end",
                "a last rung for all other values",
                "Add it.",
                clause=table.clause,
            )
        for before, after in stepping:
            found = f"{number(after)} after {number(before)}"
            yield LintFinding("C22", path, found, "rungs from best to worst", "Put them in order.", clause=table.clause)
        if mixed:
            yield LintFinding(
                "C22",
                path,
                "“at_least” beside “at_most”",
                "one of the two throughout",
                "Choose one.",
                clause=table.clause,
            )


def _steps_down(first: Rung, before: Fraction, after: Fraction) -> bool:
    return after < before if first.at_least is not None else after > before


def ladders_suit_their_indicators(contract: Contract) -> Iterator[LintFinding]:
    """C23: ``at_most`` where lower is better and the value is judged; ``at_least`` or ranges everywhere else."""
    for place, indicator in enumerate(contract.indicators):
        for name, table in contract.tables_of(indicator).items():
            wants_most = table.judged_on == "value" and indicator.better == "lower"
            has_most = any(rung.at_most is not None for rung in table.rungs)
            if len(table.rungs) > 1 and wants_most != has_most:
                found = f"“{name}”, a table of “{'at_most' if has_most else 'at_least'}”"
                expected = "a ladder of “at_most”" if wants_most else "a ladder of “at_least”, or ranges"
                remedy = "A value on an edge has the better band: use a ladder that says so for this direction."
                yield LintFinding(
                    "C23", ("indicators", place, "bands"), found, expected, remedy, clause=indicator.clause
                )


def distance_has_a_target(contract: Contract) -> Iterator[LintFinding]:
    """C24: bands on distance need a target, plan or range; bands on a range are on distance."""
    for place, indicator in enumerate(contract.indicators):
        goal = indicator.target or indicator.within or indicator.plan
        for name, table in contract.tables_of(indicator).items():
            if table.judged_on == "distance from target" and not goal:
                remedy = "State the target, or judge on the value."
                yield LintFinding(
                    "C24",
                    ("indicators", place),
                    "no target",
                    "a target, since its bands are on the distance",
                    remedy,
                    clause=indicator.clause,
                )
            if table.judged_on == "value" and indicator.within:
                yield LintFinding(
                    "C24",
                    ("indicators", place, "bands"),
                    f"“{name}”, on the value",
                    "bands on distance, since the target is a range",
                    "Use such a table.",
                    clause=indicator.clause,
                )


RULES = (
    ranges_cover_everything,
    ladders_run_from_best_to_worst,
    ladders_suit_their_indicators,
    distance_has_a_target,
)
