"""What has to hold of every contract, whatever is agreed and whatever is returned."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from fractions import Fraction

import polars as pl
import pytest
from duckdb import DuckDBPyConnection

from contracts.caps import Cap
from contracts.contract import Contract
from contracts.earned import earned_lines
from contracts.months import Month
from contracts.terms import Terms, combine, terms_of
from metrics import chain
from metrics.engine import open_engine
from metrics.facts import Facts
from metrics.facts import combine as combine_facts
from metrics.relief import WITHOUT
from tests.generated.agreement import make, priced
from tests.generated.choices import Seeded
from tests.generated.made_facts import facts_of
from tests.reference.caps import cap_limit
from tests.reference.charge import Paid
from tests.reference.exact import priced_month, statement_months

ROLLING = "rolling twelve months"
CASES = [make(Seeded(seed)) for seed in range(9000, 9060)]


def _facts() -> Facts:
    return combine_facts([facts_of(case.contract, case.figures, place) for place, case in enumerate(CASES)])


@contextmanager
def _worked_out(
    facts: Facts, vary: Callable[[Contract], Contract] = lambda contract: contract
) -> Iterator[DuckDBPyConnection]:
    terms = combine([terms_of(vary(priced(case)), number=place) for place, case in enumerate(CASES)])
    with open_engine() as connection:
        chain.work_out(connection, terms, facts)
        # The months without the relief that somebody agreed stand beside the others, under keys of their own.
        for relation in ("charge", "charge_and_earned", "failure_amount", "rounded_line", "charged_line", "net"):
            connection.execute(f"delete from {relation} where scenario > 0")
        yield connection


@pytest.fixture(scope="module")
def worked_out() -> Iterator[DuckDBPyConnection]:
    with _worked_out(_facts()) as connection:
        yield connection


def _said(connection: DuckDBPyConnection, relation: str) -> set[tuple[object, ...]]:
    return set(connection.execute(f"select * from {relation}").fetchall())


def test_lines_add_up_to_the_net_of_every_month(worked_out: DuckDBPyConnection) -> None:
    charge, charged = (
        _sums(worked_out, sql)
        for sql in ("month, pence from charge_and_earned", "charged_month, pence from charged_line")
    )
    nets = worked_out.execute(_NETS).fetchall()
    months = {(number, month) for number, case in enumerate(CASES) for month in statement_months(case.contract)}
    assert {(number, month) for number, month, *_ in nets} == months
    for number, month, charge_of_month, not_recovered, carried_on, brought_forward, net in nets:
        assert charge_of_month == charge[number, month]
        assert net == charge_of_month - charged[number, month] + not_recovered + carried_on - brought_forward


_NETS = "select contract, month, charge, not_recovered, carried_on, brought_forward, net from net"


def _sums(connection: DuckDBPyConnection, sql: str) -> dict[tuple[int, int], int]:
    found = defaultdict[tuple[int, int], int](int)
    for number, month, pence in connection.execute(f"select contract, {sql}").fetchall():
        found[number, month] += pence
    return found


def test_nothing_is_charged_twice_or_without_a_line(worked_out: DuckDBPyConnection) -> None:
    sql = """
        with charged as (
            select contract, month, kind, indicator, unit, sum(pence) as pence
            from charged_line where kind <> 'earn back' group by contract, month, kind, indicator, unit
        )
        select charged.*
        from charged left join rounded_line using (contract, month, kind, indicator, unit)
        where rounded_line.pence is null or charged.pence > rounded_line.pence"""
    assert worked_out.execute("select count(*) from charged_line").fetchall() != [(0,)]
    assert worked_out.execute(sql).fetchall() == []


def test_the_authority_never_pays_more_than_the_charge(worked_out: DuckDBPyConnection) -> None:
    # What is earned back may be more than a month takes; a pain that is more than the charge may be let go.
    above = worked_out.execute("select contract from net where net > greatest(charge, 0) or deducted < 0").fetchall()
    assert [number for (number,) in above if CASES[number].contract.earn_back is None] == []
    assert worked_out.execute("select * from charged_line where pence < 0 and kind <> 'earn back'").fetchall() == []


def test_no_more_comes_back_of_a_loss_than_was_taken(worked_out: DuckDBPyConnection) -> None:
    rows = worked_out.execute("select taken, returned, stands, short from earned_line").fetchall()
    assert [row for row in rows if not 0 <= row[2] <= row[3] or row[0] < 0 or row[1] < 0] == []
    assert any(taken > 0 and stands < short for taken, _, stands, short in rows), "no cap held a loss back"


def test_no_cap_is_exceeded(worked_out: DuckDBPyConnection) -> None:
    checked = 0
    for number, case in enumerate(CASES):
        for cap in _not_carried_past(priced(case)):
            for through, limit in _charged_against(worked_out, number, priced(case), cap):
                checked += 1
                assert through <= limit, (number, cap.id)
    assert checked > 100


def _not_carried_past(contract: Contract) -> list[Cap]:
    """Return the caps that nothing passes.

    What a later cap carried passes an earlier one, what is owed its own, and what is earned back may leave room again.
    """
    restores = contract.earn_back is not None and contract.earn_back.restores_headroom
    levels = ("indicator", "service", "month", "contract year", "rolling twelve months")
    ordered = sorted(contract.caps, key=lambda cap: levels.index(cap.per))
    return [
        cap
        for place, cap in enumerate(ordered)
        if cap.at_end != "owed"
        and all(one.excess != "carried" for one in ordered[place + 1 :])
        and not (restores and cap.per in levels[3:])
    ]


def _charged_against(
    connection: DuckDBPyConnection, number: int, contract: Contract, cap: Cap
) -> Iterator[tuple[int, int]]:
    """Yield what was charged in each group and window of a cap so far, and the highest limit of it so far."""
    paid, through, highest = _paid(connection, number), defaultdict[object, int](int), defaultdict[object, int](int)
    sql = """select charged_month, kind, indicator, pence from charged_line
        where contract = ? and kind <> 'earn back' order by charged_month"""
    for month, kind, indicator, pence in connection.execute(sql, [number]).fetchall():
        group = _group(contract, cap, kind, indicator)
        if group is None:
            continue
        year = contract.contract_year(priced_month(contract, month))
        for window in {"contract year": [year], ROLLING: range(month, month + 12)}.get(cap.per, [month]):
            through[group, window] += pence
            highest[group, window] = max(highest[group, window], cap_limit(contract, cap, Month(month), paid))
            yield through[group, window], highest[group, window]


def _paid(connection: DuckDBPyConnection, number: int) -> Paid:
    contract, found = CASES[number].contract, defaultdict[Month, dict[str, int]](dict)
    names = {place: line.id for place, line in (*enumerate(contract.charge.lines, start=1), *earned_lines(contract))}
    sql = "select month, charge_line, pence from charge_and_earned where contract = ?"
    for month, line, pence in connection.execute(sql, [number]).fetchall():
        found[Month(month)][names[line]] = pence
    return Paid(found, CASES[number].figures.of_other_months)


def _group(contract: Contract, cap: Cap, kind: str, indicator: int) -> str | None:
    if kind not in cap.limits:
        return None
    if cap.on_the_whole_contract:
        return "all"
    one = contract.indicators[indicator - 1]
    name = one.id if cap.per == "indicator" else one.service
    return name if cap.applies_to == "all" or name in cap.applies_to else None


def test_the_order_of_fact_rows_does_not_matter(worked_out: DuckDBPyConnection) -> None:
    facts = _facts()
    shuffled = {name: frame.sample(fraction=1, shuffle=True, seed=7) for name, frame in facts.tables.items()}
    with _worked_out(Facts(shuffled)) as again:
        for relation in (*map(chain.relation_of, chain.STEPS), "charged_line", "net"):
            assert _said(again, relation) == _said(worked_out, relation), relation


def test_working_out_again_on_the_same_connection_changes_nothing() -> None:
    facts = _facts()
    terms = combine([terms_of(priced(case), number=place) for place, case in enumerate(CASES)])
    with open_engine() as connection:
        first, second = (_nets(connection, terms, facts) for _ in range(2))
    assert first.equals(second)


def _nets(connection: DuckDBPyConnection, terms: Terms, facts: Facts) -> pl.DataFrame:
    chain.work_out(connection, terms, facts)
    return chain.relation(connection, "net").sort("contract", "month")


def test_a_higher_multiplier_never_makes_a_month_cheaper(worked_out: DuckDBPyConnection) -> None:
    before = _failures_cost(worked_out)
    with _worked_out(_facts(), _dearer) as connection:
        after = _failures_cost(connection)
    compared = [key for key in {**before, **after} if _has_one_worth(CASES[key[0]].contract)]
    assert [key for key in compared if after.get(key, 0) < before.get(key, 0)] == []
    assert any(after[key] > before.get(key, 0) for key in compared if key in after)


def test_relief_never_makes_all_months_of_an_indicator_dearer_by_themselves(worked_out: DuckDBPyConnection) -> None:
    # Where incidents count once, what each month costs by itself stands before them.
    severity = "severity_alone" if any(case.contract.deductions.incidents for case in CASES) else "severity"
    with_relief, without = (
        _indicators_cost(worked_out, f"{severity} where scenario = {scenario}") for scenario in (0, WITHOUT)
    )
    assert [key for key in without if with_relief[key] > without[key]] == []
    assert any(with_relief[key] < without[key] for key in without)


def _indicators_cost(connection: DuckDBPyConnection, severities: str) -> dict[tuple[int, int], Fraction]:
    """Return what each contract's indicators cost at step 7 in all their months, in their own unit."""
    found: dict[tuple[int, int], Fraction] = defaultdict(Fraction)
    sql = f"select contract, indicator, cast(cost as varchar), cast(cost_scale as varchar) from {severities}"
    for contract, indicator, cost, scale in connection.execute(sql).fetchall():
        found[contract, indicator] += Fraction(int(cost), int(scale))
    return found


def _dearer(contract: Contract) -> Contract:
    repeat = contract.deductions.repeat
    if repeat is None:
        return contract
    dearer = repeat.model_copy(update={"multiplier": tuple((start, times + 1) for start, times in repeat.multiplier)})
    return contract.model_copy(update={"deductions": contract.deductions.model_copy(update={"repeat": dearer})})


def _has_one_worth(contract: Contract) -> bool:
    """Say whether a point is worth the same whosesoever it is: a later line's base may be smaller than an earlier's."""
    point = contract.deductions.point
    if point is None or point.pounds is not None:
        return True
    alike = all(one.base != "measured period" for one in contract.indicators)
    return alike and point.charge_lines != "each indicator's"


def _failures_cost(connection: DuckDBPyConnection) -> dict[tuple[int, int], Fraction]:
    """Return the exact cost of each contract's failures in each month, before rounding and caps."""
    found: dict[tuple[int, int], Fraction] = defaultdict(Fraction)
    sql = "select contract, month, cast(amount as varchar), cast(amount_scale as varchar) from failure_amount"
    for contract, month, amount, scale in connection.execute(sql).fetchall():
        found[contract, month] += Fraction(int(amount), int(scale))
    return found
