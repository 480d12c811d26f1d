"""``reckoner demo``: a store with sample returns, worked out from the files themselves.

The made-up meetings, actions and decisions are recorded by the operations that a command runs, each at its moment.
"""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from operator import itemgetter
from pathlib import Path
from typing import Annotated, Final

import typer
from rich.progress import track

from contracts.errors import ReckonerError
from reckoner import arranging
from reckoner.arranging import Step, Which
from reckoner.options import HERE, console
from sample_data import generate
from sample_data.matters import every_record
from sample_data.people import OFFICER, PEOPLE
from store import owner, people
from store.clock import SET_CLOCK, stand_still
from store.opener import StoreInUse, open_store
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


def demo(
    folder: Annotated[Path, typer.Option("--store", envvar="RECKONER_STORE", help="Where to make it.")] = HERE,
    fresh: Annotated[bool, typer.Option("--fresh", help="Make it anew if it is there already.")] = False,
    arrangement: Annotated[Which, typer.Option(help="Which of the five it shows, or all.")] = Which.BARNET,
) -> None:
    """Make a store with sample returns: two years of the Barnet contract, or those of another."""
    if (folder / SET_CLOCK).is_file() and not fresh:
        console.print(f"The demonstration in {folder} is there already (--fresh makes it anew).")
        return
    _make_room(folder)
    beside = arranging.beside_barnet(arrangement)
    with_barnet = arrangement in (Which.BARNET, Which.ALL)
    today = TODAY if with_barnet else beside[0].stands_at
    moment = [min([AGREED, *(each.agreed for each in beside)])]
    with open_store(folder, clock=lambda: moment[0]) as store:
        _people(store)
        steps = list(_steps_of_barnet(store, folder / "returns")) if with_barnet else []
        for each in beside:
            steps += arranging.steps(store, each, folder / "returns", today)
        known = sorted((step for step in steps if step[0] < today), key=itemgetter(0))
        for at, record in track(known, description="Loading returns", console=console):
            moment[0] = at
            record()
        with store.read() as cursor:
            count = len(cursor.execute("select receipt from receipt").fetchall())
    stand_still(folder, today)
    console.print(f"{count} files loaded into {folder}. See them: reckoner serve --store {folder} --demo", markup=False)


def _make_room(folder: Path) -> None:
    if folder.is_dir() and any(folder.iterdir()):
        if not (folder / SET_CLOCK).is_file() and not any((folder / "returns").glob(f"*{generate.MANIFEST}")):
            raise NotADemonstration(folder)
        if owner.find_server(folder) is not None:
            raise StoreInUse(folder)
        shutil.rmtree(folder)
    folder.mkdir(parents=True, exist_ok=True)


def _people(store: Store) -> None:
    people.set_up(store, OFFICER.id, OFFICER.name, OFFICER.organisation)
    with store.write(OFFICER.id, "add people", "the sample's") as writing:
        for person in PEOPLE:
            if person is not OFFICER:
                people.add_person(writing, person.id, person.name, person.organisation)


def _steps_of_barnet(store: Store, folder: Path) -> Iterator[Step]:
    manifest = generate.generate(folder)
    file = Path(generate.__file__).parent / manifest["contract_file"]
    yield AGREED, partial(arranging.agree, store, file, PEOPLE, AGREED.date())
    for entry in manifest["files"]:
        yield datetime.fromisoformat(entry["received_at"]), partial(arranging.load, store, folder, entry)
    for told in every_record():
        yield told.at, partial(arranging.tell, store, manifest["contract"], told)
