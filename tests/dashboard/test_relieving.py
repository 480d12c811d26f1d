"""Relief on the Payment page: asked for by its form, decided by somebody else, and shown with and without."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from statements.relief_asked import ReliefAsked
from statements.relief_record import DecisionAsked, decide, propose
from statements.relief_register import ReliefEntry, ReliefRegisterAsked, show_register
from store.session import Store
from tests.dashboard.test_settling import page, said
from tests.statements.fenland import CONTRACT, OFFICER, at, returned, sent, stating
from tests.statements.life.libraries import AGREED, CERTIFIER, COLLEAGUE, PROVIDER, agreed_text, libraries

ALL = AGREED.replace("[excuse_measure]", "[excuse_measure, reduce_amount, remove_rows, count_as_met]")
TEXT = stating(agreed_text(), ALL)
ASK, DECIDE = "Ask for this relief", "Record the decision on relief"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """On 9 May 2018, with April's return in: 80 of 100 in time, which costs £500.00."""
    with libraries(tmp_path / "store", TEXT) as (opened, clock):
        clock.now = at("2018-05-09 09:00")
        assert sent(opened, returned("2018-04", "80", text=TEXT)).became == "accepted"
        yield opened


def asked(store: Store, person: str = PROVIDER, **changed: Any) -> int:
    """Ask for April's F1 to be excused, unless the case says otherwise."""
    stated = {
        "contract": CONTRACT,
        "effect": "excuse_measure",
        "indicators": ("F1",),
        "first": "2018-04",
        "last": "2018-04",
        "notice_day": date(2018, 4, 20),
        "cause": "The catalogue was moved",
        "particulars": "It could not be searched.",
    }
    return propose(store, person, ReliefAsked.model_validate({**stated, **changed})).relief


def agreed(store: Store, number: int) -> None:
    said = {"contract": CONTRACT, "relief": number, "decision": "agreed", "reference": "LB 18/05/4"}
    decide(store, CERTIFIER, DecisionAsked.model_validate(said))


def entries(store: Store) -> tuple[ReliefEntry, ...]:
    return show_register(store, OFFICER, ReliefRegisterAsked(contract=CONTRACT, month="2018-04")).entries


def button(app: AppTest, name: str) -> Any:
    return next(each for each in app.main.button if each.label == name)


def box(app: AppTest, label: str) -> Any:
    found = (*app.main.text_input, *app.main.text_area, *app.main.selectbox, *app.main.multiselect, *app.main.radio)
    return next(each for each in found if each.label.startswith(label))


def labels(app: AppTest) -> set[str]:
    return {each.label for each in (*app.main.text_input, *app.main.text_area)}


def test_relief_is_asked_for_decided_by_another_and_shown_with_and_without(store: Store) -> None:
    with page(store, PROVIDER) as app:
        assert "No relief has been asked for." in said(app)
        box(app, "What it is to do").set_value("reduce_amount").run()
        box(app, "Indicators").set_value(["F1"])
        box(app, "Percentage").set_value("25%")
        box(app, "Cause").set_value("The catalogue was moved")
        box(app, "Particulars").set_value("It could not be searched.")
        button(app, ASK).click().run()
        assert app.main.success[0].value == "It is asked for, and waits for a decision."
        assert "1 waits for a decision" in said(app)
        assert box(app, "Cause").value == ""
    with page(store, CERTIFIER) as app:
        # A quarter of £500.00.
        words = "If it is agreed, charge less deductions comes to £99,625.00 in place of £99,500.00: £125.00 less"
        assert words in said(app)
        assert "Agreed relief on this statement" not in said(app)
        box(app, "What was decided about it").set_value("agreed")
        box(app, "The board’s reference").set_value("LB 18/05/4")
        button(app, DECIDE).click().run()
        assert app.main.success[0].value == "Relief 1 is agreed."
        assert "Charge less deductions: £99,625.00 with it, £99,500.00 without any" in said(app)
        assert "Relief 1 reduces what it costs by 25%, for F1 in April 2018. Cause: The catalogue was moved." in said(
            app
        )
        assert f"Agreed by {CERTIFIER} on 9 May 2018: LB 18/05/4." in said(app)
        assert "comes to £99,625.00 with it, and to £99,500.00 without it: £125.00 less is deducted." in said(app)


def test_all_faults_are_told_at_once_and_what_was_typed_stays(store: Store) -> None:
    with page(store, PROVIDER) as app:
        box(app, "What it is to do").set_value("reduce_amount").run()
        box(app, "Percentage").set_value("a third")
        box(app, "Particulars").set_value("It could not be searched.")
        version = store.version
        button(app, ASK).click().run()
        (told,) = [each.value for each in app.main.error]
        assert told == (
            "Found “a third”. Expected a number for the percentage. "
            "Found no indicator. Expected at least one of the contract’s: F1 and F2. "
            "Found no cause. Expected what made the relief necessary. Nothing was recorded."
        )
        assert store.version == version
        assert (box(app, "Percentage").value, box(app, "Particulars").value) == ("a third", "It could not be searched.")
        box(app, "Percentage").set_value("33.335")
        button(app, ASK).click().run()
        assert "Found 33.335%. Expected at most two decimal places" in app.main.error[0].value


def test_the_form_asks_what_the_effect_needs(store: Store) -> None:
    always = {"Cause: what made it necessary", "Particulars, without personal data"}
    counts = {f"How much leaves the {name} of each month" for name in ("numerator", "denominator")}
    needed = {
        "excuse_measure": set(),
        "reduce_amount": {"Percentage that is taken off"},
        "remove_rows": counts,
        "count_as_met": {"How many more count as met in each month"},
    }
    with page(store, PROVIDER) as app:
        for effect, more in needed.items():
            box(app, "What it is to do").set_value(effect).run()
            assert labels(app) - {"What is wrong with it"} == always | more


def test_whoever_may_not_decide_is_told_why_by_the_rule_that_refuses(store: Store) -> None:
    asked(store)
    with page(store, OFFICER) as app:
        assert "Deciding on relief on “Fenland libraries” is for a board member or a certifying officer" in said(app)
        assert DECIDE not in {each.label for each in app.main.button}
        assert ASK in {each.label for each in app.main.button}
    with page(store, CERTIFIER) as app:
        assert {ASK, DECIDE} & {each.label for each in app.main.button} == {DECIDE}
    asked(store, COLLEAGUE)
    with page(store, COLLEAGUE) as app:
        assert "Relief 2: You asked for it, so somebody else decides this relief." in said(app)
        assert [each[:2] for each in box(app, "Relief").options] == ["1."]


def test_a_decision_without_answer_or_reference_is_refused(store: Store) -> None:
    asked(store)
    with page(store, CERTIFIER) as app:
        button(app, DECIDE).click().run()
        assert app.main.error[0].value.startswith("Say whether it is agreed or refused. Nothing was recorded. Give the")
        box(app, "What was decided about it").set_value("refused")
        button(app, DECIDE).click().run()
        assert app.main.error[0].value.startswith("Give the board's reference")
        assert entries(store)[0].decision is None
        box(app, "The board’s reference").set_value("LB 18/05/4")
        button(app, DECIDE).click().run()
    assert [(each.decision, each.worth) for each in entries(store)] == [("refused", None)]


def test_what_waits_is_offered_first_and_a_decision_can_be_taken_anew(store: Store) -> None:
    agreed(store, asked(store))
    asked(store)
    with page(store, CERTIFIER) as app:
        assert [each.split(":")[0] for each in box(app, "Relief").options] == ["2. Waits for a decision", "1. Agreed"]


def test_each_relief_is_shown_with_and_without_itself_alone(store: Store) -> None:
    agreed(store, asked(store, effect="reduce_amount", percent="50"))
    agreed(store, asked(store, effect="reduce_amount", percent="10"))
    asked(store, first="2018-05", last="2018-06")
    # £500.00 less 60% is £200.00; without the first 10% leaves £450.00, without the second 50% leaves £250.00.
    assert [each.worth and (each.worth.with_it, each.worth.without_it) for each in entries(store)] == [
        (99_800_00, 99_550_00),
        (99_800_00, 99_750_00),
        None,
    ]


def test_a_contract_under_which_none_may_be_agreed_shows_nothing_of_it(tmp_path: Path) -> None:
    with libraries(tmp_path / "store") as (opened, clock):
        clock.now = at("2018-05-09 09:00")
        with page(opened, PROVIDER) as app:
            assert "Relief" not in said(app)
            assert ASK not in {each.label for each in app.main.button}
