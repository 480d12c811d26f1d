"""``reckoner board``: what a board sees of a month, its money, every indicator, and what is set off beside money."""

from rich.markup import escape
from rich.table import Table

from contracts import months
from contracts.wording import deducted, moment, pounds
from reckoner.asking import Asking, of_month
from reckoner.options import console
from reckoner.tables import table_of
from statements.documents import Board, DatasetReceipt, MeasureShown, MonthTotal, TriggerShown
from statements.evidence import SHEETS
from statements.operations import BoardAsked


def print_board(seen: Board) -> None:
    """Print the board of a month for a person: totals, each indicator's status and cost, caps, and what is set off."""
    month = months.spoken(months.parse(seen.month))
    console.print(f"[bold]{escape(seen.title)}: board for {month}[/bold]")
    console.print(f"As known on {moment(seen.known_at.replace(tzinfo=None))}")
    if seen.illustrative:
        console.print("Illustrative: made-up figures, except where the contract file names a published source.")
    console.print(_totals(seen), "", _indicators(seen), sep="\n")
    console.print("Cost is what the month's own figure takes off, with whichever payment that is.")
    for each in seen.receipts:
        if each.month == seen.month and each.receipt_status != "on time":
            console.print(_receipt(each), markup=False)
    if seen.returns_later:
        console.print(f"Late or missing returns take {pounds(seen.returns_later)} off later payments.")
    for cap in seen.caps:
        said = f"{cap.title} (clause {cap.clause}): {pounds(cap.used)} of {pounds(cap.limit)} used."
        console.print(said, markup=False, soft_wrap=True)
    _print_triggers(seen)


def _totals(seen: Board) -> Table:
    """Return the money of the month, and of the contract up to it, in pounds before VAT."""
    of_month = next((each for each in seen.months if each.month == seen.month), None)
    shown = [_total(months.spoken(months.parse(seen.month)), (of_month,))] if of_month else []
    if len(seen.months) > 1:
        first, last = (months.spoken(months.parse(each.month)) for each in (seen.months[0], seen.months[-1]))
        shown.append(_total(f"{first} to {last}", seen.months))
    return table_of(("",), ("Charge", "Deducted", "Net before VAT"), shown)


def _total(name: str, of: tuple[MonthTotal, ...]) -> tuple[str, ...]:
    sums = (sum(each.charge for each in of), sum(each.deducted for each in of), sum(each.net for each in of))
    return (name, *map(pounds, sums))


def _indicators(seen: Board) -> Table:
    own = [each for each in seen.grid if each.month == seen.month]
    rows = [(each.indicator, escape(each.title), _status(each), each.measure, each.target) for each in own]
    cells = [(*row, deducted(each.deducted)) for row, each in zip(rows, own, strict=True)]
    return table_of(("", "Indicator", "Status", "Measure", "Target"), ("Cost",), cells)


def _status(each: MeasureShown) -> str:
    """Return how a figure was judged, or why it was not: one that is missing has at most what the contract takes."""
    return each.data_status if each.status is None or each.data_status == "missing" else each.status


def _receipt(each: DatasetReceipt) -> str:
    due = moment(each.due_at.replace(tzinfo=None))
    came = f", received {moment(each.received_at.replace(tzinfo=None))}" if each.received_at else ""
    return f"“{SHEETS[each.dataset]}” of the return: {each.receipt_status}; due {due}{came}."


def _print_triggers(seen: Board) -> None:
    """Print what is set off beside money, in contract order; that nothing is, is said too."""
    if not seen.triggers:
        console.print("\nFailures have set off nothing besides deductions.")
        return
    console.print("\n[bold]What failures have set off, besides deductions[/bold]")
    for each in seen.triggers:
        console.print(f"  {_trigger(each)}", markup=False, soft_wrap=True)


def _trigger(each: TriggerShown) -> str:
    """Name a trigger, its indicator where it is of one alone, why it is set off, and its clause."""
    name = each.trigger[:1].upper() + each.trigger[1:]
    of = f": {each.indicator} {each.title}" if each.indicator else ""
    return f"{name}{of}. {each.words} Clause {each.clause}."


board = of_month(
    Asking("board", BoardAsked, Board, print_board),
    "Print a month's board: totals, each indicator's status and cost, and what is set off beside money.",
)
