"""Why a file of published figures is not taken: what was found, what was expected, and how to put it right."""

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import Final

from contracts.errors import ReckonerError
from contracts.wording import listed

_SHOWN: Final = 8
_LONGEST: Final = 60
"""Letters of a name in a message; a file of another kind may have a line for a name."""


class WithoutColumns(ReckonerError):
    """Columns that the file does not have."""

    def __init__(self, name: str, missing: Sequence[str], known: Sequence[str]) -> None:
        close = [match for each in missing for match in get_close_matches(each, known, 2)]
        near = f" Near to that: {_listed(close)}." if close else ""
        has = f" It has {_listed(known)}." if known else " Its first row is empty."
        super().__init__(
            f"“{name}” has no column {listed(f'“{each}”' for each in missing)}.{near}{has} The first row names the "
            "columns, as in the files of the Department for Education. Nothing was recorded."
        )


class NoSuchValue(ReckonerError):
    """A breakdown that the file does not have."""

    def __init__(self, name: str, column: str, value: str, known: Sequence[str]) -> None:
        super().__init__(
            f"No row of “{name}” has “{value}” in the column “{column}”, or none that was not left out before. "
            f"There is {_listed(known)}. Nothing was recorded."
        )


class NoSuchPlace(ReckonerError):
    """A local authority that the file does not have."""

    def __init__(self, name: str, place: str, known: Sequence[str]) -> None:
        close = get_close_matches(place, known, 3, 0.5)
        has = f"It has {_listed(known)}." if known else "It has no row of a local authority."
        near = f"Near to that: {_listed(close)}." if close else has
        super().__init__(
            f"“{name}” has no local authority “{place}” in its column la_name. {near} Write it as the file does. "
            "Nothing was recorded."
        )


class TwoRows(ReckonerError):
    """Two rows for one place and time."""

    def __init__(
        self, name: str, place: str, period: str, rows: Sequence[int], apart: Mapping[str, Sequence[str]]
    ) -> None:
        if apart:
            column, values = next(iter(apart.items()))
            how = f"They differ in {listed(f'“{each}”' for each in apart)}. Say which is meant, such as --where "
            how += f"“{column}={_total(values)}”."
        else:
            how = "They differ in nothing but figures. Take one of them out."
        at = listed(str(each) for each in rows[:_SHOWN])
        super().__init__(
            f"“{name}” has {len(rows)} rows for {place} in {period}: rows {at}. {how} Nothing was recorded."
        )


class MixedYears(ReckonerError):
    """Years of several kinds in one file."""

    def __init__(self, name: str, found: Sequence[str]) -> None:
        super().__init__(
            f"“{name}” mixes years of several kinds: {_listed(found)}. One kind was expected, or figures would stand "
            "beside each other that are of different months. Choose one with --where “time_identifier=…”, or split the "
            "file. Nothing was recorded."
        )


class NotAPeriod(ReckonerError):
    """A time that is no year."""

    def __init__(self, name: str, row: int, found: str) -> None:
        super().__init__(
            f"Row {row} of “{name}”: found “{found}” for time_period. Expected a year such as 2017, or two that follow "
            "one another such as 201617. Nothing was recorded."
        )


class NotAFigure(ReckonerError):
    """A cell that is neither a figure nor a symbol for why there is none."""

    def __init__(self, name: str, row: int, column: str, found: str, symbols: Iterable[str]) -> None:
        known = listed(each for each in symbols if each)
        super().__init__(
            f"Row {row} of “{name}”, column “{column}”: found “{found[:30]}”. Expected a figure, or one of {known} "
            "where there is none. Nothing was recorded."
        )


def _total(values: Sequence[str]) -> str:
    return next((each for each in values if each.casefold() in ("total", "all", "all pupils")), values[0])


def _listed(names: Sequence[str]) -> str:
    shown = [f"“{each[:_LONGEST]}”" for each in names[:_SHOWN]]
    more = [f"{len(names) - _SHOWN} more"] if len(names) > _SHOWN else []
    return listed([*shown, *more]) if shown else "nothing"
