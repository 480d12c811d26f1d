"""What makes one month's file differ from the month as it should be: remarks, gaps, mistakes and their corrections."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Final

from contracts import months
from sample_data.indicator_rows import stated_value
from sample_data.stated import Stated
from sample_data.tables import Cell, MonthlyReturn, Pounds

Edit = Callable[[MonthlyReturn], MonthlyReturn]

_REMARKS: Final[Mapping[str, Mapping[str, str]]] = {
    "2016-07": {"SP1": "Late plans are those requested before the contract began."},
    "2016-08": {"SP1": "The backlog was cleared in August."},
    "2016-09": {"MS1": "Seven of nine actions are complete; two wait for another contractor of the council."},
    "2016-11": {
        "SP2": "41 of the 72 behind plan wait for advice from a psychologist. One post is vacant.",
        "OP17": "Two kitchens were shut from 7 to 25 November.",
    },
    "2017-03": {"SP2": "Two locums have started: more than 80 a month from April."},
    "2017-09": {"OP20": "Routes run on new tenders from this month."},
    "2018-03": {
        "SP2": "All statements are converted.",
        "OP15": "Punctuality has improved since two operators were replaced in February.",
    },
}

NOT_REPORTED: Final = "The log of enquiries was moved to a new system and could not be read."


def remarks(sent: MonthlyReturn) -> MonthlyReturn:
    """Add the month's commentary, and the reason for the one figure that the provider explains itself."""
    label = months.label(sent.month)
    for indicator, text in _REMARKS.get(label, {}).items():
        sent = sent.with_cell("indicators", indicator, "Commentary", text)
    if label == "2017-02":
        sent = sent.with_cell("indicators", "OP6", "Reason if not reported", NOT_REPORTED)
    return sent


def unchanged(sent: MonthlyReturn) -> MonthlyReturn:
    """Leave a return as it is."""
    return sent


def figure(indicator: str, numerator: int, denominator: int) -> Edit:
    """Return an edit that states another percentage for an indicator."""
    found = Stated(Decimal(numerator), Decimal(denominator))
    return cells(
        indicator,
        {
            "Numerator": found.numerator,
            "Denominator": found.denominator,
            "Value as stated": stated_value("percent", found),
            "Reason if not reported": None,
            "Verified by": "sampled",
        },
    )


def cells(indicator: str, changed: Mapping[str, Cell]) -> Edit:
    """Return an edit of some cells of one indicator's row."""

    def edit(sent: MonthlyReturn) -> MonthlyReturn:
        for heading, value in changed.items():
            sent = sent.with_cell("indicators", indicator, heading, value)
        return sent

    return edit


def one_after_another(*edits: Edit) -> Edit:
    """Return the edits as one."""

    def edit(sent: MonthlyReturn) -> MonthlyReturn:
        for each in edits:
            sent = each(sent)
        return sent

    return edit


def costs_twice(*listed: str) -> Edit:
    """Return an edit in which some routes were invoiced twice, and the cost per mile agrees with them."""

    def edit(sent: MonthlyReturn) -> MonthlyReturn:
        for route in listed:
            row = next(row for row in sent.table("sen_transport").rows if row["Route"] == route)
            sent = sent.with_cell("sen_transport", route, "Cost", Pounds(_pence(row["Cost"]) * 2))
        rows = sent.table("sen_transport").rows
        cost = Decimal(sum(_pence(row["Cost"]) for row in rows)) / 100
        miles = sum((_miles(row["Miles"]) for row in rows), Decimal(0))
        return cells("OP20", {"Value as stated": stated_value("money", Stated(cost, miles))})(sent)

    return edit


def _pence(cell: Cell) -> int:
    assert isinstance(cell, Pounds)
    return cell.pence


def _miles(cell: Cell) -> Decimal:
    assert isinstance(cell, Decimal)
    return cell


def to_be_confirmed(*listed: str) -> Edit:
    """Return an edit in which the cost of some routes is not a number."""

    def edit(sent: MonthlyReturn) -> MonthlyReturn:
        for route in listed:
            sent = sent.with_cell("sen_transport", route, "Cost", "tbc")
        return sent

    return edit


def clerking_forgotten(sent: MonthlyReturn) -> MonthlyReturn:
    """Leave out what maintained schools pay for clerking, the first row of the dataset."""
    table = sent.table("traded_services")
    return sent.with_table(table.with_cell("Governing-body clerking", "Income", Pounds(0)))
