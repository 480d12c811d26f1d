"""A contract: everything the engine knows about what was agreed."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from contracts import months
from contracts.agreement import Charge, Fact, Forum, Parties, Returns, Service
from contracts.caps import Cap
from contracts.earn_back import EarnBack
from contracts.indicators import BandTable, Indicator, Rung
from contracts.months import Month
from contracts.outcomes import Outcome
from contracts.parts import NotDumpedIfNone, Part, Stated, StatedList
from contracts.relief import Relief
from contracts.rules import Deductions, Rules, StatementRules, Variation
from contracts.shares import Guarantee, Share
from contracts.triggers import Trigger
from contracts.unit_prices import UnitPrice


class Contract(Part):
    """One contract file, read and checked. Terms are those known on the day that was asked for.

    Every section is stated, or said to be none. ``illustrative`` says what is made up and ``variations`` what happened
    after signature: neither is a rule, and both may be left out.
    """

    reckoner: Literal["1"]
    contract: Parties
    illustrative: tuple[str, ...] = ()
    forums: dict[str, Forum]
    services: dict[str, Service]
    charge: Charge
    returns: Returns
    rules: Rules
    relief: Relief
    bands: dict[str, BandTable]
    indicators: Annotated[tuple[Indicator, ...], Field(min_length=1)]
    deductions: Deductions
    caps: StatedList[Cap]
    earn_back: Annotated[Stated[EarnBack], NotDumpedIfNone]
    outcomes: StatedList[Outcome]
    guarantees: Annotated[StatedList[Guarantee], NotDumpedIfNone]
    shares: Annotated[StatedList[Share], NotDumpedIfNone]
    unit_prices: StatedList[UnitPrice]
    statement: StatementRules
    triggers: Annotated[StatedList[Trigger], NotDumpedIfNone]
    variations: tuple[Variation, ...] = ()

    @property
    def id(self) -> str:
        """The contract's name in files, addresses and the store."""
        return self.contract.id

    @property
    def facts(self) -> tuple[Fact, ...]:
        """What published sources say; the rest of a sample file is illustrative."""
        return self.contract.facts

    @property
    def first_month(self) -> Month:
        """The month in which the contract's first day lies."""
        return months.of_day(self.contract.first_day)

    @property
    def last_month(self) -> Month:
        """The month in which the contract's last day lies."""
        return months.of_day(self.contract.last_day)

    def indicator(self, indicator: str) -> Indicator:
        """Return an indicator by its id.

        Raises:
            KeyError: the contract has no such indicator.
        """
        return {found.id: found for found in self.indicators}[indicator]

    def tables_of(self, indicator: Indicator) -> dict[str, BandTable]:
        """Return the band tables that judge an indicator, now or at another time, by name, if they are described."""
        named = sorted({name for _, name in indicator.bands} & set(self.bands))
        return {name: self.bands[name] for name in named}

    def prices_what_is_stated_of(self, indicator: Indicator) -> bool:
        """Say whether an indicator's stated figure is priced where there is one: records stand beside it, if any."""
        return indicator.dataset == "indicators" or self.rules.records_differ_from_statement == "statement"

    def rungs_of(self, indicator: Indicator) -> list[Rung]:
        """Return the bands of these tables, table by table."""
        return [rung for table in self.tables_of(indicator).values() for rung in table.rungs]

    def rungs_unrounded(self, indicator: Indicator) -> list[Rung]:
        """Return the same of those tables whose costs have no rounding of their own."""
        tables = self.tables_of(indicator).values()
        return [rung for table in tables if table.rounded_to is None for rung in table.rungs]

    def contract_year(self, month: Month) -> int:
        """Return the calendar year in which the contract year of a month starts."""
        return (month - self.contract.years_start) // 12

    def month_of_year(self, month: Month) -> int:
        """Return a month's place in its contract year, 1 to 12; a first part year counts from where its year starts."""
        return (month - self.contract.years_start) % 12 + 1

    @model_validator(mode="after")
    def _term_runs_forward(self) -> Self:
        if self.contract.last_day < self.contract.first_day:
            raise ValueError("contract.last_day on or after contract.first_day")
        return self
