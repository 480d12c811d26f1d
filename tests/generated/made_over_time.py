"""A made-up contract as it becomes known: month by month a cut-off, with what had come, stood and was decided by it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any, TypeVar

from contracts import loading
from contracts.contract import Contract
from contracts.indexation import Index
from contracts.loading import ContractFile
from contracts.london import in_london
from contracts.months import Month
from contracts.terms.deadlines import due_at
from store.moments import shown
from tests.generated.agreement import Made
from tests.generated.choices import Choices
from tests.generated.made_figures import figures
from tests.reference.exact import contract_months, delay, statement_months
from tests.reference.figures import Agreed, Figures

Key = TypeVar("Key")
Value = TypeVar("Value")
KNOWN = re.compile(r'"known": "[0-9-]+"')
FUND = re.compile(r'"fund": "general"')


@dataclass(frozen=True)
class AsKnown:
    """What was known at the cut-off of a month's statement: the contract file with its variations, and the figures."""

    month: Month
    file: ContractFile
    figures: Figures


def as_known(choices: Choices, case: Made) -> list[AsKnown]:
    """Return what was known at the cut-off of each statement month: more each time, and some of it corrected."""
    cut_offs = _cut_offs(choices, case.contract)
    text = _of_several_funds(choices, KNOWN.sub(lambda _: f'"known": "{_day(choices, cut_offs)}"', case.text))
    told = _Told(choices, case, len(cut_offs))
    return [
        AsKnown(month, loading.load(text, "made-up.yaml", in_london(shown(moment))), told.by(place, moment))
        for place, (month, moment) in enumerate(cut_offs)
    ]


def _cut_offs(choices: Choices, contract: Contract) -> list[tuple[Month, datetime]]:
    due = contract.returns.due
    return [
        (month, due_at(month, due.working_days, due.by) + timedelta(days=choices.whole(0, 18), seconds=1))
        for month in statement_months(contract)
    ]


def _day(choices: Choices, cut_offs: Sequence[tuple[Month, datetime]]) -> date:
    """Return the day of a cut-off, on which a variation is known that was signed long before."""
    return in_london(shown(choices.one_of(cut_offs)[1]))


def _of_several_funds(choices: Choices, text: str) -> str:
    """Let each line be paid from one of two funds, and deductions return to one, or to both as the charge is."""
    text = FUND.sub(lambda _: f'"fund": "{choices.one_of(("general fund", "grant"))}"', text)
    returned_to = choices.one_of(
        ('"general fund"', '{"split": "as the charge"}', '{"split": {"grant": 1, "general fund": 2}}')
    )
    return text.replace('"returned_to": "general fund"', f'"returned_to": {returned_to}')


class _Told:
    """Who said what when: by which cut-off each correction, relief, decision and incident was known."""

    def __init__(self, choices: Choices, case: Made, cut_offs: int) -> None:
        self._choices, self._contract, self._cut_offs = choices, case.contract, cut_offs
        self._last = self._late(case.figures)
        self._before = figures(choices, case.contract)
        self._corrected = {key: self._place() for key in self._keys() if choices.chance(3)}
        every = [*case.figures.relief, *(one for seen in case.figures.first_known.values() for one in seen)]
        self._relief = [(one, self._place()) for one in dict.fromkeys(every)]
        self._decided = [(one, self._place()) for one in case.figures.decided]
        self._incidents = [(one, self._place()) for one in case.figures.incidents]
        self._finals = self._place()

    def _place(self) -> int:
        return self._choices.whole(0, self._cut_offs - 1)

    def _late(self, made: Figures) -> Figures:
        """Return the figures with some returns of which the first readable file came months after its time."""
        days = {key: self._choices.one_of((0,) * 8 + (40, 80)) for key in made.dataset_received}
        of = {one.id: one.dataset for one in self._contract.indicators}
        return replace(
            made,
            dataset_received={key: at + timedelta(days=days[key]) for key, at in made.dataset_received.items()},
            indicator_received={
                (name, month): at + timedelta(days=days.get((of[name], month), 0))
                for (name, month), at in made.indicator_received.items()
            },
        )

    def _keys(self) -> Iterator[Any]:
        last = self._last
        yield from (*last.stated, *last.cases, *(("parts", *key) for key in last.parts))

    def by(self, place: int, moment: datetime) -> Figures:
        """Return the figures as known at a cut-off."""
        last, before = self._last, self._before
        received = _by(last.dataset_received, moment)
        stages = {key: tuple(one for one in of if one.received <= moment) for key, of in last.stages.items()}
        stages = {key: of for key, of in stages.items() if of}
        named = {one.id: one for one in self._contract.indicators}
        stated = {
            key: before.stated[key] if self._is_before(key, place) and key in before.stated else one
            for key, one in last.stated.items()
            if named[key[0]].stages is None and ((named[key[0]].dataset, key[1]) in received)
        } | {key: of[-1].stated for key, of in stages.items()}
        cases = {
            month: before.cases.get(month, of) if self._is_before(month, place) else of
            for month, of in last.cases.items()
            if ("ehc_assessments", month) in received
        }
        parts = {
            key: before.parts.get(key, of) if self._is_before(("parts", *key), place) else of
            for key, of in last.parts.items()
            if (named[key[0]].dataset, key[1]) in received
        }
        at_indicator = {key: at for key, at in _by(last.indicator_received, moment).items() if key not in last.stages}
        at_indicator |= {key: min(one.received for one in of) for key, of in stages.items()}
        found = replace(
            last,
            cut_off=moment,
            dataset_received=received,
            indicator_received=at_indicator,
            stated=stated,
            cases=cases,
            parts=parts,
            stages=stages,
            incidents=tuple(one for one, known in self._incidents if known <= place),
            decided=tuple(one for one, known in self._decided if known <= place),
            index=self._index(place),
        )
        return self._with_relief(found, place)

    def _index(self, place: int) -> dict[Any, Fraction]:
        of, last = self._contract, self._last
        return {key: one for key, one in last.index.items() if place >= self._finals or not _comes_later(of, last, key)}

    def _is_before(self, key: object, place: int) -> bool:
        return place < self._corrected.get(key, 0)

    def _with_relief(self, found: Figures, place: int) -> Figures:
        rule, now = self._contract.relief.agreed, self._agreed(found, place)
        if rule is None or rule.later_relief_reprices:
            return replace(found, relief=now, first_known={})
        # A certified month's run sees the relief that was agreed when its own statement was drawn.
        months = [Month(month - delay(self._contract)) for month in statement_months(self._contract)]
        measured = contract_months(self._contract)
        first = {month: self._agreed(found, at) for at, month in enumerate(months[:place]) if month in measured}
        return replace(found, relief=now, first_known={month: seen for month, seen in first.items() if seen != now})

    def _agreed(self, found: Figures, place: int) -> tuple[Agreed, ...]:
        """Return the relief agreed by a cut-off, of case rows those that stand in the figures known now."""
        return tuple(
            replace(one, cases=tuple(key for key in one.cases if key[1] < len(found.cases.get(key[0], ()))))
            for one, known in self._relief
            if known <= place
        )


def _by(moments: Mapping[Key, datetime], last: datetime) -> dict[Key, datetime]:
    return {key: at for key, at in moments.items() if at <= last}


def _comes_later(contract: Contract, made: Figures, key: tuple[Any, ...]) -> bool:
    """Say whether an index value is final, and a provisional one was priced until it came."""
    index = contract.charge.index
    trued_up = isinstance(index, Index) and index.figures == "provisional until the final comes"
    return trued_up and key[2] == "final" and (*key[:2], "provisional") in made.index
