"""Carried statuses: which later tables need a band of the same status, and which are never reached by one."""

import pytest

from contracts.terms import terms_of
from tests.contracts.small import changed, contract, faults, line_of

SHORT = """\
  short:
    judged_on: value
    clause: "2.3"
    rungs:
      - {at_least: 95, status: green, fails: no, points: 0}
      - {otherwise: all, status: red, fails: yes, points: 6}
  twice:
    judged_on: value
    clause: "2.4"
    rungs:
      - {at_least: 95, status: green, fails: no, points: 0}
      - {at_least: 92, status: amber, fails: no, points: 1}
      - {at_least: 90, status: amber, fails: yes, points: 3}
      - {otherwise: all, status: red, fails: yes, points: 6}
  otherwise written:
    judged_on: value
    clause: "2.5"
    rungs:
      - {at_least: 95, status: green, fails: no, points: 0}
      - {at_least: 90, status: amber, fails: yes, points: 2}
      - {otherwise: all, status: Red, fails: yes, points: 5}
"""
MISSING = ("missing: {take: no deduction", "missing: {take: carry last status")
NIL = ("nil_activity: {take: no deduction", "nil_activity: {take: carry last status")
TOO_FEW = ("below_minimum: {take: no deduction", "below_minimum: {take: carry last status")
NOT_MEASURABLE = ("not_measurable: {take: no deduction", "not_measurable: {take: carry last status")
BEDDING_IN = ("bedding_in: none", 'bedding_in: {first: 2016-04, last: 2016-08, clause: "3"}')

Changes = tuple[tuple[str, str], ...]


def text(bands: str, *changes: tuple[str, str], with_: str = "", carried_for: int = 2) -> str:
    return changed(
        ("    bands: plain\n", f"{with_}    bands: {bands}\n"),
        ("indicators:\n  - id", f"{SHORT}indicators:\n  - id"),
        ("carry_last_status: none", f"carry_last_status: {{months: {carried_for}, then: no deduction}}"),
        *changes,
    )


SHORTER = "{2016-04: plain, 2016-09: short}"
LACKS_AMBER = "“amber” of “plain”, carried from August 2016 to September 2016, where “short” has no band of that status"

REFUSED = [
    (SHORTER, (MISSING,), "", LACKS_AMBER, "C59"),
    (SHORTER, (NIL,), "", LACKS_AMBER, "C59"),
    (SHORTER, (TOO_FEW,), "    minimum_denominator: 5\n", LACKS_AMBER, "C59"),
    (
        SHORTER,
        (TOO_FEW,),
        "    minimum_denominator: {2016-12: 5}\n",
        "“amber” of “plain”, carried from August 2016 to December 2016, where",
        "C59",
    ),
    (
        SHORTER,
        (NOT_MEASURABLE,),
        "    measurable: {2016-04: yes, 2016-11: no, 2016-12: yes}\n",
        "“amber” of “plain”, carried from August 2016 to November 2016, where",
        "C59",
    ),
    # The last of the first months is judged.
    (SHORTER, (MISSING, (BEDDING_IN[0], BEDDING_IN[1].replace("08", "07"))), "", LACKS_AMBER, "C59"),
    (
        "{2016-04: plain, 2016-09: twice}",
        (MISSING,),
        "",
        "“amber” of “plain”, carried from August 2016 to September 2016, where “twice” has 2 bands of that status",
        "C59",
    ),
    (
        "{2016-04: twice, 2016-09: plain}",
        (MISSING,),
        "",
        "“amber” of “twice”, carried from August 2016 to September 2016, where “plain” has 1 band of that status",
        "C59",
    ),
    (
        "{2016-04: plain, 2016-09: otherwise written}",
        (MISSING,),
        "",
        "“red” of “plain”, carried from August 2016 to September 2016, where “otherwise written” has no band of that",
        "C59",
    ),
    # There and back, and there again: it is told once.
    (
        "{2016-04: plain, 2016-09: short, 2016-10: plain, 2016-11: short}",
        (MISSING,),
        "",
        LACKS_AMBER,
        "C59",
    ),
]


@pytest.mark.parametrize(("bands", "changes", "also", "found", "code"), REFUSED)
def test_a_status_that_a_later_table_lacks_is_refused(
    bands: str, changes: Changes, also: str, found: str, code: str
) -> None:
    stated = text(bands, *changes, with_=also)
    (fault,) = faults(stated)
    assert (fault.code, fault.line, fault.clause) == (code, line_of(stated, "    bands: {"), "2.2")
    assert fault.found.startswith(found)
    assert fault.expected.startswith("as many bands of that status in “")


@pytest.mark.parametrize(
    ("bands", "changes", "also"),
    [
        # More bands, and none of those before lost.
        ("{2016-04: short, 2016-09: plain}", (MISSING,), ""),
        ("{2016-04: short, 2016-09: plain, 2016-10: plain}", (MISSING,), ""),
        # Nothing is carried, or not to this indicator, or not to months of the shorter table.
        (SHORTER, (), ""),
        (SHORTER, (TOO_FEW,), ""),
        (SHORTER, (TOO_FEW,), "    minimum_denominator: {2016-04: 5, 2016-09: 0}\n"),
        (SHORTER, (NOT_MEASURABLE,), ""),
        (SHORTER, (NOT_MEASURABLE,), "    measurable: {2016-04: yes, 2016-07: no, 2016-09: yes}\n"),
        (SHORTER, (MISSING,), "    measurable: {2016-04: no, 2016-09: yes}\n"),
        (SHORTER, (MISSING,), "    measurable: {2016-04: yes, 2016-09: no}\n"),
        # What is excused is not judged, so that there is nothing to carry from it.
        (SHORTER, (MISSING, BEDDING_IN), ""),
        # A table that judges no month.
        (
            "{2016-04: plain, 2016-08: short, 2016-09: plain}",
            (MISSING, ("measured: {every: month}", "measured: {every: quarter, in: [January, April, July, October]}")),
            "    base: month\n",
        ),
    ],
)
def test_what_no_status_is_carried_to_may_have_other_bands(bands: str, changes: Changes, also: str) -> None:
    assert contract(text(bands, *changes, with_=also)).indicators[0].id == "OP1"


def test_a_status_that_is_carried_for_no_month_is_carried_nowhere() -> None:
    assert faults(text(SHORTER, MISSING, carried_for=1))
    assert contract(text(SHORTER, MISSING, carried_for=0)).rules.when.carry_last_status is not None


def test_every_table_that_lacks_a_status_is_told_at_once() -> None:
    stated = text("{2016-04: twice, 2016-06: plain, 2016-09: short}", MISSING)
    assert [fault.found.partition(",")[0] for fault in faults(stated)] == ["“amber” of “twice”", "“amber” of “plain”"]


def test_a_variation_that_brings_the_table_is_named() -> None:
    variation = (
        "variations:\n  - {ref: V1, title: Two bands, signed: 2016-08-22, effective: 2016-09, known: 2016-08-25, "
        "replaces: this entry, changes: {indicators.OP1.bands: short}}\n"
    )
    stated = text("plain", MISSING) + variation
    (fault,) = faults(stated)
    assert (fault.code, fault.line, fault.found) == ("C59", line_of(stated, "ref: V1"), LACKS_AMBER)


def test_bands_of_one_status_are_numbered_alike_in_every_table_and_those_of_one_word_apart() -> None:
    stated = text("{2016-04: short, 2016-09: twice}", NIL)
    bands = terms_of(contract(stated)).tables["term_band"].filter(indicator=1).sort("first_month", "band")
    assert bands["status"].to_list() == [1, 2, 1, 3, 4, 2, 1, 3, 4, 2]
