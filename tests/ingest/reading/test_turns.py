"""Only so many files are read at once; what comes meanwhile waits, is told so, and is read in the end."""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import pytest

from ingest.following import Stage
from ingest.reading.confined import AT_ONCE, at_once, turn
from ingest.reading.files import read_file
from ingest.reading.limits import Limits
from ingest.reading.refusals import TookTooLong
from tests.ingest.reading.making import workbook_of

BOOK = workbook_of('<row r="1"><c r="A1"><v>1</v></c></row>')
PATIENCE = 30


class Told:
    """What somebody who waits for a file hears, in order."""

    def __init__(self) -> None:
        self.stages: list[Stage] = []
        self.waits = threading.Event()

    def __call__(self, stage: Stage, _rows: int) -> None:
        self.stages.append(stage)
        if stage == "waiting":
            self.waits.set()


def test_a_processor_is_left_to_the_pages_where_there_are_two_and_memory_where_there_are_many() -> None:
    assert [at_once(processors) for processors in (1, 2, 3, 4, 5, 64)] == [1, 1, 2, 3, 4, 4]


def test_a_file_that_has_to_wait_is_told_so_and_read_afterwards() -> None:
    told = Told()
    with ThreadPoolExecutor(1) as reader, ExitStack() as others:
        for _ in range(AT_ONCE):
            others.enter_context(turn())
        read = reader.submit(read_file, BOOK, "a.xlsx", follow=told)
        assert told.waits.wait(PATIENCE)
        assert not read.done()
        others.close()
        assert read.result(PATIENCE).sheets[0].cells["A"].to_list() == ["1"]
    assert told.stages == ["waiting", "reading"]


def test_reading_that_is_stopped_leaves_its_place_to_the_next() -> None:
    told = Told()
    for _ in range(AT_ONCE):
        with pytest.raises(TookTooLong):
            read_file(BOOK, "a.xlsx", Limits(seconds=0))
    assert read_file(BOOK, "a.xlsx", follow=told).sheets[0].cells["A"].to_list() == ["1"]
    assert told.stages == []
