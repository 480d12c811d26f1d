"""A contract as dated tables of whole numbers."""

from collections.abc import Iterable
from datetime import date, datetime
from fractions import Fraction
from typing import Any

import pytest

from contracts import months
from contracts.contract import Contract
from contracts.months import Month
from contracts.terms import combine, terms_of
from contracts.terms.judgement import target_in
from contracts.terms.scales import points_scale
from contracts.terms.spans import spans
from tests.contracts.small import changed, contract, varied

TARGET = "    target:\n      2016-04: 95\n      2017-04: 96\n"


def rows(found: Contract, name: str) -> list[dict[str, Any]]:
    return terms_of(found).tables[name].to_dicts()


def labels(found: Iterable[int]) -> list[str]:
    return [months.label(Month(month)) for month in found]


def with_plan(points: str) -> Contract:
    plan = f"    plan:\n      points: {points}\n      between: straight line\n"
    return contract(changed((TARGET, plan), ("judged_on: value", "judged_on: distance from target")))


@pytest.mark.parametrize(
    ("month", "planned"),
    [
        ("2016-04", Fraction(100)),  # before the first point its figure holds
        ("2016-06", Fraction(100)),
        ("2016-07", Fraction(251, 2)),  # a quarter of 102 further
        ("2016-09", Fraction(353, 2)),
        ("2016-10", Fraction(202)),
        ("2016-11", Fraction(202) + Fraction(-100, 3)),  # and down again, exactly
        ("2017-01", Fraction(102)),
        ("2018-03", Fraction(102)),  # after the last point its figure holds
    ],
)
def test_a_plan_is_a_straight_line_between_its_points(month: str, planned: Fraction) -> None:
    found = with_plan("{2016-06: 100, 2016-10: 202, 2017-01: 102}")
    assert target_in(found.indicator("OP1"), months.parse(month)) == planned


def test_a_plan_of_one_point_is_level() -> None:
    found = with_plan("{2016-06: 100}")
    held = {target_in(found.indicator("OP1"), months.parse(month)) for month in ("2016-04", "2016-06", "2018-03")}
    assert held == {100}


def test_targets_and_bands_are_spans_that_follow_each_other() -> None:
    found = contract()
    assert [labels(span) for span in spans(found, found.indicator("OP1"))] == [
        ["2016-04", "2017-04"],
        ["2017-04", "2018-04"],
    ]


def test_a_plan_makes_each_month_a_span_of_its_own() -> None:
    found = with_plan("{2016-06: 100, 2016-10: 202}")
    assert len(list(spans(found, found.indicator("OP1")))) == 24


def test_months_have_their_contract_year_and_their_place_in_it() -> None:
    found = rows(contract(), "term_month")
    assert [(row["contract_year"], row["month_of_year"]) for row in (found[0], found[11], found[12], found[-1])] == [
        (2016, 1),
        (2016, 12),
        (2017, 1),
        (2017, 12),
    ]
    assert len(found) == 24


def test_a_first_part_year_counts_from_where_its_year_starts() -> None:
    found = contract(
        changed(
            ("first_day: 2016-04-01", "first_day: 2016-04-20"),
            ("years_start: April", "years_start: September"),
        )
    )
    first, august, september = (rows(found, "term_month")[place] for place in (0, 4, 5))
    assert (first["contract_year"], first["month_of_year"]) == (2015, 8)
    assert (august["contract_year"], august["month_of_year"]) == (2015, 12)
    assert (september["contract_year"], september["month_of_year"]) == (2016, 1)


def test_after_the_last_day_one_statement_more_is_priced_at_the_last_month() -> None:
    found = contract(changed(("priced: the month's own charge", "priced: the next month's charge")))
    last, after = rows(found, "term_month")[-2:]
    assert labels([last["month"], after["month"], after["priced_month"]]) == ["2018-03", "2018-04", "2018-03"]
    assert (last["is_charged"], after["is_charged"]) == (1, 0)
    assert after["contract_year"] == 2017
    measured = rows(found, "term_measurement")[-1]
    assert labels([measured["month"], measured["statement_month"], measured["base_last_month"]]) == [
        "2018-03",
        "2018-04",
        "2018-03",
    ]


def test_prices_are_stretches_of_days_inside_the_contract() -> None:
    found = contract(
        changed(("first_day: 2016-04-01", "first_day: 2016-04-20"), ("last_day: 2018-03-31", "last_day: 2018-03-15"))
    )
    stretches = [
        (date.fromordinal(row["first_day"]), date.fromordinal(row["end_day"]), int(row["annual"]))
        for row in rows(found, "term_charge")
    ]
    assert stretches == [
        (date(2016, 4, 20), date(2017, 4, 1), 14_400_00),
        (date(2017, 4, 1), date(2018, 3, 16), 15_600_00),
    ]


def test_a_price_that_ends_before_the_first_day_never_holds() -> None:
    found = contract(changed(("first_day: 2016-04-01", "first_day: 2016-04-20"), ("2017-04: £15", "2016-04-10: £15")))
    assert [int(row["annual"]) for row in rows(found, "term_charge")] == [15_600_00]


@pytest.mark.parametrize(
    ("measured", "expected"),
    [
        ("{every: quarter, in: [June, September, December, March]}", ["2016-06", "2016-09", "2016-12", "2017-03"]),
        ("{every: year, in: [January]}", ["2017-01", "2018-01"]),
        ("{every: once, month: 2017-02}", ["2017-02"]),
    ],
)
def test_an_indicator_is_measured_in_its_months(measured: str, expected: list[str]) -> None:
    found = contract(changed(("measured: {every: month}", f"measured: {measured}\n    base: measured period")))
    measurements = rows(found, "term_measurement")
    assert labels(row["month"] for row in measurements)[:4] == expected
    first = measurements[0]
    assert labels([first["base_first_month"], first["base_last_month"]]) == ["2016-04", expected[0]]
    if len(measurements) > 1:
        assert measurements[1]["base_first_month"] == first["month"] + 1


def test_the_year_after_the_last_measurement_is_no_year_of_the_contract() -> None:
    found = contract(changed(("measured: {every: month}", "measured: {every: year, in: [January]}\n    base: month")))
    assert [row["following_year"] for row in rows(found, "term_measurement")] == [2017, 2018]
    monthly = [row["following_year"] for row in rows(contract(), "term_measurement")]
    assert monthly == [2016] * 11 + [2017] * 12 + [2018]


def test_bedding_in_excuses_its_months_and_leaves_out_its_exceptions() -> None:
    bedding_in = '{first: 2016-05, last: 2016-06, clause: "5"}'
    excused = rows(contract(changed(("bedding_in: none", f"bedding_in: {bedding_in}"))), "term_measurement")
    assert labels(row["month"] for row in excused if row["is_excused"]) == ["2016-05", "2016-06"]
    excepted = bedding_in.replace("clause", "except: [OP1], clause")
    found = rows(contract(changed(("bedding_in: none", f"bedding_in: {excepted}"))), "term_measurement")
    assert not any(row["is_excused"] for row in found)


def test_withheld_money_waits_for_the_next_due_time() -> None:
    deducted = rows(contract(), "term_measurement")[0]
    assert deducted["due_at"] == deducted["until_at"] == datetime.fromisoformat("2016-05-09T16:00")
    until = 'money: withheld, until: the next return\'s due time, clause: "1.3"'
    withheld = rows(contract(changed(('money: deducted, clause: "1.3"', until))), "term_measurement")[0]
    assert withheld["due_at"] == deducted["due_at"]
    assert withheld["until_at"] == datetime.fromisoformat("2016-06-07T16:00")


def test_a_band_on_distance_begins_at_target_and_edge_in_the_better_direction() -> None:
    distance = (("judged_on: value", "judged_on: distance from target"), ("at_least: 95", "at_least: 0"))
    text = changed(*distance, ("at_least: 90", "at_least: -5"))
    higher = rows(contract(text), "term_band")[:2]
    assert [Fraction(int(row["lowest"]), int(row["edge_scale"])) for row in higher] == [95, 90]
    lower = rows(contract(text.replace("better: higher", "better: lower")), "term_band")[:2]
    assert [Fraction(int(row["lowest"]), int(row["edge_scale"])) for row in lower] == [-95, -100]


def test_points_become_whole_by_one_scale() -> None:
    text = changed(("points: 2}", "points: 0.5}"), ("points: 5}", "points: 0.2}"))
    assert points_scale(contract(text)) == 10
    repeat = (
        "repeat: {multiplier: 1.5, from: second failure, new_contract_year: continues the run, "
        'changed_definition: continues the run, clause: "3.2"}'
    )
    assert points_scale(contract(text.replace("repeat: none", repeat))) == 20


def test_caps_bite_in_the_order_of_their_levels_then_of_the_contract() -> None:
    cap = 'amount: £1.00, limits: [performance], excess: extinguished, clause: "7"}\n'
    caps = (
        "caps:\n"
        f"  - {{id: year, per: contract year, applies_to: all, {cap}"
        f"  - {{id: month, per: month, applies_to: all, {cap}"
        f"  - {{id: service, per: service, applies_to: [main], {cap}"
        f"  - {{id: second, per: indicator, applies_to: all, {cap}"
        f"  - {{id: third, per: indicator, applies_to: [OP1], {cap}"
    )
    found = contract(changed(("caps: []\n", caps)))
    assert [row["per"] for row in rows(found, "term_cap")] == [
        "indicator",
        "indicator",
        "service",
        "month",
        "contract year",
    ]


@pytest.mark.parametrize(
    ("amount", "is_steady"),
    [
        ("£5.00", 1),
        ("{2016-04: £5.00, 2017-04: £6.00}", 1),  # with the contract year
        ("{2016-04: £5.00, 2017-05: £6.00}", 0),  # within it
    ],
)
def test_a_year_cap_that_changes_within_its_year_is_gone_through_month_by_month(amount: str, is_steady: int) -> None:
    cap = f"{{id: year, per: contract year, applies_to: all, amount: {amount}, limits: [performance], "
    found = contract(changed(("caps: []", f'caps:\n  - {cap}excess: extinguished, clause: "7"}}')))
    assert {row["is_steady"] for row in rows(found, "term_cap_line")} == {is_steady}


def test_a_variation_is_in_the_terms() -> None:
    text = varied(
        "{ref: V1, title: Lower, signed: 2016-08-22, effective: 2016-09, known: 2016-08-25, replaces: this entry, "
        "changes: {indicators.OP1.target: 90}}"
    )
    starts = [row["first_month"] for row in rows(contract(text), "term_judgement")]
    assert labels(starts) == ["2016-04", "2016-09", "2017-04"]


def test_terms_of_several_contracts_stand_under_their_keys() -> None:
    together = combine([terms_of(contract(), scenario=0, number=3), terms_of(contract(), scenario=1, number=4)])
    keys = together.tables["term_contract"].select("scenario", "contract").rows()
    assert keys == [(0, 3), (1, 4)]


def test_every_table_has_its_columns_even_where_it_is_empty() -> None:
    tables = terms_of(contract()).tables
    assert tables["term_cap"].is_empty()
    assert "is_steady" in tables["term_cap_line"].columns
