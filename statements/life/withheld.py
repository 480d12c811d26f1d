"""What was taken and may still come back at a moment: it is withheld until then, and deducted for good afterwards."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from contracts import months
from contracts.earn_back import EarnBack
from contracts.months import Month
from contracts.terms.calendar import counts_until, is_measured
from statements.documents import StatementLine
from statements.ledger import Ledger
from store.moments import stored


@dataclass(frozen=True)
class Returnable:
    """Tells of a contract's lines, as known at a moment, which of them may still come back."""

    ledger: Ledger
    now: datetime

    def holds(self, line: StatementLine) -> bool:
        """Say whether a line is withheld: its figure may still come in time, or its failure still be put right."""
        number = self._numbers.get(line.indicator or "")
        if number is None:
            return False
        if line.data_status == "missing" and self._may_still_come(number, months.parse(line.measured)):
            return True
        rule = self.ledger.frozen.contract.earn_back
        if rule is None or line.kind not in rule.withheld:
            return False
        return self._may_be_put_right(rule, number, months.parse(line.charged))

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {one.id: number for number, one in enumerate(self.ledger.frozen.contract.indicators, start=1)}

    def _may_still_come(self, number: int, month: Month) -> bool:
        """Say whether a figure that is missing would still count if it came."""
        agreed = self.ledger.frozen.contract
        withheld = getattr(agreed.rules.when.missing, "money", None) == "withheld"
        return withheld and stored(self.now) <= counts_until(agreed, agreed.indicators[number - 1], month)

    def _may_be_put_right(self, rule: EarnBack, number: int, taken: Month) -> bool:
        """Say whether what was taken in a month has not been earned back, and may be if all that is open goes well."""
        agreed = self.ledger.frozen.contract
        indicator = agreed.indicators[number - 1]
        if rule.indicators != "all" and indicator.id not in rule.indicators:
            return False
        last = agreed.last_month
        if rule.expires_after is not None:
            last = min(last, Month(taken + rule.expires_after.months))
        measured = [at for at in map(Month, range(taken + 1, last + 1)) if is_measured(indicator, at)]
        known = [self._at_target(rule, number, at) for at in measured]
        hoped = [True if self._is_open(number, at) else was for at, was in zip(measured, known, strict=True)]
        return _in_a_row(known) < rule.after <= _in_a_row(hoped)

    def _at_target(self, rule: EarnBack, number: int, month: Month) -> bool | None:
        """Say whether a period counts towards earn-back, as it is known now; None where it is passed over."""
        severity = self.ledger.severities.get((number, month))
        if severity is not None and severity["fails"]:
            return False
        status = self._status(number, month)
        return True if severity is not None and status in rule.counts_as_at_target else None

    def _is_open(self, number: int, month: Month) -> bool:
        status = self._status(number, month)
        return status in (None, "awaited") or (status == "missing" and self._may_still_come(number, month))

    def _status(self, number: int, month: Month) -> str | None:
        """Return what became of a figure; None where its month has not begun."""
        measure = self.ledger.measures.get((number, month))
        return None if measure is None else str(measure["data_status"])


def _in_a_row(periods: Iterable[bool | None]) -> int:
    """Return how many periods that count come in a row at most; those passed over neither count nor end it."""
    longest = run = 0
    for counts in periods:
        if counts is not None:
            run = run + 1 if counts else 0
            longest = max(longest, run)
    return longest
