"""The register of relief: what each says, to whom, and as it was known at a moment."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from contracts import months
from contracts.relief import Effect
from contracts.wording import pounds
from statements.documents import ReliefShown
from statements.drafting import NoSuchMonth
from statements.relief_asked import ReliefAsked
from statements.relief_record import DecisionAsked, NotTheDecider, decide, propose, require_decider
from statements.relief_register import ReliefRegisterAsked, show_register
from statements.relief_shown import effect_said
from statements.relief_words import on_statement, worth
from store import people
from store import relief as kept
from store.policy import NotAllowed, Role
from store.relief import Relief
from store.session import Store
from tests.statements.fenland import CONTRACT, OFFICER, at, returned, sent, stating
from tests.statements.life.libraries import AGREED, CERTIFIER, PROVIDER, agreed_text, libraries

APRIL, BOARD = months.parse("2018-04"), "b.lake"
ALL = AGREED.replace("[excuse_measure]", "[excuse_measure, reduce_amount, remove_rows, count_as_met]")
TEXT = stating(agreed_text(), ALL)


def _relief(effect: Effect, rows: tuple[str, ...] = (), **figures: str) -> Relief:
    """Relief for F1 in April; figures are its numerator, denominator or percentage."""
    counts = {name: Decimal(text) for name, text in figures.items()}
    numerator, denominator, percent = (counts.get(name) for name in ("numerator", "denominator", "percent"))
    why = (date(2018, 4, 20), "Flood", "The branch was shut.", PROVIDER)
    return Relief(0, effect, APRIL, APRIL, numerator, denominator, percent, *why, ("F1",), rows)


def _asked(store: Store, **changed: Any) -> None:
    stated = {
        "contract": CONTRACT,
        "effect": "excuse_measure",
        "indicators": ("F1",),
        "first": "2018-04",
        "last": "2018-04",
        "notice_day": date(2018, 4, 20),
        "cause": "Flood",
        "particulars": "The branch was shut.",
    }
    propose(store, PROVIDER, ReliefAsked.model_validate({**stated, **changed}))


@pytest.mark.parametrize(
    ("relief", "says"),
    [
        (_relief("excuse_measure"), "excuses the measure"),
        (_relief("reduce_amount", percent="33.30"), "reduces what it costs by 33.3%"),
        (_relief("remove_rows", numerator="5.000000"), "removes 5 from the numerator of each month"),
        (
            _relief("remove_rows", numerator="5", denominator="7"),
            "removes 5 from the numerator and 7 from the denominator of each month",
        ),
        (_relief("count_as_met", numerator="10"), "counts 10 more as met in each month"),
        (_relief("remove_rows", rows=("C1", "C2")), "removes cases that it names"),
        (_relief("count_as_met", rows=("C1", "C2")), "counts cases that it names as met"),
    ],
)
def test_what_relief_does_is_said_in_words_without_a_key_of_a_case(relief: Relief, says: str) -> None:
    assert effect_said(relief) == says


def test_keys_of_cases_are_for_those_who_may_see_cases(tmp_path: Path) -> None:
    with libraries(tmp_path / "store", TEXT) as (store, _clock):
        with store.write(PROVIDER, "ask relief", CONTRACT) as writing:
            kept.record_relief(writing, CONTRACT, _relief("remove_rows", rows=("C1", "C2")))
            people.add_person(writing, BOARD, "B. Lake", "Fenland")
            people.appoint(writing, BOARD, CONTRACT, Role.BOARD_MEMBER, date(2018, 4, 1))
        seen = {
            person: show_register(store, person, ReliefRegisterAsked(contract=CONTRACT)).entries[0]
            for person in (BOARD, OFFICER)
        }
    assert (seen[BOARD].says, seen[BOARD].rows) == ("removes cases that it names", ())
    assert (seen[OFFICER].says, seen[OFFICER].rows) == ("removes cases C1 and C2", ("C1", "C2"))


def test_the_register_as_it_was_known_and_for_whom_it_is(tmp_path: Path) -> None:
    with libraries(tmp_path / "store", TEXT) as (store, clock):
        clock.now = at("2018-05-09 09:00")
        _asked(store)
        clock.now = at("2018-05-10 09:00")
        decide(store, CERTIFIER, DecisionAsked(contract=CONTRACT, relief=1, decision="refused", reference="LB 18/05/4"))
        then = ReliefRegisterAsked(contract=CONTRACT, as_known_on=at("2018-05-09 12:00"))
        assert show_register(store, OFFICER, then).waiting == (1,)
        (now,) = show_register(store, OFFICER, ReliefRegisterAsked(contract=CONTRACT)).entries
        assert (now.decision, now.reference, now.decided_by) == ("refused", "LB 18/05/4", CERTIFIER)
        assert (now.asked_at, now.decided_at) == (at("2018-05-09 09:00"), at("2018-05-10 09:00"))
        with store.write(OFFICER, "add person", "n.body") as writing:
            people.add_person(writing, "n.body", "N. Body", "Elsewhere")
        with pytest.raises(NotAllowed):
            show_register(store, "n.body", ReliefRegisterAsked(contract=CONTRACT))
        with pytest.raises(NoSuchMonth):
            show_register(store, OFFICER, ReliefRegisterAsked(contract=CONTRACT, month="2017-01"))


def test_what_waits_is_shown_as_if_agreed_and_says_where_it_would_be_set_aside(tmp_path: Path) -> None:
    # 80 of 100 meets its band, and too few to judge costs as much as the worst band: relief would be dearer.
    text = TEXT.replace("below_minimum: {take: no deduction", "below_minimum: {take: worst band").replace(
        "    target: 90\n", "    target: 90\n    minimum_denominator: 50\n", 1
    )
    with libraries(tmp_path / "store", text.replace("at_least: 90,", "at_least: 80,", 1)) as (store, clock):
        clock.now = at("2018-05-09 09:00")
        assert sent(store, returned("2018-04", "80", text=text.replace("at_least: 90,", "at_least: 80,", 1))).became
        _asked(store, effect="remove_rows", numerator=80, denominator=60)
        (entry,) = show_register(store, OFFICER, ReliefRegisterAsked(contract=CONTRACT, month="2018-04")).entries
    assert entry.worth is not None
    assert (entry.worth.with_it, entry.worth.set_aside) == (entry.worth.without_it, ("F1",))
    whole = pounds(entry.worth.with_it)
    assert list(worth(entry)) == [
        f"If it is agreed, charge less deductions comes to {whole} in place of {whole}: nothing changes.",
        "It would be set aside for F1: with it the measure would be dearer, so the figure without relief is used.",
    ]


def test_who_may_decide_is_one_answer(tmp_path: Path) -> None:
    with libraries(tmp_path / "store", TEXT) as (store, _clock):
        _asked(store)
        assert require_decider(store, CERTIFIER, CONTRACT, 1).relief == 1
        with pytest.raises(NotAllowed):
            require_decider(store, PROVIDER, CONTRACT, 1)
        with store.write(CERTIFIER, "appoint people", CONTRACT) as writing:
            people.appoint(writing, PROVIDER, CONTRACT, Role.CERTIFYING_OFFICER, date(2018, 4, 1))
        with pytest.raises(NotTheDecider, match="asked for it"):
            require_decider(store, PROVIDER, CONTRACT, 1)


def test_a_statement_certified_before_effects_had_words_still_says_them() -> None:
    shown = ReliefShown(
        relief=1,
        effect="excuse_measure",
        indicators=("F1", "F2"),
        first="2018-04",
        last="2018-06",
        cause="Flood",
        reference="LB 18/05/4",
        set_aside=(),
    )
    assert " ".join(on_statement(shown)) == (
        "Relief 1 excuses the measure, for F1 and F2 in April 2018 to June 2018. Cause: Flood. Agreed as LB 18/05/4."
    )
