"""Options that several commands share, and how a command prints and ends."""

import sys
from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from pydantic import BaseModel
from rich.console import Console

OK, NOT_ACCEPTED, CANNOT = 0, 1, 2
"""Exit codes: done; done, and the file was found wanting; not done, with a sentence on the error stream."""


class Format(StrEnum):
    """How a command prints: for a person, or for a program."""

    TEXT = "text"
    JSON = "json"


StoreFolder = Annotated[
    Path,
    typer.Option("--store", envvar="RECKONER_STORE", help="Folder of the store.", show_default=True),
]
Acting = Annotated[
    str,
    typer.Option("--as", envvar="RECKONER_PERSON", help="Id of the person who acts; it goes on record."),
]
Received = Annotated[
    datetime | None, typer.Option(help="When it came, London time, if not now: that decides lateness.")
]
As = Annotated[Format, typer.Option("--format", help="text for people, json for programs.")]

Contract = Annotated[str, typer.Argument(help="Id of the contract.")]
Period = Annotated[str, typer.Argument(help="Month, such as 2016-11.")]
AsKnownOn = Annotated[
    datetime | None, typer.Option("--as-known-on", help="As it was known at a past moment, London time.")
]

HERE = Path("demo")

_WIDE = 160
"""Columns of a table that is printed into a file or another program."""

console = Console(highlight=False, width=None if sys.stdout.isatty() else _WIDE)
errors = Console(stderr=True, highlight=False)


def show(answer: BaseModel, as_: Format, text: Callable[[], None]) -> None:
    """Print an answer: as JSON, or by the function that prints it for a person."""
    if as_ is Format.JSON:
        sys.stdout.write(answer.model_dump_json(indent=1) + "\n")
    else:
        text()
