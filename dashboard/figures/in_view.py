"""A month of a contract as it is shown: the board's document and the statement, and what follows from both."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Final

from contracts import months
from contracts.contract import Contract
from contracts.months import Month
from contracts.relief import BeddingIn
from contracts.terms.reads import last_read, last_read_of
from statements.documents import (
    BEFORE_DEDUCTIONS,
    Board,
    CapUse,
    DatasetReceipt,
    MeasureShown,
    MonthTotal,
    Statement,
    StatementLine,
    TravelShown,
)

TAKING: Final = ("performance", "repeat", "reporting")
"""Lines that take something off for a failure."""


@dataclass(frozen=True)
class InView:
    """A month in view. The contract is as it was known; every pound is read from the statement's lines."""

    contract: Contract
    month: Month
    board: Board
    statement: Statement

    @cached_property
    def measures(self) -> dict[tuple[str, Month], MeasureShown]:
        """Every measure up to the month, by indicator and month."""
        return {(each.indicator, months.parse(each.month)): each for each in self.board.grid}

    @cached_property
    def drawn(self) -> dict[tuple[str, ...], str]:
        """What was drawn of this month before, by what else it depends on; never by anything that a browser sends."""
        return {}

    @cached_property
    def measured(self) -> dict[str, MeasureShown]:
        """The month's own measures by indicator, in contract order."""
        found = {indicator: measure for (indicator, at), measure in self.measures.items() if at == self.month}
        return {each.id: found[each.id] for each in self.contract.indicators if each.id in found}

    @cached_property
    def own_lines(self) -> dict[str, tuple[StatementLine, ...]]:
        """The statement's lines on the month's own measures, by indicator."""
        listed: defaultdict[str, tuple[StatementLine, ...]] = defaultdict(tuple)
        for line in self.statement.lines:
            if line.indicator and line.measured == self.statement.month and line.kind != "earn back":
                listed[line.indicator] += (line,)
        return dict(listed)

    @cached_property
    def earlier_lines(self) -> tuple[StatementLine, ...]:
        """The statement's lines on measures of earlier months."""
        lines = (line for line in self.statement.lines if line.indicator and line.kind != "earn back")
        return tuple(line for line in lines if line.measured != self.statement.month)

    @property
    def carried(self) -> int:
        """Return what earlier months carried into this payment, in pence."""
        return -sum(line.amount for line in self.earlier_lines if line.brought_forward)

    @property
    def priced_now(self) -> int:
        """Return what figures of earlier months cost that this payment prices, in pence."""
        return -sum(line.amount for line in self.earlier_lines) - self.carried

    @cached_property
    def reporting_lines(self) -> tuple[StatementLine, ...]:
        """The statement's lines on returns that came late or not at all."""
        of_none = (line for line in self.statement.lines if line.indicator is None)
        return tuple(line for line in of_none if line.kind in ("reporting", "decision"))

    @property
    def returns_now(self) -> int:
        """Return what late or missing returns of earlier months take off that this payment prices, in pence."""
        return -sum(line.amount for line in self.reporting_lines if line.measured != self.statement.month)

    @property
    def priced_later(self) -> int:
        """Return what the month's figures and returns take off the next payment, in pence."""
        return self.board.returns_later + sum(map(self.costs_later, self.measured))

    @property
    def prices_later(self) -> bool:
        """Whether the month's figures are priced with the payment of the month after."""
        return self.contract.rules.priced == "the next month's charge"

    @property
    def charge(self) -> int:
        """Return the charge by itself, in pence: without what is paid, guaranteed or shared beside it."""
        return self.statement.charge - self.beside_the_charge

    @property
    def beside_the_charge(self) -> int:
        """Return what stands beside the charge before deductions, in pence."""
        kinds = [kind for kind in BEFORE_DEDUCTIONS if kind != "charge"]
        return sum(line.amount for line in self.statement.lines if line.kind in kinds)

    @property
    def taken(self) -> int:
        """Return what the statement's lines take off for failures, before anything is given back, in pence."""
        return -sum(line.amount for line in self.statement.lines if line.amount < 0 and line.kind in TAKING)

    @property
    def given_back(self) -> int:
        """Return what stands against it: earned back, waived, or kept so that the payment is not below nil."""
        return self.taken - self.statement.deducted

    @cached_property
    def receipts(self) -> tuple[DatasetReceipt, ...]:
        """Whether each dataset of the month has come, in the order in which the contract lists them."""
        order = self.contract.returns.datasets
        found = [each for each in self.board.receipts if each.month == self.board.month]
        return tuple(sorted(found, key=lambda each: [str(name) for name in order].index(each.dataset)))

    @property
    def awaited(self) -> tuple[DatasetReceipt, ...]:
        """The datasets that have not come and are not yet due."""
        return tuple(each for each in self.receipts if each.receipt_status == "awaited")

    @property
    def payment_awaits(self) -> tuple[DatasetReceipt, ...]:
        """The datasets that may still come and of which this payment reads a figure."""
        order = [str(name) for name in self.contract.returns.datasets]
        first, last = last_read(self.contract, self.month), partial(last_read_of, self.contract, self.month)
        still = (each for each in self.board.receipts if each.receipt_status == "awaited")
        found = [each for each in still if first <= months.parse(each.month) <= last(each.dataset)]
        return tuple(sorted(found, key=lambda each: (each.month, order.index(each.dataset))))

    @property
    def nothing_returned(self) -> bool:
        """Whether nothing of the month's return has come while there is still time."""
        return bool(self.receipts) and len(self.awaited) == len(self.receipts)

    @property
    def anything_came(self) -> bool:
        """Whether any part of the month's return has come, in time or late."""
        return not self.receipts or any(each.received_at for each in self.receipts)

    @property
    def has_result(self) -> bool:
        """Whether there is anything to say of the month's money but its charge."""
        return not (self.nothing_returned and self.payment_awaits) or bool(self.statement.deducted)

    @property
    def previous(self) -> MonthTotal | None:
        """The money of the month before, if the contract had begun."""
        return self.board.months[-2] if len(self.board.months) > 1 else None

    @cached_property
    def year(self) -> tuple[Month, ...]:
        """The months of the contract year so far."""
        year = self.contract.contract_year(self.month)
        run = range(self.contract.first_month, self.month + 1)
        return tuple(Month(month) for month in run if self.contract.contract_year(Month(month)) == year)

    def cost_of_year(self, indicator: str) -> int:
        """Return what an indicator's months of this contract year cost so far, whichever month they are charged in."""
        found = (self.measures.get((indicator, month)) for month in self.year)
        return sum(measure.deducted or 0 for measure in found if measure)

    def travel(self, indicator: str) -> TravelShown | None:
        """Return where an indicator is going by its control chart, if the board's document says."""
        return next((each for each in self.board.travel if each.indicator == indicator), None)

    @property
    def bedding_in(self) -> BeddingIn | None:
        """The bedding-in period, if the month lies in it."""
        period = self.contract.relief.bedding_in
        return period if period and period.first <= self.month <= period.last else None

    def cap(self, per: str) -> CapUse | None:
        """Return how far the cap per ``month`` or ``contract year`` is used, if the contract has one."""
        wanted = {cap.id for cap in self.contract.caps if cap.per == per}
        return next((use for use in self.board.caps if use.cap in wanted), None)

    def costs(self, indicator: str) -> int | None:
        """Return what the month's own measure of an indicator takes off this payment, in pence.

        ``None``: none due, or not yet. 0: short of the best band, but at nil by its band, by free points or by a cap.
        """
        lines, measure = self.own_lines.get(indicator), self.measured.get(indicator)
        if not lines:
            at_nil = measure and measure.band and measure.band > 1 and not self.costs_later(indicator)
            return 0 if at_nil else None
        return -sum(line.amount for line in lines)

    def put_right(self, indicator: str) -> bool:
        """Say whether a certified statement has an indicator by another figure than the one known now."""
        lines, measure = self.own_lines.get(indicator, ()), self.measured.get(indicator)
        is_certified = self.statement.state == "certified"
        return is_certified and measure is not None and any(line.measure != measure.measure for line in lines)

    def costs_later(self, indicator: str) -> int:
        """Return what the month's own measure costs where that is priced in the next month, in pence; otherwise 0."""
        measure = self.measured.get(indicator)
        later = self.prices_later and not self.own_lines.get(indicator)
        return (measure.deducted or 0) if later and measure else 0

    @property
    def held_back(self) -> int:
        """Return what caps kept of the month's own lines, in pence: lost or carried on, as each line says."""
        own = (line for lines in self.own_lines.values() for line in lines)
        return -sum(line.before_caps - line.amount for line in (*own, *self.reporting_lines))

    def said(self, month: Month) -> str:
        """Name another month beside this one: with its year where that differs."""
        return months.NAMES[month % 12] if month // 12 == self.month // 12 else months.spoken(month)


def figures_and(returns: int) -> str:
    """Name what costs something with another payment: figures, and returns where they cost some pence of it."""
    return "figures and returns" if returns else "figures"
