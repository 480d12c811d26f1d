"""A cap in pounds on a contract year says what a part year allows, and what a whole one beside it."""

import pytest

from contracts.faults import ContractFileRefused
from contracts.loading import load
from tests.contracts.small import changed


def found_of(first: str, last: str, amount: str) -> list[str]:
    cap = f"{{id: year, per: contract year, applies_to: all, amount: {amount}, limits: [performance], "
    text = changed(
        ("caps: []", f'caps:\n  - {cap}excess: extinguished, clause: "7"}}'),
        ("first_day: 2016-04-01", f"first_day: {first}"),
        ("last_day: 2018-03-31", f"last_day: {last}"),
    )
    try:
        load(text, "small.yaml")
    except ContractFileRefused as refused:
        return [fault.code for fault in refused.faults if fault.found == "no entry for 2017-04"]
    return []


PART_YEARS = (
    # Two whole years; then the first, the last, or both of them are part years, by a day.
    ("2016-04-01", "2018-03-31", "£900.00", None),
    ("2016-04-02", "2018-03-31", "£900.00", "C58"),
    ("2016-04-01", "2018-03-30", "£900.00", "C58"),
    ("2016-04-02", "2018-03-30", "£900.00", "C58"),
    ("2016-04-02", "2018-03-31", "{2016-04: £900.00, 2017-04: £900.00}", None),
    ("2016-04-02", "2018-03-31", "{2016-04: £900.00, 2017-05: £900.00}", "C58"),
    # One contract year alone says what that year allows, whole or not.
    ("2016-05-02", "2017-03-30", "£900.00", None),
)


@pytest.mark.parametrize(("first", "last", "amount", "code"), PART_YEARS)
def test_a_part_year_and_the_year_beside_it_are_stated(first: str, last: str, amount: str, code: str | None) -> None:
    assert found_of(first, last, amount) == ([] if code is None else [code])
