"""Who may say by which name somebody signs in."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from statements.operations import AppointmentAsked, appoint_person
from store.events import events
from store.people import OwnAppointment, names
from store.policy import EVERY_CONTRACT, NotAllowed, Role
from store.session import Store
from store.sign_in_names import SignInNameTaken, person_known_as
from tests.statements.fenland import CONTRACT, OFFICER, fenland

LOCAL = "l.reed"
CERTIFIER = "z.cole"
APRIL = date(2018, 4, 1)


def appointed(store: Store, by: str, person: str, role: Role, contract: str = CONTRACT, **more: str) -> None:
    said = {"name": "X. Y", "organisation": "Fenland District Council", "from_day": APRIL, **more}
    appoint_person(store, by, AppointmentAsked(person=person, contract=contract, role=role, **said))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """One contract, an officer of every contract, and one of this contract alone."""
    with fenland(tmp_path / "store") as (store, _clock):
        appointed(store, OFFICER, LOCAL, Role.OFFICER, signs_in_as="l.reed@fenland.example")
        yield store


def known_as(store: Store, name: str) -> str | None:
    with store.read() as cursor:
        return person_known_as(cursor, name)


def test_whoever_appoints_says_by_which_name_a_new_person_signs_in(store: Store) -> None:
    appointed(store, LOCAL, CERTIFIER, Role.CERTIFYING_OFFICER, signs_in_as="Z.Cole@fenland.example")
    assert known_as(store, "z.cole@fenland.example") == CERTIFIER
    with store.read() as cursor:
        assert list(events(cursor))[-1].detail == {"person": CERTIFIER, "sign_in_name": "recorded"}


def test_the_same_name_again_is_no_change(store: Store) -> None:
    for _ in range(2):
        appointed(store, LOCAL, CERTIFIER, Role.AUDITOR, signs_in_as="z.cole@fenland.example")
    assert known_as(store, "z.cole@fenland.example") == CERTIFIER


def test_only_an_officer_of_every_contract_gives_a_person_another_name(store: Store) -> None:
    appointed(store, OFFICER, CERTIFIER, Role.CERTIFYING_OFFICER, signs_in_as="z.cole@fenland.example")
    before = store.version
    with pytest.raises(NotAllowed):
        appointed(store, LOCAL, CERTIFIER, Role.CERTIFYING_OFFICER, signs_in_as="second@fenland.example")
    assert (store.version, known_as(store, "second@fenland.example")) == (before, None)
    appointed(store, OFFICER, CERTIFIER, Role.CERTIFYING_OFFICER, signs_in_as="z.marr@fenland.example")
    assert known_as(store, "z.marr@fenland.example") == CERTIFIER


def test_an_officer_cannot_sign_in_as_a_second_person_of_their_own_making(store: Store) -> None:
    with pytest.raises(SignInNameTaken):
        appointed(store, LOCAL, "made.up", Role.CERTIFYING_OFFICER, signs_in_as="L.Reed@fenland.example")
    with pytest.raises(OwnAppointment):
        appointed(store, OFFICER, OFFICER, Role.CERTIFYING_OFFICER, EVERY_CONTRACT, signs_in_as="other@fenland.example")


def test_only_an_officer_of_every_contract_renames_somebody_who_is_known(store: Store) -> None:
    appointed(store, LOCAL, CERTIFIER, Role.CERTIFYING_OFFICER)
    appointed(store, LOCAL, CERTIFIER, Role.AUDITOR)
    before = store.version
    for other in ({"name": "Q. Other"}, {"organisation": "Another council"}):
        with pytest.raises(NotAllowed):
            appointed(store, LOCAL, CERTIFIER, Role.AUDITOR, **other)
    assert store.version == before
    appointed(store, OFFICER, CERTIFIER, Role.AUDITOR, name="Q. Other")
    with store.read() as cursor:
        assert names(cursor)[CERTIFIER] == "Q. Other"
