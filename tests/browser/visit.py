"""Somebody at a page: what they open, and everything that went wrong in their browser meanwhile."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final, Literal
from urllib.parse import urlencode, urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, Request, ViewportSize, expect

from tests.browser.chromium import PATIENCE_MS

Scheme = Literal["light", "dark"]
DESK: Final = 1280
PHONE: Final = 390
_HIGH: Final = 900
_A_MOMENT_MS: Final = 150
_DARK: Final = "rgb(16, 22, 21)"

# Opened at a page's own address, Streamlit asks whether it is served from that folder or from the root. The first
# question gets a 404, by design, and the browser reports it.
_ASKED_OF_EVERY_FOLDER: Final = ("/_stcore/health", "/_stcore/host-config")

_RESTING: Final = """() => {
  const app = document.querySelector('[data-testid="stApp"]');
  const waits = '[data-testid="stSpinner"], [data-testid="stSkeleton"], [data-stale="true"]';
  return app && app.dataset.testScriptState === 'notRunning' && !document.querySelector(waits)
    && document.querySelector('h1, [data-testid="stAlert"]')
    && document.fonts.status === 'loaded' && [...document.images].every(each => each.complete);
}"""


@dataclass
class Visit:
    """A page of the browser at a server; ``troubles`` collects what should never happen."""

    page: Page
    context: BrowserContext
    server: str
    troubles: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.context.on("request", self._asked)
        self.context.on("console", self._said)
        self.context.on("weberror", lambda error: self.troubles.append(f"script: {error.error}"))

    def _asked(self, request: Request) -> None:
        split = urlsplit(request.url)
        if split.scheme not in ("data", "blob") and split.netloc != urlsplit(self.server).netloc:
            self.troubles.append(f"asked of another host: {request.url}")

    def _said(self, message: ConsoleMessage) -> None:
        path = urlsplit(message.location["url"]).path
        asked_by_design = path.endswith(_ASKED_OF_EVERY_FOLDER) and path.count("/") > 2
        if message.type == "error" and not asked_by_design:
            self.troubles.append(f"console: {message.text} ({message.location['url']})")

    def anew(self, server: str) -> "Visit":
        """Go on at a server as at first: in the light, at a desk, with no trouble so far."""
        self.page.goto("about:blank")
        self.page.emulate_media(color_scheme="light")
        self.page.set_viewport_size({"width": DESK, "height": _HIGH})
        self.server = server
        self.troubles.clear()
        return self

    def open(self, page: str = "", **address: str) -> Page:
        """Open a page by its address, and wait until it stands."""
        self.page.goto(f"{self.server}/{page}?{urlencode(address)}")
        return self.settled()

    def settled(self) -> Page:
        """Wait until the page has been drawn and nothing of it is still to come."""
        self.page.wait_for_function(_RESTING, timeout=PATIENCE_MS)
        # A page that draws itself once more begins within a moment.
        self.page.wait_for_timeout(_A_MOMENT_MS)
        self.page.wait_for_function(_RESTING, timeout=PATIENCE_MS)
        chart = self.page.locator('[data-testid="stPlotlyChart"]')
        if chart.count():
            expect(chart.locator(".main-svg").first).to_be_visible()
        return self.page

    def darken(self) -> Page:
        """Let the reader's system turn dark while the page is open."""
        self.page.emulate_media(color_scheme="dark")
        expect(self.page.locator('[data-testid="stApp"]')).to_have_css("background-color", _DARK)
        return self.settled()

    def wide(self, width: int) -> Page:
        """Give the window another width."""
        self.page.set_viewport_size({"width": width, "height": _HIGH})
        return self.settled()


def comes(found: Locator, words: str) -> None:
    """Wait until one of what is found has these words.

    While a page is drawn anew, what stood on it before may stand beside what has come, twice even.
    """
    expect(found.filter(has_text=words).first).to_be_visible()


@contextmanager
def visiting(browser: Browser, server: str, scheme: Scheme = "light", width: int = DESK) -> Iterator[Visit]:
    """Give somebody a browser of their own, with nothing kept from anybody else."""
    size: ViewportSize = {"width": width, "height": _HIGH}
    context = browser.new_context(viewport=size, color_scheme=scheme, locale="en-GB", reduced_motion="reduce")
    context.set_default_timeout(PATIENCE_MS)
    yield Visit(context.new_page(), context, server)
    context.close()
