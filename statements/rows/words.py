"""What a row cost, in words, and what it would mean to leave it out."""

from typing import Final

from contracts import months, wording
from statements.documents import TO_COME
from statements.ledger import Ledger
from statements.rows.documents import RowEffect, RowsOfMonth

MARGINAL: Final = (
    "This is its cost at the margin, the statements worked out again without this row alone: costs of rows do not add "
    "up, and rows that cost nothing one by one can cost something together."
)
_TAKEN: Final = {"worst band": "the worst band", "no deduction": "nothing", "carry last status": "the last status"}
_NO_CHANGE: Final = "the payments would be the same"


_OF_A_ROW: Final = (
    "Cost by itself: what the payments would be more by, had this row alone not been there. A minus is what they "
    "would be less by: the row spared that much. Worked out by the same rules as the statement, over all months. "
    "Costs of rows do not add up."
)
_OF_THE_FIGURE: Final = (
    "The row is the figure: without it the figure would be missing, and the last column says what that would "
    "do. It is no cost of the row; what the figure cost stands with the month."
)


def heading_of_costs(rows: RowsOfMonth) -> str:
    """Return the heading over what the payments would be without each row; a row that is the figure has no cost."""
    return "Payments without it" if rows.source == "stated" else "Cost by itself"


def of_costs(rows: RowsOfMonth) -> str:
    """Say what the sums under that heading mean, for the page and the command alike."""
    return _OF_THE_FIGURE if rows.source == "stated" else _OF_A_ROW


def words(ledger: Ledger, after: Ledger, effects: tuple[RowEffect, ...], cost: int) -> str:
    """Say what a row cost in pence, and how the indicators that it counts in stand ``after`` it is taken out."""
    missing = [each for each in effects if each.measure_without == "Not reported" != each.measure]
    if missing:
        return _in_its_place(missing, f"missing, for which the contract takes {_taken(ledger)}", cost)
    waiting = [each for each in effects if _is_to_come(after, each) and not _is_to_come(ledger, each)]
    if waiting:
        return _in_its_place(waiting, "still to come, and cost nothing until then", cost)
    counted = [each for each in effects if each.did != "left out"]
    if not counted:
        return "It counts in no indicator of the month, so nothing is changed without it."
    stands = "; ".join(f"{each.indicator} {_stands(each)}" for each in counted)
    return f"Without this row: {stands}. {_costs(cost)} {MARGINAL}"


def _stands(each: RowEffect) -> str:
    status = f"{each.status_without} still" if each.status == each.status_without else str(each.status_without)
    return f"{each.measure_without}, {status}" if each.status_without else each.measure_without


def _costs(cost: int) -> str:
    if cost > 0:
        return f"The payments would be {wording.pounds(cost)} more: that is what it cost."
    if cost < 0:
        return f"The payments would be {wording.pounds(-cost)} less: the row spared that much."
    return "The payments would be the same: by itself it cost nothing."


def _is_to_come(ledger: Ledger, each: RowEffect) -> bool:
    number = next(n for n, one in enumerate(ledger.frozen.contract.indicators, start=1) if one.id == each.indicator)
    return ledger.measures[number, months.parse(each.judged)]["data_status"] in TO_COME


def _taken(ledger: Ledger) -> str:
    rule = ledger.frozen.contract.rules.when.missing
    return f"{_TAKEN[rule.take]} (clause {rule.clause})"


def _in_its_place(gone: list[RowEffect], instead: str, cost: int) -> str:
    """Say what leaving out a row would mean that is all there is of a figure: one that is missing or still to come."""
    named = wording.listed(each.indicator for each in gone)
    kinds = "the figure of" if {each.did for each in gone} == {"stated"} else "all there is of"
    effect = f"{wording.pounds(abs(cost))} {'more' if cost < 0 else 'less'} would be deducted" if cost else _NO_CHANGE
    own = f"That is no cost of the row: what the figure cost stands on the lines of {named}."
    return f"This row is {kinds} {named}. Without it the figure would be {instead}: {effect}. {own}"
