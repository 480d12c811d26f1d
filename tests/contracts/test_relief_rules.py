"""What the linter refuses of incidents, pools and relief, and what the reader asks for."""

import pytest

from contracts.faults import ContractFileRefused
from contracts.loading import load
from tests.cases.example import FOLDER, read_example

INCIDENT = read_example(FOLDER / "one_incident_one_failure.yaml").contract_text
INHERITED = read_example(FOLDER / "inherited_cases_with_a_target_of_their_own.yaml").contract_text
RELIEF = read_example(FOLDER / "relief_of_four_kinds.yaml").contract_text
BEDDING_IN = read_example(FOLDER / "bedding_in.yaml").contract_text
SUSPENDED = read_example(FOLDER / "suspended.yaml").contract_text
ROLLING = read_example(FOLDER / "rolling_pool.yaml").contract_text
GAP = read_example(FOLDER / "missing_counted_per_dataset.yaml").contract_text
OUTCOMES_OF_RELIEF = "{otherwise: all, status: poor, fails: yes, points: 5}"


def _codes(text: str) -> set[str]:
    with pytest.raises(ContractFileRefused) as refused:
        load(text, "changed")
    return {fault.code for fault in refused.value.faults}


REFUSED = [
    (INCIDENT, "indicators: all", "indicators: [A, Z]", "C31"),
    (INCIDENT, "    decided: after the repeat\n", "", "C10"),
    (INCIDENT, "    suppressed_failure: counts in its run\n", "", "C10"),
    (INCIDENT, "status: severe, fails: yes, points: 4", "status: severe, fails: yes, pounds: £4.00", "C70"),
    (GAP, "      decided: after the repeat\n", "", "C12"),
    (GAP, "status: below, fails: yes, points: 2.5", "status: below, fails: yes, percent: 2.5", "C70"),
    (ROLLING, "      months: 2\n", "", "C12"),
    (ROLLING, "      over_year_end: no\n", "", "C12"),
    (ROLLING, "kind: rolling", "kind: forward", "C12"),
    (RELIEF, OUTCOMES_OF_RELIEF, OUTCOMES_OF_RELIEF.replace("points: 5", "pounds: £5.00"), "C71"),
    (RELIEF, "later_relief_reprices: yes", "later_relief_reprices: later", "C12"),
    (RELIEF, "    later_relief_reprices: yes\n", "", "C10"),
    (INHERITED, "own_target: B", "own_target: Z", "C72"),
    (SUSPENDED, "indicators: [A], first", "indicators: [Z], first", "C73"),
    (SUSPENDED, "first: 2016-05, last: 2016-06", "first: 2016-07, last: 2016-06", "C73"),
    (SUSPENDED, "first: 2016-05, last: 2016-06", "first: 2016-05, last: 2017-06", "C73"),
    (BEDDING_IN, "first: 2016-04, last: 2016-06", "first: 2016-03, last: 2016-06", "C73"),
    (BEDDING_IN, "first: 2016-04, last: 2016-06", "first: 2016-04, last: 2017-04", "C73"),
    (BEDDING_IN, "first: 2016-04, last: 2016-06", "first: 2016-06, last: 2016-05", "C73"),
]


@pytest.mark.parametrize(("text", "stated", "instead", "code"), REFUSED)
def test_what_does_not_fit_is_refused(text: str, stated: str, instead: str, code: str) -> None:
    assert stated in text
    assert code in _codes(text.replace(stated, instead, 1))


def test_bedding_in_may_last_from_the_first_month_to_the_last() -> None:
    load(BEDDING_IN.replace("last: 2016-06", "last: 2017-03"), "changed")
    load(BEDDING_IN.replace("first: 2016-04, last: 2016-06", "first: 2017-03, last: 2017-03"), "changed")
