"""``reckoner export``: what the chain reads, as Parquet, for an engine beyond this machine."""

from pathlib import Path
from typing import Annotated

import polars as pl
import typer

from contracts.errors import ReckonerError
from contracts.terms import combine as combine_terms
from metrics.facts import combine as combine_facts
from reckoner.desk import ask
from reckoner.files import in_london
from reckoner.options import HERE, Acting, AsKnownOn, StoreFolder, console
from statements.export import ExportAsked, Exported, write_run

Target = Annotated[Path, typer.Argument(help="Folder to write; it must not exist yet, or be empty.")]
Contracts = Annotated[list[str], typer.Argument(help="Ids of the contracts, numbered from 0 in this order.")]


class FolderNotEmpty(ReckonerError):
    """An export would be written among other files."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"The folder {folder} holds something already. Name a new folder, or empty it first.")


def export(
    target: Target, contracts: Contracts, person: Acting, folder: StoreFolder = HERE, as_known_on: AsKnownOn = None
) -> None:
    """Write what the statements of some contracts are worked out from, as Parquet, with the SQL that does it."""
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise FolderNotEmpty(target)
    moment = in_london(as_known_on)
    found = [
        ask(folder, person, "export", ExportAsked(contract=contract, as_known_on=moment), Exported)
        for contract in contracts
    ]
    parts = [each.numbered(number) for number, each in enumerate(found)]
    terms, facts = combine_terms([part for part, _ in parts]), combine_facts([part for _, part in parts])
    relations = write_run(target, terms, facts)
    for name, rows in (("contracts", _contracts(found)), ("indicators", _indicators(found))):
        rows.write_parquet(target / f"{name}.parquet")
    number = "1 contract" if len(found) == 1 else f"{len(found)} contracts"
    console.print(f"Written: {target} with {number} in {relations} steps.", markup=False)


def _contracts(found: list[Exported]) -> pl.DataFrame:
    """Return which contract has which number."""
    rows = [(number, each.contract, each.contract_version, each.known_at) for number, each in enumerate(found)]
    return pl.DataFrame(rows, schema=["contract", "id", "version", "known_at"], orient="row")


def _indicators(found: list[Exported]) -> pl.DataFrame:
    """Return which indicator has which number; they count from 1 in contract order."""
    named = [(place, *one) for place, each in enumerate(found) for one in enumerate(each.indicators, start=1)]
    return pl.DataFrame(named, schema=["contract", "indicator", "id"], orient="row")
