"""Worked examples: a contract, the figures returned under it and what must come of them, as a file tells them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from contracts.contract import Contract
from contracts.loading import load

FOLDER = Path(__file__).parent
COMMON = FOLDER / "common.yaml"

_TABLES = (
    "figures",
    "stages",
    "returns",
    "cases",
    "rows",
    "incidents",
    "relief",
    "certified",
    "relieved_cases",
    "index",
    "decided",
    "of_other_months",
)

_PART = re.compile(r"^(?=\w[\w ]*:)", re.MULTILINE)

Row = dict[str, str]


@dataclass(frozen=True, eq=False)
class Example:
    """One example file. ``tables`` are its figures, ``expected`` its answers, each a list of rows of text."""

    name: str
    title: str
    source: str
    contract_text: str
    cut_off: str | None
    tables: Mapping[str, list[Row]]
    expected: Mapping[str, list[Row]]
    refused: list[Row]

    @cached_property
    def contract(self) -> Contract:
        """The contract, read the way every contract file is read."""
        return load(self.contract_text, self.name).contract


def read_example(path: Path) -> Example:
    """Read an example; what its contract does not state is as in ``common.yaml``."""
    # Scalars stay the text that was written: an example has no more use for binary floats than a contract has.
    held: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return Example(
        name=path.stem,
        title=held["title"],
        source=held["source"],
        contract_text=_completed(held["contract"]),
        cut_off=held.get("cut_off"),
        tables={name: _rows(held[name]) for name in _TABLES if name in held},
        expected={name: _rows(table) for name, table in held.get("expected", {}).items()},
        refused=held.get("refused", []),
    )


def _completed(contract: str) -> str:
    stated = set(yaml.load(contract, Loader=yaml.BaseLoader))
    common = _PART.split(COMMON.read_text(encoding="utf-8"))
    return contract + "".join(part for part in common[1:] if part.split(":")[0] not in stated)


def _rows(table: str) -> list[Row]:
    """Read a table of text: columns stand two or more spaces apart, and a comment begins with #."""
    lines = [re.split(r"\s{2,}", text) for line in table.splitlines() if (text := line.partition("#")[0].strip())]
    return [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]


def files(folder: Path) -> list[Path]:
    """Return the example files of a folder."""
    return sorted(path for path in folder.glob("*.yaml") if path.name != COMMON.name)
