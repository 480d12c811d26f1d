"""How far a value lies from its target towards where all is due: for the working and the words of a linear cost."""

from collections.abc import Iterator
from fractions import Fraction

from contracts.linear import Linear
from contracts.months import Month
from contracts.terms.judgement import bands_in
from statements.documents import Sum
from statements.ledger import Ledger, Row
from statements.measures import exact_pounds, in_unit, number


def linear_sums(ledger: Ledger, indicator: int, failure: Row) -> Iterator[Sum]:
    """Yield the share of the way and what it makes of what is due in full, where a failure's own cost is linear."""
    month = Month(failure["month"])
    linear, agreed = _linear(ledger, indicator, month), ledger.frozen.contract.indicators[indicator - 1]
    if linear is None:
        return
    share, due_at = _share(ledger, indicator, month, linear), in_unit(agreed, linear.all_due_at)
    says = f"Linear from the target to {due_at}, where all is due"
    yield Sum(says=says, figures=_worked(ledger, indicator, month, linear))
    cost = Fraction(int(failure["cost"]), int(failure["cost_scale"]))
    full, own = (
        exact_pounds(each) if failure["cost_kind"] == "pence" else f"{number(each * 100)}%"
        for each in (cost / share, cost)
    )
    yield Sum(says="Of what is due in full", figures=f"{number(share * 100)}% × {full} = {own}")


def linear_words(ledger: Ledger, indicator: int, month: Month) -> Iterator[str]:
    """Yield the same as a sentence."""
    linear, agreed = _linear(ledger, indicator, month), ledger.frozen.contract.indicators[indicator - 1]
    if linear is not None:
        share, due_at = _share(ledger, indicator, month, linear), in_unit(agreed, linear.all_due_at)
        how = "All is due" if share == 1 else f"{number(share * 100)}% is due"
        yield f"{how}: what the band costs is linear from the target to {due_at}."


def _linear(ledger: Ledger, indicator: int, month: Month) -> Linear | None:
    contract, judged = ledger.frozen.contract, ledger.severities[indicator, month]
    ladder = bands_in(contract, contract.indicators[indicator - 1], month)
    return ladder[int(judged["band"]) - 1].rung.linear


def _share(ledger: Ledger, indicator: int, month: Month, linear: Linear) -> Fraction:
    """Return the share of the way; all of it where there was no value to place."""
    value, target = _placed(ledger, indicator, month)
    if value is None:
        return Fraction(1)
    return min((target - value) / (target - linear.all_due_at), Fraction(1))


def _worked(ledger: Ledger, indicator: int, month: Month, linear: Linear) -> str:
    value, target = _placed(ledger, indicator, month)
    if value is None:
        return "without a figure all is due: 100%"
    away = (target - value) / (target - linear.all_due_at)
    parts = (target, value, target, linear.all_due_at)
    if ledger.frozen.contract.indicators[indicator - 1].better == "lower":
        parts = (value, target, linear.all_due_at, target)
    sum_ = "({} − {}) ÷ ({} − {})".format(*map(number, parts))
    return f"{sum_} = {number(away * 100)}%" + (", at most 100%" if away > 1 else "")


def _placed(ledger: Ledger, indicator: int, month: Month) -> tuple[Fraction | None, Fraction]:
    """Return the value that was judged, None where a band was taken without one, and the target."""
    judged = ledger.measures[indicator, month]["take"] == "measure"
    return ledger.value(indicator, month) if judged else None, ledger.target(indicator, month) or Fraction(0)
