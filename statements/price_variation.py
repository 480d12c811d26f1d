"""What a variation that is not signed yet would have cost: the last year worked out again as if it had held.

The chain runs on the same figures twice, under the terms as they are and under the varied ones, which hold throughout
the months that are compared. Every line of the two counts, so that the parts add up to the difference of the net.
Nothing is recorded.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Final

from pydantic import BaseModel

from contracts import months
from contracts.contract import Contract
from contracts.errors import ReckonerError
from contracts.months import Month
from contracts.proposed import read_proposal, varied
from contracts.terms.spans import statement_offset
from contracts.wording import pounds
from statements.asked import Moment
from statements.documents import Document
from statements.freeze import Frozen, varied_to
from statements.ledger import Ledger, work_out
from statements.ledgers import ledger_of
from statements.lines import lines_of
from store.moments import shown
from store.people import person_now
from store.policy import Action, require
from store.session import Store

YEAR: Final = 12


class NothingToPriceOn(ReckonerError):
    """A variation of a contract of which nothing has been returned."""

    def __init__(self, contract: Contract) -> None:
        super().__init__(
            f"Found no accepted return of “{contract.id}”. A variation is priced on what was returned in the last "
            "twelve months. Load a return first."
        )


class PriceVariationAsked(BaseModel):
    """Asks what a variation in a file would have cost; without a moment, on what is known now."""

    contract: str
    file_name: str
    text: str
    as_known_on: Moment | None = None


class Effect(Document):
    """What a variation does to an indicator, or to another kind of line, in pence of the net: more paid is positive."""

    indicator: str
    title: str
    pence: int


class MonthPriced(Document):
    """One statement month, net before VAT in pence, as it is and as if varied; the effects add up to the difference."""

    month: str
    net: int
    net_varied: int
    pence: int
    effects: tuple[Effect, ...]


class StatusChanged(Document):
    """A measured month of an indicator that the varied terms judge differently, in the contract's own words."""

    indicator: str
    title: str
    month: str
    status: str
    status_varied: str
    words: str


class VariationPriced(Document):
    """A proposed variation, priced on the months from ``first`` to ``last`` as if it had held throughout."""

    contract: str
    title: str
    known_at: datetime
    illustrative: bool
    ref: str
    variation: str
    effective: str
    first: str
    last: str
    months: tuple[MonthPriced, ...]
    effects: tuple[Effect, ...]
    statuses: tuple[StatusChanged, ...]
    pence: int
    words: str


def price_variation(store: Store, person: str, asked: PriceVariationAsked) -> VariationPriced:
    """Return what a variation would have cost on the last twelve months with a return.

    Raises:
        ContractFileRefused: the variation cannot be read, or does not fit the contract.
        NothingToPriceOn: nothing was returned yet.
    """
    require(person_now(store, person), Action.PRICE_VARIATION, asked.contract)
    proposal = read_proposal(asked.text, asked.file_name)
    ledger = ledger_of(store, asked.contract, asked.as_known_on)
    frozen = ledger.frozen
    first, last = _year_returned(frozen)
    stated = _statement_months(frozen, first, last)
    # What a failure costs is the term of the month that prices it, so the terms hold to the last of these.
    as_if = work_out(varied_to(frozen, varied(frozen.file, frozen.known_on, proposal, first, stated[-1])))
    priced = tuple(_month(ledger, as_if, month) for month in stated if month in ledger.net)
    total = sum(each.pence for each in priced)
    return VariationPriced(
        contract=asked.contract,
        title=frozen.contract.contract.title,
        known_at=shown(frozen.known_at),
        illustrative=bool(frozen.contract.illustrative),
        ref=proposal.variation.ref,
        variation=proposal.variation.title,
        effective=proposal.variation.effective,
        first=months.label(first),
        last=months.label(last),
        months=priced,
        effects=_totals(priced),
        statuses=tuple(_statuses(ledger, as_if, first, last)),
        pence=total,
        words=_words(total, first, last),
    )


def _year_returned(frozen: Frozen) -> tuple[Month, Month]:
    """Return the first and last of the twelve months up to the newest return, fewer if the contract is younger."""
    if not frozen.in_force:
        raise NothingToPriceOn(frozen.contract)
    last = max(month for month, _ in frozen.in_force)
    return max(Month(last - YEAR + 1), frozen.contract.first_month), last


def _statement_months(frozen: Frozen, first: Month, last: Month) -> list[Month]:
    """Return the months in whose statements failures of these months stand, and no others' do."""
    return [Month(month + statement_offset(frozen.contract)) for month in range(first, last + 1)]


def _month(ledger: Ledger, as_if: Ledger, month: Month) -> MonthPriced:
    net, net_varied = (_by_line(each, month) for each in (ledger, as_if))
    keys = dict.fromkeys([*net, *net_varied])
    effects = (Effect(indicator=of, title=title, pence=net_varied[of, title] - net[of, title]) for of, title in keys)
    return MonthPriced(
        month=months.label(month),
        net=net.total(),
        net_varied=net_varied.total(),
        pence=net_varied.total() - net.total(),
        effects=tuple(effect for effect in effects if effect.pence),
    )


def _by_line(ledger: Ledger, month: Month) -> Counter[tuple[str, str]]:
    """Return a month's net by indicator, by title where a line is of none; without VAT, which is no deduction."""
    found: Counter[tuple[str, str]] = Counter()
    titles = {one.id: one.title for one in ledger.frozen.contract.indicators}
    for line in lines_of(ledger, month):
        found[line.indicator or "", titles.get(line.indicator or "", line.title)] += line.amount
    return found


def _totals(priced: tuple[MonthPriced, ...]) -> tuple[Effect, ...]:
    found: Counter[tuple[str, str]] = Counter()
    for each in priced:
        for effect in each.effects:
            found[effect.indicator, effect.title] += effect.pence
    return tuple(Effect(indicator=of, title=title, pence=pence) for (of, title), pence in found.items())


def _statuses(ledger: Ledger, as_if: Ledger, first: Month, last: Month) -> Iterator[StatusChanged]:
    for number, month in sorted(ledger.severities.keys() | as_if.severities.keys()):
        before, after = (each.status(number, month) or "not judged" for each in (ledger, as_if))
        if first <= month <= last and before != after:
            one = ledger.frozen.contract.indicators[number - 1]
            yield StatusChanged(
                indicator=one.id,
                title=one.title,
                month=months.label(month),
                status=before,
                status_varied=after,
                words=f"{one.id} in {months.spoken(month)}: {after} instead of {before}.",
            )


def _words(total: int, first: Month, last: Month) -> str:
    between = f"from {months.spoken(first)} to {months.spoken(last)}"
    if not total:
        return f"On what was returned {between} the variation would have made no difference to what is paid."
    more = "more" if total > 0 else "less"
    return f"On what was returned {between} {pounds(abs(total))} {more} would have been paid under the variation."
