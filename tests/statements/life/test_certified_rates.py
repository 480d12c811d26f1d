"""A VAT rate of a certified month stays: a contract file that would change it is refused before it is recorded.

April 2018 is certified at £100,000.00 and £20,000.00 of VAT, 20% of it.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from contracts.faults import ContractFileRefused
from statements.life.refusals import RateToChange
from statements.operations import ContractAsked, record_contract
from store.contract_versions import contract_versions
from store.session import Store
from tests.statements.fenland import CONTRACT, OFFICER, at, stating
from tests.statements.life.libraries import agreed_text, libraries, settle, statement
from tests.statements.life.test_adjustments import VAT, hand_in

TEXT = stating(agreed_text(), VAT)
LOWER = """variations:
  - {ref: V1, title: VAT at 5%, signed: 2018-06-01, effective: MONTH, known: 2018-06-01, replaces: this entry,
     changes: {statement.vat.rates.standard: RATE}}
"""


def lower(month: str, rate: str = "5") -> str:
    return TEXT + LOWER.replace("MONTH", month).replace("RATE", rate)


@pytest.fixture
def certified(tmp_path: Path) -> Iterator[Store]:
    """The store with April certified, in June."""
    with libraries(tmp_path / "store", TEXT) as (store, clock):
        clock.now = at("2018-05-03 09:00")
        hand_in(store, "2018-04", "95", text=TEXT)
        settle(store, "2018-04")
        assert (statement(store, "2018-04").net, statement(store, "2018-04").vat) == (100_000_00, 20_000_00)
        clock.now = at("2018-06-05 09:00")
        yield store


def record(store: Store, text: str) -> int:
    return record_contract(store, OFFICER, ContractAsked(file_name="fenland.yaml", text=text)).version


@pytest.mark.parametrize(
    ("text", "where", "found"),
    [
        (lower("2018-04"), "statement.vat.rates.standard.2018-04", "VAT at 5% in April 2018 under “standard”"),
        # The file itself says another rate, or none, as well as a variation may.
        (TEXT.replace("standard: 20", "standard: 17.5"), "statement.vat.rates.standard", "VAT at 17.5% in April 2018"),
        (TEXT.replace(VAT, "  vat: none\n"), "statement.vat", "VAT at 0% in April 2018"),
    ],
)
def test_a_rate_of_a_certified_month_is_not_changed(certified: Store, text: str, where: str, found: str) -> None:
    before = certified.version
    with pytest.raises(ContractFileRefused) as refused:
        record(certified, text)
    (fault,) = refused.value.faults
    assert (fault.where.startswith(where), fault.found.startswith(found)) == (True, True)
    assert fault.expected == "20%, with which April 2018 was certified"
    assert fault.remedy.startswith("Let the VAT rate change from a month that is not certified yet")
    assert "fenland.yaml" in str(refused.value)
    assert certified.version == before
    with certified.read() as cursor:
        assert len(contract_versions(cursor, CONTRACT)) == 1


def test_the_fault_stands_on_the_variations_line(certified: Store) -> None:
    text = lower("2018-04")
    with pytest.raises(ContractFileRefused) as refused:
        record(certified, text)
    assert "statement.vat.rates.standard: 5" in text.splitlines()[refused.value.faults[0].line - 1]


@pytest.mark.parametrize("text", [lower("2018-05"), lower("2018-04", "20"), TEXT.replace("20}", "20, exempt: 0}", 1)])
def test_a_rate_of_a_later_month_the_same_rate_and_a_new_code_are_recorded(certified: Store, text: str) -> None:
    assert record(certified, text) == 2


def test_a_deduction_afterwards_is_credited_with_the_vat_that_was_charged(certified: Store) -> None:
    # 5% from May. What is taken off April, £500.00, bears April's 20%, £100.00; May's £100,000.00 bear £5,000.00.
    text = lower("2018-05")
    record(certified, text)
    hand_in(certified, "2018-04", "80", text=text)
    hand_in(certified, "2018-05", "95", text=text)
    may = statement(certified, "2018-05")
    assert (may.net, may.vat) == (99_500_00, 4_900_00)


def test_where_there_was_no_vat_there_is_none_for_certified_months(tmp_path: Path) -> None:
    without = agreed_text()
    with libraries(tmp_path / "store", without) as (store, clock):
        clock.now = at("2018-05-03 09:00")
        hand_in(store, "2018-04", "95", text=without)
        settle(store, "2018-04")
        with pytest.raises(ContractFileRefused, match="expected 0%, with which April 2018 was certified"):
            record(store, TEXT)
        assert record(store, TEXT.replace("standard: 20", "standard: {2018-04: 0, 2018-05: 20}")) == 2


def test_a_month_whose_rate_a_recorded_variation_is_to_change_is_not_certified(tmp_path: Path) -> None:
    # Signed on 1 June, but known from 1 July: a variation becomes known by the clock, when nobody can refuse it.
    later = lower("2018-04").replace("known: 2018-06-01", "known: 2018-07-01")
    with libraries(tmp_path / "store", later) as (store, clock):
        clock.now = at("2018-06-05 09:00")
        hand_in(store, "2018-04", "95", text=later)
        before = store.version
        with pytest.raises(RateToChange, match=r"at 20% under “standard” today.* makes it 5% .* 1 July 2018"):
            settle(store, "2018-04")
        assert store.version == before
        # From its first minute in London the variation counts: £100,000.00 bear £5,000.00.
        clock.now = at("2018-06-30 23:00")
        settle(store, "2018-04")
        assert statement(store, "2018-04").vat == 5_000_00


def test_a_rate_that_changes_later_holds_no_month_before_it_up(tmp_path: Path) -> None:
    later = lower("2018-05").replace("known: 2018-06-01", "known: 2018-07-01")
    with libraries(tmp_path / "store", later) as (store, clock):
        clock.now = at("2018-06-05 09:00")
        hand_in(store, "2018-04", "95", text=later)
        settle(store, "2018-04")
        assert statement(store, "2018-04").vat == 20_000_00
