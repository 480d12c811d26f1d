"""What the next month comes to, through the chain: the return supposed, everything else as it is known."""

from collections.abc import Iterator
from fractions import Fraction
from math import ceil

from contracts import months
from contracts.months import Month
from ingest.rules.records import LAST_DAY_ON_TIME
from statements.breaches.documents import Future
from statements.breaches.open_cases import DATASET, Open, issued
from statements.ledger import Ledger, work_out
from statements.measures import measure_text, value_text

ASSUMES = (
    "Supposed: in {next} as many plans are issued ahead of the month of their limit as in {month} ({ahead}), the cases "
    "whose limit lies in {next} are issued in it, and so are the overdue ones, late. An overdue case that stays open "
    "does not lower the percentage, and is shown here all the same. Of other indicators only what is known counts."
)


def why_none(ledger: Ledger, number: int, open_: Open) -> str:
    """Say why nothing can be worked out for the month after, or nothing where it can."""
    after = Month(open_.month + 1)
    if (after, DATASET) in ledger.frozen.in_force:
        return f"The return for {months.spoken(after)} has come: what became of these cases is in its figure."
    if (number, after) not in ledger.measures:
        return f"The indicator is not measured in {months.spoken(after)}, or that month has not begun."
    if not open_.rows or not (open_.due or open_.overdue or open_.due_today):
        return f"No open case is overdue or reaches its limit in {months.spoken(after)}."
    return ""


def needed(open_: Open, target: Fraction | None) -> int | None:
    """Return how many of the cases due have to be issued in time to reach a target percentage.

    That may be more than all of them; without a target it is None.
    """
    if target is None:
        return None
    early = len(open_.ahead)
    plans = early + len(open_.due) + len(open_.overdue) + len(open_.due_today)
    return max(0, ceil(target * plans / 100) - early)


def futures(ledger: Ledger, number: int, open_: Open) -> Iterator[Future]:
    """Yield the next month if nothing changes, if no case due is issued in time, and if all are."""
    due, pace = len(open_.due), open_.pace
    if pace.due:
        share = due * pace.in_time // pace.due
        went = f"of those due in {months.spoken(open_.month)}, {pace.in_time} of {pace.due} were in time"
        yield _future(ledger, number, open_, share, f"Nothing changes ({went})")
    yield _future(ledger, number, open_, 0, "None of the cases due is issued in time")
    yield _future(ledger, number, open_, due, "All of the cases due are issued in time")


def if_overdue_stay(ledger: Ledger, number: int, open_: Open) -> str:
    """Write the next month's measure if nothing changes and no overdue case is issued; empty where none is overdue.

    The futures issue every one of them, late, which no month need do: this says how much of a fall is due to that.
    """
    agreed, due, pace = ledger.frozen.contract.indicators[number - 1], len(open_.due), open_.pace
    plans = len(open_.ahead) + due
    if not pace.due or not plans or not (open_.overdue or open_.due_today):
        return ""
    in_time = len(open_.ahead) + due * pace.in_time // pace.due
    return value_text(agreed, (Fraction(in_time), Fraction(plans)), ledger.target(number, Month(open_.month + 1)))


def _future(ledger: Ledger, number: int, open_: Open, in_time: int, supposing: str) -> Future:
    month = Month(open_.month + 1)
    late = [*open_.overdue, *open_.due_today, *open_.due[in_time:]]
    early = [*open_.due[:in_time], *open_.ahead]
    plans = [(row, row.values["clock_start"].toordinal() + LAST_DAY_ON_TIME) for row in early]
    plans += [(row, row.values["clock_start"].toordinal() + LAST_DAY_ON_TIME + 1) for row in late]
    then = work_out(issued(ledger.frozen, number, month, plans))
    rows = [row for charged in then.charged.values() for row in charged]
    own = [int(row["pence"]) for row in rows if (row["indicator"], row["month"]) == (number, month)]
    status = then.status(number, month)
    return Future(
        supposing=supposing,
        in_time=in_time,
        measure=measure_text(then, number, month),
        status=status,
        deducted=None if status is None else sum(own),
    )
