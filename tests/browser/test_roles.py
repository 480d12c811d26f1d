"""What each of the five people can reach: by the menu, by an address typed in, and by the controls on a page.

Who may do what is written out here by hand and not asked of the policy: a change of the policy fails here.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Visitor
from tests.browser.served import Served
from tests.browser.states import CORRECTED, MARCH, ROWS, upload
from tests.browser.visit import Visit, visiting

HEADINGS = {
    "": "Barnet with Cambridge Education: March 2018",
    "indicators": "Annual reviews of EHC plans completed on time",
    "payment": "Payment statement for March 2018",
    "upload-a-return": "Upload a return",
    "what-if": "What if",
}
EVERYBODY = ["Board", "Indicators", "Payment", "What if"]
HANDS_IN = ["Board", "Indicators", "Payment", "Upload a return", "What if"]
MENUS = {
    "a.clarke": HANDS_IN,
    "m.iqbal": EVERYBODY,
    "r.levene": EVERYBODY,
    "j.osei": HANDS_IN,
    "t.nowak": EVERYBODY,
}


def menu(page: Page) -> list[str]:
    return page.locator(".st-key-menu a").all_inner_texts()


@pytest.fixture(scope="module", params=MENUS)
def somebody(request: pytest.FixtureRequest, browser: Browser, served: Served) -> Iterator[tuple[str, Visit]]:
    """Each of the five in turn, in a browser of their own."""
    with visiting(browser, served.address) as visit:
        yield request.param, visit
        assert visit.troubles == []


def test_a_person_reaches_their_own_pages_and_no_others(somebody: tuple[str, Visit]) -> None:
    person, visit = somebody
    for address, heading in HEADINGS.items():
        page = visit.open(address, **{**MARCH, "person": person})
        mine = address != "upload-a-return" or person in ("a.clarke", "j.osei")
        if mine:
            expect(page.get_by_role("heading", level=1)).to_have_text(heading)
            assert menu(page) == MENUS[person]
        else:
            expect(page.locator('[data-testid="stAlert"]')).to_contain_text("is for an officer or a provider; you are")
            expect(page.locator("h2, input[type=file], .paper")).to_have_count(0)
            assert menu(page) == HANDS_IN


def test_rows_of_single_cases_never_reach_the_board(somebody: tuple[str, Visit]) -> None:
    person, visit = somebody
    page = visit.open("indicators", **{**ROWS, "person": person})
    expect(page.get_by_role("heading", name="Rows of March 2018")).to_be_visible()
    shown = 0 if person == "r.levene" else 1
    expect(page.locator(".st-key-rows .withheld")).to_have_count(1 - shown)
    expect(page.get_by_role("button", name="Download the rows as CSV")).to_have_count(shown)


def test_a_provider_checks_a_return_and_cannot_accept_it(visit: Visitor, served: Served) -> None:
    provider = visit()
    page = provider.open("upload-a-return", **{**MARCH, "person": "j.osei"})
    upload(provider, served.returned(CORRECTED))
    expect(page.locator(".effect")).to_contain_text("£896,400.00")
    expect(page.get_by_role("button", name="Accept the return")).to_have_count(0)
    expect(page.get_by_text("its contract officer checks it once more and accepts it")).to_be_visible()
    # What waits at the provider's desk is not at the officer's.
    page = visit().open("upload-a-return", **MARCH)
    expect(page.locator(".due, .in-hand")).to_have_class("due")
