"""What the linter warns of, at, below and above the amount from which on it does.

The small contract's charge is £1,200.00 a month, and £1,300.00 from April 2017. Its bands cost 0, 2 and 5 points; at
£10.00 a point that is £0.00, £20.00 and £50.00.
"""

import re
from fractions import Fraction
from pathlib import Path

import pytest

import contracts
from contracts.faults import Fault
from contracts.linter.stakes import Limits
from contracts.loading import load, warnings_of
from sample_data.returns import CONTRACT
from tests.cases.example import FOLDER, read_example
from tests.contracts.small import changed, line_of

CAP = (
    "caps:\n  - {id: one, per: indicator, applies_to: all, ROOM, limits: [performance], excess: EXCESS, clause: '7.1'}"
)
RED = "{otherwise: all, status: red, fails: yes, points: 5}"
BELOW = "below_minimum: {take: no deduction, run: skipped, "
BEDDING_IN = "bedding_in: none"
POOL = "below_minimum: {take: pool, kind: forward, run: skipped, at_year_end: YEAR, at_changed_definition: CHANGE, "
REPEAT = (
    "repeat: {multiplier: 2, from: second failure, new_contract_year: continues the run,"
    " changed_definition: continues the run, clause: '3'}"
)
ONCE = (
    "incidents: {only: the dearest, indicators: all, decided: after the repeat,"
    " suppressed_failure: is skipped in its run, clause: '3.2'}"
)


def cheap(*replacements: tuple[str, str], point: str = "£10.00") -> str:
    return changed(("pounds: £450.00", f"pounds: {point}"), *replacements)


def warned(text: str, code: str, limits: Limits | None = None) -> list[Fault]:
    found = warnings_of(load(text, "small.yaml"), "small.yaml", limits)
    assert {fault.severity for fault in found} <= {"warning"}
    return [fault for fault in found if fault.code == code]


def capped(room: str, excess: str = "extinguished") -> str:
    excess += ", expires_after: {months: 3}, at_end: extinguished" if excess == "carried" else ""
    return cheap(("caps: []", CAP.replace("ROOM", room).replace("EXCESS", excess)))


@pytest.mark.parametrize(
    ("room", "found"),
    [
        ("amount: £49.99", "room for £49.99 in April 2016, where OP1 alone may cost £50.00"),
        ("amount: £50.00", ""),
        ("amount: £50.01", ""),
        # 4% of £1,200.00 is £48.00; of £1,300.00 it is £52.00, enough from April 2017 on.
        ('percent: 4, of: "the month\'s charge"', "room for £48.00 in April 2016, where OP1 alone may cost £50.00"),
        ('percent: 4.2, of: "the month\'s charge"', ""),
    ],
)
def test_a_cap_below_one_failure(room: str, found: str) -> None:
    text = capped(room)
    assert [(fault.found, fault.clause, fault.line) for fault in warned(text, "W01")] == (
        [(found, "7.1", line_of(text, "id: one"))] if found else []
    )


@pytest.mark.parametrize(
    ("percent", "room", "warns"),
    # Of a year's £14,400.00, 0.3% is £43.20 and 0.4% £57.60. Of the first month's £1,200.00, 4% is £48.00.
    [
        (0.3, "annual charge", True),
        (0.4, "annual charge", False),
        (4, "paid to date", True),
        (5, "paid to date", False),
    ],
)
def test_a_cap_on_a_year(percent: float, room: str, *, warns: bool) -> None:
    cap = CAP.replace("per: indicator", "per: contract year").replace("EXCESS", "extinguished")
    text = cheap(("caps: []", cap.replace("ROOM", f"percent: {percent}, of: {room}")))
    assert bool(warned(text, "W01")) == warns


@pytest.mark.parametrize(("point", "warns"), [("£9.99", False), ("£10.00", False), ("£10.01", True)])
def test_a_cliff_is_more_than_two_and_a_half_per_cent(point: str, *, warns: bool) -> None:
    # From 2 points to 5: 3 x £10.00 of £1,200.00 is 2.5%; 3 x £10.01 is £30.03.
    found = [fault.found for fault in warned(cheap(point=point), "W02")]
    assert found == (["“red” after “amber” worth £30.03 in April 2016, 2.50% of its charge"] if warns else [])


@pytest.mark.parametrize(("percent", "warns"), [("1.66", True), ("1.67", True), ("2.5", False), ("2.49", True)])
def test_from_where_a_cliff_is_one_can_be_said(percent: str, *, warns: bool) -> None:
    assert bool(warned(cheap(), "W02", Limits(cliff=Fraction(percent)))) == warns


def test_a_unit_over_an_allowance_may_be_a_cliff() -> None:
    # £31.00 a unit of £1,200.00 is 2.58%, though the band begins at nothing.
    per_unit = "{otherwise: all, status: red, fails: yes, per_unit: {pounds: £AMOUNT, above: 90}}"
    amber = ("status: amber, fails: yes, points: 2", "status: amber, fails: yes, points: 0")
    texts = [cheap(amber, (RED, per_unit.replace("AMOUNT", amount))) for amount in ("30.00", "31.00")]
    assert [[fault.found.split(" in ")[0] for fault in warned(text, "W02")] for text in texts] == [
        [],
        ["each unit"],
    ]


LINEAR = "{otherwise: all, status: red, fails: yes, linear: {all_due_at: DUE_AT, pounds: £FULL}}"


def linear(due_at: str, full: str, *replacements: tuple[str, str]) -> str:
    amber = ("status: amber, fails: yes, points: 2", "status: amber, fails: yes, points: 0")
    return cheap(amber, (RED, LINEAR.replace("DUE_AT", due_at).replace("FULL", full)), *replacements)


@pytest.mark.parametrize(
    ("due_at", "full", "found"),
    # The target is 95, and 96 from April 2017. Red begins at 90, where 5 of the 25 to 70 are due: £120.00 of £600.00.
    [
        ("70", "600.00", "“red” after “amber” worth £138.46 in April 2017, 10.65% of its charge"),
        ("70", "125.00", ""),
        # From 95 to 94.5 is less than one unit, and more than 2.5% of £1,200.00.
        ("94.5", "31.00", "“red” after “amber” worth £31.00 in April 2016, 2.58% of its charge"),
    ],
)
def test_a_linear_cost_may_be_a_cliff(due_at: str, full: str, found: str) -> None:
    assert [fault.found for fault in warned(linear(due_at, full), "W02")] == ([found] if found else [])


def test_a_unit_of_a_linear_cost_may_be_a_cliff() -> None:
    # £310.00 over the 10 points from 95 to 85 are £31.00 each, and red begins at the target.
    begins = ("at_least: 90", "at_least: 94.9")
    found = warned(linear("85", "310.00", begins), "W02")
    assert [fault.found for fault in found] == ["each unit in “red” worth £31.00 in April 2016, 2.58% of its charge"]
    assert warned(linear("85", "300.00", begins), "W02") == []


def test_a_linear_cost_is_worth_all_of_it_where_nothing_comes_and_in_a_cap() -> None:
    worst = ("missing: {take: no deduction", "missing: {take: worst band")
    found = [fault.found for fault in warned(linear("70", "180.01", worst), "W06")]
    assert found == ["worst bands worth £180.01 where the return for April 2016 does not come, 15.00% of its charge"]
    cap = ("caps: []", CAP.replace("ROOM", "amount: £100.00").replace("EXCESS", "extinguished"))
    assert [fault.found for fault in warned(linear("70", "100.01", cap), "W01")] == [
        "room for £100.00 in April 2016, where OP1 alone may cost £100.01"
    ]
    assert warned(linear("70", "100.00", cap), "W01") == []


IN_A_RANGE = (
    ("better: higher", "better: within range\n    within: {from: 90, to: 95}"),
    ("    target:\n      2016-04: 95\n      2017-04: 96\n", ""),
    ("judged_on: value", "judged_on: distance from target"),
    ("at_least: 95", "at_least: 0"),
    ("at_least: 90", "at_least: -5"),
)
OUTSIDE = "{otherwise: all, status: red, fails: yes, linear: {all_due_outside: {from: 70, to: END}, pounds: £FULL}}"


@pytest.mark.parametrize(
    ("end", "full", "found"),
    # Red begins at 85, a quarter of the way to 70, and at 100: half of the way to 105, a quarter of that to 115.
    [
        ("105", "60.01", ["“red” after “amber” worth £30.01 in April 2016, 2.50% of its charge"]),
        ("105", "60.00", []),
        ("115", "120.00", []),
        ("95.5", "30.00", []),
        ("95.5", "30.01", ["“red” after “amber” worth £30.01 in April 2016, 2.50% of its charge"]),
    ],
)
def test_a_linear_cost_may_be_a_cliff_on_one_side_of_a_range(end: str, full: str, found: list[str]) -> None:
    amber = ("status: amber, fails: yes, points: 2", "status: amber, fails: yes, points: 0")
    text = cheap(amber, (RED, OUTSIDE.replace("END", end).replace("FULL", full)), *IN_A_RANGE)
    assert [fault.found for fault in warned(text, "W02")] == found


def test_a_unit_may_be_a_cliff_on_the_shorter_side_of_a_range() -> None:
    # Amber goes to 24 beyond the range, where all but a little is due; £310.00 over the 10 from 95 to 105 are £31.00.
    units = ("status: amber, fails: yes, points: 2", "status: amber, fails: yes, AMBER")
    amber = ("AMBER", "linear: {all_due_outside: {from: 70, to: 105}, pounds: £310.00}")
    red = (RED, "{otherwise: all, status: red, fails: yes, pounds: £310.00}")
    text = cheap(units, amber, red, *IN_A_RANGE).replace("at_least: -5", "at_least: -24")
    assert [fault.found for fault in warned(text, "W02")] == [
        "each unit in “amber” worth £31.00 in April 2016, 2.58% of its charge"
    ]


def test_a_band_of_a_range_may_be_dearer_than_the_worse_one_on_one_side() -> None:
    # A quarter of £79.99 is less than amber's £20.00 at 85, though half of it is more at 100.
    for full, found in (("79.99", ["“amber” dearer than “red” in April 2016"]), ("80.00", [])):
        text = cheap((RED, OUTSIDE.replace("END", "105").replace("FULL", full)), *IN_A_RANGE)
        assert [fault.found for fault in warned(text, "W04")] == found


def test_a_unit_over_an_allowance_is_priced_above_a_range() -> None:
    # Red begins at 85, where no unit is above 97, and at 100, where three are.
    amber = ("status: amber, fails: yes, points: 2", "status: amber, fails: yes, points: 0")
    red = (RED, "{otherwise: all, status: red, fails: yes, per_unit: {pounds: £10.01, above: 97}}")
    assert [fault.found for fault in warned(cheap(amber, red, *IN_A_RANGE), "W02")] == [
        "“red” after “amber” worth £30.03 in April 2016, 2.50% of its charge"
    ]


def test_a_flat_band_may_be_dearer_than_the_linear_one_below_it() -> None:
    # At 90 a fifth of £90.00 is due: £18.00, where amber costs £20.00.
    text = cheap((RED, LINEAR.replace("DUE_AT", "70").replace("FULL", "90.00")))
    assert [fault.found for fault in warned(text, "W04")] == ["“amber” dearer than “red” in April 2016"]
    text = cheap((RED, LINEAR.replace("DUE_AT", "70").replace("FULL", "100.00")))
    assert warned(text, "W04") == []


@pytest.mark.parametrize(
    ("text", "warns"),
    [
        (capped("amount: £20.00"), True),
        (capped("amount: £20.01"), False),
        # What is carried is lost later.
        (capped("amount: £20.00", "carried"), False),
        (cheap((RED, RED.replace("5", "2"))), True),
        (cheap((RED, RED.replace("5", "2.01"))), False),
        # A table that costs nothing has nothing to lose at all.
        (cheap((RED, RED.replace("5", "0")), ("yes, points: 2", "yes, points: 0")), False),
    ],
)
def test_a_dead_zone(text: str, *, warns: bool) -> None:
    found = "nothing more to lose below “amber” in April 2016: it costs £20.00, and so does what is worse"
    assert [fault.found for fault in warned(text, "W03")] == ([found] if warns else [])


@pytest.mark.parametrize(("points", "warns"), [("1.99", True), ("2", False), ("2.01", False)])
def test_a_better_band_that_is_dearer(points: str, *, warns: bool) -> None:
    found = [fault.found for fault in warned(cheap((RED, RED.replace("5", points))), "W04")]
    assert found == (["“amber” dearer than “red” in April 2016"] if warns else [])


MINIMUM = ("    bands: plain\n", "    bands: plain\n    minimum_denominator: 5\n")


@pytest.mark.parametrize(
    ("instead", "lines"),
    [
        (BELOW, ["below_minimum"]),
        (POOL.replace("YEAR", "charge").replace("CHANGE", "charge"), []),
        (POOL.replace("YEAR", "drop").replace("CHANGE", "charge"), ["below_minimum"]),
        # The definition never changes.
        (POOL.replace("YEAR", "charge").replace("CHANGE", "drop"), []),
    ],
)
def test_a_minimum_or_a_pool_that_one_success_more_makes_dearer(instead: str, lines: list[str]) -> None:
    text = cheap(MINIMUM, (BELOW, instead))
    assert [fault.line for fault in warned(text, "W04")] == [line_of(text, f"{name}:") for name in lines]
    assert warned(cheap((BELOW, instead)), "W04") == []


@pytest.mark.parametrize("relief", ["none", "{first: 2016-04, last: 2016-06, clause: '5'}"])
@pytest.mark.parametrize("run", ["skipped", "breaks", "extends"])
def test_relief_that_carries_a_run_on(relief: str, run: str) -> None:
    relieved = ("relieved: {run: skipped", f"relieved: {{run: {run}")
    stated = cheap((BEDDING_IN, f"bedding_in: {relief}"), relieved, ("repeat: none", REPEAT))
    assert bool(warned(stated, "W04")) == (relief != "none" and run == "extends")
    assert warned(cheap((BEDDING_IN, f"bedding_in: {relief}"), relieved), "W04") == []


def two(counts: str) -> str:
    second = cheap().split("  - id: OP1\n")[1].split("deductions:")[0].replace("offers in time", counts)
    return cheap(("deductions:", f"  - id: OP2\n{second}deductions:"))


def test_two_indicators_of_the_same_figures() -> None:
    found = warned(two("Offers in time"), "W05")
    assert [(fault.found, fault.clause) for fault in found] == [("OP2, which counts what OP1 counts", "2.2")]
    assert warned(two("offers refused"), "W05") == []
    assert warned(two("offers in time").replace("incidents: none", ONCE), "W05") == []


@pytest.mark.parametrize(("point", "warns"), [("£35.99", False), ("£36.00", False), ("£36.01", True)])
def test_a_missing_file_worth_more_than_fifteen_per_cent(point: str, *, warns: bool) -> None:
    # 5 points at £36.00 are £180.00, 15% of £1,200.00; at £36.01 they are £180.05.
    text = cheap(("missing: {take: no deduction", "missing: {take: worst band"), point=point)
    found = "worst bands worth £180.05 where the return for April 2016 does not come, 15.00% of its charge"
    assert [fault.found for fault in warned(text, "W06")] == ([found] if warns else [])


@pytest.mark.parametrize(
    ("per", "caps", "pounds"),
    [
        ("per: indicator", "caps: []", "£100.00"),
        # Of what one gap touches only the dearest counts.
        ("per: dataset, decided: after the repeat, suppressed_failure: is skipped in its run", "caps: []", "£50.00"),
        ("per: indicator", CAP.replace("ROOM", "amount: £45.00").replace("EXCESS", "extinguished"), "£90.00"),
    ],
)
def test_what_a_missing_file_is_worth(per: str, caps: str, pounds: str) -> None:
    text = two("offers refused").replace("missing: {take: no deduction", "missing: {take: worst band")
    text = text.replace("per: indicator", per, 1).replace("caps: []", caps)
    (fault,) = warned(text, "W06", Limits(missing_file=Fraction(1)))
    assert fault.found.startswith(f"worst bands worth {pounds} where")


def test_the_sample_is_warned_of_what_its_remarks_say_is_meant() -> None:
    found = warnings_of(load(CONTRACT.read_text(encoding="utf-8"), "sample"), "sample")
    assert [(fault.code, fault.found) for fault in found] == [
        ("W05", "OP12, which counts what OP11 counts"),
        ("W05", "OP20, which counts what OP14 counts"),
    ]
    lines = CONTRACT.read_text(encoding="utf-8").splitlines()
    assert all("meant" in lines[fault.line - 1] for fault in found)


@pytest.mark.parametrize(("later", "warns"), [("£13,200.00", True), ("£14,399.99", True), ("£14,400.00", False)])
def test_savings_are_recovered_while_the_price_falls(later: str, *, warns: bool) -> None:
    text = read_example(FOLDER / "guarantee_kept.yaml").contract_text
    falling = text.replace('{2016-04: "£14,400.00"}', f'{{2016-04: "£14,400.00", 2016-10: "{later}"}}')
    assert [fault.clause for fault in warned(falling, "W07")] == (["2.4"] if warns else [])


@pytest.mark.parametrize(("last", "warns"), [("£14,400.00", True), ("£15,599.99", True), ("£15,600.00", False)])
def test_a_price_that_rose_before_it_falls(last: str, *, warns: bool) -> None:
    # £13,200.00, then £15,600.00: what comes last is held against the highest price so far, and not against the first.
    text = read_example(FOLDER / "guarantee_kept.yaml").contract_text
    prices = f'{{2016-04: "£13,200.00", 2016-10: "£15,600.00", 2017-01: "{last}"}}'
    found = warned(text.replace('{2016-04: "£14,400.00"}', prices), "W07")
    assert [fault.clause for fault in found] == (["2.4"] if warns else [])


FLOOR = """    baseline_floor:
      {value: VALUE, measured_over: 2014-15, source: a return, tolerance: 0.5, band: NAMED, clause: "2.3"}
"""


def with_floor(value: str, named: str, *replacements: tuple[str, str]) -> str:
    stated = FLOOR.replace("VALUE", value).replace("NAMED", named)
    return cheap(("    bands: plain", f"{stated}    bands: plain"), *replacements)


@pytest.mark.parametrize(
    ("value", "named", "warns"),
    # Amber begins at 90: what is worse than 90.5 less 0.5 is red by itself.
    [("90.5", "red", True), ("90.51", "red", False), ("95", "green", True), ("95.5", "amber", True)],
)
def test_a_floor_that_changes_nothing(value: str, named: str, *, warns: bool) -> None:
    found = f"a floor of “{named}”, which everything below it has by its own band"
    assert [(fault.found, fault.clause) for fault in warned(with_floor(value, named), "W09")] == (
        [(found, "2.3")] if warns else []
    )


def test_a_floor_joins_two_steps_into_a_cliff() -> None:
    # Green above 97, red below it: 5 points at £6.01 are £30.05; amber, between them, holds no value.
    found = [fault.found for fault in warned(cheap(point="£6.01"), "W02")]
    floored = [fault.found for fault in warned(with_floor("97.5", "red").replace("£10.00", "£6.01"), "W02")]
    assert (found, floored) == ([], ["“red” after “green” worth £30.05 in April 2016, 2.50% of its charge"])


def test_every_warning_in_the_code_has_a_test() -> None:
    folder = Path(contracts.__file__).parent
    in_code = {code for path in folder.rglob("*.py") for code in re.findall(r'"(W\d\d)"', path.read_text("utf-8"))}
    assert in_code == set(re.findall(r'"(W\d\d)"', Path(__file__).read_text("utf-8")))
