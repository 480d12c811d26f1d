"""What a benchmark says: what was measured, the aim, ours, and the bare engine's in the same run."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Measured:
    """One figure beside that of the bare engine; both in the unit that ``what`` names."""

    what: str
    aim: str
    ours: float
    bare: float | None = None

    def __str__(self) -> str:
        """Return the figure as a row of a table in Markdown."""
        bare = "" if self.bare is None else _short(self.bare)
        ratio = "" if not self.bare else f"{self.ours / self.bare:.2f}"
        return f"| {self.what} | {self.aim} | {_short(self.ours)} | {bare} | {ratio} |"


@dataclass(frozen=True)
class Skipped:
    """What could not be measured here, and why."""

    what: str
    aim: str
    why: str

    def __str__(self) -> str:
        """Return the reason as a row of the same table."""
        return f"| {self.what} | {self.aim} | {self.why} | | |"


def _short(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.2f}"
