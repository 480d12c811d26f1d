"""``reckoner account``, ``bridge`` and ``final-account``: what the months came to, and what changed since."""

from typing import Annotated

import typer
from rich.table import Table

from contracts import months
from contracts.wording import pounds, pounds_signed
from reckoner.asking import Asking, of_contract, of_month
from reckoner.control_account import print_account
from reckoner.desk import ask
from reckoner.files import in_london
from reckoner.options import (
    HERE,
    Acting,
    As,
    AsKnownOn,
    Contract,
    Format,
    Period,
    StoreFolder,
    console,
    show,
)
from reckoner.tables import table_of
from statements.life.account import ControlAccount
from statements.life.bridge import Bridge
from statements.life.final import FinalAccount
from statements.life.operations import AccountAsked, BridgeAsked
from statements.life.settled_up import FinalAccountAsked


def account(  # noqa: PLR0913, PLR0917 -- a command has its options
    contract: Contract,
    period: Period,
    person: Acting,
    first: Annotated[str | None, typer.Option("--from", help="First month to list; those before are opening.")] = None,
    folder: StoreFolder = HERE,
    as_known_on: AsKnownOn = None,
    as_: As = Format.TEXT,
) -> None:
    """Print the control account up to a month: deducted, returned, disputed, adjusted and paid, by month and fund."""
    request = AccountAsked(contract=contract, month=period, as_known_on=in_london(as_known_on), first=first)
    kept = ask(folder, person, "account", request, ControlAccount)
    show(kept, as_, lambda: print_account(kept))


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
    table.add_row("Decisions about deductions", pounds_signed(found.decisions))
    table.add_row(f"{month} on what is known now", pounds(found.now))
    table.add_row("Adjusted on certified statements", pounds_signed(found.adjusted))
    table.add_row(found.comes, pounds_signed(found.to_adjust))
    console.print(table)


def print_final(found: FinalAccount) -> None:
    """Print a final account for a person."""
    console.print(f"[bold]{found.title}: final account[/bold]")
    sums = (
        ("Charges certified", pounds(found.charge)),
        ("Deducted", pounds(-found.deducted)),
        ("Adjusted on statements", pounds_signed(found.adjusted)),
        ("Interest on statements", pounds_signed(found.interest)),
        ("Certified, before VAT", pounds(found.certified)),
        ("VAT", pounds(found.vat)),
        ("Put right since, on no statement", pounds_signed(found.to_adjust)),
        ("VAT on it", pounds_signed(found.vat_to_adjust)),
        ("Interest on no statement", pounds_signed(found.interest_to_state)),
        ("Paid", pounds(-found.paid)),
        ("Balance", pounds(found.balance)),
    )
    console.print(table_of(("",), ("",), list(sums)))
    console.print(found.words, markup=False)


bridge = of_month(
    Asking("bridge", BridgeAsked, Bridge, print_bridge),
    "Print why a certified month comes to something else on what is known now.",
)
final_account = of_contract(
    Asking("final-account", FinalAccountAsked, FinalAccount, print_final),
    "Print the final account of a contract that is over: certified, paid, and who owes the rest.",
)
