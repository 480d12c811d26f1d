"""Where the figures stand behind a base that has lines of what is paid beside the charge."""

from collections.abc import Iterator

from contracts.bases import lines_of_failure
from contracts.earned import earned_lines
from contracts.months import Month
from statements import paid_beside
from statements.documents import Evidence
from statements.failure_line import FailureLine


def behind_base(line: FailureLine) -> Iterator[Evidence]:
    """Yield where the figures stand of what is paid beside the charge, if a failure costs a percentage of it."""
    failure, contract = line.ledger.failures[line.key], line.ledger.frozen.contract
    kind = failure["cost_kind"]
    named = () if kind == "pence" else lines_of_failure(contract, line.indicator, kind) or ()
    if not any(agreed.id in named for _, agreed in earned_lines(contract)):
        return
    for month in map(Month, range(failure["base_first_month"], failure["base_last_month"] + 1)):
        for agreed, paid in paid_beside.each_line(line.ledger, month):
            if agreed.id in named:
                yield from (
                    found.model_copy(update={"says": f"{found.says}, behind {agreed.title}"}) for found in paid.evidence
                )
