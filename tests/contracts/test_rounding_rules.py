"""Which bands that cost so much a unit a statement that is rounded as a whole may have."""

import pytest

from contracts.faults import ContractFileRefused
from contracts.loading import load
from tests.cases.example import FOLDER, read_example

TEXT = read_example(FOLDER / "statement_rounding_beside_the_charge.yaml").contract_text
COUNTED = "measure: {from: indicators, counts: complaints}"
AGREED = 'agreed: {effects: [EFFECT], later_relief_reprices: yes, clause: "5"}'

DIVIDED = [
    (COUNTED, "measure: {from: indicators, counts: complaints, of: visits}"),
    (COUNTED, f"minimum_denominator: 1, {COUNTED}"),
    ("agreed: none", AGREED.replace("EFFECT", "remove_rows")),
]


@pytest.mark.parametrize(("stated", "instead"), DIVIDED)
def test_a_value_that_may_be_divided_is_refused(stated: str, instead: str) -> None:
    assert stated in TEXT
    with pytest.raises(ContractFileRefused) as refused:
        load(TEXT.replace(stated, instead, 1), "changed")
    (fault,) = refused.value.faults
    assert (fault.code, fault.clause) == ("C47", "4.E")
    assert "a unit of E, which may be divided" in fault.found


def test_other_relief_leaves_a_value_whole() -> None:
    load(TEXT.replace("agreed: none", AGREED.replace("EFFECT", "reduce_amount"), 1), "changed")


@pytest.mark.parametrize(("stated", "instead"), DIVIDED)
def test_so_may_be_one_that_is_divided_where_its_table_is_rounded_by_itself(stated: str, instead: str) -> None:
    by_itself = TEXT.replace("  complaints:\n", "  complaints:\n    rounded_to: penny\n", 1)
    load(by_itself.replace(stated, instead, 1), "changed")
