"""Actions and decisions in words: on the cards of the board’s page, and as the tables of an indicator’s page."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from contracts import months
from contracts.london import in_london
from contracts.wording import NONE_DUE, day
from dashboard.figures.followed import Followed
from dashboard.figures.in_view import InView
from dashboard.figures.markup import Html, element, joined
from statements.matters import ActionShown, DecisionShown, EntryShown, Matters
from statements.measures import so_many

WHOLE: Final = "The contract as a whole"

ON_A_CARD: Final = 3
"""So many actions fit on a card; the others stand on the indicator's page."""

_COLUMNS: Final = (("", "Action"), ("owner", "Owner"), ("due", "Due"), ("", "State"))


def next_steps(followed: Followed, indicator: str, owner: str) -> Html:
    """Return what is done about an indicator, or that nothing is on record and whose it is."""
    found = followed.actions(indicator)
    if not found:
        before = any(each.indicator == indicator for each in followed.matters.actions)
        return joined("No action is open. " if before else "No action is recorded. ", f"Owner: {owner}.")
    items = [element("li", *_action(each, followed.today)) for each in found[:ON_A_CARD]]
    rest = len(found) - ON_A_CARD
    return element("ul", *items, *([element("li", f"And {rest} more.")] if rest > 0 else []), class_="steps-next")


def of_the_return(followed: Followed, provider: str) -> Html:
    """Return what is done about a return that was late: an action of its own it cannot have."""
    told = "Those for the whole contract stand below." if followed.actions(None) else "No action is recorded."
    return joined(f"{told} Owner: {provider}.")


def _action(action: ActionShown, today: date) -> tuple[Html | str, ...]:
    """Return what is to be done under its label: without one it would read as something that is so already."""
    return element("b", "Action"), " ", action.what, " ", _whose(action, today)


def _whose(action: ActionShown, today: date) -> Html:
    """Say who does it by when, or that it is overdue or has ended."""
    if action.state != "open":
        return element("small", f"{action.owner}: {action.state} {day(action.ended or action.due)}.")
    if action.is_overdue(today):
        late = (today - action.due).days
        said = element("b", f"overdue by {so_many(late, 'day')}, due {day(action.due)}")
        return element("small", f"{action.owner}: ", said, f"{_moved(action)}.")
    return element("small", f"{action.owner}, due {day(action.due)}{_moved(action)}.")


def _moved(action: ActionShown) -> str:
    return f" (at first {day(action.first_due)})" if action.due != action.first_due else ""


def decision_asked(followed: Followed, indicator: str) -> Html:
    """Return the decisions asked about an indicator with their answers, or that none is."""
    found = [part for each in followed.decisions(indicator) for part in _decision(each)]
    return element("div", *(found or [element("p", element("b", "Decision asked"), " None is recorded.")]))


def _decision(decision: DecisionShown) -> Iterator[Html]:
    yield element("p", element("b", "Decision asked"), f" {decision.asked}")
    if decision.day:
        told = element("b", f"Decided on {day(decision.day)}")
        yield element("p", told, f" {decision.answer} (minute {decision.minute})")


def others(view: InView, followed: Followed, carded: frozenset[str]) -> Html | None:
    """Return what else is before the board: decisions on indicators without a card, and the contract as a whole."""
    titles = {each.id: each.title for each in view.contract.indicators}
    asked = [each for each in followed.asked if each.indicator not in carded]
    items = [element("li", element("b", titles.get(each.indicator or "", WHOLE)), *_decision(each)) for each in asked]
    items += [
        element("li", element("b", WHOLE), element("p", *_action(each, followed.today)))
        for each in followed.actions(None)
    ]
    if not items:
        return None
    return element("article", element("h3", "Also before the board"), element("ul", *items), class_="concern others")


def section(matters: Matters, indicator: str) -> Html:
    """Return an indicator's actions and decisions under one heading, what is open first."""
    actions = [each for each in matters.actions if each.indicator == indicator]
    decisions = [each for each in matters.decisions if each.indicator == indicator]
    heading = element("header", element("h2", "Actions and decisions"), element("span", _count(matters, actions)))
    return element("section", heading, _actions(matters, actions), *_decisions(decisions))


def _count(matters: Matters, actions: list[ActionShown]) -> str:
    open_ = sum(each.state == "open" for each in actions)
    late = sum(each.is_overdue(matters.today) for each in actions)
    return f"{open_ or 'None'} open, {late or 'none'} overdue" if actions else ""


def _actions(matters: Matters, actions: list[ActionShown]) -> Html:
    if not actions:
        return element("p", "No action is recorded for this indicator.")
    ordered = sorted(actions, key=lambda each: (each.state != "open", each.due, each.number))
    head = element("tr", *(element("th", name, scope="col", class_=class_ or None) for class_, name in _COLUMNS))
    caption = element("caption", "Actions to put right what fails, open ones first")
    body = element("tbody", *(_row(each, matters.today) for each in ordered))
    return element("table", caption, element("thead", head), body, class_="actions")


def _row(action: ActionShown, today: date) -> Html:
    notes = [element("small", _entry(each)) for each in action.entries if each.note]
    late = action.is_overdue(today)
    state = element("b", "Overdue") if late else action.state.capitalize()
    ended = element("small", day(action.ended)) if action.ended else Html("")
    first = element("small", f"at first {day(action.first_due)}") if action.due != action.first_due else Html("")
    cells = (
        element("th", f"{action.number}. {action.what}", *notes, scope="row"),
        element("td", action.owner, class_="owner"),
        element("td", day(action.due), first, class_="due"),
        element("td", state, ended),
    )
    return element("tr", *cells)


def _entry(entry: EntryShown) -> str:
    kind = "" if entry.kind == "progress" else f"{entry.kind.capitalize()}: "
    return f"{day(in_london(entry.known_at))}, {entry.person}: {kind}{entry.note}"


def _decisions(decisions: list[DecisionShown]) -> Iterator[Html]:
    if not decisions:
        yield element("p", "No decision is asked of the board.", class_="besides")
        return
    head = element("tr", *(element("th", name, scope="col") for name in ("Decision asked", "With", "Answer")))
    caption = element("caption", "Decisions asked of the board, newest first")
    body = element("tbody", *(_asked(each) for each in reversed(decisions)))
    yield element("table", caption, element("thead", head), body, class_="actions asked")


def _asked(decision: DecisionShown) -> Html:
    where = f"{day(decision.day)}, minute {decision.minute}" if decision.day else "Withdrawn" * bool(decision.answer)
    answer = (decision.answer, element("small", where)) if decision.answer else (NONE_DUE,)
    month = months.spoken(months.parse(decision.month))
    asked = element("th", f"{decision.number}. {decision.asked}", scope="row")
    return element("tr", asked, element("td", month, class_="due"), element("td", *answer))
