"""Scenarios side by side: what each comes to, by month and by indicator. A replay, and said to be one."""

from collections.abc import Sequence

from contracts import months
from contracts.wording import pounds, pounds_signed
from dashboard.figures.markup import Html, element
from statements.measures import so_many
from statements.what_if.documents import Replay, WhatIf

A_REPLAY = "A replay of what was returned, worked out by the same rules. It is no statement, and nothing is recorded."
NOTHING_YET = (
    "Nothing is changed yet. Say what might have been different and replay: what was and what would have been then "
    "stand side by side."
)


def context(found: WhatIf | None, title: str) -> str:
    """Say of which months the page is a replay."""
    if found is None:
        return title
    first, last = (months.spoken(months.parse(each)) for each in (found.first, found.last))
    return f"{title}. Statements from {first} to {last}, replayed"


def takeaway(found: WhatIf | None) -> str:
    """Say what each scenario would have come to, or what to do where there is none."""
    if found is None:
        return NOTHING_YET
    if len(found.replays) == 2:
        return found.words
    one, other, both = (_compared(_less(found, place)) for place in (1, 2, 3))
    return f"Alone, the one change would have meant {one} deducted and the other {other}; both together {both}."


def name(found: WhatIf, place: int) -> str:
    """Return what a scenario is called where there is little room."""
    if not place:
        return found.replays[0].scenario
    return "What if" if len(found.replays) == 2 else ("One change", "The other", "Both together")[place - 1]


def figures(found: WhatIf) -> Html:
    """Return what is deducted in each scenario, with its difference from what was and what it changes."""
    return element("dl", *(_figure(found, place) for place in range(len(found.replays))), class_="figures scenarios")


def _figure(found: WhatIf, place: int) -> Html:
    each = found.replays[place]
    changed = element("dd", each.words[:1].upper() + each.words[1:], class_="note") if place else ""
    return element(
        "div",
        element("dt", name(found, place)),
        element("dd", pounds(each.deducted), class_="figure"),
        element("dd", element("b", _compared(_less(found, place))) if place else "deducted in all", class_="note"),
        changed,
    )


def _less(found: WhatIf, place: int) -> int:
    return found.replays[0].deducted - found.replays[place].deducted


def _compared(less: int) -> str:
    if not less:
        return "no difference"
    return f"{pounds(abs(less))} {'less' if less > 0 else 'more'}"


def chart_heading(found: WhatIf) -> Html:
    """Return what stands above the chart: its finding, and what is drawn."""
    changed = [_months_changed(each, found.replays[0]) for each in found.replays[1:]]
    most, every = max(changed), len(found.replays[0].months)
    title = (
        f"{most} of {so_many(every, 'statement')} would have been different"
        if most
        else "Every statement would have been the same"
    )
    header = element("header", element("h2", title), element("span", "Deducted by statement month, after all caps, £"))
    return element("section", header)


def _months_changed(each: Replay, as_it_was: Replay) -> int:
    # Another charge changes a statement that deducts as much as it did.
    return sum(one != was for one, was in zip(each.months, as_it_was.months, strict=True))


def by_indicator(found: WhatIf) -> Html:
    """Return the table of what is deducted for each indicator in all months, those that stay the same in one row."""
    every = [[each.deducted for each in one] for one in zip(*(each.indicators for each in found.replays), strict=True)]
    named = list(zip(found.replays[0].indicators, every, strict=True))
    rows = [_row(f"{one.indicator} {one.title}".strip(), sums) for one, sums in named if len(set(sums)) > 1]
    same = [sums for _, sums in named if len(set(sums)) == 1]
    if same:
        rows.append(_row(f"The other {len(same)}, no difference", [sum(column) for column in zip(*same, strict=True)]))
    whole = _row("Deducted in all", [each.deducted for each in found.replays], class_="whole")
    return _table("By indicator, all months together", "Indicator", found, [*rows, whole])


def by_month(found: WhatIf) -> Html:
    """Return the table of what is deducted in each statement: every figure of the chart."""
    rows = [
        _row(months.short(months.parse(one[0].month)), [each.deducted for each in one])
        for one in zip(*(each.months for each in found.replays), strict=True)
    ]
    paid = [element("td", "", class_="money"), *(_money(pounds_signed(each.difference)) for each in found.replays[1:])]
    whole = element("tr", element("th", "Paid more or less", scope="row", class_="line"), *paid, class_="whole")
    return _table("By statement month", "Statement", found, [*rows, whole])


def _table(heading: str, first: str, found: WhatIf, rows: Sequence[Html]) -> Html:
    places = range(len(found.replays))
    names = [element("th", name(found, place), scope="col", class_="money") for place in places]
    head = element("thead", element("tr", element("th", first, scope="col", class_="line"), *names))
    note = "In bold: another amount than it was. Unsigned amounts are deducted."
    table = element("table", element("caption", note), head, element("tbody", *rows), class_="groups beside")
    return element("section", element("header", element("h2", heading)), table)


def _row(name: str, deducted: Sequence[int], class_: str | None = None) -> Html:
    cells = [_money(pounds(each), other=each != deducted[0]) for each in deducted]
    return element("tr", element("th", name, scope="row", class_="line"), *cells, class_=class_)


def _money(text: str, *, other: bool = False) -> Html:
    return element("td", element("b", text) if other else text, class_="money")
