"""What stands behind the statements, folded: the control account, the final account and the two registers."""

from collections.abc import Iterable, Iterator

from contracts import months
from contracts.wording import day_short, pounds, pounds_signed
from dashboard.figures.markup import Html, element
from statements.life.account import AccountLine, ControlAccount, MonthPaid
from statements.life.deductions import Entry, Register
from statements.life.final import FinalAccount
from statements.variation_register import VariationEntry, VariationRegister

_SUMS = ("Charge", "Deducted", "Withheld", "Returned", "Carried", "Adjusted", "Interest", "Net", "Disputed")


def folded(title: str, note: str, *parts: Html) -> Html:
    """Return a section that is folded under its title and a note."""
    summary = element("summary", element("b", title), element("span", note))
    return element("section", element("details", summary, *parts, class_="account"))


def sums_table(caption: str, names: Iterable[str], sums: Iterable[str], rows: Iterable[Html]) -> Html:
    """Return a table of words and, to their right, of sums; it scrolls by itself where the page is narrow."""
    words = (element("th", name, scope="col") for name in names)
    head = element("tr", *words, *(element("th", name, scope="col", class_="money") for name in sums))
    table = element("table", element("caption", caption), element("thead", head), element("tbody", *rows))
    return element("div", table, class_="sideways", tabindex="0", role="region", aria_label=caption)


def row(name: str, words: Iterable[str], sums: Iterable[str]) -> Html:
    """Return a row of such a table: what it is of, the words, the sums."""
    cells = (element("td", word) for word in words)
    return element("tr", element("th", name, scope="row"), *cells, *(element("td", s, class_="money") for s in sums))


def control_account(kept: ControlAccount) -> Html:
    """Return the control account of the contract year so far: by month and fund, what was paid, what caps leave."""
    by_fund = sums_table(
        "By month and fund, before VAT", ("Month", "Fund", "State"), _SUMS, map(_account_line, kept.lines)
    )
    sums = (kept.to_pay, "Paid", "Not paid")
    names = ("Month", "Invoice", "Credit notes", "Due by")
    paid = sums_table("Certified statements", names, sums, map(_paid, kept.payments))
    said = element("ul", *(element("li", each) for each in _sentences(kept)))
    note = f"{pounds(kept.outstanding)} certified and not paid; {pounds(kept.accrued)} accrued"
    return folded("Control account", note, by_fund, *([paid] if kept.payments else []), said)


def _account_line(line: AccountLine) -> Html:
    signed = (line.returned, line.carried, line.adjustment, line.interest)
    sums = (pounds(line.charge), pounds(line.deducted), pounds(line.withheld), *map(pounds_signed, signed))
    words = (line.fund, line.state.capitalize())
    return row(months.short(months.parse(line.month)), words, (*sums, pounds(line.net), pounds(line.disputed)))


def _paid(each: MonthPaid) -> Html:
    unknown = "Not known" if each.due_not_known else "Not stated"
    due = (day_short(each.due_on) if each.due_on else unknown) + (", overdue" if each.overdue else "")
    words = (each.invoice or "None yet", ", ".join(each.credit_notes) or "None", due)
    return row(months.short(months.parse(each.month)), words, map(pounds, (each.due, each.paid, each.outstanding)))


def _sentences(kept: ControlAccount) -> Iterator[str]:
    if kept.opening:
        yield f"Opening: {pounds(kept.opening)} was payable and not paid of the months before."
    if kept.disputed:
        yield f"{pounds(kept.disputed)} of deductions are in dispute."
    if kept.to_adjust:
        yield f"Certified months come to {pounds_signed(kept.to_adjust)} on what is known now, on no statement yet."
    if kept.interest_to_state:
        yield f"Interest of {pounds_signed(kept.interest_to_state)} stands on no certified statement yet."
    yield from kept.credit_notes_due
    for cap in kept.caps:
        left = pounds(max(cap.limit - cap.used, 0))
        yield f"{cap.title} (clause {cap.clause}): {pounds(cap.used)} of {pounds(cap.limit)} used, {left} left."


def register(found: Register) -> Html | None:
    """Return the waiver register; nothing before the first decision."""
    if not found.entries:
        return None
    names = ("No.", "Deduction", "Decision", "Why", "Authority", "Recorded by")
    table = sums_table("Decisions about deductions", names, ("Sum", "Given back"), map(_entry, found.entries))
    return folded("Waiver register", f"{pounds(found.given_back)} given back", table)


def _entry(each: Entry) -> Html:
    deduction = f"{each.title}, {months.short(months.parse(each.month))}, line {each.line}"
    decision = f"{each.decision.capitalize()}{', replaced since' if each.replaced else ''}"
    words = (deduction, decision, each.reason, each.authority, each.person)
    return row(str(each.number), words, (pounds(each.sum), pounds(each.given_back)))


def variations(found: VariationRegister) -> Html | None:
    """Return the variation register; nothing where no variation is known."""
    if not found.entries:
        return None
    names = ("Reference", "Variation", "Signed", "Effective", "Known")
    table = sums_table("Signed variations", names, ("Effect so far",), map(_variation, found.entries))
    words = element("p", "Each is its difference to payments before VAT so far; more paid is a plus.", class_="note")
    return folded("Variation register", f"{pounds_signed(found.pence)} in total", table, words)


def _variation(each: VariationEntry) -> Html:
    effective = months.spoken(months.parse(each.effective))
    words = (each.title, day_short(each.signed), effective, day_short(each.known))
    return row(each.ref, words, (pounds_signed(each.pence),))


def final_account(found: FinalAccount | None) -> Html | None:
    """Return the final account of a contract that is over."""
    if found is None:
        return None
    rows = (
        ("Charges certified", pounds(found.charge)),
        ("Deducted", pounds_signed(-found.deducted)),
        ("Adjusted on statements", pounds_signed(found.adjusted)),
        ("Interest on statements", pounds_signed(found.interest)),
        ("VAT", pounds_signed(found.vat)),
        ("Put right since, on no statement", pounds_signed(found.to_adjust + found.vat_to_adjust)),
        ("Interest on no statement", pounds_signed(found.interest_to_state)),
        ("Paid", pounds_signed(-found.paid)),
        ("Balance", pounds(found.balance)),
    )
    body = (row(name, (), (amount,)) for name, amount in rows)
    table = sums_table("From the charges to the balance", ("Part",), ("Amount",), body)
    title = element("header", element("h2", "Final account"), element("span", found.state.capitalize()))
    return element("section", title, element("p", found.words, class_="lead"), table)
