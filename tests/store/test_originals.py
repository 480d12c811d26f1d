"""Originals: whole, under their hash, and nothing beside them that no row names."""

from pathlib import Path

import pytest

from store.opener import DATABASE, open_store
from store.originals import ASIDE, OriginalAltered, OriginalMissing, hash_of, keep_original, read_original
from store.session import Store
from tests.store.conftest import OFFICER, RETAIN_UNTIL

CONTENT = b"PK\x03\x04 a workbook"


def keep(store: Store, content: bytes = CONTENT) -> str:
    with store.write(OFFICER, "keep", "november.xlsx") as writing:
        return keep_original(writing, content, RETAIN_UNTIL)


def test_the_bytes_come_back(store: Store) -> None:
    # echo -n abc | sha256sum
    assert keep(store, b"abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert read_original(store.originals, hash_of(b"abc")) == b"abc"


def test_the_same_file_twice_is_kept_once(store: Store) -> None:
    assert keep(store) == keep(store)
    with store.read() as cursor:
        assert cursor.execute("select byte_count, retain_until from original").fetchall() == [(15, RETAIN_UNTIL)]
    assert [path.name for path in store.originals.iterdir()] == [hash_of(CONTENT)]


def test_an_altered_original_is_not_shown(store: Store) -> None:
    name = keep(store)
    (store.originals / name).write_bytes(CONTENT + b"!")
    with pytest.raises(OriginalAltered):
        read_original(store.originals, name)
    assert keep(store) == name
    assert read_original(store.originals, name) == CONTENT


def test_a_missing_original_is_said_to_be_missing(store: Store) -> None:
    with pytest.raises(OriginalMissing, match="000000000000 is not kept"):
        read_original(store.originals, "0" * 64)


def test_a_name_cannot_lead_out_of_the_folder(store: Store, folder: Path) -> None:
    (folder / "secret").write_bytes(b"secret")
    with pytest.raises(OriginalMissing):
        read_original(store.originals, "../secret")


def test_an_older_database_put_back_loses_no_newer_original(folder: Path) -> None:
    with open_store(folder) as store:
        first = keep(store)
    older = (folder / DATABASE).read_bytes()
    with open_store(folder) as store:
        with store.write(OFFICER, "keep", "second.xlsx") as writing:
            second = keep_original(writing, b"second", RETAIN_UNTIL)
        (store.originals / "picture.jpg").write_bytes(b"not ours")
    newer = (folder / DATABASE).read_bytes()
    (folder / DATABASE).write_bytes(older)
    with open_store(folder) as store:
        assert {path.name for path in store.originals.iterdir()} == {first, "picture.jpg", ASIDE}
        assert (store.originals / ASIDE / second).read_bytes() == b"second"
    (folder / DATABASE).write_bytes(newer)
    with open_store(folder) as store:
        assert read_original(store.originals, second) == b"second"


def test_what_a_broken_write_left_is_set_aside_at_opening(folder: Path) -> None:
    with open_store(folder) as store:
        kept = keep(store)
        with pytest.raises(ValueError, match="stop"), store.write(OFFICER, "keep", "lost.xlsx") as writing:
            left = keep_original(writing, b"lost", RETAIN_UNTIL)
            raise ValueError("stop")
        (store.originals / "arriving-abc").write_bytes(b"half")
        assert (store.originals / left).exists()
    with open_store(folder) as store:
        assert [path.name for path in store.originals.iterdir() if path.is_file()] == [kept]
        assert [path.name for path in (store.originals / ASIDE).iterdir()] == [left]
        assert read_original(store.originals, kept) == CONTENT
