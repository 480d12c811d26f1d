"""What was found in a return, by what it demands: what stops it, what needs a reason, what is good to know."""

from collections.abc import Iterable
from typing import Final

from dashboard.figures.judged import image
from dashboard.figures.markup import Html, element
from dashboard.marks import Theme, finding_mark
from ingest.marking.copy import MOST_CELLS
from statements.files import FileReport, FindingShown

_DEMANDS: Final = {
    "blocking": "Correct in the file and upload it again",
    "reason": "Correct it, or say why it is right. Reasons are kept for the next file",
    "information": "Nothing needs to be done",
}
_HEADINGS: Final = ("Where", "Found", "Expected", "How to fix")
_WORDS: Final = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")


def of_severity(report: FileReport, severity: str) -> tuple[FindingShown, ...]:
    """Return the findings that are ``blocking``, need a ``reason`` or are for ``information``."""
    return tuple(each for each in report.findings if each.severity == severity)


def open_questions(report: FileReport) -> tuple[FindingShown, ...]:
    """Return the findings that still need a reason."""
    return tuple(each for each in of_severity(report, "reason") if not each.reason)


def takeaway(report: FileReport) -> str:
    """Say in a sentence or two what stands between a file and its acceptance."""
    stops, asks = len(of_severity(report, "blocking")), len(open_questions(report))
    if report.became == "refused":
        return "This file was not looked at further and was not kept. Nothing was stored."
    if report.became == "already loaded":
        return f"This very file is already accepted, as submission {report.submission}. Nothing was stored again."
    if not stops and not asks:
        return (
            "Nothing stands against this return. Below is what it would change. Nothing is stored until it is accepted."
        )
    stopping = f"{counted(stops, 'problem')} {'stops' if stops == 1 else 'stop'} this return" if stops else ""
    asking = f"{counted(asks, 'figure')} {'needs' if asks == 1 else 'need'} a reason" if asks else ""
    both = f"{stopping} and {asking[:1].lower()}{asking[1:]}" if stopping and asking else stopping or asking
    return f"{both}. Everything that was found is listed here; there is no second list behind it."


def counted(number: int, thing: str) -> str:
    """Write a count at the beginning of a sentence: ``Two problems``, ``12 problems``."""
    written = _WORDS[number] if number < len(_WORDS) else f"{number:,}"
    return f"{written} {thing}{'s' * (number != 1)}"


def how_to_use_copy(cells: int) -> str:
    """Say what the copy with the marked cells is for, or why there is none."""
    if cells > MOST_CELLS:
        return f"A copy with the cells marked is made of files with up to {MOST_CELLS:,} cells; this one has {cells:,}."
    return (
        "The copy is your own file with each of these cells coloured and commented, and a first sheet that lists them. "
        "Correct it and hand it in again: the list and the marks are passed over."
    )


def heading(report: FileReport) -> Html | None:
    """Return the heading above the groups, with how many reasons are still to be given; ``None`` without findings."""
    if not report.findings:
        return None
    to_give = len(open_questions(report))
    asked = f"Reasons still to give: {to_give}" if to_give else "Every reason is given"
    said = asked if of_severity(report, "reason") else ""
    return element("section", element("header", element("h2", "Findings"), element("span", said)))


def group(found: Iterable[FindingShown], severity: str, theme: Theme) -> Html | None:
    """Return the findings of one severity as a table under its mark; ``None`` if there are none."""
    listed = tuple(found)
    if not listed:
        return None
    return element("section", title(listed, severity, theme), table(listed, severity), class_="findings")


def title(found: tuple[FindingShown, ...], severity: str, theme: Theme) -> Html:
    """Return the heading of a group: mark, words, how many, and what is to be done."""
    mark = finding_mark(severity)
    answered = sum(bool(each.reason) for each in found)
    count = f"{len(found)} {'finding' if len(found) == 1 else 'findings'}"
    said = f"{count}, {answered} answered" if severity == "reason" else count
    name = element("h3", image(mark, theme, speaks=False), " ", mark.word)
    demands = element("span", _DEMANDS[severity], class_="demands")
    return element("div", name, element("span", said, class_="count"), demands, class_=f"of-group {mark.colour}")


def table(found: Iterable[FindingShown], severity: str, *, headed: bool = True) -> Html:
    """Return findings as a table; one that goes on below another keeps its headings for those who hear it."""
    head = element("tr", *(element("th", name, scope="col") for name in _HEADINGS))
    caption = element("caption", finding_mark(severity).word)
    class_ = "found" if headed else "found goes-on"
    return element("table", caption, element("thead", head), element("tbody", *map(_row, found)), class_=class_)


def _row(each: FindingShown) -> Html:
    where = [element("span", part) for part in (each.sheet or "The file", each.cell) if part]
    said = zip(_HEADINGS[1:], (each.found, each.expected, each.remedy), strict=True)
    cells = (element("td", element("span", text[:1].upper() + text[1:]), data_heading=name) for name, text in said)
    return element("tr", element("th", *where, scope="row", title=each.key), *cells)


def place(each: FindingShown) -> str:
    """Say where a finding is, in words: ``Indicators E15``."""
    return " ".join(part for part in (each.sheet or "the file", each.cell) if part)
