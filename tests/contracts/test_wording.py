"""How numbers and dates are written, at the edges."""

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts import wording


@pytest.mark.parametrize(
    ("pence", "written"),
    [
        (107_100, "£1,071.00"),
        (0, "£0.00"),
        (1, "£0.01"),
        (-1, "−£0.01"),
        (-900_000, "−£9,000.00"),
        (99, "£0.99"),
        (100, "£1.00"),
        (1_080_000_000, "£10,800,000.00"),
    ],
)
def test_amounts_in_a_statement(pence: int, written: str) -> None:
    assert wording.pounds(pence) == written


@pytest.mark.parametrize("half", [0.5, Decimal("0.5"), Fraction(1, 2), Decimal(1), 100.0])
def test_only_whole_pence_are_written(half: Any) -> None:
    for write in (wording.pounds, wording.pounds_in_prose, wording.pounds_signed):
        with pytest.raises(TypeError):
            write(half)


@given(st.integers())
def test_the_amount_can_be_read_back(pence: int) -> None:
    written = wording.pounds(pence)
    assert int(written.translate({ord("£"): "", ord(","): "", ord("."): "", ord("−"): "-"})) == pence


def test_an_effect_has_its_sign_and_a_deduction_has_none() -> None:
    assert wording.pounds_signed(112_500) == "+£1,125.00"
    assert wording.pounds_signed(-45_000) == "−£450.00"
    assert wording.pounds_signed(0) == "£0.00"
    assert wording.deducted(45_000) == "£450.00"


def test_none_due_is_a_dash_and_a_worked_out_nil_is_not() -> None:
    assert wording.deducted(None) == "–"
    assert wording.deducted(0) == "£0.00"


@pytest.mark.parametrize(
    ("pence", "written"),
    [
        (1_080_000_000, "£10.8m"),
        (194_000_000, "£1.94m"),
        (-194_000_000, "−£1.94m"),
        (100_000_000, "£1m"),
        (99_999_999, "£999,999.99"),
        (85_000_000, "£850,000"),
        (100_499_999, "£1m"),
        (100_500_000, "£1.01m"),
        (999_999_999, "£10m"),
        (12_345_000_000, "£123m"),
        (123_450_000_000, "£1,235m"),
        (0, "£0"),
        (45_050, "£450.50"),
    ],
)
def test_amounts_in_prose(pence: int, written: str) -> None:
    assert wording.pounds_in_prose(pence) == written


@pytest.mark.parametrize(
    ("numerator", "denominator", "written"),
    [
        (47, 50, "94.0% (47 of 50)"),
        (8253, 8500, "97.1% (8,253 of 8,500)"),
        (0, 50, "0.0% (0 of 50)"),
        (1, 3, "33.3% (1 of 3)"),
        (1, 2000, "0.1% (1 of 2,000)"),  # 0.05 lies halfway and goes away from zero
        (Decimal("47.000000"), Decimal("50.000000"), "94.0% (47 of 50)"),
        (Decimal("47.500000"), Decimal("50.000000"), "95.0% (47.5 of 50)"),
        (Decimal("100.000000"), Decimal("100.000000"), "100.0% (100 of 100)"),
    ],
)
def test_a_rate_stands_with_its_counts(numerator: int, denominator: int, written: str) -> None:
    assert wording.share(numerator, denominator) == written


def test_a_rate_of_nothing_is_misuse() -> None:
    with pytest.raises(ZeroDivisionError):
        wording.share(0, 0)


def test_percentages() -> None:
    assert wording.percent(Decimal(94)) == "94.0%"
    assert wording.percent(Decimal("66.25"), 0) == "66%"
    assert wording.percent(Decimal("-0.04")) == "0.0%"
    assert wording.percent(Decimal("-0.05")) == "−0.1%"
    assert wording.percent(Decimal("1234.5")) == "1,234.5%"


def test_counts() -> None:
    assert wording.count(8253) == "8,253"
    assert wording.count(-2) == "−2"


def test_days_and_moments() -> None:
    assert wording.day(date(2016, 12, 14)) == "14 December 2016"
    assert wording.day_short(date(2016, 9, 1)) == "1 Sep 2016"
    assert wording.moment(datetime(2016, 12, 8, 9, 15)) == "8 Dec 2016, 09:15"  # noqa: DTZ001 - the store's clock
    assert wording.moment(datetime(2016, 7, 31, 23, 30)) == "1 Aug 2016, 00:30"  # noqa: DTZ001 - summer time
