"""Every table is described, and what was added can be neither changed nor taken away."""

import re
from collections.abc import Iterator

import duckdb
import pytest

from store.migrate import MIGRATIONS, migrations, tables
from store.opener import open_store
from store.people import set_up
from store.session import Store
from tests.store.conftest import OFFICER

WRITTEN = "".join(each.text for each in migrations())
TABLES = [name for name in re.findall(r"create table (\w+)", WRITTEN) if name != "refusal"]


def test_every_table_and_column_has_a_comment(store: Store) -> None:
    with store.read() as cursor:
        bare_tables = cursor.execute("select table_name from duckdb_tables() where comment is null").fetchall()
        bare_columns = cursor.execute(
            "select table_name, column_name from duckdb_columns() where comment is null and not internal"
        ).fetchall()
        assert set(tables(cursor)) == {*TABLES, "refusal"}
    assert (bare_tables, bare_columns) == ([], [])


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """One store for every attempt: none of them leaves anything behind."""
    with open_store(tmp_path_factory.mktemp("guarded") / "store") as opened:
        yield opened


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize(
    "attempt", ["update {table} set {column} = {column}", "delete from {table}", "truncate {table}"]
)
def test_no_table_lets_go_of_a_row(guarded: Store, table: str, attempt: str) -> None:
    with guarded.read() as cursor:
        found = "select column_name from duckdb_columns() where table_name = ? and column_name <> 'at' limit 1"
        column = cursor.execute(found, [table]).fetchall()[0][0]
    with (
        pytest.raises(duckdb.Error, match=f"Rows of {table} are only ever added: (UPDATE|DELETE) is refused"),
        guarded.write(OFFICER, "tamper", table) as writing,
    ):
        writing.cursor.execute(attempt.format(table=table, column=column))


def test_rows_survive_the_attempt(store: Store) -> None:
    set_up(store, OFFICER, "Anne Clarke", "Barnet")
    for attempt in ("delete from person", "truncate person", "update person set name = 'Nobody'"):
        with pytest.raises(duckdb.Error), store.write(OFFICER, "tamper", "person") as writing:
            writing.cursor.execute(attempt)
    with store.read() as cursor:
        assert cursor.execute("select name from person").fetchall() == [("Anne Clarke",)]


@pytest.mark.parametrize("value", ["null", "'anything'"])
def test_nothing_enters_the_table_the_guards_point_at(store: Store, value: str) -> None:
    with pytest.raises(duckdb.ConstraintException), store.write(OFFICER, "tamper", "refusal") as writing:
        writing.cursor.execute(f"insert into refusal values ({value})")


def test_migrations_are_recorded_with_the_hash_of_their_text(store: Store) -> None:
    with store.read() as cursor:
        recorded = cursor.execute("select number, name, sha256 from migration order by number").fetchall()
    assert recorded == [(each.number, each.name, each.sha256) for each in migrations(MIGRATIONS)]
