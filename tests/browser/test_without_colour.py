"""The board without its colours and on paper: every status still has a shape of its own and its word."""

import io
import re
import subprocess
from collections.abc import Iterable, Mapping
from itertools import combinations
from pathlib import Path

from PIL import Image, ImageChops
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitor
from tests.browser.states import MARCH

# The worst month of the sample: all four statuses, something not measured, months with too few, nothing to do, relief.
SEPTEMBER = {**MARCH, "month": "2017-09"}
GREY = "document.documentElement.style.filter = 'grayscale(1)'"
SIDE = 24


def grey_shapes(page: Page) -> Mapping[str, Image.Image]:
    """Every status mark of the grid by its word, as it looks in grey on white, all of one size."""
    drawn: dict[str, Image.Image] = {}
    for mark in page.locator(".status-grid td.mark img, .tally img").all():
        word = mark.get_attribute("alt") or mark.locator("..").inner_text()
        word = word.strip(" 0123456789").lower()
        if word not in drawn:
            picture = Image.open(io.BytesIO(mark.screenshot())).convert("L")
            drawn[word] = picture.resize((SIDE, SIDE))
    return drawn


def differing(first: Image.Image, second: Image.Image) -> float:
    """The share of pixels of two pictures that are clearly not the same: by more than a quarter of black to white."""
    histogram = ImageChops.difference(first, second).histogram()
    return sum(histogram[65:]) / sum(histogram)


def test_in_grey_every_status_has_a_shape_of_its_own(visit: Visitor) -> None:
    page = visit().open("", **SEPTEMBER)
    page.evaluate(GREY)
    shapes = grey_shapes(page)
    assert {"green", "green amber", "red amber", "red"} <= set(shapes)
    alike = {
        (one, other): differing(shapes[one], shapes[other])
        for one, other in combinations(sorted(shapes), 2)
        if differing(shapes[one], shapes[other]) < 0.05
    }
    assert alike == {}


def test_no_status_is_told_by_colour_alone(visit: Visitor) -> None:
    page = visit().open("", **SEPTEMBER)
    cells = page.locator(".status-grid tbody td.mark")
    assert cells.count() > 300
    told = cells.evaluate_all("all => all.map(each => each.innerText.trim() || each.querySelector('img')?.alt || '')")
    assert [place for place, word in enumerate(told) if not word] == []


def printed(page: Page, folder: Path) -> list[str]:
    """The text of every page as it comes out of the printer."""
    pdf = folder / "board.pdf"
    page.pdf(path=pdf, prefer_css_page_size=True, print_background=True)
    text = subprocess.run(["pdftotext", "-raw", str(pdf), "-"], capture_output=True, check=True, text=True).stdout
    return text.removesuffix("\f").split("\f")


def flat(texts: Iterable[str]) -> list[str]:
    return [" ".join(text.split()) for text in texts]


def test_the_printed_board_has_every_exception_whole(visit: Visitor, tmp_path: Path) -> None:
    page = visit().open("", **SEPTEMBER)
    titles, costs = (flat(page.locator(f".concern {part}").all_inner_texts()) for part in ("h3", ".cost"))
    expect(page.locator(".concern")).to_have_count(len(titles))
    assert len(titles) >= 5
    sides = flat(printed(page, tmp_path))
    # The paper says what was chosen and the date of its data, which the screen has in its sidebar.
    assert re.search(r"September 2017\. As known on \d+ \w+ 2018, \d\d:\d\d\. A\. Clarke", " ".join(sides))
    for title, cost in zip(titles, costs, strict=True):
        assert any(title in side and cost in side for side in sides), title
    assert all(words not in " ".join(sides) for words in ("Acting as", "Open the statement"))
    # No indicator of the grid is lost at the foot of a side.
    for name in page.locator(".status-grid tbody th.name a").all_inner_texts():
        assert name.split()[0] in " ".join(sides)
