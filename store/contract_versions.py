"""The contract file, version by version, as it was known."""

from dataclasses import dataclass
from datetime import datetime

from duckdb import DuckDBPyConnection

from store.moments import limit, shown
from store.queries import query
from store.session import Writing


@dataclass(frozen=True)
class ContractVersion:
    """One version of a contract file: its digest and its text (YAML); ``known_at`` in UTC."""

    contract: str
    version: int
    digest: str
    source: str
    known_at: datetime
    person: str


def record_contract_version(writing: Writing, contract: str, digest: str, source: str) -> ContractVersion:
    """Record a contract file as the newest version; the same text as the newest is not recorded again."""
    known = contract_versions(writing.cursor, contract)
    if known and (known[-1].digest, known[-1].source) == (digest, source):
        return known[-1]
    number = len(known) + 1
    row = (contract, number, digest, source, writing.at, writing.person)
    writing.cursor.execute("insert into contract_version values (?, ?, ?, ?, ?, ?)", row)
    return ContractVersion(contract, number, digest, source, shown(writing.at), writing.person)


def contract_versions(
    cursor: DuckDBPyConnection, contract: str, as_known_on: datetime | None = None
) -> tuple[ContractVersion, ...]:
    """Return the versions of a contract file that were known by a moment, oldest first."""
    given = {"contract": contract, "as_known_on": limit(as_known_on)}
    found = cursor.execute(query("contract_versions"), given).fetchall()
    return tuple(
        ContractVersion(contract, version, digest, source, shown(known), person)
        for version, digest, source, known, person in found
    )


def authors(cursor: DuckDBPyConnection, contract: str) -> frozenset[str]:
    """Return who recorded a version of a contract file; a later one of somebody else's ends nobody's part."""
    return frozenset(each.person for each in contract_versions(cursor, contract))


def contract_version(
    cursor: DuckDBPyConnection, contract: str, as_known_on: datetime | None = None
) -> ContractVersion | None:
    """Return the newest version of a contract file that was known by a moment, if there was one."""
    known = contract_versions(cursor, contract, as_known_on)
    return known[-1] if known else None


def contracts(cursor: DuckDBPyConnection, as_known_on: datetime | None = None) -> tuple[str, ...]:
    """Return the ids of the contracts known by a moment, in alphabetical order."""
    found = "select distinct contract from contract_version where known_at <= ? order by contract"
    return tuple(contract for (contract,) in cursor.execute(found, [limit(as_known_on)]).fetchall())
