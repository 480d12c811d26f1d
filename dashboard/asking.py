"""The form in which one says what might have been different. What is asked stands in the page's address."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import streamlit as st

from contracts import months
from contracts.contract import Contract
from contracts.indicators import Indicator
from contracts.months import Month
from contracts.values import in_force
from contracts.wording import pounds
from dashboard.selection import Selection
from statements.measures import in_unit, number, so_many_times
from statements.what_if.documents import WhatIfAsked
from statements.what_if.said import LONGEST
from store.policy import Action, decide

FIGURE, SINCE, TERM, VALUE = "figure", "since", "term", "value"
AS_AGREED: Final = "as agreed"


@dataclass(frozen=True)
class Asked:
    """What the address asks: another figure (``+5``, ``-5``, ``90``), from which month, another term and its value."""

    figure: str = ""
    since: str = ""
    term: str = ""
    value: str = ""

    def scenarios(self, indicator: Indicator) -> tuple[str, ...]:
        """Return the scenarios to stand side by side: each change alone, and both together."""
        since = f" from {self.since}" if self.since else ""
        moved = self.figure.startswith(("+", "-", "−"))
        figure = f"{indicator.id} {'' if moved else 'at '}{self.figure}{since}" if self.figure else ""
        term = f"{self.term} = {self.value}{since}" if self.term and self.value else ""
        alone = [each for each in (figure, term) if each]
        return (*alone, "; ".join(alone)) if len(alone) > 1 else tuple(alone)


def in_address() -> Asked:
    """Return what the address asks."""
    return Asked(*(str(st.query_params.get(name, "")) for name in (FIGURE, SINCE, TERM, VALUE)))


def request(selection: Selection, indicator: Indicator) -> WhatIfAsked | None:
    """Return the question that the address asks, or None where nothing is changed."""
    scenarios = in_address().scenarios(indicator)
    return WhatIfAsked(contract=selection.contract.id, scenarios=scenarios) if scenarios else None


def form(selection: Selection, indicator: Indicator) -> None:
    """Offer the form; what is sent is put into the address, and the page is drawn again from there."""
    now, terms = in_address(), {AS_AGREED: "As agreed", **dict(_terms(selection.contract, indicator, selection.month))}
    may = decide(selection.person, Action.PRICE_VARIATION, selection.contract.id).allowed
    since = ["", *(months.label(Month(at)) for at in range(selection.contract.first_month, selection.month + 1))]
    with st.form(f"what if {indicator.id} {now}", border=False), st.container(key="asking"):
        (left, right), (below, beside) = st.columns(2), st.columns(2)
        figure = left.text_input(
            f"{indicator.id} each time: better by (+5), worse by (-5), or at a level (90)",
            now.figure[:LONGEST],
            max_chars=LONGEST,
            placeholder="+5",
        )
        from_ = right.selectbox("From", since, since.index(now.since) if now.since in since else 0, format_func=_from)
        term, value = AS_AGREED, ""
        if may:
            place = list(terms).index(now.term) if now.term in terms else 0
            term = below.selectbox("A term of the contract", list(terms), place, format_func=lambda each: terms[each])
            value = beside.text_input(
                "Its value instead", now.value[:LONGEST], max_chars=LONGEST, placeholder="as in the contract file"
            )
        pressed = st.form_submit_button("Replay")
    if pressed:
        _to_address(Asked(figure.strip(), from_, "" if term == AS_AGREED else term, value.strip()))


def _to_address(asked: Asked) -> None:
    for name, said in ((FIGURE, asked.figure), (SINCE, asked.since), (TERM, asked.term), (VALUE, asked.value)):
        if said:
            st.query_params[name] = said
        else:
            st.query_params.pop(name, None)
    st.rerun()


def _from(label: str) -> str:
    return months.spoken(months.parse(label)) if label else "The first month"


def _terms(agreed: Contract, one: Indicator, month: Month) -> Iterator[tuple[str, str]]:
    """Yield the terms that are asked about most, by their place in the contract file, as they are now."""
    if one.target and (target := in_force(one.target, month)) is not None:
        yield f"indicators.{one.id}.target", f"Target of {one.id} ({in_unit(one, target)})"
    point, free, repeat = agreed.deductions.point, agreed.deductions.free_points, agreed.deductions.repeat
    if point is not None and point.percent and (rate := in_force(point.percent, month)) is not None:
        of = "the month’s charge" + (" for the charge lines named" if point.charge_lines else "")
        yield "deductions.point.percent", f"What a point costs ({number(rate)}% of {of})"
    if point is not None and point.pounds and (price := in_force(point.pounds, month)) is not None:
        yield "deductions.point.pounds", f"What a point costs ({pounds(price)})"
    if free is not None and (points := in_force(free.points, month)) is not None:
        yield "deductions.free_points.points", f"Free points ({number(points)})"
    if repeat is not None and (times := in_force(repeat.multiplier, month)) is not None:
        yield "deductions.repeat.multiplier", f"A repeated failure costs ({so_many_times(times)})"
    for cap in agreed.caps:
        said = f"{number(rate)}%" if cap.percent and (rate := in_force(cap.percent, month)) is not None else ""
        said = pounds(amount) if cap.amount and (amount := in_force(cap.amount, month)) is not None else said
        yield f"caps.{cap.id}.{'percent' if cap.percent else 'amount'}", f"Cap: {cap.id} ({said})"
