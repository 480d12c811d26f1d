"""A month's return, whole and right: the datasets put together under the headings of the template."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Final

from contracts.agreement import Dataset
from contracts.contract import Contract
from contracts.loading import ContractFile, load_file
from contracts.months import Month
from ingest.datasets import DATASETS
from ingest.template import asked_for
from sample_data import cases, services
from sample_data.indicator_rows import indicator_rows
from sample_data.tables import MonthlyReturn, Pounds, Row, Table

CONTRACT: Final = Path(__file__).parent / "contracts" / "barnet-cambridge-education.yaml"

MADE_UP: Final = "Made-up figures."
PUBLISHED: Final = (
    "Made-up figures, except the percentage of new EHC plans issued within 20 weeks (SP1), which is published: "
    "Performance and Contract Management Committee, 5 January 2017."
)
_PUBLISHED_MONTHS: Final = range(Month(2016 * 12 + 6), Month(2016 * 12 + 11))


def sample_contract() -> ContractFile:
    """Return the sample contract, as it is known today."""
    return load_file(CONTRACT)


def monthly_return(file: ContractFile, month: Month) -> MonthlyReturn:
    """Return a month's return without any fault, for any month from April 2016 to April 2018."""
    return return_of(
        file,
        month,
        PUBLISHED if month in _PUBLISHED_MONTHS else MADE_UP,
        lambda dataset: indicator_rows(file.contract, month) if dataset == "indicators" else _ROWS[dataset](month),
    )


def return_of(file: ContractFile, month: Month, note: str, rows: Callable[[Dataset], Iterable[Row]]) -> MonthlyReturn:
    """Return a contract's return of a month with the rows of each dataset; what a row does not say is blank."""
    contract = file.contract
    return MonthlyReturn(
        contract=contract.id,
        title=contract.contract.title,
        month=month,
        template_version=file.digest[:12],
        note=note,
        tables=tuple(_table(dataset, contract, rows(dataset)) for dataset in contract.returns.datasets),
    )


def _table(dataset: Dataset, contract: Contract, rows: Iterable[Row]) -> Table:
    headings = tuple(field.heading for field in asked_for(DATASETS[dataset], contract))
    return Table(dataset, headings, tuple({heading: row.get(heading) for heading in headings} for row in rows))


def _case_rows(month: Month) -> Iterator[Row]:
    for case in cases.in_return(month):
        yield {
            "Case": case.key,
            "Case type": case.case_type,
            "Need": case.need,
            "Phase": case.phase,
            "Area": case.area,
            "Clock start": case.clock_start,
            "Decision to assess": case.decided,
            "Assessment outcome": case.assessed,
            "Plan issued": case.issued,
            "Exception": case.exception,
            "Exception from": case.exception_from,
            "Exception to": case.exception_to,
        }


def _trade_rows(month: Month) -> Iterator[Row]:
    for row in services.trade(month):
        yield {
            "Service": row.service,
            "Customer type": row.customer_type,
            "Income": Pounds(row.income),
            "Full cost": Pounds(row.full_cost),
            "Budget": Pounds(row.budget),
            "Buyers": row.buyers,
            "Eligible buyers": row.eligible_buyers,
        }


def _route_rows(month: Month) -> Iterator[Row]:
    for row in services.routes(month):
        yield {
            "Route": row.route,
            "Provider": row.provider,
            "Mode": row.mode,
            "Pupils": row.pupils,
            "Days": row.days,
            "Miles": Decimal(row.miles) / 10,
            "Cost": Pounds(row.cost),
            "Budget": Pounds(row.budget),
        }


def _line_rows(month: Month) -> Iterator[Row]:
    for row in services.budget_lines(month):
        yield {
            "Line": row.line,
            "Budget": Pounds(row.budget),
            "Actual to date": Pounds(row.actual_to_date),
            "Forecast": Pounds(row.forecast),
        }


_ROWS: Final[Mapping[Dataset, Callable[[Month], Iterator[Row]]]] = {
    "ehc_assessments": _case_rows,
    "traded_services": _trade_rows,
    "sen_transport": _route_rows,
    "finance_lines": _line_rows,
}
