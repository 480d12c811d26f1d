"""What the demonstration records of an arrangement: its contract and people, its returns, what is told beside them."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Any, Final

from contracts.errors import ReckonerError
from contracts.loading import load_file
from ingest.acceptance import Outcome, check_only, submit
from sample_data.arrangement import Arrangement
from sample_data.arrangements import ARRANGEMENTS
from sample_data.people import OFFICER, PEOPLE, SamplePerson
from sample_data.told import Told
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
    yield agreed, partial(_agree_with_provider, store, arrangement, agreed.date())
    for told in arrangement.records:
        yield told.at, partial(tell, store, load_file(arrangement.path).contract.id, told)
    for entry in entries:
        yield datetime.fromisoformat(entry["received_at"]), partial(load, store, folder, entry)


def _agree_with_provider(store: Store, arrangement: Arrangement, day: date) -> None:
    """Record a contract whose provider comes with it; the council's people have their roles on it."""
    new = arrangement.provider
    with store.write(OFFICER.id, "add person", new.id) as writing:
        people.add_person(writing, new.id, new.name, new.organisation)
    agree(store, arrangement.path, (*(each for each in PEOPLE if each.role != "provider"), new), day)


def agree(store: Store, file: Path, appointed: Iterable[SamplePerson], day: date) -> None:
    """Record a contract file and who has a role on it; the officer who records it needs no appointment."""
    contract = load_file(file).contract.id
    with store.write(OFFICER.id, "appoint people", contract) as writing:
        for person in appointed:
            if person is not OFFICER:
                people.appoint(writing, person.id, contract, Role(person.role), day)
    record_contract(store, OFFICER.id, ContractAsked(file_name=file.name, text=file.read_text(encoding="utf-8")))


def tell(store: Store, contract: str, told: Told) -> None:
    """Record what was told, by the operation that a command runs."""
    operation = OPERATIONS[told.operation]
    operation.run(store, told.person, operation.request.model_validate({"contract": contract, **told.request}))


def load(store: Store, folder: Path, entry: Mapping[str, Any]) -> None:
    """Hand in a return as its entry in a manifest says.

    Raises:
        SampleNotTaken: it did not become what the entry expects.
    """
    # The effect on the payment, which a command would tell, is nobody's to read here: each would cost a second.
    content = (folder / entry["file"]).read_bytes()
    reasons = _answers(check_only(store, OFFICER.id, content, entry["file"]), entry["reasons"])
    said = {"reasons": reasons, "replace_reason": entry["replacement_reason"]}
    outcome = submit(store, OFFICER.id, content, entry["file"], **said)
    if outcome.became != entry["outcome"]:
        raise SampleNotTaken(entry["file"], entry["outcome"], outcome)


def _answers(foreseen: Outcome, reasons: Mapping[str, str]) -> dict[str, str]:
    """Give every finding that asks for a reason its own, or the sample's usual one."""
    asking = [each.key for each in foreseen.findings if each.severity == "reason"]
    return {key: reasons.get(key, reasons.get("*", "")) for key in asking}
