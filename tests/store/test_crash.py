"""Power cuts: a process killed in the middle of writes leaves the store as it was before one or after it."""

import random
import signal
import subprocess
import sys
from pathlib import Path

from store.opener import open_store
from store.originals import hash_of, read_original
from store.returns import findings, holdings, receipts, rows, submissions

# Each write keeps an original and a submission with 200 rows, and says so once it is done.
WRITE_FOR_EVER = """
import sys
from decimal import Decimal
from itertools import count
from pathlib import Path
import polars as pl
from contracts.months import Month, label
from store.arrivals import record_submission
from store.opener import open_store
from store.originals import keep_original
from tests.store.conftest import RETAIN_UNTIL, arrival
money = [Decimal("1.00")] * 200
frame = pl.DataFrame({
    "sheet_row": range(2, 202), "line": ["x"] * 200, "budget": money, "actual_to_date": money, "forecast": money
})
with open_store(Path(sys.argv[1])) as store:
    print("open", flush=True)
    for number in count(store.version):
        content = str(number).encode() * 5000
        with store.write("a.clarke", "accept return", str(number)) as writing:
            keep_original(writing, content, RETAIN_UNTIL)
            month = label(Month(2016 * 12 + number))
            record_submission(writing, arrival(content, month), {"finance_row": frame})
        print(number + 1, flush=True)
"""


def run_and_kill(folder: Path, after: float) -> int:
    """Let it write, kill it without warning, and return how many writes it said were done."""
    with subprocess.Popen(
        [sys.executable, "-c", WRITE_FOR_EVER, str(folder)], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == "open\n"
        try:
            process.wait(after)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
        said = process.stdout.read().split("\n")[:-1]
    return int(said[-1]) if said else 0


def check_whole(folder: Path) -> int:
    """Check that every write there is is there in full, with its original, and return how many there are."""
    with open_store(folder) as store, store.read() as cursor:
        accepted = submissions(cursor, "barnet")
        assert len(accepted) == len(receipts(cursor)) == store.version
        for each in accepted:
            assert rows(cursor, "finance_row", [each.submission]).height == 200
            assert (len(findings(cursor, each.receipt)), len(holdings(cursor, each.receipt))) == (2, 2)
            assert hash_of(read_original(store.originals, each.file_hash)) == each.file_hash
        assert {path.name for path in store.originals.iterdir() if path.is_file()} == {
            each.file_hash for each in accepted
        }
        return store.version


def test_killed_in_the_middle_of_writes(folder: Path) -> None:
    moments = random.Random(2016)
    done, killed = 0, 0
    # On a machine that does much else, most are killed before they have written anything.
    while killed < 8 or (done <= 8 and killed < 80):
        killed += 1
        said = run_and_kill(folder, moments.uniform(0.02, 0.4))
        found = check_whole(folder)
        # What it said was done is there; one more may be, killed after the commit and before it could say so.
        assert max(said, done) <= found <= max(said, done) + 1
        done = found
    assert done > 8
