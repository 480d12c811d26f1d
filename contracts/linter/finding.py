"""What a rule of the linter says."""

from dataclasses import dataclass
from datetime import date

from contracts import months
from contracts.faults import Fault, Severity
from contracts.months import Month
from contracts.reading import Path, SourceFile
from contracts.values import ALWAYS


@dataclass(frozen=True)
class LintFinding:
    """A fault whose line is not yet known: ``path`` is its place in the file. A code with a W only warns.

    ``clause`` is for a place that lies in no part with a clause of its own.
    """

    code: str
    path: Path
    found: str
    expected: str
    remedy: str
    clause: str = ""

    def at(self, source: SourceFile) -> Fault:
        """Return the fault with the line and the clause on which its place stands."""
        where = ".".join(map(str, (step + 1 if isinstance(step, int) else step for step in self.path)))
        line, clause = source.line(self.path), source.clause(self.path) or self.clause
        severity: Severity = "warning" if self.code.startswith("W") else "refused"
        return Fault(self.code, line, where, self.found, self.expected, self.remedy, severity, clause)


def entry_of(term: Path, start: Month | date) -> Path:
    """Return the place of one entry of a dated term, which a variation may have made: its line is the one to correct.

    What is stated without a date stands where the term does.
    """
    if start in (ALWAYS, date.min):
        return term
    return (*term, start.isoformat() if isinstance(start, date) else months.label(start))
