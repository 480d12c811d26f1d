"""Prices that follow an index: what is recorded, what a statement says of it, and where a value is missing."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from contracts.errors import ReckonerError
from statements.documents import Statement
from statements.index_record import (
    IndexValueAsked,
    IndexValueRecorded,
    NoIndex,
    NoSource,
    NotAnIndexMonth,
    NotAnIndexValue,
    record_value,
)
from statements.indexing import NoIndexValue
from statements.operations import StatementAsked, draft_statement
from store.session import Store
from tests.statements.fenland import CONTRACT, OFFICER, Clock, at, contract_text, fenland, returned, sent, stating

INDEX = """index:
    series: CPI
    from: 2018-10
    value_of: 2018-02
    figures: FIGURES
    change: product of yearly changes
    collar: none
    fixed_share: 50%
    places: 3
    indexed_amounts: to the penny
    clause: "2.2"
"""


def indexed(figures: str = "provisional until the final comes") -> str:
    text = contract_text().replace("index: none\n", INDEX.replace("FIGURES", figures))
    text = text.replace('£1,200,000.00"}, ', '£1,200,000.00"}, prices_of: 2017-02, ')
    return text.replace('"£100.00", clause', '"£100.00", prices_of: 2017-02, clause')


BAND = "      - {otherwise: all, status: missed, fails: yes, points: 5}\n  counts:"


def in_bands(amount: str, rounding: str = "to the penny") -> str:
    """A failure costs pounds that follow the index."""
    costs = BAND.replace("points: 5", amount).replace("  counts:", "    prices_of: 2017-02\n  counts:")
    text = indexed().replace(BAND, costs)
    assert text != indexed()
    # A price for each unit needs a value, so nothing is taken for a missing one.
    text = text.replace("missing: {take: worst band, run: extends", "missing: {take: no deduction, run: skipped")
    return text.replace("indexed_amounts: to the penny", f"indexed_amounts: {rounding}")


@contextmanager
def indexed_store(folder: Path, figures: str = "provisional until the final comes") -> Iterator[tuple[Store, Clock]]:
    with store_of(folder, indexed(figures)) as (store, clock):
        yield store, clock


@contextmanager
def store_of(folder: Path, text: str) -> Iterator[tuple[Store, Clock]]:
    with fenland(folder, text) as (store, clock):
        clock.now = at("2018-11-06 09:00")
        sent(store, returned("2018-10", "80", text=text), at("2018-11-05 09:00"))
        yield store, clock


def record(store: Store, month: str, value: str, stage: str = "final") -> IndexValueRecorded:
    asked = IndexValueAsked.model_validate(
        {"contract": CONTRACT, "month": month, "value": value, "stage": stage, "source": "Bulletin 7"}
    )
    return record_value(store, OFFICER, asked)


def drawn(store: Store, month: str, **said: object) -> Statement:
    return draft_statement(
        store, OFFICER, StatementAsked.model_validate({"contract": CONTRACT, "month": month, **said})
    )


def test_an_indexed_statement_says_how_its_prices_came_about(tmp_path: Path) -> None:
    with indexed_store(tmp_path / "store") as (store, _):
        record(store, "2017-02", "100")
        record(store, "2018-02", "104", "provisional")
        october = drawn(store, "2018-10")
    # 50% + 50% × 1.04 = 1.02: £1,224,000 a year, and £102.00 a point; 5 points.
    fee, failure = october.lines[:2]
    assert (fee.amount, failure.amount) == (102_000_00, -510_00)
    assert [(each.says, each.figures) for each in fee.sums] == [
        ("CPI from February 2017 to February 2018", "100 → 104 (provisional)"),
        ("Change", "1.04"),
        ("Factor, to 3 places (clause 2.2)", "50% fixed, 50% with the change: 1.02"),
        ("Annual price, indexed, to the penny", "£1,200,000.00 × 1.02 = £1,224,000.00"),
        ("Fee for October 2018", "£102,000.00"),
    ]
    assert "£100.00 × 1.02 = £102.00" in [each.figures for each in failure.sums]


@pytest.mark.parametrize(
    ("text", "taken", "indexed_price"),
    [
        (in_bands("pounds: £33.25"), 33_92, "£33.25 × 1.02 = £33.92"),  # 33.915, half up
        (in_bands("pounds: £33.25", "to the pound"), 34_00, "£33.25 × 1.02 = £34.00"),
        (in_bands("linear: {all_due_at: 70, pounds: £33.25}"), 16_96, "£33.25 × 1.02 = £33.92"),  # 80 of 90 to 70: half
        (in_bands("per_unit: {pounds: £1.25, above: 70}"), 12_80, "£1.25 × 1.02 = £1.28"),  # 80 - 70 at 1.275
    ],
)
def test_what_a_band_costs_in_pounds_says_how_it_follows_the_index(
    tmp_path: Path, text: str, taken: int, indexed_price: str
) -> None:
    with store_of(tmp_path / "store", text) as (store, _):
        record(store, "2017-02", "100")
        record(store, "2018-02", "104")
        failure = drawn(store, "2018-10").lines[1]
    assert (failure.status, failure.amount) == ("missed", -taken)
    assert indexed_price in [each.figures for each in failure.sums]
    assert any(each.says.startswith("Amount, indexed, to the p") for each in failure.sums)


def test_the_final_value_changes_what_was_provisional_and_the_past_stays_as_it_was_known(tmp_path: Path) -> None:
    with indexed_store(tmp_path / "store") as (store, clock):
        record(store, "2017-02", "100")
        record(store, "2018-02", "104", "provisional")
        before = drawn(store, "2018-10")
        known, clock.now = clock.now, at("2018-11-20 09:00")
        record(store, "2018-02", "106")
        after, again = drawn(store, "2018-10"), drawn(store, "2018-10", as_known_on=known)
    assert (before.charge, after.charge) == (102_000_00, 103_000_00)
    assert again == before
    assert before.digest != after.digest


def test_a_month_whose_index_value_is_missing_has_no_statement_and_earlier_months_have(tmp_path: Path) -> None:
    with indexed_store(tmp_path / "store", "final") as (store, _):
        record(store, "2017-02", "100")
        record(store, "2018-02", "104", "provisional")
        assert drawn(store, "2018-09").charge == 100_000_00
        with pytest.raises(NoIndexValue) as refused:
            drawn(store, "2018-10")
    assert str(refused.value) == (
        "There is no statement from October 2018 on: its prices need the final value of CPI for February 2018, which "
        "is not known. Record it with “reckoner index-value fenland-libraries 2018-02 VALUE --stage final "
        '--source "WHERE"”.'
    )


@pytest.mark.parametrize(
    ("month", "value", "error"),
    [
        ("2018-03", "104", NotAnIndexMonth),
        ("2018-02", "0", NotAnIndexValue),
        ("2018-02", "a lot", NotAnIndexValue),
        ("2018-02", "104.1234567", NotAnIndexValue),
    ],
)
def test_what_is_no_value_of_the_index_is_not_recorded(
    tmp_path: Path, month: str, value: str, error: type[ReckonerError]
) -> None:
    with indexed_store(tmp_path / "store") as (store, _):
        before = store.version
        with pytest.raises(error):
            record(store, month, value)
        assert store.version == before


def test_a_value_needs_a_source_and_a_contract_with_an_index(tmp_path: Path) -> None:
    asked = IndexValueAsked(contract=CONTRACT, month="2018-02", value="1", stage="final", source=" ")
    with indexed_store(tmp_path / "indexed") as (store, _), pytest.raises(NoSource):
        record_value(store, OFFICER, asked)
    with fenland(tmp_path / "not") as (store, _), pytest.raises(NoIndex):
        record_value(store, OFFICER, asked)


PRICES = """unit_prices:
  - id: days
    title: Days of a shut branch, looked after
    fund: general fund
    vat: standard
    volume_of: F2
    minimum: none
    maximum: none
    missing: nothing
    slices_run: within the month
    slices: [{above: 0, price: £10.00}]
    prices_of: 2017-02
    clause: "2.9"
"""


def test_a_unit_price_says_how_it_came_about_too(tmp_path: Path) -> None:
    text = stating(indexed(), PRICES)
    with fenland(tmp_path / "store", text) as (store, clock):
        clock.now = at("2018-11-06 09:00")
        sent(store, returned("2018-10", "95", "4", text=text), at("2018-11-05 09:00"))
        record(store, "2017-02", "100")
        record(store, "2018-02", "104")
        line = next(line for line in drawn(store, "2018-10").lines if line.kind == "unit price")
    assert line.amount == 40_80
    said = {each.says: each.figures for each in line.sums}
    assert said["Amount, indexed, to the penny"] == "£10.00 × 1.02 = £10.20"
    assert said["Units above 0"] == "4 × £10.20 = £40.80"
