"""The Payment page as a statement goes from draft to payment: what each person is offered, and what a step does."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from contracts import months
from dashboard import data, statement_file
from dashboard.figures import headline
from dashboard.figures import life as figures
from dashboard.installation import Installation, serving
from statements import drafting
from statements.ledgers import ledger_of
from statements.life import refusals
from store.clock import stand_still
from store.session import Store
from tests.dashboard.made import parsed, text
from tests.reckoner.running import Desk
from tests.statements.fenland import CONTRACT, OFFICER, at, returned, sent, stating
from tests.statements.life.libraries import (
    CERTIFIER,
    COLLEAGUE,
    NOTICE,
    PROVIDER,
    REOPENING,
    agreed_text,
    certify,
    determine,
    libraries,
    pay,
    reply,
    send,
    settle,
    shown,
)


@contextmanager
def page(store: Store, person: str) -> Iterator[AppTest]:
    """The Payment page of April as a person sees it; interactions run while the store is served."""
    app = AppTest.from_file(str(Path(__file__).parent / "payment_page.py"), default_timeout=60)
    for name, value in {"contract": CONTRACT, "month": "2018-04", "person": person}.items():
        app.query_params[name] = value
    with serving(Installation(store, demo=True)):
        app.run()
        assert not app.exception
        yield app
        assert not app.exception


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """On 9 May 2018, with April's return in: 80 of 100 in time, which costs £500.00."""
    with libraries(tmp_path / "store") as (opened, clock):
        clock.now = at("2018-05-09 09:00")
        assert sent(opened, returned("2018-04", "80", text=agreed_text())).became == "accepted"
        yield opened


def buttons(app: AppTest) -> list[str]:
    return [each.label for each in app.main.button]


def dates(app: AppTest) -> list[str]:
    """The days that forms ask for, without the one as of which the statement may be seen."""
    return [each.label for each in app.main.date_input if each.label != THEN]


def downloads(app: AppTest) -> list[str]:
    return [each.proto.label for each in app.main.get("download_button")]


def said(app: AppTest) -> str:
    return text(parsed("".join(each.proto.body for each in app.main.get("html"))))


APRIL = months.parse("2018-04")
THEN = "At the end of"
RULE = "Record the decision on the deduction"


def test_a_waiver_needs_its_authority_and_then_stands_on_the_register(store: Store) -> None:
    with page(store, CERTIFIER) as app:
        assert "Control account" in said(app)
        assert "Waiver register" not in said(app)
        for authority in ("", "LB 18/05/4"):
            app.main.radio[0].set_value("waiver")
            app.main.text_input[0].set_value("£200.00")
            app.main.text_area[0].set_value("The flood.")
            app.main.text_input[1].set_value(authority)
            app.main.button[0].click().run()
            assert [each.value[:43] for each in app.main.error] == (
                [] if authority else ["A waiver needs a reason and an authority, su"[:43]]
            )
        assert "£200.00 given back" in said(app)
        assert "LB 18/05/4" in said(app)


def test_each_person_takes_their_own_step(store: Store) -> None:
    with page(store, OFFICER) as app:
        assert buttons(app) == ["Send to the provider"]
        app.button(key="send").click().run()
        assert buttons(app) == []
        assert "replies by 23 May 2018" in said(app)
    with page(store, PROVIDER) as app:
        assert buttons(app) == ["Agree every line", "Record the answer"]
        app.button(key="agree").click().run()
        assert shown(store, "2018-04").state == "agreed"
    with page(store, CERTIFIER) as app:
        assert buttons(app) == ["Certify", RULE]
        app.button(key="certify").click().run()
        assert buttons(app) == ["Record the payment", RULE]
        assert "Certified on 9 May 2018" in "".join(each.value for each in app.main.markdown)
        app.main.text_input[0].set_value("£99,500.00")
        app.main.text_input[1].set_value("INV-7")
        app.main.button[0].click().run()
        assert "£99,500.00 of £99,500.00" in said(app)
    assert shown(store, "2018-04").state == "paid"


def test_a_dispute_is_written_down_and_decided(store: Store) -> None:
    send(store, "2018-04")
    with page(store, PROVIDER) as app:
        app.main.selectbox[0].set_value(2)
        app.main.text_area[0].set_value("Twenty were closures.")
        app.main.button[1].click().run()
        assert "Twenty were closures." in said(app)
        assert "The disputed £500.00 is held until the dispute ends (clause 8.2)." in said(app)
        assert buttons(app) == ["Withdraw the dispute about line 2, and agree every line", "Record the answer"]
    with page(store, CERTIFIER) as app:
        app.main.text_input[0].set_value("Minute 7")
        assert app.main.radio[0].value is None
        app.main.button[0].click().run()
        assert [each.value for each in app.main.error] == [
            "Say how the dispute about the line ended. Nothing was recorded."
        ]
        assert shown(store, "2018-04").open_disputes == (2,)
        app.main.radio[0].set_value("stands")
        app.main.button[0].click().run()
        assert "Stands (Minute 7)." in said(app)
    assert shown(store, "2018-04").open_disputes == ()


def test_a_dispute_about_a_certified_line_does_not_end_with_a_correction(store: Store) -> None:
    send(store, "2018-04")
    reply(store, "2018-04", "agreed")
    reply(store, "2018-04", "disputed", 2, "Twenty were closures.")
    with page(store, CERTIFIER) as app:
        assert app.main.radio[0].options == ["stands", "to be corrected"]
        certify(store, "2018-04")
        app.run()
        assert app.main.radio[0].options == ["stands"]
        assert "record the amount that stays of it: see “Decide about a deduction”" in notes(app)
    with pytest.raises(refusals.CorrectionTooLate) as refused:
        determine(store, "2018-04", 2, "to be corrected")
    assert "“reckoner fix-amount fenland-libraries 2018-04 2 determined”" in str(refused.value)


def test_a_decision_about_a_deduction_is_chosen_and_never_assumed(store: Store) -> None:
    with page(store, CERTIFIER) as app:
        app.main.text_input[0].set_value("£200.00")
        app.main.text_area[0].set_value("The flood.")
        app.main.text_input[1].set_value("LB 18/05/4")
        assert app.main.radio[0].value is None
        app.main.button[0].click().run()
        assert [each.value for each in app.main.error] == [
            "Say what was decided about the deduction. Nothing was recorded."
        ]
        assert "Waiver register" not in said(app)


def test_everybody_is_told_what_silence_does_while_replies_are_open(store: Store) -> None:
    silence = "A line that is not answered by 23 May 2018 counts as agreed (clause 8.1)."
    with page(store, PROVIDER) as app:
        assert silence not in said(app)
    send(store, "2018-04")
    for person in (PROVIDER, OFFICER, CERTIFIER):
        with page(store, person) as app:
            assert silence in said(app)
    reply(store, "2018-04", "agreed")
    with page(store, PROVIDER) as app:
        assert silence not in said(app)


def test_the_page_says_which_lines_wait_and_which_days_the_contract_sets(tmp_path: Path) -> None:
    rules = stating(agreed_text(), NOTICE + REOPENING)
    with libraries(tmp_path / "store", rules) as (store, clock):
        clock.now = at("2018-05-09 09:00")
        assert sent(store, returned("2018-04", "80", text=rules)).became == "accepted"
        # Ten working days from 30 April, of which the 7th of May is none; two months from the end of April.
        notice = "Notice of the month's own deductions is due by 15 May 2018."
        reopened = "April 2018 may be reopened until 30 June 2018: after it no return of the month counts"
        with page(store, PROVIDER) as app:
            assert notice in said(app)
            assert reopened not in said(app)
        send(store, "2018-04")
        with page(store, PROVIDER) as app:
            assert "No line is answered yet." in said(app)
            assert notice not in said(app)
        reply(store, "2018-04", "disputed", 2, "Twenty were closures.")
        with page(store, PROVIDER) as app:
            assert "Not answered yet: line 1." in said(app)
        reply(store, "2018-04", "agreed")
        certify(store, "2018-04")
        with page(store, PROVIDER) as app:
            assert "nswered" not in text(parsed(str(figures.besides(shown(store, "2018-04")))))
            assert reopened in said(app)
        late = shown(store, "2018-04").model_copy(update={"known_at": at("2018-07-01 00:00")})
        assert "April 2018 could be reopened until 30 June 2018" in str(figures.besides(late))


def notes(app: AppTest) -> str:
    return " ".join(each.value for each in app.main.markdown)


def test_what_can_only_be_refused_cannot_be_pressed_and_says_why(store: Store) -> None:
    send(store, "2018-04")
    with page(store, CERTIFIER) as app:
        assert app.button(key="certify").disabled
        assert "may reply until the end of 23 May 2018" in notes(app)
    reply(store, "2018-04", "agreed")
    with page(store, CERTIFIER) as app:
        assert not app.button(key="certify").disabled
        assert "It is the digest at the foot of this page." in notes(app)
    assert sent(store, returned("2018-04", "95", text=agreed_text()), because="Counted again.").became == "accepted"
    with page(store, CERTIFIER) as app:
        assert app.button(key="certify").disabled
        assert "The contract officer sends the new draft first." in notes(app)
        assert "it is of the newest draft" in notes(app)


def test_a_month_that_waits_its_turn_is_not_offered_to_be_sent(store: Store) -> None:
    send(store, "2018-04")
    reply(store, "2018-04", "agreed")
    certify(store, "2018-04")
    with page(store, OFFICER) as app:
        app.query_params["month"] = "2018-05"
        app.run()
        assert app.button(key="send").disabled
        assert "May 2018 is not over. Send its statement from 1 June 2018." in notes(app)


def test_the_statement_after_the_last_month_is_sent_on_its_page(tmp_path: Path) -> None:
    # April's failure is priced with May's charge, and the contract ends with April: May's statement has £500.00 alone.
    ended = agreed_text().replace("priced: the month's own charge", "priced: the next month's charge")
    ended = ended.replace("last_day: 2020-03-31", "last_day: 2018-04-30")
    with libraries(tmp_path / "ended", ended) as (store, clock):
        clock.now = at("2018-05-09 09:00")
        assert sent(store, returned("2018-04", "80", text=ended)).became == "accepted"
        settle(store, "2018-04")
        clock.now = at("2018-06-01 09:00")
        with page(store, OFFICER) as app:
            app.query_params["month"] = "2018-05"
            app.run()
            assert app.title[0].value == "Payment statement for May 2018"
            assert "−£500.00" in said(app)
            app.button(key="send").click().run()
        assert shown(store, "2018-05").state == "with provider"


def test_a_step_refused_after_all_says_why_and_changes_nothing(store: Store) -> None:
    with page(store, OFFICER) as app:
        send(store, "2018-04", COLLEAGUE)
        version = store.version
        app.button(key="send").click().run()
        assert "is with the provider" in app.main.error[0].value
        assert store.version == version


def test_a_dispute_names_its_line_and_says_why_and_what_was_typed_stays(store: Store) -> None:
    send(store, "2018-04")
    with page(store, PROVIDER) as app:
        assert app.main.selectbox[0].value is None
        assert [each[:1] for each in app.main.selectbox[0].options] == ["2", "1"]
        app.main.text_area[0].set_value("Twenty were closures.")
        app.main.button[1].click().run()
        assert app.main.error[0].value.startswith("A dispute says which line is disputed.")
        assert app.main.text_area[0].value == "Twenty were closures."
        app.main.selectbox[0].set_value(2)
        app.main.button[1].click().run()
        assert not app.main.error
        assert (app.main.selectbox[0].value, app.main.text_area[0].value) == (None, "")
    with page(store, OFFICER) as app:
        assert buttons(app) == []
        assert "There is no new draft to send" in notes(app)
    determine(store, "2018-04", 2, "to be corrected")
    with page(store, OFFICER) as app:
        assert buttons(app) == ["Send the new draft to the provider"]


def test_a_disputed_charge_is_not_called_nothing_in_pounds(store: Store) -> None:
    send(store, "2018-04")
    reply(store, "2018-04", "disputed", 1, "The index is wrong.")
    with page(store, OFFICER) as app:
        assert "line 1: nothing taken off" in said(app)
        assert "What is disputed (line 1) takes nothing off on what is known now." in said(app)


def test_an_amount_that_is_none_is_named(store: Store) -> None:
    send(store, "2018-04")
    reply(store, "2018-04", "agreed")
    certify(store, "2018-04")
    with page(store, CERTIFIER) as app:
        app.main.text_input[0].set_value("a lot")
        app.main.text_input[1].set_value("INV-7")
        app.main.button[0].click().run()
        assert app.main.error[0].value.startswith("Found “a lot”. Expected an amount in pounds and pence")


def test_one_line_is_agreed_and_the_others_are_still_open(store: Store) -> None:
    send(store, "2018-04")
    with page(store, PROVIDER) as app:
        nothing = "Found no line. Expected the line that is agreed. Nothing was recorded: choose one."
        for line, refused in ((None, [nothing]), (2, [])):
            app.main.selectbox[0].set_value(line)
            app.main.radio[0].set_value("agreed")
            app.button(key="FormSubmitter:answer 0-Record the answer").click().run()
            assert [each.value for each in app.main.error] == refused
    stands = shown(store, "2018-04")
    assert ([(each.line, each.answer) for each in stands.answers], stands.state) == ([(2, "agreed")], "with provider")
    assert 2 not in stands.unanswered
    assert stands.unanswered


def test_the_statement_as_it_was_known_on_an_earlier_day(tmp_path: Path) -> None:
    with libraries(tmp_path / "store") as (store, clock):
        for day, filled in (("2018-05-04 09:00", "80"), ("2018-05-09 09:00", "95")):
            clock.now = at(day)
            assert (
                sent(store, returned("2018-04", filled, text=agreed_text()), because="Counted again.").became
                == "accepted"
            )
        with page(store, OFFICER) as app:
            assert downloads(app) == ["Download this statement (JSON)"]
            (then,) = (each for each in app.main.date_input if each.label == THEN)
            then.set_value(date(2018, 5, 8)).run()
            assert downloads(app)[1:] == ["Download it as it was known then (JSON)"]
            # With 80 of 100 in time April came to £500.00 less than with 95.
            assert (
                "was a draft and came to £99,500.00 before VAT. The one above comes to £100,000.00, £500.00 more."
                in said(app)
            )
            assert "Net payment before VAT£99,500.00£100,000.00" in said(app).replace("\n", "")
            then.set_value(date(2018, 5, 9)).run()
            assert "came to £100,000.00 before VAT. It is the same, word for word, as the one above." in said(app)
            # No return had come by then: both figures count as their worst band.
            then.set_value(date(2018, 4, 2)).run()
            assert not app.main.error


def test_a_statement_is_taken_away_as_the_command_prints_it_for_programs(tmp_path: Path) -> None:
    with libraries(tmp_path / "store") as (store, clock):
        clock.now = at("2018-05-09 09:00")
        assert sent(store, returned("2018-04", "80", text=agreed_text())).became == "accepted"
        seen = drafting.statement(ledger_of(store, CONTRACT), APRIL)
    stand_still(tmp_path / "store", at("2018-05-09 09:00"))
    ran = Desk(tmp_path / "store").run("statement", CONTRACT, "2018-04", "--format", "json", person=OFFICER)
    assert statement_file.content(seen) == ran.out
    assert statement_file.name(seen) == f"fenland-libraries-2018-04-{seen.digest[:12]}.json"


def test_a_corrected_month_shows_its_bridge_and_the_next_one_its_adjustment(store: Store) -> None:
    send(store, "2018-04")
    reply(store, "2018-04", "agreed")
    certify(store, "2018-04")
    content = returned("2018-04", "95", text=agreed_text())
    assert sent(store, content, because="Counted again.").became == "accepted"
    with page(store, OFFICER) as app:
        assert "Figures revised+£500.00" in said(app).replace("\n", "")
        app.query_params["month"] = "2018-05"
    with page(store, OFFICER) as app:
        app.query_params["month"] = "2018-05"
        app.run()
        assert "Adjustment of April 2018" in said(app)


def test_an_invoice_is_recorded_by_its_form_and_withdrawn_again(store: Store) -> None:
    send(store, "2018-04")
    reply(store, "2018-04", "agreed")
    certify(store, "2018-04")
    with page(store, PROVIDER) as app:
        assert buttons(app) == ["Record the invoice"]
        # The day of receipt is the council's to say.
        assert dates(app) == ["Date on it"]
        assert "It is to come to £99,500.00." in said(app)
    with page(store, OFFICER) as app:
        assert dates(app) == ["Date on it", "Day received"]
        for number in ("", "OS-7"):
            app.main.text_input[0].set_value(number)
            app.main.button[0].click().run()
            assert [each.value[:31] for each in app.main.error] == (
                [] if number else ["Found invoice number “”. Expect"]
            )
        assert "Invoice OS-7 for April 2018 of 9 May 2018" in said(app)
        assert "1 of 1 certified month invoiced" in said(app)
        assert buttons(app) == ["Withdraw it"]
        app.main.text_input[0].set_value("Typed wrongly.")
        app.main.button[0].click().run()
        assert buttons(app) == ["Record the invoice"]
        assert "Withdrawn: invoice OS-7, record 1. Typed wrongly." in said(app)


@pytest.mark.parametrize(
    ("state", "now"),
    [("draft", "Draft"), ("with provider", "With provider"), ("agreed", "Agreed"), ("certified", "Certified")],
)
def test_the_step_at_hand_is_marked(store: Store, state: str, now: str) -> None:
    life = shown(store, "2018-04").model_copy(update={"state": state})
    marked = [each for each in parsed(figures.steps(life)).iter("li") if each.get("aria-current") == "step"]
    assert [text(next(each.iter("b"))) for each in marked] == [now]


def test_a_phrase_says_what_state_the_months_money_is_in(store: Store) -> None:
    assert figures.in_a_phrase(shown(store, "2018-04")) == "a draft, not sent to the provider"
    assert figures.in_a_phrase(send(store, "2018-04")) == "with the provider, replies by 23 May 2018"
    reply(store, "2018-04", "agreed")
    assert figures.in_a_phrase(certify(store, "2018-04")) == "certified, not paid yet"
    assert figures.in_a_phrase(pay(store, "2018-04", 99_000_00, date(2018, 5, 9))) == "certified, £99,000.00 paid"
    assert figures.in_a_phrase(pay(store, "2018-04", 500_00, date(2018, 5, 9))) == "certified and paid"
    seen = data.in_view(store, CONTRACT, months.parse("2018-04"))
    told = text(parsed(headline.figures(seen, shown(store, "2018-04"))))
    assert "£99,500.00 payable before VAT: certified and paid" in told


@pytest.fixture
def first_line_gone(store: Store) -> Store:
    """Draft 1 takes £500.00 for F1 (line 2) and for F2 (line 3); then F1 is met, and F2 would stand on line 2."""
    both = returned("2018-04", "80", "12", text=agreed_text())
    assert sent(store, both, because="Counted again.").became == "accepted"
    send(store, "2018-04")
    one = returned("2018-04", "95", "12", text=agreed_text())
    assert sent(store, one, because="Counted again.").became == "accepted"
    return store


def test_a_line_is_answered_by_its_number_on_the_draft_that_was_sent(first_line_gone: Store) -> None:
    with page(first_line_gone, PROVIDER) as app:
        box = app.main.selectbox[0]
        assert box.label == "Line of draft 1"
        assert box.options == [
            "2. Reservations filled within a week: −£500.00",
            "3. Days on which a branch was shut: −£500.00",
            "1. Fee: £100,000.00",
        ]
        box.set_value(3)
        app.main.text_area[0].set_value("The flood.")
        app.main.button[1].click().run()
        assert "0 of 3 lines of draft 1 agreed" in said(app)
        assert "3Days on which a branch was shutDisputedThe flood." in said(app)
    with page(first_line_gone, CERTIFIER) as app:
        assert app.main.selectbox[0].options == ["3. Days on which a branch was shut: −£500.00"]


def test_the_draft_that_the_provider_has_stands_beside_a_newer_one(first_line_gone: Store) -> None:
    with page(first_line_gone, PROVIDER) as app:
        assert "Draft 1, as the provider has it3 lines, £99,000.00 before VAT" in said(app)
        # Clause 6.2, 12 days: the third line of the draft, which no longer is the third on what is known now.
        assert "3. Days on which a branch was shut (6.2, 12)−£500.00Together£99,000.00" in said(app)
        send(first_line_gone, "2018-04")
        assert "as the provider has it" not in said(app.run())


def test_nobody_answers_a_draft_that_came_while_they_read_another(first_line_gone: Store) -> None:
    with page(first_line_gone, PROVIDER) as app:
        send(first_line_gone, "2018-04")
        version = first_line_gone.version
        app.button(key="agree").click().run()
        assert app.main.error[0].value.startswith("This was about draft 1 for April 2018. Draft 2 was sent last")
        assert first_line_gone.version == version
        # The page shows the second draft now, and the provider agrees to that one.
        app.button(key="agree").click().run()
        assert shown(first_line_gone, "2018-04").state == "agreed"


def test_nor_does_a_form_that_was_filled_in_for_the_draft_before(first_line_gone: Store) -> None:
    with page(first_line_gone, PROVIDER) as app:
        app.main.selectbox[0].set_value(3)
        app.main.text_area[0].set_value("The flood.")
        send(first_line_gone, "2018-04")
        app.button(key="FormSubmitter:answer 0-Record the answer").click().run()
        assert app.main.error[0].value.startswith("This was about draft 1 for April 2018. Draft 2 was sent last")
        assert shown(first_line_gone, "2018-04").answers == ()


def test_a_deduction_is_decided_by_its_number_on_the_draft_that_was_sent(first_line_gone: Store) -> None:
    with page(first_line_gone, CERTIFIER) as app:
        app.main.selectbox[0].set_value(3)
        app.main.radio[0].set_value("waiver")
        app.main.text_input[0].set_value("£200.00")
        app.main.text_area[0].set_value("The flood.")
        app.main.text_input[1].set_value("LB 18/05/4")
        app.button(key="FormSubmitter:rule 0-Record the decision on the deduction").click().run()
        assert "Days on which a branch was shut, Apr 2018, line 3Waiver" in said(app)
