"""Deductions that are split over several VAT codes or funds: in which ratio, and what of each line is of which.

What a month deducts of a kind is divided as differences of rounded running sums, over codes and over funds alike. A
ratio that the file states divides all of it as one sum. One by the charge is that of the month from which a line comes,
whichever month takes it or gives it back, so what comes from each month is a sum of its own. Of a line that is split
over both codes and funds, what is of a fund under a code is such a difference in both directions at once: these add up
to what stands under each code, and to what is of each fund.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import NamedTuple

from contracts.agreement import ChargeLine
from contracts.contract import Contract
from contracts.months import Month
from contracts.rounding import half_up
from contracts.splits import AS_THE_CHARGE, Ratio, Treatment
from contracts.wording import pounds
from statements.documents import FundPart, StatementLine, Sum, VatPart
from statements.ledger import Ledger
from statements.measures import number

Parts = dict[str, Fraction]
Charged = list[tuple[ChargeLine, int]]
Cell = tuple[str, str]
"""A VAT code and a fund. The code is blank where the contract states no VAT."""

FromMonth = tuple[Month, StatementLine]
"""A line, and the month whose statement first had it or what it gives back of: an earlier one where it was carried."""


class Before(NamedTuple):
    """What the lines before one came to of the sums that it is divided in, over codes and over funds, in pence."""

    codes: int
    funds: int


@dataclass(frozen=True)
class Split:
    """Over which VAT codes and funds a line of a kind falls, in this order, how much on each, and by which ratios."""

    codes: tuple[str, ...]
    funds: tuple[str, ...]
    weights: Mapping[Cell, Fraction]
    over_codes: Ratio | None
    over_funds: Ratio | None

    def divided(self, pence: int, before: Before) -> Counter[Cell]:
        """Return what of a line is of each code and fund."""
        grid = [
            [self._through(row, column, pence, before) for column in range(len(self.funds) + 1)]
            for row in range(len(self.codes) + 1)
        ]
        return Counter(
            {
                (code, fund): grid[row + 1][column + 1]
                - grid[row][column + 1]
                - grid[row + 1][column]
                + grid[row][column]
                for row, code in enumerate(self.codes)
                for column, fund in enumerate(self.funds)
            }
        )

    def _through(self, codes: int, funds: int, pence: int, before: Before) -> int:
        """Return what of a line is of the first so many codes and funds.

        Of all funds it follows the sum that is divided over codes, of all codes the one over funds.
        """
        start = before.codes if funds == len(self.funds) else before.funds
        share = self.share(self.codes[:codes], self.funds[:funds])
        return half_up((start + pence) * share) - half_up(start * share)

    def share(self, codes: Iterable[str], funds: Sequence[str]) -> Fraction:
        """Return which part of the whole some codes and funds have together."""
        named = [self.weights[code, fund] for code in codes for fund in funds]
        return sum(named, Fraction(0)) / sum(self.weights.values())


@dataclass(frozen=True)
class Divided:
    """A statement's deductions of a kind, divided one after the other; ``so_far`` by the month from which they come."""

    split_of: Callable[[Month], Split]
    so_far: Counter[Month] = field(default_factory=Counter)

    def next(self, come_from: Month, line: StatementLine) -> StatementLine:
        """Return the next line with its parts."""
        over = self.split_of(come_from)
        before = Before(self._before(over.over_codes, come_from), self._before(over.over_funds, come_from))
        self.so_far[come_from] += line.amount
        return split(line, over, before)

    def _before(self, ratio: Ratio | None, come_from: Month) -> int:
        """Return what came before of the sum that is divided by a ratio: of that month where it is of its charge."""
        return self.so_far[come_from] if ratio == AS_THE_CHARGE else self.so_far.total()


def split_of(ledger: Ledger, name: Treatment, month: Month) -> Split:
    """Return how the deductions of a kind are split that come from a statement month.

    As the charge: by what the charge lines of its priced month come to, in pence and never below nothing; all on the
    first where they come to nothing. Codes and funds that both go as the charge go together, line by line of it.
    """
    agreed = ledger.frozen.contract
    charged = _charged(ledger, Month(min(month, agreed.last_month)))
    over_codes, codes = _codes(agreed, name, charged)
    over_funds, funds = _funds(agreed, name, charged)
    weights = {(code, fund): codes[code] * funds[fund] for code in codes for fund in funds}
    if over_codes == over_funds == AS_THE_CHARGE and _is_all_above_nothing(charged):
        weights = dict.fromkeys(weights, Fraction(0))
        for line, pence in charged:
            weights[line.vat, line.fund] += pence
    return Split(tuple(codes), tuple(funds), weights, over_codes, over_funds)


def _charged(ledger: Ledger, month: Month) -> Charged:
    lines, rows = ledger.frozen.contract.charge.lines, ledger.charges.get(month, [])
    pence = {int(row["charge_line"]): int(row["pence"]) for row in rows}
    return [(line, pence.get(place, 0)) for place, line in enumerate(lines, start=1)]


def _is_all_above_nothing(charged: Charged) -> bool:
    """Say whether what the lines come to is a ratio of both at once: something, and no line below nothing."""
    return any(pence for _, pence in charged) and all(pence >= 0 for _, pence in charged)


def _codes(agreed: Contract, name: Treatment, charged: Charged) -> tuple[Ratio | None, Parts]:
    """Return how the codes are split, if they are, and the part of each, in the order in which rates are stated."""
    vat = agreed.statement.vat
    if vat is None:
        return None, {"": Fraction(1)}
    under = vat.treatment(name)
    if under.split is None:
        return None, {under.code or "": Fraction(1)}
    return under.split, _parts(under.split, vat.rates, [(line.vat, pence) for line, pence in charged])


def _funds(agreed: Contract, name: Treatment, charged: Charged) -> tuple[Ratio | None, Parts]:
    """Return the same of the funds, in the order in which the file states them."""
    returned_to = agreed.deductions.fund_of(name)
    if isinstance(returned_to, str):
        return None, {returned_to: Fraction(1)}
    named = [line.fund for line, _ in charged] if returned_to.split == AS_THE_CHARGE else list(returned_to.split)
    return returned_to.split, _parts(returned_to.split, named, [(line.fund, pence) for line, pence in charged])


def _parts(split_by: Ratio, order: Iterable[str], charged: Iterable[tuple[str, int]]) -> Parts:
    """Return the part of each, never below nothing; the first alone where all come to nothing."""
    found = dict(split_by) if isinstance(split_by, Mapping) else _added_up(charged)
    ratio = {name: found[name] for name in dict.fromkeys(order) if name in found}
    return ratio if any(ratio.values()) else {next(iter(ratio)): Fraction(1)}


def _added_up(charged: Iterable[tuple[str, int]]) -> Parts:
    found: Parts = {}
    for name, pence in charged:
        found[name] = found.get(name, Fraction(0)) + pence
    return {name: max(pence, Fraction(0)) for name, pence in found.items()}


def split(line: StatementLine, over: Split, before: Before) -> StatementLine:
    """Return a line with its parts, after lines of its kind that came to so much ``before`` it.

    A part is the difference of rounded running sums, so that parts add up to each line and to each code and fund of the
    month.
    """
    if not over.over_codes and not over.over_funds:
        return line.model_copy(update={"vat": over.codes[0], "fund": over.funds[0]})
    cells = over.divided(line.amount, before)
    of_codes, of_funds = (dict.fromkeys(side, 0) for side in (over.codes, over.funds))
    for (code, fund), pence in cells.items():
        of_codes[code] += pence
        of_funds[fund] += pence
    update: dict[str, object] = {"vat": "" if over.over_codes else over.codes[0], "fund": over.funds[0]}
    sums = list(line.sums)
    if over.over_codes:
        update["vat_parts"] = tuple(VatPart(code=code, amount=pence) for code, pence in of_codes.items())
        sums += [
            _sum(f"Under VAT code {code}", over.share([code], over.funds), pence) for code, pence in of_codes.items()
        ]
    if over.over_funds:
        update |= {"fund": "", "fund_parts": tuple(_of_funds(over, cells))}
        sums += [_sum(f"Of the {fund}", over.share(over.codes, [fund]), pence) for fund, pence in of_funds.items()]
    return line.model_copy(update=update | {"sums": tuple(sums)})


def _of_funds(over: Split, cells: Mapping[Cell, int]) -> Iterator[FundPart]:
    for (code, fund), pence in cells.items():
        if pence or over.weights[code, fund]:
            yield FundPart(fund=fund, vat=code, amount=pence)


def _sum(says: str, share: Fraction, pence: int) -> Sum:
    return Sum(says=says, figures=f"{number(100 * share)}%: {pounds(pence)}")
