"""Step 9 as terms: which events make one failure of several, and how the one that counts is found."""

from collections.abc import Iterator
from typing import Any

from contracts.contract import Contract
from contracts.incidents import Decided, Suppressed

Row = dict[str, Any]


def rows(contract: Contract) -> Iterator[Row]:
    """Yield `term_one_failure`: a row for recorded incidents, a row for gaps in what was returned."""
    incidents, missing = contract.deductions.incidents, contract.rules.when.missing
    if incidents is not None:
        yield _row("incident", "incident", incidents.decided, incidents.suppressed_failure)
    if missing.decided is not None and missing.suppressed_failure is not None:
        yield _row("missing", missing.per, missing.decided, missing.suppressed_failure)


def _row(cause: str, per: str, decided: Decided, suppressed: Suppressed) -> Row:
    return {
        "cause": cause,
        "counted_per": per,
        "after_repeat": int(decided == "after the repeat"),
        "skips_run": int(suppressed == "is skipped in its run"),
    }
