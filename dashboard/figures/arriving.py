"""A return on its way in: the five steps, what is due, the file in hand, and the receipt."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final, Literal
from urllib.parse import urlencode

from contracts import months
from contracts.contract import Contract
from contracts.london import LONDON
from contracts.months import Month
from contracts.terms.deadlines import due_at
from contracts.wording import day, moment
from dashboard.figures import findings
from dashboard.figures.in_view import InView
from dashboard.figures.markup import Html, element
from dashboard.figures.preview import effect, money
from ingest.datasets import DATASETS
from ingest.reading.limits import USUAL
from statements.documents import DatasetReceipt
from statements.files import FileReport
from statements.measures import so_many

WHAT_TO_DO: Final = "Pick or drop the return below. It is checked first; nothing is stored until it is accepted."
WHAT_THIS_IS_FOR: Final = (
    "Check the return here before you send it to the council: what would be found is listed, and what it would come "
    "to in pounds. The council’s contract officer accepts it; nothing is stored before."
)
_WORKBOOK, _TEXT = (size // 1024**2 for size in (USUAL.file_bytes, USUAL.text_bytes))
TO_PICK: Final = f"The return: a workbook (.xlsx) of up to {_WORKBOOK} MB, or a CSV for each sheet"
"""The field itself can name one limit for both, and names that of a CSV."""

TO_PICK_AGAIN: Final = (
    f"A corrected file, a workbook of up to {_WORKBOOK} MB or a CSV: it takes this one’s place and the reasons stay"
)
_RULES: Final = (
    "Everything that is found is listed at once, with its sheet and cell, what was expected and how to fix it.",
    "What cannot be read stops the return; what is unlikely needs a reason; the rest is for information.",
    "Before anything is stored you see which rows are new, changed or removed, and the effect in pounds.",
    "A file with names, dates of birth, addresses or pupil numbers, a password or macros is refused and not kept.",
    f"So is a workbook of more than {_WORKBOOK} MB, or a CSV of more than {_TEXT} MB.",
)
_WAITS: Final = (
    "A checked file waits for you with the reasons you typed: through a reload, on another computer, for {days} days."
)
Stage = Literal["file", "findings", "accept", "receipt"]
_STEPS: Final = ("File", "Findings", "Preview", "Accept", "Receipt")
_OF_WHO_SENDS: Final = ("File", "Findings", "Preview", "Send to the council", "Receipt")
_PLACE: Final[Mapping[Stage, int]] = {"file": 0, "findings": 1, "accept": 3, "receipt": 4}
_SHEETS: Final = {str(each.id): each.sheet for each in DATASETS.values()}


def stage_of(report: FileReport | None) -> Stage:
    """Return the step that a file is at; without a report there is none in hand."""
    if report is None or report.became == "refused":
        return "file"
    if report.recorded or report.became == "already loaded":
        return "receipt"
    return "accept" if report.became == "accepted" else "findings"


def steps(report: FileReport | None, *, came: bool = False, accepts: bool = True) -> Html:
    """Return the five steps, the one that is at hand marked; ``came``: a file has come and is being looked at.

    Who does not accept returns (``accepts``) sends the checked file to those who do.
    """
    stage = stage_of(report)
    first, *others = _notes(report if report is not None and stage != "file" else None)
    names = _STEPS if accepts else _OF_WHO_SENDS
    if not accepts and stage != "receipt":
        others = [*others[:2], "its contract officer accepts it", "once it is accepted"]
    notes = ("received, being checked" if came else first, *others)
    items = (
        _step(place, (name, note), _PLACE[stage]) for place, (name, note) in enumerate(zip(names, notes, strict=True))
    )
    return element("ol", *items, class_="steps", aria_label="Steps")


def _step(place: int, said: tuple[str, str], now: int) -> Html:
    called, note = said
    state = "now" if place == now else "done" if place < now else "to-come"
    name = element("b", f"{place + 1}. {called}")
    return element("li", name, element("span", note), class_=state, aria_current="step" if state == "now" else None)


def _notes(report: FileReport | None) -> tuple[str, ...]:
    if report is None:
        return ("pick or drop it", "all at once", "rows and pounds", "nothing stored until then", "with its digest")
    to_settle = len(findings.of_severity(report, "blocking")) + len(findings.open_questions(report))
    settled = f"{to_settle} to settle" if to_settle else "none to settle"
    if stage_of(report) == "receipt":
        return ("received", "settled", "as accepted", "done", "below")
    return ("checked", settled, "below", "nothing stored until then", "with its digest")


def context(agreed: Contract, month: Month | None) -> str:
    """Return the quiet line above the title: which return this is and by when it is due."""
    if month is None:
        return f"Monthly return: {agreed.contract.title}"
    due = agreed.returns.due
    return f"Return for {months.spoken(month)}, due by {moment(due_at(month, due.working_days, due.by))}"


def to_send(agreed: Contract, report: FileReport) -> str:
    """Say what follows on the check for who does not accept returns."""
    if findings.of_severity(report, "blocking"):
        return "Correct the file and check it here again. Once nothing stops it, send it to the council."
    council = agreed.contract.authority
    by = f" {context(agreed, months.parse(report.month))}." if report.month else ""
    asked = " Send the reasons that you typed with it: they wait here for you alone."
    with_reasons = asked if findings.of_severity(report, "reason") else ""
    return (
        f"Now send {report.file_name} to {council}: its contract officer checks it once more and accepts it. Nothing "
        f"is stored before.{by}{with_reasons}"
    )


def lead(sentence: str) -> Html:
    """Return the sentence to take away."""
    return element("p", sentence, class_="lead")


def due(view: InView) -> Html:
    """Return what the month's return consists of, when each part is due and whether it has come."""
    head = element("thead", element("tr", *(element("th", name, scope="col") for name in ("Sheet", "Due by", "Came"))))
    body = element("tbody", *map(_awaited, view.receipts))
    caption = element("caption", f"What is due for {months.spoken(view.month)}")
    title = element("header", element("h2", f"Due for {months.spoken(view.month)}"))
    return element("section", title, element("table", caption, head, body, class_="due"))


def _awaited(each: DatasetReceipt) -> Html:
    came = f"{moment(each.received_at)}, {each.receipt_status}" if each.received_at else each.receipt_status
    name = element("th", _SHEETS[each.dataset], scope="row")
    return element("tr", name, element("td", moment(each.due_at)), element("td", came[:1].upper() + came[1:]))


def rules(days: int) -> Html:
    """Return what happens to a file, for those who send their first; ``days`` is how long one waits untouched."""
    title = element("header", element("h2", "What happens to it"))
    return element(
        "section",
        title,
        element("ul", *(element("li", rule) for rule in (*_RULES, _WAITS.format(days=days))), class_="rules"),
    )


def file(report: FileReport, file_hash: str, until: datetime) -> Html:
    """Return the file in hand: its name, month and SHA-256, and until when (UTC) it waits."""
    month = months.spoken(months.parse(report.month)) if report.month else "month unknown"
    rows = sum(each.new + each.changed + each.unchanged + each.rejected for each in report.rows)
    said = f"Return for {month}: {so_many(len(report.rows), 'sheet')}, {so_many(rows, 'row')}"
    digest = element("span", "SHA-256 ", element("code", file_hash))
    waits = element("span", f"Waits here for you until {day(until.astimezone(LONDON).date())}, then it is deleted")
    return element("div", element("b", report.file_name), element("span", said), waits, digest, class_="in-hand")


def accepted(report: FileReport) -> str:
    """Say that a return is stored; one that was stored before it was handed in here has not been stored again."""
    month = months.spoken(months.parse(report.month or ""))
    again = "" if report.recorded else f" This very file is already accepted, as submission {report.submission}."
    return f"The return for {month} is accepted and stored.{again}"


def earlier(report: FileReport, address: Mapping[str, str]) -> Html:
    """Return the way to the receipt of the return that was accepted last, for another month than the one in view."""
    query = urlencode({**address, "month": report.month or ""})
    link = element("a", "Show its receipt", href=f"?{query}")
    return element("p", f"{accepted(report)} ", link, class_="note")


def receipt(report: FileReport, file_hash: str, address: Mapping[str, str]) -> Html:
    """Return the receipt of an accepted file and the way to its month's board and statement."""
    said = (
        ("Receipt", str(report.receipt)),
        ("Submission", str(report.submission)),
        ("File", report.file_name),
        ("Month", months.spoken(months.parse(report.month or ""))),
        ("SHA-256 of the file", element("code", file_hash)),
    )
    listed = (element("div", element("dt", name), element("dd", text)) for name, text in said)
    query = urlencode({**address, "month": report.month or ""})
    links = (
        element("a", words, href=f"./{page}?{query}", class_="action")
        for words, page in (("Open the board", ""), ("Open the statement", "payment"))
    )
    title = element("header", element("h2", "Receipt"))
    effects = [] if effect(report) is None else [money(report)]
    onward = element("p", *links, class_="onward")
    return element("section", title, element("dl", *listed, class_="receipt"), *effects, onward)
