"""The one sentence or two to take away from a month: worked out from its documents, true for any month."""

from collections import Counter
from collections.abc import Sequence

from contracts import months
from contracts.months import Month
from contracts.wording import listed, moment, pounds
from dashboard.figures.in_view import InView, figures_and
from dashboard.figures.judged import judged
from statements.documents import BEFORE_DEDUCTIONS, DatasetReceipt
from statements.evidence import SHEETS
from statements.outlook.documents import PoundsOutlook

_LATE = "returns that came late or not at all"
_NOT_DEDUCTED = (*BEFORE_DEDUCTIONS, "adjustment", "interest")
"""Lines that take nothing off for a failure of the month, though some may be below nothing."""

_EARLIER_TIMES = 3
"""So many times an indicator must have been judged before a first green is news."""


def of_board(view: InView, expected: PoundsOutlook | None = None) -> str:
    """Say what is deducted, against last month, what caps hold back, what most of it is, what is newly green.

    What is ``expected`` in the year comes last, where it is known.
    """
    money = [_deducted(view), _held_back(view), _most(view), _later(view)]
    said = [_awaited(view, view.awaited), *money, _first_green(view), _expected(expected)]
    return " ".join(sentence for sentence in said if sentence)


def _expected(told: PoundsOutlook | None) -> str:
    """Say the range of the year, where earlier outlooks have shown how far it is to be believed."""
    return "" if told is None or not told.earlier else told.range_said


def of_payment(view: InView) -> str:
    """Say what is payable and what it comes from; before any return has come, only when that is due."""
    statement = view.statement
    awaited = _awaited(view, view.payment_awaits)
    if not view.has_result:
        return f"{awaited} Until then only the charge of {pounds(statement.charge)} is known."
    payable = f"{pounds(statement.net)} is payable before VAT"
    so_far = f"{awaited} So far {payable}" if awaited else payable
    if statement.deducted:
        # What is earned back may be more than what is deducted.
        more = "which is more given back than deducted" if view.taken else "which is given back"
        back = f"plus {pounds(-statement.deducted)}, {more}"
        less = back if statement.deducted < 0 else f"less {pounds(statement.deducted)} deducted"
        return f"{so_far}: {_charge(view)}, {less}{_adjusted(view)}."
    return f"{so_far}: the whole charge{_adjusted(view)}. {_nothing(view)}"


def _charge(view: InView) -> str:
    beside = any(line.kind in BEFORE_DEDUCTIONS and line.kind != "charge" for line in view.statement.lines)
    return f"the charge {'and what stands beside it, ' if beside else 'of '}{pounds(view.statement.charge)}"


def _adjusted(view: InView) -> str:
    adjusted = view.statement.adjusted
    way = "plus" if adjusted > 0 else "less"
    said = f", {way} {pounds(abs(adjusted))} put right for earlier months" if adjusted else ""
    late = view.statement.interest
    return said + (f", {'plus' if late > 0 else 'less'} {pounds(abs(late))} of interest" if late else "")


def _awaited(view: InView, awaited: Sequence[DatasetReceipt]) -> str:
    """Say which return, or what of it, may still come and by when."""
    if not awaited:
        return ""
    due, month = moment(awaited[0].due_at), awaited[0].month
    spoken = months.spoken(months.parse(month))
    if len(awaited) == sum(each.month == month for each in view.board.receipts):
        return f"No return has come for {spoken}. It is due by {due}."
    still = listed(SHEETS[each.dataset] for each in awaited)
    return f"Of the return for {spoken}, still awaited by {due}: {still}."


def _deducted(view: InView) -> str:
    now = view.statement.deducted
    if not view.has_result:
        return ""
    if not now:
        return _nothing(view)
    if now < 0:
        more = f"{pounds(-now)} more is given back than deducted this month."
        return more if view.taken else f"Nothing is deducted this month, and {pounds(-now)} is given back."
    return f"{pounds(now)} is deducted this month{_against_last(view, now)}."


def _nothing(view: InView) -> str:
    if view.bedding_in:
        last = months.spoken(view.bedding_in.last)
        return (
            f"Nothing is deducted: the bedding-in period lasts to the end of {last} (clause {view.bedding_in.clause})."
        )
    last_month = view.previous.deducted if view.previous else 0
    before = f"; {pounds(last_month)} was in {view.said(Month(view.month - 1))}" if last_month > 0 else ""
    return f"Nothing is deducted this month{before}."


def _against_last(view: InView, now: int) -> str:
    if view.previous is None:
        return ""
    last = view.said(Month(view.month - 1))
    change = now - view.previous.deducted
    if view.previous.deducted <= 0:
        return f"; nothing was in {last}"
    if not change:
        return f", the same as in {last}"
    return f", {pounds(abs(change))} {'more' if change > 0 else 'less'} than in {last}"


def _held_back(view: InView) -> str:
    return f"Caps hold back {pounds(view.held_back)} more." if view.held_back else ""


def _later(view: InView) -> str:
    """Say what the month's own figures and returns take off the next payment, where that is what prices them."""
    if not view.priced_later:
        return ""
    name, following = months.NAMES[view.month % 12], view.said(Month(view.month + 1))
    what = figures_and(view.board.returns_later)
    return f"{name}’s own {what} take {pounds(view.priced_later)} off the payment for {following}."


def _most(view: InView) -> str:
    parts = _parts(view)
    total = sum(parts.values())
    if not total or view.statement.deducted < 0:
        return ""
    (first, amount), *rest = parts.most_common()
    if 2 * amount > total:
        share = "Most" if rest else "All"
        return f"{share} of it is for {first}." if first == _LATE else f"{share} of it is one indicator: {first}."
    second, next_amount = rest[0]
    if 2 * (amount + next_amount) > total and _LATE not in (first, second):
        share = "More than half" if len(rest) > 1 else "All"
        return f"{share} of it is two indicators: {first}, and {second}."
    return f"The largest of its {len(parts)} parts, {pounds(amount)}, is for {first}."


def _parts(view: InView) -> Counter[str]:
    """Return what is deducted by indicator, whichever month it was measured in, in pence."""
    titles = {each.id: each.title for each in view.contract.indicators}
    parts: Counter[str] = Counter()
    for line in view.statement.lines:
        if (line.amount < 0 or line.kind == "decision") and line.kind not in _NOT_DEDUCTED:
            parts[titles[line.indicator] if line.indicator else _LATE] -= line.amount
    return parts


def _first_green(view: InView) -> str:
    news = [measure.title for indicator, measure in view.measured.items() if _is_first(view, indicator)]
    if not news:
        return ""
    best = next(measure.status for measure in view.measured.values() if measure.title == news[0]) or ""
    return f"{best.capitalize()} for the first time: {listed(news)}."


def _is_first(view: InView, indicator: str) -> bool:
    now = view.measured[indicator]
    before = [each for (of, at), each in view.measures.items() if of == indicator and at < view.month and judged(each)]
    return judged(now) and now.band == 1 and len(before) >= _EARLIER_TIMES and all(each.band != 1 for each in before)
