"""What the chain reads, as Parquet with the SQL of its steps, so that statements can be worked out elsewhere."""

import base64
import io
import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Final

import polars as pl
from pydantic import Base64Bytes, BaseModel

from contracts.terms import Terms
from metrics import chain
from metrics.facts import Facts
from statements.asked import Moment
from statements.documents import Document
from statements.ledgers import ledger_of
from store.people import person_now
from store.policy import Action, require
from store.session import Store

STEPS: Final = "steps.json"
"""Names the tables of an export, and has each relation of its run with its SQL, as in `metrics/steps`."""


class ExportAsked(BaseModel):
    """Asks for what the chain reads of a contract; without a moment, as known now."""

    contract: str
    as_known_on: Moment | None = None


class Exported(Document):
    """The tables of terms and of facts by name, each a Parquet file; ``indicators`` are ids in contract order."""

    contract: str
    contract_version: str
    known_at: datetime
    indicators: tuple[str, ...]
    terms: Mapping[str, Base64Bytes]
    facts: Mapping[str, Base64Bytes]

    def numbered(self, number: int) -> tuple[Terms, Facts]:
        """Return the tables with a contract number in place of 0, so that several contracts can stand together."""
        return Terms(_frames(self.terms, number)), Facts(_frames(self.facts, number))


def export(store: Store, person: str, asked: ExportAsked) -> Exported:
    """Return a contract's terms and facts as Parquet.

    Cases are among the facts, as days without a pupil's reference: so it is open to those who may see cases.
    """
    for action in (Action.VIEW_PAYMENT, Action.VIEW_CASES):
        require(person_now(store, person), action, asked.contract)
    frozen = ledger_of(store, asked.contract, asked.as_known_on).frozen
    return Exported(
        contract=asked.contract,
        contract_version=frozen.version.digest,
        known_at=frozen.known_at,
        indicators=tuple(indicator.id for indicator in frozen.contract.indicators),
        terms={name: _parquet(frame) for name, frame in frozen.terms.tables.items()},
        facts={name: _parquet(frame) for name, frame in frozen.facts.tables.items()},
    )


def _parquet(frame: pl.DataFrame) -> bytes:
    """Return a table as the answer takes it: a Parquet file in base 64."""
    buffer = io.BytesIO()
    frame.write_parquet(buffer)
    return base64.b64encode(buffer.getvalue())


def _frames(files: Mapping[str, bytes], number: int) -> dict[str, pl.DataFrame]:
    column = pl.lit(number, pl.Int32).alias("contract")
    return {name: pl.read_parquet(io.BytesIO(content)).with_columns(column) for name, content in files.items()}


def write_run(folder: Path, terms: Terms, facts: Facts) -> int:
    """Write what a run of the chain reads, a file for each table, and say how many relations it will leave.

    Raises:
        OSError: the folder cannot be written.
    """
    terms, facts = chain.prepared(terms, facts)
    tables = {**terms.tables, **facts.tables}
    folder.mkdir(parents=True, exist_ok=True)
    for name, frame in tables.items():
        frame.write_parquet(folder / f"{name}.parquet")
    steps = [{"relation": relation, "sql": sql} for relation, sql in chain.relations(terms)]
    (folder / STEPS).write_text(json.dumps({"tables": list(tables), "steps": steps}, indent=1), encoding="utf-8")
    return len(steps)


def steps_of(folder: Path) -> list[tuple[str, str]]:
    """Return the name of every relation of an exported run, and its SQL, in the order of the chain."""
    held = json.loads((folder / STEPS).read_text(encoding="utf-8"))
    return [(step["relation"], step["sql"]) for step in held["steps"]]
