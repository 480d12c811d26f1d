"""The pictures in ``docs/screens`` are those of the states there are."""

from pathlib import Path

from PIL import Image

from tests.browser.screens import FOLDER, listing, shots
from tests.browser.states import STATES

LARGEST = 6_000_000


def test_every_state_has_its_pictures_and_every_picture_its_state() -> None:
    taken = {shot.file for state in STATES for shot in shots(state)}
    beside = {"board-printed-1.png", "board-printed-2.png", "board-grey.png"}
    assert {path.name for path in FOLDER.glob("*.png")} == taken | beside
    assert (FOLDER / "README.md").read_text(encoding="utf-8") == listing()
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < LARGEST


def test_a_picture_of_a_state_is_as_wide_as_its_window() -> None:
    wrong = [shot.file for state in STATES for shot in shots(state) if _width(FOLDER / shot.file) != shot.width]
    assert wrong == []


def _width(picture: Path) -> int:
    with Image.open(picture) as opened:
        return opened.width
