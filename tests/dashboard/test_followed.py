"""What is done about a failure and what is asked, as the cards and the indicator's page say it."""

from dataclasses import replace
from datetime import date

from dashboard.figures import actions, concerns, headline, note
from dashboard.figures.followed import Followed
from statements.matters import Matters
from statements.sittings import Sitting
from tests.dashboard.made import contract, measure, parsed, receipt, text, view
from tests.dashboard.matters_made import BEFORE, MET, action, at, decision, done, entry, followed, meeting

FAILING = view(measure("A", band=4), measure("B"))


def card(told: Followed) -> str:
    return text(parsed(concerns.cards(FAILING, told, "light")).find(".//article"))


def test_nothing_recorded_is_said_with_whose_it_is() -> None:
    said = card(followed())
    assert "What nextNo action is recorded. Owner: Admissions Manager." in said
    assert "Decision asked None is recorded." in said


def test_a_card_says_who_does_what_by_when() -> None:
    said = card(followed(action(1, "Two locums start.")))
    assert "What nextAction Two locums start. Head of SEND, due 9 January 2017." in said


def test_overdue_is_said_plainly_and_the_due_date_itself_is_in_time() -> None:
    late = card(followed(action(1, "Two locums start.", "2016-12-19")))
    assert "Head of SEND: overdue by 1 day, due 19 December 2016." in late
    assert "overdue" not in card(followed(action(1, "Two locums start.", "2016-12-20")))


def test_a_due_date_that_moved_is_told_with_the_first() -> None:
    said = card(followed(action(1, "Two locums start.", "2017-03-13", first_due="2017-01-09")))
    assert "due 13 March 2017 (at first 9 January 2017)." in said


def test_the_earliest_due_comes_first_and_a_card_holds_three() -> None:
    many = [action(number, f"Step {number}.", f"2017-01-{31 - number:02}") for number in range(1, 6)]
    said = card(followed(*many))
    assert said.index("Step 5.") < said.index("Step 4.") < said.index("Step 3.")
    assert "Step 2." not in said
    assert "And 2 more." in said


def test_an_action_that_ended_before_the_meeting_is_not_what_comes_next() -> None:
    ended = done(1, "The figure is recovered.", "2016-12-12")
    assert "No action is open. Owner" in card(followed(ended, takes=meeting(MET)))
    assert "No action is open. Owner" in card(followed(ended))


def test_an_action_that_ended_since_the_meeting_is_told_as_done() -> None:
    said = card(followed(done(1, "The figure is recovered.", "2016-12-15"), takes=meeting(MET)))
    assert "Head of SEND: done 15 December 2016." in said


def test_a_decision_stands_with_its_answer() -> None:
    answered = decision(
        1, "Agree the plan.", state="answered", answer="Agreed.", day=MET, minute="4.1", answered_at=at("2016-12-15")
    )
    said = card(followed(answered))
    assert "Decision asked Agree the plan.Decided on 14 December 2016 Agreed. (minute 4.1)" in said


def test_what_nobody_answered_is_asked_again_and_what_was_withdrawn_is_not() -> None:
    earlier = decision(1, "Agree the old plan.", month="2016-10")
    withdrawn = decision(2, "Agree the wrong plan.", state="withdrawn", answer="A slip.")
    later = decision(3, "Agree the next plan.", month="2016-12")
    said = card(followed(earlier, withdrawn, later))
    assert "Agree the old plan." in said
    assert "wrong plan" not in said
    assert "next plan" not in said


def test_what_has_no_card_is_before_the_board_all_the_same() -> None:
    told = followed(
        action(1, "Savings are set out.", indicator=None),
        decision(2, "Close the plan.", indicator="B"),
        action(3, "Offers are chased.", indicator="B"),
    )
    (_, others) = parsed(concerns.cards(FAILING, told, "light")).findall(".//article")
    assert text(others) == (
        "Also before the board Offers made in timeDecision asked Close the plan."
        "The contract as a wholeAction Savings are set out. Head of SEND, due 9 January 2017."
    ).replace("board Offers", "boardOffers")
    assert actions.others(FAILING, followed(), frozenset("A")) is None


def test_a_late_return_has_no_action_of_its_own() -> None:
    seen = view(receipt("late"))
    bare = text(parsed(concerns.cards(seen, followed(), "light")))
    assert "No action is recorded. Owner: Cambridge Education." in bare
    whole = followed(action(1, "A calendar is agreed.", indicator=None))
    assert "Those for the whole contract stand below." in text(parsed(concerns.cards(seen, whole, "light")))


def test_a_past_month_says_when_its_actions_stood_so() -> None:
    past = followed(takes=meeting(MET), following=BEFORE.replace(year=2017), today=MET)
    assert "Actions as they stood at the meeting of 14 December 2016." in text(
        parsed(concerns.cards(FAILING, past, "light"))
    )


def test_what_somebody_wrote_is_text_and_never_markup() -> None:
    told = followed(
        action(1, "<b>Bold</b> & bare."), decision(2, "<script>", state="answered", answer="<i>", day=MET, minute="<")
    )
    parsed(concerns.cards(FAILING, told, "light"))
    assert "<b>Bold</b> & bare." in card(told)


def test_the_page_names_its_meeting() -> None:
    agreed = contract()
    assert headline.context(agreed).startswith("Contract Monitoring Board")
    held = headline.context(agreed, followed(takes=meeting(MET)).sitting)
    assert held == "Contract Monitoring Board, meeting of 14 December 2016"
    planned = headline.context(agreed, followed(takes=meeting(MET, "planned")).sitting)
    assert planned == "Contract Monitoring Board, meeting planned for 14 December 2016"


def matters() -> Matters:
    return followed(
        done(1, "The figure is recovered.", "2016-12-15"),
        action(
            2,
            "Two locums start.",
            "2016-12-19",
            entry("progress", "2016-12-12", "One was found."),
            first_due="2016-12-09",
        ),
        action(3, "Offers are chased.", indicator="B"),
        decision(1, "Agree the plan."),
    ).matters


def test_an_indicators_page_lists_its_actions_open_ones_first() -> None:
    section = parsed(actions.section(matters(), "A"))
    assert text(section.find(".//header")) == "Actions and decisions1 open, 1 overdue"
    first, second = section.findall(".//table")[0].findall("tbody/tr")
    assert [text(cell) for cell in first] == [
        "2. Two locums start.12 December 2016, J. Osei: One was found.", "Head of SEND",
        "19 December 2016at first 9 December 2016", "Overdue",
    ]  # fmt: skip
    assert [text(cell) for cell in second][-1] == "Done15 December 2016"
    assert [text(cell) for cell in section.findall(".//table")[1].findall("tbody/tr/*")] == [
        "1. Agree the plan.", "November 2016", "–",
    ]  # fmt: skip


def test_an_indicators_page_says_that_nothing_is_recorded() -> None:
    said = text(parsed(actions.section(matters(), "C")))
    assert said.endswith("No action is recorded for this indicator.No decision is asked of the board.")


def test_between_two_meetings_the_next_is_told_with_the_month_it_takes() -> None:
    planned = Sitting(meeting(date(2017, 1, 18), "planned"), MET, None)
    between = replace(followed(takes=meeting(MET)), after=planned)
    said = parsed(note.next_meeting(FAILING, between, {"person": "r.levene", "month": "2016-11"}) or "")
    assert text(said) == "The next meeting, on 18 January 2017, takes the results of December 2016."
    # The address stays whole, so that the link can be sent on.
    assert [each.get("href") for each in said.iter("a")] == ["./?person=r.levene&month=2016-12"]


def test_before_its_own_meeting_a_month_has_no_next_one() -> None:
    planned = Sitting(meeting(date(2017, 1, 18), "planned"), None, None)
    assert note.next_meeting(FAILING, replace(followed(takes=meeting(MET, "planned")), after=planned)) is None
    # One that should have been held by now, and that nobody has recorded, is not to come.
    past = replace(followed(takes=meeting(MET), today=date(2017, 1, 19)), after=planned)
    assert note.next_meeting(FAILING, past) is None
    assert note.next_meeting(FAILING, followed(takes=meeting(MET))) is None
