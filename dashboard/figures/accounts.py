"""What stands behind the statements, folded: the control account, the final account and the two registers."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from contracts import months
from contracts.wording import day_short, listed, pounds, pounds_signed
from dashboard.figures.markup import Html, element
from statements.life.account import AccountLine, ControlAccount, MonthPaid
from statements.life.account_sums import SUMS, added, all_paid, by_state
from statements.life.deductions import Entry, Register
from statements.life.final import FinalAccount
from statements.variation_register import VariationEntry, VariationRegister

_ALWAYS: Final = ("Charge", "Deducted", "Net")


def folded(title: str, note: str, *parts: Html) -> Html:
    """Return a section that is folded under its title and a note."""
    summary = element("summary", element("b", title), element("span", note))
    return element("section", element("details", summary, *parts, class_="account"))


def sums_table(
    caption: str, names: Iterable[str], sums: Iterable[str], rows: Iterable[Html], totals: Iterable[Html] = ()
) -> Html:
    """Return a table of words and, to their right, of sums; it scrolls by itself where the page is narrow.

    ``totals`` stand below the rows and apart from them: nobody should take what is added up for one thing more.
    """
    words = (element("th", name, scope="col") for name in names)
    head = element("tr", *words, *(element("th", name, scope="col", class_="money") for name in sums))
    foot = list(totals)
    body = (element("tbody", *rows), *([element("tfoot", *foot)] if foot else []))
    table = element("table", element("caption", caption), element("thead", head), *body)
    return element("div", table, class_="sideways", tabindex="0", role="region", aria_label=caption)


def row(name: str, words: Iterable[str], sums: Iterable[str]) -> Html:
    """Return a row of such a table: what it is of, the words, the sums."""
    cells = (element("td", word) for word in words)
    return element("tr", element("th", name, scope="row"), *cells, *(element("td", s, class_="money") for s in sums))


def total(name: str, over: int, sums: Iterable[str], *, last: bool = True) -> Html:
    """Return a row that adds up those above: its name stands over so many columns of words."""
    cells = (element("td", s, class_="money") for s in sums)
    title = element("th", name, scope="row", colspan=over)
    return element("tr", title, *cells, class_="total" if last else "subtotal")


def control_account(kept: ControlAccount) -> Html:
    """Return the control account of the contract year so far: by month and fund, what was paid, what caps leave."""
    sums = (kept.to_pay, "Paid", "Not paid")
    names = ("Month", "Invoice", "Credit notes", "Due by")
    paid = sums_table("Certified statements", names, sums, map(_paid, kept.payments), _all_paid(kept, len(names)))
    said = element("ul", *(element("li", each) for each in _sentences(kept)))
    note = f"{pounds(kept.outstanding)} certified and not paid; {pounds(kept.accrued)} accrued"
    return folded("Control account", note, *_by_fund(kept), *([paid] if kept.payments else []), said)


def _by_fund(kept: ControlAccount) -> Iterator[Html]:
    """Yield the account by month and fund; where one fund stands under several VAT codes, they tell its rows apart.

    Sums that are nil in every row are named below it and not shown: twelve noughts in a column hide the sums that
    matter, and push the last of them off the page.
    """
    alike = Counter((line.month, line.fund) for line in kept.lines)
    by_code = any(number > 1 for number in alike.values())
    names = ("Month", "Fund", *(["VAT"] * by_code), "State")
    shown = [name for name, (of, _) in SUMS.items() if name in _ALWAYS or any(getattr(each, of) for each in kept.lines)]
    rows = (_account_line(line, shown, by_code=by_code) for line in kept.lines)
    totals = _added_up(kept.lines, shown, len(names))
    yield sums_table("By month and fund, before VAT", names, shown, rows, totals)
    nil = [name.lower() for name in SUMS if name not in shown]
    if nil:
        yield element("p", f"Nil in every row, and not shown: {listed(nil)}.", class_="note")


def _account_line(line: AccountLine, shown: Sequence[str], *, by_code: bool) -> Html:
    words = (line.fund, *([line.vat or "none"] * by_code), line.state.capitalize())
    return row(months.short(months.parse(line.month)), words, added([line], shown))


def _added_up(lines: Sequence[AccountLine], shown: Sequence[str], over: int) -> Iterator[Html]:
    """Yield what is certified and what is accrued, where there are both, and all of it."""
    for name, of_state in by_state(lines):
        yield total(name, over, added(of_state, shown), last=False)
    if len(lines) > 1:
        first, last = (months.short(months.parse(line.month)) for line in (lines[0], lines[-1]))
        yield total(f"Total, {first} to {last}" if first != last else f"Total, {first}", over, added(lines, shown))


def _all_paid(kept: ControlAccount, over: int) -> Iterator[Html]:
    if sums := all_paid(kept.payments):
        yield total("Total", over, sums)


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
        yield kept.adjusts
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
    given = total("Given back in all", len(names) + 1, (pounds(found.given_back),))
    table = sums_table("Decisions about deductions", names, ("Sum", "Given back"), map(_entry, found.entries), [given])
    return folded("Waiver register", f"{pounds(found.given_back)} given back", table)


def _entry(each: Entry) -> Html:
    deduction = f"{each.title}, {months.short(months.parse(each.month))}, line {each.line}"
    decision = f"{each.decision.capitalize()}{', replaced since' if each.replaced else ''}"
    words = (deduction, decision, each.reason, each.authority, each.person)
    return row(str(each.number), words, (pounds(each.sum), pounds(each.given_back)))


def variations(found: VariationRegister) -> Html | None:
    """Return the variation register, and what each varied; nothing where no variation is known."""
    if not found.entries:
        return None
    names = ("Reference", "Variation", "Signed", "Effective", "Known")
    in_all = total("Effect so far, in all", len(names), (pounds_signed(found.pence),))
    table = sums_table("Signed variations", names, ("Effect so far",), map(_variation, found.entries), [in_all])
    words = element("p", "Each is its difference to payments before VAT so far; more paid is a plus.", class_="note")
    varied = element("ul", *(element("li", said) for each in found.entries for said in each.says))
    return folded("Variation register", f"{pounds_signed(found.pence)} in total", table, words, varied)


def _variation(each: VariationEntry) -> Html:
    words = (each.title, day_short(each.signed), each.begins, day_short(each.known))
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
    )
    body = (row(name, (), (amount,)) for name, amount in rows)
    balance = total("Balance", 1, (pounds(found.balance),))
    table = sums_table("From the charges to the balance", ("Part",), ("Amount",), body, [balance])
    title = element("header", element("h2", "Final account"), element("span", found.state.capitalize()))
    return element("section", title, element("p", found.words, class_="lead"), table)
