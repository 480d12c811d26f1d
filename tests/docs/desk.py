"""A store of one's own, set up as the guides say, and workbooks made from the tables of a page."""

import base64
import io
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet
from pydantic import BaseModel

from statements.documents import Statement
from statements.files import FileAsked, FileReport
from statements.operations import (
    OPERATIONS,
    AppointmentAsked,
    ContractAsked,
    StatementAsked,
)
from store import people
from store.opener import open_store
from store.policy import Role

OFFICER = "d.hale"
PROVIDER = "s.moss"


class Desk:
    """An open store with one contract, its officer and its provider, whose clock is set by the test."""

    def __init__(self, folder: Path, contract_file: Path, agreed: datetime) -> None:
        self.now = agreed
        self._store = open_store(folder, clock=lambda: self.now)
        people.set_up(self._store, OFFICER, "D. Hale", "The council")
        text = contract_file.read_text(encoding="utf-8")
        recorded = self._ask(OFFICER, "contract", ContractAsked(file_name=contract_file.name, text=text))
        self.contract = str(recorded.model_dump()["contract"])
        appointed = AppointmentAsked(
            person=PROVIDER,
            name="S. Moss",
            organisation="The provider",
            contract=self.contract,
            role=Role.PROVIDER,
            from_day=date(agreed.year, agreed.month, agreed.day),
        )
        self._ask(OFFICER, "appoint", appointed)

    def _ask(self, person: str, name: str, request: BaseModel) -> BaseModel:
        return OPERATIONS[name].run(self._store, person, request)

    def check(self, content: bytes, name: str = "return.xlsx") -> FileReport:
        """Check a file as the provider."""
        return FileReport.model_validate(self._ask(PROVIDER, "check", _handed_in(content, name)))

    def load(self, content: bytes, name: str = "return.xlsx", **said: object) -> FileReport:
        """Load a file as the officer."""
        request = _handed_in(content, name).model_copy(update=said)
        return FileReport.model_validate(OPERATIONS["load"].run(self._store, OFFICER, request))

    def statement(self, month: str) -> Statement:
        """Draw up a month's statement."""
        return Statement.model_validate(
            self._ask(OFFICER, "statement", StatementAsked(contract=self.contract, month=month))
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._store.close()


def _handed_in(content: bytes, name: str) -> FileAsked:
    return FileAsked.model_validate({"file_name": name, "content": base64.b64encode(content)})


def moment(year: int, month: int, day: int, hour: int = 12) -> datetime:
    return datetime(year, month, day, hour, tzinfo=UTC)


def workbook(cover: Sequence[tuple[str, str]], sheets: Mapping[str, Sequence[Mapping[str, str]]]) -> bytes:
    """Make a workbook as a person would type it: a cover, and sheets with a title, a blank row and headings."""
    book = openpyxl.Workbook()
    page = book.active
    assert isinstance(page, Worksheet)
    page.title = "Return"
    for pair in cover:
        page.append(pair)
    for name, rows in sheets.items():
        page = book.create_sheet(name)
        page.append([f"{name}, typed by hand"])
        page.append([])
        page.append(list(rows[0]))
        for row in rows:
            page.append([text or None for text in row.values()])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()
