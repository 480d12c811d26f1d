"""What the contract sets off in a month beside money: which trigger, by what, since when, and its clause."""

from dashboard.figures.in_view import InView
from dashboard.figures.links import NOWHERE, Address, to_indicator
from dashboard.figures.markup import Html, element
from statements.documents import TriggerShown


def triggers(view: InView, address: Address = NOWHERE) -> Html:
    """Return what is set off as a list under a heading; nothing where nothing is."""
    found = view.board.triggers
    if not found:
        return Html("")
    heading = element("h2", "What failures have set off, besides deductions")
    return element("section", element("header", heading), element("ul", *(_item(each, address) for each in found)))


def _item(shown: TriggerShown, address: Address) -> Html:
    name = shown.trigger[:1].upper() + shown.trigger[1:]
    of = (": ", to_indicator(shown.indicator, shown.title, address)) if shown.indicator else ()
    return element("li", element("b", name), *of, f". {shown.words} Clause {shown.clause}")
