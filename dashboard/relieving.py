"""The part of the Payment page about relief: what the statement was drawn with, the register, asking and deciding."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any, Final

import streamlit as st

from contracts import months
from contracts.errors import ReckonerError
from contracts.indicators import Indicator
from contracts.london import in_london
from contracts.months import Month
from contracts.relief import Effect
from contracts.terms.spans import statement_offset
from contracts.texts import LONGEST_TEXT
from contracts.wording import listed
from dashboard import data, style
from dashboard.figures import relief_register as figure
from dashboard.following_up import key_of, record
from dashboard.selection import Selection
from statements import relief_words as words
from statements.documents import Statement
from statements.relief_asked import Fault, ReliefAsked
from statements.relief_record import DecisionAsked, NoReference, decide, propose, require_decider
from statements.relief_register import ReliefEntry, ReliefRegister
from store import policy
from store.policy import Action

_DONE: Final = "relief recorded"
_EFFECTS: Final[Mapping[Effect, str]] = {
    "excuse_measure": "Excuse the measure: it costs nothing",
    "reduce_amount": "Take a percentage off what it costs",
    "remove_rows": "Take cases or counts out of the figure",
    "count_as_met": "Count cases as met",
}
_NOT_SAID: Final = "Say whether it is agreed or refused. Nothing was recorded."
_NUMBER: Final = re.compile(r"-?\d+(\.\d+)?", re.ASCII)


def show(selection: Selection, statement: Statement) -> None:
    """Show the relief of a contract, and to those who may ask for it or decide it, how; nothing where none can be."""
    found = data.relief(selection.store, selection.contract.id, selection.month, selection.person.person)
    agreed = selection.contract.relief.agreed
    if agreed is None and not found.entries:
        return
    titles = {each.id: each.title for each in selection.contract.indicators}
    style.blocks(figure.of_statement(statement), figure.register(found, titles))
    with st.container(key="relieving"):
        if done := st.session_state.pop(_DONE, None):
            style.done(done)
        if agreed is not None and _may(selection, Action.ASK_RELIEF):
            with st.expander("Ask for relief"):
                _asking(selection, agreed.effects)
        _deciding(selection, found)


def _may(selection: Selection, action: Action) -> bool:
    return policy.decide(selection.person, action, selection.contract.id).allowed


def _asking(selection: Selection, effects: tuple[Effect, ...]) -> None:
    """Ask what relief is to do and for which indicators first: what else there is to say follows from that."""
    known = {each.id: each for each in selection.contract.indicators}
    effect = st.radio("What it is to do", effects, format_func=_EFFECTS.__getitem__, key=key_of("effect", "relief"))
    named = st.multiselect(
        "Indicators", list(known), format_func=lambda each: f"{each} {known[each].title}", key=key_of("for", "relief")
    )
    with st.form(key_of("relief", selection.contract.id), border=False):
        said = {"contract": selection.contract.id, "effect": effect, "indicators": tuple(named)} | _months(selection)
        figures = _figures(effect, [known[each] for each in named])
        said |= _why(in_london(selection.store.clock()))
        pressed = st.form_submit_button("Ask for this relief")
    if pressed:
        read, unread = _read(figures)
        asked = ReliefAsked.model_validate(said | read)
        record(selection, partial(propose, unread=unread), asked, "It is asked for, and waits for a decision.", _DONE)


def _months(selection: Selection) -> dict[str, str]:
    agreed = selection.contract
    offered = [months.label(Month(each)) for each in range(agreed.first_month, agreed.last_month + 1)]
    measured = months.label(Month(max(agreed.first_month, selection.month - statement_offset(agreed))))
    ends = {"first": "First month measured", "last": "Last month measured"}
    at = offered.index(measured)
    return {
        name: st.selectbox(label, offered, at, format_func=_spoken, key=key_of(f"{name} {measured}", "relief"))
        for name, label in ends.items()
    }


def _spoken(label: str) -> str:
    return months.spoken(months.parse(label))


def _figures(effect: Effect, named: list[Indicator]) -> dict[str, str]:
    """Ask for what an effect needs: a percentage, the cases, or how much of a stated figure it is."""
    if effect == "reduce_amount":
        return {"percent": st.text_input("Percentage that is taken off", placeholder="25", max_chars=30)}
    if effect == "excuse_measure":
        return {}
    if any(each.dataset == "ehc_assessments" for each in named):
        return {"rows": st.text_area("Keys of the cases, one a line", max_chars=20 * LONGEST_TEXT)}
    if effect == "count_as_met":
        return {"numerator": st.text_input("How many more count as met in each month", max_chars=30)}
    return {
        name: st.text_input(f"How much leaves the {name} of each month", max_chars=30)
        for name in ("numerator", "denominator")
    }


def _why(today: date) -> dict[str, Any]:
    return {
        "notice_day": st.date_input(
            "Day on which the provider gave notice", today, max_value=today, format="DD/MM/YYYY"
        ),
        "cause": st.text_input("Cause: what made it necessary", max_chars=LONGEST_TEXT),
        "particulars": st.text_area("Particulars, without personal data", max_chars=LONGEST_TEXT),
    }


def _read(figures: Mapping[str, str]) -> tuple[dict[str, Any], tuple[Fault, ...]]:
    """Read what was typed; what is no number is a fault, to be told with all others."""
    read: dict[str, Any] = {}
    unread = []
    for name, text in figures.items():
        written = text.strip().removesuffix("%").replace(",", "").strip()
        if name == "rows":
            read[name] = tuple(each.strip() for each in re.split(r"[\n,;]", text) if each.strip())
        elif _NUMBER.fullmatch(written):
            read[name] = Decimal(written)
        elif written:
            # It stands for what was meant, so that it is not called missing as well.
            read[name] = Decimal(1)
            unread.append((f"“{text.strip()}”", f"a number for the {'percentage' if name == 'percent' else name}"))
    return read, tuple(unread)


def _deciding(selection: Selection, found: ReliefRegister) -> None:
    """Offer what this person may decide, what waits first; of what they may not, say why."""
    allowed = policy.decide(
        selection.person, Action.DECIDE_RELIEF, selection.contract.id, selection.contract.contract.title
    )
    if not allowed.allowed:
        style.blocks(figure.sentences([allowed.because] if found.waiting else []))
        return
    offered, barred = _offered(selection, found)
    style.blocks(figure.sentences(barred))
    if offered:
        with st.expander("Decide relief"):
            _decision(selection, offered)


def _offered(selection: Selection, found: ReliefRegister) -> tuple[dict[int, str], list[str]]:
    """Ask of each relief whether this person may decide it, as recording the decision will."""
    offered, barred = {}, []
    for each in sorted(found.entries, key=lambda entry: not entry.waits):
        try:
            require_decider(selection.store, selection.person.person, found.contract, each.relief)
            offered[each.relief] = _named(each)
        except ReckonerError as error:
            barred += [f"Relief {each.relief}: {error}"] if each.waits else []
    return offered, barred


def _named(each: ReliefEntry) -> str:
    about = f"{each.says}, {listed(each.indicators)}, {words.span(each.first, each.last)}"
    return f"{each.relief}. {words.state(each)}: {about}"


def _decision(selection: Selection, offered: dict[int, str]) -> None:
    with st.form(key_of("decide relief", selection.contract.id), border=False):
        number = st.selectbox("Relief", list(offered), format_func=offered.__getitem__)
        decision = st.radio(
            "What was decided about it", ["agreed", "refused"], index=None, format_func=str.capitalize, horizontal=True
        )
        reference = st.text_input("The board’s reference, such as a minute", max_chars=LONGEST_TEXT)
        if _may(selection, Action.CERTIFY_STATEMENT):
            style.quiet("Whoever decides relief certifies no statement of this contract afterwards.")
        pressed = st.form_submit_button("Record the decision on relief")
    if pressed and decision is None:
        style.refused(" ".join([_NOT_SAID, *([str(NoReference())] if not reference.strip() else [])]))
    elif pressed:
        said = {"contract": selection.contract.id, "relief": number, "decision": decision, "reference": reference}
        asked = DecisionAsked.model_validate(said)
        record(selection, decide, asked, f"Relief {number} is {decision}.", _DONE)
