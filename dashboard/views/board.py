"""The board's page: what needs its attention this month."""

from contracts import months
from dashboard import style
from dashboard.selection import Selection


def show(selection: Selection) -> None:
    """Show the board page of a contract for a month."""
    agreed = selection.contract
    board = next(iter(agreed.forums.values()))
    style.heading(board.title, f"{agreed.contract.title}: {months.spoken(selection.month)}")
