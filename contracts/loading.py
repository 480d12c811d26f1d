"""From the text of a contract file to a contract, or to the list of all its faults with their lines."""

import difflib
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path as FilePath
from typing import Any

from pydantic import ValidationError

from contracts import linter
from contracts.contract import Contract
from contracts.faults import ContractFileRefused, Fault
from contracts.parts import Part
from contracts.reading import Path, SourceFile, read_source
from contracts.variations import with_variations


@dataclass(frozen=True)
class ContractFile:
    """A contract with the text it was read from, that text's SHA-256 and the linter's warnings."""

    contract: Contract
    text: str
    digest: str
    warnings: tuple[Fault, ...]


def load(text: str, name: str, known_on: date | None = None) -> ContractFile:
    """Read a contract file with the variations known on a day (all of them by default).

    Raises:
        ContractFileRefused: with every fault that was found.
    """
    source = read_source(text, name)
    tree, faults = with_variations(source, known_on)
    contract = _validated(source, tree, faults)
    found = list(linter.lint(contract, source))
    refused = [*faults, *(fault for fault in found if fault.severity == "refused")]
    if refused:
        raise ContractFileRefused(name, refused)
    digest = hashlib.sha256(text.encode()).hexdigest()
    return ContractFile(contract, text, digest, tuple(fault for fault in found if fault.severity == "warning"))


def load_file(path: FilePath, known_on: date | None = None) -> ContractFile:
    """Read a contract file from disk; see `load`."""
    return load(path.read_text(encoding="utf-8"), path.name, known_on)


def _validated(source: SourceFile, tree: Any, faults: list[Fault]) -> Contract:
    try:
        return Contract.model_validate(tree)
    except ValidationError as error:
        found = [*faults, *_faults(source, tree, error)]
        raise ContractFileRefused(source.name, found) from error


def _faults(source: SourceFile, tree: Any, error: ValidationError) -> Iterable[Fault]:
    for problem in error.errors():
        path = _in_file(tree, problem["loc"])
        yield _fault(problem, source.line(path), path, _named(tree, path))


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
        return Fault("C10", line, where, "nothing", f"“{key}”", "The contract must say it; nothing is assumed.")
    if kind == "extra_forbidden":
        return Fault("C11", line, where, f"“{key}”", "a key that a contract file has", _did_you_mean(key))
    expected = problem["msg"].removeprefix("Value error, ").replace("Input should be ", "")
    return Fault("C12", line, where, _shown(problem["input"]), expected, "Correct it after the signed contract.")


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
        return f"“{found}”"
    return "a map" if isinstance(found, dict) else "a list" if isinstance(found, list) else "this part as a whole"
