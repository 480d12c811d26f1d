"""What changed since last month."""

from contracts import months
from contracts.rules import Variation
from dashboard.figures import changes
from dashboard.figures.followed import Followed
from dashboard.figures.in_view import InView
from tests.dashboard.made import contract, line, measure, parsed, receipt, text, view
from tests.dashboard.matters_made import BEFORE, MET, action, at, decision, done, entry, followed

NONE_NEW = ["No month was corrected, no term is new"]


def listed(seen: InView, told: Followed | None = None) -> dict[str, list[str]]:
    found = parsed(changes.columns(seen, told or followed(), "light")).findall(".//div/div")
    return {text(each.find("h3")): [text(item) for item in each.iter("li")] for each in found}


def headed(seen: InView, told: Followed) -> str:
    return text(parsed(changes.columns(seen, told, "light")).find(".//header"))


def test_better_and_worse_are_told_with_what_was_before() -> None:
    seen = view(
        measure("A", "2016-10", band=3), measure("A", band=1),
        measure("B", "2016-08", band=1), measure("B", band=4),
        measure("C", "2016-10", band=2), measure("C", band=2),
        earlier={"2016-10": 0},
    )  # fmt: skip
    assert listed(seen) == {
        "Worse": ["Offers made in time: red; green in August"],
        "Better": ["Plans issued in time: green; red amber in October"],
        "Figures and terms": NONE_NEW,
        "Actions and decisions": ["None is recorded"],
    }
    assert [each.title for each in changes.changes(seen)] == ["Offers made in time", "Plans issued in time"]


def test_a_figure_that_did_not_come_is_worse_but_is_not_called_red() -> None:
    seen = view(measure("A", "2016-10", band=1), measure("A", band=4, data_status="missing"))
    assert listed(seen)["Worse"] == ["Plans issued in time: not reported; green in October"]


def test_what_was_or_is_not_judged_is_no_change() -> None:
    seen = view(
        measure("A", "2016-10", band=None, data_status="relieved"), measure("A", band=4),
        measure("B", "2016-10", band=4), measure("B", band=None, data_status="below minimum"),
    )  # fmt: skip
    assert changes.changes(seen) == ()
    assert listed(seen)["Worse"] == ["Nothing to compare"]


def test_the_largest_change_comes_first() -> None:
    seen = view(
        measure("A", "2016-10", band=1), measure("A", band=2), measure("B", "2016-10", band=1), measure("B", band=4)
    )
    assert [each.title for each in changes.changes(seen)] == ["Offers made in time", "Plans issued in time"]


def test_a_target_that_moved_and_a_variation_are_new_terms() -> None:
    variation = Variation(
        ref="CCN-1", title="A lower target", signed="2016-11-02", effective="2016-11", known="2016-11-03",
        replaces="this entry", changes={"indicators.A.target": "90"},
    )  # fmt: skip
    seen = view(measure("A", "2016-10", target="95%"), measure("A", target="90%"), variations=(variation,))
    assert changes.new_terms(seen) == ("CCN-1: A lower target", "Plans issued in time: target 90%, was 95%")


def test_the_first_month_begins_the_contract() -> None:
    seen = view(month=months.parse("2016-04"))
    assert changes.new_terms(seen) == ("The contract begins: 4 indicators",)
    assert headed(seen, followed()) == "What is newNo earlier meeting is on record"
    assert len(contract().indicators) == 4


def then(*bands: tuple[str, int | None], deducted: int = 0, **said: str) -> InView:
    """The board as it was known at the meeting of 16 November: October's results, and November still awaited."""
    known = [measure(name, "2016-10", band=band, **said) for name, band in bands]
    awaited = measure("A", band=None, data_status="awaited", measure="Not due yet")
    return view(*known, awaited, earlier={"2016-10": deducted})


def test_statuses_are_held_against_what_the_last_meeting_saw() -> None:
    # October's red for A became known only after the meeting, which saw green.
    seen = view(
        measure("A", "2016-10", band=4), measure("A", band=4), measure("B", "2016-10", band=3), measure("B", band=1),
        earlier={"2016-10": 0},
    )  # fmt: skip
    told = followed(then=then(("A", 1), ("B", 3)).board, last=BEFORE)
    found = listed(seen, told)
    assert found["Worse"] == ["Plans issued in time: red; green in October"]
    assert found["Better"] == ["Offers made in time: green; red amber in October"]
    assert headed(seen, told) == "What changed since the last meeting, 16 November 2016"
    assert listed(seen)["Worse"] == ["No indicator"]


def test_new_and_corrected_months_stand_with_their_pounds() -> None:
    seen = view(
        measure("A", "2016-10", band=1), measure("A", band=4), line("A", 300_00),
        earlier={"2016-10": 50_00},
    )  # fmt: skip
    told = followed(then=then(("A", 2), deducted=80_00).board, last=BEFORE)
    assert listed(seen, told)["Figures and terms"] == [
        "November 2016 is new: 1 result, £300.00 deducted",
        "October 2016 was corrected: £30.00 less, now £50.00 deducted",
    ]


def test_a_corrected_figure_without_an_effect_is_told_all_the_same() -> None:
    seen = view(
        measure("A", "2016-10", band=1, measure="96.0% (24 of 25)"), measure("A"), measure("B"), earlier={"2016-10": 0}
    )
    told = followed(then=then(("A", 1)).board, last=BEFORE)
    assert listed(seen, told)["Figures and terms"] == [
        "November 2016 is new: 2 results, £0.00 deducted",
        "October 2016 was corrected; £0.00 deducted as before",
    ]


def test_a_month_that_is_awaited_is_not_new() -> None:
    seen = then(("A", 1))
    assert changes.new_results(seen, seen.board) == ()


def test_what_became_of_actions_and_what_was_decided() -> None:
    old = action(1, "Old.", "2016-11-30", known_at=at("2016-10-01"))
    told = followed(
        old,
        action(2, "Found.", "2016-12-30", known_at=at("2016-11-17")),
        done(3, "Recovered.", "2016-12-15"),
        action(4, "Earlier.", "2016-11-10", entry("done", "2016-11-10", "", "2016-11-10"), state="done",
               ended="2016-11-10", known_at=at("2016-10-01")),
        decision(1, "Agree.", month="2016-10", state="answered", answer="Agreed.", day=BEFORE, minute="4"),
        decision(2, "Agree.", state="answered", answer="Returned.", day=MET, minute="4"),
        last=BEFORE,
        then=then(("A", 1)).board,
    )  # fmt: skip
    assert listed(view(measure("A")), told)["Actions and decisions"] == [
        "Overdue since 30 November 2016 (Head of SEND): Old.",
        "Decided on Plans issued in time: Agreed.",
        "2 new actions",
        "Done: Recovered.",
    ]


def test_a_long_list_says_how_many_more() -> None:
    many = [done(number, f"Step {number}.", "2016-12-15") for number in range(1, 10)]
    said = listed(view(measure("A")), followed(*many, last=BEFORE))["Actions and decisions"]
    assert (len(said), said[-1]) == (changes.LISTED + 1, "And 4 more")


def test_a_meeting_before_anything_was_known_is_not_compared_with() -> None:
    seen = view(measure("A", "2016-10", band=1), measure("A", band=3), earlier={"2016-10": 0})
    told = followed(last=BEFORE)
    assert headed(seen, told) == (
        "What changed since OctoberAt the meeting of 16 November 2016 nothing was known here yet"
    )
    assert listed(seen, told)["Worse"] == ["Plans issued in time: red amber; green in October"]


def test_a_first_return_is_new_also_where_something_could_not_be_measured_before() -> None:
    seen = view(measure("A", band=4), measure("B", band=None, data_status="not measurable"), line("A", 300_00))
    before = view(
        measure("A", band=None, data_status="awaited"), measure("B", band=None, data_status="not measurable"),
        receipt("awaited"),
    )  # fmt: skip
    assert changes.new_results(seen, before.board) == (
        "November 2016 is new: 1 result of 2 indicators due, £300.00 deducted",
    )


def test_relief_agreed_before_the_return_is_no_result() -> None:
    seen = view(measure("A", band=4), line("A", 300_00))
    before = view(measure("A", band=None, data_status="relieved"), receipt("awaited"))
    (said,) = changes.new_results(seen, before.board)
    assert said.startswith("November 2016 is new")
