"""Bands to money (steps 6 to 12) over many indicator-months, beside a bare DuckDB pass with the same windows.

The portfolio is made up: contracts of twenty indicators over six years, four bands each, about a quarter failing. It is
worked out in parts of so many contracts, whose relations fit in memory together; the amounts of all are kept. The bare
pass takes whichever is faster: the same parts, or all at once.
"""

import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb

from benchmarks.result import Measured
from metrics import chain, engine

_INDICATORS, _MONTHS = 20, 72
_END = 24000 + _MONTHS
_AT_ONCE = 2500
STEPS = tuple(step for step in chain.STEPS if "06" <= step[:2] <= "12")

BARE = """
    select sum(points_through * charge), sum(place) from (
        select *, sum(points) over (
            partition by contract, month order by indicator rows between unbounded preceding and current row
        ) as points_through
        from (
            select *, sum(fails) over (
                partition by contract, indicator, stretch, so_far > 0
                order by month rows between unbounded preceding and current row
            ) as place
            from (
                select *, sum(fails) over (
                    partition by contract, indicator, stretch
                    order by month rows between unbounded preceding and current row
                ) as so_far
                from (
                    select
                        contract, indicator, month,
                        case when numerator < 90 * denominator / 100 then 1 else 0 end as fails,
                        case when numerator < 90 * denominator / 100 then 3 else 0 end as points,
                        90000000 as charge,
                        sum(case when numerator < 90 * denominator / 100 then 0 else 1 end) over (
                            partition by contract, indicator
                            order by month rows between unbounded preceding and current row
                        ) as stretch
                    from relieved
                )
            )
        )
        where points > 0
    )
"""

PORTFOLIO = {
    "relieved": """
        select 0 as scenario, contract::int as contract, indicator::int as indicator, month::int as month,
            24000 as first_month, 0 as run_number,
            (case when hash(contract, indicator, month // 3) % 4 = 0 then 80 + hash(month, contract) % 10
                else 90 + hash(contract, month) % 11 end * 1000000)::decimal(38, 0) as numerator,
            100000000::decimal(38, 0) as denominator,
            'reported' as data_status, 'measure' as take, 'by band' as run
        from each_contract, each_indicator, each_month""",
    "term_measurement": """
        select 0 as scenario, contract::int as contract, indicator::int as indicator, month::int as month,
            month::int as statement_month, month::int as base_first_month, month::int as base_last_month
        from each_contract, each_indicator, each_month""",
    "monthly_charge": """
        select 0 as scenario, contract::int as contract, 0 as charge_base, month::int as month,
            90000000::bigint as pence,
            (month - 23999)::bigint * 90000000 as through_month
        from each_contract, each_month""",
    "term_judgement": """
        select 0 as scenario, contract::int as contract, indicator::int as indicator, 24000 as first_month,
            100::decimal(38, 0) as unit_factor, 1 as sign, 0::decimal(38, 0) as within_low,
            0::decimal(38, 0) as within_high, 1::decimal(38, 0) as within_scale,
            0::decimal(38, 0) as rounding_scale, 4 as worst_band,
            2::decimal(38, 0) as multiplier, 1::decimal(38, 0) as multiplier_scale, 0 as points_group,
            5::decimal(38, 0) as free_points, 0 as has_ratchet, 1::decimal(38, 0) as points_scale,
            1::decimal(38, 0) as ratchet_scale, 'percent' as point_kind, 1::decimal(38, 0) as rate,
            2000::decimal(38, 0) as rate_scale, 0::decimal(38, 0) as points_rounded_to,
            0::decimal(38, 0) as costs_rounded_to, 0 as base_of_share, 0 as base_of_share_at_risk, 0 as base_of_points
        from each_contract, each_indicator""",
    "term_band": """
        select 0 as scenario, contract::int as contract, indicator::int as indicator, 24000 as first_month,
            band::int as band, band::int as status, (band = 1)::int as is_best, (band = 4)::int as is_worst,
            (95 - 5 * band)::decimal(38, 0) as lowest, (100 - 5 * band)::decimal(38, 0) as better_lowest,
            1::decimal(38, 0) as edge_scale, (band > 1)::int as fails, 'points' as cost_kind,
            (band * band - band)::decimal(38, 0) as cost, 1::decimal(38, 0) as cost_scale,
            0::decimal(38, 0) as allowance, 1::decimal(38, 0) as allowance_scale,
            1 as dearer_way, 0::decimal(38, 0) as all_due_after,
            null::decimal(38, 0) as upper_allowance, null::decimal(38, 0) as upper_due_after
        from each_contract, each_indicator, range(1, 5) as b(band)""",
    "term_carried_status": "select 0 as scenario, 0 as contract, 0 as months, '' as then_take where false",
    "term_ratchet": """
        select 0 as scenario, 0 as contract, 0::decimal(38, 0) as above, null::decimal(38, 0) as up_to,
            1::decimal(38, 0) as multiplier where false""",
    "term_point_table": """
        select 0 as scenario, 0 as contract, 0::decimal(38, 0) as points, 0::decimal(38, 0) as rate,
            1::decimal(38, 0) as rate_scale where false""",
}
"""The tables of the portfolio, each with the query that makes it up."""


def measure(indicator_months: int = 36_000_000) -> Iterator[Measured]:
    """Yield the seconds of steps 6 to 12 over a portfolio of so many indicator-months, and those of the bare pass."""
    contracts = indicator_months // (_INDICATORS * _MONTHS)
    with tempfile.TemporaryDirectory() as folder, duckdb.connect(str(Path(folder) / "portfolio.duckdb")) as connection:
        connection.execute(f"set temp_directory = '{folder}'")
        connection.execute("set memory_limit = '8GB'")
        connection.execute("set enable_progress_bar = false")
        connection.execute("set preserve_insertion_order = false")
        connection.execute(engine.DIV)
        connection.execute(engine.HALF_UP)
        make_portfolio(connection, contracts)
        whole = _seconds(lambda: connection.execute(BARE).fetchall())
        ours = _seconds(lambda: _in_parts(connection, contracts, lambda: _work_out(connection)))
        in_parts = _seconds(lambda: _in_parts(connection, contracts, lambda: connection.execute(BARE).fetchall()))
        bare = min(whole, in_parts)
        yield Measured(
            f"bands to money over {indicator_months / 1e6:.0f} million indicator-months, s", "2.5 x", ours, bare
        )


def _in_parts(connection: duckdb.DuckDBPyConnection, contracts: int, run: Callable[[], object]) -> None:
    """Run something on a part of the contracts after the other, each under the names of the whole."""
    for first in range(0, contracts, _AT_ONCE):
        for table in PORTFOLIO:
            part = f"from portfolio.main.{table} where contract >= {first} and contract < {first + _AT_ONCE}"
            connection.execute(f"create or replace temp view {table} as {part}")
        run()
    for table in PORTFOLIO:
        connection.execute(f"drop view temp.{table}")


def _work_out(connection: duckdb.DuckDBPyConnection) -> None:
    for step in STEPS:
        name = chain.relation_of(step)
        connection.execute(f"create or replace temp table {name} as {chain.sql_of(step)}")
    connection.execute("create table if not exists every_amount as from failure_amount limit 0")
    connection.execute("insert into every_amount from failure_amount")


def make_portfolio(connection: duckdb.DuckDBPyConnection, contracts: int) -> None:
    """Make the tables of a portfolio of so many contracts."""
    for name, first, end in (("contract", 0, contracts), ("indicator", 1, _INDICATORS + 1), ("month", 24000, _END)):
        connection.execute(f"create table each_{name} as from range({first}, {end}) as one({name})")
    for table, sql in PORTFOLIO.items():
        connection.execute(f"create table {table} as {sql}")


def _seconds(run: Callable[[], object]) -> float:
    began = time.perf_counter()
    run()
    return time.perf_counter() - began
