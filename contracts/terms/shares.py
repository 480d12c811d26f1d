"""Guarantees and shares as terms: pounds in millionths, as figures are, times a scale by which every edge is whole."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from contracts.contract import Contract
from contracts.earned import Earned, earned_lines
from contracts.months import Month
from contracts.shares import NOT_SETTLED, Guarantee, Share, ShareSlice
from contracts.terms.calendar import FIGURE_SCALE
from contracts.terms.scales import scale_of

Row = dict[str, Any]

OF_A_PENNY = FIGURE_SCALE // 100
"""How many millionths of a pound a penny is."""


def rows(contract: Contract) -> dict[str, list[Row]]:
    """Return the tables of guarantees and shares; empty where the contract has none."""
    lines = earned_lines(contract)
    guarantees = [(number, line) for number, line in lines if isinstance(line, Guarantee)]
    shares = [(number, line) for number, line in lines if isinstance(line, Share)]
    return {
        "term_reported": [row for number, line in lines for row in _reported(contract, number, line)],
        "term_guarantee": [_guarantee(number, line) for number, line in guarantees],
        "term_profile": [
            {"charge_line": number, "month": month, "guaranteed": pence * OF_A_PENNY}
            for number, line in guarantees
            for month, pence in line.profile
        ],
        "term_share": [_share(number, line, contract) for number, line in shares],
        "term_settlement": [row for number, line in shares for row in _settlements(contract, number, line)],
        "term_share_slice": [row for number, line in shares for row in _slices(number, line)],
    }


def amount_scales(contract: Contract) -> Iterator[int]:
    """Yield the denominator of what each line comes to, in pence."""
    yield from (OF_A_PENNY for _ in contract.guarantees)
    yield from (_edge_scale(line) * _share_scale(line) * OF_A_PENNY for line in contract.shares)


def _reported(contract: Contract, number: int, line: Earned) -> Iterator[Row]:
    """Yield where a line's money is reported, how, and what is taken for a figure that is missing."""
    if isinstance(line, Guarantee | Share):
        name = line.savings if isinstance(line, Guarantee) else line.actual
        place = next(place for place, one in enumerate(contract.indicators, start=1) if one.id == name)
        yield {
            "charge_line": number,
            "indicator": place,
            "reported": line.reported,
            "waits": int(line.missing == NOT_SETTLED),
            "taken": line.missing * OF_A_PENNY if isinstance(line.missing, int) else 0,
        }


def _guarantee(number: int, line: Guarantee) -> Row:
    recovered = int(line.shortfall == "recovered")
    return {"charge_line": number, "is_recovered": recovered, "is_kept": int(line.caught_up == "kept")}


def _share(number: int, line: Share, contract: Contract) -> Row:
    better = next(one.better for one in contract.indicators if one.id == line.actual)
    return {
        "charge_line": number,
        "sign": 1 if better == "lower" else -1,
        "so_far": int(line.settled == "everything so far"),
        "edge_scale": _edge_scale(line),
        "share_scale": _share_scale(line),
    }


def _settlements(contract: Contract, number: int, line: Share) -> Iterator[Row]:
    for month, (baseline, guaranteed) in settlements(contract, line).items():
        amounts = {"baseline": baseline * OF_A_PENNY, "guaranteed": guaranteed * OF_A_PENNY}
        yield {"charge_line": number, "month": month, **amounts}


def settlements(contract: Contract, line: Share) -> dict[Month, tuple[int, int]]:
    """Return each settlement's baseline, and what is guaranteed, for its own months or for all so far, in pence."""
    profile = dict(next((one.profile for one in contract.guarantees if one.id == line.guarantee), ()))
    found: dict[Month, tuple[int, int]] = {}
    before = 0
    for month, baseline in line.baseline:
        found[month] = (baseline, profile.get(month, 0) - before)
        before = profile.get(month, 0) if line.settled == "each settlement by itself" else 0
    return found


def _sides(line: Share) -> Iterator[tuple[str, ShareSlice]]:
    yield from (("gain", part) for part in line.gain or ())
    yield from (("pain", part) for part in line.pain or ())


def edges(line: Share, part: ShareSlice, baseline: int) -> tuple[Fraction, Fraction | None]:
    """Return where a slice begins and ends, in millionths of a pound; ``baseline`` is in pence, the last has no end."""
    unit = Fraction(FIGURE_SCALE) if line.slices_in == "pounds" else Fraction(baseline * OF_A_PENNY, 100)
    return part.above * unit, None if part.to is None else part.to * unit


def _edge_scale(line: Share) -> int:
    found = [edges(line, part, baseline) for _, baseline in line.baseline for _, part in _sides(line)]
    return scale_of([edge for both in found for edge in both if edge is not None])


def _share_scale(line: Share) -> int:
    return scale_of(part.share / 100 for _, part in _sides(line))


def _slices(number: int, line: Share) -> Iterator[Row]:
    edge_scale, share_scale = _edge_scale(line), _share_scale(line)
    for month, baseline in line.baseline:
        for side, part in _sides(line):
            above, up_to = edges(line, part, baseline)
            yield {
                "charge_line": number,
                "month": month,
                "side": side,
                "above": int(above * edge_scale),
                "up_to": None if up_to is None else int(up_to * edge_scale),
                "rate": int(rate(line, side, part) * share_scale),
                "is_paid": int(side == "pain" or line.gain_is == "paid"),
            }


def rate(line: Share, side: str, part: ShareSlice) -> Fraction:
    """Return what a pound in a slice adds to the payment, or takes off it.

    Where the charge carries the actual, the authority has the whole difference, and pays the provider its share of a
    gain. Where it carries the target, the provider has it, and the authority's part comes back.
    """
    provider = part.share / 100
    added = provider if line.charge_carries == "actual" else provider - 1
    return added if side == "gain" else -added


def settlement_months(line: Guarantee | Share) -> list[Month]:
    """Return the months in which a line is settled, oldest first."""
    return [month for month, _ in (line.profile if isinstance(line, Guarantee) else line.baseline)]
