"""A step that goes through the months one after the other, spelled out turn by turn.

Spark refuses window functions in its own recursive queries, and is slow with those that it takes. So a recursive step
keeps its one text, and where the engine is not DuckDB each turn is a relation of its own: the same rows as those of
``with recursive``, whose next turn too reads the rows of the last one alone.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count

Keep = Callable[[str, str], bool]
"""Keeps what a query returns as a relation of a name, and says whether it has any rows."""

_BEGINS = re.compile(r"with recursive\s", re.IGNORECASE)
_NAMED = re.compile(r"\s*(\w+)\s+as\s*\(", re.IGNORECASE)
_SIGN = re.compile(r"'[^']*'|--[^\n]*|[()]|\bunion all\b", re.IGNORECASE)


@dataclass(frozen=True)
class Recursion:
    """A recursive query in its parts: ``named`` are the queries it names beside the recursive one, in their order."""

    name: str
    begins: str
    turn: str
    named: dict[str, str]
    ends: str


def spelled_out(relation: str, sql: str, keep: Keep) -> str:
    """Return a query without recursion that leaves the same as a step, the turns having been kept before it.

    What is not recursive is returned as it is. Kept relations are named for the one that the step makes.
    """
    recursion = parts(sql)
    if recursion is None:
        return sql
    kept = {name: f"{relation}_{name}" for name in recursion.named}
    for place, (name, query) in enumerate(recursion.named.items()):
        keep(kept[name], _reading(dict(list(kept.items())[:place]), query))
    turns = list(_turns(relation, recursion, kept, keep))
    together = " union all ".join(f"select * from {turn}" for turn in turns)
    return _reading(kept, recursion.ends, f"{recursion.name} as ({together})")


def _turns(relation: str, recursion: Recursion, kept: dict[str, str], keep: Keep) -> Iterator[str]:
    """Keep one turn after the other, until one has no rows, and yield their names."""
    query = _reading(kept, recursion.begins)
    for number in count():
        turn = f"{relation}_turn_{number}"
        goes_on = keep(turn, query)
        yield turn
        if not goes_on:
            return
        query = _reading({**kept, recursion.name: turn}, recursion.turn)


def _reading(kept: dict[str, str], query: str, *more: str) -> str:
    named = [*(f"{name} as (select * from {of})" for name, of in kept.items()), *more]
    return f"with {', '.join(named)} {query}" if named else query


def parts(sql: str) -> Recursion | None:
    """Take a step's text apart, or return nothing where it is not recursive.

    Raises:
        ValueError: not exactly one of its queries reads itself, or reads itself in more than one place of a union.
    """
    text = re.sub(r"--[^\n]*", "", sql).strip()
    begins = _BEGINS.match(text)
    if begins is None:
        return None
    named, ends = _named_queries(text, begins.end())
    name, *others = [each for each, query in named.items() if _reads(query, each)]
    pieces = _pieces(named.pop(name))
    turn, *more = [piece for piece in pieces if _reads(piece, name)]
    if others or more:
        raise ValueError(f"One query reads itself in one place, not {[name, *others]}.")
    begins_with = " union all ".join(piece for piece in pieces if piece is not turn)
    return Recursion(name, begins_with, turn, named, ends)


def _named_queries(text: str, place: int) -> tuple[dict[str, str], str]:
    """Return the queries that a text names from a place on, and what follows them."""
    named: dict[str, str] = {}
    while (found := _NAMED.match(text, place)) is not None:
        ends = next(at for at, _, depth in _signs(text, found.end()) if depth < 0)
        named[found[1]] = text[found.end() : ends].strip()
        place = ends + 1
        if text[place : place + 1] != ",":
            break
        place += 1
    return named, text[place:].strip()


def _pieces(query: str) -> list[str]:
    """Return the queries that a union puts together."""
    at = [(start, end) for start, end, depth in _signs(query) if depth == 0 and query[start] not in "()"]
    starts, ends = [0, *(end for _, end in at)], [*(start for start, _ in at), len(query)]
    return [query[start:end].strip() for start, end in zip(starts, ends, strict=True)]


def _signs(text: str, place: int = 0) -> Iterator[tuple[int, int, int]]:
    """Yield where each bracket or union begins and ends outside texts, and how many brackets are open after it."""
    depth = 0
    for sign in _SIGN.finditer(text, place):
        if sign[0][0] in "'-":
            continue
        depth += {"(": 1, ")": -1}.get(sign[0], 0)
        yield sign.start(), sign.end(), depth


def _reads(query: str, name: str) -> bool:
    return re.search(rf"\b(from|join)\s+{name}\b", query, re.IGNORECASE) is not None
