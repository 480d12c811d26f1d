"""A contract that is nobody's sample: two indicators, £100,000.00 a month, and every answer worked out in the head.

F1 is a percentage with 90% to reach, F2 a count with 10 at most; a failure costs 5 points of £100.00. Its returns
are one CSV each, due on the fifth working day at 17:00: for April 2018 that is 8 May (the 7th is a bank holiday).
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from contracts import months
from contracts.loading import load
from ingest.acceptance import Outcome, submit
from statements import drafting
from statements.documents import StatementLine
from statements.ledgers import ledger_of
from statements.operations import ContractAsked, record_contract
from store import people
from store.opener import open_store
from store.session import Store
from tests.stores import copy_of, empty_store

CONTRACT = "fenland-libraries"
OFFICER = "c.hale"
FEE = 100_000_00

_TEXT = """\
reckoner: 1
contract:
  id: fenland-libraries
  title: Fenland libraries
  authority: Fenland District Council
  provider: Open Shelves
  first_day: 2018-04-01
  last_day: 2020-03-31
  years_start: April
  regime: services contract
forums:
  board: {title: Libraries board, meets: monthly}
services:
  branches: {title: Branches, forum: board}
charge:
  lines:
    - {id: fee, title: Fee, fund: general fund, vat: standard, pass_through: no,
       annual: {2018-04: "£1,200,000.00"}, clause: "2.1"}
  payable: twelfths
  part_month: days in the month
  index: none
returns:
  due: {working_days: 5, after: end of month, by: "17:00", clause: "3.1"}
  datasets: [indicators]
rules:
  priced: the month's own charge
  rounding: line
  round_for_banding: none
  when:
    missing: MISSING
    below_minimum: {take: no deduction, run: skipped, clause: "4.2"}
    nil_activity: {take: no deduction, run: skipped, clause: "4.3"}
    not_measurable: {take: no deduction, run: skipped, clause: "4.4"}
    relieved: {run: skipped, clause: "4.5"}
    carry_last_status: none
  records_differ_from_statement: records
  cases_before_start: counted
relief:
  bedding_in: none
  suspensions: none
  agreed: none
bands:
  shares:
    judged_on: value
    clause: "5.1"
    rungs:
      - {at_least: 90, status: met, fails: no, points: 0}
      - {otherwise: all, status: missed, fails: yes, points: 5}
  counts:
    judged_on: value
    clause: "5.2"
    rungs:
      - {at_most: 10, status: met, fails: no, points: 0}
      - {otherwise: all, status: missed, fails: yes, points: 5}
indicators:
  - id: F1
    title: Reservations filled within a week
    clause: "6.1"
    service: branches
    forum: board
    owner: Head of Libraries
    review: 2019-04
    kind: operational
    unit: percent
    better: higher
    measured: {every: month}
    measure: {from: indicators, counts: reservations filled within seven days, of: reservations}
    target: 90
    definition: As schedule 2 has it.
    bands: shares
  - id: F2
    title: Days on which a branch was shut
    clause: "6.2"
    service: branches
    forum: board
    owner: Head of Libraries
    review: 2019-04
    kind: operational
    unit: count
    better: lower
    measured: {every: month}
    measure: {from: indicators, counts: days on which a branch was shut}
    target: 10
    definition: As schedule 2 has it.
    bands: counts
deductions:
  repeat: none
  incidents: none
  free_points: none
  ratchet: none
  point: {pounds: "POINT", clause: "7.1"}
  amount_at_risk: none
  reporting_failure: none
  returned_to: general fund
caps: []
earn_back: none
outcomes: none
guarantees: none
shares: none
unit_prices: none
triggers: none
statement:
  net_below_zero: BELOW
  clause: "8"
  vat: none
  reply: none
  dispute: none
  deduction_notice: none
  payment: none
  credit_note: none
  interest: none
  reopening: none
"""

WITHHELD = (
    "{take: worst band, run: extends, per: indicator, money: withheld, "
    'until: the next return\'s due time, clause: "4.1"}'
)
DEDUCTED = '{take: worst band, run: extends, per: indicator, money: deducted, clause: "4.1"}'


def contract_text(*, point: str = "£100.00", below_zero: str = "nil", missing: str = WITHHELD) -> str:
    """The contract file, with another price of a point, ending or rule for figures that do not come."""
    return _TEXT.replace("MISSING", missing).replace("POINT", point).replace("BELOW", below_zero)


def stating(text: str, rules: str) -> str:
    """The contract file with some rules, each in place of the line which says that there is none of its key."""
    indent = rules[: len(rules) - len(rules.lstrip())]
    for rule in re.split(rf"^(?={indent}\w)", rules, flags=re.MULTILINE)[1:]:
        key = rule.partition(":")[0]
        assert text.count(f"\n{key}: none\n") == 1, f"the file does not say “{key}: none” in one place"
        text = text.replace(f"\n{key}: none\n", f"\n{rule}")
    return text


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = at("2018-04-02 09:00")

    def __call__(self) -> datetime:
        return self.now


def at(text: str) -> datetime:
    """A moment in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@contextmanager
def fenland(folder: Path, text: str | None = None) -> Iterator[tuple[Store, Clock]]:
    """A store with the contract and its officer, and the clock it goes by."""
    written = text or contract_text()
    copy_of(written, lambda place: _make(place, written), folder)
    clock = Clock()
    with open_store(folder, clock) as store:
        yield store, clock


def _make(folder: Path, text: str) -> None:
    empty_store(folder)
    with open_store(folder, Clock()) as store:
        people.set_up(store, OFFICER, "C. Hale", "Fenland District Council")
        record_contract(store, OFFICER, ContractAsked(file_name="fenland.yaml", text=text))


def returned(month: str, filled: str = "95", shut: str = "4", *, text: str | None = None, remark: str = "") -> bytes:
    """A month's return: so many of 100 reservations filled, so many days shut; an empty text is no figure."""
    digest = load(text or contract_text(), "fenland.yaml").digest
    cover = f"Contract,{CONTRACT}\nPeriod,{month}\nDataset,Indicators\nTemplate version,{digest[:12]}\n\n"
    headings = "Indicator,Numerator,Denominator,Value as stated,Reason if not reported,Commentary\n"
    share = f"F1,{filled},100,{filled}%,,{remark}\n" if filled else f"F1,,,,The catalogue was down.,{remark}\n"
    days = f"F2,{shut},,{shut},,\n" if shut else "F2,,,,The log was lost.,\n"
    return (cover + headings + share + days).encode()


def sent(store: Store, content: bytes, received: datetime | None = None, because: str | None = None) -> Outcome:
    """Hand a return in, with a reason for every finding that asks for one, and say what became of it."""
    reasons = {f"{code} {of}": "So it was." for code in ("I04", "I10", "I12", "I13") for of in ("F1", "F2")}
    given = {"received_at": received, "reasons": reasons, "replace_reason": because}
    return submit(store, OFFICER, content, "return.csv", **given)  # type: ignore[arg-type]


def line_of_april(
    folder: Path, text: str, filled: str, shut: str, chosen: Callable[[StatementLine], bool]
) -> StatementLine:
    """The one line of April 2018's statement that is chosen, in a store with the contract and that month's return."""
    with fenland(folder / "store", text) as (store, clock):
        clock.now = at("2018-05-03 09:00")
        sent(store, returned("2018-04", filled, shut, text=text))
        clock.now = at("2018-06-20 09:00")
        april = drafting.statement(ledger_of(store, CONTRACT), months.parse("2018-04"))
    (line,) = filter(chosen, april.lines)
    return line


def missed_line(folder: Path, text: str, filled: str, shut: str) -> StatementLine:
    """The one line that is missed in April 2018; an empty figure is not reported."""
    return line_of_april(folder, text, filled, shut, lambda line: line.status == "missed")


def month_of(label: str) -> months.Month:
    """A month by its label."""
    return months.parse(label)
