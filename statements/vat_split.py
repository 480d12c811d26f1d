"""Lines that are split over several VAT codes: in which ratio, and what of each line stands under each code."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from contracts.months import Month
from contracts.rounding import half_up
from contracts.wording import pounds
from statements.documents import StatementLine, Sum, VatPart
from statements.ledger import Ledger
from statements.measures import number

Ratio = Mapping[str, Fraction]


def ratio_of(ledger: Ledger, split_by: Mapping[str, Fraction] | str, month: Month) -> Ratio:
    """Return the parts of a statement month by code, in the order in which the file states rates.

    As the charge: what the charge lines of the priced month come to under each code, in pence and never below nothing;
    the first code alone where they come to nothing.
    """
    agreed = ledger.frozen.contract
    rates = agreed.statement.vat.rates if agreed.statement.vat else {}
    found = dict(split_by) if isinstance(split_by, Mapping) else _charged(ledger, Month(min(month, agreed.last_month)))
    ratio = {code: found[code] for code in rates if code in found}
    return ratio if any(ratio.values()) else {next(iter(ratio)): Fraction(1)}


def _charged(ledger: Ledger, month: Month) -> dict[str, Fraction]:
    lines = ledger.frozen.contract.charge.lines
    found = {line.vat: Fraction(0) for line in lines}
    for row in ledger.charges.get(month, []):
        found[lines[int(row["charge_line"]) - 1].vat] += int(row["pence"])
    return {code: max(pence, Fraction(0)) for code, pence in found.items()}


def split(line: StatementLine, ratio: Ratio, before: int) -> StatementLine:
    """Return a line with its parts, after lines of its kind that came to so much ``before`` it, in pence.

    A part is the difference of rounded running sums, so that parts add up to each line and to each code of the month.
    """
    through = _divided(ratio, before + line.amount)
    earlier = _divided(ratio, before)
    parts = tuple(VatPart(code=code, amount=through[code] - earlier[code]) for code in ratio)
    return line.model_copy(update={"vat_parts": parts, "sums": (*line.sums, *_sums(ratio, parts))})


def _divided(ratio: Ratio, pence: int) -> dict[str, int]:
    """Return what of a sum stands under each code."""
    total, running, found = sum(ratio.values()), Fraction(0), dict[str, int]()
    for code, part in ratio.items():
        found[code] = half_up((running + part) * pence / total) - half_up(running * pence / total)
        running += part
    return found


def _sums(ratio: Ratio, parts: tuple[VatPart, ...]) -> Iterator[Sum]:
    for part in parts:
        share = number(100 * ratio[part.code] / sum(ratio.values()))
        yield Sum(says=f"Under VAT code {part.code}", figures=f"{share}%: {pounds(part.amount)}")
