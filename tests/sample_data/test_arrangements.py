"""The arrangements beside Barnet's: their files, their returns, and statements that a pencil checks."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import pytest
from streamlit.testing.v1 import AppTest

from contracts import loading, months
from contracts.linter.stakes import Limits
from dashboard import app
from dashboard.installation import Installation, serving
from reckoner import arranging
from sample_data.arrangement import Arrangement
from sample_data.arrangements import ARRANGEMENTS
from sample_data.people import OFFICER, PEOPLE
from statements import drafting
from statements.documents import Statement, StatementLine
from statements.ledger import Ledger
from statements.ledgers import ledger_of
from store import people
from store.opener import open_store
from store.session import Store
from tests.demonstration import CONTRACT, copied, made_once
from tests.generated.agreement import Made, by_chain, by_reference, differences
from tests.generated.read_facts import figures_of

MEANT = {"worcestershire": {"W04"}, "kent": {"W04"}}
"""The warnings that a file says are meant."""

BEFORE_DEVON: Final = datetime(2018, 5, 4, 8, 15, tzinfo=UTC)
"""Where the clock stands that all five are shown by."""

_OF_TESTS: Final = Path(__file__).parents[1] / "dashboard"
PAGES: Final = (Path(app.__file__), _OF_TESTS / "indicator_page.py", _OF_TESTS / "payment_page.py")

EACH = pytest.mark.parametrize("name", [each.name for each in ARRANGEMENTS])


@dataclass(frozen=True)
class Shown:
    """An arrangement as it is known after its last return, and the statement of every month that was returned."""

    arrangement: Arrangement
    ledger: Ledger
    statements: dict[str, Statement]


@dataclass(frozen=True)
class Arranged:
    """The store of all of them, its clock, and each worked out once."""

    store: Store
    moment: list[datetime]
    shown: dict[str, Shown]


@pytest.fixture(scope="module")
def arranged(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Arranged]:
    folder = tmp_path_factory.mktemp("arrangements")
    first = min(each.agreed for each in ARRANGEMENTS)
    moment = [first]
    with open_store(folder / "store", clock=lambda: moment[0]) as store:
        _people(store)
        for each in ARRANGEMENTS:
            for at, record in sorted(arranging.steps(store, each, folder, each.stands_at), key=lambda step: step[0]):
                moment[0] = at
                record()
        yield Arranged(store, moment, {each.name: _shown(store, each) for each in ARRANGEMENTS})


@pytest.fixture(scope="module")
def shown(arranged: Arranged) -> dict[str, Shown]:
    return arranged.shown


def _people(store: Store) -> None:
    people.set_up(store, OFFICER.id, OFFICER.name, OFFICER.organisation)
    with store.write(OFFICER.id, "add people", "the sample's") as writing:
        for person in PEOPLE:
            if person is not OFFICER:
                people.add_person(writing, person.id, person.name, person.organisation)


def _shown(store: Store, arrangement: Arrangement) -> Shown:
    contract = loading.load_file(arrangement.path).contract
    ledger = ledger_of(store, contract.id, arrangement.stands_at)
    returned = range(contract.first_month, months.parse(arrangement.last) + 1)
    drawn = [drafting.statement(ledger, months.Month(month)) for month in returned]
    return Shown(arrangement, ledger, {each.month: each for each in drawn})


def opened(store: Store, entry: Path, **address: str) -> AppTest:
    """Open a page as the officer, at the contract and month of an address."""
    page = AppTest.from_file(str(entry), default_timeout=60)
    for name, value in {"person": OFFICER.id, **address}.items():
        page.query_params[name] = value
    with serving(Installation(store, demo=True)):
        page.run()
    assert not page.exception
    return page


def line(of: Statement, title: str) -> StatementLine:
    (found,) = (each for each in of.lines if each.title == title)
    return found


@pytest.mark.parametrize("arrangement", ARRANGEMENTS, ids=lambda each: each.name)
def test_a_file_has_no_fault_and_only_the_warnings_that_are_meant(arrangement: Arrangement) -> None:
    file = loading.load_file(arrangement.path)
    contract = file.contract
    assert {each.code for each in loading.warnings_of(file, arrangement.file, Limits())} == MEANT.get(
        arrangement.name, set()
    )
    assert contract.facts
    assert contract.illustrative


@EACH
def test_lines_add_up_in_every_month(shown: dict[str, Shown], name: str) -> None:
    for each in shown[name].statements.values():
        assert sum(line.amount for line in each.lines) == each.net + each.vat, each.month


@pytest.fixture(scope="module")
def barnet(tmp_path_factory: pytest.TempPathFactory) -> list[Statement]:
    """The statement of every month of Barnet's that was returned."""
    folder = copied(made_once(tmp_path_factory), tmp_path_factory.mktemp("barnet") / "store")
    with open_store(folder) as store:
        ledger = ledger_of(store, CONTRACT)
    first = ledger.frozen.contract.first_month
    return [drafting.statement(ledger, months.Month(month)) for month in range(first, months.parse("2018-03") + 1)]


@EACH
def test_explanations_add_up_to_what_is_deducted(shown: dict[str, Shown], name: str) -> None:
    _add_up(shown[name].statements.values())


def test_explanations_of_barnets_add_up_to_what_is_deducted(barnet: list[Statement]) -> None:
    assert len(barnet) == 24
    _add_up(barnet)


def _add_up(statements: Iterable[Statement]) -> None:
    deducting = 0
    for each in statements:
        failing = [line for line in each.lines if line.kind in ("performance", "repeat", "reporting", "earn back")]
        assert sum(map(_explained, failing)) == each.deducted == -sum(line.amount for line in failing), each.month
        deducting += each.deducted > 0
    assert deducting >= 3, "the statements of an arrangement have deductions"


def _explained(of: StatementLine) -> int:
    """Return what the last sum of a line comes to that is no part under a VAT code: less than nothing given back."""
    last = next(each for each in reversed(of.sums) if not each.says.startswith("Under VAT code"))
    found = re.search(r"£([\d,.]+)$", last.figures)
    assert found is not None, last
    return int(re.sub(r"[,.]", "", found.group(1))) * (-1 if of.kind == "earn back" else 1)


@EACH
def test_one_month_is_missing_and_one_is_late(shown: dict[str, Shown], name: str) -> None:
    arrangement, receipts = shown[name].arrangement, shown[name].ledger.receipts
    came = {months.label(row["month"]): row["receipt_status"] for row in receipts}
    returned = {month: came[month] for month in shown[name].statements}
    assert {month: status for month, status in returned.items() if status != "on time"} == {
        arrangement.missing: "missing",
        arrangement.late: "late",
    }


def test_the_reference_comes_to_the_same_as_the_chain(shown: dict[str, Shown]) -> None:
    cases = [_case(each.ledger) for each in shown.values()]
    for name, case, found in zip(shown, cases, by_chain(cases), strict=True):
        assert differences(found, by_reference(case)) == [], name


def _case(ledger: Ledger) -> Made:
    """Return what a ledger was worked out from, so that others work it out."""
    frozen = ledger.frozen
    index = {(each.series, each.month, each.stage): each.value for each in frozen.index_values}
    figures = figures_of(frozen.file.contract, frozen.facts)
    return Made(frozen.file.text, frozen.file.contract, replace(figures, index=index))


def test_worcestershire_is_as_worked_by_hand(shown: dict[str, Shown]) -> None:
    found = shown["worcestershire"].statements
    # £3,849,000.00 in twelfths is £320,750.00. Of £4,162,000.00 July is the fourth twelfth of a year from April:
    # £1,387,333.33 less £1,040,500.00.
    assert [each.amount for each in found["2015-07"].lines[:2]] == [320_750_00, 346_833_33]
    # 20 of 24 is 83.3%, 11.7 points below 95%: £4,000.00, and half of it again as the second failure after June.
    july = found["2016-07"]
    title = "Schools causing concern visited within 10 school days"
    assert (line(july, title).amount, line(july, f"{title}: repeated failure").amount) == (-4_000_00, -2_000_00)
    # Four fifths of the 8 rises since April are 6.4, the first time at least half of 12: £4,000.00 each.
    assert line(found["2016-09"], "Schools that rose to good or better").amount == 25_600_00
    # £1,344,000.00 saved of £1,344,000.00 in the price, and a gain that goes back into the service: both at £0.00.
    march = {each.kind: each.amount for each in found["2017-03"].lines}
    assert (march["guarantee shortfall"], march["gain share"]) == (0, 0)


def test_kent_is_as_worked_by_hand(shown: dict[str, Shown]) -> None:
    found = shown["kent"].statements
    # April is 8 hundredths of £1,080,000.00, and 13 of its 30 days: £86,400.00 × 13 ÷ 30.
    assert line(found["2017-04"], "Block contract, 24 places").amount == 37_440_00
    # From September four fifths of 2.9% more: 1.0232. £4,100.00 is £4,195.12, £3,900.00 £3,990.48, £3,650.00 £3,734.68:
    # of 13 placements 6, 6 and 1.
    november = found["2017-11"]
    assert line(november, "Individual placements, by the month").amount == 25_170_72 + 23_942_88 + 3_734_68
    # 83.6% is 8.4 points below 92%: 5 points, from which on the table has 2% of 9 hundredths of £1,105,056.00.
    assert line(november, "Attendance of placed pupils").amount == -1_989_10
    # 5 days, 2 free, £180.00 each.
    assert line(november, "Days of exclusion").amount == -540_00
    # One outbreak in October: the reviews cost 5 points, the attendance with its 3 counts nothing beside them.
    assert line(found["2017-10"], "Annual reviews held with the school’s report").amount == -1_989_10


def test_bromley_is_as_worked_by_hand(shown: dict[str, Shown]) -> None:
    # A figure is priced with the charge of the month after its own, and stands on that month's statement.
    found = shown["bromley"].statements
    # 50 of 57 is 87.7%: green amber by its own band (4.3 points below 92%), but worse than the baseline, 90% less 1.5.
    # Half of 8% of the amount at risk, which is 5% of the bundle's £616,666.67 in July: £30,833.33.
    july = found["2017-07"]
    welfare = line(july, "Absence cases opened within 5 school days")
    assert (welfare.amount, welfare.status, found["2017-06"].deducted) == (-1_233_33, "red amber", 0)
    # The bundle has £912.66 of it, as of the charge, and alone bears VAT: a fifth of £616,666.67 less £912.66.
    assert line(july, "VAT at 20%").amount == 123_150_80
    # No return for August: 3% of the lot's own charge in September, £216,666.67.
    assert line(found["2017-09"], "Learners satisfied with their course").amount == -6_500_00
    # 78.3% is 11.7 points below 90%: all of 8% of £30,833.33, which is £2,466.67; relief for the flood takes 60% off.
    flooded = line(found["2018-02"], "Children seen at the Phoenix Centre within 6 weeks")
    assert flooded.amount == -986_67
    # The percentage is shown of the whole base, and what relief takes off it after that.
    shown_sums = {each.says: each.figures for each in flooded.sums}
    assert shown_sums["Share of the charge"].endswith("= £2,466.6666…")
    assert shown_sums["Relief takes off"] == "60% of £2,466.6666…"
    # Half of June's amount, which was taken in July: August was missing, and in September and October it was as good as
    # before. October's figures are priced in November.
    title = "Absence cases opened within 5 school days: earned back for June 2017"
    assert line(found["2017-11"], title).amount == 616_67


def test_devon_is_as_worked_by_hand(shown: dict[str, Shown]) -> None:
    found = shown["devon"].statements
    # 228 days: 200 at £92.00 and 28 at £86.50.
    assert line(found["2026-02"], "Days taught: section 19").amount == 18_400_00 + 2_422_00
    # 450 days since April; of September's 157 the first 150 fill the slice up to 600 at £98.00, 7 cost £90.00.
    september = found["2026-09"]
    assert line(september, "Days taught: education otherwise than at school").amount == 14_700_00 + 630_00
    # March 4 points, May 6 and 2: 12 in three months, of which 10 are free, at £50.00 each.
    assert found["2026-05"].deducted == 100_00
    assert line(found["2026-05"], "Sessions attended").amount == -100_00
    # £12,000.00 was paid ahead. 7 children, a tenth off, at £1,800.00 have earned £11,340.00 of it by September.
    assert line(september, "Children back in a school").amount == -660_00
    # No return for July: the dearest failure alone, 8 points, and no amount of its own beside it.
    assert found["2026-07"].deducted == 400_00


@EACH
def test_its_pages_open_for_the_officer(arranged: Arranged, name: str) -> None:
    seen = arranged.shown[name]
    arranged.moment[0] = seen.arrangement.stands_at
    for entry in PAGES:
        page = opened(arranged.store, entry, contract=seen.ledger.frozen.contract.id, month=seen.arrangement.last)
        assert page.query_params["contract"] == seen.ledger.frozen.contract.id
        assert not page.error


def test_pages_of_a_contract_that_has_not_begun_say_so(tmp_path: Path) -> None:
    (devon,) = (each for each in ARRANGEMENTS if each.name == "devon")
    with open_store(tmp_path / "store", clock=lambda: BEFORE_DEVON) as store:
        _people(store)
        (_, record), *returned = arranging.steps(store, devon, tmp_path, BEFORE_DEVON)
        record()
        assert len(returned) == 9
        for entry in PAGES:
            assert [each.value for each in opened(store, entry).info] == [
                "This contract begins on 1 January 2026. There is nothing to show before."
            ]
