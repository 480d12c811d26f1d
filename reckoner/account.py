"""``reckoner account`` and ``bridge``: what the months came to, and why one comes to something else now."""

from rich.table import Table

from contracts import months
from contracts.wording import pounds, pounds_signed
from reckoner.desk import ask
from reckoner.files import in_london
from reckoner.options import HERE, Acting, As, Format, StoreFolder, console, show
from reckoner.statement import AsKnownOn, Contract, Period
from statements.life.account import ControlAccount
from statements.life.bridge import Bridge
from statements.life.operations import AccountAsked, BridgeAsked


def account(  # noqa: PLR0913, PLR0917 -- a command has its options
    contract: Contract,
    period: Period,
    person: Acting,
    folder: StoreFolder = HERE,
    as_known_on: AsKnownOn = None,
    as_: As = Format.TEXT,
) -> None:
    """Print the control account up to a month: certified, adjusted, accrued and paid, by month and fund."""
    request = AccountAsked(contract=contract, month=period, as_known_on=in_london(as_known_on))
    kept = ask(folder, person, "account", request, ControlAccount)
    show(kept, as_, lambda: print_account(kept))


def print_account(kept: ControlAccount) -> None:
    """Print a control account for a person."""
    month = months.spoken(months.parse(kept.month))
    console.print(f"[bold]{kept.title}: control account to {month}[/bold]")
    paid = {each.month: each for each in kept.payments}
    table = Table(box=None, pad_edge=False)
    for heading in ("Month", "Fund", "State"):
        table.add_column(heading)
    for heading in ("Charge", "Deducted", "Adjustments", "Net", "Paid on the statement"):
        table.add_column(heading, justify="right", no_wrap=True)
    for line in kept.lines:
        sums = (pounds(line.charge), pounds(line.deducted), pounds_signed(line.adjustment), pounds(line.net))
        settled = pounds(paid[line.month].paid) if line.month in paid else ""
        table.add_row(months.short(months.parse(line.month)), line.fund, line.state, *sums, settled)
    console.print(table)
    console.print(f"Certified {pounds(kept.certified)}, of which {pounds(kept.outstanding)} is not paid.", markup=False)
    console.print(f"Accrued and not certified: {pounds(kept.accrued)}.", markup=False)
    if kept.to_adjust:
        console.print(f"Certified months come to {pounds_signed(kept.to_adjust)} more or less now.", markup=False)


def bridge(  # noqa: PLR0913, PLR0917 -- a command has its options
    contract: Contract,
    period: Period,
    person: Acting,
    folder: StoreFolder = HERE,
    as_known_on: AsKnownOn = None,
    as_: As = Format.TEXT,
) -> None:
    """Print why a certified month comes to something else on what is known now."""
    request = BridgeAsked(contract=contract, month=period, as_known_on=in_london(as_known_on))
    found = ask(folder, person, "bridge", request, Bridge)
    show(found, as_, lambda: print_bridge(found))


def print_bridge(found: Bridge) -> None:
    """Print a bridge for a person."""
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column()
    table.add_column(justify="right", no_wrap=True)
    month = months.spoken(months.parse(found.month))
    table.add_row(f"{month} as certified", pounds(found.certified))
    table.add_row("Figures revised", pounds_signed(found.data_revised))
    table.add_row("Terms varied", pounds_signed(found.variation))
    table.add_row("Relief", pounds_signed(found.relief))
    table.add_row(f"{month} on what is known now", pounds(found.now))
    table.add_row("Adjusted on certified statements", pounds_signed(found.adjusted))
    table.add_row("Comes on the next statement", pounds_signed(found.to_adjust))
    console.print(table)
