"""Adjustments: what a certified month comes to on what is known now, less all that was settled for it.

The certified statement stays as it is; the difference stands on the next open month's, by fund and VAT code, and is
not capped again. So all that was certified and adjusted for a month always adds up to what the chain gives at
the latest cut-off.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from contracts import months
from contracts.contract import Contract
from contracts.london import in_london
from contracts.months import Month
from contracts.terms.spans import statement_offset
from contracts.wording import pounds, pounds_signed
from statements.documents import Pot, StatementLine, Sum
from statements.ledger import Ledger
from statements.life.certified import ADJUSTMENT, by_pot, open_month, settled
from statements.lines import lines_of
from store.moments import shown


def last_statement(ledger: Ledger) -> Month:
    """Return the month of a contract's last statement."""
    agreed = ledger.frozen.contract
    return Month(agreed.last_month + statement_offset(agreed))


def known_since(ledger: Ledger) -> date:
    """Return the day on which the last became known of what a contract is worked out from."""
    frozen = ledger.frozen
    return max([in_london(shown(frozen.recorded_at)), *(each.known for each in frozen.contract.variations)])


@dataclass(frozen=True)
class Difference:
    """What a certified month comes to now for a fund and VAT code, and what was settled for it so far, in pence."""

    month: Month
    pot: Pot
    now: int
    settled: int

    @property
    def pence(self) -> int:
        """What is still to be put right, signed as it acts on the payment."""
        return self.now - self.settled


def differences(ledger: Ledger) -> Iterator[Difference]:
    """Yield every difference between what certified months come to now and what was settled, oldest first."""
    certified = ledger.frozen.certified
    for month in certified:
        now, before = by_pot(lines_of(ledger, month)), settled(certified, month)
        for pot in sorted({*now, *before}):
            found = Difference(month, pot, now[pot], before[pot])
            if found.pence:
                yield found


def adjustments(ledger: Ledger, month: Month) -> tuple[StatementLine, ...]:
    """Return the adjustment lines of a month's draft: none unless it is the first month not yet certified."""
    if month != open_month(ledger.frozen.certified):
        return ()
    return tuple(_line(ledger, each, month) for each in differences(ledger))


def _line(ledger: Ledger, found: Difference, charged: Month) -> StatementLine:
    certified, spoken = ledger.frozen.certified[found.month], months.spoken(found.month)
    return StatementLine(
        kind=ADJUSTMENT,
        title=f"Adjustment of {spoken}",
        clause=ledger.frozen.contract.statement.clause,
        measured=months.label(found.month),
        priced=months.label(found.month),
        charged=months.label(charged),
        before_caps=found.pence,
        amount=found.pence,
        fund=found.pot.fund,
        vat=found.pot.vat,
        nature=_nature(ledger.frozen.contract, found.pot.vat) if found.pot.vat else "",
        words=(
            f"{spoken} was certified at {pounds(certified.net)}. On what is known now it comes to "
            f"{pounds(found.now)} for the {found.pot.fund}; {pounds(found.settled)} was settled so far. The difference "
            f"is put right here, and not capped again."
        ),
        sums=(
            Sum(says=f"{spoken} on what is known now", figures=pounds(found.now)),
            Sum(says="Certified, with adjustments since", figures=pounds(found.settled)),
            Sum(says="Difference", figures=pounds_signed(found.pence)),
        ),
    )


def _nature(agreed: Contract, code: str) -> str:
    """Return of what nature an adjustment under a VAT code is: that of the kinds of lines that stand under it.

    What is put right is a sum of several kinds, so several natures are all named, in the order of the contract file.
    Under a code of prices alone it is they that are put right.
    """
    vat, charged = agreed.statement.vat, {line.vat for line in agreed.charge.lines}
    treatments = [vat.deductions] if vat else []
    treatments += [vat.reporting_failures] if vat and agreed.deductions.reporting_failure else []
    natures = [line.nature for line in (*agreed.guarantees, *agreed.shares) if line.vat == code]
    natures += [each.nature for each in treatments if code in each.codes(charged)]
    return " and ".join(dict.fromkeys(natures)) or "price adjustment"
