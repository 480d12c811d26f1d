"""Band tables whose amounts follow an index: a table more for each month in which they move."""

from fractions import Fraction

import pytest

from contracts import months
from contracts.contract import Contract
from contracts.indexed import IndexValue, with_index
from contracts.months import Month, label
from tests.cases.example import FOLDER, read_example
from tests.contracts.small import faults

EXAMPLE = read_example(FOLDER / "indexed_bands.yaml")
VALUES = {"2016-02": "100", "2017-02": "102.5"}


def _indexed(values: dict[str, str]) -> Contract:
    known = [IndexValue("CPI", months.parse(month), "final", Fraction(value)) for month, value in values.items()]
    return with_index(EXAMPLE.contract, known, EXAMPLE.contract.last_month).contract


def _named(contract: Contract, indicator: str) -> list[tuple[str, str]]:
    return [(label(Month(start)) if start else "always", name) for start, name in contract.indicator(indicator).bands]


def test_a_table_stands_for_each_month_in_which_its_amounts_move() -> None:
    contract = _indexed(VALUES)
    later = "events at prices of 2017-04"
    assert _named(contract, "E") == [("always", "events"), ("2017-04", later), ("2017-10", "events")]
    assert [rung.pounds for rung in contract.bands[later].rungs] == [0, 34_24, None]
    # The second indicator comes to these bands when they have moved already.
    at_july = "events at prices of 2017-07"
    assert _named(contract, "F") == [("2016-04", "flat"), ("2017-07", at_july), ("2017-10", "events")]
    assert contract.bands[at_july] == contract.bands[later]


def test_an_index_that_has_not_moved_leaves_the_tables_as_they_are_stated() -> None:
    contract = _indexed(VALUES | {"2017-02": "100"})
    assert contract.bands == EXAMPLE.contract.bands
    assert contract.indicators == EXAMPLE.contract.indicators


@pytest.mark.parametrize(
    ("stated", "instead", "code"),
    [
        ("    prices_of: {2016-04: 2016-02, 2017-10: not indexed}\n", "", "C50"),
        ("2017-10: not indexed", "2017-10: 2017-03", "C51"),
        ("to the penny", "to ten pounds", "C12"),
    ],
)
def test_bands_say_at_which_months_prices_they_are(stated: str, instead: str, code: str) -> None:
    assert stated in EXAMPLE.contract_text
    assert code in {fault.code for fault in faults(EXAMPLE.contract_text.replace(stated, instead))}
