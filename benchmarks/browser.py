"""The first figure on the screen: a real browser, with nothing kept from before, opens a page of a warm server."""

import os
import shutil
import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from playwright.sync_api import Browser, sync_playwright

MISSING: Final = "not measured: there is no chromium here"

_VISITS: Final = 9
_FLAGS: Final = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def is_there() -> bool:
    """Return whether there is a browser to measure with."""
    return shutil.which("chromium") is not None


def seconds_to(addresses: dict[str, str]) -> dict[str, float]:
    """Return the median seconds from asking for an address until an element of it stands on the screen.

    The addresses are visited in turn, each time by somebody whose browser has nothing of them yet; the first round is
    not counted.

    Args:
        addresses: by the address, which element is waited for, as a CSS selector.
    """
    taken: dict[str, list[float]] = {address: [] for address in addresses}
    with _launched() as browser:
        for _ in range(_VISITS + 1):
            for address, element in addresses.items():
                taken[address].append(_visit(browser, address, element))
    return {address: statistics.median(seconds[1:]) for address, seconds in taken.items()}


def _visit(browser: Browser, address: str, element: str) -> float:
    with browser.new_context(viewport={"width": 1280, "height": 820}) as context:
        page = context.new_page()
        began = time.perf_counter()
        page.goto(address, wait_until="commit")
        page.locator(element).first.wait_for(state="visible")
        return time.perf_counter() - began


@contextmanager
def _launched() -> Iterator[Browser]:
    # Chromium refuses to put itself into its sandbox as root, which a container's only user often is.
    root = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=[*_FLAGS, *root])
        yield browser
        browser.close()
