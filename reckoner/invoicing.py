"""``reckoner invoice``, ``credit-note``, ``withdraw-invoice``, ``invoices``: what is asked on certified statements."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from pydantic import BaseModel

from contracts import months
from contracts.wording import day
from reckoner.actions import DAY
from reckoner.asking import Asking, of_contract
from reckoner.desk import ask
from reckoner.options import HERE, Acting, Contract, Period, StoreFolder, console
from reckoner.settle import pence_of
from statements.life.invoice_operations import CreditNoteAsked, InvoiceAsked, InvoicesAsked, InvoiceWithdrawalAsked
from statements.life.invoice_register import InvoiceRegister, MonthInvoiced

Number = Annotated[str, typer.Argument(help="The number that the document bears.")]
Dated = Annotated[datetime, typer.Option(formats=DAY, help="The date that it bears.")]
Received = Annotated[
    datetime | None,
    typer.Option(formats=DAY, help="Day on which the council received it; today if left out."),
]
Net = Annotated[
    int, typer.Option(parser=pence_of, metavar="POUNDS", help="Its amount before VAT, such as £895,200.00.")
]
Vat = Annotated[
    int | None,
    typer.Option(parser=pence_of, metavar="POUNDS", help="Its VAT; needed where the contract states VAT."),
]


def invoice(  # noqa: PLR0913, PLR0917 -- a command has its options
    contract: Contract,
    period: Period,
    number: Number,
    person: Acting,
    dated: Dated,
    net: Net,
    vat: Vat = None,
    received: Received = None,
    folder: StoreFolder = HERE,
) -> None:
    """Record the provider's invoice for a certified statement. One that differs is recorded, and shown as differing."""
    said = _said(number, dated, received, net, vat)
    asked = InvoiceAsked.model_validate({"contract": contract, "month": period, **said})
    _record(folder, person, "invoice", asked, period)


def credit_note(  # noqa: PLR0913, PLR0917 -- a command has its options
    contract: Contract,
    period: Period,
    number: Number,
    person: Acting,
    invoiced: Annotated[str, typer.Option("--for", help="Month whose invoice it corrects, such as 2018-01.")],
    dated: Dated,
    net: Net,
    vat: Vat = None,
    received: Received = None,
    folder: StoreFolder = HERE,
) -> None:
    """Record the credit note for what a month's statement took off an invoice for another month."""
    said = _said(number, dated, received, net, vat)
    asked = CreditNoteAsked.model_validate({"contract": contract, "month": period, "invoiced": invoiced, **said})
    _record(folder, person, "credit-note", asked, period)


def withdraw_invoice(
    contract: Contract,
    record: Annotated[int, typer.Argument(help="Number of the record, which reckoner invoices lists.")],
    reason: Annotated[str, typer.Argument(help="Why; it stays on record.")],
    person: Acting,
    folder: StoreFolder = HERE,
) -> None:
    """Withdraw an invoice or a credit note that was recorded by mistake, or that another takes the place of."""
    asked = InvoiceWithdrawalAsked(contract=contract, record=record, reason=reason)
    print_invoices(ask(folder, person, "withdraw-invoice", asked, InvoiceRegister))


def _said(number: str, dated: datetime, received: datetime | None, net: int, vat: int | None) -> dict[str, object]:
    days = {"dated_on": dated.date(), "received_on": received and received.date()}
    return {"number": number, **days, "net": net, "vat": vat}


def _record(folder: Path, person: str, step: str, asked: BaseModel, period: str) -> None:
    found = ask(folder, person, step, asked, InvoiceRegister)
    label = months.label(months.parse(period))
    for each in found.months:
        if each.month == label:
            _print_month(each)
    for credit in found.credit_notes:
        if label in (credit.statement, credit.invoiced):
            console.print(credit.words, markup=False)


def print_invoices(found: InvoiceRegister) -> None:
    """Print the register of invoices for a person: each month, then the credit notes, then what was withdrawn."""
    console.print(f"[bold]{found.title}: invoices and credit notes[/bold]")
    if not found.months:
        console.print("No statement is certified yet, so nothing is to be invoiced.", markup=False)
    for each in found.months:
        _print_month(each)
    for credit in found.credit_notes:
        record = f"{credit.note.record}. " if credit.note else ""
        console.print(f"{record}{credit.words}", markup=False)
    for gone in found.withdrawn:
        month = months.spoken(months.parse(gone.invoiced))
        console.print(f"{gone.record}. Withdrawn: {gone.kind} {gone.number} for {month}. {gone.reason}", markup=False)
    if found.overdue:
        console.print(f"Credit notes that are overdue: {len(found.overdue)}.", markup=False)


def _print_month(each: MonthInvoiced) -> None:
    record = f"{each.invoice.record}. " if each.invoice else ""
    console.print(f"{record}{each.words}", markup=False)
    if each.due_on:
        console.print(f"   To be paid by {day(each.due_on)}.", markup=False)
    if each.due_not_known:
        console.print(f"   To be paid by: not known. {each.due_not_known}.", markup=False)


invoices = of_contract(
    Asking("invoices", InvoicesAsked, InvoiceRegister, print_invoices),
    "Print the invoices and credit notes of a contract: recorded, still to come, overdue, withdrawn.",
)
