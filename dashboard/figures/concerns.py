"""What needs the board’s attention: indicators that failed or were not reported, and returns that were late."""

from collections.abc import Iterator
from dataclasses import dataclass

from contracts import months
from contracts.months import Month
from contracts.wording import NONE_DUE, day, moment, pounds
from dashboard.figures import actions
from dashboard.figures.followed import Followed
from dashboard.figures.in_view import InView, figures_and
from dashboard.figures.judged import labelled, mark_of
from dashboard.figures.links import NOWHERE, Address, to_indicator
from dashboard.figures.markup import Html, element
from dashboard.figures.signals import travelled
from dashboard.marks import Mark, Theme
from statements.documents import DatasetReceipt, MeasureShown
from statements.evidence import SHEETS
from statements.measures import so_many
from statements.points_shown import counting

NOTHING_SAID = "The return says nothing about it."
NOTHING_CAME = "No return has come that could say why."


@dataclass(frozen=True)
class Concern:
    """One thing that needs attention, in words. ``cost`` is what it takes off this payment, in pence.

    ``later`` is what it takes off the next one, where the contract prices a figure then. ``costs`` says what that is
    made up of; without an indicator it is the return itself.
    """

    title: str
    mark: Mark
    cost: int | None
    happened: str
    why: str
    costs: str
    owner: str
    clause: str
    indicator: str | None = None
    later: int = 0


def concerns(view: InView) -> tuple[Concern, ...]:
    """Return what needs attention, largest effect on this payment, or the one that prices it, first."""
    failed = [each for each in view.measured.values() if each.fails or each.data_status == "missing"]
    found = [*(_indicator(view, measure) for measure in failed), *_late(view)]
    return tuple(sorted(found, key=lambda each: -(each.cost or 0) - each.later))


def cards(view: InView, followed: Followed, theme: Theme, address: Address = NOWHERE) -> Html:
    """Return every concern as a card under one heading, then what else is before the board and what else is deducted.

    A card says what happened, why, what is done about it, and what decision is asked.
    """
    found = concerns(view)
    items = f"{so_many(len(found), 'item')}, largest effect first." if found else ""
    heading = element("h2", "Needs the board’s attention")
    shown = [_card(view, concern, followed, theme, address) for concern in found] or [element("p", _no_concern(view))]
    others = actions.others(view, followed, frozenset(each.indicator for each in found if each.indicator))
    besides = _besides(view, found)
    return element(
        "section",
        element("header", heading, element("span", " ".join([items, *_standing(followed)]))),
        *shown,
        *([others] if others else []),
        *([element("p", besides, class_="besides")] if besides else []),
        class_="concerns",
    )


def _standing(followed: Followed) -> Iterator[str]:
    """Say of a past month up to when its actions are told."""
    if followed.sitting.following:
        yield f"Actions as they stood at the meeting of {day(followed.today)}."


def _indicator(view: InView, measure: MeasureShown) -> Concern:
    said = " ".join(each for each in (measure.commentary, measure.reason_not_reported) if each)
    came = measure.data_status != "missing" and measure.verified_by
    return Concern(
        title=measure.title,
        mark=mark_of(measure),
        cost=view.costs(measure.indicator),
        happened=" ".join(_happened(view, measure)),
        why=f"“{said}”" if said else NOTHING_SAID if view.anything_came else NOTHING_CAME,
        costs=_sentence(_costs(view, measure)),
        owner=measure.owner,
        clause=(f"Figure {measure.verified_by}. " if came else "") + f"{measure.indicator}, clause {measure.clause}",
        indicator=measure.indicator,
        later=view.costs_later(measure.indicator),
    )


def _happened(view: InView, measure: MeasureShown) -> Iterator[str]:
    if measure.data_status == "missing":
        clause = view.contract.rules.when.missing.clause
        taken = f"; the contract takes that as {measure.status} (clause {clause})" if measure.status else ""
        yield f"{measure.stage.capitalize() or 'No figure came'}{taken}."
    else:
        pooled = ", over several months together" if measure.data_status == "below minimum" else ""
        yield f"{measure.measure} against {measure.target}{pooled}."
        if measure.stage:
            yield f"The figure is {measure.stage}."
    if measure.place_in_run > 1:
        yield f"Failure {measure.place_in_run} in a row."
    before = _before(view, measure.indicator)
    if before:
        yield f"{mark_of(before).word} in {view.said(months.parse(before.month))}."


def _before(view: InView, indicator: str) -> MeasureShown | None:
    """Return the measure before this month's, whichever month it was measured in."""
    earlier = [at for of, at in view.measures if of == indicator and at < view.month]
    return view.measures[(indicator, max(earlier))] if earlier else None


def _costs(view: InView, measure: MeasureShown) -> Iterator[str]:
    lines = view.own_lines.get(measure.indicator, ())
    if view.costs_later(measure.indicator):
        yield _with_the_next(view)
    elif not lines:
        yield "nothing this month"
        return
    elif all(counting(line) == "0" for line in lines):
        yield "within the free points"
    again = -sum(line.amount for line in lines if line.kind == "repeat")
    if again:
        yield f"{pounds(again)} of it for failing again"
    held = -sum(line.before_caps - line.amount for line in lines)
    if held:
        yield f"a cap holds back {pounds(held)} more"
    since = view.cost_of_year(measure.indicator)
    if since and since != -sum(line.amount for line in lines) + view.costs_later(measure.indicator):
        yield f"{pounds(since)} in all since {view.said(view.year[0])}"


def _sentence(parts: Iterator[str]) -> str:
    text = "; ".join(parts)
    return text[:1].upper() + text[1:]


def _late(view: InView) -> Iterator[Concern]:
    late = [each for each in view.receipts if each.receipt_status in ("late", "missing")]
    if not late:
        return
    rule = view.contract.deductions.reporting_failure
    lines = [line for line in view.reporting_lines if line.measured == view.statement.month]
    cost = -sum(line.amount for line in lines) if lines else None
    came = all(each.received_at for each in late)
    yield Concern(
        title=f"The return for {months.spoken(view.month)}",
        mark=Mark("status-other", "Late", "gray") if came else Mark("status-not-reported", "Missing", "gray"),
        cost=cost,
        happened=" ".join(_arrivals(late, len(view.receipts))),
        why="",
        costs=_of_the_return(view, cost),
        owner=view.board.provider,
        clause=f"Clause {rule.clause if rule else view.contract.returns.due.clause}",
        later=view.board.returns_later,
    )


def _of_the_return(view: InView, cost: int | None) -> str:
    if view.board.returns_later:
        return f"By itself, {_with_the_next(view)}"
    return "It costs nothing by itself" if cost is None else "By itself"


def _with_the_next(view: InView) -> str:
    return f"with the payment for {months.spoken(Month(view.month + 1))}"


def _arrivals(late: list[DatasetReceipt], of: int) -> Iterator[str]:
    for when in dict.fromkeys(each.received_at for each in late):
        names = [SHEETS[each.dataset] for each in late if each.received_at == when]
        which = "The whole return" if len(names) == of else ", ".join(names)
        yield f"{which} came on {moment(when)}." if when else f"{which} did not come."
    yield f"Due by {moment(late[0].due_at)}."


def _no_concern(view: InView) -> str:
    if view.nothing_returned:
        return "Nothing can be judged before the return comes."
    if not view.measured and not view.receipts:
        return "No indicator is measured this month, and no return is due for it."
    excused = sum(each.data_status == "relieved" for each in view.measured.values())
    if excused:
        are = "is" if excused == 1 else "are"
        return f"{excused} of {so_many(len(view.measured), 'figure')} {are} excused. No other fails or is missing."
    return "No indicator fails, no figure is missing and the return came in time."


def _besides(view: InView, found: tuple[Concern, ...]) -> str:
    """Say what is deducted beyond the concerns, so that the page adds up."""
    shown = {concern.title for concern in found}
    costly = [each for each in view.measured.values() if view.costs(each.indicator) and each.title not in shown]
    corrected = [each for each in costly if view.put_right(each.indicator)]
    more, said = " more" if any(concern.cost for concern in found) else "", []
    if others := [each for each in costly if each not in corrected]:
        one, several = "that does not fail but whose status costs", "that do not fail but whose statuses cost"
        of = f"{so_many(len(others), 'indicator')} {several if len(others) > 1 else one}"
        said.append(f"{_cost_of(view, others)}{more} is for {of} money.")
    if corrected:
        which = "whose figures were" if len(corrected) > 1 else "whose figure was"
        of = f"{so_many(len(corrected), 'indicator')} {which} put right since the month was certified"
        said.append(f"{_cost_of(view, corrected)}{more} is for {of}.")
    if earlier := view.priced_now + view.returns_now:
        said.append(f"{pounds(earlier)} of this payment is for {figures_and(view.returns_now)} of earlier months.")
    if view.carried:
        said.append(f"{pounds(view.carried)} more was brought forward from earlier months.")
    return " ".join(said)


def _cost_of(view: InView, some: list[MeasureShown]) -> str:
    return pounds(sum(view.costs(each.indicator) or 0 for each in some))


def _card(view: InView, concern: Concern, followed: Followed, theme: Theme, address: Address) -> Html:
    none = concern.cost is None and not concern.later
    cost = NONE_DUE if none else pounds(-(concern.cost or 0) - concern.later)
    title = to_indicator(concern.indicator, concern.title, address) if concern.indicator else concern.title
    travel = view.travel(concern.indicator) if concern.indicator else None
    top = (
        element("h3", title),
        labelled(concern.mark, theme),
        *([travelled(travel, theme)] if travel and travel.variation else []),
        element("span", element("small", concern.costs), " ", element("b", cost), class_="cost"),
    )
    parts = (
        ("What happened", concern.happened),
        ("Why, as the provider says", concern.why),
        ("What next", _next(concern, followed)),
    )
    said = (element("div", element("dt", name), element("dd", text)) for name, text in parts if text)
    asked = actions.decision_asked(followed, concern.indicator) if concern.indicator else Html("")
    foot = element("footer", asked, element("span", concern.clause))
    return element("article", element("div", *top, class_="top"), element("dl", *said), foot, class_="concern")


def _next(concern: Concern, followed: Followed) -> Html:
    if concern.indicator is None:
        return actions.of_the_return(followed, concern.owner)
    return actions.next_steps(followed, concern.indicator, concern.owner)
