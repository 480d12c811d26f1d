"""Caps that are gone through month by month, spared to scenarios in which they hold nothing back.

Going through the months is by far the dearest step. Where in no month any group of lines comes to more than its cap
allows, nothing is held back or carried on, and every line passes as it is.
"""

from pathlib import Path
from typing import Final

from duckdb import DuckDBPyConnection

from metrics import cap_steps, chain

_FOLDER: Final = Path(__file__).parent
_HELD_BACK: Final = (_FOLDER / "held_back.sql").read_text(encoding="utf-8")
_MERGED: Final = (_FOLDER / "merged.sql").read_text(encoding="utf-8")
_PASSED: Final = (_FOLDER / "passed.sql").read_text(encoding="utf-8")


def goes_through_months(sql: str) -> bool:
    """Say whether a step is one that goes through the months of a cap, or of several together."""
    return sql in (chain.sql_of(cap_steps.CARRIED), chain.sql_of(cap_steps.WALKED))


def walk(connection: DuckDBPyConnection, name: str, sql: str, *, merging: bool = False) -> None:
    """Run such a step for those scenarios alone in which something is held back; ``name`` ends with its last cap.

    With ``merging`` lines that this and all later caps treat alike are one line: for those who ask what all of them
    come to, and not what each does.
    """
    if merging and sql == chain.sql_of(cap_steps.CARRIED):
        connection.execute(f"create or replace temp table before_cap as {_MERGED}")
    last, together = int(name.rpartition("_")[2]), sql == chain.sql_of(cap_steps.WALKED)
    which = f"walk_last = {last}" if together else f"cap = {last}"
    for relation, query in (
        ("every_line", "select * from before_cap"),
        ("the_caps", f"select distinct scenario, contract, cap from term_cap where {which}"),
        ("held_back", _HELD_BACK),
    ):
        connection.execute(f"create or replace temp table {relation} as {query}")
    held = "from every_line semi join held_back using (scenario, contract)"
    connection.execute(f"create or replace temp table before_cap as {held}")
    connection.execute(f"create or replace temp table {name} as {sql}")
    columns = "*" if together else "* exclude (cap)"
    connection.execute(f"insert into {name} by name select {columns} from ({_PASSED})")
