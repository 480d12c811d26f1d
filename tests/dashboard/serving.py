"""Serves a store with a few operations, in its own process: ``python -m tests.dashboard.serving FOLDER``."""

import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from contracts.errors import ReckonerError
from dashboard.server import serve, settings_from
from store.session import Store

SECRET = "Jane Doe, born 2009"


class Asked(BaseModel):
    text: str


class Answer(BaseModel):
    text: str
    person: str
    version: int
    thread: str


class NotThatText(ReckonerError):
    """The text that this test server declines."""


@dataclass(frozen=True)
class Simple:
    request: type[BaseModel]
    run: Callable[[Store, str, Any], BaseModel]


def echo(store: Store, person: str, asked: Asked) -> Answer:
    time.sleep(1 if asked.text == "slowly" else 0)
    thread = "main" if threading.current_thread() is threading.main_thread() else "worker"
    return Answer(text=asked.text, person=person, version=store.version, thread=thread)


def decline(_store: Store, _person: str, asked: Asked) -> Answer:
    raise NotThatText(f"Found “{asked.text}”. Say something else.")


def break_down(_store: Store, _person: str, _asked: Asked) -> Answer:
    raise KeyError(SECRET)


# Under the names by which a return is handed in a command says something else if it takes too long.
_RUN = {"echo": echo, "check": echo, "load": echo, "decline": decline, "break": break_down}
OPERATIONS = {name: Simple(Asked, run) for name, run in _RUN.items()}

if __name__ == "__main__":
    serve(settings_from(["--store", sys.argv[1], "--port", "0"]), OPERATIONS)
