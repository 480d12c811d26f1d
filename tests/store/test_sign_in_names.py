"""A sign-in name stands for one person, and a person keeps their id when the name changes."""

import pytest

from store.people import add_person, set_up
from store.session import Store
from store.sign_in_names import EmptySignInName, SignInNameTaken, has_another, person_known_as, record
from tests.store.conftest import OFFICER, StandingClock

JONES = "b.jones"


@pytest.fixture
def staffed(store: Store) -> Store:
    set_up(store, OFFICER, "Anne Clarke", "Barnet", "A.Clarke@barnet.example")
    with store.write(OFFICER, "add person", JONES) as writing:
        add_person(writing, JONES, "Bea Jones", "Cambridge Education")
    return store


def give(store: Store, person: str, name: str) -> None:
    with store.write(OFFICER, "appoint people", person) as writing:
        record(writing, person, name)


def known_as(store: Store, name: str) -> str | None:
    with store.read() as cursor:
        return person_known_as(cursor, name)


def test_the_first_officer_can_sign_in(staffed: Store) -> None:
    assert known_as(staffed, "a.clarke@barnet.example") == OFFICER


@pytest.mark.parametrize("came_as", ["b.jones@ce.example", "B.Jones@CE.example", " b.jones@ce.example "])
def test_an_address_is_the_same_in_any_letters(staffed: Store, came_as: str) -> None:
    give(staffed, JONES, "B.Jones@ce.Example")
    assert known_as(staffed, came_as) == JONES


def test_another_identifier_is_the_same_only_letter_by_letter(staffed: Store) -> None:
    give(staffed, JONES, "AbC7")
    assert known_as(staffed, "AbC7") == JONES
    assert known_as(staffed, "abc7") is None


def test_an_id_is_no_sign_in_name(staffed: Store) -> None:
    assert known_as(staffed, JONES) is None


def test_a_new_name_takes_the_place_of_the_old(staffed: Store, clock: StandingClock) -> None:
    give(staffed, JONES, "b.jones@ce.example")
    clock.move(days=1)
    give(staffed, JONES, "b.smith@ce.example")
    assert known_as(staffed, "b.smith@ce.example") == JONES
    assert known_as(staffed, "b.jones@ce.example") is None
    with staffed.read() as cursor:
        assert has_another(cursor, JONES, "b.smith@ce.example")
        assert not has_another(cursor, OFFICER, "A.Clarke@Barnet.example")


def test_a_name_that_was_ever_one_persons_is_never_anothers(staffed: Store) -> None:
    give(staffed, JONES, "b.jones@ce.example")
    give(staffed, JONES, "b.smith@ce.example")
    for name in ("B.Jones@ce.example", "b.smith@ce.example"):
        with pytest.raises(SignInNameTaken):
            give(staffed, OFFICER, name)
    assert known_as(staffed, "a.clarke@barnet.example") == OFFICER


@pytest.mark.parametrize("name", ["", "  "])
def test_a_name_has_letters(staffed: Store, name: str) -> None:
    with pytest.raises(EmptySignInName):
        give(staffed, JONES, name)
    assert known_as(staffed, name) is None
