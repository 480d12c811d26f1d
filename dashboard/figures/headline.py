"""What stands above a page: its four figures, and how many indicators have which status."""

from collections import Counter
from fractions import Fraction
from typing import Final

from contracts import months
from contracts.contract import Contract
from contracts.wording import NONE_DUE, day, percent, pounds, pounds_signed
from dashboard.figures import life
from dashboard.figures.in_view import InView, figures_and
from dashboard.figures.judged import NOT_MEASURED, NOT_YET, STAGE_TO_COME, image, mark_of
from dashboard.figures.markup import Html, element, joined
from dashboard.marks import Mark, Theme
from statements.documents import CapUse
from statements.life.shown import LifeShown
from statements.measures import so_many
from statements.sittings import Sitting

_BESIDE: Final = {
    "outcome": "of outcome payments",
    "unit price": "at unit prices",
    "guarantee shortfall": "of guaranteed savings not reached",
    "gain share": "of gain share",
    "pain share": "of pain share",
}


def context(agreed: Contract, sitting: Sitting | None = None) -> str:
    """Say whose page it is: the board, and the meeting that takes the month's results, or who is in the chair."""
    forum = next(iter(agreed.forums.values()))
    takes = sitting.takes if sitting else None
    if takes is not None:
        return f"{forum.title}, meeting {'of' if takes.state == 'held' else 'planned for'} {day(takes.day)}"
    return f"{forum.title}, chair: {forum.chair}" if forum.chair else forum.title


def figures(view: InView, stands: LifeShown | None = None) -> Html:
    """Return charge, deducted this month, deducted this contract year and the monthly cap's use, as a list.

    How the month's statement ``stands`` is said beside what is payable.
    """
    shown = [_charge(view, stands), _this_month(view), _this_year(view)]
    cap = view.cap("month")
    if cap and view.has_result:
        shown.append(_figure("Monthly cap used", percent(_used(cap)), _bar(cap)))
    elif cap:
        shown.append(_figure("Monthly cap used", NONE_DUE, f"of {pounds(cap.limit)}"))
    return element("dl", *shown, class_="figures")


def tally(view: InView, theme: Theme) -> Html:
    """Return how many indicators have which status: also the key to the marks on the page."""
    counted = Counter(_order(view, indicator.id) for indicator in view.contract.indicators)
    ordered = sorted(counted.items(), key=lambda each: (each[0][0], each[0][1].word))
    counts = (_count(mark, number, theme) for (_, mark), number in ordered)
    total = counted.total()
    indicators = element("li", so_many(total, "indicator"))
    return element("ul", indicators, *counts, class_="tally", aria_label="By status")


def _count(mark: Mark, number: int, theme: Theme) -> Html:
    drawing = image(mark, theme, speaks=False)
    return element("li", element("b", str(number)), " ", drawing, " ", _word(mark), class_=mark.colour)


def _figure(name: str, figure: str, note: str) -> Html:
    shown = element("dd", figure, class_="figure"), element("dd", note, class_="note")
    return element("div", element("dt", name), *shown)


def _charge(view: InView, stands: LifeShown | None) -> Html:
    payable = f"{pounds(view.statement.net)} payable before VAT" if view.has_result else "Payable: not known yet"
    if stands is not None and view.has_result:
        payable = f"{payable}: {life.in_a_phrase(stands)}"
    beside = f"{_beside(view)}; {payable[:1].lower()}{payable[1:]}" if view.beside_the_charge else payable
    return _figure("Monthly charge", pounds(view.charge), beside)


def _beside(view: InView) -> str:
    """Say what stands beside the charge, by its kind: outcome payments, unit prices, guarantees and shares."""
    sums: Counter[str] = Counter()
    for line in view.statement.lines:
        if line.kind in _BESIDE:
            sums[_BESIDE[line.kind]] += line.amount
    return ", ".join(f"{pounds_signed(pence)} {kind}" for kind, pence in sums.items() if pence)


def _this_month(view: InView) -> Html:
    spoken = months.NAMES[view.month % 12]
    name = f"Deducted in {spoken}"
    if not view.has_result:
        return _figure(name, NONE_DUE, "No return has come")
    if view.statement.deducted < 0:
        note = f"{pounds(view.taken)} deducted, {pounds(view.given_back)} given back"
        none = "Nothing was deducted"
        return _figure(f"Given back in {spoken}", pounds(-view.statement.deducted), note if view.taken else none)
    costly = sum(bool(view.costs(indicator)) for indicator in view.measured)
    if view.priced_now + view.returns_now == view.statement.deducted != 0 and not costly:
        note = f"for {figures_and(view.returns_now)} of earlier months"
        return _figure(name, pounds(view.statement.deducted), note)
    note = f"for {costly or 'none'} of {so_many(len(view.measured), 'indicator')} due"
    others = sum(-line.amount for line in (*view.earlier_lines, *view.reporting_lines))
    return _figure(name, pounds(view.statement.deducted), f"{note}; {pounds(others)} besides" if others else note)


def _this_year(view: InView) -> Html:
    """Return what the contract year's months took off so far; a month without a return is not one of them."""
    year = view.year if view.has_result else view.year[:-1]
    if not year:
        return _figure("Deducted this contract year", NONE_DUE, "Its first month")
    first, last = year[0], year[-1]
    span = months.NAMES[last % 12] if first == last else f"{view.said(first)} to {months.NAMES[last % 12]}"
    labels = {months.label(month) for month in year}
    deducted = sum(each.deducted for each in view.board.months if each.month in labels)
    cap = view.cap("contract year")
    return _figure(f"Deducted, {span}", pounds(deducted), _of_the_cap(cap, deducted))


def _of_the_cap(cap: CapUse | None, deducted: int) -> str:
    """Say how much of the year's cap is used: what was given back since, say, may count as used all the same."""
    if cap is None:
        return "The year has no cap"
    share = f"{percent(_used(cap))} of the year’s cap"
    return share if cap.used == deducted else f"{share} is used: {pounds(cap.used)} of {pounds(cap.limit)}"


def _used(cap: CapUse) -> Fraction:
    return Fraction(cap.used * 100, cap.limit) if cap.limit else Fraction(0)


def _bar(cap: CapUse) -> Html:
    filled = element("i", style=f"width: {float(_used(cap)):.1f}%")
    return joined(element("span", filled, class_="bar"), f"{pounds(cap.used)} of {pounds(cap.limit)}")


def _order(view: InView, indicator: str) -> tuple[int, Mark]:
    """Return a place in the tally, best first, then what is not judged, and the mark counted there."""
    measure = view.measured.get(indicator)
    mark = mark_of(measure)
    if mark == NOT_MEASURED:
        return 99, mark
    if mark in (NOT_YET, STAGE_TO_COME) or measure is None:
        return 98, mark
    return (97 if mark.colour == "gray" else measure.band or 97), mark


def _word(mark: Mark) -> str:
    return mark.word.lower()
