"""``reckoner set-up``, ``record`` and ``appoint``: the beginning of a store of one's own."""

from pathlib import Path
from typing import Annotated

import typer

from contracts import months
from reckoner.desk import ask
from reckoner.lint import read_text
from reckoner.options import HERE, Acting, StoreFolder, console
from statements.operations import Appointed, AppointmentAsked, ContractAsked, ContractRecorded
from store import people
from store.opener import open_store
from store.policy import Role

Name = Annotated[str, typer.Option(help="Full name.")]
Organisation = Annotated[str, typer.Option(help="Who they work for.")]
SignsInAs = Annotated[
    str | None, typer.Option(help="How the organisation's sign-in knows them, such as their e-mail address.")
]


def set_up(
    person: Annotated[str, typer.Argument(help="Id of the first contract officer, such as a.clarke.")],
    name: Name,
    organisation: Organisation,
    signs_in_as: SignsInAs = None,
    folder: StoreFolder = HERE,
) -> None:
    """Make an empty store with its first contract officer, who records contracts and appoints the others."""
    with open_store(folder) as store:
        people.set_up(store, person, name, organisation, signs_in_as)
    console.print(f"{folder} is set up; {person} is its contract officer.", markup=False)


def record(
    file: Annotated[Path, typer.Argument(help="A contract file (YAML).")],
    person: Acting,
    folder: StoreFolder = HERE,
) -> None:
    """Record a contract file as the newest version of its contract. What was known before stays known."""
    asked = ContractAsked(file_name=file.name, text=read_text(file))
    recorded = ask(folder, person, "contract", asked, ContractRecorded)
    console.print(f"{recorded.contract}, version {recorded.version}, SHA-256 {recorded.digest}", markup=False)


def appoint(  # noqa: PLR0913, PLR0917 -- a command has its options
    appointee: Annotated[str, typer.Argument(help="Id of the person, such as j.osei.")],
    contract: Annotated[str, typer.Argument(help="Id of the contract.")],
    role: Annotated[Role, typer.Argument(help="What they are appointed as.")],
    person: Acting,
    name: Name,
    organisation: Organisation,
    from_month: Annotated[str, typer.Option("--from", help="First month of the appointment, such as 2016-04.")],
    signs_in_as: SignsInAs = None,
    folder: StoreFolder = HERE,
) -> None:
    """Appoint a person to a role on a contract."""
    first_day = months.first_day(months.parse(from_month))
    asked = AppointmentAsked(
        person=appointee,
        name=name,
        organisation=organisation,
        contract=contract,
        role=role,
        from_day=first_day,
        signs_in_as=signs_in_as,
    )
    ask(folder, person, "appoint", asked, Appointed)
    console.print(f"{appointee} is {role} of {contract} from {from_month}.", markup=False)
