"""``reckoner load`` killed without warning: the store is as before or as after, and the next load works."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from ingest.acceptance import submit
from store.opener import open_store
from tests.demonstration import copied
from tests.reckoner.running import CORRECTED, Desk, State

ROUNDS = 6

# Said once everything is imported, so that a moment after it falls into the work.
LOAD = """
import sys
import reckoner.main
print("ready", flush=True)
reckoner.main.main()
"""


def started(desk: Desk) -> subprocess.Popen[bytes]:
    arguments = ("load", desk.returned(CORRECTED), "--store", desk.folder, "--as", "a.clarke")
    command = [sys.executable, "-c", LOAD, *(str(each) for each in arguments)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    assert process.stdout
    assert process.stdout.readline() == b"ready\n"
    return process


def loaded(desk: Desk) -> str:
    """Load the return by the function behind the command: its effect on the payment is not asked for here."""
    content = desk.returned(CORRECTED).read_bytes()
    with open_store(desk.folder) as store:
        return submit(store, "a.clarke", content, CORRECTED).became


def outcome(desk: Desk) -> tuple[State, str]:
    return desk.state(), desk.statement().digest


def test_before_or_after_and_never_between(demonstration: Path, tmp_path: Path) -> None:
    untouched = Desk(copied(demonstration, tmp_path / "untouched"))
    before = outcome(untouched)
    begun = time.monotonic()
    assert started(untouched).wait(120) == 0
    whole = time.monotonic() - begun
    after = outcome(untouched)
    assert before != after
    moments = random.Random(2018)
    for number in range(ROUNDS):
        desk = Desk(copied(demonstration, tmp_path / str(number)))
        process = started(desk)
        # Spread over the first part of a load, in which it is recorded, by chance within each step.
        time.sleep(whole * 0.6 * (number + moments.random()) / ROUNDS)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        found = desk.state()
        assert found in (before[0], after[0]), number
        assert loaded(desk) == ("accepted" if found == before[0] else "already loaded")
        assert desk.state() == after[0]
    assert outcome(desk) == after
