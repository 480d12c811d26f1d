"""Step 18: caps, one level after the other, each with a queue of what it carries."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from fractions import Fraction

from contracts.caps import Cap
from contracts.contract import Contract
from contracts.months import Month
from tests.reference.charge import Paid, month_paid, year_paid
from tests.reference.exact import half_up, priced_month, statement_months, term
from tests.reference.figures import Decided
from tests.reference.money import Line

LEVELS = ("indicator", "service", "month", "contract year", "rolling twelve months")


@dataclass(frozen=True)
class Piece:
    """So much of a line, charged in a month: the line's own statement month, or a later one where it was carried."""

    line: Line
    pence: int


Charged = dict[Month, list[Piece]]
ComesBack = Callable[[Charged, Month], Iterable[tuple[Month, Line, int]]]


@dataclass
class _Cap:
    """One cap on its way through the months: what waits to be charged later, and what its windows have used."""

    contract: Contract
    cap: Cap
    paid: Paid
    waiting: list[Piece] = field(default_factory=list)
    used: dict[tuple[str, int], int] = field(default_factory=dict)
    deducted: dict[tuple[str, int], int] = field(default_factory=dict)

    def through(self, month: Month, arriving: list[Piece]) -> list[Piece]:
        """Return what is left of a month's pieces."""
        queue = [piece for piece in self.waiting if not _has_expired(self.cap, piece, month)] + arriving
        queue.sort(key=lambda piece: (piece.line.statement_month, piece.line.order))
        self.waiting = []
        limit, charged = cap_limit(self.contract, self.cap, month, self.paid), []
        for piece in queue:
            group = _group(self.contract, self.cap, piece.line)
            if group is None:
                charged.append(piece)
                continue
            window = (group, _window(self.contract, self.cap, month))
            room = limit - self.used.get(window, 0) - _earlier(self.cap, self.deducted, group, month)
            taken = min(piece.pence, max(room, 0))
            self.used[window] = self.used.get(window, 0) + taken
            taken = piece.pence if self._is_owed(piece, month) else taken
            charged.append(replace(piece, pence=taken))
            if self.cap.excess == "carried" and taken < piece.pence:
                self.waiting.append(replace(piece, pence=piece.pence - taken))
        return charged

    def _is_owed(self, piece: Piece, month: Month) -> bool:
        """Say whether a month is the last that may charge a piece, and what is left of it then is owed."""
        last = statement_months(self.contract)[-1]
        if self.cap.expires_after is not None:
            last = min(last, Month(piece.line.statement_month + self.cap.expires_after.months))
        return self.cap.at_end == "owed" and month >= last

    def count(self, month: Month, deducted: list[Piece]) -> None:
        """Count what all caps left, where that is what the cap is on: any twelve months."""
        for piece in deducted if self.cap.per == "rolling twelve months" else ():
            group = _group(self.contract, self.cap, piece.line)
            if group is not None:
                self.deducted[(group, month)] = self.deducted.get((group, month), 0) + piece.pence

    def give_back(self, month: Month, line: Line, pence: int) -> None:
        """Count less as used from the next month on."""
        group = _group(self.contract, self.cap, line)
        if group is not None:
            window = (group, _window(self.contract, self.cap, month))
            self.used[window] = self.used.get(window, 0) - pence
            self.deducted[(group, month)] = self.deducted.get((group, month), 0) - pence


def capped(
    contract: Contract,
    lines: list[Line],
    paid: Paid,
    comes_back: ComesBack,
    decided: tuple[Decided, ...] = (),
) -> Charged:
    """Return what is charged of each line in each statement month, less what decisions give back of it.

    ``comes_back`` says what is earned back on a month's statement of what was charged, by the month that took it.
    """
    caps = [_Cap(contract, cap, paid) for level in LEVELS for cap in contract.caps if cap.per == level]
    charged: Charged = {}
    for month in statement_months(contract):
        pieces = [Piece(line, line.pence) for line in lines if line.statement_month == month]
        for cap in caps:
            pieces = cap.through(month, pieces)
        charged[month] = pieces
        for cap in caps:
            cap.count(month, pieces)
        for decision in decided:
            if decision.charged == month:
                charged[month] = _after(decision, charged[month], caps)
        for taken_in, line, pence in comes_back(charged, month):
            for cap in caps:
                cap.give_back(taken_in, line, pence)
    return charged


def _after(decision: Decided, pieces: list[Piece], caps: list[_Cap]) -> list[Piece]:
    """Return a month's pieces after one decision, which is about all pieces of one line together."""

    def is_about(line: Line) -> bool:
        return (line.month, line.kind, line.indicator or line.unit) == (decision.month, decision.kind, decision.of)

    about = [piece for piece in pieces if is_about(piece.line)]
    taken = sum(piece.pence for piece in about)
    most = taken if decision.most is None else min(taken, decision.most)
    given = taken - max(most - decision.forgone, 0)
    if not about:
        return pieces
    for cap in caps:
        cap.give_back(decision.charged, about[0].line, given)
    return [*(piece for piece in pieces if not is_about(piece.line)), Piece(about[0].line, taken - given)]


def _earlier(cap: Cap, deducted: dict[tuple[str, int], int], group: str, month: Month) -> int:
    """Return what the eleven months before were charged, where the cap is on any twelve months."""
    if cap.per != "rolling twelve months":
        return 0
    return sum(deducted.get((group, earlier), 0) for earlier in range(month - 11, month))


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


def cap_limit(contract: Contract, cap: Cap, month: Month, paid: Paid) -> int:
    """Return a cap's limit in a statement month, in pence: a percentage is rounded here."""
    priced = priced_month(contract, month)
    if cap.amount is not None:
        return term(cap.amount, priced)
    year, named = contract.contract_year(priced), cap.charge_lines
    of = {
        "the month's charge": month_paid(contract, paid, priced, named),
        "annual charge": year_paid(contract, paid, year, contract.last_month, named),
        "paid to date": year_paid(contract, paid, year, priced, named),
    }
    assert cap.of is not None
    assert cap.percent is not None
    return half_up(term(cap.percent, priced) / 100 * Fraction(max(of[cap.of], 0)))
