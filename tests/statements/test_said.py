"""How a scenario is read: as the plain patterns below read it, which go back over a long text again and again."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from contracts import loading
from contracts.errors import ReckonerError
from contracts.values import read_number
from statements.what_if.said import LONGEST, NotUnderstood, OtherFigure, OtherTerm, ScenarioTooLong, understood
from tests.statements.fenland import contract_text

LIBRARY = loading.load(contract_text(), "fenland.yaml").contract
SPAN = r"(?:\s+from\s+(?P<first>\d{4}-\d{2}))?(?:\s+to\s+(?P<last>\d{4}-\d{2}))?"
MORE = re.compile(rf"(?P<indicator>\S+)\s+(?P<sign>[+−-])\s*(?P<number>[\d.,]+){SPAN}")
LEVEL = re.compile(rf"(?P<indicator>\S+)\s+at\s+(?P<level>[−-]?£?[\d.,]+)\s*%?{SPAN}")
TERM = re.compile(rf"(?P<path>[^=]+?)\s*=\s*(?P<value>.+?){SPAN}")
PIECES = (" ", "  ", "F1", "F2", "=", "+", "−5", "90", "at", "£", "%", "x", " from ", " to ", "2017-04", " at ", " = ")


def plainly_read(text: str) -> tuple[object, ...] | None:
    """Return path and value, or indicator and number, and the months: as they are written."""
    if found := TERM.fullmatch(text):
        return found["path"].strip(), found["value"].strip(), found["first"], found["last"]
    if found := MORE.fullmatch(text):
        return found["indicator"], found["sign"] + found["number"], found["first"], found["last"]
    if found := LEVEL.fullmatch(text):
        return found["indicator"], found["level"].replace("£", ""), found["first"], found["last"]
    return None


def as_written(change: OtherFigure | OtherTerm) -> tuple[object, ...]:
    months_of = (change.span.first, change.span.last)
    spoken = tuple(None if month is None else f"{month // 12}-{month % 12 + 1:02}" for month in months_of)
    if isinstance(change, OtherTerm):
        return change.path, change.value, *spoken
    return change.indicator.id, change.level if change.more is None else change.more, *spoken


def number_of(written: str) -> object:
    return read_number(written.replace("−", "-").removeprefix("+"))


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=9).map("".join))
@example("F1 +5 from 2017-04 to 2017-04")
@example("F1  at  90 %  to 2017-04")
@example("F1 at £90")
@example("a = from 2017-04")
@example("a = x to 2017-04 from 2017-04")
@example("a = = from 2017-04 to 2017-04")
@example("=x")
@example(" = −5")
def test_a_scenario_is_read_as_the_plain_patterns_read_it(text: str) -> None:
    plain = plainly_read(text.strip())
    try:
        scenario = understood(text, LIBRARY)
    except NotUnderstood:
        # A pattern lets numbers through that are none, such as “5−5”, and indicators are sought only after it.
        assert plain is None or "=" not in text
        return
    except ReckonerError:
        assert plain is not None
        return
    changes: list[OtherFigure | OtherTerm] = [*scenario.figures, *scenario.terms]
    (change,) = changes
    assert plain is not None
    of, said, *span = plain
    expected = said if isinstance(change, OtherTerm) else number_of(str(said))
    assert as_written(change) == (of, expected, *span)


def test_a_longer_scenario_is_refused_by_its_length_alone() -> None:
    assert understood("F1 at 90" + " " * (LONGEST - 9) + "%", LIBRARY).figures[0].level == 90
    with pytest.raises(ScenarioTooLong, match=r"501 characters\. Expected at most 500") as refused:
        understood("x" * (LONGEST + 1), LIBRARY)
    assert "xx" not in str(refused.value)
