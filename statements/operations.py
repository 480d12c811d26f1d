"""What can be asked of Reckoner: each operation with its request and its answer, for the command line and the server.

The process that owns the store runs the operation; the same function answers whether the request came from a command
that opened the store itself or over the server's loopback endpoint. Every operation asks the policy first.
"""

import base64
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from pydantic import Base64Bytes, BaseModel

from contracts import loading, months
from contracts.errors import ReckonerError
from ingest.template import write_template
from statements import drafting
from statements.documents import Board, Document, IndicatorHistory, Statement, StatementLine
from statements.files import FileAsked, FileReport, check_file, load_file
from statements.ledger import Ledger
from statements.ledgers import ledger_of
from store import people
from store.contract_versions import record_contract_version
from store.people import person_now
from store.policy import Action, Role, require
from store.session import Store


class Asked(BaseModel):
    """What every request about a contract's month says; without a moment, as known now."""

    contract: str
    month: str
    as_known_on: datetime | None = None


class StatementAsked(Asked):
    """Asks for the statement of a month."""


class BoardAsked(Asked):
    """Asks for the board's page of a month."""


class IndicatorAsked(Asked):
    """Asks for an indicator in every month up to a month."""

    indicator: str


class ExplainAsked(Asked):
    """Asks for the working of a statement: of one line, or without a number of every line."""

    line: int | None = None


class Explanation(Document):
    """The working of some lines of a statement."""

    statement: Statement
    lines: tuple[StatementLine, ...]


class NoSuchLine(ReckonerError):
    """A line number that the statement does not have."""

    def __init__(self, line: int, last: int) -> None:
        super().__init__(f"There is no line {line}. The statement has lines 1 to {last}.")


class ContractAsked(BaseModel):
    """Records a contract file as the newest version."""

    file_name: str
    text: str


class ContractRecorded(Document):
    """A contract version as it was recorded."""

    contract: str
    version: int
    digest: str


class AppointmentAsked(BaseModel):
    """Adds a person and appoints them to a role on a contract."""

    person: str
    name: str
    organisation: str
    contract: str
    role: Role
    from_day: date


class Appointed(Document):
    """An appointment as it was recorded."""

    person: str
    contract: str
    role: Role


class TemplateAsked(BaseModel):
    """Asks for an empty return of a month."""

    contract: str
    month: str


class TemplateMade(Document):
    """An empty return: a workbook."""

    file_name: str
    content: Base64Bytes


def draft_statement(store: Store, person: str, asked: StatementAsked) -> Statement:
    """Return the statement of a month as a draft."""
    _require(store, person, Action.VIEW_PAYMENT, asked.contract)
    return drafting.statement(_ledger(store, asked), months.parse(asked.month))


def show_board(store: Store, person: str, asked: BoardAsked) -> Board:
    """Return the board's page of a month."""
    _require(store, person, Action.VIEW_BOARD, asked.contract)
    return drafting.board(_ledger(store, asked), months.parse(asked.month))


def show_indicator(store: Store, person: str, asked: IndicatorAsked) -> IndicatorHistory:
    """Return an indicator in every month up to a month."""
    _require(store, person, Action.VIEW_BOARD, asked.contract)
    return drafting.indicator_history(_ledger(store, asked), asked.indicator, months.parse(asked.month))


def explain(store: Store, person: str, asked: ExplainAsked) -> Explanation:
    """Return the working of one line of a statement, or of all.

    Raises:
        NoSuchLine: the statement has no line of that number.
    """
    drafted = draft_statement(store, person, StatementAsked(**asked.model_dump(exclude={"line"})))
    chosen = tuple(line for line in drafted.lines if asked.line in (None, line.number))
    if not chosen:
        raise NoSuchLine(asked.line or 0, len(drafted.lines))
    return Explanation(statement=drafted, lines=chosen)


def record_contract(store: Store, person: str, asked: ContractAsked) -> ContractRecorded:
    """Record a contract file as the newest version of its contract.

    Raises:
        ContractFileRefused: the file has faults; nothing was recorded.
    """
    file = loading.load(asked.text, asked.file_name)
    _require(store, person, Action.WRITE_CONTRACT, file.contract.id)
    with store.write(person, "record contract", file.contract.id, detail={"digest": file.digest}) as writing:
        version = record_contract_version(writing, file.contract.id, file.digest, asked.text)
    return ContractRecorded(contract=version.contract, version=version.version, digest=version.digest)


def appoint_person(store: Store, person: str, asked: AppointmentAsked) -> Appointed:
    """Add a person, or their new name, and appoint them."""
    _require(store, person, Action.APPOINT_PEOPLE, asked.contract)
    with store.write(person, "appoint people", asked.contract, detail={"person": asked.person}) as writing:
        people.add_person(writing, asked.person, asked.name, asked.organisation)
        people.appoint(writing, asked.person, asked.contract, asked.role, asked.from_day)
    return Appointed(person=asked.person, contract=asked.contract, role=asked.role)


def make_template(store: Store, person: str, asked: TemplateAsked) -> TemplateMade:
    """Return an empty return for a month, made for the contract version in force.

    Raises:
        NoSuchMonth: the contract does not have that month.
    """
    _require(store, person, Action.CHECK_RETURN, asked.contract)
    frozen, month = ledger_of(store, asked.contract).frozen, months.parse(asked.month)
    if not frozen.contract.first_month <= month <= frozen.contract.last_month:
        raise drafting.NoSuchMonth(frozen.contract, month)
    content = write_template(frozen.contract, frozen.file.digest, month)
    return TemplateMade(file_name=f"{asked.contract}-{asked.month}.xlsx", content=base64.b64encode(content))


def _require(store: Store, person: str, action: Action, contract: str) -> None:
    require(person_now(store, person), action, contract)


def _ledger(store: Store, asked: Asked) -> Ledger:
    return ledger_of(store, asked.contract, asked.as_known_on)


@dataclass(frozen=True)
class Operation:
    """One thing that can be asked: the request it takes, the answer it gives, and what does it."""

    request: type[BaseModel]
    answer: type[BaseModel]
    run: Callable[[Store, str, Any], BaseModel]


OPERATIONS: Mapping[str, Operation] = {
    "statement": Operation(StatementAsked, Statement, draft_statement),
    "board": Operation(BoardAsked, Board, show_board),
    "indicator": Operation(IndicatorAsked, IndicatorHistory, show_indicator),
    "explain": Operation(ExplainAsked, Explanation, explain),
    "check": Operation(FileAsked, FileReport, check_file),
    "load": Operation(FileAsked, FileReport, load_file),
    "contract": Operation(ContractAsked, ContractRecorded, record_contract),
    "appoint": Operation(AppointmentAsked, Appointed, appoint_person),
    "template": Operation(TemplateAsked, TemplateMade, make_template),
}
