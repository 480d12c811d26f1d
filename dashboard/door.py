"""The door of the pages where people sign in themselves: who has come, the way in, and the way out.

Streamlit goes the way through the organisation's OpenID provider and back, checks what came and keeps it in a signed
cookie. What it leaves to the application is checked here at every look at a page: that the answer is for this client,
that it is not too old, and that an e-mail address was verified.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import streamlit as st

from contracts.errors import ReckonerError
from dashboard import style, wording
from dashboard.sign_in import SignIn
from store import people, sign_in_names
from store.policy import Person
from store.session import Store

_AHEAD: Final = timedelta(minutes=5)


class ForAnotherProgram(ReckonerError):
    """The provider's answer was made for another client: it names nobody here (OpenID Connect Core 1.0, 3.1.3.7)."""

    def __init__(self) -> None:
        super().__init__("Your organisation’s sign-in answered for another program. Ask whoever looks after it.")


class NoNameGiven(ReckonerError):
    """The provider's answer lacks the claim by which people are known here."""

    def __init__(self, claim: str) -> None:
        super().__init__(
            f"Your organisation’s sign-in did not give “{claim}”, by which people are known here. Ask whoever looks "
            "after it."
        )


class AddressNotVerified(ReckonerError):
    """Anybody may have typed the e-mail address that the provider gave."""

    def __init__(self) -> None:
        super().__init__(
            "Your organisation’s sign-in has not verified your e-mail address, so it does not count. Ask whoever looks "
            "after it."
        )


def name_of(settings: SignIn, said: Mapping[str, Any], now: datetime) -> str | None:
    """Return the name by which somebody has signed in; ``None`` if nobody has, or it is too long ago.

    Args:
        settings: how people sign in.
        said: what the provider said of them, as Streamlit has kept it.
        now: with a zone.

    Raises:
        ForAnotherProgram, NoNameGiven, AddressNotVerified: what was said names nobody.
    """
    if not said.get("is_logged_in") or not _holds(settings, said.get("iat"), now):
        return None
    audience = said.get("aud")
    if settings.client_id not in (audience if isinstance(audience, list) else [audience]):
        raise ForAnotherProgram
    name = said.get(settings.claim)
    if not isinstance(name, str) or not name.strip():
        raise NoNameGiven(settings.claim)
    if settings.claim == "email" and said.get("email_verified") is not True:
        raise AddressNotVerified
    return name


def _holds(settings: SignIn, issued: object, now: datetime) -> bool:
    if isinstance(issued, bool) or not isinstance(issued, int | float):
        return False
    age = now - datetime.fromtimestamp(issued, UTC)
    return -_AHEAD <= age < timedelta(hours=settings.hours)


def comer(store: Store, settings: SignIn) -> Person | None:
    """Return the known person who has signed in, and offer them the way out; ``None`` leaves them at the door."""
    try:
        person = _known(store, name_of(settings, st.user, datetime.now(UTC)))
    except ReckonerError:
        return None
    if person is None:
        return None
    st.button("Sign out", key="sign out", on_click=st.logout)
    return people.person_now(store, person)


def _known(store: Store, name: str | None) -> str | None:
    if name is None:
        return None
    with store.read() as cursor:
        return sign_in_names.person_known_as(cursor, name)


def at_the_door(settings: SignIn) -> None:
    """Say to whoever is not let in how to come in, or under which name they came and whom to ask."""
    try:
        name = name_of(settings, st.user, datetime.now(UTC))
    except ReckonerError as error:
        st.title(wording.NOT_LET_IN)
        style.said(str(error))
    else:
        if name is None:
            st.title(wording.SIGN_IN)
            style.said(wording.HOW_TO_SIGN_IN)
            st.button("Sign in", key="sign in", type="primary", on_click=st.login)
            return
        st.title(wording.NOT_LET_IN)
        style.said(wording.UNKNOWN_NAME)
        st.code(name, language=None)
        style.said(wording.WHOM_TO_ASK)
    st.button("Sign out", key="sign out", on_click=st.logout)
