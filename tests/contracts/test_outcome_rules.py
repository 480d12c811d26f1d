"""What the linter refuses of outcome payments."""

import pytest

from contracts.faults import ContractFileRefused
from contracts.loading import load
from tests.cases.example import FOLDER, read_example

THROUGH = read_example(FOLDER / "outcomes_through_the_year.yaml").contract_text
ON_ACCOUNT = read_example(FOLDER / "money_on_account.yaml").contract_text


REFUSED = [
    (THROUGH, "above: 0, to: 50", "above: 0, to: 40", "C80"),
    (THROUGH, "price: £40.00", "price: -£0.01", "C12"),
    (ON_ACCOUNT, '2016-06: "£2,000.00"', '2016-06: "-£2,000.00"', "C12"),
    (THROUGH, "verified: J", "verified: Z", "C84"),
    (THROUGH, "counts: verified}", "counts: verified, of: all}", "C84"),
    (THROUGH, "measured: {every: month}", "measured: {every: quarter, in: [June]}, base: month", "C84"),
    (THROUGH, "2016-08: 25}", "2016-08: 101}", "C85"),
    (THROUGH, "full: 100, minimum: 30", "full: 0, minimum: 30", "C12"),
    (THROUGH, "full: 100, minimum: 30", "full: 100, minimum: 101", "C12"),
    (ON_ACCOUNT, "settled: 2016-09", "settled: 2017-04", "C86"),
    (ON_ACCOUNT, "settled: 2016-09", "settled: 2016-05", "C86"),
    (ON_ACCOUNT, "    deadweight: none\n", "", "C10"),
]


@pytest.mark.parametrize(("text", "stated", "instead", "code"), REFUSED)
def test_what_does_not_fit_is_refused(text: str, stated: str, instead: str, code: str) -> None:
    assert stated in text
    with pytest.raises(ContractFileRefused) as refused:
        load(text.replace(stated, instead, 1), "changed")
    assert code in {fault.code for fault in refused.value.faults}
