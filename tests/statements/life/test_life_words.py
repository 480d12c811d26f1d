"""What is said of a statement's life: lines by their numbers, and what is left to pay in either direction."""

from pathlib import Path

import pytest

from statements.life import life_words
from statements.life.shown import LifeShown
from tests.statements.fenland import at
from tests.statements.life.libraries import agreed_text, libraries, shown


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ((2,), "line 2"),
        ((1, 2), "lines 1 and 2"),
        ((1, 3), "lines 1 and 3"),
        ((1, 2, 3, 4, 6), "lines 1 to 4 and 6"),
        ((1, 4, 5, 7, 8, 9), "lines 1, 4, 5 and 7 to 9"),
    ],
)
def test_lines_that_follow_on_each_other_are_named_together(numbers: tuple[int, ...], said: str) -> None:
    assert life_words.lines(numbers) == said


@pytest.fixture
def life(tmp_path: Path) -> LifeShown:
    """April's statement on 9 May 2018, not sent yet."""
    with libraries(tmp_path / "store", agreed_text()) as (store, clock):
        clock.now = at("2018-05-09 09:00")
        return shown(store, "2018-04")


@pytest.mark.parametrize(
    ("payable", "paid", "said"),
    [
        (None, 0, ""),
        (100_00, 100_00, "Nothing is left to pay"),
        (100_00, 60_00, "£40.00 is still to pay"),
        (100_00, 130_00, "£30.00 was paid too much: it comes back, or is set off by an adjustment"),
        (-100_00, -60_00, "−£40.00 is still to pay"),
        (-100_00, -130_00, "£30.00 was paid too much: it comes back, or is set off by an adjustment"),
        # Of a statement that comes to nothing, whatever was paid was too much.
        (0, 30_00, "£30.00 was paid too much: it comes back, or is set off by an adjustment"),
    ],
)
def test_what_is_left_of_what_is_payable(life: LifeShown, payable: int | None, paid: int, said: str) -> None:
    assert life_words.left_to_pay(life.model_copy(update={"payable": payable, "paid": paid})) == said
