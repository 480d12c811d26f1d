"""What the linter refuses of unit prices."""

import pytest

from contracts.faults import ContractFileRefused
from contracts.loading import load
from tests.cases.example import FOLDER, read_example

TEXT = read_example(FOLDER / "unit_prices_within_the_month.yaml").contract_text


REFUSED = [
    ("above: 20, to: 50", "above: 21, to: 50", "C80"),
    ("above: 0, to: 20", "above: 1, to: 20", "C80"),
    ("{above: 50, price", "{above: 50, to: 70, price", "C80"),
    # What lies between 20 and 50 would be paid twice, or nothing would lie in the slice.
    ("{above: 50, price", "{above: 50, to: 20, price: £1.00}\n      - {above: 20, price", "C80"),
    ("{above: 50, price", "{above: 50, to: 50, price: £1.00}\n      - {above: 50, price", "C80"),
    ("price: £80.00", "price: -£0.01", "C12"),
    ("price: £80.00", "price: £0.00", None),
    ("maximum: {2016-04: 60, 2016-09: 100}", "maximum: {2016-04: 60, 2016-09: 9}", "C81"),
    ("minimum: 10", "minimum: -1", "C81"),
    ("volume_of: V", "volume_of: Z", "C82"),
    ("unit: count", "unit: percent", "C82"),
    ("counts: assessments finished}", "counts: assessments finished, of: all}", "C82"),
    ("measured: {every: month}", "measured: {every: quarter, in: [June]}, base: month", "C82"),
    ("rounding: line", "rounding: statement", None),
    ("missing: nothing", "missing: worst band", "C12"),
    ("    missing: nothing\n", "", "C10"),
    ("minimum: 10\n    maximum", "minimum: none\n    maximum", None),
]


YEAR = read_example(FOLDER / "unit_prices_limits_of_a_year.yaml").contract_text
OF_A_YEAR = [
    ("minimum: {2016-04: 100, 2017-04: 20}", "minimum: {2016-04: 100, 2017-03: 20}", "C92"),
    ("maximum: {2016-04: 150, 2017-04: 30}", "maximum: {2016-04: 150, 2016-10: 160}", "C92"),
    ("maximum: {2016-04: 150, 2017-04: 30}", "maximum: {2016-04: 150, 2017-04: 19}", "C81"),
    ("missing: nothing", "missing: the minimum", "C12"),
    ("    limits_of: a contract year\n", "", "C12"),
    ("minimum: none\n    maximum: 80", "minimum: none\n    maximum: none", "C12"),
]


@pytest.mark.parametrize(("stated", "instead", "code"), OF_A_YEAR)
def test_what_does_not_fit_a_year_is_refused(stated: str, instead: str, code: str) -> None:
    assert stated in YEAR
    with pytest.raises(ContractFileRefused) as refused:
        load(YEAR.replace(stated, instead, 1), "changed")
    assert code in {fault.code for fault in refused.value.faults}


@pytest.mark.parametrize(("stated", "instead", "code"), REFUSED)
def test_what_does_not_fit_is_refused(stated: str, instead: str, code: str | None) -> None:
    assert stated in TEXT
    changed = TEXT.replace(stated, instead, 1)
    if code is None:
        load(changed, "changed")
        return
    with pytest.raises(ContractFileRefused) as refused:
        load(changed, "changed")
    assert code in {fault.code for fault in refused.value.faults}
