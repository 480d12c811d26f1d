"""``reckoner incident``: one event that made several indicators fail."""

from typing import Annotated

import typer

from reckoner.desk import ask
from reckoner.options import HERE, Acting, StoreFolder, console
from statements.incident_record import IncidentAsked, IncidentRecorded


def incident(  # noqa: PLR0913, PLR0917 -- a command has its options
    contract: Annotated[str, typer.Argument(help="Id of the contract.")],
    month: Annotated[str, typer.Argument(help="The month whose failures it made, such as 2016-11.")],
    reference: Annotated[str, typer.Argument(help="What it is known by, such as its number in the incident log.")],
    title: Annotated[str, typer.Option(help="What happened, without personal data.")],
    person: Acting,
    indicators: Annotated[
        list[str] | None, typer.Option("--indicator", help="An indicator that it failed; may stand several times.")
    ] = None,
    folder: StoreFolder = HERE,
) -> None:
    """Record an incident: of the failures it made only the dearest counts. Without indicators it is taken back."""
    asked = IncidentAsked(
        contract=contract, month=month, reference=reference, title=title, indicators=tuple(indicators or ())
    )
    recorded = ask(folder, person, "incident", asked, IncidentRecorded)
    touched = ", ".join(recorded.indicators) or "nothing any more"
    console.print(f"Incident {recorded.reference} of {recorded.month} touches {touched}.", markup=False)
