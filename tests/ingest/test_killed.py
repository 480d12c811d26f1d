"""A load that is killed without warning leaves all of a submission or nothing, and can be sent again."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from ingest.acceptance import submit
from store.originals import hash_of, read_original
from store.returns import holdings, receipts, rows, submissions
from tests.ingest.conftest import OFFICER, ready
from tests.ingest.making import CONTRACT, csv_file

LINES = 3000

LOAD = """
import sys
from pathlib import Path
from ingest.acceptance import submit
from tests.ingest.conftest import OFFICER, ready
from tests.ingest.test_killed import content
with ready(Path(sys.argv[1])) as store:
    print("open", flush=True)
    submit(store, OFFICER, content(int(sys.argv[2])), "finance.csv", replace_reason="Again.")
    print("done", flush=True)
"""


def content(number: int) -> bytes:
    headings = ["Line", "Budget", "Actual to date", "Forecast"]
    return csv_file(
        "finance_lines", [headings, *([f"Line {line}", "1.00", str(number), "2.00"] for line in range(LINES))]
    )


def load_and_kill(folder: Path, number: int, after: float) -> bool:
    """Load a file, kill the process some moments after the store was opened, and return whether it said it was done."""
    command = [sys.executable, "-c", LOAD, str(folder), str(number)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "open\n"
        time.sleep(after)
        process.send_signal(signal.SIGKILL)
        return "done" in process.stdout.read()


def test_killed_in_the_middle_of_loads(tmp_path: Path) -> None:
    moments = random.Random(2016)
    folder = tmp_path / "store"
    ready(folder).close()
    loaded = 0
    for number in range(1, 9):
        said = load_and_kill(folder, number, moments.uniform(0.0, 0.5))
        with ready(folder) as store:
            with store.read() as cursor:
                accepted = submissions(cursor, CONTRACT.id)
                assert len(accepted) == len(receipts(cursor)) >= loaded + said
                for each in accepted:
                    assert rows(cursor, "finance_row", [each.submission]).height == LINES
                    assert len(holdings(cursor, each.receipt)) == 1
                    assert hash_of(read_original(store.originals, each.file_hash)) == each.file_hash
            assert len([path for path in store.originals.iterdir() if path.is_file()]) == len(accepted)
            # What was lost, or never said to be done, is simply sent again.
            outcome = submit(store, OFFICER, content(number), "finance.csv", replace_reason="Again.")
            assert outcome.submission == number
        loaded = number
