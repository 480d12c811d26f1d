"""What moved an indicator between two months: a sentence, and a table of groups whose moves add up to the change."""

from typing import Final

from contracts import months
from dashboard.figures.markup import Html, element
from statements.drivers.documents import Drivers, GroupMoved, MovedBy

_MOVES: Final = ("By its own value", "By its share", "Together")


def lead(told: Drivers) -> Html:
    """Say what the figure was in both months, and by how much it changed."""
    return element("p", told.words, class_="lead")


def table(told: Drivers, found: MovedBy) -> Html:
    """Return the groups, the largest move first, with the sentence to take away and how the moves are worked out."""
    sides = [months.short(months.parse(month)) for month in (told.before, told.after)]
    named = [("line", found.heading), ("measure", sides[0]), ("measure", sides[1]), *(("money", of) for of in _MOVES)]
    head = element("tr", *(element("th", name, scope="col", class_=class_) for class_, name in named))
    change = element("th", "The change", scope="row", colspan=5)
    foot = element("tfoot", element("tr", change, element("td", told.shown, class_="money"), class_="total"))
    caption = element("caption", f"What each group by {found.heading.lower()} moved the figure by, the most first")
    body = element("tbody", *(_row(each, sides) for each in found.groups))
    drawn = element("table", caption, element("thead", head), body, foot, class_="groups moves")
    notes = [element("p", each, class_="besides") for each in (found.note, *told.notes) if each]
    return element("section", element("p", element("b", found.takeaway)), drawn, *notes)


def _row(each: GroupMoved, sides: list[str]) -> Html:
    # On a narrow screen each figure stands under the last, so it says by itself what it is.
    measures = zip(sides, (each.before, each.after), strict=True)
    moves = zip(_MOVES, each.moved.shown, strict=True)
    return element(
        "tr",
        element("th", each.name, scope="row", class_="line"),
        *(element("td", said, class_="measure", data_of=of) for of, said in measures),
        *(element("td", said, class_="money", data_of=of) for of, said in moves),
    )
