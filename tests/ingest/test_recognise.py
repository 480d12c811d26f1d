"""Whose return it is, and of which month: one refusal and no other word where it is not ours."""

from datetime import date

import pytest

from contracts.months import label, parse
from ingest.reading.files import read_file
from ingest.reading.refusals import Refusal
from ingest.recognise import Recognised, recognise
from ingest.refused import (
    AfterTheContract,
    AnotherContract,
    AnotherMonth,
    BeforeTheContract,
    ClosedContract,
    MonthNotBegun,
    NoCover,
    NotAPeriod,
    UnknownLayout,
)
from tests.ingest.making import CONTRACT, FINANCE, NOVEMBER, TODAY, csv_file, workbook


def recognised(
    content: bytes, *, today: date = TODAY, expected: str | None = None, closed: date | None = None
) -> Recognised:
    month = parse(expected) if expected else None
    read = read_file(content, "return.csv")
    return recognise(read, CONTRACT, expected_month=month, today=today, closed_on=closed)


def finance(period: str = "2016-11", contract: str = CONTRACT.id) -> bytes:
    return csv_file("finance_lines", FINANCE, period=period, contract=contract)


def test_a_workbook_of_ours() -> None:
    found = recognised(workbook())
    assert (found.cover.contract, found.cover.month) == (CONTRACT.id, NOVEMBER)
    assert [part.dataset.id for part in found.parts] == list(CONTRACT.returns.datasets)


@pytest.mark.parametrize(
    ("period", "today"),
    [
        ("2016-04", date(2016, 12, 7)),  # the contract's first month
        ("2019-03", date(2019, 4, 2)),  # its last
        ("2016-12", date(2016, 12, 1)),  # a month that has just begun
    ],
)
def test_months_at_the_edge_are_taken(period: str, today: date) -> None:
    assert label(recognised(finance(period), today=today).cover.month) == period


@pytest.mark.parametrize(
    ("period", "today", "refusal"),
    [
        ("2016-03", date(2016, 12, 7), BeforeTheContract),
        ("2019-04", date(2019, 5, 7), AfterTheContract),
        ("2016-12", date(2016, 11, 30), MonthNotBegun),
    ],
)
def test_months_beyond_the_edge_are_refused(period: str, today: date, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        recognised(finance(period), today=today)


def test_another_contract() -> None:
    with pytest.raises(AnotherContract, match="“hill-farm”, and it was sent to “river-valley-learning”"):
        recognised(finance(contract="hill-farm"))


def test_another_month_than_the_one_asked_for() -> None:
    assert recognised(finance(), expected="2016-11").cover.month == NOVEMBER
    with pytest.raises(AnotherMonth, match="November 2016, and it was sent for October 2016"):
        recognised(finance(), expected="2016-10")


def test_a_contract_is_closed_from_its_day_on() -> None:
    assert recognised(finance(), closed=date(2016, 12, 8)).cover.month == NOVEMBER
    with pytest.raises(ClosedContract):
        recognised(finance(), closed=TODAY)


@pytest.mark.parametrize("period", ["November 2016", "Nov 2016", "nov-2016", "2016-11-01", "01/11/2016", "11/2016"])
def test_a_month_as_spreadsheets_turn_it_about(period: str) -> None:
    assert recognised(finance(period)).cover.month == NOVEMBER


@pytest.mark.parametrize("period", ["2016", "13/2016", "Q3", "Novembre 2016", "November"])
def test_what_is_no_month(period: str) -> None:
    with pytest.raises(NotAPeriod):
        recognised(finance(period))


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (workbook(cover=()), NoCover),
        (workbook(cover=(("Contract", CONTRACT.id),)), NoCover),
        (finance(period=""), NoCover),
        (b"Line,Budget\nStaff,1\n", NoCover),
        (workbook(sheets={}, others={"Sheet1": [["Line", "Budget"]]}), UnknownLayout),
        (csv_file("Placements", FINANCE), UnknownLayout),
        (f"Contract,{CONTRACT.id}\nPeriod,2016-11\n\nLine,Budget\nStaff,1\n".encode(), UnknownLayout),
    ],
)
def test_without_a_cover_or_in_another_layout(content: bytes, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal) as raised:
        recognised(content)
    assert raised.value.code.startswith("R")
    assert all((raised.value.found, raised.value.expected, raised.value.remedy))


def test_the_codes_of_refusals_are_their_own() -> None:
    codes = [kind.code for kind in Refusal.__subclasses__()]
    assert len(codes) == len(set(codes))
