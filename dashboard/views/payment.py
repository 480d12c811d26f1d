"""The payment page: this month's statement, line by line."""

from contracts import months
from dashboard import style
from dashboard.selection import Selection


def show(selection: Selection) -> None:
    """Show the payment statement of a contract for a month."""
    style.heading(selection.contract.contract.title, f"Payment statement for {months.spoken(selection.month)}")
