"""VAT on a statement: under which code and of what nature each line stands, and one line for each rate."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from contracts import months
from contracts.months import Month
from contracts.rounding import half_up
from contracts.values import in_force
from contracts.vat import Treatment, Vat
from contracts.wording import pounds
from statements.decided import KIND as DECIDED
from statements.documents import BEFORE_DEDUCTIONS, SETTLED, StatementLine, Sum
from statements.ledger import Ledger
from statements.measures import number
from statements.vat_split import ratio_of, split

OVER_ALL_CODES = ("net not below zero", "net carried")
"""Lines of what a month cannot bear: every code's part is kept at nil or carried, on a line of its own."""

BROUGHT_FORWARD = "Brought forward: more than earlier months' charge"
CARRIED_ON = "Carried to the next month: more than this month's charge"


def treated(ledger: Ledger, month: Month, lines: Iterable[StatementLine]) -> Iterator[StatementLine]:
    """Yield a month's lines with the VAT code and nature under which the contract puts them, if it states VAT.

    A charge line has its own code already, and one of step 14 its own nature too. A kind of deduction may be split over
    several codes: each line has its parts, which follow from the sum of the lines of its kind up to it.
    """
    vat, so_far = ledger.frozen.contract.statement.vat, Counter[Treatment]()
    for line in lines:
        if vat is None or line.kind in OVER_ALL_CODES:
            yield line
        elif line.kind in BEFORE_DEDUCTIONS:
            yield line if line.kind in SETTLED else line.model_copy(update={"nature": "price"})
        else:
            of_return = line.kind == "reporting" or (line.kind == DECIDED and line.indicator is None)
            name: Treatment = "reporting_failures" if of_return else "deductions"
            under = vat.treatment(name)
            if under.split is None:
                yield line.model_copy(update={"vat": under.code, "nature": under.nature})
            else:
                divided = split(line, ratio_of(ledger, under.split, month), so_far[name])
                yield divided.model_copy(update={"nature": under.nature})
            so_far[name] += line.amount


def by_code(lines: Sequence[StatementLine], month_before: Sequence[StatementLine]) -> Iterator[StatementLine]:
    """Yield a month's lines with what it cannot bear in a line for each VAT code: less than nothing takes VAT back.

    ``month_before`` are the lines of the month before, by code already; what they carry on is brought forward here.
    """
    parts = Counter[str]()
    brought = Counter({line.vat: -line.amount for line in month_before if line.title == CARRIED_ON})
    for line in lines:
        if line.kind not in OVER_ALL_CODES:
            for part in line.by_code:
                parts[part.code] += part.amount
            yield line
    for line in lines:
        if line.title == BROUGHT_FORWARD:
            parts.update(brought)
            yield from _each(line, brought)
        elif line.kind in OVER_ALL_CODES:
            yield from _each(line, {code: -pence for code, pence in parts.items()})


def _each(line: StatementLine, amounts: Mapping[str, int]) -> Iterator[StatementLine]:
    """Yield a line once for each code, with that code's part of its amount."""
    for code, pence in sorted(amounts.items()):
        if pence:
            said = Sum(says=f"{line.title}, VAT code {code}", figures=pounds(pence))
            yield line.model_copy(update={"vat": code, "amount": pence, "before_caps": pence, "sums": (said,)})


def vat_lines(ledger: Ledger, month: Month, adjusted: Iterable[StatementLine]) -> Iterator[StatementLine]:
    """Yield a line for each rate at which a statement's lines and adjustments bear VAT.

    What the month's own lines bear is the chain's; an adjustment bears the rate of the month that it is for.
    """
    vat, taxed = ledger.frozen.contract.statement.vat, defaultdict[Fraction, int](int)
    if vat is None:
        return
    for row in ledger.vat.get(month, []):
        taxed[Fraction(int(row["rate"]), int(row["rate_scale"]))] += int(row["taxed"])
    for line in adjusted:
        if line.vat:
            taxed[rate_of(vat, line.vat, months.parse(line.measured))] += line.amount
    yield from (_line(vat, month, rate, pence) for rate, pence in sorted(taxed.items()) if rate and pence)


def rate_of(vat: Vat, code: str, month: Month) -> Fraction:
    """Return a code's rate in a month, as a share of one."""
    return (in_force(vat.rates[code], month) or Fraction(0)) / 100


def _line(vat: Vat, month: Month, rate: Fraction, taxed: int) -> StatementLine:
    amount, percent, label = half_up(taxed * rate), f"{number(rate * 100)}%", months.label(month)
    return StatementLine(
        kind="vat",
        title=f"VAT at {percent}",
        clause=vat.clause,
        measured=label,
        priced=label,
        charged=label,
        before_caps=amount,
        amount=amount,
        fund="VAT",
        words=f"VAT at {percent} on all lines of this statement whose code has that rate (clause {vat.clause}).",
        sums=(Sum(says=f"{percent} of lines at that rate", figures=f"{percent} × {pounds(taxed)} = {pounds(amount)}"),),
    )
