"""People: who is known here, and what each is appointed to on a day."""

from datetime import date
from typing import Final

from duckdb import DuckDBPyConnection

from contracts.errors import ReckonerError
from contracts.london import in_london
from contracts.texts import LONGEST_NAME, within
from store import sign_in_names
from store.moments import shown
from store.policy import EVERY_CONTRACT, Appointment, Person, Role
from store.queries import query
from store.session import Store, Writing

PROGRAM: Final = "reckoner"
SET_UP: Final = "reckoner set up"


class UnknownPerson(ReckonerError):
    """An id that nobody has."""

    def __init__(self) -> None:
        super().__init__("Nobody is known here by that id. Check its spelling, or ask the contract officer to add you.")


class AlreadySetUp(ReckonerError):
    """The store has its first person, who appoints the others."""

    def __init__(self) -> None:
        super().__init__("This store is set up already. Ask a contract officer to add people.")


class OwnAppointment(ReckonerError):
    """A person tried to appoint themselves."""

    def __init__(self) -> None:
        super().__init__("Nobody appoints themselves. Ask another contract officer.")


class ProviderEverywhere(ReckonerError):
    """A provider was to be appointed to every contract."""

    def __init__(self) -> None:
        super().__init__("A provider sees its own contracts only: name the contract instead of “*”.")


class EmptyAppointment(ReckonerError):
    """An appointment that would end before it begins."""

    def __init__(self, from_day: date, until_day: date) -> None:
        super().__init__(f"The appointment would end on {until_day} before it begins on {from_day}. Correct the days.")


def is_empty(cursor: DuckDBPyConnection) -> bool:
    """Return whether nobody is known yet."""
    return not cursor.execute("select 1 from person limit 1").fetchall()


def set_up(store: Store, person: str, name: str, organisation: str, signs_in_as: str | None = None) -> None:
    """Add the first person of an empty store as officer of every contract; the program itself is on record for it.

    Raises:
        AlreadySetUp: somebody is known already.
        EmptySignInName: as it says.
    """
    with store.write(PROGRAM, SET_UP, person) as writing:
        if not is_empty(writing.cursor):
            raise AlreadySetUp
        add_person(writing, person, name, organisation)
        appoint(writing, person, EVERY_CONTRACT, Role.OFFICER, in_london(shown(writing.at)))
        if signs_in_as is not None:
            sign_in_names.record(writing, person, signs_in_as)


def is_known_otherwise(cursor: DuckDBPyConnection, person: str, name: str, organisation: str) -> bool:
    """Say whether somebody was last recorded under another name or organisation than these."""
    found = "select name, organisation from person where person = ? order by known_at desc, rowid desc limit 1"
    return any(known != (name, organisation) for known in cursor.execute(found, [person]).fetchall())


def add_person(writing: Writing, person: str, name: str, organisation: str) -> None:
    """Add a person, or record a new name or organisation for one.

    Raises:
        TextTooLong: the id, the name or the organisation is.
    """
    for what, text in (("The id", person), ("The name", name), ("The organisation", organisation)):
        within(what, text, LONGEST_NAME)
    writing.cursor.execute("insert into person values (?, ?, ?, ?)", (person, name, organisation, writing.at))


def appoint(  # noqa: PLR0913, PLR0917 -- an appointment has these parts
    writing: Writing, person: str, contract: str, role: Role, from_day: date, until_day: date | None = None
) -> None:
    """Appoint a person to a role on the days ``[from_day, until_day)``.

    The same person, contract, role and first day again replaces what was recorded: that is how an open appointment
    is ended.

    Raises:
        UnknownPerson, OwnAppointment, ProviderEverywhere, EmptyAppointment: as they say.
    """
    if not writing.cursor.execute("select 1 from person where person = ? limit 1", [person]).fetchall():
        raise UnknownPerson
    if person == writing.person:
        raise OwnAppointment
    if role is Role.PROVIDER and contract == EVERY_CONTRACT:
        raise ProviderEverywhere
    if until_day is not None and until_day < from_day:
        raise EmptyAppointment(from_day, until_day)
    row = (person, contract, str(role), from_day, until_day, writing.at)
    writing.cursor.execute("insert into appointment values (?, ?, ?, ?, ?, ?)", row)


def person_on(cursor: DuckDBPyConnection, person: str, day: date) -> Person:
    """Return a person with the appointments that hold on a day.

    Raises:
        UnknownPerson: nobody has that id.
    """
    known = cursor.execute(query("person"), {"person": person}).fetchall()
    if not known:
        raise UnknownPerson
    rows = cursor.execute(query("appointments"), {"person": person, "day": day}).fetchall()
    held = (Appointment(contract, Role(role), first, until) for contract, role, first, until in rows)
    name, organisation = known[0]
    return Person(person, name, organisation, tuple(held))


def everyone_on(cursor: DuckDBPyConnection, day: date) -> tuple[Person, ...]:
    """Return everybody who is known, in the order of their names, with the appointments that hold on a day."""
    ids = cursor.execute("select distinct person from person").fetchall()
    return tuple(sorted((person_on(cursor, person, day) for (person,) in ids), key=lambda each: each.name))


def names(cursor: DuckDBPyConnection) -> dict[str, str]:
    """Return everybody's name by id, as last recorded."""
    return dict(cursor.execute("select person, name from person order by known_at, rowid").fetchall())


def person_now(store: Store, person: str) -> Person:
    """Return a person with the appointments that hold today, by the store's clock."""
    with store.read() as cursor:
        return person_on(cursor, person, in_london(store.clock()))
