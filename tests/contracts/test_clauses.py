"""A fault names the clause of the innermost part in which it lies, so that both sides look at the same paragraph."""

from typing import Any

import pytest
import yaml

from tests.contracts.small import changed, faults, varied
from tests.contracts.test_faults import FLOOR, MONTH_CAP, VARIATION, WRONG, Wrong

BEDDING_IN = 'bedding_in: {first: 2016-04, last: 2016-05, except: [OP2], clause: "5"}'


@pytest.mark.parametrize(
    ("code", "clause", "changes"),
    [
        ("C02", "1.1", [("title: Fee", "title: Fee\n      title: Price")]),
        ("C02", "2.2", [("    better: higher", "    better: higher\n    better: lower")]),
        ("C03", "2.2", [("owner: Admissions Manager", "owner:")]),
        ("C03", "2.1", [("status: amber, ", "status: amber, of, ")]),
        ("C04", "3.1", [("id: fee", "id: &fee fee"), ("point: {pounds: £450.00", "point: {of: *fee")]),
        ("C10", "2.2", [("    owner: Admissions Manager\n", "")]),
        ("C11", "2.2", [("    owner: ", "    ownr: x\n    owner: ")]),
        ("C12", "2.1", [("at_least: 90", "at_least: ninety")]),
        ("C12", "1.1", [("2017-04: £15,600.00", "2017-04: 15600")]),
        # Of two clauses around it that of the smaller part; the floor's own is missing, so the indicator's stands.
        ("C93", "2.3", [("    bands: plain", f"{FLOOR.replace('band: red', 'band: crimson')}    bands: plain")]),
        ("C10", "2.2", [("    bands: plain", FLOOR.replace('        clause: "2.3"\n', "") + "    bands: plain")]),
        ("C30", "7", [("caps: []", f"caps:\n  - {MONTH_CAP}\n  - {MONTH_CAP.replace('£1.00', '£2.00')}")]),
        ("C31", "5", [("bedding_in: none", BEDDING_IN)]),
        ("C35", "1.1", [("2017-04: £15,600.00", "2018-04: £15,600.00")]),
        # In no part that has one.
        ("C04", "", [("caps: []", f"caps:\n  - &month {MONTH_CAP}\n  - *month")]),
        ("C12", "", [("reckoner: 1", "reckoner: 2")]),
        ("C31", "", [("{title: The service, forum: board}", "{title: The service, forum: x}")]),
        ("C40", "", [('  point: {pounds: £450.00, clause: "3.1"}\n', "  point: none\n")]),
    ],
)
def test_a_fault_has_the_clause_of_the_part_in_which_it_lies(
    code: str, clause: str, changes: list[tuple[str, str]]
) -> None:
    assert [(fault.code, fault.clause) for fault in faults(changed(*changes))] == [(code, clause)]


def test_a_fault_inside_a_rates_schedule_has_the_clause_of_the_vat() -> None:
    vat = (
        "vat: {rates: {standard: {2016-04: 20, 2018-04: 5}}, deductions: {code: standard, nature:"
        ' debt}, reporting_failures: {code: standard, nature: debt}, clause: "4.2"}'
    )
    (fault,) = faults(changed(("vat: none", vat)))
    assert (fault.code, fault.clause) == ("C34", "4.2")


def around(text: str, where: str) -> list[Any]:
    """Return the parts of a file that a place lies in, the whole first."""
    part: Any = yaml.load(text, Loader=yaml.BaseLoader)
    parts = [part]
    for step in where.split(".") if where else ():
        if isinstance(part, list):
            named = [item for item in part if isinstance(item, dict) and item.get("id") == step]
            part = named[0] if named else part[int(step) - 1] if step.isdigit() else None
        else:
            part = part.get(step) if isinstance(part, dict) else None
        parts.append(part)
    return parts


@pytest.mark.parametrize("wrong", [one for one in WRONG if one.code not in ("C01", "C04")], ids=str)
def test_no_fault_inside_a_part_with_a_clause_goes_without_it(wrong: Wrong) -> None:
    for fault in faults(wrong.text):
        parts = [part for part in around(wrong.text, fault.where) if isinstance(part, dict)]
        clauses = [part["clause"] for part in parts if "clause" in part]
        assert not clauses or fault.clause == clauses[-1], fault


def test_a_variation_has_no_clause() -> None:
    text = varied(VARIATION.replace("effective: 2016-09", "effective: 2018-04"))
    assert {fault.clause for fault in faults(text) if fault.code == "C36"} == {""}
