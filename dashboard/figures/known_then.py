"""A month's statement as it stood on an earlier day, beside the one of now: what each line came to then."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Final

from contracts import months
from contracts.wording import day as spoken_day
from contracts.wording import pounds, pounds_signed
from dashboard.figures.accounts import row, sums_table, total
from dashboard.figures.markup import Html, element
from statements.documents import Statement, StatementLine

_Line = tuple[str, str, str]
_SUMS: Final = ("Then", "Now", "Difference")


def known_then(was: Statement, now: Statement, then: date) -> Html:
    """Return what a month's statement was at the end of a day, and every line that has come to something else since."""
    month, on = months.spoken(months.parse(now.month)), spoken_day(then)
    certified = "certified" if was.state == "certified" else "a draft"
    said = f"At the end of {on} the statement for {month} was {certified} and came to {pounds(was.net)} before VAT."
    changed = [_table(was, now, f"What has come to something else since {on}")] if was.digest != now.digest else []
    return element(
        "section",
        element("h2", f"As known on {on}"),
        element("p", f"{said} {_compared(was, now)}"),
        *changed,
        element("p", f"Its digest is {was.digest}."),
    )


def _compared(was: Statement, now: Statement) -> str:
    if was.digest == now.digest:
        return "It is the same, line by line, as the one above."
    return f"The one above comes to {pounds(now.net)}."


def _table(was: Statement, now: Statement, caption: str) -> Html:
    then, since = _amounts(was.lines), _amounts(now.lines)
    changed = [line for line in {**then, **since} if then[line] != since[line]]
    rows = (row(title, (of,), _sums(then[line], since[line])) for line in changed for _, title, of in (line,))
    net = total("Net payment before VAT", 1, _sums(was.net, now.net))
    return sums_table(caption, ("Line", "Of"), _SUMS, rows, (net,))


def _amounts(lines: Iterable[StatementLine]) -> Counter[_Line]:
    """Return what each line comes to, by what it is known by on both statements, in the order of the lines."""
    found = Counter[_Line]()
    for line in lines:
        found[line.kind, line.title, months.spoken(months.parse(line.measured))] += line.amount
    return found


def _sums(then: int, now: int) -> tuple[str, str, str]:
    return pounds(then), pounds(now), pounds_signed(now - then)
