"""Asking what if: scenarios side by side with what was, under the policy. Nothing is recorded."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence

from contracts import months
from contracts.contract import Contract
from contracts.errors import ReckonerError
from contracts.months import Month
from contracts.proposed import read_proposal, varied
from contracts.wording import pounds
from statements.documents import StatementLine
from statements.freeze import Frozen
from statements.ledger import Ledger, work_out
from statements.ledgers import ledger_of
from statements.lines import lines_of
from statements.what_if.documents import IndicatorReplayed, MonthReplayed, Replay, WhatIf, WhatIfAsked
from statements.what_if.replays import (
    Amounts,
    Supposed,
    changed_by,
    figures_returned,
    frozen_as,
    last_month,
    worked_out,
)
from statements.what_if.said import OtherTerm, Scenario, understood
from store.moments import shown
from store.people import person_now
from store.policy import Action, require
from store.session import Store

AS_IT_WAS = "As it was"


class NothingToReplay(ReckonerError):
    """A contract of which nothing has been returned."""

    def __init__(self, contract: Contract) -> None:
        super().__init__(
            f"Found no accepted return of “{contract.id}”. What was returned is replayed: load a return first."
        )


class NothingAsked(ReckonerError):
    """A question without a scenario."""

    def __init__(self) -> None:
        super().__init__(
            "No scenario was given. Say one, such as “SP1 at 90% from 2017-04”, or give a variation's file."
        )


class NotReplayed(ReckonerError):
    """A month that is none of those replayed."""

    def __init__(self, month: Month, first: Month, last: Month) -> None:
        super().__init__(
            f"Found {months.label(month)}. The months replayed are {months.label(first)} to {months.label(last)}."
        )


def what_if(store: Store, person: str, asked: WhatIfAsked) -> WhatIf:
    """Return what scenarios would have come to, beside what was.

    Raises:
        NotAllowed: the person may not ask, or not for other terms.
        ContractFileRefused: a term cannot be read, or does not fit the contract.
        NothingToReplay, NothingAsked, NotReplayed: as they say; what ``said.understood`` raises.
    """
    acting = person_now(store, person)
    require(acting, Action.ASK_WHAT_IF, asked.contract)
    ledger = ledger_of(store, asked.contract, asked.as_known_on)
    frozen = ledger.frozen
    if not frozen.in_force:
        raise NothingToReplay(frozen.contract)
    said = [understood(text, frozen.contract) for text in asked.scenarios]
    if asked.variation is not None or any(each.terms for each in said):
        # Other terms are a variation that nobody has signed: whoever asks must be allowed to price one.
        require(acting, Action.PRICE_VARIATION, asked.contract)
    named = list(_named(frozen, said, asked))
    if not named:
        raise NothingAsked
    amounts = worked_out(frozen, [Supposed({}), *(each for _, _, each in named)])
    opened = _opened(frozen, named[0][2], asked.opened) if asked.opened else ()
    heads = [(AS_IT_WAS, ""), *((name, words) for name, words, _ in named)]
    return _answer(ledger, heads, amounts, opened)


def _named(frozen: Frozen, said: Sequence[Scenario], asked: WhatIfAsked) -> Iterator[tuple[str, str, Supposed]]:
    """Yield each scenario with its name, what it changes in words, and itself."""
    known = figures_returned(frozen)
    for each in said:
        contract = _varied(frozen, each.terms, each.text) if each.terms else None
        yield each.text, each.words, Supposed(changed_by(each.figures, known), contract)
    if asked.variation is not None:
        proposal = read_proposal(asked.variation.text, asked.variation.file_name)
        contract = varied(frozen.file, frozen.known_on, proposal, frozen.contract.first_month, last_month(frozen))
        yield proposal.variation.ref, proposal.variation.title, Supposed({}, contract)


def _varied(frozen: Frozen, terms: Sequence[OtherTerm], text: str) -> Contract:
    # What a failure costs is the term of the month that prices it, so terms hold to the last statement month.
    first, last, span = frozen.contract.first_month, last_month(frozen), terms[0].span
    start = span.first or first
    if span.last is not None and span.last < start:
        raise NotReplayed(span.last, start, last)
    stated = {
        "ref": "what if",
        "title": text,
        "effective": months.label(max(start, first)),
        "replaces": "this entry",
        "changes": {each.path: each.value for each in terms},
    }
    proposal = read_proposal(json.dumps(stated, ensure_ascii=False), f"what if {text}")
    return varied(frozen.file, frozen.known_on, proposal, start, span.last or last)


def _opened(frozen: Frozen, scenario: Supposed, label: str) -> tuple[StatementLine, ...]:
    """Return the lines that a month's statement would have had, with their working."""
    month, first, last = months.parse(label), frozen.contract.first_month, last_month(frozen)
    if not first <= month <= last:
        raise NotReplayed(month, first, last)
    return lines_of(work_out(frozen_as(frozen, scenario)), month)


def _answer(
    ledger: Ledger, heads: Sequence[tuple[str, str]], amounts: Sequence[Amounts], opened: tuple[StatementLine, ...]
) -> WhatIf:
    agreed, shown_months = ledger.frozen.contract, sorted(amounts[0].net)
    replays = tuple(_replay(agreed, *head, each, amounts) for head, each in zip(heads, amounts, strict=True))
    return WhatIf(
        contract=agreed.id,
        title=agreed.contract.title,
        known_at=shown(ledger.frozen.known_at),
        illustrative=bool(agreed.illustrative),
        first=months.label(shown_months[0]),
        last=months.label(shown_months[-1]),
        replays=replays,
        opened=opened,
        words=" ".join(_words(each, replays[0]) for each in replays[1:]),
    )


def _replay(agreed: Contract, name: str, words: str, amounts: Amounts, every: Sequence[Amounts]) -> Replay:
    by_month, by_indicator = Counter[Month](), Counter[int]()
    for (month, number), pence in amounts.deducted.items():
        by_month[month] += pence
        by_indicator[number] += pence
    # Every scenario lists the same indicators: those for which any of them deducts something.
    listed = sorted({number for each in every for _, number in each.deducted}, key=lambda number: (not number, number))
    return Replay(
        scenario=name,
        words=words,
        deducted=by_month.total(),
        net=sum(amounts.net.values()),
        difference=sum(amounts.net.values()) - sum(every[0].net.values()),
        months=tuple(
            MonthReplayed(month=months.label(month), net=net, deducted=by_month[month])
            for month, net in sorted(amounts.net.items())
        ),
        indicators=tuple(_indicator(agreed, number, by_indicator[number]) for number in listed),
    )


def _indicator(agreed: Contract, number: int, pence: int) -> IndicatorReplayed:
    if not number:
        return IndicatorReplayed(indicator="", title="Returns that came late or not at all", deducted=pence)
    one = agreed.indicators[number - 1]
    return IndicatorReplayed(indicator=one.id, title=one.title, deducted=pence)


def _words(replay: Replay, as_it_was: Replay) -> str:
    said, less, more = replay.words or replay.scenario, as_it_was.deducted - replay.deducted, replay.difference
    deducted = f"{_differs(-less)} would have been deducted" if less else "no difference to what is deducted"
    if more == less:
        return f"{said}: {deducted}."
    # Another charge, or a payment that stays at nil: what is paid changes otherwise than what is deducted.
    paid = f"{_differs(more)} would have been paid" if more else "no difference to what is paid"
    return f"{said}: {deducted}, {'and' if less and more else 'but'} {paid}."


def _differs(pence: int) -> str:
    return f"{pounds(abs(pence))} {'more' if pence > 0 else 'less'}"
