"""The page on the outlook: every method stands in it, and its tables say what the program works out now."""

from collections.abc import Iterator

import pytest

from benchmarks import outlook as bench
from metrics.outlook.methods import METHODS
from statements.ledger import Ledger
from statements.ledgers import ledger_of
from statements.outlook import words
from store.opener import open_store
from tests.demonstration import CONTRACT, copied, made_once
from tests.docs.pages import DOCS, section, tables

PAGE = DOCS / "outlook.md"


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with open_store(copied(made_once(tmp_path_factory), tmp_path_factory.mktemp("outlook") / "store")) as store:
        yield ledger_of(store, CONTRACT)


def test_every_method_is_described() -> None:
    ((*rows,),) = (table for table in tables(_unindented()) if "says of a month" in table[0])
    assert [row["method"] for row in rows] == list(METHODS) == list(words.METHODS)


def _unindented() -> str:
    return "\n".join(each.strip() for each in section(PAGE, "How a range is made").splitlines())


def test_the_tables_are_those_of_the_program(ledger: Ledger) -> None:
    page = PAGE.read_text(encoding="utf-8")
    for name, rows in (("series", bench.series_table(ledger)), ("straight line", bench.straight_line_table(ledger))):
        table = "\n".join(rows)
        assert bench.write(page, name, table) == page, f"run python -m benchmarks.outlook --write: “{name}” is another"


def test_every_table_is_there() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for name in ("series", "arrangements", "choice", "made up", "straight line", "deduction", "ranking"):
        assert f"<!-- {name}: written by python -m benchmarks.outlook -->\n|" in page
