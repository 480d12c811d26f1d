"""The operation “drivers”: what moved an indicator between two months, as far as a person may see its rows."""

from fractions import Fraction

from duckdb import DuckDBPyConnection
from pydantic import BaseModel

from contracts import months
from contracts.errors import ReckonerError
from contracts.indicators import Indicator
from contracts.months import Month
from metrics.drivers.parted import Sums, shared_out
from statements.asked import Moment
from statements.drivers.documents import Drivers
from statements.drivers.moves import TwoMonths, moved_by
from statements.drivers.written import EXACT, places, signed
from statements.ledgers import ledger_seen
from statements.measures import measure_text
from statements.rows.behind import Measured, behind, measured
from statements.rows.breakdown import Entered, added_up, is_plain_sum, offered, plain
from statements.rows.month import NoSuchColumn
from statements.trends import definition_changes
from store.moments import shown
from store.people import person_now
from store.policy import Action, Decision, decide, require
from store.session import Store

METHOD = (
    "By its own value: what a group moved the figure by doing better or worse, at the mean of its shares in the two "
    "months. By its share: what it moved by becoming a larger or smaller part of the whole. They add up to the change. "
    "What moved a figure is not why, and a change within usual variation needs no reason."
)


class DriversAsked(BaseModel):
    """Asks what moved an indicator from a month to a later one; ``by`` for one column alone."""

    contract: str
    indicator: str
    before: str
    after: str
    by: str | None = None
    as_known_on: Moment | None = None


class EarlierFirst(ReckonerError):
    """Two months of which the first is not the earlier."""

    def __init__(self, before: Month, after: Month) -> None:
        super().__init__(
            f"Found {months.spoken(before)} and {months.spoken(after)}. Give two months, the earlier first."
        )


class NoRowsToCompare(ReckonerError):
    """A month whose figure is not made up of rows."""

    def __init__(self, indicator: Indicator, month: Month, *, stated: bool) -> None:
        why = "is stated as a whole" if stated else "has no rows that count"
        super().__init__(
            f"The figure of {indicator.id} for {months.spoken(month)} {why}, so what moved it cannot be told. Choose "
            "an indicator and months whose rows came with the return."
        )


def show_drivers(store: Store, person: str, asked: DriversAsked) -> Drivers:
    """Return what moved an indicator between two months.

    Raises:
        NotAllowed: the person may not see rows.
        NotAMonth, EarlierFirst, NoSuchIndicator, NotMeasuredThen, NoRowsToCompare, NoSuchColumn: as they say.
    """
    who = person_now(store, person)
    require(who, Action.VIEW_ROWS, asked.contract)
    before, after = months.parse(asked.before), months.parse(asked.after)
    if before >= after:
        raise EarlierFirst(before, after)
    with store.read() as cursor:
        ledger = ledger_seen(store, cursor, asked.contract, asked.as_known_on)
        of = measured(ledger, asked.indicator, before), measured(ledger, asked.indicator, after)
        both = TwoMonths(of[0].agreed, (_entered(cursor, of[0]), _entered(cursor, of[1])), (of[0].target, of[1].target))
    agreed = ledger.frozen.contract
    return _told(of, both, asked.by, decide(who, Action.VIEW_CASES, agreed.id, agreed.contract.title))


def _entered(cursor: DuckDBPyConnection, of: Measured) -> list[Entered]:
    if of.source != "records":
        raise NoRowsToCompare(of.agreed, of.month, stated=of.source == "stated")
    judged, _ = behind(cursor, of)
    entered = [Entered(each.row, each.part) for each in judged if each.counts and each.part is not None]
    if not entered or not (is_plain_sum(of.agreed) or added_up([each.part for each in entered])[1]):
        raise NoRowsToCompare(of.agreed, of.month, stated=False)
    return entered


def _told(of: tuple[Measured, Measured], both: TwoMonths, by: str | None, cases: Decision) -> Drivers:
    ledger, agreed, indicator = of[0].ledger, of[0].ledger.frozen.contract, both.indicator
    columns = offered(indicator.dataset, sees_cases=cases.allowed)
    if by is not None and by not in columns:
        raise NoSuchColumn(indicator, by, columns)
    texts = [measure_text(ledger, each.number, each.month) for each in of]
    figures = _figure(both, 0), _figure(both, 1)
    change = figures[1] - figures[0]
    return Drivers(
        contract=agreed.id,
        title=agreed.contract.title,
        known_at=shown(ledger.frozen.known_at),
        illustrative=bool(agreed.illustrative),
        indicator=indicator.id,
        indicator_title=indicator.title,
        clause=indicator.clause,
        before=months.label(of[0].month),
        after=months.label(of[1].month),
        measure_before=texts[0],
        measure_after=texts[1],
        change=plain(shared_out([change], EXACT)[0]),
        shown=_shown(indicator, change),
        words=_words(of, texts, change),
        notes=tuple(_notes(of, figures)),
        moved_by=tuple(moved_by(both, each, sees_cases=cases.allowed) for each in columns if by in (None, each)),
    )


def _figure(both: TwoMonths, place: int) -> Fraction:
    """Return what the rows of a month come to, in the displayed unit."""
    found = added_up([each.part for each in both.rows[place]])
    value = found[0] if is_plain_sum(both.indicator) else Sums(*found).value
    assert value is not None
    return value * (100 if both.indicator.unit == "percent" else 1)


def _shown(indicator: Indicator, change: Fraction) -> str:
    return signed(indicator, shared_out([change], places(indicator))[0])


def _words(of: tuple[Measured, Measured], texts: list[str], change: Fraction) -> str:
    better = of[0].agreed.better
    judged = ""
    if better != "within range" and change:
        judged = ", better" if (change > 0) == (better == "higher") else ", worse"
    first, last = (months.spoken(each.month) for each in of)
    return f"From {texts[0]} in {first} to {texts[1]} in {last}: {_shown(of[0].agreed, change)}{judged}."


def _notes(of: tuple[Measured, Measured], figures: tuple[Fraction, Fraction]) -> list[str]:
    agreed = of[0].agreed
    said = [
        f"The definition changed from {months.spoken(months.of_day(day))}: the two figures are not of the same thing."
        for day in definition_changes(agreed)
        if of[0].month < months.of_day(day) <= of[1].month
    ]
    judged = [each.ledger.value(each.number, each.month) for each in of]
    if any(one is not None and one != other for one, other in zip(judged, figures, strict=True)):
        said.append(
            "The contract judges another figure than the rows as returned come to, for relief or as it was stated; the "
            "change and its parts are of the rows."
        )
    return [*said, METHOD]
