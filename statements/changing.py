"""When a contract comes to something else: by an event, or by the clock alone.

Between two such moments it works out the same, so a moment of change is what a ledger can be kept under.
"""

from datetime import date, datetime, time, timedelta
from functools import lru_cache

from duckdb import DuckDBPyConnection

from contracts import loading, months
from contracts.contract import Contract
from contracts.indexed import Indexed, IndexValue, with_index
from contracts.loading import ContractFile
from contracts.london import LONDON, in_london
from contracts.months import Month, of_day
from contracts.terms import Terms, terms_of
from contracts.terms.columns import TIMES
from store.contract_versions import ContractVersion, contract_version
from store.events import latest_event, next_event
from store.moments import shown, stored


def agreed_terms(
    version: ContractVersion, known_on: date, index_known: tuple[IndexValue, ...]
) -> tuple[ContractFile, Indexed, Terms]:
    """Return a contract as known on a day, at the prices of the index values known, and its terms.

    They are worked out once between two days on which that changes.
    """
    since = max(day for day in _days(version.file(known_on).contract, known_on) if day <= known_on)
    return _terms_since(version.source, version.file_name, since, index_known)


@lru_cache(maxsize=64)
def _terms_since(
    text: str, name: str, known_on: date, index_known: tuple[IndexValue, ...]
) -> tuple[ContractFile, Indexed, Terms]:
    file = loading.load(text, name, known_on)
    indexed = with_index(file.contract, index_known, of_day(known_on))
    return file, indexed, terms_of(indexed.contract)


def last_change(cursor: DuckDBPyConnection, contract: str, now: datetime) -> datetime:
    """Return the last moment up to now at which something about a contract changed, by an event or by the clock alone.

    Raises:
        NoSuchContract: the store has no file of that contract.
    """
    version = contract_version(cursor, contract, now)
    return shown(max(by_the_clock(version, stored(now)), stored(latest_event(cursor, now) or version.known_at)))


def next_change(cursor: DuckDBPyConnection, contract: str, now: datetime) -> datetime:
    """Return the first moment after now at which something about a contract changes, if nothing is written until then.

    Raises:
        NoSuchContract: the store has no file of that contract.
    """
    moment = stored(now)
    times, days = _by_the_clock(contract_version(cursor, contract, now), moment)
    later = [*(each for each in times if each > moment), *(_begins(day) for day in days if _begins(day) > moment)]
    written = next_event(cursor, now)
    return shown(min([*later, *([] if written is None else [stored(written)])]))


def by_the_clock(version: ContractVersion, moment: datetime) -> datetime:
    """Return the last moment up to another at which a contract changed without an event. Both are UTC.

    That is a due time that passed, a day on which a variation became known, or a month that began.
    """
    times, days = _by_the_clock(version, moment)
    return max([*(each for each in times if each <= moment), *(_begins(day) for day in days if _begins(day) <= moment)])


def _by_the_clock(version: ContractVersion, moment: datetime) -> tuple[tuple[datetime, ...], tuple[date, ...]]:
    today = in_london(shown(moment))
    # Index values move prices, and no due time.
    file, _, _ = agreed_terms(version, today, ())
    return _passing(version, today), _days(file.contract, today)


@lru_cache(maxsize=64)
def _passing(version: ContractVersion, known_on: date) -> tuple[datetime, ...]:
    """Return every moment at which a due time has passed, that is a microsecond later: at it is still in time."""
    _, _, terms = agreed_terms(version, known_on, ())
    found = (terms.tables[table][column].drop_nulls().unique().to_list() for table, column in TIMES)
    return tuple(when + timedelta(microseconds=1) for times in found for when in times)


def _days(agreed: Contract, today: date) -> tuple[date, ...]:
    """Return the days at whose beginning a contract changes: variations become known, a month begins."""
    next_month = months.first_day(Month(of_day(today) + 1))
    return (*(each.known for each in agreed.variations), today.replace(day=1), next_month)


def _begins(day: date) -> datetime:
    return stored(datetime.combine(day, time(), LONDON))
