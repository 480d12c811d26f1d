"""``reckoner outlook``: what is to be expected to the end of the contract year, as ranges."""

from collections.abc import Iterable
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from contracts import months
from contracts.wording import NONE_DUE, moment
from reckoner.desk import ask
from reckoner.files import in_london
from reckoner.options import HERE, Acting, As, AsKnownOn, Contract, Format, StoreFolder, console, show
from statements.outlook.documents import IndicatorOutlook, Outlook, PoundsOutlook
from statements.outlook.operations import FUTURES, MOST, OutlookAsked
from statements.outlook.words import about, written


def outlook(  # noqa: PLR0913, PLR0917 -- a command has its options
    contract: Contract,
    person: Acting,
    indicator: Annotated[
        str | None, typer.Argument(help="Id of one indicator; without it all, with the pounds of the year.")
    ] = None,
    month: Annotated[str | None, typer.Option(help="From the figures up to this month; else up to the last.")] = None,
    futures: Annotated[int, typer.Option(help="How many futures are simulated.", min=20, max=MOST)] = FUTURES,
    folder: StoreFolder = HERE,
    as_known_on: AsKnownOn = None,
    as_: As = Format.TEXT,
) -> None:
    """Say what is to be expected to the end of the contract year: ranges, and what is deducted in them."""
    request = OutlookAsked(
        contract=contract, indicator=indicator, month=month, futures=futures, as_known_on=in_london(as_known_on)
    )
    told = ask(folder, person, "outlook", request, Outlook)
    show(told, as_, lambda: _print(told))


def _print(told: Outlook) -> None:
    console.print(f"[bold]{escape(told.title)}: outlook[/bold]")
    console.print(f"As known on {moment(told.known_at.replace(tzinfo=None))}")
    if told.illustrative:
        console.print("Illustrative: made-up figures, except where the contract file names a published source.")
    _say(told.words)
    if told.deducted is not None:
        _say(told.deducted.finding)
        console.print(_pounds(told.deducted))
    for each in told.pounds:
        _say(each.finding)
    if len(told.indicators) == 1:
        _print_one(told.indicators[0])
    elif told.indicators:
        console.print(_all(told.indicators))
    _say(told.assumes)


def _say(sentence: str) -> None:
    if sentence:
        console.print(sentence, markup=False, soft_wrap=True)


def _pounds(money: PoundsOutlook) -> Table:
    table = Table(box=None, pad_edge=False)
    for heading in ("Deducted in", "From", "To"):
        table.add_column(heading, justify="left" if heading == "Deducted in" else "right")
    for each in money.months:
        table.add_row(months.spoken(months.parse(each.month)), about(each.low), about(each.high))
    return table


def _all(told: Iterable[IndicatorOutlook]) -> Table:
    table = Table(box=None, pad_edge=False)
    for heading in ("Indicator", "Month", "From", "To", "Target", "Met, of 100", "By", "Why none"):
        justify = "right" if heading in {"From", "To", "Target", "Met, of 100"} else "left"
        table.add_column(heading, overflow="fold", justify=justify)  # type: ignore[arg-type]
    for each in told:
        name = escape(f"{each.indicator}: {each.title}")
        if not each.months:
            table.add_row(name, "", "", "", "", "", "", each.finding)
            continue
        last, met = each.months[-1], NONE_DUE if each.target_met is None else str(each.target_met)
        low, high, target = (NONE_DUE if at is None else _figure(each, at) for at in (last.low, last.high, last.target))
        table.add_row(name, months.short(months.parse(last.month)), low, high, target, met, each.method, "")
    return table


def _print_one(told: IndicatorOutlook) -> None:
    console.print(f"\n[bold]{escape(told.title)}[/bold]")
    if told.months:
        table = Table(box=None, pad_edge=False)
        for heading in ("Month", "From", "To", "Target"):
            table.add_column(heading, justify="left" if heading == "Month" else "right")
        for each in told.months:
            target = NONE_DUE if each.target is None else _figure(told, each.target)
            spoken = months.spoken(months.parse(each.month))
            table.add_row(spoken, _figure(told, each.low), _figure(told, each.high), target)
        console.print(table)
    for sentence in (told.finding, told.rests_on):
        _say(sentence)


def _figure(told: IndicatorOutlook, value: float) -> str:
    return written(told.unit, value)
