"""``reckoner demo``: a store with two years of sample returns, worked out from the files themselves.

The made-up meetings, actions and decisions are recorded by the operations that a command runs, each at its moment.
"""

import shutil
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any, Final

import typer
from rich.progress import track

from contracts.errors import ReckonerError
from ingest.acceptance import Outcome, check_only, submit
from reckoner.options import HERE, console
from sample_data import generate
from sample_data.matters import Told, every_record
from sample_data.people import OFFICER, PEOPLE
from statements.operations import OPERATIONS, ContractAsked, record_contract
from store import owner, people
from store.clock import SET_CLOCK, stand_still
from store.opener import StoreInUse, open_store
from store.policy import Role
from store.session import Store

AGREED: Final = datetime(2016, 3, 15, 9, 0, tzinfo=UTC)
"""When the sample contract file became known: before its first month."""

TODAY: Final = datetime(2018, 5, 4, 8, 15, tzinfo=UTC)
"""Where the demonstration's clock stands: before the return for April 2018 is due."""


class NotADemonstration(ReckonerError):
    """The folder holds something that a demonstration must not overwrite."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"“{folder}” exists and is no demonstration, so it is left alone. Choose another folder with --store."
        )


class SampleNotTaken(ReckonerError):
    """A sample return did not get the outcome that its manifest expects."""

    def __init__(self, file: str, expected: str, became: str, findings: str) -> None:
        super().__init__(f"The sample return {file} should be {expected} and is {became}.\n{findings}")


def demo(
    folder: Annotated[Path, typer.Option("--store", envvar="RECKONER_STORE", help="Where to make it.")] = HERE,
    fresh: Annotated[bool, typer.Option("--fresh", help="Make it anew if it is there already.")] = False,
) -> None:
    """Make a store with two years of sample returns for the Barnet contract: published figures and made-up ones."""
    if (folder / SET_CLOCK).is_file() and not fresh:
        console.print(f"The demonstration in {folder} is there already (--fresh makes it anew).")
        return
    _make_room(folder)
    manifest = generate.generate(folder / "returns")
    moment = [AGREED]
    with open_store(folder, clock=lambda: moment[0]) as store:
        _people_and_contract(store, manifest)
        records = list(every_record())
        for entry in track(manifest["files"], description="Loading two years of returns", console=console):
            received = datetime.fromisoformat(entry["received_at"])
            _tell(store, manifest["contract"], moment, records, received)
            moment[0] = received
            _load(store, folder / "returns", entry)
        _tell(store, manifest["contract"], moment, records, TODAY)
    stand_still(folder, TODAY)
    count = len(manifest["files"])
    console.print(f"{count} files loaded into {folder}. See them: reckoner serve --store {folder} --demo", markup=False)


def _make_room(folder: Path) -> None:
    if folder.is_dir() and any(folder.iterdir()):
        if not (folder / SET_CLOCK).is_file() and not (folder / "returns" / generate.MANIFEST).is_file():
            raise NotADemonstration(folder)
        if owner.find_server(folder) is not None:
            raise StoreInUse(folder)
        shutil.rmtree(folder)
    folder.mkdir(parents=True, exist_ok=True)


def _people_and_contract(store: Store, manifest: Mapping[str, Any]) -> None:
    people.set_up(store, OFFICER.id, OFFICER.name, OFFICER.organisation)
    with store.write(OFFICER.id, "appoint people", manifest["contract"]) as writing:
        for person in PEOPLE:
            if person is not OFFICER:
                people.add_person(writing, person.id, person.name, person.organisation)
                people.appoint(writing, person.id, manifest["contract"], Role(person.role), AGREED.date())
    source = Path(generate.__file__).parent / manifest["contract_file"]
    record_contract(store, OFFICER.id, ContractAsked(file_name=source.name, text=source.read_text(encoding="utf-8")))


def _load(store: Store, folder: Path, entry: Mapping[str, Any]) -> None:
    # The effect on the payment, which a command would tell, is nobody's to read here: each would cost a second.
    content = (folder / entry["file"]).read_bytes()
    reasons = _answers(check_only(store, OFFICER.id, content, entry["file"]), entry["reasons"])
    said = {"reasons": reasons, "replace_reason": entry["replacement_reason"]}
    outcome = submit(store, OFFICER.id, content, entry["file"], **said)
    if outcome.became != entry["outcome"]:
        told = "\n".join(str(each) for each in (outcome.refusal, *outcome.findings) if each)
        raise SampleNotTaken(entry["file"], entry["outcome"], outcome.became, told)


def _tell(store: Store, contract: str, moment: list[datetime], records: list[Told], until: datetime) -> None:
    """Record what was told before a moment, each at its own, and take it off the list."""
    while records and records[0].at < until:
        told = records.pop(0)
        moment[0] = told.at
        operation = OPERATIONS[told.operation]
        operation.run(store, told.person, operation.request.model_validate({"contract": contract, **told.request}))


def _answers(foreseen: Outcome, reasons: Mapping[str, str]) -> dict[str, str]:
    """Give every finding that asks for a reason its own, or the sample's usual one."""
    asking = [each.key for each in foreseen.findings if each.severity == "reason"]
    return {key: reasons.get(key, reasons.get("*", "")) for key in asking}
