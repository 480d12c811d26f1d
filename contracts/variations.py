"""Variations: signed changes of dated terms, entered into the schedules they change.

A variation is one more dated entry. Entries that were scheduled for later still come, unless it replaces the rest of
the schedule; where two are effective in one month, the later signed wins. Only what was known on the day that is
asked about enters, so that a past statement can be worked out again as it was.
"""

import copy
from datetime import date
from typing import Any

from contracts.faults import Fault
from contracts.reading import Path, SourceFile, Tree

_ABSENT = object()


def with_variations(source: SourceFile, known_on: date | None) -> tuple[Tree, list[Fault]]:
    """Return the file's tree with the known variations entered, and the faults of those that change nothing real."""
    tree, faults = copy.deepcopy(source.tree), list[Fault]()
    if not isinstance(tree, dict) or not isinstance(tree.get("variations"), list):
        return tree, faults
    listed: list[Any] = list(tree["variations"])
    entries = [(place, entry) for place, entry in enumerate(listed) if _is_known(entry, known_on)]
    for place, entry in sorted(entries, key=lambda item: str(item[1].get("signed", ""))):
        for path, value in _changes(entry):
            if not _enter(tree, path, entry, value):
                faults.append(_changes_nothing(source, ("variations", place, "changes", path), path))
    return tree, faults


def _is_known(entry: Any, known_on: date | None) -> bool:
    return isinstance(entry, dict) and (known_on is None or str(entry.get("known", "")) <= known_on.isoformat())


def _changes(entry: dict[str, Any]) -> list[tuple[str, str]]:
    changes = entry.get("changes")
    return list(changes.items()) if isinstance(changes, dict) else []


def _enter(tree: Tree, path: str, entry: dict[str, Any], value: str) -> bool:
    """Enter one change into the schedule at ``path``; False where the file has nothing there to change."""
    steps = path.split(".")
    holder = _walk(tree, steps[:-1])
    if not isinstance(holder, dict) or steps[-1] not in holder:
        return False
    held, effective = holder[steps[-1]], str(entry.get("effective", ""))
    schedule = dict(held) if isinstance(held, dict) else {"from the start": held}
    if entry.get("replaces") == "the rest of the schedule":
        schedule = {start: term for start, term in schedule.items() if start == "from the start" or start < effective}
    schedule[effective] = value
    holder[steps[-1]] = schedule
    return True


def _walk(tree: Any, steps: list[str]) -> Any:
    for step in steps:
        if isinstance(tree, list):
            tree = next((item for item in tree if isinstance(item, dict) and item.get("id") == step), _ABSENT)
        else:
            tree = tree.get(step, _ABSENT) if isinstance(tree, dict) else _ABSENT
    return tree


def _changes_nothing(source: SourceFile, where: Path, path: str) -> Fault:
    return Fault(
        "C05",
        source.line(where),
        ".".join(map(str, where[:-1])),
        f"a change of “{path}”, which the file does not state",
        "the place of a term in this file, such as indicators.SP1.target",
        "Name the term by its keys from the top of the file, an item of a list by its id.",
    )
