"""A month's statement as it stood on an earlier day, beside the one of now: what each line came to then."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from contracts import months
from contracts.wording import day as spoken_day
from contracts.wording import pounds
from dashboard.figures.accounts import row, sums_table, total
from dashboard.figures.markup import Html, element
from statements.documents import Statement, StatementLine

_Line = tuple[str, str]


def known_then(was: Statement, now: Statement, then: date) -> Html:
    """Return what a month's statement was at the end of a day, and every line that has come to something else since."""
    month, on = months.spoken(months.parse(now.month)), spoken_day(then)
    certified = "certified" if was.state == "certified" else "a draft"
    said = f"At the end of {on} the statement for {month} was {certified} and came to {pounds(was.net)} before VAT."
    changed = _changed(was, now)
    told = (
        element("p", f"{said} {_compared(was, now, changed)}"),
        *([_table(was, now, changed, f"What has come to something else since {on}")] if changed else []),
        element("p", f"Its digest is {was.digest}.", class_="digest"),
    )
    return element("section", element("h2", f"As known on {on}"), element("div", *told, class_="then"))


def _compared(was: Statement, now: Statement, changed: Iterable[_Line]) -> str:
    if was.digest == now.digest:
        return "It is the same, word for word, as the one above."
    if not changed:
        return (
            "Every line comes to the same on the one above; what the statement rests on, or says of a line, does not."
        )
    more = f"{pounds(abs(now.net - was.net))} {'more' if now.net > was.net else 'less'}" if now.net != was.net else ""
    return f"The one above comes to {pounds(now.net)}{', ' if more else ', the same in all'}{more}."


def _changed(was: Statement, now: Statement) -> Mapping[_Line, tuple[int, int]]:
    """Return what each line came to then and comes to now, in pence, where that is not the same."""
    then, since = _amounts(was.lines), _amounts(now.lines)
    return {line: (then[line], since[line]) for line in {**then, **since} if then[line] != since[line]}


def _table(was: Statement, now: Statement, changed: Mapping[_Line, tuple[int, int]], caption: str) -> Html:
    rows = (row(name, (), map(pounds, amounts)) for (_, name), amounts in changed.items())
    net = total("Net payment before VAT", 1, map(pounds, (was.net, now.net)))
    return sums_table(caption, ("Line",), ("Then", "Now"), rows, (net,))


def _amounts(lines: Iterable[StatementLine]) -> Counter[_Line]:
    """Return what each line before VAT comes to, by what it is known by on both statements, in their order."""
    found = Counter[_Line]()
    for line in (line for line in lines if line.kind != "vat"):
        found[line.kind, f"{line.title}, {months.spoken(months.parse(line.measured))}"] += line.amount
    return found
