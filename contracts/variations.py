"""Variations: signed changes of dated terms, entered into the schedules they change.

A variation is one more dated entry. Entries that were scheduled for later still come, unless it replaces the rest of
the schedule; where two are effective in one month, the later signed wins. Only what was known on the day that is
asked about enters, so that a past statement can be worked out again as it was.
"""

import copy
import dataclasses
from collections.abc import Mapping
from datetime import date
from typing import Any

from contracts import months
from contracts.faults import Fault
from contracts.months import Month
from contracts.reading import Path, SourceFile, Tree
from contracts.values import FROM_THE_START

_ABSENT = object()


def with_variations(source: SourceFile, known_on: date | None) -> tuple[SourceFile, list[Fault]]:
    """Return the file with the known variations entered, and the faults of those that change nothing real.

    An entry that a variation made stands on the variation's line.
    """
    tree, faults, lines = copy.deepcopy(source.tree), list[Fault](), dict(source.lines)
    if not isinstance(tree, dict) or not isinstance(tree.get("variations"), list):
        return source, faults
    listed: list[Any] = list(tree["variations"])
    entries = [(place, entry) for place, entry in enumerate(listed) if _is_known(entry, known_on)]
    for place, entry in sorted(entries, key=lambda item: str(item[1].get("signed", ""))):
        for path, value in _changes(entry):
            where: Path = ("variations", place, "changes", path)
            entered = _enter(tree, path, entry, value)
            if entered is None:
                faults.append(_changes_nothing(source, where, path))
            else:
                lines[entered] = source.line(where)
    return dataclasses.replace(source, tree=tree, lines=lines), faults


def _is_known(entry: Any, known_on: date | None) -> bool:
    return isinstance(entry, dict) and (known_on is None or str(entry.get("known", "")) <= known_on.isoformat())


def _changes(entry: dict[str, Any]) -> list[tuple[str, str]]:
    changes = entry.get("changes")
    return list(changes.items()) if isinstance(changes, dict) else []


def _enter(tree: Tree, path: str, entry: dict[str, Any], value: str) -> Path | None:
    """Enter one change into the schedule at ``path`` and return its place, or None where nothing is there to change."""
    steps = path.split(".")
    place, holder = _walk(tree, steps[:-1])
    if not isinstance(holder, dict) or steps[-1] not in holder:
        return None
    held, effective = holder[steps[-1]], str(entry.get("effective", ""))
    schedule = dict(held) if isinstance(held, dict) else {FROM_THE_START: held}
    holder[steps[-1]] = {
        start: term for start, term in schedule.items() if _still_holds(start, effective, entry.get("replaces"))
    } | {effective: value}
    return (*place, steps[-1], effective)


def as_if_throughout(source: SourceFile, changes: Mapping[str, str], first: Month, last: Month, replaces: str) -> Tree:
    """Return a file's tree, variations entered, as if changes had held in all of some months, the last included.

    What is scheduled within these months gives way; what is scheduled after them still comes, unless it is replaced.
    Each change must name a term that the file states.
    """
    tree, start, end = copy.deepcopy(source.tree), months.label(first), months.label(Month(last + 1))
    for path, value in changes.items():
        steps = path.split(".")
        _, holder = _walk(tree, steps[:-1])
        held = holder[steps[-1]]
        schedule = dict(held) if isinstance(held, dict) else {FROM_THE_START: held}
        before = {at: term for at, term in schedule.items() if at == FROM_THE_START or _as_day(at) < _as_day(start)}
        after = {at: term for at, term in schedule.items() if at != FROM_THE_START and _as_day(at) >= _as_day(end)}
        holder[steps[-1]] = before | {start: value} | (after if replaces == "this entry" else {})
    return tree


def is_stated(tree: Tree, path: str) -> bool:
    """Say whether a file states the term at a place."""
    steps = path.split(".")
    _, holder = _walk(tree, steps[:-1])
    return isinstance(holder, dict) and steps[-1] in holder


def _still_holds(start: str, effective: str, replaces: Any) -> bool:
    """Say whether a scheduled entry stands beside a change: not where it starts with it, or is replaced by it."""
    if start == FROM_THE_START:
        return True
    day, first = _as_day(start), _as_day(effective)
    return day < first if replaces == "the rest of the schedule" else day != first


def _as_day(start: str) -> str:
    # A price may start on a day or with a month, which means the month's first day.
    return f"{start}-01" if len(start) == len("2016-09") else start


def _walk(tree: Any, steps: list[str]) -> tuple[Path, Any]:
    path: Path = ()
    for step in steps:
        if isinstance(tree, list):
            found = ((place, item) for place, item in enumerate(tree) if isinstance(item, dict))
            key, tree = next(((place, item) for place, item in found if item.get("id") == step), (step, _ABSENT))
        else:
            key, tree = step, tree.get(step, _ABSENT) if isinstance(tree, dict) else _ABSENT
        path = (*path, key)
    return path, tree


def _changes_nothing(source: SourceFile, where: Path, path: str) -> Fault:
    return Fault(
        "C05",
        source.line(where),
        ".".join(str(step + 1) if isinstance(step, int) else step for step in where[:-1]),
        f"a change of “{path}”, which the file does not state",
        "the place of a term in this file, such as indicators.SP1.target",
        "Name the term by its keys from the top of the file, an item of a list by its id.",
    )
