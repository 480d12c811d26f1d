from datetime import date
from fractions import Fraction

import pytest

from contracts import months
from contracts.contract import Contract
from contracts.indicators import FromCases, FromRows
from contracts.loading import load_file
from contracts.values import in_force
from sample_data.returns import CONTRACT


@pytest.fixture(scope="module")
def contract() -> Contract:
    return load_file(CONTRACT).contract


def test_holds_the_published_facts(contract: Contract) -> None:
    assert contract.charge.lines[0].annual == ((date(2016, 4, 1), 1_080_000_000),)
    assert (contract.contract.first_day, contract.contract.last_day) == (date(2016, 4, 1), date(2023, 3, 31))
    said = " ".join(fact.says for fact in contract.facts)
    for published in ("£10.8m", "below 25%", "July 32%", "63%", "78%", "88%", "94%", "About 2,000", "£850k"):
        assert published in said
    assert all(fact.source for fact in contract.facts)


def test_marks_the_rest_as_illustrative(contract: Contract) -> None:
    made_up = {"charge.index", "returns", "rules", "relief", "bands", "indicators", "deductions", "caps", "statement"}
    assert made_up <= set(contract.illustrative)


def test_has_every_kind_of_indicator(contract: Contract) -> None:
    listed = contract.indicators
    assert len(listed) >= 20
    assert {each.measured.every for each in listed} == {"month", "quarter", "term", "year", "once"}
    assert {each.better for each in listed} == {"higher", "lower", "within range"}
    assert {each.unit for each in listed} == {"percent", "count", "money", "days", "score", "milestone"}
    assert {each.service for each in listed} == set(contract.services)
    assert {each.forum for each in listed} == {"board", "committee", "catering"}
    assert {type(each.measure).__name__ for each in listed} == {"FromIndicators", "FromCases", "FromRows"}
    assert all(each.owner and each.clause and each.review for each in listed)


def test_new_plans_are_counted_from_cases_against_a_dated_target(contract: Contract) -> None:
    plans = contract.indicator("SP1")
    assert isinstance(plans.measure, FromCases)
    assert plans.measure.basis == "excluding exceptions"
    assert plans.target == ((months.parse("2016-04"), Fraction(75)), (months.parse("2016-09"), Fraction(90)))
    assert plans.minimum_denominator


def test_conversions_follow_a_straight_line_of_80_a_month(contract: Contract) -> None:
    plan = contract.indicator("SP2").plan
    assert plan is not None
    (first, start), (last, end) = plan.points
    assert end == 2000
    assert (end - start) / (last - first) == 80


def test_traded_income_comes_from_rows(contract: Contract) -> None:
    measure = contract.indicator("OP11").measure
    assert isinstance(measure, FromRows)
    assert (measure.from_, measure.sum) == ("traded_services", "income")


def test_weights_lie_on_a_few_strategic_indicators_and_add_up(contract: Contract) -> None:
    weighted = [each for each in contract.indicators if each.weight]
    assert sum(in_force(each.weight or (), contract.first_month) or 0 for each in weighted) == 100
    assert {each.kind for each in weighted} == {"strategic"}
    assert {each.measured.every for each in weighted} == {"term", "year"}


def test_bands_cost_in_every_way_and_one_table_is_written_as_ranges(contract: Contract) -> None:
    rungs = [rung for table in contract.bands.values() for rung in table.rungs]
    for cost in ("points", "pounds", "percent", "share"):
        assert any(getattr(rung, cost) is not None for rung in rungs), cost
    assert all(rung.from_ is not None or rung.below is not None for rung in contract.bands["arrivals"].rungs)
    assert {rung.status for rung in rungs} == {"green", "green amber", "red amber", "red"}


def test_mechanism_uses_every_step(contract: Contract) -> None:
    steps = contract.deductions
    for step in (steps.repeat, steps.free_points, steps.ratchet, steps.point, steps.amount_at_risk):
        assert step is not None
    assert steps.reporting_failure is not None
    assert [cap.per for cap in contract.caps] == ["indicator", "service", "month", "contract year"]
    assert contract.relief.bedding_in is not None


def test_variation_is_known_only_after_the_month_it_starts_in(contract: Contract) -> None:
    (variation,) = contract.variations
    april = months.parse("2017-04")
    assert variation.effective == months.label(april)
    assert variation.signed < variation.known
    before = load_file(CONTRACT, known_on=date(2017, 5, 21)).contract.indicator("OP5").target
    after = contract.indicator("OP5").target
    assert (in_force(before or (), april), in_force(after or (), april)) == (Fraction(95), Fraction(92))
