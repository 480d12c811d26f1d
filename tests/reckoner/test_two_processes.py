"""A server and commands as processes of their own, at the same store."""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from store import owner
from tests.demonstration import CONTRACT
from tests.reckoner.running import CORRECTED, Desk, ended, start
from tests.reckoner.test_tour import reports


@contextmanager
def served(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """The pages of a store, as ``reckoner serve --demo`` shows them; ended however the test ends."""
    process = start("serve", "--demo", "--port", "0", "--store", folder)
    try:
        give_up = time.monotonic() + 120
        while owner.find_server(folder) is None:
            assert process.poll() is None, process.communicate()
            assert time.monotonic() < give_up
            time.sleep(0.1)
        yield process
    finally:
        process.kill()
        process.communicate()


def loading(desk: Desk, *arguments: str | Path) -> subprocess.Popen[str]:
    return start("load", *arguments, "--store", desk.folder, "--as", "a.clarke", "--format", "json")


def finance(desk: Desk, forecast: int) -> Path:
    """A return of April's finance lines, another for each forecast."""
    cover = f"Contract,{CONTRACT}\nPeriod,2018-04\nDataset,Finance lines\n\nLine,Budget,Actual to date,Forecast\n"
    file = desk.folder / f"finance-{forecast}.csv"
    file.write_text(f"{cover}SEN transport,£100.00,£50.00,£{forecast}.00\n", encoding="utf-8")
    return file


def test_commands_go_through_the_server_and_on_without_it(desk: Desk) -> None:
    before = desk.state()
    with served(desk.folder) as server:
        net = desk.statement().net
        # Four at once with the same file: it becomes one submission.
        ran = [ended(process) for process in [loading(desk, desk.returned(CORRECTED)) for _ in range(4)]]
        assert [each.code for each in ran] == [0, 0, 0, 0], [each.err for each in ran]
        became = sorted(report.became for each in ran for report in reports(each))
        assert became == ["accepted", "already loaded", "already loaded", "already loaded"]
        assert {report.receipt for each in ran for report in reports(each)} == {before.receipts + 1}
        assert desk.statement().net < net
        refused = desk.run("statement", "no-such-contract", "2016-11")
        assert (refused.code, refused.err[:12]) == (2, "Nothing is k")
        fresh = desk.run("demo", "--fresh", "--store", desk.folder)
        assert (fresh.code, "is in use by another program" in fresh.err) == (2, True)
        drawn = desk.statement()
        server.send_signal(signal.SIGKILL)
        server.wait()
    # Its announcement is still there, and nobody answers.
    assert (desk.folder / owner.FILE).is_file()
    after = desk.state()
    assert (after.version, after.receipts) == (before.version + 1, before.receipts + 1)
    assert desk.statement() == drawn
    ran = [
        ended(process)
        for process in [loading(desk, finance(desk, each), "--because", "Restated.") for each in range(4)]
    ]
    assert [each.code for each in ran] == [0, 0, 0, 0], [each.err for each in ran]
    last = desk.state()
    assert (last.version, len(last.submissions)) == (after.version + 4, len(after.submissions) + 4)
    assert last.originals == {file_hash for _, _, file_hash in last.submissions}


def test_a_command_waits_for_another(desk: Desk) -> None:
    held = subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(desk.folder)], stdout=subprocess.PIPE, stdin=subprocess.PIPE, text=True
    )
    assert held.stdout
    assert held.stdout.readline() == "open\n"
    # The other lets go of the store two seconds from now.
    ran = desk.run("load", desk.returned(CORRECTED), "--format", "json")
    held.communicate()
    assert [each.became for each in reports(ran)] == ["accepted"]


_HOLD = """
import sys, time
from pathlib import Path
from store.opener import open_store
with open_store(Path(sys.argv[1])):
    print("open", flush=True)
    time.sleep(2)
"""
