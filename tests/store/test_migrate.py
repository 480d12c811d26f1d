"""Later migrations move rows under their own guards; strange ones keep the store shut."""

import hashlib
from datetime import datetime
from pathlib import Path

import duckdb
import pytest
from duckdb import DuckDBPyConnection

from store.migrate import Migration, WrongMigration, check_guards, migrate, migrations

AT = datetime(2016, 12, 8)  # noqa: DTZ001 -- the store has no zones
OWN = len(migrations())
NEXT = migrations()[-1].number + 1


def written(number: int, text: str) -> Migration:
    return Migration(number, f"{number:04}_test.sql", text, hashlib.sha256(text.encode()).hexdigest())


@pytest.fixture
def built() -> DuckDBPyConnection:
    connection = duckdb.connect()
    migrate(connection, AT, migrations())
    return connection


def test_a_new_table_is_guarded_without_being_asked_for(built: DuckDBPyConnection) -> None:
    later = written(NEXT, "create table visit (visit integer); delete from person; insert into visit values (1);")
    migrate(built, AT, (*migrations(), later))
    check_guards(built)
    with pytest.raises(duckdb.Error, match="Rows of visit are only ever added"):
        built.execute("delete from visit")


def test_a_failing_migration_leaves_the_store_as_it_was(built: DuckDBPyConnection) -> None:
    with pytest.raises(duckdb.Error):
        migrate(built, AT, (*migrations(), written(NEXT, "create table visit (visit integer); select error('no');")))
    check_guards(built)
    assert built.execute("select count(*) from migration").fetchall() == [(OWN,)]
    assert built.execute("select count(*) from duckdb_tables() where table_name = 'visit'").fetchall() == [(0,)]


def test_a_second_run_changes_nothing(built: DuckDBPyConnection) -> None:
    migrate(built, AT, migrations())
    assert built.execute("select count(*) from migration").fetchall() == [(OWN,)]


def test_a_store_built_with_other_text_is_refused(built: DuckDBPyConnection) -> None:
    with pytest.raises(WrongMigration, match="0001_tables"):
        migrate(built, AT, (written(1, "select 1;"),))


def test_a_store_from_a_newer_program_is_refused(built: DuckDBPyConnection) -> None:
    migrate(built, AT, (*migrations(), written(NEXT, "create table visit (visit integer);")))
    with pytest.raises(WrongMigration, match=f"{NEXT:04}_test"):
        migrate(built, AT, migrations())


def test_line_ends_do_not_change_the_hash_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "0001_a.sql").write_bytes(b"select 1;\nselect 2;\n")
    (tmp_path / "0002_b.sql").write_bytes(b"select 1;\r\nselect 2;\r\n")
    first, second = migrations(tmp_path)
    assert first.sha256 == second.sha256
