"""The rows behind a measure: what they come to, broken down, one by one, and what each cost."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from contracts import months
from contracts.wording import count, pounds
from dashboard.figures.lines import said
from dashboard.figures.links import Address, closed, to_indicator
from dashboard.figures.markup import Html, element, joined
from statements.measures import so_many
from statements.rows import words
from statements.rows.documents import FAILED, Breakdown, CostInMonth, Did, RowShown, RowsOfMonth, Step

_VERBS: Final[dict[Did, tuple[str, str]]] = {
    "late": ("late", "Late"),
    "on time": ("on time", "On time"),
    "worse than the target": ("worse than the target by themselves", "Worse than target"),
    "meets the target": ("as good as the target by themselves", "Meets target"),
    "counted": ("counted", "Counted"),
    "left out": ("left out", "Left out"),
    "stated": ("stated", "Stated"),
}
_UNFOLDED: Final = 8
"""So many rows that did not fail still stand openly below those that did."""
_HEADINGS: Final = (
    ("number", "Row"),
    ("line", "What it is"),
    ("did", "What it did"),
    ("measure", "Measure without it"),
)
_GROUP_HEADINGS: Final = (("line", ""), ("money", "Rows"), ("measure", "Measure"), ("did", ""))


def title(rows: RowsOfMonth) -> str:
    """Name the rows."""
    return f"Rows of {months.spoken(months.parse(rows.month))}"


def lead(rows: RowsOfMonth, address: Address) -> Html:
    """Say what the rows come to, what was left out and why, what is not shown, and how to close them."""
    parts = [element("p", _sums_up(rows), class_="lead")]
    if rows.left_out:
        causes = ", ".join(f"{count(each.rows)} ({_lower(each.why)})" for each in rows.left_out)
        parts.append(element("p", f"Other rows of the sheet, left out: {causes}.", class_="besides"))
    parts += [element("p", each, class_="besides") for each in (rows.note,) if each]
    if rows.withheld:
        parts.append(element("p", element("b", "Not shown. "), rows.withheld, class_="withheld"))
    shut = to_indicator(rows.indicator, "Close the rows", closed(address))
    return element("section", *parts, element("p", shut, class_="besides shut"))


def _sums_up(rows: RowsOfMonth) -> str:
    if rows.source == "none":
        return "No return came for this month, so there are no rows behind the figure."
    against = f" against {rows.target}" if rows.target else ""
    if rows.source == "stated":
        return (
            f"{rows.measure}{against}. The figure is stated as a whole: one row of the sheet “{rows.sheet}” holds it."
        )
    counted = f"{_rows(rows.entered)} of the sheet “{rows.sheet}” {'counts' if rows.entered == 1 else 'count'}"
    kind = _failed_kind(rows)
    failed = f", {count(rows.failed)} of them {kind}" if kind else ""
    return f"{rows.measure}{against}: {counted}{failed}."


def _failed_kind(rows: RowsOfMonth) -> str:
    """Name what failed rows did; nothing where rows are not judged one by one."""
    if rows.sheet == "EHC assessments":
        return "late"
    dids = Counter(row.did for row in rows.rows)
    judged = rows.failed or dids["meets the target"] or dids["worse than the target"]
    return _VERBS["worse than the target"][0] if judged else ""


def _rows(number: int) -> str:
    return f"{count(number)} row{'' if number == 1 else 's'}"


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def together(rows: RowsOfMonth) -> Html | None:
    """Say what the failed rows cost together, since their costs one by one do not add up to it."""
    if not rows.steps:
        return None
    heading = element("header", element("h3", "What the failed rows cost together"))
    says = [element("li", _step(rows, step)) for step in rows.steps]
    note = (
        "Taken out one after the other, worst first; what each cost by itself does not add up to this. Told is the "
        "whole payment, of all months: free points, runs of failures and caps of other lines move with it."
    )
    return element("section", heading, element("ul", *says, class_="in-turn"), element("p", note, class_="besides"))


def _step(rows: RowsOfMonth, step: Step) -> Html:
    if rows.failed == 1:
        which = "Without the one failed row"
    else:
        which = "Without all of them" if step.rows == rows.failed else f"Without the worst {count(step.rows)}"
    return joined(f"{which}: {step.measure}, ", element("b", _cost_in_words(step.pence)), ".")


def _cost_in_words(pence: int) -> str:
    if pence > 0:
        return f"{pounds(pence)} less deducted"
    return f"{pounds(-pence)} more deducted" if pence < 0 else "and not a penny less deducted"


def groups(found: Breakdown) -> Html:
    """Return a breakdown as a table with its sentence to take away."""
    named = [found.heading if class_ == "line" else name for class_, name in _GROUP_HEADINGS]
    classes = [class_ for class_, _ in _GROUP_HEADINGS]
    head = (element("th", name, scope="col", class_=class_) for class_, name in zip(classes, named, strict=True))
    bodies = (
        element(
            "tr",
            element("th", each.name, scope="row", class_="line"),
            element("td", count(each.rows), class_="money"),
            element("td", each.value, class_="measure"),
            element("td", "worse than the target" if each.is_worse else "", class_="did"),
        )
        for each in found.groups
    )
    caption = element("caption", f"The measure by {found.heading.lower()}, worst first")
    table = element(
        "table", caption, element("thead", element("tr", *head)), element("tbody", *bodies), class_="groups"
    )
    note = [element("p", found.note, class_="besides")] if found.note else []
    return element("section", element("p", found.takeaway, class_="lead"), table, *note)


def table(rows: RowsOfMonth) -> Html | None:
    """Return the rows, the failed first, each opening to its cells; ``None`` where none is shown."""
    if not rows.rows:
        return None
    failed = [each for each in rows.rows if each.did in FAILED]
    others = [each for each in rows.rows if each.did not in FAILED]
    parts = [_table(rows, failed), _folded(rows, others)] if failed and len(others) > _UNFOLDED else None
    heading = element("header", element("h3", "Row by row"), element("span", _listed(rows)))
    listed = parts or [_table(rows, rows.rows)]
    return element("section", heading, *listed, element("p", words.of_costs(rows), class_="besides"))


def _table(rows: RowsOfMonth, shown: Sequence[RowShown]) -> Html:
    named = (*_HEADINGS, ("money", words.heading_of_costs(rows)))
    head = element("tr", *(element("th", name, scope="col", class_=class_) for class_, name in named))
    caption = element("caption", "The rows; each opens to its cells and its file")
    return element("table", caption, element("thead", head), *map(_row, shown), class_="lines rows")


def _folded(rows: RowsOfMonth, others: Sequence[RowShown]) -> Html:
    """Return the rows that did not fail, to open: the failed are what somebody came for."""
    summary = element("summary", f"{_rows(len(others))} that did not fail, in the order of the sheet")
    return element("details", summary, _table(rows, others), class_="cells")


def _listed(rows: RowsOfMonth) -> str:
    if rows.source == "stated":
        return ""
    first = "The failed first" if rows.failed else "In the order of the sheet"
    if rows.not_listed:
        return f"{first}. {_rows(rows.not_listed)} more are in the file to take away"
    return first


def _row(each: RowShown) -> Html:
    what = element("small", ": ", _lower(_what(each))) if _what(each) else ""
    cells = (
        element("td", element("code", str(each.row)), class_="number"),
        element("th", each.key, scope="row", class_="line"),
        element("td", _did(each), what, class_="did"),
        element("td", each.without, class_="measure"),
        element("td", "" if each.cost is None else pounds(each.cost), class_="money"),
    )
    summary = element("summary", element("span", f"Cells of row {each.row}"))
    opened = element("details", summary, _cells(each))
    return element("tbody", element("tr", *cells), element("tr", element("td", opened, colspan=5, class_="opens")))


def _did(each: RowShown) -> Html:
    word = _VERBS[each.did][1]
    return element("b", word) if each.did in FAILED else element("span", word)


def _what(each: RowShown) -> str:
    return each.why or each.counts


def _cells(each: RowShown) -> Html:
    filled = [said(f"{cell.cell} {cell.heading}", cell.says) for cell in each.cells if cell.says]
    place = [
        said("File", f"{each.file_name}, submission {each.submission}"),
        said("Place", joined("Sheet ", element("code", each.sheet), f", row {each.row}")),
        *_counted(each),
        *(said(f"Cost in {_spoken(cost)}", pounds(cost.pence)) for cost in each.costs),
    ]
    left = element("div", element("h3", "Cells"), element("dl", *filled))
    return element(
        "div", left, element("div", element("h3", "Where it stands"), element("dl", *place)), class_="working"
    )


def _counted(each: RowShown) -> Iterator[Html]:
    if each.counts:
        yield said("Adds", each.counts)
    if each.days_taken is not None:
        yield said("Took", so_many(each.days_taken, "day"))


def _spoken(cost: CostInMonth) -> str:
    return months.spoken(months.parse(cost.month))
