"""What a variation may change: a term that the contract file states and that holds from one month until its next entry.

What is dated is decided by the model of the contract, not by what the file holds at the place: the parts of a split are
a map too, and an entry more in it would be one more fund.
"""

from typing import Any, Final

from contracts.dated import declared_at, is_schedule, may_be_none
from contracts.faults import Fault
from contracts.reading import Path, Tree

_ABSENT = object()

_A_DATED_TERM: Final = "the place of a dated term, such as indicators.SP1.target"
_WITHOUT_MONTH: Final = "Name the term without the month: the variation says from when its value holds."
_BY_MONTH: Final = (
    "Write the plan as a dated “target” with an entry for each month, and vary that: the line to a new point would"
    " change months before it."
)
_ALL_KEYS: Final = (
    "Name one term that holds from a month on, by all of its keys, such as statement.vat.rates.standard. What is not"
    " dated cannot be varied."
)
_UNTIL_THEN: Final = "State in the file what holds until the variation, such as 0, and let the variation change it."
_NONE_OF_IT: Final = ("C06", "of which the contract file says that there is none", _UNTIL_THEN)


def wrong_change(tree: Tree, path: str, line: int, where: str) -> Fault | None:
    """Return why a variation cannot change what a path names in a file, or None where it names a dated term.

    The fault says that it stands on a line and at a place of the file that the variation is read from.
    """
    if (what := _wrong(tree, path)) is None:
        return None
    code, found, remedy = what
    expected = "the place of a term in it, such as indicators.SP1.target" if code == "C05" else _A_DATED_TERM
    return Fault(code, line, where, f"a change of “{path}”, {found}", expected, remedy)


def _wrong(tree: Tree, path: str) -> tuple[str, str, str] | None:
    """Return the code of what is wrong with a change, what was found, and the remedy."""
    place, holder, key = holder_of(tree, path)
    if any(is_schedule(each) for length in range(len(place)) for each in declared_at(place[:length])):
        return "C06", "an entry of a dated term", _WITHOUT_MONTH
    if holder == "none":
        return _NONE_OF_IT
    if not isinstance(holder, dict) or key not in holder:
        remedy = "Name the term by its keys from the top of the file, an item of a list by its id."
        return "C05", "which the contract file does not state", remedy
    return _not_dated(place, holder[key])


def _not_dated(place: Path, held: Tree) -> tuple[str, str, str] | None:
    """Return the same of what a file holds at a place, where that is no dated term."""
    if place[-2:] == ("plan", "points"):
        return "C06", "a point of a plan", _BY_MONTH
    declared = declared_at(place)
    if not any(is_schedule(each) for each in declared):
        return "C06", "which is not dated", _ALL_KEYS
    if held == "none" and any(may_be_none(each) for each in declared):
        return _NONE_OF_IT
    return None


def holder_of(tree: Tree, path: str) -> tuple[Path, Any, str]:
    """Return the place that a path names in a file, what holds its last key (if anything does), and that key.

    Steps of a path are keys from the top of the file, and the ids of items in their lists. What lies in something that
    the file says there is ``none`` of is held by that word.
    """
    *steps, last = path.split(".")
    place: Path = ()
    held: Any = tree
    for step in steps:
        key: str | int = step
        if isinstance(held, list):
            found = ((at, item) for at, item in enumerate(held) if isinstance(item, dict))
            key, held = next(((at, item) for at, item in found if item.get("id") == step), (step, _ABSENT))
        else:
            held = held.get(step, _ABSENT) if isinstance(held, dict) else held if held == "none" else _ABSENT
        place = (*place, key)
    return (*place, last), held, last
