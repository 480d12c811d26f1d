"""What a return would change: rows by dataset beside those that count now, and the month's payment."""

from typing import Final

from contracts import months
from contracts.wording import NONE_DUE, count, pounds, pounds_signed
from dashboard.figures.markup import Html, element, joined
from ingest.datasets import DATASETS
from statements.files import ChangeShown, FileReport, RowsShown
from statements.measures import so_many

_COUNTS: Final = ("new", "changed", "unchanged", "removed", "rejected")
_SHEETS: Final = {str(each.id): each.sheet for each in DATASETS.values()}
_SHOWN: Final = 100


def replaces(report: FileReport) -> bool:
    """Say whether the file differs from, or leaves out, rows that were accepted before for its month."""
    return any(each.changed + each.unchanged + each.removed for each in report.rows)


def effect(report: FileReport) -> int | None:
    """Return what the file does to the month's net payment, in pence; ``None`` while that is not known."""
    if report.net_before is None or report.net_after is None:
        return None
    return report.net_after - report.net_before


def preview(report: FileReport) -> Html:
    """Return the table of datasets with the effect on the payment beneath."""
    heads = element("th", "Dataset", scope="col"), *(_head(name) for name in _COUNTS)
    caption = element("caption", "Rows in the file, beside those that count now")
    body = element("tbody", *(_row(each) for each in report.rows))
    whole = RowsShown(dataset="", **{name: sum(getattr(each, name) for each in report.rows) for name in _COUNTS})
    foot = [element("tfoot", _row(whole))] if len(report.rows) > 1 else []
    parts = (caption, element("thead", element("tr", *heads)), body, *foot)
    title = element("header", element("h2", "Preview: what would change"), element("span", _standing(report)))
    table = element("table", *parts, class_="preview")
    return element("section", title, table, money(report), *_cells(report.changes))


def _standing(report: FileReport) -> str:
    return "If accepted as it stands" if report.became == "accepted" else "Cannot be accepted as it stands"


def _head(name: str) -> Html:
    return element("th", name.capitalize(), scope="col", class_="money")


def _row(each: RowsShown) -> Html:
    name = _SHEETS.get(each.dataset, "All datasets")
    numbers = ((heading, getattr(each, heading)) for heading in _COUNTS)
    cells = (
        element("td", element("span", count(number) if number else NONE_DUE), class_="money", data_heading=heading)
        for heading, number in numbers
    )
    return element("tr", element("th", name, scope="row"), *cells, class_=None if each.dataset else "total")


def money(report: FileReport) -> Html:
    """Return the net payment that the month's return is about before and after, or why it is not known yet."""
    difference, paid = effect(report), report.payment or report.month
    if difference is None or paid is None or report.net_before is None or report.net_after is None:
        return element("p", "The effect on the payment is shown once nothing stands against the return.", class_="note")
    month = months.spoken(months.parse(paid))
    became = "Now" if report.recorded else "If accepted"
    was = "Before" if report.recorded else "As it stands"
    figures = ((was, pounds(report.net_before)), (became, pounds(report.net_after)), ("Effect", _change(difference)))
    shown = (element("div", element("dt", name), element("dd", figure)) for name, figure in figures)
    title = element("div", element("dt", f"Net payment for {month}, before VAT"))
    effects = element("dl", title, *shown, class_="effect")
    return joined(effects, element("p", _adjusted(report, month), class_="note")) if report.adjusted_in else effects


def _adjusted(report: FileReport, month: str) -> str:
    """Say where the difference of a certified month comes: its statement does not change."""
    later = months.spoken(months.parse(report.adjusted_in or ""))
    return f"{month} is certified and stays as it is; the difference comes as an adjustment on {later}’s statement."


def _change(pence: int) -> str:
    return pounds_signed(pence) if pence else f"{pounds(0)}: no change"


def _cells(changes: tuple[ChangeShown, ...]) -> list[Html]:
    """Cells that differ, to open; cases are named by their key, so this is for those alone who may hand in returns."""
    if not changes:
        return []
    names = ("Sheet", "Row", "Column", "Before", "After")
    head = element("tr", *(element("th", name, scope="col") for name in names))
    rows = (_changed(each, names) for each in changes[:_SHOWN])
    table = element("table", element("caption", "Cells that differ"), element("thead", head), element("tbody", *rows))
    rest = f" (the first {_SHOWN} are shown)" if len(changes) > _SHOWN else ""
    said = element("summary", f"{so_many(len(changes), 'cell')} would change{rest}")
    return [element("details", said, element("div", table, class_="sideways"), class_="cells")]


def _changed(each: ChangeShown, names: tuple[str, ...]) -> Html:
    texts = (_SHEETS[each.dataset], each.row, each.heading, each.before or NONE_DUE, each.after or NONE_DUE)
    return element("tr", *(element("td", text, data_heading=name) for name, text in zip(names, texts, strict=True)))
