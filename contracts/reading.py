"""The contract file as text with line numbers: YAML in which every scalar stays the text that was written.

A YAML number would be a binary float, ``no`` a boolean and a date a date; none of them is what the contract says.
So every scalar is read as text and parsed by the models. What a reader of the file could stumble over (a key
twice, a comma in a one-line map that starts a new key) is a fault with its line.
"""

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from contracts.faults import ContractFileRefused, Fault

Tree = dict[str, "Tree"] | list["Tree"] | str
Path = tuple[str | int, ...]

_DEEPEST = 50
"""Maps and lists inside one another. No contract comes near it, and a file far beyond it cannot be read at all."""


@dataclass(frozen=True)
class SourceFile:
    """A contract file: its tree of maps, lists and texts, and the line on which each part of it stands."""

    name: str
    text: str
    tree: Tree
    lines: dict[Path, int] = field(repr=False)

    def line(self, path: Path) -> int:
        """Return the line (from 1) of a part, or of the nearest part around it that exists in the file."""
        while path and path not in self.lines:
            *around, last = path
            # What starts on a month's first day may be written with the month alone.
            by_month = (*around, last.removesuffix("-01")) if isinstance(last, str) else path
            path = by_month if by_month in self.lines else tuple(around)
        return self.lines.get(path, 1)

    def clause(self, path: Path) -> str:
        """Return the clause of the innermost part that has one and in which a place lies, or nothing."""
        part: Any = self.tree
        clause = _clause_of(part)
        for step in path:
            try:
                part = part[step]
            except (KeyError, IndexError, TypeError):
                break
            clause = _clause_of(part) or clause
        return clause


def _clause_of(part: Tree) -> str:
    found = part.get("clause") if isinstance(part, dict) else ""
    return found.strip() if isinstance(found, str) else ""


@dataclass(frozen=True)
class _Walk:
    """What is noted on the way through a file: the line of each place, what is wrong where, and what is borrowed."""

    lines: dict[Path, int] = field(default_factory=dict)
    faults: list[tuple[Path, Fault]] = field(default_factory=list)
    borrowed: list[Path] = field(default_factory=list)
    seen: set[int] = field(default_factory=set)


def read_source(text: str, name: str) -> SourceFile:
    """Read a contract file's text.

    Raises:
        ContractFileRefused: the text is no YAML, a key stands twice or has no value, or a part stands for another.
    """
    try:
        loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
        borrowed, too_deep = _looked_through(text, loader)
        if too_deep:
            raise ContractFileRefused(name, [_too_deep(too_deep)])
        root = yaml.compose(text, Loader=loader)
    except yaml.MarkedYAMLError as error:
        raise ContractFileRefused(name, [_not_yaml(error)]) from error
    except yaml.reader.ReaderError as error:
        raise ContractFileRefused(name, [_not_text(text, error)]) from error
    if root is None:
        raise ContractFileRefused(name, [Fault("C01", 1, "", "an empty file", "a contract", "Start from a sample.")])
    walk = _Walk()
    source = SourceFile(name, text, _plain(root, (), walk), walk.lines)
    # Whoever reads the file aloud would have to look elsewhere for what a borrowed part agrees: nothing else is told.
    if borrowed:
        # What is borrowed inside a key has no place.
        places = [*walk.borrowed, *[()] * (len(borrowed) - len(walk.borrowed))]
        found = [(path, _borrowed(line)) for path, line in zip(places, borrowed, strict=True)]
    else:
        found = walk.faults
    if found:
        faults = [dataclasses.replace(fault, clause=source.clause(path)) for path, fault in found]
        raise ContractFileRefused(name, faults)
    return source


def _looked_through(text: str, loader: Any) -> tuple[list[int], int | None]:
    """Return the lines of borrowed parts, and the line on which parts lie too deep inside one another, if any does.

    Events come one by one; what is composed of them is not begun, since a part is composed inside the one around it.
    """
    borrowed, depth = list[int](), 0
    for event in yaml.parse(text, Loader=loader):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent):
            borrowed.append(line)
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            return borrowed, line
    return borrowed, None


def _too_deep(line: int) -> Fault:
    found, expected = (
        f"a part that lies in more than {_DEEPEST} others",
        "parts as the guide to contract files has them",
    )
    return Fault("C01", line, "", found, expected, "Check the indentation and brackets up to this line.")


def _not_yaml(error: yaml.MarkedYAMLError) -> Fault:
    line = error.problem_mark.line + 1 if error.problem_mark else 1
    # The reader of YAML says “found a tab” of some faults and “mapping values are not allowed here” of others.
    found = (error.problem or "text that does not follow the rules of YAML").removeprefix("but ").removeprefix("found ")
    return Fault("C01", line, "", found, "YAML", "Check the indentation, colons and quotation marks of this line.")


def _not_text(text: str, error: yaml.reader.ReaderError) -> Fault:
    found = f"the character U+{ord(text[error.position]):04X}"
    line = text.count("\n", 0, error.position) + 1
    return Fault("C01", line, "", found, "text that can be printed", "Delete the character.")


def _borrowed(line: int) -> Fault:
    found, expected = "a part written as “*” and a name, which stands for another", "the part itself"
    return Fault("C04", line, "", found, expected, "Write it out.")


def _plain(node: yaml.Node, path: Path, walk: _Walk) -> Tree:
    # A value that begins on the line after its key is looked for, and found, at its key.
    walk.lines.setdefault(path, node.start_mark.line + 1)
    if _is_borrowed(node, path, walk):
        return ""
    if isinstance(node, yaml.MappingNode):
        return {key: _plain(value, (*path, key), walk) for key, value in _entries(node, path, walk)}
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, (*path, place), walk) for place, item in enumerate(node.value)]
    return str(node.value)


def _is_borrowed(node: yaml.Node, path: Path, walk: _Walk) -> bool:
    """Say whether a part was met before: one that stands for another is the other itself."""
    again = id(node) in walk.seen
    walk.seen.add(id(node))
    walk.borrowed.extend([path] if again else [])
    return again


def _entries(node: yaml.Node, path: Path, walk: _Walk) -> Iterator[tuple[str, yaml.Node]]:
    seen: set[str] = set()
    for key_node, value in node.value:
        key, line = _key(key_node), key_node.start_mark.line + 1
        place = (*path, key)
        where = ".".join(str(step + 1 if isinstance(step, int) else step) for step in place)
        _is_borrowed(key_node, path, walk)
        if not isinstance(key_node, yaml.ScalarNode):
            found, remedy = (
                "a list or a map in place of a key",
                "Put the key in quotation marks, or write it as a word.",
            )
            walk.faults.append((place, Fault("C01", line, where, found, "a key that is a text", remedy)))
        elif key in seen:
            fault = Fault("C02", line, where, f"“{key}” a second time", "each key once", "Delete one of the two.")
            walk.faults.append((place, fault))
        if isinstance(value, yaml.ScalarNode) and value.value == "" and not value.style:
            remedy = "Give it a value; if it is part of the text before it, put that text in quotation marks."
            fault = Fault("C03", line, where, f"“{key}” without a value", "a value after the colon", remedy)
            walk.faults.append((place, fault))
        seen.add(key)
        walk.lines[place] = line
        yield key, value


def _key(node: yaml.Node) -> str:
    return str(node.value) if isinstance(node, yaml.ScalarNode) else "?"
