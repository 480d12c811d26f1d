"""A return before it is written to a file: tables of cells that know what they are, not yet how they look."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from contracts import months
from contracts.agreement import Dataset
from contracts.months import Month


@dataclass(frozen=True)
class Percent:
    """A percentage as people say it: 94 is 94%."""

    value: Decimal


@dataclass(frozen=True)
class Pounds:
    """Money in whole pence."""

    pence: int


@dataclass(frozen=True)
class Failed:
    """A formula and the error that it shows."""

    formula: str
    error: str


Cell = str | int | Decimal | date | Percent | Pounds | Failed | None
Row = Mapping[str, Cell]


@dataclass(frozen=True)
class Table:
    """One dataset of a return: its headings, exactly as in the template, and its rows by heading."""

    dataset: Dataset
    headings: tuple[str, ...]
    rows: tuple[Row, ...]

    def with_cell(self, key: str, heading: str, value: Cell) -> "Table":
        """Return the table with one cell changed; ``key`` is what stands in the row's first column.

        Raises:
            KeyError: no row has that key, or the table no such heading.
        """
        found = [row for row in self.rows if row[self.headings[0]] == key]
        if not found or heading not in self.headings:
            raise KeyError(key, heading)
        changed = {**found[0], heading: value}
        return replace(self, rows=tuple(changed if row is found[0] else row for row in self.rows))


@dataclass(frozen=True)
class MonthlyReturn:
    """Everything a provider says about one month."""

    contract: str
    title: str
    month: Month
    template_version: str
    note: str
    tables: tuple[Table, ...]

    def table(self, dataset: Dataset) -> Table:
        """Return the table of a dataset."""
        return next(table for table in self.tables if table.dataset == dataset)

    def with_table(self, changed: Table) -> "MonthlyReturn":
        """Return the return with one of its tables replaced."""
        tables = (changed if table.dataset == changed.dataset else table for table in self.tables)
        return replace(self, tables=tuple(tables))

    def with_cell(self, dataset: Dataset, key: str, heading: str, value: Cell) -> "MonthlyReturn":
        """Return the return with one cell changed."""
        return self.with_table(self.table(dataset).with_cell(key, heading, value))

    def only(self, *datasets: Dataset) -> "MonthlyReturn":
        """Return the return with some of its datasets alone."""
        return replace(self, tables=tuple(table for table in self.tables if table.dataset in datasets))

    @property
    def cover(self) -> tuple[tuple[str, str], ...]:
        """The labels and values by which a file says what it is."""
        return (
            ("Contract", self.contract),
            ("Period", months.label(self.month)),
            ("Template version", self.template_version),
        )
