"""People and their appointments, on the days on which they hold."""

from datetime import date

import pytest

from store.events import events
from store.people import (
    AlreadySetUp,
    EmptyAppointment,
    OwnAppointment,
    ProviderEverywhere,
    UnknownPerson,
    add_person,
    appoint,
    everyone_on,
    person_now,
    person_on,
    set_up,
)
from store.policy import EVERY_CONTRACT, Action, Role, decide
from store.session import Store
from tests.store.conftest import OFFICER, StandingClock

JONES = "b.jones"
APRIL, JUNE, AUGUST = date(2016, 4, 1), date(2016, 6, 1), date(2016, 8, 1)


@pytest.fixture
def staffed(store: Store) -> Store:
    set_up(store, OFFICER, "Anne Clarke", "Barnet")
    with store.write(OFFICER, "add person", JONES) as writing:
        add_person(writing, JONES, "Bea Jones", "Cambridge Education")
    return store


def appointed(store: Store, contract: str, role: Role, from_day: date, until_day: date | None = None) -> None:
    with store.write(OFFICER, "appoint", JONES) as writing:
        appoint(writing, JONES, contract, role, from_day, until_day)


def roles_on(store: Store, day: date) -> tuple[Role, ...]:
    with store.read() as cursor:
        return person_on(cursor, JONES, day).roles("barnet")


def test_the_first_person_is_added_by_the_program_and_may_appoint_the_rest(store: Store) -> None:
    set_up(store, OFFICER, "Anne Clarke", "Barnet")
    assert decide(person_now(store, OFFICER), Action.APPOINT_PEOPLE, EVERY_CONTRACT).allowed
    with store.read() as cursor:
        assert [(each.person, each.action) for each in events(cursor)] == [("reckoner", "reckoner set up")]


def test_a_store_is_set_up_once(staffed: Store) -> None:
    before = staffed.version
    with pytest.raises(AlreadySetUp):
        set_up(staffed, "m.mallory", "Mallory", "Nowhere")
    assert staffed.version == before
    with pytest.raises(UnknownPerson):
        person_now(staffed, "m.mallory")


def test_an_unknown_person_learns_nothing(staffed: Store) -> None:
    with pytest.raises(UnknownPerson) as caught:
        person_now(staffed, "x")
    assert OFFICER not in str(caught.value)
    assert "Clarke" not in str(caught.value)


@pytest.mark.parametrize(("day", "held"), [
    (date(2016, 5, 31), ()),
    (JUNE, (Role.PROVIDER,)),
    (date(2016, 7, 31), (Role.PROVIDER,)),
    (AUGUST, ()),
])  # fmt: skip
def test_an_appointment_holds_from_its_first_day_until_before_its_last(
    staffed: Store, day: date, held: tuple[Role, ...]
) -> None:
    appointed(staffed, "barnet", Role.PROVIDER, JUNE, AUGUST)
    assert roles_on(staffed, day) == held


def test_recording_an_appointment_again_ends_it(staffed: Store) -> None:
    appointed(staffed, "barnet", Role.AUDITOR, APRIL)
    assert roles_on(staffed, AUGUST) == (Role.AUDITOR,)
    appointed(staffed, "barnet", Role.AUDITOR, APRIL, JUNE)
    assert roles_on(staffed, AUGUST) == ()


def test_today_is_the_clocks(staffed: Store, clock: StandingClock) -> None:
    appointed(staffed, "barnet", Role.PROVIDER, clock.now.date(), date(2016, 12, 10))
    assert person_now(staffed, JONES).roles("barnet") == (Role.PROVIDER,)
    clock.move(days=2)
    assert person_now(staffed, JONES).roles("barnet") == ()


def test_a_new_name_takes_the_place_of_the_old(staffed: Store) -> None:
    with staffed.write(OFFICER, "rename", JONES) as writing:
        add_person(writing, JONES, "Bea Smith", "Cambridge Education")
    assert person_now(staffed, JONES).name == "Bea Smith"


def test_nobody_appoints_themselves(staffed: Store) -> None:
    with pytest.raises(OwnAppointment), staffed.write(JONES, "appoint", JONES) as writing:
        appoint(writing, JONES, "barnet", Role.OFFICER, APRIL)


def test_a_provider_is_never_appointed_to_every_contract(staffed: Store) -> None:
    with pytest.raises(ProviderEverywhere):
        appointed(staffed, EVERY_CONTRACT, Role.PROVIDER, APRIL)


def test_days_in_the_wrong_order_are_refused(staffed: Store) -> None:
    with pytest.raises(EmptyAppointment, match="2016-06-01"):
        appointed(staffed, "barnet", Role.AUDITOR, JUNE, APRIL)


def test_only_known_people_are_appointed(staffed: Store) -> None:
    with pytest.raises(UnknownPerson), staffed.write(OFFICER, "appoint", "x") as writing:
        appoint(writing, "x", "barnet", Role.OFFICER, APRIL)


def test_everybody_is_listed_by_name_with_the_appointments_of_the_day(staffed: Store) -> None:
    appointed(staffed, "barnet", Role.PROVIDER, JUNE)
    with staffed.read() as cursor:
        found = [(each.name, each.roles("barnet")) for each in everyone_on(cursor, APRIL)]
        later = {each.name: each.roles("barnet") for each in everyone_on(cursor, AUGUST)}
    assert [name for name, _ in found] == ["Anne Clarke", "Bea Jones"]
    assert found[1][1] == ()
    assert later["Bea Jones"] == (Role.PROVIDER,)
