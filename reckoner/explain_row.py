"""``reckoner explain --row``: from a row of a return up to what it cost."""

from pathlib import Path

from contracts import months
from contracts.wording import pounds, pounds_signed
from reckoner.desk import ask
from reckoner.options import Format, console, show
from statements.rows.documents import RowCost
from statements.rows.operations import RowCostAsked


def explain_row(folder: Path, person: str, request: RowCostAsked, as_: Format) -> None:
    """Explain one row: its cells, what it did to each indicator, and the statements that differ without it."""
    told = ask(folder, person, "row-cost", request, RowCost)
    show(told, as_, lambda: _print(told))


def _print(told: RowCost) -> None:
    console.print(f"[bold]{told.sheet}, row {told.row}[/bold]: {told.key}", highlight=False)
    console.print(f"   From submission {told.submission}: {told.file_name}", markup=False)
    console.print(f"     file SHA-256 {told.file_hash}", markup=False)
    for cell in told.cells:
        if cell.says:
            console.print(f"     {cell.cell} {cell.heading}: {cell.says}", markup=False)
    for each in told.effects:
        why = f". {each.why}" if each.why else ""
        console.print(f"   {each.indicator} (clause {each.clause}): {each.did}{why}", markup=False)
        judged = f"in {months.spoken(months.parse(each.judged))}"
        status = each.status or "not judged"
        console.print(f"     with it {judged}: {each.measure}, {status}", markup=False)
        console.print(f"     without it: {each.measure_without}, {each.status_without or 'not judged'}", markup=False)
    for statement in told.statements:
        net = f"{pounds(statement.net)} with it, {pounds(statement.net_without)} without it"
        month = months.spoken(months.parse(statement.month))
        console.print(f"   Payment for {month}: {net} ({pounds_signed(statement.pence)})", markup=False)
    console.print(f"   {told.words}", markup=False)
