"""The board's page: what needs its attention this month."""

from contracts import months
from contracts.errors import ReckonerError
from dashboard import data, expecting, meetings, style
from dashboard.figures import changes, concerns, grid, headline, note, ranking, takeaway, triggers
from dashboard.selection import Selection


def show(selection: Selection) -> None:
    """Show the board page of a contract for a month; what cannot be read is named under the heading."""
    agreed, title = selection.contract, f"{selection.contract.contract.title}: {months.spoken(selection.month)}"
    context = headline.context(agreed)
    try:
        view = data.in_view(selection.store, agreed.id, selection.month)
    except ReckonerError as error:
        style.heading(context, title)
        style.refused(error)
        return
    followed, told = meetings.followed(selection.store, view), expecting.told(selection.store, view)
    style.heading(
        headline.context(agreed, followed.sitting),
        title,
        takeaway.of_board(view, told.pounds if told else None),
        ("Open the statement", "payment"),
    )
    theme, address = style.theme(), style.address()
    style.blocks(
        note.next_meeting(view, followed, address),
        note.illustrative(view),
        headline.figures(view, data.life(selection.store, agreed.id, selection.month)),
        headline.tally(view, theme),
        concerns.cards(view, followed, theme, address),
        triggers.triggers(view, address),
        note.sources(view),
        grid.grid(view, theme, address, told.to_come if told else ranking.UNKNOWN),
        changes.columns(view, followed, theme),
    )
