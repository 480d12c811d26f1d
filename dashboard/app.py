"""The entry of every page: who looks, at what, whether they may, and the frame around it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NoReturn

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from contracts import months
from contracts.london import LONDON, in_london
from contracts.wording import day, moment
from dashboard import data, door, installation, style, wording
from dashboard.installation import Installation
from dashboard.selection import Selection, introduced, say_if_passed_over, what, who
from dashboard.views import board, indicator, payment, upload, what_if
from store.policy import Action, decide


@dataclass(frozen=True)
class View:
    """A page: its name in the menu, what one must be allowed to do to see it, and what shows it."""

    title: str
    needs: Action
    show: Callable[[Selection], None]


VIEWS = (
    View("Board", Action.VIEW_BOARD, board.show),
    View("Indicators", Action.VIEW_BOARD, indicator.show),
    View("Payment", Action.VIEW_PAYMENT, payment.show),
    View("Upload a return", Action.CHECK_RETURN, upload.show),
    View("What if", Action.ASK_WHAT_IF, what_if.show),
)


def main(views: Sequence[View] = VIEWS) -> None:
    """Draw the frame, then the page that was asked for, if the person may see it."""
    st.set_page_config(page_title="Reckoner", layout="wide", initial_sidebar_state=248)
    style.dress()
    served = installation.current()
    choices, menu = st.sidebar.container(key="choices"), st.sidebar.container(key="menu")
    standing = st.sidebar.container(key="standing")
    with standing:
        person = who(served)
    if person is None:
        _turn_away(served)
    with choices:
        selection = what(served.store, person)
    if selection is None:
        _stop(wording.NO_CONTRACT)
    with standing:
        style.quiet(*_standing(selection))
    _page(views, selection, menu)


def _page(views: Sequence[View], selection: Selection, menu: DeltaGenerator) -> None:
    """Show the page that the address names, unless the one policy says that it is not this person's to see."""
    pages = [
        st.Page(partial(view.show, selection), title=view.title, url_path=_address(view), default=not place)
        for place, view in enumerate(views)
    ]
    agreed = selection.contract
    title = agreed.contract.title
    decisions = {view.title: decide(selection.person, view.needs, agreed.id, title) for view in views}
    page = st.navigation(pages, position="hidden")
    st.set_page_config(page_title=_tab(page.title, selection))
    # The menu offers nobody a page that would only turn them away; one who typed its address sees where they are.
    for each in (each for each in pages if each == page or decisions[each.title].allowed):
        place = menu.container(key="here") if each == page else menu
        place.page_link(each, query_params=dict(st.query_params), width="stretch")
    if not decisions[page.title].allowed:
        style.heading(title, page.title)
        _stop(decisions[page.title].because)
    if agreed.contract.first_day > selection.store.clock().astimezone(LONDON).date():
        style.heading(title, page.title)
        _stop(wording.NOT_BEGUN.format(day=day(agreed.contract.first_day)))
    # Nothing is said of a contract: nobody learns from an answer whether there is one by a name.
    say_if_passed_over("month")
    page.run()
    # The sidebar is not printed: what is chosen in it, and the date of the data, stand at the end of the paper.
    style.on_paper(f"{title}, {months.spoken(selection.month)}", *_standing(selection))


def _address(view: View) -> str:
    return view.title.lower().replace(" ", "-")


def _tab(title: str, selection: Selection) -> str:
    return f"{title}, {selection.contract.contract.title}, {months.spoken(selection.month)} - Reckoner"


def _standing(selection: Selection) -> tuple[str, ...]:
    known, seen_by = data.known_at(selection.store), introduced(selection.person, selection.contract.id)
    if known is None:
        return (seen_by,)
    today = in_london(selection.store.clock())
    # What is overdue is counted to today, which may be days after anything was last recorded.
    counted = (f"Days overdue are counted to {day(today)}",) if today != in_london(known) else ()
    return f"As known on {moment(known)}", seen_by, *counted


def _turn_away(served: Installation) -> NoReturn:
    if served.sign_in is None:
        _stop(wording.NOBODY_SIGNED_IN)
    door.at_the_door(served.sign_in)
    st.stop()


def _stop(sentence: str) -> NoReturn:
    style.noted(sentence)
    st.stop()


if __name__ == "__main__":
    main()
