"""Dated terms: which fields of a contract are schedules, as its model declares them.

A schedule is a list of starts, months or days, each with what begins then. Whoever asks whether a term is dated asks
here, and the answer is read off the model: neither what a file happens to hold there nor a list of names decides it.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Final, get_args, get_origin

from pydantic.fields import FieldInfo

from contracts.contract import Contract
from contracts.months import Month
from contracts.parts import Part, may_say_none
from contracts.reading import Path

Schedule = tuple[tuple[Month, Any], ...]

_OF_ONE_MONTH: Final = (("on_account", "paid"), ("profile",), ("baseline",), ("plan", "points"))
"""The ends of the places at which each entry belongs to its own month and does not hold until the next."""


def is_schedule(declared: Any, *starts: Any) -> bool:
    """Say whether a field declared so is a schedule by one of some starts (by months or days, if none is named)."""
    if get_origin(declared) is tuple:
        entry = get_args(declared)[0]
        return get_origin(entry) is tuple and get_args(entry)[0] in (starts or (Month, date))
    return get_origin(declared) is not dict and any(is_schedule(each, *starts) for each in get_args(declared))


def may_be_none(declared: Any) -> bool:
    """Say whether a field declared so may be none."""
    return get_origin(declared) is not tuple and any(
        each is type(None) or may_be_none(each) for each in get_args(declared)
    )


def is_of_one_month(place: Path) -> bool:
    """Say whether entries of the schedule at a place are each for one month, such as those of a profile."""
    return any(place[-len(end) :] == end for end in _OF_ONE_MONTH)


def declared_at(place: Path) -> list[Any]:
    """Return as what the model of a contract declares a place in its file; nothing where it knows no such place.

    Steps of the place are keys, and the places of items in their lists. A part that has several forms may declare one
    key in several ways.
    """
    declared: list[Any] = [Contract]
    for step in place:
        declared = [inner for each in declared for inner in _inside(each, step)]
    return declared


def none_may_stand_at(place: Path) -> bool:
    """Say whether a contract file may say ``none`` at a place: that the contract has no such rule."""
    holders = [part for each in declared_at(place[:-1]) for part in _parts(each)]
    return any(may_say_none(field) for part in holders for key, _, field in _fields(part) if key == place[-1])


def _parts(declared: Any) -> Iterator[type[Part]]:
    """Yield every form of part that may stand at a place, itself and not in a list or a map."""
    if isinstance(declared, type) and issubclass(declared, Part):
        yield declared
    elif get_origin(declared) not in (tuple, dict):
        for each in get_args(declared):
            yield from _parts(each)


def _inside(declared: Any, step: str | int) -> Iterator[Any]:
    """Yield as what something inside a part, a list or a map is declared."""
    if isinstance(declared, type) and issubclass(declared, Part):
        yield from (field.annotation for key, _, field in _fields(declared) if key == step)
    elif is_schedule(declared):
        return
    elif get_origin(declared) in (tuple, dict):
        yield get_args(declared)[0 if get_origin(declared) is tuple else 1]
    else:
        for each in get_args(declared):
            yield from _inside(each, step)


def _fields(part: type[Part]) -> Iterator[tuple[str, str, FieldInfo]]:
    """Yield the fields of a part: how each is written in a file, its name, and as what it is declared."""
    return ((field.alias or name, name, field) for name, field in part.model_fields.items())


def terms_that_hold(part: Part, path: Path = (), clause: str = "") -> Iterator[tuple[Path, str, Schedule]]:
    """Yield every stated term of a part that holds from one month until its next entry, with its place and clause."""
    clause = getattr(part, "clause", clause)
    for key, name, field in _fields(type(part)):
        held = getattr(part, name)
        # Most of what a contract states is a word or a number, in which no term lies.
        if isinstance(held, Part | tuple | dict):
            yield from _terms_in((*path, key), clause, field.annotation, held)


def _terms_in(path: Path, clause: str, declared: Any, held: Any) -> Iterator[tuple[Path, str, Schedule]]:
    if isinstance(held, Part):
        yield from terms_that_hold(held, path, clause)
    elif isinstance(held, tuple) and is_schedule(declared):
        if is_schedule(declared, Month) and not is_of_one_month(path):
            yield path, clause, held
    else:
        for key, item in _items(held):
            for inner in _inside(declared, key):
                yield from _terms_in((*path, key), clause, inner, item)


def _items(held: Any) -> Iterable[tuple[str | int, Any]]:
    """Return what a map or a list holds, each by its key or place; nothing else holds anything."""
    return held.items() if isinstance(held, dict) else enumerate(held) if isinstance(held, tuple) else ()
