"""The incentive map: what one more success is worth at each level of a month's figure, everything else as it was.

Each level goes through the chain as a scenario, so that runs of failures, free points, the ratchet and every cap count.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from contracts import months
from contracts.contract import Contract
from contracts.months import Month
from metrics.replay.figures import Figure
from statements.ledger import Ledger
from statements.ledgers import ledger_of
from statements.measures import exact_value, figures
from statements.what_if.documents import IncentiveMap, Incentives, IncentivesAsked
from statements.what_if.levels import in_order, levels_of, step_of
from statements.what_if.mapped import Varied, mapped
from statements.what_if.operations import NothingToReplay, NotReplayed
from statements.what_if.refined import ROUNDS, Worked, between
from statements.what_if.replays import Amounts, Supposed, as_ratio, figures_returned, worked_out
from statements.what_if.said import NoSuchIndicatorHere
from store.moments import shown
from store.people import person_now
from store.policy import Action, require
from store.session import Store


def incentives(store: Store, person: str, asked: IncentivesAsked) -> Incentives:
    """Return the incentive maps of a month: of one indicator, or of all that were judged by a figure of their own.

    Raises:
        NotAllowed: the person may not ask.
        NothingToReplay, NotReplayed, NoSuchIndicatorHere: as they say.
    """
    require(person_now(store, person), Action.ASK_WHAT_IF, asked.contract)
    ledger = ledger_of(store, asked.contract, asked.as_known_on)
    agreed, month = ledger.frozen.contract, _month(ledger, asked.month)
    numbers = _asked_about(agreed, asked.indicator)
    known = figures_returned(ledger.frozen)
    # Of one indicator that is measured now and then the last time counts; a list is of one month.
    judged = {
        n: _judged(ledger, n, known, month if asked.indicator is None else agreed.first_month, month) for n in numbers
    }
    varied = [_varied(ledger, n, at, known) for n, at in judged.items() if at is not None]
    maps = tuple(_maps(ledger, varied))
    mapped = {each.indicator for each in maps}
    return Incentives(
        contract=agreed.id,
        title=agreed.contract.title,
        known_at=shown(ledger.frozen.known_at),
        illustrative=bool(agreed.illustrative),
        month=months.label(month),
        maps=maps,
        without=tuple(agreed.indicators[n - 1].id for n in numbers if agreed.indicators[n - 1].id not in mapped),
    )


def _asked_about(agreed: Contract, indicator: str | None) -> list[int]:
    """Return the number of the indicator asked about, or of all."""
    numbers = [n for n, each in enumerate(agreed.indicators, start=1) if indicator in (None, each.id)]
    if not numbers:
        raise NoSuchIndicatorHere(indicator or "", agreed)
    return numbers


def _month(ledger: Ledger, label: str | None) -> Month:
    if not ledger.frozen.in_force:
        raise NothingToReplay(ledger.frozen.contract)
    first, last = ledger.frozen.contract.first_month, max(month for month, _ in ledger.frozen.in_force)
    month = months.parse(label) if label else last
    if not first <= month <= last:
        raise NotReplayed(month, first, last)
    return month


def _judged(
    ledger: Ledger, number_: int, known: Mapping[tuple[int, Month], Figure], first: Month, last: Month
) -> Month | None:
    """Return the last of some months judged by a figure of its own: not by a pool, and not where nothing is taken."""
    judged = [
        month
        for (of, month), row in ledger.measures.items()
        if of == number_ and first <= month <= last and row["take"] == "measure"
    ]
    return max(
        (each for each in judged if (number_, each) in known and (number_, each) not in ledger.pools), default=None
    )


def _varied(ledger: Ledger, number_: int, month: Month, known: Mapping[tuple[int, Month], Figure]) -> Varied:
    agreed, figure = ledger.frozen.contract, known[number_, month]
    one = agreed.indicators[number_ - 1]
    judged, value = figures(ledger, number_, month), figure.value / as_ratio(one.unit, Fraction(1))
    lifted = exact_value(one, judged) - value if judged and judged[1] > 0 else Fraction(0)
    step, levels = step_of(agreed, one, figure, month), levels_of(agreed, one, figure, month, lifted)
    return Varied(ledger, number_, month, figure, step, levels)


def _maps(ledger: Ledger, varied: Sequence[Varied]) -> Iterator[IncentiveMap]:
    """Yield the maps; in each round the levels of all of them are worked out together."""
    found: list[dict[Fraction, Amounts]] = [{} for _ in varied]
    wanted = [each.levels for each in varied]
    for _ in range(1 + ROUNDS):
        asked = list(zip(varied, found, wanted, strict=True))
        scenarios = [
            Supposed({(each.number, each.month): each.at(level)}) for each, _, levels in asked for level in levels
        ]
        if not scenarios:
            break
        amounts = iter(worked_out(ledger.frozen, scenarios))
        for _, known, levels in asked:
            known.update({level: next(amounts) for level in levels})
        wanted = [_wanted(each, known) for each, known, _ in asked]
    for each, known in zip(varied, found, strict=True):
        levels = in_order(each.one, known)
        yield mapped(replace(each, levels=levels), [known[level] for level in levels])


def _wanted(varied: Varied, known: Mapping[Fraction, Amounts]) -> list[Fraction]:
    """Return the levels of a map that are still to be worked out."""
    worked = [
        Worked(
            level,
            each.bands[varied.number, varied.month],
            (sum(each.deducted.values()), each.before_caps, each.carried_on),
        )
        for level, each in known.items()
    ]
    return between(worked, varied.step.size)
