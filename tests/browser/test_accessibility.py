"""Every page and designed state, in the light and the dark theme, at two widths: no serious fault, nothing cut off."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.axe import faults
from tests.browser.contrast import faint
from tests.browser.states import STATES, Servers, State, serving_states
from tests.browser.visit import PHONE, Visit, visiting
from tests.demonstration import made_once


@pytest.fixture(scope="module")
def servers(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servers]:
    with serving_states(made_once(tmp_path_factory), tmp_path_factory.mktemp("states")) as servers:
        yield servers


@pytest.fixture(scope="module")
def reader(browser: Browser, servers: Servers) -> Iterator[Visit]:
    """One person who goes from state to state: what their browser has fetched once it need not fetch again."""
    with visiting(browser, servers.demonstration.address) as visit:
        yield visit


NARROWEST = 320

# What can be scrolled sideways: the window and the page's own main part must not.
TOO_WIDE = """() => [...document.querySelectorAll('html, [data-testid="stMain"]')]
    .filter(each => each.scrollWidth > each.clientWidth)
    .map(each => `${each.tagName} is ${each.scrollWidth} wide, in ${each.clientWidth}`)"""


def sideways(page: Page) -> list[str]:
    found: list[str] = page.evaluate(TOO_WIDE)
    return found


# In the order in which they stand: a state may rest on the one before.
@pytest.mark.parametrize("state", STATES, ids=lambda state: state.name)
def test_a_state_has_no_serious_fault(reader: Visit, servers: Servers, state: State) -> None:
    served = state.served(servers)
    visit = reader.anew(served.address)
    if state.once:
        visit.open(state.page, **state.address)
        state.once(visit, served)
    found = _troubles(state.open(visit))
    # Each theme and each width once: the dark theme has other colours and no other layout.
    visit.darken()
    found += _troubles(visit.wide(PHONE))
    # As much as 400% magnification leaves of a wide window.
    found += [*sideways(visit.wide(NARROWEST)), *visit.troubles]
    assert found == []


def _troubles(page: Page) -> list[str]:
    return [*faults(page), *faint(page), *sideways(page)]


def test_a_fault_that_is_planted_is_found(browser: Browser, servers: Servers) -> None:
    with visiting(browser, servers.demonstration.address) as visit:
        page = visit.open("", person="a.clarke")
        assert faults(page) + faint(page) + sideways(page) == []
        page.evaluate("""() => {
            document.querySelector('.takeaway p').style.color = '#bbb';
            document.querySelector('.tally img').removeAttribute('alt');
            document.querySelector('.figures').style.width = '3000px';
        }""")
        rules = {fault.split()[1] for fault in faults(page)}
        assert rules == {"color-contrast", "image-alt"}
        assert [each.split(": ")[0] for each in faint(page)] == ["1.92"]
        assert len(sideways(page)) == 1
        page.evaluate("fetch('http://127.0.0.2:9/').catch(() => 0)")
        page.wait_for_timeout(200)
        assert any("asked of another host: http://127.0.0.2:9/" in trouble for trouble in visit.troubles)
