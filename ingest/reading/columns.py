"""Columns of text as they grow, packed row by row into as little memory as they need."""

from array import array
from dataclasses import dataclass, field

from ingest.reading.letters import letter_of, number_of
from ingest.reading.limits import Limits
from ingest.reading.refusals import (
    DamagedWorkbook,
    InflatesTooFar,
    TextTooLong,
    TooManyCells,
    TooManyColumns,
    TooManyRows,
)

PARTING = "\x00"  # parts the cells of a packed column; XML cannot hold it
_PACK_EVERY = 50_000


@dataclass(frozen=True)
class PackedSheet:
    """A sheet ready to be sent on: row numbers, columns A onwards as parted UTF-8, and marks by row and column."""

    name: str
    hidden: bool
    rows: "array[int]"  # the class takes no parameter at run time before Python 3.12
    columns: list[bytes]
    marks: "Marks"


@dataclass
class Marks:
    """Marks in three columns of equal length: sheet row, column letter, mark."""

    rows: "array[int]" = field(default_factory=lambda: array("i"))
    letters: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    def add(self, row: int, letter: str, word: str) -> None:
        """Mark one cell."""
        self.rows.append(row)
        self.letters.append(letter)
        self.words.append(word)


class Columns:
    """The cells of one sheet, given in reading order; blank rows take no room."""

    def __init__(self, sheet: str, limits: Limits) -> None:
        self._sheet = sheet
        self._limits = limits
        self._texts: dict[str, list[str]] = {}
        self._packed: dict[str, list[bytes]] = {}
        self._bytes = 0
        self._row = 0
        self._height = 0  # rows in self._texts
        self.rows = array("i")

    def put(self, row: int, letter: str, text: str) -> None:
        """Write one cell; rows never go back.

        Raises:
            TooManyRows, TooManyColumns, TooManyCells, TextTooLong, InflatesTooFar: beyond the limits.
            DamagedWorkbook: the cell was already written.
        """
        if row != self._row:
            self._next_row(row)
        texts = self._texts.get(letter)
        if texts is None:
            texts = self._new_column(letter)
        gap = self._height - 1 - len(texts)
        if gap:
            if gap < 0:
                raise DamagedWorkbook(f"sheet {self._sheet!r}", f"holds cell {letter}{row} twice")
            texts.extend([""] * gap)
        texts.append(text)

    def _next_row(self, row: int) -> None:
        if row > self._limits.rows:
            raise TooManyRows(self._sheet, self._limits.rows)
        if self._height == _PACK_EVERY:
            self._pack()
        self._row = row
        self._height += 1
        self.rows.append(row)
        if len(self.rows) * len(self._texts) > self._limits.cells:
            raise TooManyCells(self._limits.cells)

    def _new_column(self, letter: str) -> list[str]:
        try:
            number = number_of(letter)
        except ValueError:
            raise DamagedWorkbook(f"sheet {self._sheet!r}", "holds a cell without a proper address") from None
        if number > self._limits.columns:
            raise TooManyColumns(self._sheet, self._limits.columns)
        earlier = len(self.rows) - self._height
        self._packed[letter] = [_blanks(earlier)] if earlier else []
        return self._texts.setdefault(letter, [])

    def _pack(self) -> None:
        for letter, texts in self._texts.items():
            self._refuse_long(letter, texts)
            texts.extend([""] * (self._height - len(texts)))
            piece = PARTING.join(texts).encode()
            self._bytes += len(piece)
            self._packed[letter].append(piece)
            texts.clear()
        self._height = 0
        if self._bytes > self._limits.inflated_bytes:
            raise InflatesTooFar(self._limits.inflated_bytes)

    def _refuse_long(self, letter: str, texts: list[str]) -> None:
        most = self._limits.characters
        if max(map(len, texts), default=0) > most:
            place, found = next((place, len(text)) for place, text in enumerate(texts) if len(text) > most)
            row = self.rows[len(self.rows) - self._height + place]
            raise TextTooLong(self._sheet, f"{letter}{row}", found, most)

    def packed(self) -> list[bytes]:
        """Columns from A to the last one used; those in between that hold nothing are blank."""
        if self._height:
            self._pack()
        last = max(map(number_of, self._packed), default=0)
        if len(self.rows) * last > self._limits.cells:
            raise TooManyCells(self._limits.cells)
        blank = [_blanks(len(self.rows))]
        letters = map(letter_of, range(1, last + 1))
        return [PARTING.encode().join(self._packed.get(letter, blank)) for letter in letters]


def _blanks(count: int) -> bytes:
    return PARTING.encode() * (count - 1)
