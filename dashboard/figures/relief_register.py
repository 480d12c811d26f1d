"""Agreed relief beside a statement, and the register of relief: what waits for a decision, and what was decided."""

from collections.abc import Iterable, Iterator, Mapping

from contracts import months
from contracts.wording import listed, pounds
from dashboard.figures.lines import said
from dashboard.figures.markup import Html, element
from statements import relief_words as words
from statements.documents import Statement
from statements.relief_register import ReliefEntry, ReliefRegister

_GROUPS = (("Waiting for a decision", None), ("Agreed", "agreed"), ("Refused", "refused"))


def of_statement(statement: Statement) -> Html | None:
    """Return the agreed relief that a statement was drawn with, and what it comes to with and without; or nothing."""
    if not statement.relief:
        return None
    items = (element("li", " ".join(words.on_statement(each))) for each in statement.relief)
    with_it, without = statement.charge - statement.deducted, statement.net_without_relief
    totals = f"Charge less deductions: {pounds(with_it)} with it"
    totals += f", {pounds(without)} without any" if without is not None else ""
    title = element("header", element("h2", "Agreed relief on this statement"), element("span", totals))
    return element("section", title, element("ul", *items, class_="invoiced"))


def register(found: ReliefRegister, titles: Mapping[str, str]) -> Html:
    """Return every relief that was asked for, those that wait for a decision first; ``titles`` are the indicators'."""
    count = len(found.waiting)
    note = f"{count} {'waits' if count == 1 else 'wait'} for a decision" if count else "Nothing waits for a decision"
    title = element("header", element("h2", "Relief"), element("span", note if found.entries else ""))
    if not found.entries:
        return element("section", title, element("p", "No relief has been asked for.", class_="note"))
    groups = (
        part
        for name, decision in _GROUPS
        for part in _group(
            name, [_entry(each, found.month, titles) for each in found.entries if each.decision == decision]
        )
    )
    return element("section", title, *groups, class_="reliefs")


def _group(name: str, entries: list[Html]) -> Iterator[Html]:
    if entries:
        yield element("h3", name)
        yield from entries


def _entry(each: ReliefEntry, month: str | None, titles: Mapping[str, str]) -> Html:
    about = f"{listed(each.indicators)}, {words.span(each.first, each.last)}"
    top = element("p", element("b", f"{each.relief}. {words.capital(each.says)}"), element("span", about))
    terms = element("dl", *(said(name, text) for name, text in _terms(each, month, titles)))
    return element("article", top, terms)


def _terms(each: ReliefEntry, month: str | None, titles: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    yield "For", listed(f"{titles[one]} ({one})" if one in titles else one for one in each.indicators)
    yield "Cause", words.sentence(each.cause)
    yield "Particulars", words.sentence(each.particulars)
    yield "Asked for by", words.asked(each)
    yield "Decision", words.decided(each)
    if month is not None and each.worth is not None:
        yield months.spoken(months.parse(month)), " ".join(words.worth(each))


def sentences(found: Iterable[str]) -> Html | None:
    """Return sentences about who may decide, one below the other; nothing where there is none."""
    told = tuple(element("p", each, class_="note") for each in found)
    return element("div", *told) if told else None
