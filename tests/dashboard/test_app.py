"""The frame around every page: who looks, at what, and whether they may."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import dashboard
from dashboard import wording
from dashboard.installation import Installation, NothingServed, current, serving
from store.session import Store
from tests.dashboard.small_store import CONTRACT, filled

ENTRY = Path(dashboard.__file__).parent / "app.py"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with filled(tmp_path_factory.mktemp("store")) as store:
        yield store


def visited(store: Store, *, demo: bool = True, **address: str) -> AppTest:
    """Run the entry once as a browser that asks for an address."""
    page = AppTest.from_file(str(ENTRY), default_timeout=20)
    for name, value in address.items():
        page.query_params[name] = value
    with serving(Installation(store, demo=demo)):
        page.run()
    assert not page.exception
    return page


def test_the_newest_return_is_shown_first(store: Store) -> None:
    page = visited(store)
    assert page.title[0].value == "Barnet with Cambridge Education: November 2016"
    assert page.query_params["month"] == "2016-11"
    assert page.query_params["contract"] == CONTRACT.contract.id


def test_months_run_from_the_first_to_the_one_whose_return_is_awaited(store: Store) -> None:
    months = visited(store).selectbox(key="month chosen").options
    assert (months[0], months[-1], len(months)) == ("December 2016", "April 2016", 9)


def test_an_address_opens_what_it_names(store: Store) -> None:
    page = visited(store, month="2016-08", person="p.rao")
    assert page.title[0].value.endswith("August 2016")
    assert "P. Rao, provider" in page.sidebar.markdown[-1].value


def test_what_an_address_names_wrongly_is_passed_over(store: Store) -> None:
    page = visited(store, month="2015-01", contract="elsewhere", person="nobody")
    assert page.title[0].value.endswith("November 2016")
    assert page.query_params["month"] == "2016-11"


def quietly(page: AppTest) -> str:
    return " ".join(each.value for each in page.main.markdown)


def test_a_month_that_is_not_offered_is_named_until_another_is_chosen(store: Store) -> None:
    page = visited(store, month="2016-03")
    said = "The address names the month “2016-03”, which is not offered here; November 2016 is shown."
    assert said in quietly(page)
    with serving(Installation(store, demo=True)):
        assert said in quietly(page.run())
        assert "not offered" not in quietly(page.selectbox(key="month chosen").set_value("2016-06").run())


def test_an_address_that_names_what_is_offered_or_nothing_says_nothing(store: Store) -> None:
    for page in (visited(store), visited(store, month="2016-08", contract=CONTRACT.contract.id)):
        assert "not offered" not in quietly(page)


def test_the_address_follows_a_choice(store: Store) -> None:
    page = visited(store, month="2016-08")
    with serving(Installation(store, demo=True)):
        page.selectbox(key="month chosen").set_value("2016-06").run()
    assert page.title[0].value.endswith("June 2016")
    assert page.query_params["month"] == "2016-06"


def test_the_foot_says_as_known_when_and_to_whom(store: Store) -> None:
    foot = visited(store).sidebar.markdown[-1].value
    assert "As known on 8 Dec 2016, 09:15" in foot
    assert "A. Clarke, officer" in foot
    assert "Days overdue are counted to" not in foot, "the same day is not said twice"


def test_without_an_appointment_nothing_is_shown(store: Store) -> None:
    page = visited(store, person="n.body", contract=CONTRACT.contract.id)
    assert [info.value for info in page.info] == [wording.NO_CONTRACT]
    assert not page.title


def test_in_a_real_installation_the_address_signs_nobody_in(store: Store) -> None:
    page = visited(store, demo=False, person="a.clarke")
    assert [info.value for info in page.info] == [wording.NOBODY_SIGNED_IN]
    assert not page.title
    assert not page.selectbox


def test_the_one_policy_guards_a_page(store: Store) -> None:
    page = AppTest.from_file(str(Path(__file__).parent / "certifying_page.py"), default_timeout=20)
    page.query_params["person"] = "b.lowe"
    with serving(Installation(store, demo=True)):
        page.run()
    assert [each.value for each in page.title] == ["Certify"]
    assert "certifying officer; you are a board member" in page.info[0].value


def test_a_page_without_its_server_says_so() -> None:
    with pytest.raises(NothingServed, match="reckoner serve"):
        current()
