"""From the text of a contract file to a contract, or to the list of all its faults with their lines."""

import dataclasses
import difflib
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path as FilePath
from typing import Any, TypeVar

from pydantic import ValidationError

from contracts import linter
from contracts.contract import Contract
from contracts.dated import none_may_stand_at
from contracts.faults import ContractFileRefused, Fault
from contracts.linter.stakes import Limits
from contracts.parts import Part
from contracts.reading import Path, SourceFile, read_source
from contracts.values import SOME_TEXT
from contracts.variations import known_variations, with_variations

Read = TypeVar("Read", bound=Part)

_SHAPES = {
    "model_type": "a map of keys and values",
    "dict_type": "a map of keys and values",
    "tuple_type": "a list",
    "string_type": "a single value",
    "string_pattern_mismatch": "an id of letters without accents, digits and hyphens, without spaces",
    "string_too_short": SOME_TEXT,
    "greater_than_equal": "1 or more",
    "less_than_equal": "12 or less",
}


@dataclass(frozen=True)
class ContractFile:
    """A contract with the text it was read from and that text's SHA-256."""

    contract: Contract
    text: str
    digest: str


def load(text: str, name: str, known_on: date | None = None) -> ContractFile:
    """Read a contract file with the variations known on a day (all of them by default).

    The same text with the same variations is read once: what comes of it cannot be changed.

    Raises:
        ContractFileRefused: with every fault that was found.
    """
    return _loaded(text, name, known_variations(_source(text, name), known_on))


@lru_cache(maxsize=32)
def _source(text: str, name: str) -> SourceFile:
    return read_source(text, name)


@lru_cache(maxsize=64)
def _loaded(text: str, name: str, known: tuple[int, ...]) -> ContractFile:
    source, faults = with_variations(_source(text, name), known)
    contract = validated(Contract, source, faults)
    refused = [*faults, *linter.lint(contract, source)]
    if refused:
        raise ContractFileRefused(name, refused)
    digest = hashlib.sha256(text.encode()).hexdigest()
    return ContractFile(contract, text, digest)


def warnings_of(file: ContractFile, name: str, limits: Limits | None = None) -> tuple[Fault, ...]:
    """Return what the linter warns of in a contract file, in the order of its lines; limits are the usual ones.

    They are worked out only where they are asked for: reading a file for a statement has no use for them.
    """
    source, _ = with_variations(_source(file.text, name))
    return tuple(
        sorted(linter.warn(file.contract, source, limits or Limits()), key=lambda each: (each.line, each.code))
    )


def load_file(path: FilePath, known_on: date | None = None) -> ContractFile:
    """Read a contract file from disk; see `load`."""
    return load(read_text(path), path.name, known_on)


def read_text(path: FilePath) -> str:
    """Return the text of a contract file on disk, the same however the file was saved.

    Raises:
        ContractFileRefused: it is not in UTF-8.
    """
    held = path.read_bytes()
    try:
        # A file saved on Windows may begin with a mark that is no part of its text, and end its lines in two signs.
        return held.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise ContractFileRefused(path.name, [_not_utf_8(held, error)]) from error


def _not_utf_8(held: bytes, error: UnicodeDecodeError) -> Fault:
    line = held.count(b"\n", 0, error.start) + 1
    return Fault("C01", line, "", "a character that is not UTF-8", "text in UTF-8", "Save the file again as UTF-8.")


def validated(model: type[Read], source: SourceFile, faults: Sequence[Fault] = ()) -> Read:
    """Return a file's tree as a model.

    Raises:
        ContractFileRefused: it does not fit; with the faults that were found before.
    """
    try:
        return model.model_validate(source.tree)
    except ValidationError as error:
        found = [*faults, *_faults(source, error)]
        raise ContractFileRefused(source.name, found) from error


def _faults(source: SourceFile, error: ValidationError) -> Iterable[Fault]:
    for problem in error.errors():
        if not _counts_items_that_failed(problem):
            path = _in_file(source.tree, problem["loc"])
            fault = _fault(problem, source.line(path), path, _named(source.tree, path))
            yield dataclasses.replace(fault, clause=source.clause(path))


def _counts_items_that_failed(problem: Any) -> bool:
    """Say whether a list is called too short only because faults of its items, told by themselves, emptied it."""
    return problem["type"] == "too_short" and bool(len(problem["input"]) >= problem["ctx"]["min_length"])


def _in_file(tree: Any, location: Path) -> Path:
    """Keep of a place in the model what is also a place in the file: models name branches that files do not have."""
    path: list[str | int] = []
    last = len(location) - 1
    for place, step in enumerate(location):
        if isinstance(tree, dict) and step in tree:
            tree = tree[str(step)]
        elif isinstance(tree, list) and isinstance(step, int) and step < len(tree):
            tree = tree[step]
        elif place != last or not isinstance(step, str) or "[" in step or step == "literal":
            continue
        path.append(step)
    return tuple(path)


def _named(tree: Any, path: Path) -> str:
    """Write a place as a person would: items of a list by their id where they have one."""
    words: list[str] = []
    for step in path:
        tree = tree[step] if _has(tree, step) else None
        identity = tree.get("id") if isinstance(step, int) and isinstance(tree, dict) else None
        words.append(str(identity or (step + 1 if isinstance(step, int) else step)))
    return ".".join(words)


def _has(tree: Any, step: str | int) -> bool:
    if isinstance(tree, list):
        return isinstance(step, int) and step < len(tree)
    return isinstance(tree, dict) and step in tree


def _fault(problem: Any, line: int, path: Path, where: str) -> Fault:
    kind, key = problem["type"], str(path[-1]) if path else ""
    if kind == "missing":
        return Fault("C10", line, where, "nothing", f"“{key}”", _say_it(path, key))
    if kind == "extra_forbidden":
        return Fault("C11", line, where, f"“{key}”", "a key that a contract file has", _did_you_mean(key))
    found, remedy = _shown(problem["input"]), "Correct it after the signed contract."
    return Fault("C12", line, where, found, _expected(problem), remedy)


def _say_it(path: Path, key: str) -> str:
    """Say what to write where nothing stands; ``none`` only where a contract can do without the rule."""
    if none_may_stand_at(path):
        return f"State the rule, or write “{key}: none” if the contract has no such rule; nothing is assumed."
    return "The contract must say it; nothing is assumed."


def _expected(problem: Any) -> str:
    """Say in plain words what a model expected."""
    kind, context = problem["type"], problem.get("ctx", {})
    if kind in _SHAPES:
        return _SHAPES[kind]
    if kind in ("too_short", "too_long"):
        count = context.get("min_length") or context.get("max_length")
        return f"{'at least' if kind == 'too_short' else 'at most'} {count} in the list"
    if kind == "literal_error":
        return str(context["expected"]).replace("'", "")
    return str(problem["msg"]).removeprefix("Value error, ")


def _did_you_mean(key: str) -> str:
    known = {name for model in _models() for name in _keys(model)}
    near = difflib.get_close_matches(key, known - {key}, n=1)
    return (
        f"Did you mean “{near[0]}”?"
        if near
        else "Delete it, or see the guide to contract files for what is carried out."
    )


def _models() -> Iterable[Any]:
    waiting = list(Part.__subclasses__())
    while waiting:
        model = waiting.pop()
        waiting.extend(model.__subclasses__())
        yield model


def _keys(model: Any) -> Iterable[str]:
    return (field.alias or name for name, field in model.model_fields.items())


def _shown(found: Any) -> str:
    if isinstance(found, str):
        return f"“{found}”" if found.strip() else "a blank text"
    return "a map" if isinstance(found, dict) else "a list" if isinstance(found, list) else "this part as a whole"
