"""Running commands: inside this process, where it is quick, or as a process of its own, where that is the point."""

import contextlib
import io
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

from contracts.months import label
from reckoner.main import main
from statements.documents import Statement
from store.opener import open_store
from store.returns import receipts, submissions
from tests.demonstration import CONTRACT

APRIL = "2018-04"
FAULTY = "barnet-return-2018-04.xlsx"
CORRECTED = "barnet-return-2018-04-corrected.xlsx"


@dataclass(frozen=True)
class Ran:
    """What a command printed, and the code it ended with."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def run(*arguments: str | Path, environment: Mapping[str, str] | None = None) -> Ran:
    """Run a command in this process, from its arguments to its exit code."""
    out, err = io.StringIO(), io.StringIO()
    line = ["reckoner", *(str(each) for each in arguments)]
    with (
        mock.patch.object(sys, "argv", line),
        mock.patch.dict(os.environ, dict(environment or {})),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        try:
            main()
            code = 0
        except SystemExit as ended:
            code = int(ended.code or 0)
    return Ran(code, out.getvalue(), err.getvalue())


def start(*arguments: str | Path) -> subprocess.Popen[str]:
    """Start a command as a process of its own."""
    command = [sys.executable, "-m", "reckoner.main", *(str(each) for each in arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def ended(process: subprocess.Popen[str]) -> Ran:
    """Wait for a command to end."""
    out, err = process.communicate(timeout=120)
    return Ran(process.returncode, out, err)


@dataclass(frozen=True)
class State:
    """What a store holds, as far as a load can change it."""

    version: int
    receipts: int
    submissions: tuple[tuple[int, str, str], ...]
    rows: int
    originals: frozenset[str]


_ROWS = ("indicator_row", "case_row", "traded_service_row", "transport_row", "finance_row", "submission_column")


@dataclass(frozen=True)
class Desk:
    """Somebody at a store's folder."""

    folder: Path

    def run(self, *arguments: str | Path, person: str = "a.clarke") -> Ran:
        given = {"RECKONER_STORE": str(self.folder), "RECKONER_PERSON": person}
        return run(*arguments, environment=given)

    def returned(self, name: str) -> Path:
        """One of the sample's returns."""
        return self.folder / "returns" / name

    def statement(self, month: str = APRIL, contract: str = CONTRACT) -> Statement:
        ran = self.run("statement", contract, month, "--format", "json")
        assert ran.code == 0, ran.err
        return Statement.model_validate_json(ran.out)

    def state(self) -> State:
        with open_store(self.folder) as store, store.read() as cursor:
            counted = " union all ".join(f"select count(*) as found from {table}" for table in _ROWS)
            ((rows,),) = cursor.execute(f"select sum(found) from ({counted})").fetchall()
            known = submissions(cursor, CONTRACT)
            return State(
                store.version,
                len(receipts(cursor)),
                tuple((each.submission, label(each.period), each.file_hash) for each in known),
                int(rows),
                frozenset(path.name for path in store.originals.iterdir()),
            )


def is_sentence(text: str) -> bool:
    """Whether a message is for people: something that ends like a sentence, and no traceback."""
    return bool(text.strip()) and "Traceback" not in text and text.strip()[-1] in ".”"
