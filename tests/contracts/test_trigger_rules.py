"""Triggers: the few words in which a contract says when one is set off, and what is refused."""

from fractions import Fraction

import pytest

from contracts.triggers import Condition
from tests.contracts.small import changed, contract, faults, line_of

TRIGGER = "triggers:\n  - id: plan due\n    when: WHEN\n    indicators: WHO\n    clause: '5.1'\n"


def text(when: str = "status red", who: str = "all") -> str:
    return changed(("triggers: none\n", TRIGGER.replace("WHEN", when).replace("WHO", who)))


@pytest.mark.parametrize(
    ("when", "read"),
    [
        ("status red", [Condition(status="red")]),
        ("3 failures in a row", [Condition(failures=3)]),
        ("4 failures in 6 months", [Condition(failures=4, months=6)]),
        ("3 failures in 3 months", [Condition(failures=3, months=3)]),
        ("62.5 points in 6 months", [Condition(points=Fraction(125, 2), months=6)]),
        ("5 points in 1 month", [Condition(points=Fraction(5), months=1)]),
        ("status red or 2 failures in a row", [Condition(status="red"), Condition(failures=2)]),
    ],
)
def test_what_is_understood(when: str, read: list[Condition]) -> None:
    (trigger,) = contract(text(when)).triggers
    assert (list(trigger.when), trigger.clause) == (read, "5.1")


@pytest.mark.parametrize(
    "when",
    ["red", "two failures in a row", "0 failures in a row", "3 failures", "4 failures in 0 months", "60 points",
     "60 points in a row", "0 points in 6 months", "5 failures in 3 months", "4 failures in 3 months",
     "status red and 2 failures in a row", "status red or", "[status red]"],
)  # fmt: skip
def test_what_is_not_understood_is_refused(when: str) -> None:
    stated = text(when)
    codes = {(fault.code, fault.line) for fault in faults(stated)}
    # “red and 2 failures in a row” is read as a status that no band has, and so is “red or”.
    assert codes == {("C31" if when.startswith("status red ") else "C12", line_of(stated, "    when: "))}


def test_names_must_be_described() -> None:
    assert {(fault.code, fault.found, fault.clause) for fault in faults(text("status purple"))} == {
        ("C31", "“purple”", "5.1")
    }
    assert {(fault.code, fault.found) for fault in faults(text("3 failures in a row", "[OP9]"))} == {("C31", "“OP9”")}
    twice = text() + TRIGGER.partition("\n")[2].replace("WHEN", "status red").replace("WHO", "all")
    assert {fault.code for fault in faults(twice)} == {"C30"}


def test_a_contract_without_triggers_is_as_it_was() -> None:
    assert "triggers" not in contract().model_dump()
