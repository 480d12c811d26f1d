"""Made-up decisions about single deductions: some sum forgone, or at most so much of it left."""

from contracts.contract import Contract
from contracts.months import Month
from tests.generated.choices import Choices
from tests.reference.exact import delay, statement_months
from tests.reference.figures import Decided


def decided(choices: Choices, contract: Contract) -> tuple[Decided, ...]:
    """Return decisions, at most one about a line; many are about lines that are not there."""
    if not choices.chance(4):
        return ()
    found: dict[tuple[Month, Month, str, str], Decided] = {}
    months = [choices.one_of(statement_months(contract)) for _ in range(choices.whole(1, 2))]
    for _ in range(choices.whole(1, 16)):
        one = _decision(choices, contract, choices.one_of(months))
        found[one.charged, one.month, one.kind, one.of] = one
    return tuple(found.values())


def _decision(choices: Choices, contract: Contract, charged: Month) -> Decided:
    # A line that was carried is charged later than its own statement month.
    month = Month(charged - delay(contract) - (choices.whole(1, 3) if choices.chance(2) else 0))
    kind, of = choices.one_of(("performance", "repeat")), choices.one_of([one.id for one in contract.indicators])
    rule = contract.deductions.reporting_failure
    if rule is not None and choices.chance(2):
        kind, of = "reporting", "return" if rule.per == "return" else choices.one_of(contract.returns.datasets)
    amount = choices.one_of((0, 1, 5_000, 50_000, 10_000_000))
    if choices.chance(5):
        return Decided(charged, month, kind, of, amount, 0)
    return Decided(charged, month, kind, of, None, amount)
