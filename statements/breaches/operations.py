"""The operation “breaches”: cases for those who may see them, counts for everybody else."""

from collections.abc import Sequence, Sized

from pydantic import BaseModel

from contracts import months
from contracts.contract import Contract
from contracts.errors import ReckonerError
from contracts.indicators import FromCases
from contracts.months import Month
from statements.asked import Moment
from statements.breaches import open_cases
from statements.breaches.documents import Breaches, Group
from statements.breaches.futures import ASSUMES, futures, if_overdue_stay, needed, why_none
from statements.breaches.open_cases import DATASET, Open
from statements.history import number_of
from statements.ledger import Ledger
from statements.ledgers import ledger_seen
from statements.measures import so_many, target_text
from statements.rows.sheet import SheetRow
from statements.rows.small_groups import FEWEST, parted
from store.moments import shown
from store.people import person_now
from store.policy import Action, Decision, decide, require
from store.session import Store

_TOO_FEW = f"Fewer than {FEWEST} cases are overdue or due, so what they come to is for those who may see cases."
_AGES = ((28, "Overdue by up to 4 weeks"), (84, "Overdue by 5 to 12 weeks"))


class BreachesAsked(BaseModel):
    """Asks for the open cases at the end of a month; without an indicator, of the first counted from assessments."""

    contract: str
    month: str
    indicator: str | None = None
    as_known_on: Moment | None = None


class NotFromCases(ReckonerError):
    """An indicator that is not counted from EHC assessments."""

    def __init__(self, contract: Contract, found: str | None) -> None:
        known = ", ".join(each.id for each in contract.indicators if isinstance(each.measure, FromCases)) or "none"
        what = f"Found “{found}”. " if found else ""
        super().__init__(f"{what}Indicators of “{contract.id}” that are counted from EHC assessments: {known}.")


class NoCases(ReckonerError):
    """A month without a return of EHC assessments."""

    def __init__(self, month: Month) -> None:
        super().__init__(
            f"No return with EHC assessments was accepted for {months.spoken(month)}, so which were open is not known."
        )


def show_breaches(store: Store, person: str, asked: BreachesAsked) -> Breaches:
    """Return the open cases at the end of a month, overdue first, and what the next month comes to.

    Raises:
        NotFromCases, NoCases, NoSuchIndicator, NotAMonth: as they say.
    """
    who = person_now(store, person)
    require(who, Action.VIEW_BOARD, asked.contract)
    month = months.parse(asked.month)
    with store.read() as cursor:
        ledger = ledger_seen(store, cursor, asked.contract, asked.as_known_on)
        number = _number(ledger.frozen.contract, asked.indicator)
        if (month, DATASET) not in ledger.frozen.in_force:
            raise NoCases(month)
        found = open_cases.open_cases(cursor, ledger.frozen, number, month)
    agreed = ledger.frozen.contract
    return _told(ledger, number, found, decide(who, Action.VIEW_CASES, agreed.id, agreed.contract.title))


def _number(agreed: Contract, indicator: str | None) -> int:
    if indicator is not None:
        number = number_of(agreed, indicator)
        if not isinstance(agreed.indicators[number - 1].measure, FromCases):
            raise NotFromCases(agreed, indicator)
        return number
    for number, each in enumerate(agreed.indicators, start=1):
        if isinstance(each.measure, FromCases):
            return number
    raise NotFromCases(agreed, None)


def _told(ledger: Ledger, number: int, found: Open, cases: Decision) -> Breaches:
    frozen, agreed, after = ledger.frozen, ledger.frozen.contract, Month(found.month + 1)
    late, due = [*found.overdue, *found.due_today], found.due
    apart = _told_apart(cases, late, due)
    why = why_none(ledger, number, found) or ("" if apart else _TOO_FEW)
    least = None if why else needed(found, ledger.target(number, after))
    return Breaches(
        contract=agreed.id,
        title=agreed.contract.title,
        month=months.label(found.month),
        next_month=months.label(after),
        known_at=shown(frozen.known_at),
        illustrative=bool(agreed.illustrative),
        indicator=agreed.indicators[number - 1].id,
        indicator_title=agreed.indicators[number - 1].title,
        as_of=found.as_of,
        total=len(found.rows),
        overdue=len(late) if apart else None,
        due=len(due) if apart else None,
        left_out=found.left_out if cases.allowed or found.left_out >= FEWEST else 0,
        groups=tuple(_groups(found, cases)),
        cases=tuple(open_cases.shown(row, found.as_of) for row in (*late, *due)) if cases.allowed else (),
        withheld=""
        if cases.allowed
        else f"Each case tells of a single child. {cases.because} The counts hold them all.",
        target="" if why else target_text(agreed, number, after),
        needed=least if least is not None and least <= len(due) else None,
        break_even="" if why else _break_even(least, len(due)),
        futures=() if why else tuple(futures(ledger, number, found)),
        assumes=why or _assumes(found, after),
        if_overdue_stay="" if why else if_overdue_stay(ledger, number, found),
    )


def _told_apart(cases: Decision, *groups: Sized) -> bool:
    """Say whether somebody may know how many are overdue and how many are due, and so what they come to.

    Whoever is told either, or the sum, is told the other; each of a few tells of single children.
    """
    return cases.allowed or all(not len(group) or len(group) >= FEWEST for group in groups)


def _assumes(found: Open, after: Month) -> str:
    said = {"month": months.spoken(found.month), "next": months.spoken(after), "ahead": len(found.ahead)}
    return ASSUMES.format(**said)


def _break_even(least: int | None, due: int) -> str:
    if least is None:
        return ""
    if least > due:
        return "Even with every case due issued in time the target is missed, once the overdue ones are issued."
    may = due - least
    have = "has" if least == 1 else "have"
    cases = so_many(due, "case")
    return f"{least} of the {cases} due {have} to be issued in time to keep the target: {may} may be late."


def _groups(found: Open, cases: Decision) -> list[Group]:
    named = [(name, rows) for name, rows in _named(found) if rows]
    if cases.allowed:
        return [Group(name=name, cases=len(rows)) for name, rows in named]
    alone, together = parted(named, lambda each: len(each[1]))
    told = [Group(name=name, cases=len(rows)) for name, rows in alone]
    if together:
        names = "; ".join(name[:1].lower() + name[1:] if place else name for place, (name, _) in enumerate(together))
        first = next(place for place, each in enumerate(named) if each in together)
        told.insert(first, Group(name=names, cases=sum(len(rows) for _, rows in together)))
    return told


def _named(found: Open) -> list[tuple[str, Sequence[SheetRow]]]:
    """Return the open cases in groups, the most urgent first; one at day 140 on the last day is overdue from then."""
    past = [(1 - open_cases.left(row, found.as_of), row) for row in (*found.overdue, *found.due_today)]
    later = Month(found.month + 1)
    limits = [0, *(days for days, _ in _AGES)]
    aged = [
        (name, [row for days, row in past if least < days <= most])
        for least, (most, name) in zip(limits, _AGES, strict=False)
    ]
    urgent = {row.place for row in (*found.overdue, *found.due_today, *found.due)}
    return [
        ("Overdue by more than 12 weeks", [row for days, row in past if days > limits[-1]]),
        *reversed(aged),
        (f"Limit in {months.spoken(later)}", list(found.due)),
        ("Limit later", [row for row in found.rows if row.place not in urgent]),
    ]
