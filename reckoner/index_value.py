"""``reckoner index-value``: an index value as it was published."""

from enum import StrEnum
from typing import Annotated

import typer

from reckoner.desk import ask
from reckoner.options import HERE, Acting, StoreFolder, console
from statements.index_record import IndexValueAsked, IndexValueRecorded


class Stage(StrEnum):
    """Whether a value may still change."""

    PROVISIONAL = "provisional"
    FINAL = "final"


def index_value(  # noqa: PLR0913, PLR0917 -- a command has its options
    contract: Annotated[str, typer.Argument(help="Id of the contract.")],
    month: Annotated[str, typer.Argument(help="The month that the value is of, such as 2017-02.")],
    value: Annotated[str, typer.Argument(help="The value as published, such as 102.3.")],
    stage: Annotated[Stage, typer.Option(help="Whether it is provisional or final.")],
    source: Annotated[str, typer.Option(help="Where it was published.")],
    person: Acting,
    folder: StoreFolder = HERE,
) -> None:
    """Record a value of the index that a contract's prices follow. Of two for one month the later counts."""
    asked = IndexValueAsked(contract=contract, month=month, value=value, stage=stage.value, source=source)
    recorded = ask(folder, person, "index-value", asked, IndexValueRecorded)
    console.print(
        f"{recorded.series} for {recorded.month} is {recorded.value} ({recorded.stage}) for {recorded.contract}.",
        markup=False,
    )
