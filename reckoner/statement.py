"""``reckoner statement``: the statement of a month."""

from collections.abc import Iterable

from rich.table import Table

from contracts import months
from contracts.wording import listed, moment, pounds
from reckoner.asking import Asking, of_month
from reckoner.options import console
from statements import relief_words
from statements.documents import ReliefShown, Statement, StatementLine
from statements.operations import StatementAsked


def print_statement(drawn: Statement) -> None:
    """Print a statement for a person."""
    month = months.spoken(months.parse(drawn.month))
    console.print(f"[bold]{drawn.title}: statement for {month}[/bold] ({drawn.state})")
    known = moment(drawn.known_at.replace(tzinfo=None))
    console.print(f"As known on {known}; contract version {drawn.contract_version}")
    if drawn.illustrative:
        console.print("Illustrative: made-up figures, except where the contract file names a published source.")
    if drawn.invoice:
        credited = f"; credited since by {listed(drawn.credit_notes)}" if drawn.credit_notes else ""
        console.print(f"Invoice {drawn.invoice}{credited}", markup=False)
    console.print(_lines(drawn))
    for cap in drawn.caps:
        console.print(f"{cap.title} (clause {cap.clause}): {pounds(cap.used)} of {pounds(cap.limit)} used.")
    print_relief(drawn.relief)
    console.print(f"Digest {drawn.digest}")


def print_relief(found: Iterable[ReliefShown]) -> None:
    """Print the agreed relief that a statement was drawn with."""
    for each in found:
        console.print(" ".join(relief_words.on_statement(each)), markup=False, soft_wrap=True)


def _lines(drawn: Statement) -> Table:
    table = Table(box=None, pad_edge=False)
    for heading in ("", "Line", "Clause", "Status", "Measure", "Target"):
        table.add_column(heading, overflow="fold")
    for heading in ("Points", "Amount"):
        table.add_column(heading, justify="right", no_wrap=True)
    taxes = [line for line in drawn.lines if line.kind == "vat"]
    _add(table, (line for line in drawn.lines if line not in taxes))
    table.add_section()
    table.add_row("", "Net payment before VAT", "", "", "", "", "", pounds(drawn.net), style="bold")
    _add(table, taxes)
    if drawn.vat:
        table.add_row("", "To pay, with VAT", "", "", "", "", "", pounds(drawn.net + drawn.vat), style="bold")
    if drawn.net_without_relief is not None:
        without = pounds(drawn.net_without_relief)
        table.add_row("", "Without agreed relief: charge less deductions", "", "", "", "", "", without)
    return table


def _add(table: Table, lines: Iterable[StatementLine]) -> None:
    for line in lines:
        cells = (str(line.number), line.title, line.clause, line.status or "", line.measure, line.target, line.points)
        table.add_row(*cells, pounds(line.amount))


statement = of_month(
    Asking("statement", StatementAsked, Statement, print_statement),
    "Print the draft statement of a month: charge, every deduction, net payment before VAT.",
)
