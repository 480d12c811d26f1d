"""The ledger: a contract worked out from its first month to a moment, every step's figures at hand.

One ledger answers for every month: statements, the board page and explanations are read from it.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from duckdb import DuckDBPyConnection

from contracts.months import Month
from contracts.terms.judgement import bands_in, target_in
from metrics import chain, engine
from statements.freeze import Frozen

Row = Mapping[str, Any]
LineKey = tuple[Month, int]


@dataclass(frozen=True)
class Ledger:
    """What the chain left, by key.

    ``measures``, ``bands``, ``runs`` and so on are keyed by (indicator number, month); lines by (measured month, line
    order); ``charged`` by charged month. Every row is what the step of that name returns.
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
    failures: Mapping[LineKey, Row]
    free_points: Mapping[LineKey, Row]
    ratcheted: Mapping[LineKey, Row]
    amounts: Mapping[LineKey, Row]
    rounded: Mapping[LineKey, Row]
    charged: Mapping[Month, list[Row]]
    cap_limits: Mapping[tuple[int, Month], Row]
    after_cap: tuple[list[Row], ...]

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
        return _ledger(connection, frozen)


def _ledger(connection: DuckDBPyConnection, frozen: Frozen) -> Ledger:
    def rows(relation: str) -> list[Row]:
        return list(chain.relation(connection, relation).to_dicts())

    def by_measure(relation: str) -> dict[tuple[int, Month], Row]:
        return {(row["indicator"], Month(row["month"])): row for row in rows(relation)}

    def by_line(relation: str) -> dict[LineKey, Row]:
        return {(Month(row["month"]), row["line_order"]): row for row in rows(relation)}

    caps = frozen.terms.tables["term_cap"].height
    return Ledger(
        frozen=frozen,
        net={Month(row["month"]): row for row in rows("net")},
        charges=_listed(rows("charge"), "month"),
        receipts=rows("receipt_status"),
        measures=by_measure("relieved"),
        bands=by_measure("band"),
        severities=by_measure("severity"),
        runs=by_measure("failure_run"),
        pools=by_measure("pooled"),
        failures=by_line("failure_line"),
        free_points=by_line("free_points"),
        ratcheted=by_line("ratcheted"),
        amounts=by_line("failure_amount"),
        rounded=_nil_lines(by_line("failure_amount")) | by_line("rounded_line"),
        charged=_listed(rows("charged_line"), "charged_month"),
        cap_limits={(row["cap"], Month(row["month"])): row for row in rows("cap_limit")},
        after_cap=tuple(rows(f"after_cap_{cap}") for cap in range(1, caps + 1)),
    )


def _nil_lines(amounts: Mapping[LineKey, Row]) -> dict[LineKey, Row]:
    """Return the lines that cost nothing, such as those whose points were free: a statement shows them all the same."""
    return {key: {**row, "unit": "", "pence": 0} for key, row in amounts.items() if row["amount"] == 0}


def _listed(rows: list[Row], key: str) -> dict[Month, list[Row]]:
    listed: defaultdict[Month, list[Row]] = defaultdict(list)
    for row in rows:
        listed[Month(row[key])].append(row)
    return listed
