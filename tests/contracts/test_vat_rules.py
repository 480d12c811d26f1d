"""VAT on kinds of deduction: one code, or a split over several."""

from fractions import Fraction

import pytest

from contracts.loading import load
from tests.cases.example import FOLDER, read_example
from tests.contracts.small import faults

TEXT = read_example(FOLDER / "vat_split_by_a_stated_ratio.yaml").contract_text
SPLIT = "split: {exempt: 2, standard: 1}"


def test_a_split_is_read_exactly() -> None:
    vat = load(TEXT, "split").contract.statement.vat
    assert vat is not None
    assert vat.deductions.split == {"exempt": Fraction(2), "standard": Fraction(1)}
    assert vat.reporting_failures.split == {"standard": Fraction(1, 2), "reduced": Fraction(1, 2)}


@pytest.mark.parametrize(
    ("instead", "code", "said"),
    [
        ("split: {exempt: 2, zero: 1}", "C53", "a code under “statement.vat.rates”"),
        ("code: exempt, split: {exempt: 2, standard: 1}", "C12", "exactly one of code, or split over several"),
        ("split: {exempt: 0, standard: 0}", "C12", "parts of 0 or more, and not all of them 0"),
        ("split: {exempt: 2, standard: -1}", "C12", "parts of 0 or more, and not all of them 0"),
        ("split: as the fee", "C12", "as the charge, or a map from VAT code to its part"),
        ("split: {exempt: half}", "C12", "a number, such as 95 or 97.25"),
    ],
)
def test_a_split_that_does_not_say_where_an_amount_stands_is_refused(instead: str, code: str, said: str) -> None:
    assert TEXT.count(SPLIT) == 1
    found = faults(TEXT.replace(SPLIT, instead))
    assert [fault.code for fault in found] == [code]
    assert said in found[0].expected


def test_a_kind_without_a_code_or_a_split_is_refused() -> None:
    assert {fault.code for fault in faults(TEXT.replace(SPLIT + ", ", ""))} == {"C12"}
