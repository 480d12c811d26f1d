"""By which name the organisation's own sign-in knows a person.

A person's id stands on record for good, while an e-mail address changes with a marriage or a new domain. So the name is
kept beside the id: whoever comes under a new one is still the same person, and does not become a second one who could
certify what the first has drawn up. A name that was ever one person's is never another's.
"""

from duckdb import DuckDBPyConnection

from contracts.errors import ReckonerError
from store.queries import query
from store.session import Writing


class SignInNameTaken(ReckonerError):
    """A sign-in name that is or was another person's."""

    def __init__(self) -> None:
        super().__init__(
            "Another person here signs in by that name, or did. One name stands for one person: use their own, or "
            "appoint the person who has it."
        )


class EmptySignInName(ReckonerError):
    """A sign-in name without a letter."""

    def __init__(self) -> None:
        super().__init__("The name by which a person signs in is empty. Give it as your sign-in knows them.")


def plain(name: str) -> str:
    """Return a name as it is kept and compared: an e-mail address in small letters, any other as it stands."""
    bare = name.strip()
    return bare.casefold() if "@" in bare else bare


def record(writing: Writing, person: str, name: str) -> None:
    """Record by which name a person signs in from now on.

    Raises:
        EmptySignInName, SignInNameTaken: as they say.
    """
    kept = plain(name)
    if not kept:
        raise EmptySignInName
    others = "select 1 from sign_in_name where name = ? and person <> ? limit 1"
    if writing.cursor.execute(others, [kept, person]).fetchall():
        raise SignInNameTaken
    writing.cursor.execute("insert into sign_in_name values (?, ?, ?)", (person, kept, writing.at))


def has_another(cursor: DuckDBPyConnection, person: str, name: str) -> bool:
    """Return whether a person signs in, or did, by any other name than this one."""
    found = cursor.execute("select 1 from sign_in_name where person = ? and name <> ? limit 1", [person, plain(name)])
    return bool(found.fetchall())


def person_known_as(cursor: DuckDBPyConnection, name: str) -> str | None:
    """Return the id of the person who signs in by a name; ``None`` if nobody does, or does any more."""
    found = cursor.execute(query("signed_in_as"), {"name": plain(name)}).fetchone()
    return None if found is None else str(found[0])
