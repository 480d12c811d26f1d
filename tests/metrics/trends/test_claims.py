"""Words of a commentary held against the chart."""

import pytest

from metrics.trends.claims import claims, not_borne_out
from tests.metrics.trends.made import ALTERNATING, LATER, charted

USUAL = charted([*ALTERNATING, 1000.0], LATER)
BETTER = charted([*ALTERNATING, 2000.0], LATER)
WORSE = charted([*ALTERNATING, 300.0], LATER)
BACK = charted([*ALTERNATING, 300.0, 1200.0], LATER)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Performance has improved significantly.", ["improved"]),
        ("The rate rose from 90% to 94.2%, a clear improvement.", ["improved"]),
        ("In May the rate improved to 94.5%.", ["improved"]),
        ("The position is better than last month.", ["improved"]),
        ("EHC plans issued in time have improved", ["improved"]),
        ("A slight dip this month", ["worsened"]),
        ("Timeliness deteriorated in the autumn term.", ["worsened"]),
        ("Performance declined; it has since recovered.", ["worsened", "recovered"]),
        ("We are back on track.", ["recovered"]),
        ("Staffing is stable.", ["stable"]),
        ("Figures have not improved but remain steady.", ["stable"]),
        ("There was no change.", ["stable"]),
    ],
)
def test_what_is_claimed(text: str, kinds: list[str]) -> None:
    assert [each.kind for each in claims(text)] == kinds


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Two kitchens were shut from 7 to 25 November.",
        "No improvement yet.",
        "We expect the rate to be better from March.",
        "An improvement plan is in place.",
        "The rate hasn't improved.",
        "Performance did not worsen.",
        "It may have improved; further improvement is needed.",
        "We are working towards recovery.",
        "The figure is better than target.",
        "If cases decline, staff will be moved.",
        "All statements are converted.",
    ],
)
def test_what_is_hoped_planned_or_denied_is_no_claim(text: str) -> None:
    assert claims(text) == ()


@pytest.mark.parametrize(
    ("word", "usual", "better", "worse", "back"),
    [
        ("improved", False, True, False, False),
        ("worsened", False, False, True, False),
        ("recovered", False, True, False, True),
        ("stable", True, False, False, True),
    ],
)
def test_what_the_chart_bears_out(word: str, usual: bool, better: bool, worse: bool, back: bool) -> None:
    text = f"The rate is {word}."
    # Provisional limits bear nothing out; these charts have thirteen figures or more.
    found = [not_borne_out(text, chart) == () for chart in (USUAL, BETTER, WORSE, BACK)]
    assert found == [usual, better, worse, back]


def test_the_sentence_says_what_the_chart_shows() -> None:
    assert not_borne_out("It has Improved.", USUAL) == (
        "The text says “Improved”; the chart shows only usual variation.",
    )
    assert not_borne_out("Stable.", WORSE) == ("The text says “Stable”; the chart shows figures worse than usual.",)
    assert not_borne_out("Improved, then declined.", USUAL) == (
        "The text says “Improved”; the chart shows only usual variation.",
        "The text says “declined”; the chart shows only usual variation.",
    )


def test_too_few_figures_bear_nothing_out() -> None:
    young = charted(ALTERNATING[:8])
    assert not_borne_out("It improved.", young) == (
        "The text says “improved”; there are too few figures (8 of 13) to tell.",
    )
    assert not_borne_out("One post is vacant.", young) == ()
    assert len(not_borne_out("It improved.", charted([*ALTERNATING, *ALTERNATING, None]))) == 1


def test_where_neither_way_is_better_any_signal_bears_out_a_change() -> None:
    ranged = charted([*ALTERNATING, 2000.0], LATER, better="within range")
    assert not_borne_out("It improved.", ranged) == ()
    assert not_borne_out("It is stable.", ranged) == (
        "The text says “stable”; the chart shows more than usual variation.",
    )


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("We  do not    think that it has improved.", []),
        (f"Attendance improved{' ' * 200}than expected.", []),
        (f"Not long ago, {'and so on and ' * 20}it improved.", ["improved"]),
        (f"It did not go well {'and so on ' * 20}it improved.", ["improved"]),
    ],
)
def test_a_denial_is_looked_for_near_the_word_whatever_the_spaces(text: str, kinds: list[str]) -> None:
    assert [each.kind for each in claims(text)] == kinds


@pytest.mark.parametrize("filling", ["no a ", "not ", " ", "improved ", "better-", "for the ", "a"])
def test_a_commentary_made_to_be_slow_is_read_at_all(filling: str) -> None:
    assert {each.kind for each in claims(f"{filling * 20_000} improved.")} <= {"improved"}
