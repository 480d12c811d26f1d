"""VAT on a statement: under which code and of what nature each line stands, and one line for each rate."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cache, partial

from contracts import months
from contracts.months import Month
from contracts.rounding import half_up
from contracts.splits import Treatment
from contracts.values import in_force
from contracts.vat import Vat
from contracts.wording import pounds
from statements.decided import KIND as DECIDED
from statements.documents import BEFORE_DEDUCTIONS, SETTLED, Pot, StatementLine, Sum
from statements.ledger import Ledger
from statements.measures import number
from statements.splits import Divided, FromMonth, split_of

OVER_ALL_FUNDS = ("net not below zero", "net carried")
"""Lines of what a month cannot bear: every fund's and code's part is kept at nil or carried, on a line of its own."""

BROUGHT_FORWARD = "Brought forward: more than earlier months' charge"
CARRIED_ON = "Carried to the next month: more than this month's charge"


def treated(ledger: Ledger, lines: Iterable[FromMonth]) -> Iterator[StatementLine]:
    """Yield a month's lines with their funds, and the VAT code and nature under which the contract puts them, if any.

    A charge line has its own code already, and one of step 14 its own nature too. A kind of deduction may be split over
    several codes and funds: each line has its parts, which follow from the sums of the lines of its kind up to it.
    """
    vat, kinds = ledger.frozen.contract.statement.vat, dict[Treatment, Divided]()
    for come_from, line in lines:
        if line.kind in OVER_ALL_FUNDS:
            yield line
        elif line.kind in BEFORE_DEDUCTIONS:
            yield line.model_copy(update={"nature": "price"}) if vat and line.kind not in SETTLED else line
        else:
            of_return = line.kind == "reporting" or (line.kind == DECIDED and line.indicator is None)
            name: Treatment = "reporting_failures" if of_return else "deductions"
            divided = kinds.setdefault(name, Divided(cache(partial(split_of, ledger, name))))
            nature = vat.treatment(name).nature if vat else ""
            yield divided.next(come_from, line).model_copy(update={"nature": nature})


def by_fund(lines: Sequence[StatementLine], month_before: Sequence[StatementLine]) -> Iterator[StatementLine]:
    """Yield a month's lines with what it cannot bear in a line for each fund and VAT code, each of which comes to nil.

    Less than nothing takes VAT back. ``month_before`` are the lines of the month before, by fund already; what they
    carry on is brought forward here.
    """
    parts = Counter[Pot]()
    brought = Counter({Pot(line.fund, line.vat): -line.amount for line in month_before if line.title == CARRIED_ON})
    for line in lines:
        if line.kind not in OVER_ALL_FUNDS:
            for part in line.by_fund:
                parts[Pot(part.fund, part.vat)] += part.amount
            yield line
    for line in lines:
        if line.title == BROUGHT_FORWARD:
            parts.update(brought)
            yield from _each(line, brought)
        elif line.kind in OVER_ALL_FUNDS:
            yield from _each(line, {pot: -pence for pot, pence in parts.items()})


def _each(line: StatementLine, amounts: Mapping[Pot, int]) -> Iterator[StatementLine]:
    """Yield a line once for each fund and VAT code, with its part of the amount."""
    found = {pot: pence for pot, pence in sorted(amounts.items()) if pence}
    for pot, pence in found.items():
        under = [line.title, *([f"VAT code {pot.vat}"] if pot.vat else [])]
        if len({other.fund for other in found}) > 1:
            under.append(pot.fund)
        said = Sum(says=", ".join(under), figures=pounds(pence))
        update = {"fund": pot.fund, "vat": pot.vat, "amount": pence, "before_caps": pence, "sums": (said,)}
        yield line.model_copy(update=update)


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
