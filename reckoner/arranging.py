"""What the demonstration records of one of the other arrangements: its contract, its index, its returns."""

import json
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Any, Final

from contracts.errors import ReckonerError
from contracts.loading import load_file
from ingest.acceptance import Outcome, submit
from sample_data.arrangement import Arrangement, Recorded
from sample_data.arrangements import ARRANGEMENTS
from sample_data.people import OFFICER, PEOPLE
from statements.operations import OPERATIONS, ContractAsked, record_contract
from store import people
from store.policy import Role
from store.session import Store

Step = tuple[datetime, Callable[[], object]]
"""When something becomes known, and what records it."""

MANIFEST: Final = "{}-manifest.json"
_BEFORE_TODAY: Final = timedelta(days=1)


class Which(StrEnum):
    """Which arrangement a demonstration shows."""

    BARNET = "barnet"
    WORCESTERSHIRE = "worcestershire"
    KENT = "kent"
    BROMLEY = "bromley"
    DEVON = "devon"
    ALL = "all"


class SampleNotTaken(ReckonerError):
    """A sample return did not get the outcome that its manifest expects."""

    def __init__(self, file: str, expected: str, outcome: Outcome) -> None:
        findings = "\n".join(str(each) for each in (outcome.refusal, *outcome.findings) if each)
        super().__init__(f"The sample return {file} should be {expected} and is {outcome.became}.\n{findings}")


def beside_barnet(which: Which) -> tuple[Arrangement, ...]:
    """Return the arrangements that are shown, Barnet's apart."""
    return tuple(each for each in ARRANGEMENTS if which in (Which.ALL, each.name))


def steps(store: Store, arrangement: Arrangement, folder: Path, today: datetime) -> Iterator[Step]:
    """Write an arrangement's returns into a folder, and yield what records it.

    A contract that is agreed only after today is recorded all the same, on the day before today: its pages say when it
    begins. What comes after today is the caller's to leave out.
    """
    folder.mkdir(parents=True, exist_ok=True)
    entries = arrangement.write_returns(folder)
    manifest = json.dumps({"contract_file": f"contracts/{arrangement.file}", "files": entries}, indent=1)
    (folder / MANIFEST.format(arrangement.name)).write_text(manifest + "\n", encoding="utf-8")
    agreed = min(arrangement.agreed, today - _BEFORE_TODAY)
    yield agreed, partial(_agreed, store, arrangement, agreed)
    for record in arrangement.records:
        yield record.at, partial(_recorded, store, arrangement, record)
    for entry in entries:
        yield datetime.fromisoformat(entry["received_at"]), partial(_loaded, store, folder, entry)


def _agreed(store: Store, arrangement: Arrangement, agreed: datetime) -> None:
    """Record the contract; the sample's people of the council have their roles on it, and its provider comes."""
    contract = load_file(arrangement.path).contract.id
    new = arrangement.provider
    with store.write(OFFICER.id, "appoint people", contract) as writing:
        people.add_person(writing, new.id, new.name, new.organisation)
        for person in (*(each for each in PEOPLE if each.role not in ("officer", "provider")), new):
            people.appoint(writing, person.id, contract, Role(person.role), agreed.date())
    text = arrangement.path.read_text(encoding="utf-8")
    record_contract(store, OFFICER.id, ContractAsked(file_name=arrangement.file, text=text))


def _recorded(store: Store, arrangement: Arrangement, record: Recorded) -> None:
    operation = OPERATIONS[record.operation]
    asked = {"contract": load_file(arrangement.path).contract.id, **record.request}
    operation.run(store, record.person, operation.request.model_validate(asked))


def _loaded(store: Store, folder: Path, entry: dict[str, Any]) -> None:
    content = (folder / entry["file"]).read_bytes()
    outcome = submit(store, OFFICER.id, content, entry["file"], reasons=entry["reasons"])
    if outcome.became != entry["outcome"]:
        raise SampleNotTaken(entry["file"], entry["outcome"], outcome)
