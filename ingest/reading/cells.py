"""One worksheet part, read cell by cell as it streams past."""

import re
from collections.abc import Callable, Iterable
from functools import partial

from ingest.reading.archive import Archive
from ingest.reading.columns import Columns, Marks, PackedSheet
from ingest.reading.letters import letter_of, number_of
from ingest.reading.limits import Limits
from ingest.reading.markup import Attributes, SheetEntry, careful_parser, feed
from ingest.reading.refusals import DamagedWorkbook, TooManyCells
from ingest.reading.values import Display, date_text, iso_text, number_text, percent_text, unescaped

_RANGE = re.compile(r"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})", re.ASCII)


_TEXTUAL = frozenset(("str", "inlineStr"))


class Values:
    """What the cells of every sheet refer to: shared strings, how styles show numbers, and the date system.

    ``shown`` holds, for each style that shows numbers as percentages or dates, what turns them into text.
    """

    def __init__(self, strings: dict[str, str], displays: dict[str, Display], from_1904: bool) -> None:
        self.strings = strings
        self.shown: dict[str | None, Callable[[str], str]] = {
            style: percent_text if display == "percent" else partial(_date, display=display, from_1904=from_1904)
            for style, display in displays.items()
        }


def _date(raw: str, display: Display, from_1904: bool) -> str:
    return date_text(raw, display, from_1904)


class SheetReader:
    """The state of one pass over a worksheet: where it is, and what it has gathered.

    A cell is finished when the next element that is not part of it begins. Watching the end of every element would
    double the cost of a sheet; it is done only inside cells that hold their own text, where a line break that
    a tidy writer put between elements must not join that text.
    """

    def __init__(self, sheet: str, values: Values, limits: Limits) -> None:
        self.columns = Columns(sheet, limits)
        self.marks = Marks()
        self.merged: list[str] = []
        self._sheet = sheet
        self._strings, self._shown = values.strings, values.shown
        self._row, self._row_text, self._cut = 0, "0", -1
        self._letter, self._kind = "", "n"
        self._attributes: Attributes | None = None
        self._pieces: list[str] = []
        self._own_text = ""
        self._valued = self._formula = self._phonetic = False
        self._parser = careful_parser()

    def read(self, pieces: Iterable[bytes], part: str) -> None:
        """Read the whole worksheet.

        Raises:
            Refusal: damaged, or beyond the limits.
        """
        self._parser.StartElementHandler = self._start
        self._parser.CharacterDataHandler = self._pieces.append
        feed(self._parser, pieces, part)
        self._finish()

    def _start(self, name: str, attributes: Attributes) -> None:
        if name == "v":
            # A formula may stand before its value.
            self._pieces.clear()
            self._valued = True
        elif name == "c":
            if self._attributes is not None:
                self._finish()
            self._attributes = attributes
            self._kind = kind = attributes.get("t", "n")
            if kind in _TEXTUAL:
                self._parser.EndElementHandler = self._end_in_text
        elif name == "f":
            self._formula = True
        elif ":" in name:
            self._start(name.rpartition(":")[2], attributes)
        else:
            self._start_other(name, attributes)

    def _start_other(self, name: str, attributes: Attributes) -> None:
        if name == "t":
            self._pieces.clear()
        elif name == "rPh":
            self._phonetic = True
        elif self._parser.EndElementHandler is None:
            self._finish()
        if name == "row":
            self._finish()
            self._next_row(attributes.get("r"))
        elif name == "mergeCell":
            self.merged.append(attributes.get("ref", ""))

    def _end_in_text(self, name: str) -> None:
        element = name.rpartition(":")[2]
        if element == "v" or (element == "t" and not self._phonetic):
            # Rich text comes in runs, each with a <t> of its own.
            self._own_text += "".join(self._pieces)
            self._valued = True
        elif element == "rPh":
            self._phonetic = False
        elif element == "c":
            self._finish()
            self._own_text = ""
            self._parser.EndElementHandler = None

    def _next_row(self, number: str | None) -> None:
        row = self._row + 1 if number is None else int(number) if number.isdecimal() else 0
        if row <= self._row:
            raise DamagedWorkbook(f"sheet {self._sheet!r}", f"has its rows out of order after row {self._row}")
        self._row, self._row_text, self._letter = row, str(row), ""
        self._cut = -len(self._row_text)

    def _finish(self) -> None:
        """Write the cell that was begun, if any, and forget it."""
        attributes = self._attributes
        if attributes is None:
            return
        address = attributes.get("r")
        if address is None or address[self._cut :] != self._row_text:
            self._letter = self._place(address)
        else:
            self._letter = address[: self._cut]
        self._attributes = None
        if self._formula or self._kind == "e":
            self._mark()
        if self._valued:
            text = self._text(attributes)
            if text or self._formula:
                self.columns.put(self._row, self._letter, text)
        elif self._formula:
            self.columns.put(self._row, self._letter, "")
        self._valued = self._formula = False

    def _text(self, attributes: Attributes) -> str:
        kind = self._kind
        if kind in _TEXTUAL:
            return unescaped(self._own_text)
        raw = "".join(self._pieces).strip()
        if kind == "s":
            return self._shared(raw)
        if kind == "n":
            return self._shown.get(attributes.get("s"), number_text)(raw) if raw else ""
        if kind == "b":
            return "TRUE" if raw in ("1", "true") else "FALSE"
        return iso_text(raw) if kind == "d" else unescaped(raw)

    def _shared(self, index: str) -> str:
        text = self._strings.get(index)
        if text is None:
            raise DamagedWorkbook(f"sheet {self._sheet!r}", f"has a cell in row {self._row} without its text")
        return text

    def _place(self, address: str | None) -> str:
        """The column of a cell that does not say where it stands: the one after the cell before."""
        if address is not None:
            raise DamagedWorkbook(f"sheet {self._sheet!r}", f"holds cell {address[:20]!r} in row {self._row}")
        return letter_of((number_of(self._letter) if self._letter else 0) + 1)

    def _mark(self) -> None:
        stored = self._valued and (self._kind == "str" or any(self._pieces))
        # An empty result is only a result where the cell says that it is text.
        result = "formula" if stored else "uncached formula"
        word = "error" if self._kind == "e" and stored else result
        self.marks.add(self._row, self._letter, word)


def read_sheet(archive: Archive, entry: SheetEntry, values: Values, limits: Limits) -> PackedSheet:
    """One worksheet, packed.

    Raises:
        Refusal: damaged, or beyond the limits.
    """
    reader = SheetReader(entry.name, values, limits)
    reader.read(archive.pieces(entry.relation.target), entry.relation.target)
    columns = reader.columns.packed()
    covered = _covered(reader, len(columns), limits)
    return PackedSheet(entry.name, entry.hidden, reader.columns.rows, columns, covered)


def _covered(reader: SheetReader, width: int, limits: Limits) -> Marks:
    """The marks of the sheet, with one more for each used cell that a merged range covers, but for its first cell.

    A range may name every cell a sheet can have: it is cut to the rows and columns in use before it is counted.
    """
    marks, rows = reader.marks, reader.columns.rows
    last = rows[-1] if rows else 0
    for reference in reader.merged:
        found = _RANGE.fullmatch(reference)
        if found is None:
            continue
        left, top, right = number_of(found[1]), int(found[2]), min(number_of(found[3]), width)
        bottom = min(int(found[4]), last)
        if len(marks.rows) + max(0, bottom - top + 1) * max(0, right - left + 1) > max(limits.rows, len(marks.rows)):
            raise TooManyCells(limits.rows)
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                if (row, column) != (top, left):
                    marks.add(row, letter_of(column), "merged")
    return marks
