"""Each fault that a contract file can have is found, with its code, on its line, in words that tell what to do."""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

import contracts
from contracts.faults import ContractFileRefused, Fault
from contracts.loading import load, load_file
from tests.contracts.small import TEXT, changed, contract, faults, line_of, varied
from tests.contracts.test_base_rules import REFUSED as BASES
from tests.contracts.test_cap_rules import PART_YEARS
from tests.contracts.test_carried_rules import REFUSED as CARRIED_ON
from tests.contracts.test_outcome_rules import REFUSED as OUTCOMES
from tests.contracts.test_relief_rules import REFUSED as RELIEF
from tests.contracts.test_share_rules import REFUSED as SHARES
from tests.contracts.test_stage_rules import REFUSED as STAGES
from tests.contracts.test_unit_price_rules import OF_A_YEAR
from tests.contracts.test_unit_price_rules import REFUSED as UNIT_PRICES


@dataclass(frozen=True)
class Wrong:
    """A change of the small contract, and the one fault that it makes: its code, line, and what was found."""

    code: str
    before: str
    after: str
    marked: str
    found: str
    also: tuple[tuple[str, str], ...] = ()

    @property
    def text(self) -> str:
        """The contract file with the change."""
        return changed((self.before, self.after), *self.also)


MONTH_CAP = (
    '{id: month, per: month, applies_to: all, amount: £1.00, limits: [performance], excess: extinguished, clause: "7"}'
)
LADDER = """      - {at_least: 95, status: green, fails: no, points: 0}
      - {at_least: 90, status: amber, fails: yes, points: 2}
      - {otherwise: all, status: red, fails: yes, points: 5}
"""
REPEAT_BELOW_ONE = (
    "repeat: {multiplier: 0.5, from: second failure, new_contract_year: continues the run, "
    'changed_definition: continues the run, clause: "6"}'
)
WEIGHT = ("    bands: plain", "    weight: 100\n    bands: plain")
CARRIED = (
    ("nil_activity: {take: no deduction", "nil_activity: {take: carry last status"),
    ("carry_last_status: none", "carry_last_status: {months: 1, then: worst band}"),
)
NO_TARGET = ("    target:\n      2016-04: 95\n      2017-04: 96\n", "")
IN_A_RANGE = (
    ("better: higher", "better: within range\n    within: {from: 90, to: 95}"),
    NO_TARGET,
    ("judged_on: value", "judged_on: distance from target"),
)
OUTSIDE = "all_due_outside: {from: 80, to: 100}"
ROUNDED = ("rounding: line", "rounding: statement")
FLOOR = """    baseline_floor:
        value: 93
        measured_over: 2014-15
        source: a return
        tolerance: 0.5
        band: red
        clause: "2.3"
"""
LAST_LADDER_RUNG = "      - {otherwise: all, status: red, fails: yes, points: 5}\n"
POINT = '  point: {pounds: £450.00, clause: "3.1"}\n'
OP2 = """  - id: OP2
    title: Second
    clause: "2.3"
    service: main
    forum: board
    owner: Admissions Manager
    review: 2017-04
    kind: operational
    unit: percent
    better: higher
    measured: {every: month}
    measure: {from: indicators, counts: offers in time, of: offers}
    definition: Second
    bands: plain
deductions:
"""


def rungs(*lines: str) -> str:
    return "".join(f"      - {{{line}}}\n" for line in lines)


WRONG = [
    # The file itself
    Wrong("C01", "title: Fee", "title: Fee: again", "Fee: again", "mapping values are not allowed in this context"),
    Wrong("C01", "caps: []", "\tcaps: []", "\tcaps", "a tab character that violates indentation"),
    Wrong("C01", "title: Fee", "title: Fee\x07", "title: Fee", "the character U+0007"),
    Wrong("C02", "title: Fee", "title: Fee\n      title: Price", "title: Price", "“title” a second time"),
    Wrong("C03", "owner: Admissions Manager", "owner:", "owner:", "“owner” without a value"),
    Wrong(
        "C03",
        "{title: Contract board, meets: monthly}",
        "{title: Contract board, of schools, meets: monthly}",
        "of schools",
        "“of schools” without a value",
    ),
    Wrong(
        "C04", "caps: []", f"caps:\n  - &month {MONTH_CAP}\n  - *month", "*month", "a part written as “*” and a name"
    ),
    # Its shape
    Wrong("C10", "    owner: Admissions Manager\n", "", "- id: OP1", "nothing"),
    Wrong("C10", "caps: []\n", "", "reckoner: 1", "nothing"),
    Wrong("C11", "    owner: ", "    ownr: x\n    owner: ", "ownr", "“ownr”"),
    Wrong("C12", "at_least: 90", "at_least: ninety", "at_least: ninety", "“ninety”"),
    Wrong("C12", "    judged_on: value\n", "    judged_on: value\n    rounded_to: pound\n", "plain:", "a map"),
    Wrong("C12", "reckoner: 1", "reckoner: 2", "reckoner: 2", "“2”"),
    Wrong("C12", "2017-04: 96", "2017-04: ninety-six", "ninety-six", "“ninety-six”"),
    Wrong("C12", "2017-04: 96", "April 2017: 96", "April 2017", "“April 2017”"),
    Wrong("C12", "2017-04: £15,600.00", "2016-04-01: £15,600.00", "2016-04-01:", "“2016-04-01”"),
    Wrong("C12", "2017-04: £15,600.00", "2017-04: 15600", "2017-04: 15600", "“15600”"),
    Wrong("C12", "datasets: [indicators]", "datasets: []", "datasets: []", "a list"),
    Wrong("C12", "datasets: [indicators]", "datasets: [indicators, indicators]", "datasets: [", "a list"),
    Wrong("C12", "datasets: [indicators]", "datasets: [cases]", "datasets: [cases]", "“cases”"),
    Wrong("C12", "id: OP1", "id: OP 1", "id: OP 1", "“OP 1”"),
    Wrong("C12", "last_day: 2018-03-31", "last_day: 2015-03-31", "reckoner: 1", "a map"),
    Wrong("C12", "at_least: 90", "at_least: 90, below: 95", "below: 95", "a map"),
    Wrong("C12", "better: higher", "better: within range\n    within: {from: 95, to: 90}", "within: {", "a map"),
    Wrong("C12", "at_least: 90", "at_least: 90, at_most: 95", "at_most: 95", "a map"),
    Wrong("C12", "at_least: 90, ", "at_least: 90, percent: 2, ", "percent: 2", "a map"),
    Wrong("C12", "working_days: 5", "working_days: 0", "working_days: 0", "“0”"),
    Wrong(
        "C12",
        "reply: none",
        'reply: {within: 0, of: working days, silence: agreed, clause: "4.2"}',
        "within: 0",
        "“0”",
    ),
    Wrong("C12", "{from: indicators, counts: offers in time, of: offers}", "{from: cases}", "{from: cases}", "a map"),
    # Bands
    Wrong(
        "C20",
        LADDER,
        rungs(
            "from: 95, status: green, fails: no, points: 0",
            "from: 90, to: 94.9, status: amber, fails: yes, points: 2",
            "below: 90, status: red, fails: yes, points: 5",
        ),
        "rungs:",
        "94.95 in no band (between 94.9 and 95)",
    ),
    Wrong(
        "C20",
        LADDER,
        rungs(
            "from: 95, status: green, fails: no, points: 0", "from: 0, below: 95, status: red, fails: yes, points: 5"
        ),
        "rungs:",
        "values beyond the last range that stand in no band",
    ),
    Wrong(
        "C21",
        LADDER,
        rungs("from: 94, status: green, fails: no, points: 0", "below: 95, status: red, fails: yes, points: 5"),
        "rungs:",
        "94 to 95 in two bands, “red” and “green”",
    ),
    Wrong("C22", LAST_LADDER_RUNG, "", "rungs:", "no “otherwise: all” at its end"),
    Wrong("C22", "at_least: 90", "at_least: 95", "rungs:", "95 after 95"),
    Wrong("C22", "at_least: 90", "at_least: 95.5", "rungs:", "95.5 after 95"),
    Wrong("C23", "better: higher", "better: lower", "bands: plain", "“plain”, a table of “at_least”"),
    Wrong(
        "C24",
        "    target:\n      2016-04: 95\n      2017-04: 96\n",
        "    within: {from: 1, to: 2}\n",
        "bands: plain",
        "“plain”, on the value",
        also=(("better: higher", "better: within range"),),
    ),
    Wrong(
        "C24",
        "    target:\n      2016-04: 95\n      2017-04: 96\n",
        "",
        "id: OP1",
        "no target",
        also=(("judged_on: value", "judged_on: distance from target"),),
    ),
    Wrong("C22", "otherwise: all", "at_least: 85", "rungs:", "no “otherwise: all” at its end"),
    Wrong(
        "C22",
        "at_least: 90",
        "at_most: 99",
        "rungs:",
        "“at_least” beside “at_most”",
        also=(("better: higher", "better: lower"),),
    ),
    # Names
    Wrong("C30", "caps: []", f"caps:\n  - {MONTH_CAP}\n  - {MONTH_CAP[:-1]} }}", '"7" }', "“month” a second time"),
    Wrong("C31", "bands: plain\n", "bands: plane\n", "bands: plane", "“plane”"),
    Wrong("C31", "    service: main", "    service: other", "service: other", "“other”"),
    Wrong("C31", "    forum: board", "    forum: other", "forum: other", "“other”"),
    Wrong("C31", "{title: The service, forum: board}", "{title: The service, forum: x}", "forum: x", "“x”"),
    Wrong(
        "C31",
        "bedding_in: none",
        'bedding_in: {first: 2016-04, last: 2016-05, except: [OP2], clause: "5"}',
        "except: [OP2]",
        "“OP2”",
    ),
    Wrong(
        "C31",
        "caps: []",
        "caps:\n  - " + MONTH_CAP.replace("per: month, applies_to: all", "per: service, applies_to: [other]"),
        "applies_to: [other]",
        "“other”",
    ),
    Wrong(
        "C32",
        "{from: indicators, counts: offers in time, of: offers}",
        "{from: finance_lines, sum: budget, of: forecast}",
        "finance_lines",
        "figures from “finance_lines”, which the provider does not send",
    ),
    *(
        Wrong(
            "C37",
            "{from: indicators, counts: offers in time, of: offers}",
            f"{{from: finance_lines, {columns}}}",
            "from: finance_lines",
            found,
            also=(("datasets: [indicators]", "datasets: [finance_lines]"),),
        )
        for columns, found in {
            "sum: actual, of: budget": "“actual”",
            "sum: budget, of: cost": "“cost”",
            "sum: budget, of: forecast, only: {route: R1}": "“route”",
        }.items()
    ),
    # Words of which no row of a return can hold any, and one that would count a case twice
    *(
        Wrong(
            "C12",
            "{from: indicators, counts: offers in time, of: offers}",
            "{from: ehc_assessments, counts: plans issued within 20 weeks, of: plans issued, basis: all, "
            f"case_types: {types}}}",
            "from: ehc_assessments",
            found,
            also=(("datasets: [indicators]", "datasets: [ehc_assessments]"),),
        )
        for types, found in {
            "[nwe]": "“nwe”",
            "[New]": "“New”",
            "[new, transfer]": "“transfer”",
            "[new, new]": "a list",
        }.items()
    ),
    *(
        Wrong(
            "C37",
            "{from: indicators, counts: offers in time, of: offers}",
            f"{{from: sen_transport, sum: cost, of: budget, only: {{mode: {mode}}}}}",
            "from: sen_transport",
            f"“{mode}”",
            also=(("datasets: [indicators]", "datasets: [sen_transport]"),),
        )
        for mode in ("taxis", "Taxi")
    ),
    # Dated terms
    Wrong("C33", "2016-04: 95\n", "2016-05: 95\n", "target:", "a first entry for 2016-05"),
    Wrong("C34", "2017-04: 96", "2018-04: 96", "2018-04: 96", "an entry for 2018-04"),
    Wrong("C34", "2017-04: 96", "2016-03: 96", "2016-03: 96", "an entry for 2016-03"),
    Wrong("C35", "2017-04: £15,600.00", "2018-04: £15,600.00", "2018-04: £15", "a price from 2018-04-01"),
    Wrong("C35", "2017-04: £15,600.00", "2018-04-01: £15,600.00", "2018-04-01: £15", "a price from 2018-04-01"),
    Wrong("C35", "2016-04: £14,400.00", "2016-03-31: £14,400.00", "2016-03-31: £14", "a price from 2016-03-31"),
    # What one rule needs of another
    Wrong("C40", POINT, "  point: none\n", "point: none", "none"),
    Wrong(
        "C41",
        "points: 2}",
        "share: 50}",
        "id: OP1",
        "no weight",
        also=(("amount_at_risk: none", 'amount_at_risk: {pounds: £100.00, clause: "3.2"}'),),
    ),
    Wrong(
        "C41",
        "points: 2}",
        "share: 50}",
        "amount_at_risk",
        "none",
        also=(("    bands: plain", "    weight: 100\n    bands: plain"),),
    ),
    Wrong("C42", "    bands: plain", "    weight: 99.5\n    bands: plain", "indicators:", "99.5% in April 2016"),
    Wrong(
        "C42",
        "    bands: plain",
        "    weight: {2016-04: 100, 2016-09: 60}\n    bands: plain",
        "indicators:",
        "60% in September 2016",
    ),
    Wrong(
        "C43",
        "fails: yes, points: 5",
        "fails: yes, per_unit: {pounds: £1.00, above: 0}",
        "bands: plain",
        "“red”, which costs so much a unit",
        also=(("missing: {take: no deduction", "missing: {take: worst band"),),
    ),
    Wrong(
        "C43",
        "fails: yes, points: 2",
        "fails: yes, per_unit: {pounds: £1.00, above: 0}",
        "bands: plain",
        "“amber”, which costs so much a unit",
        also=(
            ("missing: {take: no deduction", "missing: {take: carry last status"),
            ("carry_last_status: none", "carry_last_status: {months: 1, then: no deduction}"),
        ),
    ),
    Wrong("C44", "nil_activity: {take: no deduction", "nil_activity: {take: carry last status", "carry_last", "none"),
    *(
        Wrong("C45", "ratchet: none", f'ratchet: {{slices: [{slices}], clause: "3.3"}}', "ratchet:", found)
        for slices, found in {
            "{above: 0, to: 10, multiplier: 1}, {above: 11, multiplier: 2}": "a slice above 11 after one up to 10",
            "{above: 0, multiplier: 1}, {above: 11, multiplier: 2}": "a slice above 11 after one up to the end",
            "{above: 0, to: 10, multiplier: 1}": "an end at 10 points",
            # 20 points of £1.00 would cost £24.00: those from 8 to 12 would count twice.
            "{above: 0, to: 12, multiplier: 1}, {above: 12, to: 8, multiplier: 1}, {above: 8, multiplier: 1}": (
                "a slice above 12 up to 8"
            ),
            "{above: 5, multiplier: 1}": "a first slice above 5, with 0 free points",
        }.items()
    ),
    Wrong(
        "C45",
        "ratchet: none",
        'ratchet: {slices: [{above: 10, multiplier: 1}], clause: "3.3"}',
        "ratchet:",
        "a first slice above 10, with 12 free points",
        also=(
            (
                "free_points: none",
                "free_points: {points: {2016-04: 10, 2017-04: 12}, per: month, counted_for: the contract, clause: '3'}",
            ),
        ),
    ),
    *(
        Wrong("C46", "pounds: £450.00", f"table: [{table}], of: the month's charge", "point:", "rows out of order")
        for table in (
            "{points: 5, percent: 1}, {points: 5, percent: 2}",
            "{points: 5, percent: 1}, {points: 6, percent: 0.5}",
        )
    ),
    Wrong(
        "C46",
        "pounds: £450.00",
        "table: [{points: 0, percent: 1}, {points: 10, percent: 2}], of: the month's charge",
        "point:",
        "1% from 0 points on",
    ),
    Wrong(
        "C46",
        "pounds: £450.00",
        "table: [{points: 5, percent: 1}], of: the month's charge",
        "point:",
        "a table beside free points or a ratchet",
        also=(("ratchet: none", 'ratchet: {slices: [{above: 0, multiplier: 1}], clause: "3.3"}'),),
    ),
    Wrong(
        "C47",
        "fails: yes, points: 5",
        "fails: yes, per_unit: {pounds: £1.00, above: 0}",
        "rounding: statement",
        "statement, with bands that cost so much a unit of OP1, which may be divided",
        also=(("rounding: line", "rounding: statement"),),
    ),
    Wrong(
        "C48",
        "measured: {every: month}",
        "measured: {every: once, month: 2018-04}\n    base: month",
        "month: 2018-04",
        "2018-04",
    ),
    Wrong("C49", "repeat: none", REPEAT_BELOW_ONE, "repeat:", "a multiplier below 1"),
    *(
        Wrong(code, "fails: yes, points: 5", f"fails: yes, linear: {{{linear}}}", marked, found, also)
        for code, linear, marked, found, also in (
            ("C12", "all_due_at: 80", "linear: {", "a map", ()),
            ("C12", "all_due_at: 80, percent: 1, pounds: £1.00", "linear: {", "a map", ()),
            ("C12", "all_due_at: 80, percent: -1", "linear: {", "“-1”", ()),
            ("C41", "all_due_at: 80, share: 50", "amount_at_risk", "none", (WEIGHT,)),
            ("C43", "all_due_at: 80, percent: 1", "bands: plain", "“red”, which costs what the value decides", CARRIED),
            (
                "C94",
                "all_due_at: 80, percent: 1",
                "id: OP1",
                "no target, with a cost that is linear up to 80",
                (NO_TARGET,),
            ),
            ("C94", "all_due_at: 95, percent: 1", "id: OP1", "all due at 95, with a target of 95 in April 2016", ()),
            ("C94", "all_due_at: 95.5, percent: 1", "id: OP1", "all due at 95.5, with a target of 95 in", ()),
            ("C94", "all_due_at: 80, percent: 1", "id: OP1", "a range, with a cost that is linear up", IN_A_RANGE),
            ("C94", f"{OUTSIDE}, percent: 1", "id: OP1", "no range, with a cost that is linear from", ()),
            *(
                (
                    "C94",
                    f"all_due_outside: {{from: {from_}, to: {to}}}, percent: 1",
                    "id: OP1",
                    f"all due outside {from_} to {to}, with a range of 90 to 95",
                    IN_A_RANGE,
                )
                for from_, to in (("90", "100"), ("80", "95"), ("90.5", "100"), ("80", "94.5"))
            ),
            ("C12", f"all_due_at: 80, {OUTSIDE}, percent: 1", "linear: {", "a map", ()),
            ("C12", "percent: 1", "linear: {", "a map", ()),
            ("C12", "all_due_outside: {from: 100, to: 80}, percent: 1", "all_due_outside", "a map", IN_A_RANGE),
            ("C95", "all_due_at: 80, percent: 1", "rounding: statement", "statement, with bands whose", (ROUNDED,)),
        )
    ),
    *(
        Wrong(code, "    bands: plain", f"{FLOOR.replace(*change)}    bands: plain", marked, found)
        for code, change, marked, found in (
            ("C93", ("band: red", "band: crimson"), "band: crimson", "“crimson”, not a band in “plain”, the table of"),
            ("C93", ("tolerance: 0.5", "tolerance: -0.5"), "tolerance: -0.5", "a tolerance of -0.5"),
            (
                "C93",
                ("band: red", "band: {2016-05: red}"),
                "band: {2016",
                "no band in April 2016, in which the floor holds",
            ),
            ("C93", ("2014-15", "{2017-01: 2015}"), "measured_over: {", "no measured_over in April 2016"),
            ("C34", ("value: 93", "value: {2018-04: 93}"), "value: {2018", "an entry for 2018-04"),
            ("C10", ("        source: a return\n", ""), "baseline_floor:", "nothing"),
        )
    ),
    Wrong(
        "C93",
        "    bands: plain",
        f"{FLOOR}    bands: plain",
        "band: red",
        "“red”, twice in “plain”, the table of April 2016",
        also=(("status: amber", "status: red"),),
    ),
]

INDEX = (
    "index: {series: CPI, from: 2017-04, value_of: 2017-02, figures: final, change: cumulative, collar: none, "
    'fixed_share: 0, places: 4, indexed_amounts: to the penny, clause: "1.4"}'
)
FEE, POINT_AT = (
    ('      clause: "1.1"', '      prices_of: 2016-02\n      clause: "1.1"'),
    ("£450.00, ", "£450.00, prices_of: 2016-02, "),
)
WRONG += [
    Wrong("C12", "index: none", "index: CPI", "index: CPI", "“CPI”"),
    Wrong(
        "C12", "index: none", INDEX.replace("fixed_share: 0", "fixed_share: 101"), "index:", "a map", (FEE, POINT_AT)
    ),
    Wrong("C12", "index: none", INDEX.replace("value_of: 2017-02", "value_of: 2017-05"), "index:", "a map", (FEE,)),
    Wrong("C12", "index: none", INDEX.replace("collar: none", "collar: {from: 4, to: 3}"), "index:", "a map", (FEE,)),
    Wrong("C50", "index: none", INDEX, "id: fee", "an amount of money without its price month", (POINT_AT,)),
    Wrong("C50", "index: none", INDEX, "point: {", "an amount of money without its price month", (FEE,)),
    Wrong("C50", *POINT_AT, "point: {", "a price month"),
    Wrong(
        "C50",
        "fails: yes, points: 2",
        "fails: yes, pounds: £5.00",
        "plain:",
        "an amount of money without its price month",
        (FEE, POINT_AT, ("index: none", INDEX)),
    ),
    Wrong(
        "C51",
        FEE[0],
        FEE[1].replace("2016-02", "2016-03"),
        "prices_of: 2016-03",
        "prices of March 2016",
        (POINT_AT, ("index: none", INDEX)),
    ),
    Wrong(
        "C51",
        FEE[0],
        FEE[1].replace("2016-02", "{2016-05: 2016-02}"),
        "prices_of: {",
        "a first entry for 2016-05-01",
        (POINT_AT, ("index: none", INDEX)),
    ),
    Wrong("C52", "index: none", INDEX.replace("from: 2017-04", "from: 2018-04"), "index:", "2018-04", (FEE, POINT_AT)),
    Wrong(
        "C52",
        FEE[0],
        FEE[1].replace("2016-02", "{2016-04: 2016-02, 2018-04: 2017-02}"),
        "prices_of: {",
        "an entry for 2018-04-01",
        (POINT_AT, ("index: none", INDEX)),
    ),
]

VAT = (
    "vat: {rates: {standard: 20}, deductions: {code: standard, nature: price adjustment}, "
    'reporting_failures: {code: exempt, nature: compensation}, clause: "4.2"}'
)
WRONG += [
    Wrong("C53", "vat: none", VAT, "statement: {", "“exempt”"),
    Wrong(
        "C53",
        "vat: standard",
        "vat: other",
        "vat: other",
        "“other”",
        (("vat: none", VAT.replace("exempt", "standard")),),
    ),
    Wrong(
        "C34",
        "vat: none",
        VAT.replace("20", "{2016-04: 20, 2018-04: 5}").replace("exempt", "standard"),
        "statement: {",
        "an entry for 2018-04",
    ),
    Wrong("C12", "vat: none", VAT.replace("20", "-20").replace("exempt", "standard"), "statement: {", "“-20”"),
    Wrong("C12", "net_below_zero: owed", "net_below_zero: carried", "statement: {", "a map"),
]

ROLLING_CAP = MONTH_CAP.replace("per: month", "per: rolling twelve months")
WRONG += [Wrong("C12", "caps: []", f"caps:\n  - {ROLLING_CAP.replace('all', '[OP1]')}", "id: month", "a map")]

EARN_BACK = (
    "earn_back: {withheld: [performance], indicators: [OP1], share: 50%, after: 3, counts_as_at_target: [reported], "
    'expires_after: none, restores_headroom: no, clause: "11"}'
)
WRONG += [
    Wrong("C31", "earn_back: none", EARN_BACK.replace("OP1", "OP7"), "earn_back:", "“OP7”"),
    Wrong("C12", "earn_back: none", EARN_BACK.replace("50%", "0"), "earn_back:", "a map"),
    Wrong("C10", "earn_back: none", EARN_BACK.replace("after: 3, ", ""), "earn_back:", "nothing"),
]

ROLLING_FREE = "free_points: {points: 0, per: rolling months, months: 3, counted_for: the contract, clause: '3'}"
WRONG += [
    Wrong(
        "C45",
        "free_points: none",
        ROLLING_FREE.replace("points: 0", "points: 5"),
        "ratchet:",
        "a first slice above 5, with 0 free points",
        (("ratchet: none", 'ratchet: {slices: [{above: 5, multiplier: 1}], clause: "3.3"}'),),
    ),
    Wrong("C12", "free_points: none", ROLLING_FREE.replace("months: 3, ", ""), "free_points:", "a map"),
    Wrong("C12", "free_points: none", ROLLING_FREE.replace("months: 3", "months: 0"), "free_points:", "a map"),
]

VARIATION = (
    "{ref: V1, title: Higher target, signed: 2016-08-22, effective: 2016-09, known: 2016-08-25, replaces: this entry, "
    "changes: {indicators.OP1.target: 97}}"
)

WRONG_VARIATIONS = [
    ("C05", "indicators.OP1.target", "indicators.OP9.target", "a change of “indicators.OP9.target”"),
    ("C05", "indicators.OP1.target", "indicators.OP1.weight", "a change of “indicators.OP1.weight”"),
    ("C06", "indicators.OP1.target", "deductions.repeat.multiplier", "a change of “deductions.repeat.multiplier”, of"),
    ("C06", "indicators.OP1.target", "indicators.OP1.owner", "a change of “indicators.OP1.owner”, which is not dated"),
    (
        "C06",
        "indicators.OP1.target",
        "indicators.OP1.target.2017-04",
        "a change of “indicators.OP1.target.2017-04”, an e",
    ),
    ("C12", "target: 97", "target: ninety", "“ninety”"),
    ("C34", "effective: 2016-09", "effective: 2018-04", "an entry for 2018-04"),
    ("C36", "effective: 2016-09", "effective: 2018-04", "“2018-04”"),
    ("C36", "known: 2016-08-25", "known: 2016-08-21", "known on 2016-08-21, signed on 2016-08-22"),
]


@pytest.mark.parametrize("wrong", WRONG, ids=lambda wrong: f"{wrong.code} {wrong.found[:40]}")
def test_each_fault_is_found_on_its_line(wrong: Wrong) -> None:
    found = faults(wrong.text)
    assert [(fault.code, fault.line) for fault in found] == [(wrong.code, line_of(wrong.text, wrong.marked))]
    assert found[0].found.startswith(wrong.found)


@pytest.mark.parametrize(("code", "before", "after", "found"), WRONG_VARIATIONS)
def test_a_fault_of_a_variation_stands_on_the_variations_line(code: str, before: str, after: str, found: str) -> None:
    assert before in VARIATION
    text = varied(VARIATION.replace(before, after))
    matching = [fault for fault in faults(text) if fault.code == code]
    assert [fault.line for fault in matching] == [line_of(text, "ref: V1")]
    assert matching[0].found.startswith(found)


@pytest.mark.parametrize(
    ("code", "term", "value", "effective"),
    [
        ("C31", "indicators.OP1.bands", "nowhere", "2016-09"),
        ("C35", "charge.lines.fee.annual", "£20000.00", "2018-04-01"),
        ("C49", "deductions.repeat.multiplier", "0.5", "2016-09"),
    ],
)
def test_a_value_that_a_variation_gives_is_corrected_in_the_variation(
    code: str, term: str, value: str, effective: str
) -> None:
    """The file's own entry is right: a remedy on its line could not be followed."""
    variation = VARIATION.replace("{indicators.OP1.target: 97}", f"{{{term}: {value}}}").replace(
        "effective: 2016-09", f"effective: {effective}"
    )
    repeat = REPEAT_BELOW_ONE.replace("0.5", "2")
    text = changed(("repeat: none", repeat)) + f"variations:\n  - {variation}\n"
    assert {fault.line for fault in faults(text) if fault.code == code} == {line_of(text, "ref: V1")}


def test_items_of_a_list_are_counted_from_one_where_a_key_stands_twice() -> None:
    (fault,) = faults(changed(("      2017-04: 96\n", "      2016-04: 96\n")))
    assert (fault.code, fault.where) == ("C02", "indicators.1.target.2016-04")


@pytest.mark.parametrize("effective", ["2016-09-15", "September", "2016-13"])
def test_a_variation_of_a_monthly_term_starts_with_a_month(effective: str) -> None:
    text = varied(VARIATION.replace("effective: 2016-09", f"effective: {effective}"))
    assert {(fault.code, fault.line) for fault in faults(text)} == {("C12", line_of(text, "ref: V1"))}


def test_every_fault_code_in_the_code_has_a_test() -> None:
    folder = Path(contracts.__file__).parent
    in_code = {code for path in folder.rglob("*.py") for code in re.findall(r'"(C\d\d)"', path.read_text("utf-8"))}
    elsewhere = {
        code
        for refused in (BASES, CARRIED_ON, OUTCOMES, RELIEF, SHARES, STAGES, UNIT_PRICES, OF_A_YEAR, PART_YEARS)
        for *_, code in refused
        if code is not None
    }
    # What becomes a fault by what was certified: tests/statements/life/test_certified_rates.py and _term.py.
    elsewhere |= {"C98", "C99"}
    assert in_code == {wrong.code for wrong in WRONG} | {code for code, *_ in WRONG_VARIATIONS} | elsewhere


def test_the_small_contract_is_right() -> None:
    assert contract().id == "small"


def test_all_faults_are_told_at_once_in_the_order_of_their_lines() -> None:
    text = changed(("2016-04: 95\n", "2016-05: 95\n"), ("2017-04: 96", "2019-04: 96"), ("at_least: 90", "at_least: 95"))
    found = faults(text)
    assert [fault.code for fault in found] == ["C22", "C33", "C34"]
    assert [fault.line for fault in found] == sorted(fault.line for fault in found)


def test_a_fault_is_said_in_one_line_with_its_clause() -> None:
    (fault,) = faults(changed(("2017-04: 96", "2018-04: 96")))
    line = line_of(changed(("2017-04: 96", "2018-04: 96")), "2018-04: 96")
    assert str(fault) == (
        f"C34 line {line}, indicators.1.target.2018-04 (clause 2.2): found an entry for 2018-04; "
        "expected months from 2016-04 to 2018-03. Correct the month."
    )


def test_the_message_counts_and_lists_the_faults() -> None:
    one = Fault("C10", 3, "", "nothing", "“caps”", "Say it.")
    assert str(ContractFileRefused("a.yaml", [one])) == (
        "a.yaml cannot be used as a contract file: one fault.\n  C10 line 3: found nothing; expected “caps”. Say it."
    )
    assert "2 faults" in str(ContractFileRefused("a.yaml", [one, one]))


def test_a_row_at_no_points_names_the_percentage_its_line_and_the_remedy() -> None:
    rows = "\n      table:\n        - {points: 0, percent: 0.5}\n        - {points: 10, percent: 2}\n"
    written = f"point:{rows}      of: the month's charge\n      clause: '3.1'\n"
    text = changed(('point: {pounds: £450.00, clause: "3.1"}\n', written))
    (fault,) = faults(text)
    assert str(fault) == (
        f"C46 line {line_of(text, 'percent: 0.5')}, deductions.point.table.1.points (clause 3.1): "
        "found 0.5% from 0 points on; expected a row that begins at points above nil, or 0%. "
        "State from how many points above nil it holds."
    )


def test_a_row_at_no_points_may_say_that_nothing_is_due() -> None:
    table = "table: [{points: 0, percent: 0}, {points: 10, percent: 2}], of: the month's charge"
    assert contract(changed(("pounds: £450.00", table)))


def test_only_a_band_that_may_be_taken_needs_a_cost_of_its_own() -> None:
    assert contract(
        changed(
            ("fails: yes, points: 2", "fails: yes, per_unit: {pounds: £1.00, above: 0}"),
            ("missing: {take: no deduction", "missing: {take: worst band"),
        )
    )


def test_a_linear_cost_may_be_taken_in_full_for_what_is_missing() -> None:
    linear = ("fails: yes, points: 5", "fails: yes, linear: {all_due_at: 94.99, percent: 1}")
    assert contract(changed(linear, ("missing: {take: no deduction", "missing: {take: worst band")))


def test_a_linear_cost_may_run_from_both_ends_of_a_range() -> None:
    linear = "fails: yes, linear: {all_due_outside: {from: 89.9, to: 95.1}, percent: 1}"
    assert contract(changed(("fails: yes, points: 5", linear), *IN_A_RANGE))


def test_a_floor_may_begin_once_its_baseline_was_measured() -> None:
    later = FLOOR.replace("value: 93", "value: {2017-04: 93}").replace("band: red", "band: {2017-04: red}")
    assert contract(changed(("    bands: plain", f"{later}    bands: plain")))


def test_a_range_has_no_floor() -> None:
    text = changed(*IN_A_RANGE, ("    bands: plain", f"{FLOOR}    bands: plain"))
    (fault,) = faults(text)
    assert (fault.code, fault.expected) == (
        "C12",
        "“baseline_floor” where higher or lower is better: a range has no worse side",
    )


def test_a_misspelt_key_is_recognised() -> None:
    (fault,) = faults(changed(("    owner: ", "    ownr: x\n    owner: ")))
    assert fault.remedy == "Did you mean “owner”?"


def test_what_could_be_one_thing_or_another_is_told_for_both() -> None:
    text = changed(("payable: twelfths", "payable: [1, 2, 3]"))
    found = faults(text)
    assert {(fault.code, fault.line) for fault in found} == {("C12", line_of(text, "payable"))}
    assert {fault.expected for fault in found} == {"twelfths", "at least 12 in the list"}


def test_a_years_price_falls_into_some_month() -> None:
    text = changed(("payable: twelfths", f"payable: [{', '.join(['0'] * 12)}]"))
    found = {(fault.code, fault.line, fault.expected) for fault in faults(text)}
    assert ("C12", line_of(text, "payable"), "weights of which one is above 0") in found


@pytest.mark.parametrize("text", ["", "# only a comment\n", "\n\n"])
def test_an_empty_file_is_no_contract(text: str) -> None:
    assert [(fault.code, fault.line, fault.found) for fault in faults(text)] == [("C01", 1, "an empty file")]


@pytest.mark.parametrize("text", ["hello", "- a\n- b\n"])
def test_a_file_without_keys_is_no_contract(text: str) -> None:
    (fault,) = faults(text)
    assert (fault.code, fault.line, fault.expected) == ("C12", 1, "a map of keys and values")


def test_a_file_that_is_not_utf_8_is_refused_on_its_line(tmp_path: Path) -> None:
    path = tmp_path / "contract.yaml"
    path.write_bytes(TEXT.replace("Small contract", "Small contract caf\u00e9").encode("latin-1", "replace"))
    with pytest.raises(ContractFileRefused) as refused:
        load_file(path)
    (fault,) = refused.value.faults
    assert (fault.code, fault.line) == ("C01", line_of(TEXT, "Small contract"))
    assert fault.remedy == "Save the file again as UTF-8."


def test_a_file_saved_on_windows_is_the_same_contract(tmp_path: Path) -> None:
    path = tmp_path / "contract.yaml"
    path.write_bytes(TEXT.replace("\n", "\r\n").encode("utf-8-sig"))
    assert load_file(path) == load(TEXT, path.name)


@pytest.mark.parametrize(
    ("nested", "line"),
    [("a: " + "[" * 20_000 + "]" * 20_000, 1), ("".join(" " * deep + "a:\n" for deep in range(900)), 51)],
    ids=["brackets", "indentation"],
)
def test_a_file_of_parts_inside_parts_is_refused_and_not_read_to_its_end(nested: str, line: int) -> None:
    (fault,) = faults(nested)
    assert (fault.code, fault.line) == ("C01", line)
    assert fault.found == "a part that lies in more than 50 others"


@pytest.mark.parametrize("key", ["? [a, b]\n: c", "? {a: b}\n: c", "{a: b}: c"])
def test_a_key_that_is_a_list_or_a_map_is_told_in_plain_words(key: str) -> None:
    (fault,) = faults(TEXT + key + "\n")
    assert (fault.code, fault.line) == ("C01", len(TEXT.splitlines()) + 1)
    assert fault.found == "a list or a map in place of a key"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a:\n\tb: c\n", "character that cannot start any token"),
        ("a: b\n--- \nc: d\n", "another document"),
        ("a: b: c\n", "mapping values are not allowed in this context"),
    ],
)
def test_what_yaml_does_not_allow_is_told_once(text: str, found: str) -> None:
    (fault,) = faults(text)
    assert (fault.code, fault.found) == ("C01", found)


def test_the_values_that_a_gap_leaves_out_are_told_to_the_last_place() -> None:
    """98.999999 to 99: rounded to six places its middle would be 99, or the lower end."""
    ranges = """      - {from: 99, status: green, fails: no, points: 0}
      - {to: 98.999999, status: red, fails: yes, points: 5}
"""
    (fault,) = faults(changed((LADDER, ranges)))
    assert fault.found == "98.9999995 in no band (between 98.999999 and 99)"


TRIGGER = 'triggers: [{id: a right, when: "MANY failures in a row", indicators: all, clause: "9"}]'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("working_days: 5", "working_days: 10000"),
        ("2017-04: 96", "2017-04: 100000000000"),
        ("fails: yes, points: 2", "fails: yes, points: 0.1234567"),
        ("round_for_banding: none", "round_for_banding: {places: 13}"),
        ("triggers: none", TRIGGER.replace("MANY", "10000")),
    ],
)
def test_a_number_that_no_statement_could_be_worked_out_with_is_refused(before: str, after: str) -> None:
    text = changed((before, after))
    assert [(fault.code, fault.line) for fault in faults(text)] == [("C12", line_of(text, after))]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("working_days: 5", "working_days: 9999"),
        ("2017-04: 96", "2017-04: 99,999,999,999.000001"),
        ("round_for_banding: none", "round_for_banding: {places: 12}"),
        ("triggers: none", TRIGGER.replace("MANY", "9999")),
    ],
)
def test_up_to_there_a_number_is_read(before: str, after: str) -> None:
    assert contract(changed((before, after)))
