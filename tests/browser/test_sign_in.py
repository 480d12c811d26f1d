"""Signing in through an OpenID provider and back, in a real browser: as oneself, as nobody, and with forged answers."""

import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from store import owner, sign_in_names
from tests.browser.openid import CLIENT, SECRET
from tests.browser.visit import comes
from tests.dashboard.small_store import filled

RAO = "P.Rao@ce.example"
STRANGER = "x.strange@elsewhere.example"


@dataclass(frozen=True)
class House:
    """The pages and the provider, each a process of its own, and what the pages wrote into their log."""

    pages: str
    provider: str
    log: Path

    def answer_otherwise(self, **claims: Any) -> None:
        """Let the provider's next answers say this; ``None`` leaves a claim out."""
        httpx.post(f"{self.provider}/otherwise", json=claims)


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def running(log: Path, *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    with log.open("wb") as output:
        process = subprocess.Popen([sys.executable, "-m", *arguments], stdout=output, stderr=output)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(20)


def settings(folder: Path, provider: str, pages: str) -> Path:
    """The file that says how people sign in, its owner's alone."""
    said = {
        "server_metadata_url": f"{provider}/.well-known/openid-configuration", "client_id": CLIENT,
        "client_secret": SECRET, "redirect_uri": f"{pages}/oauth2callback",
    }  # fmt: skip
    file = folder / "sign-in.toml"
    file.touch(mode=0o600)
    file.write_text("".join(f"{name} = {json.dumps(value)}\n" for name, value in said.items()), encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def house(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("house")
    with filled(folder / "store") as store, store.write("a.clarke", "appoint people", "p.rao") as writing:
        sign_in_names.record(writing, "p.rao", RAO)
    provider, pages = (f"http://127.0.0.1:{free_port()}" for _ in range(2))
    serve = ["reckoner.main", "serve", "--store", str(folder / "store"), "--port", pages.rpartition(":")[2]]
    serve += ["--sign-in", str(settings(folder, provider, pages))]
    log = folder / "log"
    with (
        running(folder / "provider log", "tests.browser.openid", provider.rpartition(":")[2]) as other,
        running(log, *serve) as ours,
    ):
        began = time.monotonic()
        while owner.find_server(folder / "store") is None or not describes_itself(provider):
            assert ours.poll() is None and other.poll() is None, log.read_text()
            assert time.monotonic() < began + 60, log.read_text()
            time.sleep(0.05)
        yield House(pages, provider, log)


def describes_itself(provider: str) -> bool:
    try:
        return httpx.get(f"{provider}/.well-known/openid-configuration").status_code == 200
    except httpx.HTTPError:
        return False


@pytest.fixture
def page(browser: Browser, house: House) -> Iterator[Page]:
    """A browser that nobody has used yet, and a provider that answers as it should."""
    house.answer_otherwise()
    context = browser.new_context(locale="en-GB")
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


def sign_in(page: Page, house: House, email: str, address: str = "") -> None:
    page.goto(f"{house.pages}/{address}")
    page.get_by_role("button", name="Sign in").click()
    page.get_by_label("E-mail").fill(email)
    page.get_by_role("button", name="Continue").click()


def signed_in(context: BrowserContext) -> bool:
    return any(cookie["name"] == "_streamlit_user" for cookie in context.cookies())


def test_a_person_signs_in_sees_their_own_pages_and_signs_out(page: Page, house: House) -> None:
    # What the provider calls "person" and what stands in the address name nobody.
    house.answer_otherwise(person="a.clarke")
    sign_in(page, house, RAO.lower())
    sidebar = page.get_by_test_id("stSidebar")
    expect(sidebar).to_contain_text("P. Rao, provider")
    comes(page.get_by_role("heading", level=1), "Barnet with Cambridge Education: November 2016")
    page.goto(f"{house.pages}/payment?person=a.clarke")
    expect(sidebar).to_contain_text("P. Rao, provider")
    expect(page.get_by_label("Acting as")).to_have_count(0)
    # The browser goes to another address for it: what is asked before it is there would be broken off.
    with page.expect_navigation():
        page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()
    assert not signed_in(page.context)
    page.reload()
    comes(page.get_by_role("heading", level=1), "Sign in to Reckoner")


def test_the_code_is_exchanged_for_whoever_asked_alone(page: Page, house: House) -> None:
    sign_in(page, house, RAO)
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    sent = httpx.get(f"{house.provider}/exchanged").json()
    assert len(sent["code_verifier"]) >= 43
    assert sent["redirect_uri"] == f"{house.pages}/oauth2callback"


def test_an_unknown_person_learns_under_which_name_they_came_and_whom_to_ask(page: Page, house: House) -> None:
    sign_in(page, house, STRANGER)
    comes(page.get_by_role("heading", level=1), "You are not known here")
    main = page.get_by_test_id("stMain")
    expect(main).to_contain_text(STRANGER)
    expect(main).to_contain_text("Send it to the contract officer")
    assert "Barnet" not in page.content()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()


@pytest.mark.parametrize("otherwise", [
    {"iss": "https://elsewhere.example"},
    {"aud": "another program"},
    {"nonce": "of another sign-in"},
    {"nonce": None},
    {"exp": 1_500_000_000},
    {"iat": None},
    {"key": "strange"},
], ids=lambda claims: " ".join(map(str, *claims.items())))  # fmt: skip
def test_an_answer_that_does_not_hold_signs_nobody_in(page: Page, house: House, otherwise: dict[str, Any]) -> None:
    house.answer_otherwise(**otherwise)
    sign_in(page, house, RAO)
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()
    assert page.url.startswith(house.pages)
    assert not signed_in(page.context)


@pytest.mark.parametrize(("otherwise", "said"), [
    ({"aud": "another program", "azp": CLIENT}, "answered for another program"),
    ({"email_verified": False}, "has not verified your e-mail address"),
    ({"email_verified": None}, "has not verified your e-mail address"),
    ({"email": None}, "did not give “email”"),
])  # fmt: skip
def test_an_answer_that_names_nobody_says_why(page: Page, house: House, otherwise: dict[str, Any], said: str) -> None:
    house.answer_otherwise(**otherwise)
    sign_in(page, house, RAO)
    expect(page.get_by_test_id("stMain")).to_contain_text(said)
    assert "P. Rao" not in page.content()


def test_a_sign_in_of_yesterday_is_asked_for_again(page: Page, house: House) -> None:
    house.answer_otherwise(iat=int(time.time()) - 11 * 3600)
    sign_in(page, house, RAO)
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()


def test_a_cookie_that_was_altered_signs_nobody_in(page: Page, house: House) -> None:
    sign_in(page, house, RAO)
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    (cookie,) = (each for each in page.context.cookies() if each["name"] == "_streamlit_user")
    value, place = cookie["value"], len(cookie["value"]) // 3
    altered = f"{value[:place]}{'A' if value[place] != 'A' else 'B'}{value[place + 1 :]}"
    page.context.add_cookies([{"name": cookie["name"], "value": altered, "url": house.pages}])
    page.reload()
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()


def test_the_log_holds_neither_the_secret_nor_who_came(page: Page, house: House) -> None:
    house.answer_otherwise(iss="https://elsewhere.example")
    sign_in(page, house, RAO)
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()
    said = house.log.read_text(encoding="utf-8")
    assert "exchange failed" in said
    for kept_back in (SECRET, RAO, RAO.lower(), STRANGER, "elsewhere.example", "Traceback"):
        assert kept_back not in said
