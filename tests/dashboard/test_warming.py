"""When what is expected may be worked out beside the pages: visitors come first, but not for ever."""

import pytest

from dashboard.warming import LONGEST, QUIET, may_begin


@pytest.mark.parametrize(
    ("waiting_since", "now", "drawn", "may"),
    [
        (100, 100, 100, False),
        (100, 100 + QUIET - 0.25, 100, False),
        (100, 100 + QUIET, 100, True),
        (100, 100.5, 0, True),  # nobody has come for long
        (100, 109.75, 109.5, False),  # somebody is there
        (100, 100 + LONGEST, 99.75 + LONGEST, True),  # still, but it has waited long enough
    ],
)
def test_a_part_waits_for_visitors(waiting_since: float, now: float, drawn: float, may: bool) -> None:
    assert may_begin(waiting_since, now, drawn) is may
