"""The Board and the Payment page as a browser gets them."""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from streamlit.testing.v1 import AppTest

from contracts import months
from dashboard import data
from dashboard.installation import Installation, serving
from store import arrivals, people
from store.opener import open_store
from store.session import Store
from tests.dashboard.made import parsed, text
from tests.dashboard.small_store import CONTRACT, NOVEMBER, filled
from tests.dashboard.test_app import visited
from tests.demonstration import CONTRACT as DEMONSTRATED

MAY_2016 = datetime(2016, 5, 2, 9, 0, tzinfo=UTC)
MONTHS = ("2016-04", "2016-06", "2016-09", "2017-03", "2017-08", "2017-10", "2018-04")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with filled(tmp_path_factory.mktemp("store")) as store:
        yield store


def payment(store: Store, **address: str) -> AppTest:
    """Run the Payment page once as a browser that asks for an address."""
    page = AppTest.from_file(str(Path(__file__).parent / "payment_page.py"), default_timeout=60)
    for name, value in address.items():
        page.query_params[name] = value
    with serving(Installation(store, demo=True)):
        page.run()
    assert not page.exception
    return page


def drawn(page: AppTest) -> ElementTree.Element:
    return parsed("".join(each.proto.body for each in page.main.get("html")))


@pytest.mark.parametrize("month", MONTHS)
def test_the_board_shows_any_month(demonstrated: Store, month: str) -> None:
    page = visited(demonstrated, month=month)
    headings = [text(each) for each in drawn(page).iter("h2")]
    assert headings[0] == "Needs the board’s attention"
    beside_money = "What failures have set off, besides deductions"
    assert [each.split()[0] for each in headings[1:] if each != beside_money] == ["Every", "What"]
    assert len(page.title) == 1
    assert not page.error


def test_headings_leave_out_no_rank(demonstrated: Store) -> None:
    for page in (visited(demonstrated, month="2016-11"), payment(demonstrated, month="2016-11")):
        ranks = [int(each.tag[1]) for each in drawn(page).iter() if each.tag in ("h2", "h3")]
        assert ranks[0] == 2
        assert all(after - before <= 1 for before, after in pairwise(ranks))


def test_the_board_leads_to_the_statement_of_the_same_month(demonstrated: Store) -> None:
    link = drawn(visited(demonstrated, month="2016-11")).find(".//a")
    assert link is not None
    assert (link.get("href") or "").startswith("./payment?month=2016-11&person=")


def test_an_awaited_month_says_when_its_return_is_due(small: Store) -> None:
    said = text(drawn(visited(small, month="2016-12")))
    assert said.startswith("No return has come for December 2016. It is due by 9 Jan 2017, 17:00.")
    assert "Nothing can be judged before the return comes." in said


@pytest.mark.parametrize("month", MONTHS)
def test_the_payment_page_shows_any_month(demonstrated: Store, month: str) -> None:
    page = payment(demonstrated, month=month)
    headings = [text(each) for each in drawn(page).iter("h2")]
    awaited = month == "2018-04"
    assert headings == (["Line by line"] if awaited else ["From charge to net payment", "Line by line"])
    assert "Draft" in page.main.markdown[0].value


def test_the_payment_page_leads_back_to_the_board(demonstrated: Store) -> None:
    link = drawn(payment(demonstrated, month="2017-01", person="p.rao")).find(".//a")
    assert link is not None
    assert (link.get("href") or "").startswith("./?month=2017-01&person=")


def test_the_smallest_return_reads_as_a_sentence(small: Store) -> None:
    said = text(drawn(payment(small, month="2016-11")))
    assert said.startswith("£897,750.00 is payable before VAT: the charge of £900,000.00, less £2,250.00 deducted.")


def test_what_cannot_be_worked_out_is_named_under_the_heading(tmp_path: Path) -> None:
    # The contract file became known in December: in May nothing could be worked out of it.
    filled(tmp_path / "store").close()
    with open_store(tmp_path / "store", lambda: MAY_2016) as store:
        for page in (visited(store, person="b.lowe"), payment(store, person="b.lowe")):
            assert len(page.title) == 1
            assert "Nothing is known of a contract “barnet-cambridge-education”" in page.error[0].value
            assert all("paper" not in each.proto.body.split(">")[0] for each in page.main.get("html"))


def test_a_month_is_drawn_up_once_until_the_store_moves_on(tmp_path: Path) -> None:
    with filled(tmp_path / "store") as store:
        first = data.in_view(store, CONTRACT.contract.id, NOVEMBER)
        assert data.in_view(store, CONTRACT.contract.id, NOVEMBER) is first
        with store.write("a.clarke", "add person", "m.new") as writing:
            people.add_person(writing, "m.new", "M. New", "Barnet")
        assert data.in_view(store, CONTRACT.contract.id, NOVEMBER) is not first
        assert "m.new" in data.everyone(store)


def test_a_return_that_comes_is_among_the_months_at_once(tmp_path: Path) -> None:
    contract, october = CONTRACT.contract.id, months.parse("2016-10")
    with filled(tmp_path / "store") as store:
        assert data.returned_months(store, contract) == (NOVEMBER,)
        arrival = arrivals.Arrival(contract, october, "1" * 64, "october.xlsx", MAY_2016)
        with store.write("p.rao", "accept return", contract) as writing:
            arrivals.record_submission(writing, arrival, {})
        assert data.returned_months(store, contract) == (october, NOVEMBER)


def test_a_month_in_one_file_a_dataset_is_returned_once(demonstrated: Store) -> None:
    returned = data.returned_months(demonstrated, DEMONSTRATED)
    assert list(map(months.label, returned)).count("2017-03") == 1
    assert len(returned) == 24
    assert returned == tuple(sorted(returned))
