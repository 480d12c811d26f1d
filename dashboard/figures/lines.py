"""The statement line by line: a table in contract order, each line opening to its working."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from contracts import months
from contracts.months import Month
from contracts.values import in_force
from contracts.wording import moment, percent, pounds, pounds_signed
from dashboard.figures.in_view import InView
from dashboard.figures.judged import labelled, mark_of
from dashboard.figures.links import NOWHERE, Address, to_indicator, to_rows
from dashboard.figures.markup import Html, element, joined
from dashboard.marks import Theme
from statements.documents import CapUse, Evidence, Statement, StatementLine
from statements.measures import number, so_many
from statements.points_shown import counting

_HEADINGS = (
    ("number", "No."),
    ("line", "Line"),
    ("clause", "Clause"),
    ("of-status", "Status"),
    ("measure", "Measure"),
    ("money", "Points"),
    ("money", "Amount"),
)


def line_by_line(view: InView, theme: Theme, address: Address = NOWHERE) -> Html:
    """Return every line with its working, the net payment and the digest. Without a return there is no total."""
    statement = view.statement
    head = element("tr", *(element("th", name, scope="col", class_=class_) for class_, name in _HEADINGS))
    caption = element("caption", "Lines of the statement; each opens to its working")
    taxes = [line for line in statement.lines if line.kind == "vat"]
    before = [_line(view, line, theme, address) for line in statement.lines if line not in taxes]
    vat = [_line(view, line, theme, address) for line in taxes]
    table = element("table", caption, element("thead", head), *before, *_totals(view, vat), class_="lines")
    title = element("header", element("h2", "Line by line"), element("span", _cap_use(view)))
    return element(
        "section",
        title,
        table,
        *([_free_points(view)] if any(map(counting, statement.lines)) else []),
        *([_without_relief(statement), _digest(statement)] if view.has_result else []),
    )


def _cap_use(view: InView) -> str:
    uses = {"month": "Monthly cap", "contract year": "Yearly cap"}
    used = [f"{name}: {_used(cap)}" for per, name in uses.items() if view.has_result and (cap := view.cap(per))]
    return ". ".join(["In contract order", *used])


def _used(cap: CapUse) -> str:
    share = f" ({percent(Fraction(cap.used * 100, cap.limit))})" if cap.limit else ""
    return f"{pounds(cap.used)} of {pounds(cap.limit)} used{share}"


def _totals(view: InView, vat: Sequence[Html]) -> Iterator[Html]:
    """Yield what follows on the lines before VAT: each total stands below all that it is the sum of."""
    statement = view.statement
    net = _total("Net payment before VAT", statement.net, last=not vat)
    if not view.has_result:
        yield from vat
    elif vat:
        yield element("tbody", net, class_="net")
        yield from vat
        yield element("tfoot", _total("To pay, with VAT", statement.net + statement.vat, last=True))
    else:
        yield element("tfoot", net)


def _total(name: str, pence: int, *, last: bool) -> Html:
    amount = element("td", pounds(pence), class_="money")
    title = element("th", name, scope="row", colspan=6)
    return element("tr", title, amount, class_="total" if last else "subtotal")


def _without_relief(statement: Statement) -> Html:
    """Return what no line adds up to: what would have been left, had nobody agreed relief."""
    pence = statement.net_without_relief
    said = "" if pence is None else f"Had no relief been agreed, the charge less deductions would be {pounds(pence)}."
    return element("p", said, class_="besides") if said else Html("")


def _digest(statement: Statement) -> Html:
    return element(
        "p",
        "Statement digest ",
        element("code", statement.digest),
        ". From the same contract file and the same returns the provider’s own copy prints the same one.",
        class_="digest",
    )


def _line(view: InView, line: StatementLine, theme: Theme, address: Address) -> Html:
    """Return a line as a row group: what it says, and below it what it opens to."""
    charge = line.kind == "charge"
    name, _, since = line.title.partition(", brought forward")
    title = [name, *(element("span", said, class_="tag") for said in _of_another_month(line, since))]
    cells = (
        element("td", str(line.number), class_="number"),
        element("th", *title, scope="row", class_="line", id=f"line-{line.number}"),
        element("td", line.clause, class_="clause"),
        element("td", _status(view, line, theme), class_="of-status"),
        element("td", _measure(line), class_="measure"),
        element("td", _points(line), class_="money points"),
        element("td", pounds(line.amount) if charge else pounds_signed(line.amount), class_="money"),
    )
    opened = element(
        "details", element("summary", element("span", f"Working of line {line.number}")), _working(view, line, address)
    )
    rows = element("tr", *cells), element("tr", element("td", opened, colspan=7, class_="opens"))
    return element("tbody", *rows)


def _points(line: StatementLine) -> str:
    """Return the points of a line, and where some are free how many of them count."""
    count = counting(line)
    if count is None:
        return line.points
    return (
        f"{line.points}, of which {'none counts' if count == '0' else '1 counts' if count == '1' else f'{count} count'}"
    )


def _free_points(view: InView) -> Html:
    """Say which points are free and by which clause: why the same points do not cost the same on every line."""
    free = view.contract.deductions.free_points
    if free is None:
        return Html("")
    many = number(in_force(free.points, view.month) or Fraction(0))
    over = f"any {so_many(free.months, 'month')}" if free.months else "a month"
    of = " for each service" if free.counted_for == "each service" else ""
    said = f"Points: the first {many} of {over}{of} are free (clause {free.clause}), counted in contract order."
    return element("p", said, class_="besides")


def _measure(line: StatementLine) -> str:
    """Return the figure of a line; of VAT, its rate and what it is on."""
    return line.sums[0].figures.partition(" = ")[0] if line.kind == "vat" and line.sums else line.measure


def _of_another_month(line: StatementLine, since: str) -> Iterator[str]:
    """Say which month a line is about where that is not the statement's own."""
    if since:
        yield f"Brought forward{since}"
    elif line.indicator and line.kind != "earn back" and line.measured != line.charged:
        yield f"For {_spoken(line.measured)}"


def _status(view: InView, line: StatementLine, theme: Theme) -> str:
    """Return the status that the line was drawn up with: what was certified keeps it when the figure is put right."""
    if line.indicator is None:
        return ""
    own = line if line.data_status else view.measures.get((line.indicator, months.parse(line.measured)))
    return labelled(mark_of(own), theme) if own else ""


def _working(view: InView, line: StatementLine, address: Address) -> Html:
    sums = (
        element("tr", element("th", each.says, scope="row"), element("td", each.figures, class_="money"))
        for each in line.sums
    )
    caption = element("caption", "In figures")
    left = (
        element("h3", "The clause"),
        element("p", _clause(line)),
        element("h3", "In words"),
        element("p", line.words),
        element("table", caption, element("tbody", *sums), class_="sums"),
    )
    right = (element("h3", "Evidence"), element("dl", *_evidence(view, line, address)))
    return element("div", element("div", *left), element("div", *right), class_="working")


def _clause(line: StatementLine) -> str:
    """Say which clause, and in which months the line was measured, priced and charged where they differ."""
    when = {"measured": line.measured, "priced": line.priced, "charged": line.charged}
    if len(set(when.values())) == 1:
        return f"Clause {line.clause}, as in force in {_spoken(line.priced)}."
    said = ", ".join(f"{name} in {_spoken(month)}" for name, month in when.items())
    return f"Clause {line.clause}: {said}."


def _spoken(label: str) -> str:
    return months.spoken(Month(months.parse(label)))


def _evidence(view: InView, line: StatementLine, address: Address) -> Iterator[Html]:
    if line.indicator:
        yield said("Indicator", to_indicator(line.indicator, f"{line.indicator}, month by month", address))
        if line.evidence:
            words = f"Rows of {_spoken(line.measured)}, and what each cost"
            yield said("Rows", to_rows(line.indicator, line.measured, words, address))
    for each in line.evidence:
        yield from source(each)
    if line.verified_by:
        yield said("Figure", line.verified_by)
    yield said("Fund" if line.fund else "Funds", line.funds)
    statement = view.statement
    digest = element("code", statement.contract_digest)
    yield said("Contract", joined(f"Version {statement.contract_version}, SHA-256 ", digest))


def source(found: Evidence) -> Iterator[Html]:
    """Yield where a figure came from, as terms with what is said of them: file, receipt, place and file hash."""
    yield said("File", f"{found.file_name}, submission {found.submission}")
    yield said("Received", moment(found.received_at))
    place = joined("Sheet ", element("code", found.sheet), f", {found.cells_with_figures}")
    yield said(found.says[:1].upper() + found.says[1:], place)
    yield said("SHA-256", element("code", found.file_hash))


def said(name: str, text: str) -> Html:
    """Return a term with what is said of it."""
    return element("div", element("dt", name), element("dd", text))
