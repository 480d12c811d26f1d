"""What is asked on a certified statement: its invoice and credit notes, and the register of all of them, folded."""

from contracts import months
from contracts.wording import day, day_short, pounds
from dashboard.figures.accounts import folded, row, sums_table
from dashboard.figures.markup import Html, element
from statements.life.invoice_register import CreditShown, DocumentShown, InvoiceRegister, MonthInvoiced
from statements.life.shown import LifeShown
from statements.measures import so_many

_SUMS = ("Before VAT", "VAT")


def of_month(life: LifeShown) -> Html | None:
    """Return the invoice of a certified statement and the credit notes beside it; nothing before it is certified."""
    if life.invoiced is None:
        return None
    number = f"Invoice {life.invoiced.invoice.number}" if life.invoiced.invoice else "No invoice yet"
    title = element("header", element("h2", "Invoice and credit notes"), element("span", number))
    said = [life.invoiced.words]
    if life.invoiced.due_on:
        said.append(f"It {'was' if life.state == 'paid' else 'is'} to be paid by {day(life.invoiced.due_on)}.")
    items = (element("li", each) for each in (" ".join(said), *(each.words for each in life.credit_notes)))
    return element("section", title, element("ul", *items, class_="invoiced"))


def register(found: InvoiceRegister) -> Html | None:
    """Return the register of invoices, folded; nothing before the first statement is certified."""
    if not found.months:
        return None
    names = ("Statement", "Invoice", "Dated", "Received", "Pay by")
    invoiced = sums_table("Invoices, and what is to be invoiced", names, _SUMS, map(_month, found.months))
    credited = sums_table(
        "Credit notes",
        ("Corrects invoice", "Set off by the statement for", "Credit note", "Dated", "Received", "Due by"),
        _SUMS,
        map(_credit, found.credit_notes),
    )
    gone = element(
        "ul",
        *(
            element("li", f"Withdrawn: {each.kind} {each.number}, record {each.record}. {each.reason}")
            for each in found.withdrawn
        ),
    )
    invoiced_ = sum(each.invoice is not None for each in found.months)
    note = f"{invoiced_} of {so_many(len(found.months), 'certified month')} invoiced"
    if found.overdue:
        number = len(found.overdue)
        note += f"; {number} credit {'note is' if number == 1 else 'notes are'} overdue"
    parts = [invoiced, *([credited] if found.credit_notes else []), *([gone] if found.withdrawn else [])]
    return folded("Register of invoices", note, *parts)


def _month(each: MonthInvoiced) -> Html:
    due = day_short(each.due_on) if each.due_on else "Not known" if each.due_not_known else "Not stated"
    sums = (each.invoice.net, each.invoice.vat) if each.invoice else (each.net, each.vat)
    return row(months.short(months.parse(each.month)), (*_document(each.invoice), due), _money(*sums))


def _credit(each: CreditShown) -> Html:
    due = day_short(each.due_on) if each.due_on else "Not known"
    late = ", overdue" if each.overdue else ", came late" if each.late else ""
    statement = months.short(months.parse(each.statement)) if each.statement else "Final account"
    words = (statement, *_document(each.note), f"{due}{late}")
    sums = (each.note.net, each.note.vat) if each.note else (each.net, each.vat)
    return row(f"{each.invoice}, {months.short(months.parse(each.invoiced))}", words, _money(*sums))


def _document(found: DocumentShown | None) -> tuple[str, str, str]:
    if found is None:
        return "None yet", "", ""
    number = found.number if found.agrees else f"{found.number}, differs"
    return number, day_short(found.dated_on), day_short(found.received_on)


def _money(net: int, vat: int | None) -> tuple[str, str]:
    return pounds(net), "Not stated" if vat is None else pounds(vat)
