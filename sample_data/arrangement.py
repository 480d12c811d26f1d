"""One of the other arrangements: its contract file, its provider, and the made-up returns of its months."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, Final

from contracts import months
from contracts.agreement import Dataset
from contracts.contract import Contract
from contracts.loading import ContractFile, load_file
from contracts.months import Month
from contracts.terms.deadlines import due_at
from sample_data.events import USUAL_REASON
from sample_data.people import SamplePerson
from sample_data.returns import MADE_UP, return_of
from sample_data.seed import seeded
from sample_data.tables import MonthlyReturn, Row
from sample_data.told import Told
from sample_data.usual import Usual, stated_rows
from sample_data.writing import csv_file

_FOLDER: Final = Path(__file__).parent / "contracts"


@dataclass(frozen=True)
class Arrangement:
    """An arrangement as the demonstration loads it.

    Attributes:
        name: as it is asked for.
        file: of its contract, in the folder of contract files.
        provider: who sends its returns.
        agreed: when the contract file became known.
        stands_at: where the clock of a demonstration of this arrangement alone stands, after its last return.
        last: the last month of which there is a return.
        figures: the indicators that are stated by hand.
        rows: the rows of a month, of each other dataset.
        missing: a month of which no return came.
        late: a month whose return came two days late.
        records: what is recorded beside the returns, such as an index value.
    """

    name: str
    file: str
    provider: SamplePerson
    agreed: datetime
    stands_at: datetime
    last: str
    figures: Mapping[str, Usual]
    missing: str
    late: str
    rows: Mapping[Dataset, Callable[[Month], Iterable[Row]]] = field(default_factory=dict)
    records: tuple[Told, ...] = ()

    @property
    def path(self) -> Path:
        """Where the contract file is."""
        return _FOLDER / self.file

    def write_returns(self, folder: Path) -> list[dict[str, Any]]:
        """Write every return into a folder, a file for each dataset, and return how each arrived, the earliest first.

        An entry has the form of those in the sample's manifest, and the contract besides.
        """
        contract = load_file(self.path)
        entries = []
        for month in self._returned(contract):
            made = self.monthly_return(contract, month)
            for dataset in contract.contract.returns.datasets:
                name = f"{self.name}-return-{months.label(month)}-{dataset.replace('_', '-')}.csv"
                (folder / name).write_bytes(csv_file(made.only(dataset)))
                entries.append(self._entry(contract, month, name))
        return entries

    def monthly_return(self, contract: ContractFile, month: Month) -> MonthlyReturn:
        """Return a month's return without any fault."""
        return return_of(contract, month, MADE_UP, partial(self._rows, contract.contract, month))

    def _rows(self, contract: Contract, month: Month, dataset: Dataset) -> Iterable[Row]:
        return stated_rows(contract, self.figures, month) if dataset == "indicators" else self.rows[dataset](month)

    def _returned(self, contract: ContractFile) -> Iterator[Month]:
        for month in map(Month, range(contract.contract.first_month, months.parse(self.last) + 1)):
            if months.label(month) != self.missing:
                yield month

    def _entry(self, contract: ContractFile, month: Month, name: str) -> dict[str, Any]:
        agreed = contract.contract
        due = due_at(month, int(agreed.returns.due.working_days), agreed.returns.due.by).replace(tzinfo=UTC)
        late = months.label(month) == self.late
        received = due + (timedelta(days=2) if late else -timedelta(minutes=seeded(name).randint(61, 420)))
        return {
            "contract": agreed.id,
            "file": name,
            "period": months.label(month),
            "received_at": f"{received:%Y-%m-%dT%H:%M:%SZ}",
            "person": self.provider.id,
            "outcome": "accepted",
            "shows": "a return that is late" if late else "a usual month",
            # A figure far from those before it is asked about; the answer is the same for all.
            "reasons": {"*": USUAL_REASON},
            "replacement_reason": None,
        }
