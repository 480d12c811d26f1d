"""A text that says nothing is refused wherever the file asks for one: on its line, and with what was expected."""

import pytest

from tests.contracts.small import changed, faults, line_of

DEFINITION = "definition: Offers made within 10 school days, of all offers made in the month."


@pytest.mark.parametrize("blank", ['""', '" "', '" \\t "'])
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('clause: "2.2"', "clause: BLANK"),
        ('point: {pounds: £450.00, clause: "3.1"}', "point: {pounds: £450.00, clause: BLANK}"),
        ("owner: Admissions Manager", "owner: BLANK"),
        ("      fund: general fund", "      fund: BLANK"),
        ("returned_to: general fund", "returned_to: BLANK"),
        ("authority: The Authority", "authority: BLANK"),
        ("status: red", "status: BLANK"),
        ("title: Contract board", "title: BLANK"),
        ("counts: offers in time", "counts: BLANK"),
        (DEFINITION, "definition: BLANK"),
        (DEFINITION, "definition: {2016-04: Offers made, 2017-04: BLANK}"),
    ],
)
def test_a_blank_text_is_no_answer(before: str, after: str, blank: str) -> None:
    stated = after.replace("BLANK", blank)
    text = changed((before, stated))
    assert [(fault.code, fault.line, fault.found, fault.expected) for fault in faults(text)] == [
        ("C12", line_of(text, stated.strip()), "a blank text", "a text that is not blank")
    ]


def test_a_part_of_a_split_names_its_fund() -> None:
    text = changed(("returned_to: general fund", "returned_to: {split: {general fund: 60, ' ': 40}}"))
    assert [(fault.code, fault.line, fault.expected) for fault in faults(text)] == [
        ("C12", line_of(text, "returned_to"), "a text that is not blank")
    ]


def test_what_may_be_left_out_is_left_out_and_not_left_blank() -> None:
    text = changed(("meets: monthly}", "meets: monthly, chair: ' '}"))
    assert [(fault.code, fault.found) for fault in faults(text)] == [("C12", "a blank text")]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("of: offers}", "of: none}"),
        ('clause: "2.2"', "clause: none"),
        ("owner: Admissions Manager", "owner: none"),
        ("returned_to: general fund", "returned_to: none"),
        ("meets: monthly}", "meets: monthly, chair: none}"),
    ],
)
def test_none_is_said_of_rules_and_names_nothing(before: str, after: str) -> None:
    """Read as the name of a denominator it would leave every figure without one missing."""
    text = changed((before, after))
    (fault,) = faults(text)
    assert (fault.code, fault.line, fault.found) == ("C12", line_of(text, after), "“none”")
    assert "left out" in fault.expected
