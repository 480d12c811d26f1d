"""Every page in every state that was designed, in an order in which one server can show them all.

What leads to a state for the first time, such as uploading a file, lasts in the store; what each visit has to do again,
such as opening a line, does not.
"""

import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from playwright.sync_api import FilePayload, Page, expect

from sample_data.people import OFFICER
from statements.operations import ContractAsked, record_contract
from store import people
from store.clock import stand_still
from store.opener import open_store
from tests.browser.served import Served, serving
from tests.browser.visit import Visit, comes
from tests.dashboard.small_store import filled

FAULTY, CORRECTED = "barnet-return-2018-04.xlsx", "barnet-return-2018-04-corrected.xlsx"
_SECOND: Final = Path(__file__).parents[1] / "contracts_for_tests" / "river-valley-learning.yaml"
_BEFORE_THE_CONTRACT_WAS_KNOWN: Final = datetime(2016, 5, 2, 9, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Servers:
    """The demonstration, and a store whose contract file became known only after its clock's time."""

    demonstration: Served
    failing: Served


@dataclass(frozen=True)
class State:
    """A state: its name, what it shows, where it is, what leads there once, and what every visit does."""

    name: str
    shows: str
    page: str
    address: Mapping[str, str] = field(default_factory=dict)
    once: Callable[[Visit, Served], None] | None = None
    each_time: Callable[[Page], None] | None = None
    failing: bool = False

    def served(self, servers: Servers) -> Served:
        return servers.failing if self.failing else servers.demonstration

    def open(self, visit: Visit) -> Page:
        """Bring a visit to the state, once it has been led to."""
        page = visit.open(self.page, **self.address)
        if self.each_time:
            self.each_time(page)
        return visit.settled()


@contextmanager
def serving_states(demonstration: Path, folder: Path) -> Iterator[Servers]:
    """Serve a copy of the demonstration, which gets a contract without returns and a person without a contract."""
    store = folder / "states"
    shutil.copytree(demonstration, store)
    with open_store(store) as opened:
        text = _beginning_in_2018(_SECOND.read_text(encoding="utf-8"))
        record_contract(opened, OFFICER.id, ContractAsked(file_name=_SECOND.name, text=text))
        with opened.write(OFFICER.id, "add person", "s.doyle") as writing:
            people.add_person(writing, "s.doyle", "S. Doyle", "River Valley Council")
    filled(folder / "failing").close()
    stand_still(folder / "failing", _BEFORE_THE_CONTRACT_WAS_KNOWN)
    with ExitStack() as stopping:
        yield Servers(*(stopping.enter_context(serving(each)) for each in (store, folder / "failing")))


def _beginning_in_2018(text: str) -> str:
    """Move a contract file on by two years: its first month is then the one whose return is awaited."""
    return re.sub(r"\b20(16|17|18|19)-", lambda year: f"{int(year[0][:-1]) + 2}-", text)


def upload(visit: Visit, file: Path) -> None:
    """Pick a file on the page to upload a return, and wait for what is said of it."""
    visit.page.locator('input[type="file"]').set_input_files(file)
    comes(visit.page.locator(".in-hand b"), file.name)
    visit.settled()


def _uploaded(name: str) -> Callable[[Visit, Served], None]:
    return lambda visit, served: upload(visit, served.returned(name))


def _accepted(visit: Visit, _served: Served) -> None:
    visit.page.get_by_role("button", name="Accept the return").click()
    expect(visit.page.get_by_role("heading", name="Receipt")).to_be_visible()


def _refused(visit: Visit, _served: Served) -> None:
    content: FilePayload = {"name": "return.xlsx", "mimeType": "application/zip", "buffer": b"not a workbook"}
    visit.page.locator('input[type="file"]').set_input_files(content)
    expect(visit.page.get_by_text("was not kept")).to_be_visible()
    visit.settled()


def open_line(page: Page) -> None:
    """Open the dearest line but one: a repeated failure with its sum."""
    page.locator(".lines > tbody").filter(has_text="repeated failure").locator("summary").first.click()


SECOND_ID: Final = "river-valley-learning"
MARCH: Final = {"person": "a.clarke", "contract": "barnet-cambridge-education", "month": "2018-03"}
APRIL: Final = {**MARCH, "month": "2018-04"}
REPLAYED: Final = {
    **MARCH,
    "indicator": "OP2",
    "figure": "+5",
    "since": "2017-04",
    "term": "deductions.point.percent",
    "value": "0.04",
}
ROWS: Final = {**MARCH, "indicator": "SP1", "rows": "2018-03"}

STATES: Final = (
    State("board", "The board's page", "", MARCH),
    State("board-worst-month", "The board's page of a month with all four statuses", "", {**MARCH, "month": "2017-09"}),
    State("board-awaited", "The board's page of a month whose return is awaited", "", APRIL),
    State("board-no-returns", "A contract without any return", "", {"person": "a.clarke", "contract": SECOND_ID}),
    State("board-failing", "A month that cannot be worked out", "", {"person": "b.lowe"}, failing=True),
    State("no-contract", "Somebody without an appointment", "", {"person": "s.doyle"}),
    State("no-permission", "A page that is not for this person", "upload-a-return", {**APRIL, "person": "r.levene"}),
    State("indicator", "An indicator that recovered", "indicators", {**MARCH, "indicator": "SP2"}),
    State("indicator-failing", "An indicator that fails", "indicators", {**MARCH, "indicator": "OP2"}),
    State("indicator-rows", "The rows behind a month", "indicators", ROWS),
    State("indicator-rows-withheld", "The same for a board member", "indicators", {**ROWS, "person": "r.levene"}),
    State("payment", "The payment page", "payment", MARCH),
    State("payment-line-open", "A line opened to its working", "payment", MARCH, each_time=open_line),
    State("payment-awaited", "The payment page before any return", "payment", APRIL),
    State("what-if", "What if, nothing asked yet", "what-if", {**MARCH, "indicator": "SP2", "month": "2016-09"}),
    State("what-if-replayed", "Scenarios side by side", "what-if", REPLAYED),
    State("what-if-not-understood", "A question that is not understood", "what-if", {**REPLAYED, "figure": "+many"}),
    State("upload", "Uploading: nothing in hand", "upload-a-return", APRIL),
    State("upload-refused", "Uploading: a file that is refused", "upload-a-return", APRIL, once=_refused),
    State("upload-findings", "Uploading: what was found", "upload-a-return", APRIL, once=_uploaded(FAULTY)),
    State("upload-preview", "Uploading: what would change", "upload-a-return", APRIL, once=_uploaded(CORRECTED)),
    State("upload-receipt", "Uploading: the receipt", "upload-a-return", APRIL, once=_accepted),
)
