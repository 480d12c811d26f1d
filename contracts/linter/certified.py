"""What a contract file keeps of certified months: one that leaves a month out, or changes its VAT, is refused.

A certified statement stays, and what is put right of its month is what the month comes to now: so it stays a month of
the contract. It is compared before VAT and bears the rate of its month. Were that rate another one than the month was
certified with, the VAT on the whole would stay as it was, and be credited as it never was charged.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from contracts import months
from contracts.contract import Contract
from contracts.faults import ContractFileRefused, Fault
from contracts.linter.bands import number
from contracts.loading import ContractFile
from contracts.months import Month
from contracts.reading import Path, SourceFile, read_source
from contracts.terms.spans import statement_offset
from contracts.values import in_force
from contracts.variations import with_variations
from contracts.vat import Vat
from contracts.wording import day as spoken_day

_RATES = (
    "Let the VAT rate change from a month that is not certified yet: certified months keep the rate they were "
    "certified with."
)
_TERM = (
    "Let the contract begin and end so that every certified month stays in it; what is not to be paid for one of them "
    "is a price that changes from that month, such as to £0.00."
)


def keep_certified(before: Contract | None, file: ContractFile, name: str, certified: Sequence[Month]) -> None:
    """Refuse a contract file that leaves a certified month out, or gives it another VAT rate than the one before it.

    Without a file ``before`` that can be read, rates are compared with none.

    Raises:
        ContractFileRefused: with the day of the term, and each code whose rate would change, on the line that does it.
    """
    source, _ = with_variations(read_source(file.text, name))
    faults = list(_left_out(file.contract, certified, source))
    if before is not None:
        faults += _changed(before, file.contract, certified, source)
    if faults:
        raise ContractFileRefused(name, faults)


def _left_out(after: Contract, certified: Sequence[Month], source: SourceFile) -> Iterator[Fault]:
    """C99: the contract's months and its last statement's, where a certified one lies before or after them."""
    ends, agreed = Month(after.last_month + statement_offset(after)), after.contract
    for key, day, month in (
        ("first_day", agreed.first_day, next((each for each in certified if each < after.first_month), None)),
        ("last_day", agreed.last_day, next((each for each in certified if each > ends), None)),
    ):
        if month is not None:
            expected = f"{months.spoken(month)} in the contract, since it is certified"
            where: Path = ("contract", key)
            yield Fault("C99", source.line(where), ".".join(map(str, where)), spoken_day(day), expected, _TERM)


def _changed(before: Contract, after: Contract, certified: Sequence[Month], source: SourceFile) -> Iterator[Fault]:
    """C98: for each code that was known, or each at all where there was no VAT, the first month it changes in."""
    old, new = before.statement.vat, after.statement.vat
    known = old or new
    for code in known.rates if known else ():
        for month in certified:
            stood, stands = _rate(old, code, month), _rate(new, code, month)
            if stood != stands:
                yield _fault(source, _place(new, code, month), code, month, (stood, stands))
                break


def _fault(source: SourceFile, where: Path, code: str, month: Month, rates: tuple[Fraction, Fraction]) -> Fault:
    stood, stands = (f"{number(rate)}%" for rate in rates)
    found = f"VAT at {stands} in {months.spoken(month)} under “{code}”"
    expected = f"{stood}, with which {months.spoken(month)} was certified"
    at = ".".join(map(str, where))
    return Fault("C98", source.line(where), at, found, expected, _RATES, clause=source.clause(where))


def _rate(vat: Vat | None, code: str, month: Month) -> Fraction:
    """Return a code's rate in per cent; a code that the file does not have bears nothing."""
    return (in_force(vat.rates.get(code, ()), month) if vat else None) or Fraction(0)


def _place(vat: Vat | None, code: str, month: Month) -> Path:
    """Return where the file states the rate of a month, as far as it does."""
    if vat is None or code not in vat.rates:
        return ("statement", "vat") if vat is None else ("statement", "vat", "rates")
    held = [start for start, _ in vat.rates[code] if start <= month]
    return ("statement", "vat", "rates", code, *([months.label(held[-1])] if held else []))
