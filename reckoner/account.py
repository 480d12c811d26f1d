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


_SUMS = ("Charge", "Deducted", "Withheld", "Returned", "Carried", "Adjusted", "Interest", "Net", "Disputed")


def print_account(kept: ControlAccount) -> None:
    """Print a control account for a person."""
    month = months.spoken(months.parse(kept.month))
    console.print(f"[bold]{kept.title}: control account to {month}[/bold]")
    if kept.opening:
        console.print(f"Opening, not paid of the months before: {pounds(kept.opening)}.", markup=False)
    console.print(table_of(("Month", "Fund", "State"), _SUMS, [_cells(line) for line in kept.lines]))
    console.print()
    paid = [
        (
            months.short(months.parse(each.month)),
            ", ".join((each.invoice, *each.credit_notes)),
            _due_by(each),
            *map(pounds, (each.due, each.paid, each.outstanding)),
        )
        for each in kept.payments
    ]
    names = ("Certified", "Invoice, credit notes", "Due by")
    console.print(table_of(names, (kept.to_pay, "Paid", "Not paid"), paid))
    for sentence in _account_sentences(kept):
        console.print(sentence, markup=False)


def _due_by(each: MonthPaid) -> str:
    """Say by when a statement is due; nothing where the contract does not say."""
    if each.due_on is None:
        return "not known" if each.due_not_known else ""
    return day_short(each.due_on) + (", overdue" if each.overdue else "")


def _cells(line: AccountLine) -> tuple[str, ...]:
    signed = (line.returned, line.carried, line.adjustment, line.interest)
    sums = (pounds(line.charge), pounds(line.deducted), pounds(line.withheld), *map(pounds_signed, signed))
    names = (months.short(months.parse(line.month)), line.fund, line.state)
    return (*names, *sums, pounds(line.net), pounds(line.disputed))


def _account_sentences(kept: ControlAccount) -> list[str]:
    said = [
        f"Certified {pounds(kept.certified)}; {pounds(kept.outstanding)} is not paid.",
        f"Accrued and not certified: {pounds(kept.accrued)}.",
    ]
    if kept.disputed:
        said.append(f"In dispute: {pounds(kept.disputed)} of deductions.")
    if kept.to_adjust:
        said.append(kept.adjusts)
    if kept.interest_to_state:
        said.append(f"Interest that stands on no certified statement yet: {pounds_signed(kept.interest_to_state)}.")
    said += kept.credit_notes_due
    for cap in kept.caps:
        left = pounds(max(cap.limit - cap.used, 0))
        said.append(f"{cap.title} (clause {cap.clause}): {pounds(cap.used)} of {pounds(cap.limit)} used, {left} left.")
    return said


def table_of(names: tuple[str, ...], sums: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> Table:
    """Return a table of words, and of sums to their right."""
    table = Table(box=None, pad_edge=False)
    for heading in names:
        table.add_column(heading, overflow="fold")
    for heading in sums:
        table.add_column(heading, justify="right", no_wrap=True)
    for row in rows:
        table.add_row(*row)
    return table


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
