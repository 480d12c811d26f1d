"""Outcome payments: slices that leave none out, outcomes that can be counted, and money on account that is settled."""

from collections.abc import Iterator

from contracts import months
from contracts.contract import Contract
from contracts.linter.finding import LintFinding, entry_of
from contracts.linter.unit_prices import slices_join_up


def slices_cover_every_outcome(contract: Contract) -> Iterator[LintFinding]:
    """C80: the slices of a tariff begin at 0, rise, join up, and the last has no end."""
    for place, line in enumerate(contract.outcomes):
        yield from slices_join_up(("outcomes", place, "slices"), line.slices, line.clause)


def outcomes_can_be_counted(contract: Contract) -> Iterator[LintFinding]:
    """C84: outcomes are an indicator's of every month; what is divided cannot run on from month to month."""
    known = {one.id: one for one in contract.indicators}
    for place, line in enumerate(contract.outcomes):
        one = known.get(line.verified)
        path = ("outcomes", place, "verified")
        if one is None or one.measured.every != "month":
            expected, remedy = "the id of an indicator that is measured every month", "Name such an indicator."
            yield LintFinding("C84", path, f"“{line.verified}”", expected, remedy, clause=line.clause)
        elif one.measure.of is not None and line.slices_run != "within the month":
            expected = "slices within the month, since the figure is divided"
            remedy = "Count outcomes without a denominator, or let the slices be a month's."
            yield LintFinding("C84", path, f"“{line.slices_run}”", expected, remedy, clause=line.clause)


def deadweight_is_a_share(contract: Contract) -> Iterator[LintFinding]:
    """C85: deadweight is a percentage from 0 to 100."""
    for place, line in enumerate(contract.outcomes):
        for start, percent in line.deadweight or ():
            if not 0 <= percent <= 100:
                entry = entry_of(("outcomes", place, "deadweight"), start)
                yield LintFinding("C85", entry, "a share beyond the whole", "0 to 100", "Correct it.")


def money_on_account_is_settled(contract: Contract) -> Iterator[LintFinding]:
    """C86: money on account is paid in months of the contract, and settled in one of them, not before it is paid."""
    for place, line in enumerate(contract.outcomes):
        if line.on_account is None:
            continue
        settled, paid = line.on_account.settled, line.on_account.paid
        path = ("outcomes", place, "on_account")
        if not contract.first_month <= settled <= contract.last_month:
            found, expected = months.label(settled), "a month of the contract for its settlement"
            yield LintFinding("C86", path, found, expected, "Correct the month.", clause=line.clause)
        if any(not contract.first_month <= month <= settled or pence < 0 for month, pence in paid):
            found = "a payment outside the months up to its settlement, or below £0.00"
            expected = f"payments from {months.label(contract.first_month)} to {months.label(settled)}"
            yield LintFinding("C86", path, found, expected, "Correct months and amounts.", clause=line.clause)


RULES = (slices_cover_every_outcome, outcomes_can_be_counted, deadweight_is_a_share, money_on_account_is_settled)
