"""Caps that are gone through month by month, spared to scenarios in which they hold nothing back.

Going through the months is by far the dearest step. Where in no month any group of lines comes to more than its cap
allows, nothing is held back or carried on, and every line passes as it is.
"""

from typing import Final

from duckdb import DuckDBPyConnection

from metrics import chain

_HELD: Final = """
    create or replace temp table held_back as
    with offered as (
        select
            before_cap.scenario, before_cap.contract, term_cap.cap, term_cap.per, term_cap_line.cap_group,
            before_cap.charged_month as month, sum(before_cap.pence) as pence
        from before_cap
        inner join term_cap_line using (scenario, contract, indicator, kind)
        inner join term_cap using (scenario, contract, cap)
        where {caps}
        group by all
    ),

    allowed as (
        select offered.*, cap_limit.limit_pence
        from offered
        inner join cap_limit using (scenario, contract, cap, month)
    )

    select scenario, contract from allowed group by scenario, contract, cap, per, cap_group
    -- What a month's cap allows is its own; of any other all months together must fit in the smallest there is.
    having max(pence - limit_pence) > 0
        or (per not in ('indicator', 'service', 'month') and sum(pence) > min(limit_pence))
"""

_PASSING: Final = "from every_line anti join held_back using (scenario, contract)"


def goes_through_months(sql: str) -> bool:
    """Say whether a step is one that goes through the months of a cap, or of several together."""
    return sql in (chain.sql_of(chain.CARRIED), chain.sql_of(chain.WALKED))


def walk(connection: DuckDBPyConnection, name: str, sql: str) -> None:
    """Run such a step for those scenarios alone in which something is held back; ``name`` ends with its last cap."""
    last, together = int(name.rpartition("_")[2]), sql == chain.sql_of(chain.WALKED)
    caps = f"term_cap.walk_last = {last}" if together else f"term_cap.cap = {last}"
    connection.execute("create or replace temp table every_line as select * from before_cap")
    connection.execute(_HELD.format(caps=caps))
    held = "from every_line semi join held_back using (scenario, contract)"
    connection.execute(f"create or replace temp table before_cap as {held}")
    connection.execute(f"create or replace temp table {name} as {sql}")
    connection.execute(f"insert into {name} by name {_after_each(last) if together else _PASSING}")


def _after_each(last: int) -> str:
    """Return what passes several caps that are gone through together, once after each of them."""
    return f"""
        select passing.*, walked.cap
        from ({_PASSING}) as passing
        inner join (
            select scenario, contract, cap from term_cap where walk_last = {last}
            union
            select distinct scenario, contract, {last} as cap from every_line
        ) as walked using (scenario, contract)
    """
