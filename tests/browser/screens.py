"""Pictures of every page in every designed state, for ``docs/screens``: ``make screens``.

Each is taken whole, in the window's width. The demonstration's clock stands: the same pages give the same pictures.
"""

import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
from PIL import Image
from playwright.sync_api import Browser

from dashboard import style
from reckoner import demo
from tests.browser.chromium import launched, missing
from tests.browser.states import STATES, Servers, State, serving_states
from tests.browser.visit import DESK, PHONE, Scheme, Visit, visiting

FOLDER: Final = Path(__file__).parents[2] / "docs" / "screens"
_COLOURS: Final = 256
_TALLEST: Final = 8000
_IN_THE_DARK: Final = (
    "board",
    "indicator-failing",
    "payment-line-open",
    "upload-findings",
    "no-permission",
    "what-if-replayed",
)
_PRINTED_DPI: Final = 72


@dataclass(frozen=True)
class Shot:
    """One picture: of a state, in a theme, at a width."""

    state: State
    scheme: Scheme
    width: int

    @property
    def file(self) -> str:
        """The picture's name: ``board.png``, ``board-390.png``, ``board-dark.png``."""
        ending = ("-dark" * (self.scheme == "dark")) + (f"-{self.width}" * (self.width != DESK))
        return f"{self.state.name}{ending}.png"


def shots(state: State) -> list[Shot]:
    """Return the pictures taken of a state: at both widths, and in the dark where that tells something."""
    dark = [Shot(state, "dark", DESK)] if state.name in _IN_THE_DARK else []
    return [Shot(state, "light", DESK), Shot(state, "light", PHONE), *dark]


def small(picture: Path) -> None:
    """Store a picture with the stylesheets' colours and those it has most of; others become the nearest of these."""
    with Image.open(picture) as opened:
        red, green, blue = (part.astype(np.int64) for part in np.moveaxis(np.asarray(opened.convert("RGB")), 2, 0))
    codes, places, counts = np.unique((red << 16) | (green << 8) | blue, return_inverse=True, return_counts=True)
    colours = np.stack([codes >> 16, (codes >> 8) & 255, codes & 255], axis=1)
    designed = np.array(_designed(), dtype=np.int64)
    kept = np.concatenate([designed, colours[np.argsort(-counts)]])[:_COLOURS]
    nearest = np.array([((kept - colour) ** 2).sum(axis=1).argmin() for colour in colours], dtype=np.uint8)
    few = Image.fromarray(nearest[places.reshape(red.shape)])
    few.putpalette(kept.astype(np.uint8).tobytes())
    few.save(picture, optimize=True)


@cache
def _designed() -> list[tuple[int, int, int]]:
    """Return the colours of stylesheets and marks: one that is rare on a page, such as a red mark's, stays itself."""
    drawn = [*style.STATIC.glob("*.css"), *style.STATIC.rglob("*.svg")]
    found = {code for file in drawn for code in re.findall(r"#([0-9a-fA-F]{6})\b", file.read_text(encoding="utf-8"))}
    red, green, blue = slice(0, 2), slice(2, 4), slice(4, 6)
    return [(int(code[red], 16), int(code[green], 16), int(code[blue], 16)) for code in sorted(found)]


def whole(visit: Visit, picture: Path) -> None:
    """Take the page from its top to its foot, however long it is."""
    high = visit.page.evaluate("document.querySelector('[data-testid=\"stMain\"]').scrollHeight")
    width = (visit.page.viewport_size or {"width": DESK})["width"]
    visit.page.set_viewport_size({"width": width, "height": max(int(width * 0.64), min(high, _TALLEST))})
    visit.settled()
    visit.page.evaluate("document.activeElement?.blur()")
    visit.page.mouse.move(width - 1, 1)
    visit.page.wait_for_timeout(300)
    visit.page.screenshot(path=picture, animations="disabled")
    small(picture)


def taken(browser: Browser, servers: Servers, state: State, folder: Path) -> Iterator[Path]:
    """Lead to a state and take its pictures."""
    served = state.served(servers)
    if state.once:
        with visiting(browser, served.address) as visit:
            visit.open(state.page, **state.address)
            state.once(visit, served)
    for shot in shots(state):
        with visiting(browser, served.address, shot.scheme, shot.width) as visit:
            state.open(visit)
            whole(visit, folder / shot.file)
        yield folder / shot.file


def printed(browser: Browser, servers: Servers, folder: Path) -> Iterator[Path]:
    """Take the board as it comes out of a printer, a picture a side, and as it looks without colours."""
    board = STATES[0]
    with visiting(browser, board.served(servers).address) as visit, tempfile.TemporaryDirectory() as made:
        page = board.open(visit)
        pdf = Path(made) / "board.pdf"
        page.pdf(path=pdf, prefer_css_page_size=True, print_background=True)
        sides = ["pdftoppm", "-png", "-r", str(_PRINTED_DPI), str(pdf), str(folder / "board-printed")]
        subprocess.run(sides, check=True)
        page.evaluate("document.documentElement.style.filter = 'grayscale(1)'")
        whole(visit, folder / "board-grey.png")
    for side in sorted(folder.glob("board-printed-*.png")):
        small(side)
        yield side
    yield folder / "board-grey.png"


def listing() -> str:
    """Return the page that lists the pictures."""
    rows = [f"| {state.shows} | {_links(state)} |" for state in STATES]
    rows.append("| The board on paper | [first side](board-printed-1.png), [second side](board-printed-2.png) |")
    rows.append("| The board without its colours | [1280 wide](board-grey.png) |")
    return "\n".join([_HEAD, *rows, ""])


_HEAD: Final = """# Pictures of the pages

Every page in every state that it was designed for, on the sample contract. `make screens` takes them anew from the
running program. [Accessibility](../accessibility.md) is checked on the same states.

| state | pictures |
|---|---|"""


def _links(state: State) -> str:
    names = {DESK: "1280 wide", PHONE: "390 wide"}
    words = [("dark, " * (shot.scheme == "dark")) + names[shot.width] for shot in shots(state)]
    return ", ".join(f"[{word}]({shot.file})" for word, shot in zip(words, shots(state), strict=True))


def main(folder: Path) -> int:
    """Take every picture; return 1 with a sentence if something has to be installed first."""
    reason = missing()
    if reason:
        sys.stderr.write(f"{reason}\n")
        return 1
    folder.mkdir(exist_ok=True)
    for old in folder.glob("*.png"):
        old.unlink()
    with tempfile.TemporaryDirectory() as made, launched() as browser:
        demo.demo(Path(made) / "demonstration", fresh=True)
        with serving_states(Path(made) / "demonstration", Path(made)) as servers:
            pictures = [*printed(browser, servers, folder)]
            pictures += [picture for state in STATES for picture in taken(browser, servers, state, folder)]
    (folder / "README.md").write_text(listing(), encoding="utf-8")
    size = sum(picture.stat().st_size for picture in pictures)
    sys.stdout.write(f"{len(pictures)} pictures in {folder.name}, {size / 1e6:.1f} MB\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER))
