"""The ledger: a contract worked out from its first month to a moment, every step's figures at hand.

One ledger answers for every month: statements, the board page and explanations are read from it.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from duckdb import DuckDBPyConnection

from contracts.months import Month
from contracts.terms import Terms
from contracts.terms.earn_back import KIND as EARN_BACK
from contracts.terms.judgement import bands_in, target_in
from metrics import chain, engine
from metrics.relief import DECIDED, WITHOUT
from statements.freeze import Frozen

Row = Mapping[str, Any]
LineKey = tuple[Month, int]
BEATEN = chain.relation_of(chain.BEATEN)


@dataclass(frozen=True)
class Ledger:
    """What the chain left, by key.

    ``measures``, ``bands``, ``runs`` and so on are keyed by (indicator number, month); lines by (measured month, line
    order); ``charged`` by charged month, ``earned_back`` by the month in which it is given back. Every row is what the
    step of that name returns.
    """

    frozen: Frozen
    net: Mapping[Month, Row]
    charges: Mapping[Month, list[Row]]
    receipts: list[Row]
    measures: Mapping[tuple[int, Month], Row]
    bands: Mapping[tuple[int, Month], Row]
    severities: Mapping[tuple[int, Month], Row]
    runs: Mapping[tuple[int, Month], Row]
    pools: Mapping[tuple[int, Month], Row]
    beaten: Mapping[tuple[int, Month], Row]
    paid_beside: Mapping[Month, Mapping[int, Row]]
    failures: Mapping[LineKey, Row]
    free_points: Mapping[LineKey, Row]
    ratcheted: Mapping[LineKey, Row]
    amounts: Mapping[LineKey, Row]
    rounded: Mapping[LineKey, Row]
    charged: Mapping[Month, list[Row]]
    cap_limits: Mapping[tuple[int, Month], Row]
    after_cap: tuple[list[Row], ...]
    earned_back: Mapping[Month, list[Row]]
    relief_set_aside: frozenset[tuple[int, Month]]
    without_relief: "Ledger | None"
    vat: Mapping[Month, list[Row]]

    def status(self, indicator: int, month: Month) -> str | None:
        """Return the status of the band taken, in the contract's word, or None where nothing was judged."""
        row = self.severities.get((indicator, month))
        if row is None or row["band"] is None:
            return None
        agreed, band = self.frozen.contract, int(row["band"])
        return bands_in(agreed, agreed.indicators[indicator - 1], month)[band - 1].rung.status

    def value(self, indicator: int, month: Month) -> Fraction | None:
        """Return a measure's exact value in the displayed unit, or None where there is none."""
        row = self.measures.get((indicator, month))
        if row is None or row["numerator"] is None or not row["denominator"]:
            return None
        factor = 100 if self.frozen.contract.indicators[indicator - 1].unit == "percent" else 1
        return Fraction(int(row["numerator"]), int(row["denominator"])) * factor

    def target(self, indicator: int, month: Month) -> Fraction | None:
        """Return the target in force in a month, in the displayed unit."""
        return target_in(self.frozen.contract.indicators[indicator - 1], month)


def work_out(frozen: Frozen) -> Ledger:
    """Run the chain over what was frozen and keep what each step returned."""
    with engine.open_engine() as connection:
        chain.work_out(connection, frozen.terms, frozen.facts)
        if all(frozen.facts.tables[name].is_empty() for name in DECIDED):
            return _ledger(connection, frozen)
        return _ledger(connection, frozen, without=_ledger(connection, frozen, scenario=WITHOUT))


def _ledger(
    connection: DuckDBPyConnection, frozen: Frozen, *, scenario: int = 0, without: Ledger | None = None
) -> Ledger:
    def rows(relation: str) -> list[Row]:
        return list(chain.relation(connection, relation).filter(scenario=scenario).to_dicts())

    def by_measure(relation: str) -> dict[tuple[int, Month], Row]:
        return {(row["indicator"], Month(row["month"])): row for row in rows(relation)}

    def by_line(relation: str) -> dict[LineKey, Row]:
        return {(Month(row["month"]), row["line_order"]): row for row in rows(relation)}

    caps = frozen.terms.tables["term_cap"].height
    # Where relief would be dearer the measure is shown as it was judged, without it.
    set_aside = frozenset(by_measure(chain.relation_of(chain.SET_ASIDE))) if without is not None else frozenset()
    plain = {key: without.measures[key] for key in set_aside} if without is not None else {}
    return Ledger(
        frozen=frozen,
        net={Month(row["month"]): row for row in rows("net")},
        charges=_listed(rows("charge"), "month"),
        receipts=rows("receipt_status"),
        measures=by_measure("relieved") | plain,
        relief_set_aside=set_aside,
        without_relief=without,
        bands=by_measure("band"),
        severities=by_measure("severity"),
        runs=by_measure("failure_run"),
        pools=by_measure("pooled"),
        beaten=by_measure(BEATEN) if chain.counts_incidents_once(frozen.terms) else {},
        paid_beside=_paid_beside(frozen.terms, rows),
        failures=by_line("failure_line"),
        free_points=by_line("free_points"),
        ratcheted=by_line("ratcheted"),
        amounts=by_line("failure_amount"),
        rounded=_nil_lines(by_line("failure_amount")) | by_line("rounded_line"),
        charged=_listed([row for row in rows("charged_line") if row["kind"] != EARN_BACK], "charged_month"),
        earned_back=_listed(rows("earned_back"), "returned_in") if frozen.contract.earn_back else {},
        cap_limits={(row["cap"], Month(row["month"])): row for row in rows("cap_limit")},
        after_cap=tuple(rows(f"after_cap_{cap}") for cap in range(1, caps + 1)),
        vat=_listed(rows("vat"), "month") if frozen.contract.statement.vat else {},
    )


def _paid_beside(terms: Terms, rows: Callable[[str], list[Row]]) -> dict[Month, dict[int, Row]]:
    """Return what each month earned beside its charge, by line: what its step left, and its whole pence."""
    found: defaultdict[Month, dict[int, Row]] = defaultdict(dict)
    steps = [step for table, step in chain.EARNING.items() if not terms.tables[table].is_empty()]
    pence = {(row["charge_line"], row["month"]): row["pence"] for row in rows("earned_line")} if steps else {}
    for step in steps:
        for row in rows(chain.relation_of(step)):
            paid = pence.get((row["charge_line"], row["month"]), 0)
            found[Month(row["month"])][int(row["charge_line"])] = {**row, "pence": paid}
    return found


def _nil_lines(amounts: Mapping[LineKey, Row]) -> dict[LineKey, Row]:
    """Return the lines that cost nothing, such as those whose points were free: a statement shows them all the same."""
    return {key: {**row, "unit": "", "pence": 0} for key, row in amounts.items() if row["amount"] == 0}


def _listed(rows: list[Row], key: str) -> dict[Month, list[Row]]:
    listed: defaultdict[Month, list[Row]] = defaultdict(list)
    for row in rows:
        listed[Month(row[key])].append(row)
    return listed
