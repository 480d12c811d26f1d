"""``reckoner what-if`` and ``incentives``: history replayed, and what one more success is worth."""

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from contracts import months
from contracts.wording import pounds, pounds_signed
from reckoner.desk import ask
from reckoner.explain import print_line
from reckoner.files import in_london
from reckoner.lint import read_text
from reckoner.options import HERE, Acting, As, AsKnownOn, Contract, Format, StoreFolder, console, show
from statements.what_if.documents import (
    IncentiveMap,
    Incentives,
    IncentivesAsked,
    VariationFile,
    WhatIf,
    WhatIfAsked,
)

_A_REPLAY = "A replay of what was returned, and no statement; nothing was recorded."


def what_if(  # noqa: PLR0913, PLR0917 -- a command has its options
    contract: Contract,
    person: Acting,
    scenarios: Annotated[
        list[str] | None,
        typer.Option("--if", help="A scenario, such as “OP2 +5 from 2017-04”. May stand several times."),
    ] = None,
    variation: Annotated[
        Path | None, typer.Option(help="A file with a variation, as it would stand in the contract file.")
    ] = None,
    opened: Annotated[
        str | None, typer.Option("--open", help="A month whose lines are shown as in the first scenario.")
    ] = None,
    folder: StoreFolder = HERE,
    as_known_on: AsKnownOn = None,
    as_: As = Format.TEXT,
) -> None:
    """Replay history under other performance or other terms, scenarios side by side. Records nothing."""
    file = VariationFile(file_name=variation.name, text=read_text(variation)) if variation else None
    request = WhatIfAsked(
        contract=contract,
        scenarios=tuple(scenarios or ()),
        variation=file,
        opened=opened,
        as_known_on=in_london(as_known_on),
    )
    found = ask(folder, person, "what-if", request, WhatIf)
    show(found, as_, lambda: print_what_if(found))


def print_what_if(found: WhatIf) -> None:
    """Print what is deducted in each scenario, by month, then by indicator, and the lines that were opened."""
    console.print(f"[bold]{found.title}: what if[/bold]")
    console.print(_A_REPLAY)
    if found.illustrative:
        console.print("Illustrative: made-up figures, except where the contract file names a published source.")
    by_month, by_indicator = _side_by_side("Statement", found), _side_by_side("Indicator", found)
    for row in zip(*(each.months for each in found.replays), strict=True):
        by_month.add_row(months.short(months.parse(row[0].month)), *(pounds(each.deducted) for each in row))
    for one in zip(*(each.indicators for each in found.replays), strict=True):
        by_indicator.add_row(f"{one[0].indicator} {one[0].title}".strip(), *(pounds(each.deducted) for each in one))
    totals = [pounds(each.deducted) for each in found.replays]
    by_month.add_row("Deducted in all", *totals, style="bold")
    by_month.add_row("Paid more or less", "", *(pounds_signed(each.difference) for each in found.replays[1:]))
    console.print("", by_month, "", by_indicator, "", sep="\n")
    for line in found.opened:
        print_line(line)
    console.print(found.words, markup=False)


def _side_by_side(heading: str, found: WhatIf) -> Table:
    table = Table(box=None, pad_edge=False)
    table.add_column(heading)
    for each in found.replays:
        table.add_column(Text(each.scenario), justify="right")
    return table


def incentives(  # noqa: PLR0913, PLR0917 -- a command has its options
    contract: Contract,
    person: Acting,
    indicator: Annotated[str | None, typer.Argument(help="An indicator's id; without one, all.")] = None,
    month: Annotated[str | None, typer.Option(help="A month, such as 2018-03; without one, the last returned.")] = None,
    folder: StoreFolder = HERE,
    as_known_on: AsKnownOn = None,
    as_: As = Format.TEXT,
) -> None:
    """Say what one more success is worth at each level: cliffs, dead zones, and where caps bite. Records nothing."""
    request = IncentivesAsked(contract=contract, indicator=indicator, month=month, as_known_on=in_london(as_known_on))
    found = ask(folder, person, "incentives", request, Incentives)
    show(found, as_, lambda: print_incentives(found))


def print_incentives(found: Incentives) -> None:
    """Print one map with its levels, or of all indicators the sentence of each."""
    console.print(f"[bold]{found.title}: what one more success is worth[/bold]")
    console.print(f"{_A_REPLAY} Everything else as it was; what later months cost because of it counts too.")
    if len(found.maps) == 1:
        _print_map(found.maps[0])
    else:
        for each in found.maps:
            console.print(f"{each.title}: {each.words}", markup=False)
    if found.without:
        console.print(f"Not judged by a figure of their own then: {', '.join(found.without)}.")


def _print_map(one: IncentiveMap) -> None:
    table = Table(box=None, pad_edge=False)
    for heading in ("From", "To", "Status"):
        table.add_column(heading)
    for heading in ("Before caps", "Costs", f"Then {one.step}"):
        table.add_column(heading, justify="right", no_wrap=True)
    for each in one.stretches:
        worth = "" if each.worth is None else pounds_signed(each.worth)
        table.add_row(each.first, each.last, each.status, pounds(each.before_caps), pounds(each.pence), worth)
    console.print(f"{one.title}. {one.words}", markup=False)
    console.print("", table, "", sep="\n")
    for note in one.notes:
        console.print(note, markup=False)
