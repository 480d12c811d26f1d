"""A control account as it is printed for a person: by month and fund, what was paid, and what is still open."""

from collections.abc import Iterator, Sequence

from rich.table import Table

from contracts import months
from contracts.wording import day_short, pounds, pounds_signed
from reckoner.options import console
from reckoner.tables import table_of
from statements.life.account import AccountLine, ControlAccount, MonthPaid
from statements.life.account_sums import SUMS, added, all_paid, by_state


def print_account(kept: ControlAccount) -> None:
    """Print a control account for a person."""
    month = months.spoken(months.parse(kept.month))
    console.print(f"[bold]{kept.title}: control account to {month}[/bold]")
    if kept.opening:
        console.print(f"Opening, not paid of the months before: {pounds(kept.opening)}.", markup=False)
    console.print(_by_fund(kept), "", _paid(kept.payments, kept.to_pay), sep="\n")
    for sentence in _sentences(kept):
        console.print(sentence, markup=False)


def _by_fund(kept: ControlAccount) -> Table:
    """Return the account by month and fund, with the VAT code where the contract states VAT, and what it adds up to."""
    names = ("Month", "Fund", *(["VAT"] * kept.states_vat), "State")
    rows = [(*_named(line, states_vat=kept.states_vat), *added([line])) for line in kept.lines]
    blank = ("",) * (len(names) - 1)
    totals = [(name, *blank, *added(lines)) for name, lines in _totals(kept.lines)]
    return table_of(names, tuple(SUMS), rows, totals)


def _named(line: AccountLine, *, states_vat: bool) -> tuple[str, ...]:
    return (months.short(months.parse(line.month)), line.fund, *([line.vat or "none"] * states_vat), line.state)


def _totals(lines: Sequence[AccountLine]) -> Iterator[tuple[str, Sequence[AccountLine]]]:
    """Yield what is certified and what is accrued, where there are both, and all of it where there are several."""
    yield from by_state(lines)
    if len(lines) > 1:
        yield "Total", lines


def _paid(payments: Sequence[MonthPaid], to_pay: str) -> Table:
    """Return what is to be paid on each certified statement, and was; in all where there are several."""
    rows = [
        (
            months.short(months.parse(each.month)),
            ", ".join((each.invoice, *each.credit_notes)),
            _due_by(each),
            *map(pounds, (each.due, each.paid, each.outstanding)),
        )
        for each in payments
    ]
    totals = [("Total", "", "", *sums)] if (sums := all_paid(payments)) else []
    return table_of(("Certified", "Invoice, credit notes", "Due by"), (to_pay, "Paid", "Not paid"), rows, totals)


def _due_by(each: MonthPaid) -> str:
    """Say by when a statement is due; nothing where the contract does not say."""
    if each.due_on is None:
        return "not known" if each.due_not_known else ""
    return day_short(each.due_on) + (", overdue" if each.overdue else "")


def _sentences(kept: ControlAccount) -> list[str]:
    said = [
        f"Certified {pounds(kept.certified)}; {pounds(kept.outstanding)} is not paid.",
        f"Accrued and not certified: {pounds(kept.accrued)}.",
    ]
    if kept.disputed:
        said.append(f"In dispute: {pounds(kept.disputed)} of deductions.")
    if kept.to_adjust:
        said.append(kept.adjusts)
    if kept.interest_to_state:
        said.append(f"Interest that stands on no certified statement yet: {pounds_signed(kept.interest_to_state)}.")
    said += kept.credit_notes_due
    for cap in kept.caps:
        left = pounds(max(cap.limit - cap.used, 0))
        said.append(f"{cap.title} (clause {cap.clause}): {pounds(cap.used)} of {pounds(cap.limit)} used, {left} left.")
    return said
