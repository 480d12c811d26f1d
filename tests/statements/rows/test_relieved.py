"""What rows cost that agreed relief is about: a case that relief sets aside costs nothing, late as it was.

In May two plans of ten are late, C-00 and C-01; relief is agreed about C-00, and P1 has 95% to reach.
"""

from datetime import date
from pathlib import Path

import pytest

from contracts.relief import Effect
from statements.relief_asked import ReliefAsked
from statements.relief_record import DecisionAsked, decide, propose
from store import people
from store.policy import Role
from store.session import Store
from tests.statements.rows.marsh import CONTRACT, MAY, OFFICER, POINT, TEXT, marsh
from tests.statements.rows.test_costs import cost, rows

CERTIFIER = "d.ray"
RELIEVING = TEXT.replace(
    "  agreed: none\n", '  agreed: {effects: [remove_rows, count_as_met], later_relief_reprices: yes, clause: "3.9"}\n'
)


def relieve(store: Store, effect: Effect, case: str) -> None:
    """Have relief agreed about a case of May."""
    with store.write(OFFICER, "appoint people", CONTRACT) as writing:
        people.add_person(writing, CERTIFIER, "D. Ray", "Marsh")
        people.appoint(writing, CERTIFIER, CONTRACT, Role.CERTIFYING_OFFICER, date(2018, 4, 1))
    asked = ReliefAsked(
        contract=CONTRACT,
        effect=effect,
        indicators=("P1",),
        first=MAY,
        last=MAY,
        rows=(case,),
        notice_day=store.clock().date(),
        cause="The school was flooded",
        particulars="Its advice could not be had",
    )
    number = propose(store, OFFICER, asked).relief
    decide(store, CERTIFIER, DecisionAsked(contract=CONTRACT, relief=number, decision="agreed", reference="LB 1"))


@pytest.mark.parametrize(
    ("effect", "measure", "without_relieved", "without_other"),
    [
        # Removed, C-00 is on neither side: 8 of 9. Without it still 8 of 9, without C-01 8 of 8.
        ("remove_rows", "88.9% (8 of 9)", "88.9% (8 of 9)", "100.0% (8 of 8)"),
        # Counted as met it is on both: 9 of 10. Without it 8 of 9, without C-01 9 of 9.
        ("count_as_met", "90.0% (9 of 10)", "88.9% (8 of 9)", "100.0% (9 of 9)"),
    ],
)
def test_a_relieved_case_costs_nothing_and_the_late_one_beside_it_the_whole(
    tmp_path: Path, effect: Effect, measure: str, without_relieved: str, without_other: str
) -> None:
    with marsh(tmp_path / "store", RELIEVING) as store:
        relieve(store, effect, "C-00")
        may = rows(store, "P1", MAY)
        assert may.measure == measure
        found = {each.key: (each.cost, each.without) for each in may.rows if each.did == "late"}
        assert found == {"C-00": (0, without_relieved), "C-01": (POINT, without_other)}
        for each in may.rows:
            told = cost(store, MAY, f"EHC assessments!{each.row}")
            if told.effects:
                assert (told.cost, told.effects[0].measure_without) == (each.cost, each.without)
