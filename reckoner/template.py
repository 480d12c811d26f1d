"""``reckoner template``: an empty return for a month."""

from pathlib import Path
from typing import Annotated

import typer

from reckoner.desk import ask
from reckoner.options import HERE, Acting, Contract, Period, StoreFolder, console
from statements.operations import TemplateAsked, TemplateMade


def template(
    contract: Contract,
    period: Period,
    person: Acting,
    folder: StoreFolder = HERE,
    out: Annotated[Path | None, typer.Option(help="Where to write it; by default here, under its own name.")] = None,
) -> None:
    """Write an empty workbook for a month's return, made for the contract version in force."""
    made = ask(folder, person, "template", TemplateAsked(contract=contract, month=period), TemplateMade)
    path = out or Path(made.file_name)
    path.write_bytes(made.content)
    console.print(f"Written: {path}", markup=False)
