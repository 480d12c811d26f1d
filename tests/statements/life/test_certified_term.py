"""A certified month stays a month of the contract: a file whose first or last day leaves it out is refused.

April and May 2018 are certified, May at £99,500.00.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from contracts.faults import ContractFileRefused
from statements.operations import ContractAsked, record_contract
from store.session import Store
from tests.statements.fenland import CONTRACT, OFFICER, at, returned, sent
from tests.statements.life.libraries import account, agreed_text, libraries, settle, statement

TEXT = agreed_text()
NEXT = TEXT.replace("priced: the month's own charge", "priced: the next month's charge")


@pytest.fixture
def certified(tmp_path: Path) -> Iterator[Store]:
    """The store with April and May certified, in June."""
    with libraries(tmp_path / "store", TEXT) as (store, clock):
        for month, day, filled in (("2018-04", "2018-05-09", "95"), ("2018-05", "2018-06-08", "80")):
            clock.now = at(f"{day} 09:00")
            assert sent(store, returned(month, filled, text=TEXT)).became == "accepted"
            settle(store, month)
        yield store


def term(first: str, last: str, text: str = TEXT) -> str:
    return text.replace("first_day: 2018-04-01", f"first_day: {first}").replace(
        "last_day: 2020-03-31", f"last_day: {last}"
    )


def record(store: Store, text: str) -> int:
    return record_contract(store, OFFICER, ContractAsked(file_name="fenland.yaml", text=text)).version


@pytest.mark.parametrize(
    ("text", "where", "month"),
    [
        (term("2018-04-01", "2018-04-30"), "contract.last_day", "May 2018"),
        (term("2018-05-01", "2020-03-31").replace("2018-04: ", "2018-05: "), "contract.first_day", "April 2018"),
        # April's failures are stated in May, and May is the last statement of a contract that ends in April.
        (term("2018-03-01", "2018-03-31", NEXT).replace("2018-04: ", "2018-03: "), "contract.last_day", "May 2018"),
    ],
)
def test_a_file_that_leaves_a_certified_month_out_is_refused(
    certified: Store, text: str, where: str, month: str
) -> None:
    before = certified.version
    with pytest.raises(ContractFileRefused) as refused:
        record(certified, text)
    (fault,) = refused.value.faults
    assert (fault.code, fault.where) == ("C99", where)
    assert where.partition(".")[2] in text.splitlines()[fault.line - 1]
    assert fault.expected == f"{month} in the contract, since it is certified"
    assert certified.version == before


@pytest.mark.parametrize("text", [term("2018-04-01", "2018-05-31"), term("2018-04-01", "2018-04-30", NEXT)])
def test_a_contract_may_end_with_the_last_certified_statement(certified: Store, text: str) -> None:
    assert record(certified, text) == 2
    assert statement(certified, "2018-05").net == 99_500_00
    assert account(certified, "2018-05").contract == CONTRACT
