"""Step 18 cap by cap: which step each cap needs, and how each reads what the one before left."""

from collections.abc import Callable, Iterator

import polars as pl

from contracts.terms import Terms

CAPPED = "18_capped_line"
CARRIED = "18_carried_line"
WALKED = "18_walked_line"
STEPS = (CAPPED, CARRIED, WALKED)

Caps = list[tuple[int, str]]
"""Caps by number in the order in which they bite, each with its step."""

_OF_LINE = "scenario, contract, month, charged_month, statement_month, kind, indicator, unit, line_order, pence"


def caps_of(terms: Terms) -> Iterator[tuple[int, str]]:
    """Yield each cap in the order in which they bite, with the step or steps that it needs.

    Of caps that a contract goes through together only the last is yielded.
    """
    kinds = dict(terms.tables["term_cap_line"].group_by("cap").agg(pl.col("is_steady").unique()).iter_rows())
    ends = terms.tables["term_cap"]["walk_last"].unique()
    for cap in terms.tables["term_cap"]["cap"].unique().sort():
        found = kinds.get(cap, [1])
        yield from ((cap, step) for is_steady, step in ((1, CAPPED), (0, CARRIED)) if is_steady in found)
        if cap in ends:
            yield cap, WALKED


def walked_to(cap: int) -> str:
    """Return the name of what each of some caps leaves that are gone through together up to one, by its number."""
    return f"walked_to_{cap}"


def after_cap(cap: int) -> str:
    """Return the name of what is left after a cap, which numbers as the terms do, from 1."""
    return f"after_cap_{cap}"


def through(caps: Caps, before: str, sql_for: Callable[[str], str]) -> Iterator[tuple[str, str]]:
    """Yield one cap after the other, each reading what the one before left."""
    for cap, step in caps:
        yield "before_cap", before
        yield "the_cap", f"select {cap} as cap"
        if step == WALKED:
            yield walked_to(cap), sql_for(step)
            yield after_cap(cap), _left_by_one(cap, cap)
        else:
            yield after_cap(cap), sql_for(step)
        before = f"select * from {after_cap(cap)}"


def _left_by_one(cap: int, walked: int) -> str:
    """Return what reads the lines that one cap left, of those that are gone through together up to another."""
    return f"select {_OF_LINE} from {walked_to(walked)} where cap = {cap}"


def between(terms: Terms) -> Iterator[tuple[str, str]]:
    """Yield what is left after each cap but the last of those that every contract goes through together."""
    for cap, of_number in terms.tables["term_cap"].partition_by("cap", as_dict=True).items():
        walked = of_number["walk_last"].to_list()
        if None not in walked and cap[0] not in walked:
            yield after_cap(cap[0]), _left_by_one(cap[0], walked[0])
