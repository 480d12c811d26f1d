"""The contract file, version by version, as it was known."""

from dataclasses import dataclass
from datetime import date, datetime

from duckdb import DuckDBPyConnection

from contracts.contract import Contract
from contracts.errors import ReckonerError
from contracts.loading import ContractFile, load
from store.moments import limit, shown
from store.queries import query
from store.session import Writing


class NoSuchContract(ReckonerError):
    """A contract that the store did not know at the moment asked about."""

    def __init__(self, contract: str) -> None:
        super().__init__(
            f"Nothing is known of a contract “{contract}”. Check its name, or record its contract file first."
        )


@dataclass(frozen=True)
class ContractVersion:
    """One version of a contract file: its digest and its text (YAML); ``known_at`` in UTC."""

    contract: str
    version: int
    digest: str
    source: str
    known_at: datetime
    person: str

    @property
    def file_name(self) -> str:
        """What the file is called, whatever it was called where it came from."""
        return f"{self.contract}.yaml"

    def file(self, known_on: date | None = None) -> ContractFile:
        """Return the file as read with the variations known on a day, or with all of them."""
        return load(self.source, self.file_name, known_on)


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


def contract_version(cursor: DuckDBPyConnection, contract: str, as_known_on: datetime | None = None) -> ContractVersion:
    """Return the newest version of a contract file that was known by a moment.

    Raises:
        NoSuchContract: there was none.
    """
    known = contract_versions(cursor, contract, as_known_on)
    if not known:
        raise NoSuchContract(contract)
    return known[-1]


def contract_now(cursor: DuckDBPyConnection, contract: str) -> Contract:
    """Return a contract as it is known now, every variation included.

    Raises:
        NoSuchContract: nothing is known of it.
    """
    return contract_version(cursor, contract).file().contract


def contracts(cursor: DuckDBPyConnection, as_known_on: datetime | None = None) -> tuple[str, ...]:
    """Return the ids of the contracts known by a moment, in alphabetical order."""
    found = "select distinct contract from contract_version where known_at <= ? order by contract"
    return tuple(contract for (contract,) in cursor.execute(found, [limit(as_known_on)]).fetchall())
