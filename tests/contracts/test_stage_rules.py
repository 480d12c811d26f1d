"""Stages of figures: what a contract has to say of them, what it may not say, and until when a stage counts."""

from datetime import datetime

import pytest

from contracts import months
from contracts.stages import StageRule
from contracts.terms import terms_of
from tests.contracts.small import TEXT, contract, faults, line_of

FINAL = "{priced: final, trued_up: no, by: {months: 6}, after_that: missing, clause: '4.3'}"


def text(stages: str = FINAL) -> str:
    return TEXT.replace("    bands: plain\n", f"    stages: {stages}\n    bands: plain\n", 1)


@pytest.mark.parametrize(
    "stages",
    [
        FINAL,
        "{priced: revised, trued_up: yes, by: {months: 1}, after_that: the latest figure, clause: '4.3'}",
        "{priced: provisional, trued_up: yes, by: {months: 6}, clause: '4.3'}",
        "{priced: provisional, trued_up: no, clause: '4.3'}",
    ],
)
def test_what_is_understood(stages: str) -> None:
    assert isinstance(contract(text(stages)).indicators[0].stages, StageRule)


@pytest.mark.parametrize(
    ("stages", "code", "expected"),
    [
        ("{priced: final, trued_up: yes, by: {months: 6}, after_that: missing, clause: '4.3'}", "C12", "nothing comes"),
        ("{priced: final, trued_up: no, after_that: missing, clause: '4.3'}", "C12", "by: where a later stage"),
        ("{priced: final, trued_up: no, by: {months: 6}, clause: '4.3'}", "C12", "after_that: where more"),
        ("{priced: final, trued_up: no, by: {months: 0}, after_that: missing, clause: '4.3'}", "C12", "1"),
        ("{priced: provisional, trued_up: no, by: {months: 6}, clause: '4.3'}", "C12", "and only there"),
        ("{priced: provisional, trued_up: yes, by: {months: 6}, after_that: missing, clause: '4.3'}", "C12", "only"),
        ("{priced: estimated, trued_up: no, clause: '4.3'}", "C12", "provisional, revised or final"),
        ("{priced: provisional, clause: '4.3'}", "C10", "trued_up"),
        ("{priced: provisional, trued_up: no}", "C10", "clause"),
    ],
)
def test_what_is_left_unsaid_or_does_not_fit_is_refused(stages: str, code: str, expected: str) -> None:
    stated = text(stages)
    (fault,) = faults(stated)
    assert (fault.code, fault.line) == (code, line_of(stated, "    stages: "))
    assert expected in f"{fault.where} {fault.expected}"


def of_rows() -> str:
    stated = text().replace("datasets: [indicators]", "datasets: [indicators, finance_lines]")
    measure = next(line for line in stated.splitlines() if line.startswith("    measure:"))
    return stated.replace(measure, "    measure: {from: finance_lines, sum: forecast, of: budget}", 1)


def closed_after(number: int) -> str:
    return text().replace("reopening: none", f"reopening: {{months: {number}, clause: '7.9'}}")


# Only a stated figure has stages, and none is waited for beyond the last date for reopening.
REFUSED = [(of_rows(), "C96"), (closed_after(5), "C97")]


@pytest.mark.parametrize(("stated", "code"), REFUSED, ids=["C96", "C97"])
def test_what_stages_do_not_fit_is_refused(stated: str, code: str) -> None:
    (fault,) = faults(stated)
    assert (fault.code, fault.line, fault.clause) == (code, line_of(stated, "    stages: "), "4.3")


def test_a_stage_is_waited_for_up_to_the_last_date_for_reopening() -> None:
    assert contract(closed_after(6)).statement.reopening is not None


def test_a_stage_counts_until_the_last_month_ends_in_london() -> None:
    stages = terms_of(contract(text())).tables["term_stage"]
    of = dict(stages.select("month", "by_at").iter_rows())
    # Six months after April October ends, in winter time; after December June does, in summer time.
    assert of[months.parse("2016-04")] == datetime(2016, 10, 31, 23, 59, 59, 999_999)  # noqa: DTZ001 -- as the tables have it
    assert of[months.parse("2016-12")] == datetime(2017, 6, 30, 22, 59, 59, 999_999)  # noqa: DTZ001 -- as the tables have it


def test_a_contract_without_stages_is_as_it_was() -> None:
    assert "stages" not in contract().indicators[0].model_dump()
