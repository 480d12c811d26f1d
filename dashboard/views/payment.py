"""The payment page: this month's statement, line by line."""

from contracts import months
from contracts.errors import ReckonerError
from dashboard import data, known_then, relieving, settling, statement_file, style
from dashboard.figures import accounts, invoices, life, lines, note, takeaway, waterfall
from dashboard.selection import Selection


def show(selection: Selection) -> None:
    """Show the payment statement of a contract for a month; where it cannot be drawn up there is no total."""
    agreed, title = selection.contract, f"Payment statement for {months.spoken(selection.month)}"
    try:
        view = data.in_view(selection.store, agreed.id, selection.month)
    except ReckonerError as error:
        style.heading(agreed.contract.title, title)
        style.refused(error)
        return
    stands, theme = data.life(selection.store, agreed.id, selection.month), style.theme()
    numbered = data.numbered(selection.store, agreed.id, selection.month)
    context = f"{agreed.contract.title}. {life.context(stands)}"
    style.heading(context, title, takeaway.of_payment(view), ("Open the board", ""))
    style.blocks(note.illustrative(view), life.steps(stands), life.state_of(stands), life.besides(stands))
    settling.steps(selection, stands, numbered)
    account, waived, varied = data.accounts(selection.store, agreed.id, selection.month)
    style.blocks(
        life.draft_sent(stands, numbered),
        waterfall.waterfall(view) if view.has_result else None,
        lines.line_by_line(view, theme, style.address()),
    )
    statement_file.offer(view.statement, "Download this statement (JSON)", "statement as it is now")
    relieving.show(selection, view.statement)
    style.blocks(
        life.replies(stands, numbered),
        invoices.of_month(stands),
        life.payments(stands),
        life.bridge(data.bridge(selection.store, agreed.id, selection.month)),
        accounts.final_account(data.final(selection.store, agreed.id, selection.month)),
        accounts.control_account(account),
        invoices.register(data.invoices(selection.store, agreed.id)),
        accounts.register(waived),
        accounts.variations(varied),
    )
    known_then.show(selection, view.statement)
