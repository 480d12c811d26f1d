"""The browser and the other tools that the tests in this folder need, or what to install for them."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, expect, sync_playwright

HERE: Final = Path(__file__).parent
AXE: Final = HERE / "node_modules" / "axe-core" / "axe.min.js"

PATIENCE_MS: Final = 30_000
"""A machine that does much else at the same time may take so long over what usually takes a tenth of a second."""

_FLAGS: Final = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def missing() -> str | None:
    """Say what has to be installed before these tests can run; ``None`` if nothing."""
    commands = {"chromium": "chromium", "pdftotext": "poppler-utils", "pdftoppm": "poppler-utils"}
    wanted = {package: None for command, package in commands.items() if shutil.which(command) is None}
    if wanted:
        return f"No test in a browser: on Debian, apt-get install {' '.join(wanted)}"
    return None if AXE.is_file() else "No test in a browser: axe-core is missing; make test installs it with npm"


@contextmanager
def launched() -> Iterator[Browser]:
    """Start the browser without a window, and stop it at the end."""
    expect.set_options(timeout=PATIENCE_MS)
    # Chromium refuses to put itself into its sandbox as root, which a container's only user often is.
    root = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=[*_FLAGS, *root])
        yield browser
        browser.close()
