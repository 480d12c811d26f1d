"""The ledger: a contract worked out from its first month to a moment, every step's figures at hand.

One ledger answers for every month: statements, the board page and explanations are read from it.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

from contracts.bases import VAT_FROM
from contracts.months import Month
from contracts.terms.earn_back import KIND as EARN_BACK
from contracts.terms.judgement import bands_in, target_in
from metrics import cap_steps, chain
from statements.at_cap import AtCap, Pence, at_caps
from statements.documents import StatementLine
from statements.freeze import Frozen
from statements.left import Steps, left_of

Row = Mapping[str, Any]
LineKey = tuple[Month, int]
BEATEN = chain.relation_of(chain.BEATEN)
AFTER_DEDUCTIONS = 2_000_000
"""Where the chain has losses among the lines of a month: so much and the line's number."""


@dataclass(frozen=True)
class Ledger:
    """What the chain left, by key; each table is made of the rows of its step when it is first asked for.

    ``measures``, ``bands``, ``runs`` and so on are keyed by (indicator number, month); lines by (measured month, line
    order); ``charged`` by charged month, ``earned_back`` by the month in which it is given back. Every row is what the
    step of that name returns.
    """

    frozen: Frozen
    left: Steps
    without_relief: "Ledger | None" = None

    @cached_property
    def net(self) -> Mapping[Month, Row]:
        """Each month's charge and net payment."""
        return {Month(row["month"]): row for row in self._rows("net")}

    @cached_property
    def charges(self) -> Mapping[Month, list[Row]]:
        """What each charge line costs in each month."""
        return _listed(self._rows("charge"), "month")

    @cached_property
    def receipts(self) -> list[Row]:
        """Which dataset came when, against its due time."""
        return self._rows("receipt_status")

    @cached_property
    def relief_set_aside(self) -> frozenset[tuple[int, Month]]:
        """The measures for which relief would be dearer: they are shown as they were judged, without it."""
        set_aside = chain.relation_of(chain.SET_ASIDE)
        return frozenset(self._by_measure(set_aside)) if self.without_relief is not None else frozenset()

    @cached_property
    def measures(self) -> Mapping[tuple[int, Month], Row]:
        """Each measure as relief leaves it."""
        plain = self.without_relief.measures if self.without_relief is not None else {}
        return self._by_measure("relieved") | {key: plain[key] for key in self.relief_set_aside}

    @cached_property
    def data_statuses(self) -> Mapping[tuple[int, Month], Row]:
        """Each measure as it was returned, before months are pooled or excused, without relief that is set aside."""
        plain = self.without_relief.data_statuses if self.without_relief is not None else {}
        return self._by_measure("data_status") | {key: plain[key] for key in self.relief_set_aside}

    @cached_property
    def bands(self) -> Mapping[tuple[int, Month], Row]:
        """The band of each measure that was judged."""
        return self._by_measure("band")

    @cached_property
    def severities(self) -> Mapping[tuple[int, Month], Row]:
        """What each measure is taken to be, and whether it failed."""
        return self._by_measure("severity")

    @cached_property
    def runs(self) -> Mapping[tuple[int, Month], Row]:
        """How many failures each measure has behind it."""
        return self._by_measure("failure_run")

    @cached_property
    def pools(self) -> Mapping[tuple[int, Month], Row]:
        """The months that were taken together, without relief where a measure is judged without it."""
        plain = self.without_relief.pools if self.without_relief is not None else {}
        own = {key: row for key, row in self._by_measure("pooled").items() if key not in self.relief_set_aside}
        return own | {key: plain[key] for key in self.relief_set_aside if key in plain}

    @cached_property
    def priced_stages(self) -> Mapping[tuple[int, Month], int]:
        """The place of the stage at which each figure is priced, where the contract tells stages apart."""
        rows = self._by_measure(chain.relation_of(chain.PRICED_STAGE))
        return {key: int(row["stage"]) for key, row in rows.items() if row["stage"] is not None}

    @cached_property
    def beaten(self) -> Mapping[tuple[int, Month], Row]:
        """The failures that another one of the same incident beat."""
        return self._by_measure(BEATEN)

    @cached_property
    def paid_beside(self) -> Mapping[Month, Mapping[int, Row]]:
        """What each month earned beside its charge, by line: what its step left, and its whole pence."""
        pence = {(row["charge_line"], row["month"]): row["pence"] for row in self._rows("earned_line")}
        found: defaultdict[Month, dict[int, Row]] = defaultdict(dict)
        # What a cap carried to a month that settles nothing is a line there too.
        for line, month in self.losses:
            found[month][line] = {"pence": pence.get((line, month), 0), "charge_line": line}
        for step in chain.EARNING.values():
            for row in self._rows(chain.relation_of(step)):
                paid = pence.get((row["charge_line"], row["month"]), 0)
                found[Month(row["month"])][int(row["charge_line"])] = {**row, "pence": paid}
        return found

    @cached_property
    def losses(self) -> Mapping[tuple[int, Month], Row]:
        """What caps left of each shortfall or pain that they limit, by (line, month); empty where they limit none.

        A month in which some is lost that was carried to it has a row too, even if nothing else happens there.
        """
        rows = self._rows("earned_line") if self._rows("limited_loss") else []
        found = {(row["charge_line"], Month(row["month"])): row for row in rows}
        lost = {(order - AFTER_DEDUCTIONS, at) for at, keys in self.lost.items() for _, order in keys}
        lost = {(line, at) for line, at in lost if line > 0}
        for line, at in lost - found.keys():
            stands = max((month, row["stands"]) for (one, month), row in found.items() if one == line and month < at)[1]
            nothing = dict.fromkeys(("loss", "taken", "returned", "pence"), 0)
            found[line, at] = {"charge_line": line, "month": at, "stands": stands, **nothing}
        return {key: row for key, row in found.items() if row["loss"] or row["taken"] or key in lost}

    @cached_property
    def failures(self) -> Mapping[LineKey, Row]:
        """Each line of a failure, with its points or amount."""
        return self._by_line("failure_line")

    @cached_property
    def free_points(self) -> Mapping[LineKey, Row]:
        """The points of each line that were free."""
        return self._by_line("free_points")

    @cached_property
    def ratcheted(self) -> Mapping[LineKey, Row]:
        """The points of each line after the ratchet."""
        return self._by_line("ratcheted")

    @cached_property
    def amounts(self) -> Mapping[LineKey, Row]:
        """What each line comes to, before it is rounded."""
        return self._by_line("failure_amount")

    @cached_property
    def rounded(self) -> Mapping[LineKey, Row]:
        """The lines in whole pence, with those that cost nothing, such as points that were free: both are shown."""
        nil = {key: {**row, "unit": "", "pence": 0} for key, row in self.amounts.items() if row["amount"] == 0}
        return nil | self._by_line("rounded_line")

    @cached_property
    def charged(self) -> Mapping[Month, list[Row]]:
        """The lines as charged after the caps, without what is earned back."""
        return _listed([row for row in self._rows("charged_line") if row["kind"] != EARN_BACK], "charged_month")

    @cached_property
    def earned_back(self) -> Mapping[Month, list[Row]]:
        """What is given back, by the month in which it is."""
        return _listed(self._rows("earned_back"), "returned_in")

    @cached_property
    def forgone(self) -> Mapping[Month, list[Row]]:
        """What decisions give back of the lines of a month, which are charged less that."""
        return _listed(self._rows(chain.relation_of(chain.FORGONE)), "charged_month")

    @cached_property
    def cap_limits(self) -> Mapping[tuple[int, Month], Row]:
        """The limit of each cap in each month, by (cap, month)."""
        return {(row["cap"], Month(row["month"])): row for row in self._rows("cap_limit")}

    @cached_property
    def after_cap(self) -> tuple[list[Row], ...]:
        """The lines after each cap, in the order of the caps."""
        caps = self.frozen.terms.tables["term_cap"].height
        return tuple(self._rows(cap_steps.after_cap(cap)) for cap in range(1, caps + 1))

    @cached_property
    def held_back(self) -> Mapping[LineKey, tuple[AtCap, ...]]:
        """The caps that hold some of a line back, in their order, for each line of which some is."""
        left_by_caps, agreed = [_summed(rows) for rows in self.after_cap], self.frozen.contract
        found = {
            key: tuple(at_caps(agreed, stated, pence, [left.get(key, Counter()) for left in left_by_caps]))
            for key, (stated, pence) in self._before_caps.items()
        }
        return {key: caps for key, caps in found.items() if caps}

    @cached_property
    def lost(self) -> Mapping[Month, set[LineKey]]:
        """The lines of which a cap takes something off for good, by the month in which it does."""
        found: defaultdict[Month, set[LineKey]] = defaultdict(set)
        for key, caps in self.held_back.items():
            for month in (month for each in caps for month in each.losing if month in self.net):
                found[month].add(key)
        return found

    @property
    def _before_caps(self) -> dict[LineKey, tuple[Month, int]]:
        """The statement month and the pence of each line that caps may limit, shortfalls and pains among them."""
        losses = [row for row in self._rows("limited_loss") if row["pence"] > 0]
        return {key: (Month(row["statement_month"]), int(row["pence"])) for key, row in self.rounded.items()} | {
            (Month(row["month"]), AFTER_DEDUCTIONS + row["charge_line"]): (Month(row["month"]), int(row["pence"]))
            for row in losses
        }

    @cached_property
    def drawn(self) -> dict[Month, tuple[StatementLine, ...]]:
        """The lines of the months that were drawn before: an account asks for every month of its year."""
        return {}

    @cached_property
    def listed_vat(self) -> Mapping[tuple[int, Month], int]:
        """The VAT on what a base lists, in pence, by (place of the base, month)."""
        rows = self._rows(chain.relation_of(chain.LISTED_VAT))
        return {(row["charge_line"] - VAT_FROM, Month(row["month"])): int(row["pence"]) for row in rows}

    @cached_property
    def vat(self) -> Mapping[Month, list[Row]]:
        """The VAT of each month."""
        return _listed(self._rows("vat"), "month")

    def _rows(self, relation: str) -> list[Row]:
        """Return the rows of a step's relation, or none where the contract does not need the step."""
        columns, rows = self.left.get(relation, ((), ()))
        return [dict(zip(columns, row, strict=True)) for row in rows]

    def _by_measure(self, relation: str) -> dict[tuple[int, Month], Row]:
        return {(row["indicator"], Month(row["month"])): row for row in self._rows(relation)}

    def _by_line(self, relation: str) -> dict[LineKey, Row]:
        return {(Month(row["month"]), row["line_order"]): row for row in self._rows(relation)}

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
    """Return what the chain leaves of what was frozen."""
    left, without = left_of(frozen.terms, frozen.facts)
    return Ledger(frozen, left, None if without is None else Ledger(frozen, without))


def _summed(rows: list[Row]) -> Mapping[LineKey, Pence]:
    """Return the pence of each line by the month that charges them."""
    found: defaultdict[LineKey, Counter[Month]] = defaultdict(Counter)
    for row in rows:
        found[Month(row["month"]), int(row["line_order"])][Month(row["charged_month"])] += int(row["pence"])
    return found


def _listed(rows: list[Row], key: str) -> dict[Month, list[Row]]:
    listed: defaultdict[Month, list[Row]] = defaultdict(list)
    for row in rows:
        listed[Month(row[key])].append(row)
    return listed
