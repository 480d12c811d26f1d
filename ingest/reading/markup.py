"""The parts of a workbook that describe its sheets: relations, the list of sheets, styles and shared strings.

Source: ECMA-376 parts 1 and 2. Element names are compared without their prefix, since writers differ in theirs.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from posixpath import dirname, join, normpath
from xml.parsers import expat

from ingest.reading.archive import Archive
from ingest.reading.formats import display_of
from ingest.reading.refusals import DamagedWorkbook
from ingest.reading.values import Display, unescaped

Attributes = dict[str, str]


def careful_parser() -> expat.XMLParserType:
    """A parser that stops at a document type, and so never meets an entity of the file's own making."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.buffer_size = 1 << 16
    parser.StartDoctypeDeclHandler = _refuse_doctype
    return parser


def feed(parser: expat.XMLParserType, pieces: Iterable[bytes], part: str) -> None:
    """Send a part through its parser.

    Raises:
        DamagedWorkbook: the part is not well-formed.
    """
    try:
        for piece in pieces:
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except expat.ExpatError:
        raise DamagedWorkbook(part, "is not well-formed") from None


def _refuse_doctype(*_declared: object) -> None:
    raise DamagedWorkbook("a part of it", "declares a document type, which no workbook does")


def _elements(archive: Archive, part: str) -> Iterator[tuple[str, str, Attributes]]:
    """(parent, element, attributes) of a small part, in document order, all without prefixes."""
    found: list[tuple[str, str, Attributes]] = []
    path = [""]

    def start(name: str, attributes: Attributes) -> None:
        element = name.rpartition(":")[2]
        found.append((path[-1], element, {key.rpartition(":")[2]: value for key, value in attributes.items()}))
        path.append(element)

    parser = careful_parser()
    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _name: path.pop()
    feed(parser, archive.pieces(part), part)
    return iter(found)


@dataclass(frozen=True)
class Relation:
    """What a part points at: the last word of the relation's type, and the part's name."""

    kind: str
    target: str


def relations(archive: Archive, part: str) -> dict[str, Relation]:
    """The relations of a part by their ids; those that point outside the file are left out."""
    folder = dirname(part)
    name = join(folder, "_rels", part.rpartition("/")[2] + ".rels")
    if name.lower() not in archive.names:
        return {}
    return {
        at.get("Id", ""): Relation(at.get("Type", "").rpartition("/")[2], _resolved(folder, at.get("Target", "")))
        for _, element, at in _elements(archive, name)
        if element == "Relationship" and at.get("TargetMode") != "External"
    }


def _resolved(folder: str, target: str) -> str:
    return normpath(join("/", folder, target.replace("\\", "/"))).lstrip("/")


@dataclass(frozen=True)
class SheetEntry:
    """One sheet in the workbook's list: its name, whether it is hidden, and the part that holds it."""

    name: str
    hidden: bool
    relation: Relation


@dataclass(frozen=True)
class Outline:
    """What the workbook part says: its date system, its sheets in order, and the other parts it points at."""

    from_1904: bool = False
    sheets: list[SheetEntry] = field(default_factory=list)
    strings: str | None = None
    styles: str | None = None


def outline(archive: Archive) -> Outline:
    """The workbook's list of sheets and the parts they need.

    Raises:
        DamagedWorkbook: no workbook part, or a sheet in the list that no part belongs to.
    """
    roots = [one.target for one in relations(archive, "").values() if one.kind == "officeDocument"]
    part = roots[0] if roots else "xl/workbook.xml"
    related = relations(archive, part)
    others = {one.kind: one.target for one in related.values()}
    from_1904 = False
    sheets: list[SheetEntry] = []
    for parent, element, at in _elements(archive, part):
        if element == "workbookPr":
            from_1904 = at.get("date1904") in ("1", "true")
        elif (parent, element) == ("sheets", "sheet"):
            name = unescaped(at.get("name", ""))
            if at.get("id", "") not in related:
                raise DamagedWorkbook(part, f"lists sheet {name!r}, which the file does not hold")
            sheets.append(SheetEntry(name, at.get("state", "visible") != "visible", related[at["id"]]))
    return Outline(from_1904, sheets, others.get("sharedStrings"), others.get("styles"))


def displays(archive: Archive, part: str | None) -> dict[str, Display]:
    """Style index (as text, as the cells name it) to how its numbers are shown; other styles are left out."""
    if part is None or part.lower() not in archive.names:
        return {}
    codes: dict[str, str] = {}
    formats: list[str] = []
    for parent, element, at in _elements(archive, part):
        if element == "numFmt":
            codes.setdefault(at.get("numFmtId", ""), at.get("formatCode", ""))
        elif (parent, element) == ("cellXfs", "xf"):
            formats.append(at.get("numFmtId", "0"))
    shown = ((str(index), _display(number, codes.get(number))) for index, number in enumerate(formats))
    return {index: display for index, display in shown if display is not None}


def _display(number: str, code: str | None) -> Display | None:
    return display_of(int(number), code) if number.isdecimal() else None


def shared_strings(archive: Archive, part: str | None) -> dict[str, str]:
    """Index (as text, as the cells name it) to string; the runs of rich text are joined, readings aids left out."""
    if part is None or part.lower() not in archive.names:
        return {}
    strings: dict[str, str] = {}
    runs: list[str] = []
    phonetic = False

    def start(name: str, _attributes: Attributes) -> None:
        nonlocal phonetic
        element = name.rpartition(":")[2]
        if element == "t" and not phonetic:
            parser.CharacterDataHandler = runs.append
        elif element == "rPh":
            phonetic = True

    def end(name: str) -> None:
        nonlocal phonetic
        element = name.rpartition(":")[2]
        parser.CharacterDataHandler = None
        if element == "si":
            strings[str(len(strings))] = unescaped("".join(runs))
            runs.clear()
        elif element == "rPh":
            phonetic = False

    parser = careful_parser()
    parser.StartElementHandler, parser.EndElementHandler = start, end
    feed(parser, archive.pieces(part), part)
    return strings
