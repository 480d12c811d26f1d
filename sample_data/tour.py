"""The month after the two years, for a tour: April 2018 as it is first sent, with faults, then corrected."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from contracts import months
from contracts.loading import ContractFile
from sample_data import edits
from sample_data.people import PROVIDER
from sample_data.returns import monthly_return
from sample_data.school_days import NEXT
from sample_data.tables import MonthlyReturn
from sample_data.writing import workbook


@dataclass(frozen=True)
class Step:
    """One file of the tour, with the codes of the findings that are to be seen and not for information alone."""

    file: str
    content: bytes
    received_at: str
    outcome: str
    findings: tuple[str, ...]

    @property
    def entry(self) -> dict[str, Any]:
        """The file's entry in the manifest."""
        return {
            "file": self.file,
            "period": months.label(NEXT),
            "received_at": self.received_at,
            "person": PROVIDER.id,
            "outcome": self.outcome,
            "findings": list(self.findings),
        }


def steps(contract: ContractFile) -> Iterator[Step]:
    """Yield the return with faults, then the corrected one."""
    whole = monthly_return(contract, NEXT)
    name = f"barnet-return-{months.label(NEXT)}"
    findings = ("I04", "I06", "I10", "I14", "V02", "V03")
    yield Step(f"{name}.xlsx", workbook(faulty(whole)), "2018-05-08T09:15:00Z", "rejected", findings)
    yield Step(f"{name}-corrected.xlsx", workbook(whole), "2018-05-09T10:40:00Z", "accepted", ())


def faulty(whole: MonthlyReturn) -> MonthlyReturn:
    """Return the month with six kinds of fault: three that stop it and three that ask for a reason."""
    edit = edits.one_after_another(
        edits.cells("OP5", {"Numerator": 118}),
        edits.to_be_confirmed("R07", "R08", "R09", "R24"),
        edits.cells("OP6", {"Numerator": None, "Value as stated": None}),
        edits.cells("OP15", {"Value as stated": "0.978"}),
    )
    case = next(row for row in whole.table("ehc_assessments").rows if row["Plan issued"] is not None)
    return edit(whole).with_cell("ehc_assessments", str(case["Case"]), "Plan issued", "31/04/2018")
