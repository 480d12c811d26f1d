"""Two years of made-up returns and the record of their arrival: ``python -m sample_data.generate FOLDER``.

The same program writes the same bytes. ``manifest.json`` lists the files in the order in which they arrived::

    {"contract": id, "contract_file": path beside this module, "people": [...], "files": [
        {"file": name, "period": "2016-11", "received_at": UTC, "person": id, "outcome": "accepted" or "rejected",
         "shows": words, "reasons": {"I04 OP4": words, "*": words}, "replacement_reason": words or null}],
     "tour": [the next month with faults, the same corrected; with the codes of the findings expected]}
"""

import json
import sys
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from contracts import months
from contracts.loading import ContractFile
from sample_data import edits, tour
from sample_data.events import Sent, every_file
from sample_data.people import PEOPLE, PROVIDER
from sample_data.returns import CONTRACT, monthly_return, sample_contract
from sample_data.writing import csv_file, workbook

MANIFEST: Final = "manifest.json"


def generate(folder: Path) -> Mapping[str, Any]:
    """Write every return, the two files of the tour and the manifest into a folder; return the manifest."""
    folder.mkdir(parents=True, exist_ok=True)
    contract = sample_contract()
    files = sorted(every_file(), key=lambda sent: (sent.received_at(contract.contract.returns.due), sent.file))
    for sent in files:
        (folder / sent.file).write_bytes(content(contract, sent))
    for step in tour.steps(contract):
        (folder / step.file).write_bytes(step.content)
    manifest = _manifest(contract, files)
    text = json.dumps(manifest, indent=1, ensure_ascii=False) + "\n"
    (folder / MANIFEST).write_text(text, encoding="utf-8")
    return manifest


def content(contract: ContractFile, sent: Sent) -> bytes:
    """Return the bytes of one file as it arrived."""
    month = sent.edit(edits.remarks(monthly_return(contract, sent.month))).only(*sent.datasets)
    return csv_file(month, sent.encoding) if sent.encoding else workbook(month)


def _manifest(contract: ContractFile, files: Iterable[Sent]) -> dict[str, Any]:
    return {
        "contract": contract.contract.id,
        "contract_file": f"contracts/{CONTRACT.name}",
        "people": [asdict(person) for person in PEOPLE],
        "files": [_entry(contract, sent) for sent in files],
        "tour": [step.entry for step in tour.steps(contract)],
    }


def _entry(contract: ContractFile, sent: Sent) -> dict[str, Any]:
    return {
        "file": sent.file,
        "period": months.label(sent.month),
        "received_at": f"{sent.received_at(contract.contract.returns.due):%Y-%m-%dT%H:%M:%SZ}",
        "person": PROVIDER.id,
        "outcome": sent.outcome,
        "shows": sent.shows,
        "reasons": dict(sent.all_reasons) if sent.outcome == "accepted" else {},
        "replacement_reason": sent.replaces_because,
    }


if __name__ == "__main__":
    generate(Path(sys.argv[1]))
