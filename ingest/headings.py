"""Find the headings of a dataset's sheet, wherever they stand, and map them to fields."""

import difflib
import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from ingest.datasets import Dataset, Field
from ingest.findings import Hit
from ingest.particulars import holds_particulars
from ingest.reading.letters import number_of
from ingest.reading.sheets import Sheet
from ingest.wording import key_of, keys_of, quoted

_ROWS_SEARCHED: Final = 40
_FEWEST: Final = 2
_CLOSE: Final = 0.8

Row = Mapping[str, str]


@dataclass(frozen=True)
class Proposal:
    """A heading that probably means a field; once somebody confirms the finding with this key, it is remembered."""

    dataset: str
    heading: str
    field: str
    key: str


@dataclass(frozen=True)
class Headings:
    """Where headings were found and what they mean: last row of the headings, and column letter by field name."""

    last_row: int
    columns: Mapping[str, str] = field(default_factory=dict)
    proposals: tuple[Proposal, ...] = ()
    hits: tuple[Hit, ...] = ()


def find_headings(sheet: Sheet, dataset: Dataset, aliases: Mapping[tuple[str, str], str]) -> Headings | None:
    """Find the headings of a sheet and map them; None where there is no row of headings.

    ``aliases`` are headings confirmed before: field by dataset and heading as sent.
    """
    known = _known(dataset, aliases)
    found = _heading_row(_top(sheet), known)
    if found is None:
        return None
    last_row, texts = found
    return _mapped(sheet.name, dataset, last_row, texts, known)


def _known(dataset: Dataset, aliases: Mapping[tuple[str, str], str]) -> dict[str, Field]:
    known = {key_of(name): each for each in dataset.fields for name in (each.heading, *each.aliases)}
    by_name = {each.name: each for each in dataset.stored}
    for (of, heading), name in aliases.items():
        if of == dataset.id and name in by_name:
            known[key_of(heading)] = by_name[name]
    return known


def _top(sheet: Sheet) -> list[tuple[int, dict[str, str]]]:
    """The first rows, each as its number and its texts by letter."""
    rows = sheet.cells.head(_ROWS_SEARCHED).iter_rows(named=True)
    return [(row["row"], {key: text.strip() for key, text in row.items() if key != "row" and text}) for row in rows]


def _heading_row(rows: list[tuple[int, dict[str, str]]], known: Mapping[str, Field]) -> tuple[int, Row] | None:
    """The row, or two rows read together, in which most fields are named; the first of several."""
    single = [(_score(texts, known), number, texts) for number, texts in rows]
    paired = [
        (_score(texts, known), number, texts)
        for (before, top), (number, bottom) in itertools.pairwise(rows)
        if number == before + 1
        for texts in [_together(top, bottom, known)]
    ]
    best = max((score for score, _, _ in single), default=0)
    best_pair = max((score for score, _, _ in paired), default=0)
    candidates = paired if best_pair > best else single
    if max(best, best_pair) < _FEWEST:
        return None
    return next((number, texts) for score, number, texts in candidates if score == max(best, best_pair))


def _score(texts: Row, known: Mapping[str, Field]) -> int:
    return len({each.heading for text in texts.values() if (each := _meaning(text, known))})


def _meaning(text: str, known: Mapping[str, Field]) -> Field | None:
    return next((known[key] for key in keys_of(text) if key in known), None)


def _together(top: Row, bottom: Row, known: Mapping[str, Field]) -> dict[str, str]:
    """Read two rows as one heading: the upper text holds for the columns to its right that have none."""
    texts: dict[str, str] = {}
    upper = ""
    for letter in sorted({*top, *bottom}, key=number_of):
        upper = top.get(letter, upper)
        lower = bottom.get(letter, "")
        readings = [f"{upper} {lower}".strip(), lower, top.get(letter, "")]
        texts[letter] = next((text for text in readings if text and _meaning(text, known)), lower or readings[0])
    return texts


def _mapped(sheet: str, dataset: Dataset, row: int, texts: Row, known: Mapping[str, Field]) -> Headings:
    columns: dict[str, str] = {}
    unknown: list[str] = []
    hits: list[Hit] = []
    for letter, text in texts.items():
        meant = _meaning(text, known)
        if meant is None:
            unknown.append(letter)
        elif meant.name is None:
            hits.extend(_set_aside(sheet, row, letter, meant))
        elif meant.name in columns:
            told = {"heading": meant.heading}
            hits.append(
                Hit("H04", sheet, f"“{meant.heading}” also in column {columns[meant.name]}", letter, [row], told)
            )
        else:
            columns[meant.name] = letter
    proposals = _proposed(dataset, {letter: texts[letter] for letter in unknown}, columns)
    for proposal, letter in proposals:
        columns[proposal.field] = letter
        told = {"heading": dataset.field(proposal.field).heading}
        row_key = proposal.key.partition(" ")[2]
        hits.append(Hit("H03", sheet, quoted(proposal.heading), letter, [row], told, row_key))
    taken = set(columns.values())
    hits.extend(Hit("H02", sheet, quoted(texts[letter]), letter, [row]) for letter in unknown if letter not in taken)
    hits.extend(_missing(sheet, dataset, columns, row))
    return Headings(row, columns, tuple(proposal for proposal, _ in proposals), tuple(hits))


def _set_aside(sheet: str, row: int, letter: str, meant: Field) -> Iterable[Hit]:
    if not meant.in_template:
        yield Hit("H05", sheet, f"“{meant.heading}”", letter, [row])


def _proposed(dataset: Dataset, unknown: Row, columns: Mapping[str, str]) -> list[tuple[Proposal, str]]:
    """Propose fields that no heading names for headings that are nearly the same."""
    open_fields = {key_of(each.heading): each for each in dataset.stored if each.name not in columns}
    proposals = []
    for letter, text in unknown.items():
        # A heading that is proposed is remembered, and named by the finding's key: one that holds particulars never is.
        named = "" if holds_particulars(text) else key_of(text)
        near = difflib.get_close_matches(named, open_fields, n=1, cutoff=_CLOSE)
        name = open_fields.pop(near[0]).name if near else None
        if name:
            key = f"H03 {dataset.id}: {text}"
            proposals.append((Proposal(dataset.id, text, name, key), letter))
    return proposals


def _missing(sheet: str, dataset: Dataset, columns: Mapping[str, str], row: int) -> Iterable[Hit]:
    for each in dataset.stored:
        if each.required and each.name not in columns:
            yield Hit("H01", sheet, f"no such column in row {row}", told={"heading": each.heading})
