"""``reckoner price-variation``: what a variation that is not signed yet would have cost in the last year."""

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from contracts import months
from contracts.wording import pounds, pounds_signed
from reckoner.desk import ask
from reckoner.files import in_london
from reckoner.lint import read_text
from reckoner.options import HERE, Acting, As, AsKnownOn, Contract, Format, StoreFolder, console, show
from statements.price_variation import PriceVariationAsked, VariationPriced


def price_variation(  # noqa: PLR0913, PLR0917 -- a command has its options
    contract: Contract,
    file: Annotated[Path, typer.Argument(help="A file with one variation, as it would stand in the contract file.")],
    person: Acting,
    folder: StoreFolder = HERE,
    as_known_on: AsKnownOn = None,
    as_: As = Format.TEXT,
) -> None:
    """Price a variation before it is signed, on the last twelve months of returns. Records nothing."""
    request = PriceVariationAsked(
        contract=contract, file_name=file.name, text=read_text(file), as_known_on=in_london(as_known_on)
    )
    priced = ask(folder, person, "price-variation", request, VariationPriced)
    show(priced, as_, lambda: print_priced(priced))


def print_priced(priced: VariationPriced) -> None:
    """Print what a variation would have cost, month by month, then by indicator, then what is judged differently."""
    console.print(f"[bold]{priced.title}: {priced.ref} priced[/bold]")
    console.print(f"{priced.variation}. As if it had held throughout; nothing was recorded.", markup=False)
    if priced.illustrative:
        console.print("Illustrative: made-up figures, except where the contract file names a published source.")
    console.print(_by_month(priced))
    effects = Table(box=None, pad_edge=False)
    effects.add_column("Line")
    effects.add_column("Difference", justify="right", no_wrap=True)
    for effect in priced.effects:
        effects.add_row(f"{effect.indicator} {effect.title}".strip(), pounds_signed(effect.pence))
    console.print("", effects, "", sep="\n")
    for changed in priced.statuses:
        console.print(changed.words, markup=False)
    console.print(priced.words, markup=False)


def _by_month(priced: VariationPriced) -> Table:
    table = Table(box=None, pad_edge=False)
    table.add_column("Month")
    for heading in ("Net", "Net if varied", "Difference"):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column("Of which")
    for each in priced.months:
        parts = "; ".join(f"{part.indicator or part.title} {pounds_signed(part.pence)}" for part in each.effects)
        sums = (pounds(each.net), pounds(each.net_varied), pounds_signed(each.pence))
        table.add_row(months.short(months.parse(each.month)), *sums, parts)
    table.add_row("Together", "", "", pounds_signed(priced.pence), "")
    return table
