"""A browser, a served demonstration, and visits that fail when anything goes wrong unseen."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser

from tests.browser.chromium import launched, missing
from tests.browser.served import Served, serving
from tests.browser.visit import DESK, Scheme, Visit, visiting
from tests.demonstration import copied, made_once

Visitor = Callable[..., Visit]


# The browser runs in an event loop of its own, beside which no other test could run one: it goes with the last page.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    reason = missing()
    if reason:
        pytest.skip(reason)
    with launched() as browser:
        yield browser


@pytest.fixture(scope="module")
def served(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The demonstration at April 2018, whose return is about to come; each file of tests has its own."""
    folder = copied(made_once(tmp_path_factory), tmp_path_factory.mktemp("browser") / "store")
    with serving(folder) as served:
        yield served


@pytest.fixture
def visit(browser: Browser, served: Served) -> Iterator[Visitor]:
    """Somebody comes to the pages. At the end nothing was asked of another host and no error was reported."""
    with ExitStack() as leaving:
        visits: list[Visit] = []

        def come(scheme: Scheme = "light", width: int = DESK) -> Visit:
            visits.append(leaving.enter_context(visiting(browser, served.address, scheme, width)))
            return visits[-1]

        yield come
        assert [trouble for each in visits for trouble in each.troubles] == []
