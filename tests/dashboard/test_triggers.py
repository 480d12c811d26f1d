"""What is set off stands on the board's page: which trigger, by what, since when, and its clause."""

from dashboard.figures.triggers import triggers
from statements.documents import TriggerShown
from tests.dashboard.made import parsed, text, view

PLAN = TriggerShown(
    trigger="rectification plan due", indicator="OP5", title="In-year applications", since="2016-10", clause="10.1",
    words="Status red, since October 2016.",
)  # fmt: skip
ENDING = TriggerShown(
    trigger="right to end the contract", indicator=None, title="", since="2016-11", clause="10.3",
    words="300 points in 6 months, since November 2016.",
)  # fmt: skip


def test_each_is_said_with_its_clause() -> None:
    said = text(parsed(triggers(view(PLAN, ENDING))))
    assert "Rectification plan due: In-year applications. Status red, since October 2016. Clause 10.1" in said
    assert "Right to end the contract. 300 points in 6 months, since November 2016. Clause 10.3" in said


def test_nothing_is_said_where_nothing_is_set_off() -> None:
    assert triggers(view()) == ""
