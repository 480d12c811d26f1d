"""What is looked at, and by whom: contract, month and person, kept in the page’s address so that it can be shared."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, TypeVar

import streamlit as st

from contracts import months
from contracts.contract import Contract
from contracts.months import Month
from contracts.wording import listed
from dashboard import data, door, style, wording
from dashboard.installation import SIGNED_IN, Installation
from store import people
from store.policy import EVERY_CONTRACT, Person, contracts_visible
from store.session import Store


@dataclass(frozen=True)
class Selection:
    """What every page is given: the store, the contract and month in view, and the person who looks."""

    store: Store
    contract: Contract
    month: Month
    person: Person


Choice = TypeVar("Choice")
_LONGEST: Final = 40
"""Characters of what an address names that are repeated."""


def choice(
    label: str, name: str, options: Mapping[str, Choice], default: str, shown: Callable[[Choice], str]
) -> Choice:
    """Offer a choice in the sidebar that stands in the page's address as ``?name=``.

    The address holds ids, which last, and not the titles shown. It decides when it has changed from outside (a link,
    the browser's back button); otherwise what was chosen decides and the address follows. A value that is not offered
    is passed over, which ``say_if_passed_over`` says until something else is chosen.

    Args:
        label: what is chosen, as it stands above the widget.
        name: of the parameter in the address.
        options: what can be chosen, by its id in the address.
        default: id of what is chosen at first.
        shown: writes an option for the reader.
    """
    key, followed = f"{name} chosen", f"{name} in address"
    asked, before = st.query_params.get(name), st.session_state.get(followed)
    # A page that was left takes what its widgets held with it: there the address decides again.
    if asked in options and (asked != before or key not in st.session_state):
        st.session_state[key] = asked
    if st.session_state.get(key) not in options:
        st.session_state[key] = default
    chosen = st.selectbox(label, list(options), key=key, format_func=lambda each: shown(options[each]))
    st.query_params[name] = st.session_state[followed] = chosen
    # The address names from now on what is shown, so what it named before is kept beside it.
    if asked != before or chosen != before:
        in_vain = asked is not None and asked != before and asked not in options
        named = (asked or "")[:_LONGEST]
        said = wording.NOT_OFFERED.format(name=name, asked=named, shown=shown(options[chosen]))
        st.session_state[_told(name)] = said if in_vain else ""
    return options[chosen]


def say_if_passed_over(name: str) -> None:
    """Say of a choice, by its name in the address, where the address named what is not offered."""
    if said := st.session_state.get(_told(name)):
        style.quiet(said)


def _told(name: str) -> str:
    return f"{name} passed over"


def who(installation: Installation) -> Person | None:
    """Return who is looking, or ``None`` if nobody is signed in.

    In a demonstration the visitor chooses, and ``?person=`` chooses too. Otherwise only who has signed in counts, on
    these pages or at the body's own proxy, whatever stands in the address.

    Raises:
        UnknownPerson: somebody signed in whom the store does not know.
    """
    if installation.sign_in is not None:
        return door.comer(installation.store, installation.sign_in)
    if not installation.demo:
        signed_in = st.user.get(SIGNED_IN)
        return people.person_now(installation.store, str(signed_in)) if signed_in else None
    everyone = data.everyone(installation.store)
    if not everyone:
        return None
    return choice("Acting as", "person", everyone, next(iter(everyone)), introduced)


def what(store: Store, person: Person) -> Selection | None:
    """Let a person choose among the contracts they may see and their months; ``None`` if they may see none."""
    visible = contracts_visible(person, data.contract_ids(store))
    if not visible:
        return None
    agreed = {each: data.contract(store, each) for each in visible}
    contract = choice("Contract", "contract", agreed, visible[0], lambda each: each.contract.title)
    offered = {months.label(month): month for month in data.months_to_show(store, contract)}
    latest = max(data.returned_months(store, contract.id), default=contract.first_month)
    month = choice("Month", "month", offered, months.label(latest), months.spoken)
    return Selection(store, contract, month, person)


def introduced(person: Person, contract: str = EVERY_CONTRACT) -> str:
    """Return a person's name and what they are: ``A. Clarke, officer``."""
    roles = person.roles(contract) or tuple(dict.fromkeys(each.role for each in person.appointments))
    return ", ".join([person.name, listed(roles)]) if roles else person.name
