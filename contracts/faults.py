"""What can be wrong with a contract file, said so that the person who wrote it can put it right."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from contracts.errors import ReckonerError

Severity = Literal["refused", "warning"]


@dataclass(frozen=True, order=True)
class Fault:
    """One fault of a contract file: its code, line, place, what was found, what was expected and the remedy."""

    code: str
    line: int
    where: str
    found: str
    expected: str
    remedy: str
    severity: Severity = "refused"
    clause: str = ""

    def __str__(self) -> str:
        """Return the fault as one line of plain text."""
        place = f"line {self.line}" + (f", {self.where}" if self.where else "")
        clause = f" (clause {self.clause})" if self.clause else ""
        return f"{self.code} {place}{clause}: found {self.found}; expected {self.expected}. {self.remedy}"


class ContractFileRefused(ReckonerError):
    """A contract file that cannot be used; carries every fault that was found."""

    def __init__(self, name: str, faults: Sequence[Fault]) -> None:
        self.name = name
        self.faults = tuple(sorted(faults, key=lambda fault: (fault.line, fault.code)))
        listed = "\n".join(f"  {fault}" for fault in self.faults)
        count = "one fault" if len(self.faults) == 1 else f"{len(self.faults)} faults"
        super().__init__(f"{name} cannot be used as a contract file: {count}.\n{listed}")
