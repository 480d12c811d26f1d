"""Every status has a shape, a word and a colour, in both themes."""

from pathlib import Path
from xml.etree import ElementTree

import pytest

import dashboard
from dashboard import marks

STATIC = Path(dashboard.__file__).parent / "static"
THEMES: tuple[marks.Theme, ...] = ("light", "dark")

SCALES = [
    "Green", "Green amber", "Red amber", "Red",
    "Good", "Approaching target", "Requires improvement", "Inadequate", "Other",
    "Met", "Near", "Not met",
    "Green Delivered", "Green On Target", "Amber",
    "Not reported", "Relieved", "Nil activity", "Too few", "Not due", "Not measurable",
]  # fmt: skip


def drawn(mark: marks.Mark, theme: marks.Theme) -> ElementTree.Element:
    """Return the root of the mark's drawing; fails when the file is missing or is not XML."""
    address = STATIC.parent / mark.address(theme).removeprefix("app/")
    return ElementTree.fromstring(address.read_text())


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("status", SCALES)
def test_every_status_is_drawn_in_both_themes(status: str, theme: marks.Theme) -> None:
    mark = marks.status_mark(status)
    assert drawn(mark, theme).tag.endswith("svg")
    assert mark.word.lower().startswith(status.lower())


@pytest.mark.parametrize("theme", THEMES)
def test_every_drawing_and_shape_exists(theme: marks.Theme) -> None:
    for drawing, colour in marks.DRAWINGS.items():
        drawn(marks.Mark(f"status-{drawing}", drawing, colour), theme)
    assert set(marks.SHAPES.values()) <= set(marks.DRAWINGS)
    drawn(marks.solid(marks.status_mark("red")), theme)
    for severity in ("blocking", "reason", "information"):
        drawn(marks.finding_mark(severity), theme)


def test_the_same_drawing_differs_between_the_themes() -> None:
    light, dark = ({file.name: file.read_text() for file in (STATIC / "marks" / theme).iterdir()} for theme in THEMES)
    assert light.keys() == dark.keys()
    assert not [name for name in light if light[name] == dark[name]]


def test_statuses_that_read_alike_are_drawn_alike() -> None:
    assert marks.status_mark("good").drawing == marks.status_mark("Met").drawing == "status-green"
    assert marks.status_mark("green amber") == marks.Mark("status-green-amber", "Green amber", "yellow")
    assert marks.status_mark("Green On Target").drawing == "status-green-on-target"
    assert marks.status_mark("not measurable").drawing == "status-other"
    assert marks.status_mark("too few").word == "Too few to judge"


def test_a_contract_may_declare_the_shape_of_its_own_word() -> None:
    assert marks.status_mark("slipping", "triangle") == marks.Mark("status-red-amber", "Slipping", "orange")
    assert marks.status_mark("amber", "ring, half full").colour == "yellow"


def test_an_undeclared_word_keeps_its_word_and_judges_nothing() -> None:
    assert marks.status_mark("under  review") == marks.Mark("status-other", "Under review", "gray")
    assert marks.status_mark("slipping", "star").drawing == "status-other"


def test_only_red_is_drawn_otherwise_in_a_solid_cell() -> None:
    assert marks.solid(marks.status_mark("Inadequate")) == marks.Mark("status-red-solid", "Inadequate", "red")
    assert marks.solid(marks.status_mark("green")) == marks.status_mark("green")


def test_a_drawing_alone_speaks_and_a_drawing_beside_its_word_is_silent() -> None:
    mark = marks.status_mark("red")
    assert mark.image("dark") == "![Red](app/static/marks/dark/status-red.svg)"
    assert mark.labelled("light") == "![](app/static/marks/light/status-red.svg) :red[**Red**]"


@pytest.mark.parametrize("theme", THEMES)
def test_every_signal_and_every_assurance_is_drawn_in_both_themes(theme: marks.Theme) -> None:
    signals = [marks.variation_mark(each, sign) for each in ("better", "worse", "other", "usual") for sign in (1, -1)]
    assured = [
        marks.assurance_mark(each, lower_is_better=lower)
        for each in ("pass", "fail", "inconsistent")
        for lower in (True, False)
    ]
    for mark in (*signals, *assured):
        assert drawn(mark, theme).tag.endswith("svg")
        # Shape and word are another's than a status's, whatever their colour.
        assert not mark.drawing.startswith("status-")
        assert mark.word not in {marks.status_mark(each).word for each in SCALES}
    assert len({mark.drawing for mark in signals}) == 7
    assert len({mark.drawing for mark in assured}) == 5


def test_a_severity_without_a_mark_is_refused() -> None:
    with pytest.raises(marks.NotASeverity, match="grave"):
        marks.finding_mark("grave")
