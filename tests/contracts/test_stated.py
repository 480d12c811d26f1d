"""Every section and every rule that moves money is stated, or said to be none: leaving one out is refused by name."""

import re
from typing import Any

import pytest

from contracts.contract import Contract
from contracts.parts import Part, may_say_none
from tests.contracts.small import TEXT, changed, contract, faults, line_of

SECTIONS = ("caps", "earn_back", "outcomes", "guarantees", "shares", "unit_prices", "triggers")
ENDING = ("vat", "reply", "dispute", "deduction_notice", "payment", "credit_note", "interest", "reopening")
RELIEF = ("bedding_in", "suspensions", "agreed")
DEDUCTIONS = (
    "repeat",
    "incidents",
    "free_points",
    "ratchet",
    "point",
    "amount_at_risk",
    "reporting_failure",
)
WORDS = ("rules.round_for_banding", "rules.when.carry_last_status", "charge.index")

PLACES = [
    *SECTIONS,
    *(f"statement.{key}" for key in ENDING),
    *(f"relief.{key}" for key in RELIEF),
    *(f"deductions.{key}" for key in DEDUCTIONS),
    *WORDS,
]
CLAUSE = {"statement": "4.1"}


def lacking(*places: str) -> str:
    """The small contract without what it says at some places, each a line of its own or an entry of a one-line map."""
    text = TEXT
    for place in places:
        key = place.rpartition(".")[2]
        text, count = re.subn(
            rf"^ *{key}: (?:none|\[\]|{{.*}})\n|\b{key}: none, |, {key}: none\b", "", text, flags=re.M
        )
        assert count == 1, f"“{key}” stands {count} times in the small contract"
    return text


def line_around(text: str, place: str) -> int:
    """The line of the nearest part around a place that is in the file: its own key stands nowhere."""
    around = place.rpartition(".")[0].rpartition(".")[2]
    found = [number for number, line in enumerate(text.splitlines(), start=1) if line.lstrip().startswith(f"{around}:")]
    assert len(found) == 1 or not around
    return found[0] if around else 1


@pytest.mark.parametrize("place", PLACES)
def test_a_rule_that_is_left_out_is_asked_for_by_name(place: str) -> None:
    text, key = lacking(place), place.rpartition(".")[2]
    (fault,) = [each for each in faults(text) if each.code == "C10"]
    assert (fault.where, fault.line, fault.clause) == (
        place,
        line_around(text, place),
        CLAUSE.get(place.partition(".")[0], ""),
    )
    assert (fault.found, fault.expected) == ("nothing", f"“{key}”")
    assert fault.remedy == (
        f"State the rule, or write “{key}: none” if the contract has no such rule; nothing is assumed."
    )


def test_all_that_is_left_out_is_told_at_once() -> None:
    # A part that holds nothing else would be without a value.
    places = [place for place in PLACES if place != "relief.bedding_in"]
    found = faults(lacking(*places))
    assert {fault.code for fault in found} == {"C10"}
    assert sorted(fault.where for fault in found) == sorted(places)


def test_what_no_contract_can_do_without_is_asked_for_without_offering_none() -> None:
    (fault,) = faults(TEXT.replace("      pass_through: no\n", ""))
    assert (fault.where, fault.line, fault.clause) == (
        "charge.lines.fee.pass_through",
        line_of(TEXT, "- id: fee"),
        "1.1",
    )
    assert fault.remedy == "The contract must say it; nothing is assumed."
    (fault,) = faults(TEXT.replace("  returned_to: general fund\n", ""))
    assert "none" not in fault.remedy


def test_none_is_an_answer_everywhere() -> None:
    agreed = contract(TEXT.replace("caps: []", "caps: none"))
    assert not any(getattr(agreed, section) for section in SECTIONS)
    assert not any(getattr(agreed.statement, key) for key in ENDING)
    assert not any(getattr(agreed.relief, key) for key in RELIEF)


@pytest.mark.parametrize("section", [each for each in SECTIONS if each != "earn_back"])
def test_an_empty_list_says_the_same(section: str) -> None:
    empty = re.sub(rf"^{section}: none$", f"{section}: []", TEXT, flags=re.M)
    assert contract(empty) == contract()


def test_what_there_is_none_of_leaves_the_dump_as_it_was() -> None:
    """Digests of certified statements rest on the dump: rules that came later leave no key there."""
    dumped = contract().model_dump(mode="json", by_alias=True)
    later = {"earn_back", "guarantees", "shares", "triggers"}
    assert later.isdisjoint(dumped)
    assert {key: dumped[key] for key in ("caps", "outcomes", "unit_prices")} == {
        "caps": [],
        "outcomes": [],
        "unit_prices": [],
    }
    assert dumped["statement"] == {"net_below_zero": "owed", "clause": "4.1", "reply": None, "dispute": None}
    assert dumped["relief"] == {"bedding_in": None, "suspensions": [], "agreed": None}
    assert "pass_through" not in dumped["charge"]["lines"][0]


def test_a_line_that_is_passed_through_is_dumped_so() -> None:
    # Not all lines may be: the second is the provider's own.
    first = re.search(r"    - id: fee\n(?:      .*\n)+", TEXT)
    assert first is not None
    rates = first[0].replace("id: fee", "id: rates").replace("pass_through: no", "pass_through: yes")
    dumped = contract(TEXT.replace(first[0], first[0] + rates)).model_dump()
    assert [line.get("pass_through") for line in dumped["charge"]["lines"]] == [None, True]


def _models(found: Any, seen: set[type[Part]]) -> set[type[Part]]:
    if isinstance(found, type) and issubclass(found, Part) and found not in seen:
        seen.add(found)
        for field in found.model_fields.values():
            _models(field.annotation, seen)
    for each in getattr(found, "__args__", ()):
        _models(each, seen)
    return seen


def test_nothing_that_may_be_none_has_a_default() -> None:
    """Held of every part, those of later rules too; what is said only beside something else is refused without it."""
    models = _models(Contract, set())
    assert len(models) > 40
    silent = {
        f"{model.__name__}.{name}"
        for model in models
        for name, field in model.model_fields.items()
        if may_say_none(field) and not field.is_required()
    }
    assert silent == {"Cap.expires_after"}


CAP = "{id: a, per: indicator, applies_to: [], amount: £9.00, limits: [performance], excess: extinguished, clause: a}"
INCIDENTS = (
    "{only: the dearest, indicators: [], decided: after the repeat, suppressed_failure: counts in its run, clause: a}"
)
NO_INDICATOR = (
    f"caps: [{CAP}]",
    f"incidents: {INCIDENTS}",
    "suspensions: [{indicators: [], first: 2016-04, last: 2016-05, clause: a}]",
)


@pytest.mark.parametrize("stated", NO_INDICATOR)
def test_a_rule_that_applies_to_nothing_is_no_rule(stated: str) -> None:
    """A cap on no indicator limits nothing, and says nowhere that it does not."""
    key = stated.split(":", maxsplit=1)[0]
    text = changed(("caps: []" if key == "caps" else f"{key}: none", stated))
    assert {(fault.code, fault.line) for fault in faults(text)} == {("C12", line_of(text, stated))}
