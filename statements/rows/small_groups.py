"""Groups so small that they tell of one child: which of them are put together for those who see no single cases.

The rule is described in ``docs/security.md``. A group of fewer than five children is not shown by itself; it is put
together with others until the two or more of them hold five or more. One group alone is never hidden, since the whole
less the others would give it away.
"""

from collections.abc import Callable, Sequence
from typing import Final, TypeVar

FEWEST: Final = 5
"""Children in a group that is shown by itself."""

Sized = TypeVar("Sized")


def parted(groups: Sequence[Sized], children: Callable[[Sized], int]) -> tuple[list[Sized], list[Sized]]:
    """Part groups into those that are shown and those that are put together, each in the order given.

    Either there are none of the second, or there are two or more with five children or more; if that cannot be, all
    are put together.
    """
    together = {place for place, group in enumerate(groups) if children(group) < FEWEST}
    rest = sorted((children(group), place) for place, group in enumerate(groups) if place not in together)
    for _, place in rest:
        held = sum(children(groups[each]) for each in together)
        if not together or (len(together) > 1 and held >= FEWEST):
            break
        together.add(place)
    shown = [group for place, group in enumerate(groups) if place not in together]
    return shown, [group for place, group in enumerate(groups) if place in together]
