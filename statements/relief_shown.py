"""How agreed relief is shown: in the words of the lines it touches, and with and without it beside the statement."""

from collections.abc import Iterator
from fractions import Fraction

from contracts import months
from contracts.months import Month
from contracts.terms.spans import statement_offset
from contracts.wording import day, listed
from statements.documents import ReliefShown, Sum
from statements.ledger import Ledger
from statements.measures import exact_pounds, number
from store.relief import Relief

SAYS = {
    "remove_rows": "removes rows",
    "count_as_met": "counts rows as met",
    "excuse_measure": "excuses the measure",
    "reduce_amount": "reduces what it costs",
}
"""Each effect in words, without how much of it."""


def net_without(ledger: Ledger, month: Month) -> int | None:
    """Return the month's net as if nobody had agreed relief, in pence; None where nobody has."""
    if ledger.without_relief is None:
        return None
    return int(ledger.without_relief.net[month]["net"])


def relief_of(ledger: Ledger, statement_month: Month) -> Iterator[ReliefShown]:
    """Yield the agreed relief for the measures that are stated in a month."""
    measured = Month(statement_month - statement_offset(ledger.frozen.contract))
    for one in ledger.frozen.relief:
        if one.decision == "agreed" and one.first <= measured <= one.last and ledger.without_relief is not None:
            yield ReliefShown(
                relief=one.relief,
                effect=one.effect,
                says=effect_said(one),
                indicators=one.indicators,
                first=months.label(one.first),
                last=months.label(one.last),
                cause=one.cause,
                reference=one.reference or "",
                set_aside=tuple(set_aside_of(ledger, one, measured)),
            )


def effect_said(relief: Relief, *, with_cases: bool = False) -> str:
    """Say what relief does: “reduces what it costs by 25%”. The keys of cases are for those who may see them."""
    if relief.percent is not None:
        return f"{SAYS[relief.effect]} by {number(Fraction(relief.percent))}%"
    if relief.case_keys:
        cases = f"cases {listed(relief.case_keys)}" if with_cases else "cases that it names"
        return f"removes {cases}" if relief.effect == "remove_rows" else f"counts {cases} as met"
    named = (("numerator", relief.numerator), ("denominator", relief.denominator))
    counts = {name: number(Fraction(count)) for name, count in named if count is not None}
    if relief.effect == "remove_rows":
        removed = listed(f"{count} from the {name}" for name, count in counts.items())
        return f"removes {removed} of each month"
    if relief.effect == "count_as_met":
        return f"counts {counts['numerator']} more as met in each month"
    return SAYS[relief.effect]


def set_aside_of(ledger: Ledger, relief: Relief, month: Month) -> Iterator[str]:
    """Yield the indicators for which relief is set aside in a measured month, because it would make them dearer."""
    for place, indicator in enumerate(ledger.frozen.contract.indicators, start=1):
        if indicator.id in relief.indicators and (place, month) in ledger.relief_set_aside:
            yield indicator.id


def said_of(ledger: Ledger, indicator: int, month: Month) -> Iterator[str]:
    """Yield what is said on a line about the relief that its measure has."""
    agreed = ledger.frozen.contract
    clause = agreed.relief.agreed.clause if agreed.relief.agreed else ""
    found = [one for one in ledger.frozen.relief if _touches(ledger, one, indicator, month)]
    for one in found:
        off = f" by {number(Fraction(one.percent))}%" if one.percent is not None else ""
        says = f"{SAYS[one.effect]}{off}"
        yield f"Relief {one.relief} {says} (clause {clause}, agreed as {one.reference})."
    if found and (indicator, month) in ledger.relief_set_aside:
        yield "With it the measure would be dearer, so the figure without relief is used."


def run_as_first_known(ledger: Ledger, month: Month) -> Iterator[str]:
    """Yield why a measured month's run does not go by the relief known now; nothing where it does."""
    rule = ledger.frozen.contract.relief.agreed
    if rule is not None and month in ledger.frozen.first_known:
        first = ledger.frozen.certified[Month(month + statement_offset(ledger.frozen.contract))].known_at
        yield (
            f"Earlier months count in this run with the relief that was agreed by {day(first)}, when the statement was "
            f"drawn: later relief does not change it (clause {rule.clause})."
        )


def reduced(ledger: Ledger, indicator: int, month: Month, left: Fraction) -> Iterator[Sum]:
    """Yield what relief took off an exact amount in pence of which so much is left; nothing where it took none off."""
    found = [one for one in ledger.frozen.relief if _touches(ledger, one, indicator, month)]
    percent = sum((Fraction(one.percent) for one in found if one.percent is not None), Fraction(0))
    if 0 < percent < 100:
        yield Sum(says="Relief takes off", figures=f"{number(percent)}% of {exact_pounds(left / (1 - percent / 100))}")
    elif percent:
        yield Sum(says="Relief takes off", figures="all of it")


def _touches(ledger: Ledger, relief: Relief, indicator: int, month: Month) -> bool:
    named = ledger.frozen.contract.indicators[indicator - 1].id in relief.indicators
    return ledger.without_relief is not None and (
        relief.decision == "agreed" and named and relief.first <= month <= relief.last
    )
