"""Variations: signed changes of dated terms, entered into the schedules they change.

A variation is one more dated entry. Entries that were scheduled for later still come, unless it replaces the rest of
the schedule; where two are effective in one month, the later signed wins. Only what was known on the day that is
asked about enters, so that a past statement can be worked out again as it was.
"""

import copy
import dataclasses
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from contracts import months
from contracts.changes import holder_of, wrong_change
from contracts.faults import Fault
from contracts.months import Month
from contracts.reading import Path, SourceFile, Tree
from contracts.values import FROM_THE_START


def known_variations(source: SourceFile, known_on: date | None) -> tuple[int, ...]:
    """Return the places in the file of the variations known on a day, or of all of them."""
    return tuple(place for place, entry in _listed(source) if _is_known(entry, known_on))


def with_variations(source: SourceFile, known: Collection[int] | None = None) -> tuple[SourceFile, list[Fault]]:
    """Return the file with all variations entered, or some by their places, and the faults of those that cannot be.

    Those change no dated term. An entry that a variation made stands on the variation's line.
    """
    places = known_variations(source, None) if known is None else known
    entries = [(place, entry) for place, entry in _listed(source) if place in places]
    if not entries:
        return source, []
    tree, faults, lines = copy.deepcopy(source.tree), list[Fault](), dict(source.lines)
    for place, entry in sorted(entries, key=lambda item: str(item[1].get("signed", ""))):
        for path, value in _changes(entry):
            where: Path = ("variations", place, "changes", path)
            wrong = wrong_change(tree, path, source.line(where), f"variations.{place + 1}.changes")
            if wrong is None:
                lines[_enter(tree, path, entry, value)] = source.line(where)
            else:
                faults.append(wrong)
    return dataclasses.replace(source, tree=tree, lines=lines), faults


def _listed(source: SourceFile) -> list[tuple[int, Any]]:
    listed: Any = source.tree.get("variations") if isinstance(source.tree, dict) else None
    return list(enumerate(listed)) if isinstance(listed, list) else []


def _is_known(entry: Any, known_on: date | None) -> bool:
    return isinstance(entry, dict) and (known_on is None or str(entry.get("known", "")) <= known_on.isoformat())


def _changes(entry: dict[str, Any]) -> list[tuple[str, str]]:
    changes = entry.get("changes")
    return list(changes.items()) if isinstance(changes, dict) else []


def _enter(tree: Tree, path: str, entry: dict[str, Any], value: str) -> Path:
    """Enter one change into the schedule at ``path``, which is there, and return the entry's place."""
    place, holder, key = holder_of(tree, path)
    held, effective = holder[key], str(entry.get("effective", ""))
    schedule = dict(held) if isinstance(held, dict) else {FROM_THE_START: held}
    holder[key] = {
        start: term for start, term in schedule.items() if _still_holds(start, effective, entry.get("replaces"))
    } | {effective: value}
    return (*place, effective)


def as_if_throughout(source: SourceFile, changes: Mapping[str, str], first: Month, end: Month | None) -> Tree:
    """Return a file's tree, variations entered, as if changes had held from one month until another, or for good.

    What is scheduled within these months gives way. From ``end`` on it is as if there had been no change. Each change
    must name a dated term that the file states.
    """
    tree, start = copy.deepcopy(source.tree), months.label(first)
    for path, value in changes.items():
        _, holder, key = holder_of(tree, path)
        held = holder[key]
        schedule = dict(held) if isinstance(held, dict) else {FROM_THE_START: held}
        before = {at: term for at, term in schedule.items() if _day_of(at) < _day_of(start)}
        holder[key] = before | {start: value} | ({} if end is None else _from(schedule, months.label(end)))
    return tree


def _from(schedule: Mapping[str, Any], end: str) -> dict[str, Any]:
    """Return a schedule from a month on: what holds in it, and what still comes."""
    begun = {at: term for at, term in schedule.items() if _day_of(at) <= _day_of(end)}
    latest = max(begun, key=_day_of, default=None)
    holds = {} if latest is None else {end: begun[latest]}
    return holds | {at: term for at, term in schedule.items() if at not in begun}


def _still_holds(start: str, effective: str, replaces: Any) -> bool:
    """Say whether a scheduled entry stands beside a change: not where it starts with it, or is replaced by it."""
    if start == FROM_THE_START:
        return True
    day, first = _day_of(start), _day_of(effective)
    return day < first if replaces == "the rest of the schedule" else day != first


def _day_of(start: str) -> str:
    # A price may start on a day or with a month, which means the month's first day.
    if start == FROM_THE_START:
        return ""
    return f"{start}-01" if len(start) == len("2016-09") else start
