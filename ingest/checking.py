"""Check a return: everything that can be said about it at once, and its rows in their types."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from contracts.contract import Contract
from contracts.months import Month
from ingest.findings import Finding, Hit, as_findings
from ingest.first_look import first_look
from ingest.headings import Headings, Proposal, find_headings
from ingest.history import History
from ingest.indicator_sheet import earlier_of, indicator_sheet, lines_of
from ingest.personal import refuse_personal_content, refuse_personal_heading_row, refuse_personal_headings
from ingest.reading.sheets import ReadFile
from ingest.recognise import Part, recognise
from ingest.rows_below import records, totals_among
from ingest.rules.indicator_lines import LINE_RULES, RECORD_RULES, Surroundings
from ingest.rules.layout import file_rules, longer_records, marked_cells
from ingest.rules.lines import Line
from ingest.rules.records import counted
from ingest.rules.rows import Typed, row_rules
from ingest.values import typed
from store.returns import Column, Holding


@dataclass(frozen=True)
class CheckedReturn:
    """A return that is ours, with everything that was found.

    ``rows``: by dataset, a frame with the columns of the store's table but "submission"; rows with a blocking finding
    are left out; ``rejected`` has their "sheet_row" and keys. ``columns``: where each field stands. ``holdings``:
    what the file holds in readable form. ``proposals``: headings to be remembered once their finding is answered.
    """

    contract: str
    month: Month
    template_version: str | None
    findings: tuple[Finding, ...]
    rows: Mapping[str, pl.DataFrame]
    rejected: Mapping[str, pl.DataFrame]
    columns: tuple[Column, ...]
    holdings: tuple[Holding, ...]
    proposals: tuple[Proposal, ...]

    @property
    def blocking(self) -> tuple[Finding, ...]:
        """The findings that stand against accepting it."""
        return tuple(finding for finding in self.findings if finding.severity == "blocking")

    @property
    def asking(self) -> tuple[Finding, ...]:
        """The findings that need a reason."""
        return tuple(finding for finding in self.findings if finding.severity == "reason")


@dataclass(frozen=True)
class _Sheet:
    """One dataset on its way: its headings, its rows as text and typed, what was found on it."""

    part: Part
    headings: Headings
    texts: pl.DataFrame
    table: Typed
    hits: tuple[Hit, ...]
    lines: tuple[Line, ...] = ()


def check(
    read: ReadFile, contract: Contract, history: History, expected_month: Month | None = None, *, today: date
) -> CheckedReturn:
    """Check a file that was read against its contract and what was known before.

    Raises:
        Refusal: it is no return of this contract and month, or holds columns that may not be sent.
    """
    recognised = recognise(read, contract, expected_month=expected_month, today=today, closed_on=history.closed_on)
    refuse_personal_headings(read)
    month = recognised.cover.month
    hits = list(file_rules(read, recognised, contract, history.template_version, today))
    sheets: list[_Sheet] = []
    for part in recognised.parts:
        headings = find_headings(part.sheet, part.dataset, history.aliases)
        if headings is None:
            told = {"headings": ", ".join(field.heading for field in part.dataset.stored)}
            hits.append(Hit("H06", part.sheet.name, "no row of headings", told=told))
        else:
            sheets.append(_sheet(part, headings, contract, month))
            if read.kind == "csv":
                records_read = sheets[-1].texts["sheet_row"]
                hits.extend(longer_records(part.sheet, headings.last_row, records_read, part.dataset))
    for sheet in sheets:
        hits.extend(sheet.hits)
    hits.extend(_line_hits(sheets, contract, history, month))
    return _checked(contract, month, recognised.cover.template_version, sheets, hits)


def _sheet(part: Part, headings: Headings, contract: Contract, month: Month) -> _Sheet:
    dataset, sheet, letters = part.dataset, part.sheet, headings.columns
    known = set(letters.values())
    others = {letter for letter in sheet.cells.columns if letter not in known and letter != "row"}
    words = {letters[str(field.name)] for field in dataset.stored if field.kind == "text" and field.name in letters}
    keys = [letters[name] for name in dataset.key if name in letters] if dataset.about_people else []
    refuse_personal_heading_row(sheet, headings.last_row)
    everything = sheet.cells.filter(pl.col("row") > headings.last_row)
    look = first_look(everything, words | others, keys)
    refuse_personal_content(sheet.name, everything, look.suspect, look.named)
    rows, below = records(sheet, headings.last_row)
    texts = _texts(rows, letters)
    frame, found = typed(texts, dataset, sheet.name, letters, look.plain)
    table = Typed(dataset, sheet.name, letters, frame)
    hits = [*headings.hits, *below, *found]
    lines: tuple[Line, ...] = ()
    if dataset.id == "indicators" and "indicator" in letters:
        read = indicator_sheet(table, texts, contract, month)
        table, lines = read.table, read.lines
        hits.extend(read.hits)
    if all(name in letters for name in dataset.key):
        if letters[dataset.key[0]] in look.totals:
            hits.extend(totals_among(texts, sheet.name, dataset, letters[dataset.key[0]]))
        hits.extend(row_rules(table, month))
    if texts.is_empty() and dataset.id != "indicators":
        hits.append(Hit("L12", sheet.name, "no rows", told={"row": dataset.row}, row_key=dataset.id))
    if texts.height:
        hits.extend(marked_cells(sheet, letters, texts["sheet_row"][0], texts["sheet_row"][-1]))
    return _Sheet(part, headings, texts, table, tuple(hits), lines)


def _texts(rows: pl.DataFrame, letters: Mapping[str, str]) -> pl.DataFrame:
    """Name the columns by field and leave out rows in which none of them holds anything."""
    texts = rows.select(
        pl.col("row").alias("sheet_row"), *(pl.col(letter).alias(name) for name, letter in letters.items())
    )
    if any(texts[name].null_count() == 0 for name in letters):
        return texts
    return texts.filter(pl.any_horizontal(pl.col(list(letters)).is_not_null()))


def _line_hits(sheets: list[_Sheet], contract: Contract, history: History, month: Month) -> Iterator[Hit]:
    """Run the rules on lines; on lines accepted before only those that hold them against the records that came now."""
    now = {sheet.table.dataset.id: sheet for sheet in sheets}
    sound = {name: sheet.table.rows for name, sheet in now.items() if not any(hit.blocks for hit in sheet.hits)}
    known = {name: rows for name, rows in history.current.items() if name not in now} | sound
    from_records = counted(contract, month, known)
    if "indicators" in now:
        sheet = now["indicators"]
        earlier = earlier_of(history.earlier, contract, month)
        at = Surroundings(month, sheet.table.sheet, sheet.table.letters, from_records, earlier)
        yield from (hit for line in sheet.lines for rule in LINE_RULES for hit in rule(line, at))
    elif "indicators" in history.current:
        came = {
            each.id: from_records[each.id]
            for each in contract.indicators
            if each.dataset in now and each.id in from_records
        }
        for line in lines_of(history.current["indicators"], contract):
            sheet = now.get(line.indicator.dataset, sheets[0])
            at = Surroundings(month, sheet.table.sheet, {}, came)
            yield from (hit for rule in RECORD_RULES for hit in rule(line, at))


def _checked(
    contract: Contract, month: Month, version: str | None, sheets: list[_Sheet], hits: list[Hit]
) -> CheckedReturn:
    rows: dict[str, pl.DataFrame] = {}
    rejected: dict[str, pl.DataFrame] = {}
    holdings: list[Holding] = []
    for sheet in sheets:
        name, frame = sheet.table.dataset.id, sheet.table.rows
        wrong = _blocked(sheet.table.sheet, hits)
        is_wrong = pl.col("sheet_row").is_in(wrong)
        rows[name] = frame.filter(~is_wrong) if wrong else frame
        rejected[name] = frame.filter(is_wrong).select("sheet_row", *sheet.table.dataset.key)
        if not any(hit.blocks and not hit.rows for hit in sheet.headings.hits):
            holdings.extend(_held(sheet, rows[name], wrong))
    return CheckedReturn(
        contract.id,
        month,
        version,
        as_findings(hits),
        rows,
        rejected,
        tuple(_columns(sheets)),
        tuple(holdings),
        tuple(proposal for sheet in sheets for proposal in sheet.headings.proposals),
    )


def _blocked(sheet: str, hits: list[Hit]) -> list[int]:
    return sorted({row for hit in hits if hit.blocks and hit.sheet == sheet for row in hit.rows})


def _held(sheet: _Sheet, rows: pl.DataFrame, wrong: list[int]) -> Iterator[Holding]:
    """What a sheet holds in readable form: of the indicators each that can be judged, of others the dataset."""
    if sheet.table.dataset.id == "indicators":
        readable = (line for line in sheet.lines if line.reported and line.row not in set(wrong))
        yield from (Holding("indicators", line.indicator.id, line.stage) for line in readable)
    elif rows.height or not wrong:
        yield Holding(sheet.table.dataset.id)


def _columns(sheets: list[_Sheet]) -> Iterator[Column]:
    for sheet in sheets:
        for name, letter in sheet.headings.columns.items():
            yield Column(sheet.table.dataset.id, sheet.table.sheet, name, letter)
