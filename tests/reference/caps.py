"""Step 18: caps, one level after the other, each with a queue of what it carries."""

from dataclasses import dataclass, replace
from fractions import Fraction

from contracts.contract import Contract
from contracts.months import Month
from contracts.rules import Cap
from tests.reference.charge import Charges, month_charge, year_charge
from tests.reference.exact import half_up, priced_month, statement_months, term
from tests.reference.money import Line

LEVELS = ("indicator", "service", "month", "contract year", "rolling twelve months")


@dataclass(frozen=True)
class Piece:
    """So much of a line, charged in a month: the line's own statement month, or a later one where it was carried."""

    line: Line
    pence: int


Charged = dict[Month, list[Piece]]


def capped(contract: Contract, lines: list[Line], charges: Charges) -> Charged:
    """Return what is charged of each line in each statement month."""
    charged: Charged = {month: [] for month in statement_months(contract)}
    for line in lines:
        charged[line.statement_month].append(Piece(line, line.pence))
    for level in LEVELS:
        for cap in contract.caps:
            if cap.per == level:
                charged = _through_one_cap(contract, cap, charged, charges)
    return charged


def _through_one_cap(contract: Contract, cap: Cap, arriving: Charged, charges: Charges) -> Charged:
    waiting: list[Piece] = []
    used: dict[tuple[str, int], int] = {}
    charged: Charged = {}
    for month in statement_months(contract):
        queue = [piece for piece in waiting if not _has_expired(cap, piece, month)] + arriving[month]
        queue.sort(key=lambda piece: (piece.line.statement_month, piece.line.order))
        waiting, charged[month] = [], []
        limit = cap_limit(contract, cap, month, charges)
        for piece in queue:
            group = _group(contract, cap, piece.line)
            if group is None:
                charged[month].append(piece)
                continue
            window = (group, _window(contract, cap, month))
            room = limit - used.get(window, 0) - _earlier(cap, used, group, month)
            taken = min(piece.pence, max(room, 0))
            used[window] = used.get(window, 0) + taken
            charged[month].append(replace(piece, pence=taken))
            if cap.excess == "carried" and taken < piece.pence:
                waiting.append(replace(piece, pence=piece.pence - taken))
    return charged


def _earlier(cap: Cap, used: dict[tuple[str, int], int], group: str, month: Month) -> int:
    """Return what the eleven months before were charged, where the cap is on any twelve months."""
    if cap.per != "rolling twelve months":
        return 0
    return sum(used.get((group, earlier), 0) for earlier in range(month - 11, month))


def _has_expired(cap: Cap, piece: Piece, month: Month) -> bool:
    return cap.expires_after is not None and month > piece.line.statement_month + cap.expires_after.months


def _group(contract: Contract, cap: Cap, line: Line) -> str | None:
    """Return what a line is limited together with, or None where the cap does not limit it."""
    if line.kind not in cap.limits:
        return None
    if cap.per not in ("indicator", "service"):
        return "the contract"
    if line.indicator is None:
        return None
    name = line.indicator if cap.per == "indicator" else contract.indicator(line.indicator).service
    return name if cap.applies_to == "all" or name in cap.applies_to else None


def _window(contract: Contract, cap: Cap, month: Month) -> int:
    return contract.contract_year(priced_month(contract, month)) if cap.per == "contract year" else month


def cap_limit(contract: Contract, cap: Cap, month: Month, charges: Charges) -> int:
    """Return a cap's limit in a statement month, in pence: a percentage is rounded here."""
    priced = priced_month(contract, month)
    if cap.amount is not None:
        return term(cap.amount, priced)
    year = contract.contract_year(priced)
    of = {
        "the month's charge": month_charge(charges, priced),
        "annual charge": year_charge(contract, charges, year, contract.last_month),
        "paid to date": year_charge(contract, charges, year, priced),
    }
    assert cap.of is not None
    assert cap.percent is not None
    return half_up(term(cap.percent, priced) / 100 * Fraction(of[cap.of]))
