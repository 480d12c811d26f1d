"""What can be asked of Reckoner: each operation with its request and its answer, for the command line and the server.

The process that owns the store runs the operation; the same function answers whether the request came from a command
that opened the store itself or over the server's loopback endpoint. Every operation asks the policy first.
"""

import base64
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import Base64Bytes, BaseModel

from contracts import loading, months
from contracts.errors import ReckonerError
from contracts.faults import ContractFileRefused
from contracts.linter.certified import keep_certified
from contracts.loading import ContractFile
from ingest.template import write_template
from statements import (
    actions,
    chart_notes,
    decisions,
    drafting,
    incident_record,
    index_record,
    relief_record,
    relief_register,
)
from statements.asked import Moment, Name, Text
from statements.benchmarks.documents import BenchmarkRecorded
from statements.benchmarks.record import BenchmarkAsked, record_benchmark
from statements.breaches import operations as breaches
from statements.breaches.documents import Breaches
from statements.documents import Board, Document, IndicatorHistory, Statement, StatementLine
from statements.drivers.documents import Drivers
from statements.drivers.operations import DriversAsked, show_drivers
from statements.export import ExportAsked, Exported, export
from statements.files import FileAsked, FileReport, check_file, load_file
from statements.ledger import Ledger
from statements.ledgers import ledger_of
from statements.life import invoice_operations as invoices
from statements.life import operations as life
from statements.life import settled_up
from statements.life.account import ControlAccount
from statements.life.bridge import Bridge
from statements.life.deductions import Register
from statements.life.final import FinalAccount
from statements.life.invoice_register import InvoiceRegister
from statements.life.shown import LifeShown
from statements.marked import FileMarked, mark_file
from statements.matters import Matters, matters_of
from statements.outlook import operations as outlook
from statements.outlook.documents import Outlook
from statements.price_variation import PriceVariationAsked, VariationPriced, price_variation
from statements.refused import retold
from statements.relief_asked import ReliefAsked
from statements.relief_register import ReliefRegister
from statements.rows import operations as rows
from statements.rows.documents import RowCost, RowsOfMonth
from statements.trend_asked import TrendAsked, Trends, show_trends
from statements.variation_register import VariationRegister, VariationsAsked, show_variations
from statements.what_if.documents import Incentives, IncentivesAsked, WhatIf, WhatIfAsked
from statements.what_if.incentives import incentives
from statements.what_if.operations import what_if
from store import people, sign_in_names
from store.contract_versions import contract_now, record_contract_version
from store.people import person_now
from store.policy import EVERY_CONTRACT, Action, NotAllowed, Role, require
from store.session import Store, Writing
from store.settlement import settlement


class Asked(BaseModel):
    """What every request about a contract's month says; without a moment, as known now."""

    contract: str
    month: str
    as_known_on: Moment | None = None


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


class MattersAsked(BaseModel):
    """Asks for a contract's actions, decisions and meetings; without a moment, as known now."""

    contract: str
    as_known_on: Moment | None = None


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
    """Adds a person and appoints them to a role on a contract; ``signs_in_as`` is their name to the sign-in."""

    person: Name
    name: Name
    organisation: Name
    contract: str
    role: Role
    from_day: date
    signs_in_as: Text | None = None


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


def show_matters(store: Store, person: str, asked: MattersAsked) -> Matters:
    """Return a contract's actions, decisions and meetings."""
    _require(store, person, Action.VIEW_BOARD, asked.contract)
    return matters_of(store, asked.contract, asked.as_known_on)


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
        ContractFileRefused: the file has faults, leaves a certified month out, or changes its VAT rate; nothing was
            recorded.
    """
    file = loading.load(asked.text, asked.file_name)
    _require(store, person, Action.WRITE_CONTRACT, file.contract.id)
    with store.write(person, "record contract", file.contract.id, detail={"digest": file.digest}) as writing:
        _keep_certified(writing, file, asked.file_name)
        version = record_contract_version(writing, file.contract.id, file.digest, asked.text)
    return ContractRecorded(contract=version.contract, version=version.version, digest=version.digest)


def _keep_certified(writing: Writing, file: ContractFile, name: str) -> None:
    """Refuse a file that leaves a certified month out, or under which it would bear what was never charged."""
    certified = sorted({each.month for each in settlement(writing.cursor, file.contract.id).certified})
    if not certified:
        return
    try:
        before = contract_now(writing.cursor, file.contract.id)
    except ContractFileRefused:
        before = None  # A file that cannot be read any longer has to be replaced, whatever rates it stated.
    keep_certified(before, file, name, certified)


def appoint_person(store: Store, person: str, asked: AppointmentAsked) -> Appointed:
    """Add a person, or their new name, and appoint them.

    Another name to sign in by than the person's own would let somebody else act as them, and another name of somebody
    known stands on other contracts' statements too: so only an officer of every contract gives one.
    """
    _require(store, person, Action.APPOINT_PEOPLE, asked.contract)
    with store.write(person, "appoint people", asked.contract, detail={"person": asked.person}) as writing:
        if people.is_known_otherwise(writing.cursor, asked.person, asked.name, asked.organisation):
            _require(store, person, Action.APPOINT_PEOPLE, EVERY_CONTRACT)
        people.add_person(writing, asked.person, asked.name, asked.organisation)
        people.appoint(writing, asked.person, asked.contract, asked.role, asked.from_day)
        if asked.signs_in_as is not None:
            if sign_in_names.has_another(writing.cursor, asked.person, asked.signs_in_as):
                _require(store, person, Action.APPOINT_PEOPLE, EVERY_CONTRACT)
            sign_in_names.record(writing, asked.person, asked.signs_in_as)
            writing.detail["sign_in_name"] = "recorded"
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
    does: Callable[[Store, str, Any], BaseModel]

    def run(self, store: Store, person: str, asked: BaseModel) -> BaseModel:
        """Do it for a person and return the answer; a refusal names the contract as the person knows it."""
        try:
            return self.does(store, person, asked)
        except NotAllowed as refused:
            raise retold(store, person, refused) from None


OPERATIONS: Mapping[str, Operation] = {
    "statement": Operation(StatementAsked, Statement, draft_statement),
    "board": Operation(BoardAsked, Board, show_board),
    "indicator": Operation(IndicatorAsked, IndicatorHistory, show_indicator),
    "explain": Operation(ExplainAsked, Explanation, explain),
    "benchmark": Operation(BenchmarkAsked, BenchmarkRecorded, record_benchmark),
    "drivers": Operation(DriversAsked, Drivers, show_drivers),
    "rows": Operation(rows.RowsAsked, RowsOfMonth, rows.show_rows),
    "row-cost": Operation(rows.RowCostAsked, RowCost, rows.show_row_cost),
    "check": Operation(FileAsked, FileReport, check_file),
    "mark": Operation(FileAsked, FileMarked, mark_file),
    "load": Operation(FileAsked, FileReport, load_file),
    "contract": Operation(ContractAsked, ContractRecorded, record_contract),
    "incident": Operation(incident_record.IncidentAsked, incident_record.IncidentRecorded, incident_record.record),
    "relief": Operation(ReliefAsked, relief_record.ReliefRecorded, relief_record.propose),
    "decide-relief": Operation(relief_record.DecisionAsked, relief_record.ReliefRecorded, relief_record.decide),
    "relief-register": Operation(relief_register.ReliefRegisterAsked, ReliefRegister, relief_register.show_register),
    "index-value": Operation(index_record.IndexValueAsked, index_record.IndexValueRecorded, index_record.record_value),
    "appoint": Operation(AppointmentAsked, Appointed, appoint_person),
    "export": Operation(ExportAsked, Exported, export),
    "template": Operation(TemplateAsked, TemplateMade, make_template),
    "trend": Operation(TrendAsked, Trends, show_trends),
    "outlook": Operation(outlook.OutlookAsked, Outlook, outlook.show_outlook),
    "breaches": Operation(breaches.BreachesAsked, Breaches, breaches.show_breaches),
    "matters": Operation(MattersAsked, Matters, show_matters),
    "note-on-chart": Operation(chart_notes.NoteAsked, chart_notes.NoteRecorded, chart_notes.record_note),
    "withdraw-note": Operation(chart_notes.WithdrawalAsked, chart_notes.NoteRecorded, chart_notes.withdraw_note),
    "action": Operation(actions.ActionAsked, actions.ActionRecorded, actions.record_action),
    "follow-up": Operation(actions.EntryAsked, actions.ActionRecorded, actions.record_entry),
    "decision": Operation(decisions.DecisionAsked, decisions.DecisionRecorded, decisions.ask_decision),
    "answer": Operation(decisions.AnswerAsked, decisions.DecisionRecorded, decisions.record_answer),
    "meeting": Operation(decisions.MeetingAsked, decisions.MeetingRecorded, decisions.record_meeting),
    "life": Operation(life.LifeAsked, LifeShown, life.show_life),
    "account": Operation(life.AccountAsked, ControlAccount, life.show_account),
    "price-variation": Operation(PriceVariationAsked, VariationPriced, price_variation),
    "what-if": Operation(WhatIfAsked, WhatIf, what_if),
    "incentives": Operation(IncentivesAsked, Incentives, incentives),
    "bridge": Operation(life.BridgeAsked, Bridge, life.show_bridge),
    "send": Operation(life.SendAsked, LifeShown, life.send),
    "reply": Operation(life.ReplyAsked, LifeShown, life.reply),
    "determine": Operation(life.DetermineAsked, LifeShown, life.determine),
    "certify": Operation(life.CertifyAsked, LifeShown, life.certify),
    "invoice": Operation(invoices.InvoiceAsked, InvoiceRegister, invoices.record_invoice),
    "credit-note": Operation(invoices.CreditNoteAsked, InvoiceRegister, invoices.record_credit_note),
    "withdraw-invoice": Operation(invoices.InvoiceWithdrawalAsked, InvoiceRegister, invoices.withdraw_invoice),
    "invoices": Operation(invoices.InvoicesAsked, InvoiceRegister, invoices.show_invoices),
    "pay": Operation(life.PaymentAsked, LifeShown, life.pay),
    "decide-deduction": Operation(settled_up.RulingAsked, Register, settled_up.decide),
    "waivers": Operation(settled_up.RegisterAsked, Register, settled_up.show_register),
    "final-account": Operation(settled_up.FinalAccountAsked, FinalAccount, settled_up.show_final_account),
    "variations": Operation(VariationsAsked, VariationRegister, show_variations),
}
