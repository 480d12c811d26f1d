"""The main job: a workbook of 5,000 rows from upload to draft statement, and one statement by itself.

Beside the bare engine: calamine's reading of the same workbook, and DuckDB with as many trivial steps as the chain has.
"""

import io
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from python_calamine import CalamineWorkbook

from benchmarks.result import Measured
from contracts import months
from contracts.months import Month
from metrics import chain, engine
from sample_data import returns, writing
from sample_data.people import OFFICER
from sample_data.tables import Table
from statements import drafting, ledger, left
from statements.chart_notes import NoteAsked, record_note
from statements.files import FileAsked, load_file
from statements.freeze import freeze
from statements.operations import StatementAsked, draft_statement
from store.clock import stands_still_at
from store.opener import open_store

_CONTRACT = "barnet-cambridge-education"
_ROWS = 5_000
_ROUNDS = 7


def measure(store: Path) -> Iterator[Measured]:
    """Yield what was measured on copies of the demonstration store in a folder."""
    content = _workbook()
    uploads = [_upload(store, content) for _ in range(3)]
    bare = min(_seconds(lambda: _calamine(content)) for _ in range(3))
    yield Measured(f"a {_ROWS:,}-row workbook from upload to draft statement, s", "under 2", min(uploads), bare)
    ours, noted, again, steps = _statement(store)
    yield Measured("statement of one contract for one month, median ms", "under 100", ours * 1000, steps * 1000)
    yield Measured("the same after a note on a chart, median ms", "under 100", noted * 1000, steps * 1000)
    yield Measured("the same while nothing has changed, median ms", "under 100", again * 1000, steps * 1000)


def _workbook() -> bytes:
    file = returns.sample_contract()
    month = returns.monthly_return(file, months.parse("2018-04"))
    return writing.workbook(replace(month, tables=tuple(_long(table) for table in month.tables)))


def _long(table: Table) -> Table:
    """Repeat the cases of a return under other keys until there are enough rows."""
    if table.dataset != "ehc_assessments":
        return table
    rows = [{**table.rows[place % len(table.rows)], "Case": f"B-{place:05}"} for place in range(_ROWS)]
    return replace(table, rows=tuple(rows))


def _upload(folder: Path, content: bytes) -> float:
    with tempfile.TemporaryDirectory() as copied:
        store_folder = Path(shutil.copytree(folder, Path(copied) / "store"))
        now = stands_still_at(store_folder)
        assert now is not None
        with open_store(store_folder, clock=lambda: now + timedelta(days=4)) as store:
            before = StatementAsked(contract=_CONTRACT, month="2018-03")
            draft_statement(store, OFFICER.id, before)
            asked = FileAsked.model_construct(file_name="return.xlsx", content=content)
            began = time.perf_counter()
            found = load_file(store, OFFICER.id, asked)
            answered = {each.key: "Benchmark" for each in found.findings if each.severity == "reason"}
            report = load_file(store, OFFICER.id, asked.model_copy(update={"reasons": answered})) if answered else found
            draft_statement(store, OFFICER.id, StatementAsked(contract=_CONTRACT, month="2018-04"))
            seconds = time.perf_counter() - began
            if report.became != "accepted":
                raise RuntimeError([str(each) for each in report.findings if each.severity == "blocking"][:3])
            return seconds


def _calamine(content: bytes) -> object:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]


def _statement(folder: Path) -> tuple[float, float, float, float]:
    """Return the median seconds of freezing, working out and drawing a statement, and of empty steps.

    Between these: of asking for it after a change of which the chain reads nothing, and of asking again.
    """
    with (
        tempfile.TemporaryDirectory() as copied,
        open_store(Path(shutil.copytree(folder, Path(copied) / "s"))) as store,
    ):

        def once() -> None:
            left.forget()
            with store.read() as cursor:
                worked = ledger.work_out(freeze(cursor, _CONTRACT, store.clock()))
            drafting.statement(worked, Month(months.parse("2018-03")))

        def again() -> None:
            draft_statement(store, OFFICER.id, StatementAsked(contract=_CONTRACT, month="2018-03"))

        def after_a_note(place: int) -> float:
            said = NoteAsked(contract=_CONTRACT, indicator="OP4", month="2018-03", kind="event", words=f"Note {place}")
            record_note(store, OFFICER.id, said)
            return _seconds(again)

        once()
        again()
        noted = statistics.median(map(after_a_note, range(_ROUNDS)))
        return _median(once), noted, _median(again), _trivial_steps()


def _trivial_steps() -> float:
    with engine.open_engine() as connection:

        def once() -> None:
            for step in chain.STEPS:
                connection.execute(f"create or replace temp table {chain.relation_of(step)} as select 1 as one")

        return _median(once)


def _median(run: Callable[[], object]) -> float:
    return statistics.median(_seconds(run) for _ in range(_ROUNDS))


def _seconds(run: Callable[[], object]) -> float:
    began = time.perf_counter()
    run()
    return time.perf_counter() - began
