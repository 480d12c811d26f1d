"""Mutants: every step's SQL with one small mistake in it, of the kinds that people make."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import takewhile

import sqlglot
from sqlglot import exp

from metrics.chain import sql_of

Node = exp.Expr

DIALECT = "duckdb"
AROUND, LONGEST = 5, 30
"""Words that are shown on either side of a change, and in all."""

# sqlglot takes the name of our macro for an operator.
_OURS, _FOREIGN = "div(", "whole_division("


@dataclass(frozen=True)
class Mutant:
    """One mistake: where it is, what stood there, what stands there now, and the whole step with it."""

    step: str
    kind: str
    before: str
    after: str
    occurrence: int
    sql: str

    @property
    def name(self) -> str:
        """What it is known by: the same as long as the piece of SQL around it stays the same."""
        return f"{self.step} | {self.kind} | {self.before} → {self.after} | {self.occurrence}"


def parsed(step: str) -> Node:
    """Return the syntax tree of a step."""
    return sqlglot.parse_one(sql_of(step).replace(_OURS, _FOREIGN), read=DIALECT)


def written(tree: Node) -> str:
    """Write a tree as SQL again; it may be changed by that."""
    # Not copied: a tree is written once, and copying one costs more than all the rest.
    return (
        str(tree.sql(dialect=DIALECT, comments=False, copy=False))
        .replace(_FOREIGN.upper(), _OURS)
        .replace(_FOREIGN, _OURS)
    )


@cache
def mutants_of(step: str) -> tuple[Mutant, ...]:
    """Return every mutant of a step, in the order of its syntax tree."""
    return tuple(_mutants_of(step))


def _mutants_of(step: str) -> Iterator[Mutant]:
    original = parsed(step)
    unchanged, seen = written(parsed(step)), dict[tuple[str, str, str], int]()
    for place, node in enumerate(original.walk()):
        for kind, change in _changes(node):
            tree = original.copy()
            copied = next(found for found_place, found in enumerate(tree.walk()) if found_place == place)
            replacement = change(copied)
            sql = written(replacement if copied is tree and replacement is not None else tree)
            if sql != unchanged:
                key = (kind, *_difference(unchanged.split(" "), sql.split(" ")))
                seen[key] = seen.get(key, 0) + 1
                yield Mutant(step, *key, seen[key], sql)


def _difference(before: list[str], after: list[str]) -> tuple[str, str]:
    """Return what stood in a step and what stands there now, with a few words on either side."""
    same = takewhile(lambda pair: pair[0] == pair[1], zip(before, after, strict=False))
    first = len(list(same))
    rest = takewhile(lambda pair: pair[0] == pair[1], zip(before[:first:-1], after[:first:-1], strict=False))
    last = len(list(rest))
    return _around(before, first, len(before) - last), _around(after, first, len(after) - last)


def _around(words: list[str], first: int, end: int) -> str:
    shown = words[max(first - AROUND, 0) : end + AROUND]
    if len(shown) > LONGEST:
        shown = [*shown[: LONGEST // 2], "…", *shown[-LONGEST // 2 :]]
    return " ".join(shown)


Change = Callable[[Node], Node | None]
"""A change of a node in place, or its replacement's root."""


def _changes(node: Node) -> Iterator[tuple[str, Change]]:
    for changes in (_swaps, _window_changes, _case_changes, _default_changes, _source_changes, _literal_changes):
        yield from changes(node)


def _swaps(node: Node) -> Iterator[tuple[str, Change]]:
    if _is_key(node):
        return
    for other in _COMPARISONS.get(type(node), ()):
        yield "comparison", _as(other)
    for other in _OPERATORS.get(type(node), ()):
        yield "operator", _as(other)


def _default_changes(node: Node) -> Iterator[tuple[str, Change]]:
    if isinstance(node, exp.Coalesce):
        yield "coalesce", _default_shifted
        yield "coalesce", lambda found: _replace(found, found.this.copy())


def _source_changes(node: Node) -> Iterator[tuple[str, Change]]:
    if isinstance(node, exp.Union) and not _is_recursion(node):
        yield "branch dropped", lambda found: _replace(found, found.args["expression"].copy())
        yield "branch dropped", lambda found: _replace(found, found.this.copy())
    if isinstance(node, exp.Where):
        yield "where dropped", _dropped
    if isinstance(node, exp.Join) and node.side == "LEFT":
        yield "join", _inner


def _literal_changes(node: Node) -> Iterator[tuple[str, Change]]:
    if isinstance(node, exp.Literal) and _is_amount(node):
        yield "number", lambda found: _replace(found, exp.Literal.number(int(found.name) + 1))
    if isinstance(node, exp.In):
        for place in range(len(node.expressions)):
            yield "in", _item_dropped("expressions", place)


_COMPARISONS: dict[type[Node], tuple[type[Node], ...]] = {
    exp.LT: (exp.LTE, exp.GT),
    exp.LTE: (exp.LT, exp.GT),
    exp.GT: (exp.GTE, exp.LT),
    exp.GTE: (exp.GT, exp.LT),
    exp.EQ: (exp.NEQ,),
    exp.NEQ: (exp.EQ,),
}

_OPERATORS: dict[type[Node], tuple[type[Node], ...]] = {
    exp.Add: (exp.Sub,),
    exp.Sub: (exp.Add,),
    exp.Mul: (exp.Add,),
    exp.And: (exp.Or,),
    exp.Or: (exp.And,),
    exp.Least: (exp.Greatest,),
    exp.Greatest: (exp.Least,),
    exp.Max: (exp.Min,),
    exp.Min: (exp.Max,),
    exp.Sum: (exp.Max,),
}


def _is_key(node: Node) -> bool:
    """Say whether a node is one of a join's keys, or adds one: without it everything would be wrong at once."""
    if not isinstance(node.find_ancestor(exp.Join, exp.Select, exp.Case), exp.Join):
        return False
    key = node.expression if isinstance(node, exp.And) else node
    return isinstance(key, exp.EQ) and isinstance(key.this, exp.Column) and isinstance(key.expression, exp.Column)


def _is_recursion(node: Node) -> bool:
    with_ = node.find_ancestor(exp.With)
    return bool(with_ and with_.args.get("recursive") and node.find_ancestor(exp.CTE))


def _is_amount(node: exp.Literal) -> bool:
    inside = node.find_ancestor(exp.DataType, exp.DataTypeParam, exp.Coalesce)
    return not node.is_string and inside is None and node.name.isdigit()


def _replace(found: Node, other: Node) -> Node:
    found.replace(other)
    return other


def _as(other: type[Node]) -> Change:
    return lambda found: _replace(found, other(**{name: _copied(part) for name, part in found.args.items()}))


def _copied(part: object) -> object:
    if isinstance(part, list):
        return [item.copy() for item in part]
    return part.copy() if isinstance(part, Node) else part


def _default_shifted(found: Node) -> None:
    default = found.expressions[0]
    if isinstance(default, exp.Literal) and not default.is_string:
        _replace(default, exp.Literal.number(int(default.name) + 1))
    else:
        _replace(default, exp.Null())


def _dropped(found: Node) -> None:
    found.pop()


def _inner(found: Node) -> None:
    found.set("side", None)
    found.set("kind", "INNER")


def _item_dropped(part: str, place: int) -> Change:
    def drop(found: Node) -> None:
        found.set(part, [item for index, item in enumerate(found.args[part]) if index != place])

    return drop


def _window_changes(node: Node) -> Iterator[tuple[str, Change]]:
    if isinstance(node, exp.Window):
        for place in range(len(node.args.get("partition_by") or [])):
            yield "partition", _item_dropped("partition_by", place)
    if isinstance(node, exp.WindowSpec):
        yield "frame", _frame_of_two
    if isinstance(node, exp.Order) and isinstance(node.find_ancestor(exp.Window, exp.Select), exp.Window):
        for place in range(len(node.expressions)):
            if len(node.expressions) > 1:
                yield "order", _item_dropped("expressions", place)
            yield "order", _reversed(place)


def _frame_of_two(found: Node) -> None:
    found.set("start", exp.Literal.number(1))
    found.set("start_side", "PRECEDING")


def _reversed(place: int) -> Change:
    def reverse(found: Node) -> None:
        ordered = found.expressions[place]
        ordered.set("desc", not ordered.args.get("desc"))

    return reverse


def _case_changes(node: Node) -> Iterator[tuple[str, Change]]:
    if not isinstance(node, exp.Case):
        return
    branches = node.args["ifs"]
    for place in range(len(branches)):
        if len(branches) > 1:
            yield "case", _item_dropped("ifs", place)
        else:
            yield "case", lambda found: _replace(found, found.args["ifs"][0].args["true"].copy())
    if node.args.get("default") is not None:
        yield "case", lambda found: _replace(found, found.args["default"].copy())
    for place in range(len(branches) - 1):
        yield "case", _swapped(place)


def _swapped(place: int) -> Change:
    def swap(found: Node) -> None:
        branches = found.args["ifs"]
        first, second = branches[place].args["true"].copy(), branches[place + 1].args["true"].copy()
        branches[place].set("true", second)
        branches[place + 1].set("true", first)

    return swap
