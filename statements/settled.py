"""What guarantees and shares come to on a statement: each line with its sum, from the money reported to the pence."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import chain

from contracts import months
from contracts.months import Month
from contracts.shares import Guarantee, Share, ShareSlice
from contracts.terms.shares import OF_A_PENNY, edges, rate, settlement_months, settlements
from contracts.wording import pounds
from statements import evidence
from statements.documents import Evidence, LineKind, StatementLine, Sum
from statements.ledger import Ledger, Row
from statements.measures import exact_pounds, number


def of_guarantee(drawn: StatementLine, line: Guarantee, row: Row, month: Month, *, limited: bool) -> StatementLine:
    """Return a guarantee's line of a month of its profile: a shortfall recovered, given back, or only tracked.

    Where caps have ``limited`` it, what is to be recovered is said as it is before them.
    """
    guaranteed, saved, shortfall = (_pence(row[key]) for key in ("guaranteed", "saved", "shortfall"))
    by = f"by the end of {months.spoken(month)}"
    stands = f"{exact_pounds(shortfall)} short" if shortfall else "as guaranteed"
    said = f"{exact_pounds(saved)} saved {by}, {exact_pounds(guaranteed)} guaranteed: {stands}."
    sums = (
        Sum(says=f"Saved {by}, {_reported(line)}", figures=exact_pounds(saved)),
        Sum(says=f"Guaranteed {by}", figures=exact_pounds(guaranteed)),
        Sum(says="Short of the guarantee", figures=exact_pounds(shortfall)),
        *_recovered(line, row, "To be recovered" if limited else "Recovered"),
    )
    update = {
        "kind": "guarantee shortfall",
        "title": line.title + (": returned as savings catch up" if drawn.amount > 0 else ""),
        "measure": exact_pounds(saved),
        "target": exact_pounds(guaranteed),
        "words": f"{said} {_consequence(line, drawn.before_caps, limited=limited)} (clause {line.clause}).",
        "sums": sums,
    }
    return drawn.model_copy(update=update)


def _recovered(line: Guarantee, row: Row, what: str) -> Iterator[Sum]:
    recovered = _pence(row["recovered"])
    if line.shortfall == "recovered":
        yield Sum(says=f"{what} so far, with this month", figures=exact_pounds(recovered))
        yield Sum(says=f"{what} before", figures=exact_pounds(recovered + _pence(row["amount"])))


def _consequence(line: Guarantee, pence: int, *, limited: bool) -> str:
    if line.savings_are == "in the price":
        return "These savings are in the price already: they are tracked, and nothing is deducted"
    if line.shortfall == "tracked":
        return "The contract tracks a shortfall and recovers nothing"
    if limited and pence:
        return f"{pounds(abs(pence))} {'less' if pence > 0 else 'more'} is to be recovered, before caps"
    if pence > 0:
        return f"{pounds(pence)} of what was recovered comes back"
    if pence < 0:
        return f"{pounds(-pence)} is recovered"
    return "What was recovered is kept" if line.caught_up == "kept" else "Nothing changes"


def carried(drawn: StatementLine, line: Guarantee | Share, month: Month, unknown: str) -> StatementLine:
    """Return a line of a month that settles nothing, for what a cap carried to it of a shortfall or a pain.

    ``unknown`` says which figure is lacking, where the contract names the month.
    """
    why = f": {unknown}" if unknown else ""
    update = {
        "kind": line.loss,
        "title": f"{line.title}: carried here by a cap",
        "brought_forward": True,
        "words": f"Nothing is settled in {months.spoken(month)}{why} (clause {line.clause}).",
    }
    return drawn.model_copy(update=update)


def of_share(drawn: StatementLine, line: Share, row: Row, month: Month, ledger: Ledger) -> StatementLine:
    """Return a share's line of a settlement: the gain or pain, slice by slice, and who has which part of it."""
    actual, pain = _pence(row["actual"]), _pence(row["pain"])
    baseline, guaranteed = settlements(ledger.frozen.contract, line)[month]
    span = "so far" if line.settled == "everything so far" else "since the settlement before"
    kind: LineKind = "pain share" if pain else "gain share"
    sums = (
        Sum(says=f"Actual {span}, {_reported(line)}", figures=exact_pounds(actual)),
        Sum(says="Baseline", figures=pounds(baseline)),
        *([Sum(says="Guaranteed, before any gain", figures=pounds(guaranteed))] if line.guarantee else []),
        *_parts(line, baseline, _pence(row["gain"]), pain),
        *_not_paid_now(line, row),
    )
    update = {
        "kind": kind,
        "measure": exact_pounds(actual),
        "target": pounds(baseline),
        "words": f"{exact_pounds(actual)} {span} against {pounds(baseline)}: {_result(row)} (clause {line.clause}).",
        "sums": sums,
    }
    return drawn.model_copy(update=update)


def _result(row: Row) -> str:
    """Say what a settlement found: a gain, a pain or neither, and what of a gain is reinvested."""
    gain, pain, reinvested = _pence(row["gain"]), _pence(row["pain"]), _reinvested(row)
    if pain:
        return f"a pain of {exact_pounds(pain)}"
    if not gain:
        return "neither a gain nor a pain"
    ending = f"; {exact_pounds(reinvested)} is reinvested and not paid" if reinvested else ""
    return f"a gain of {exact_pounds(gain)}{ending}"


def _reinvested(row: Row) -> Fraction:
    return abs(Fraction(int(row["reinvested"]), int(row["amount_scale"])))


def _not_paid_now(line: Share, row: Row) -> Iterator[Sum]:
    """Yield what is reinvested, and what earlier settlements of everything so far have paid already."""
    before = Fraction(int(row["due"]) - int(row["amount"]), int(row["amount_scale"]))
    if reinvested := _reinvested(row):
        yield Sum(says="Reinvested, not paid", figures=exact_pounds(reinvested))
    if line.settled == "everything so far" and before:
        yield Sum(says="Settled before", figures=exact_pounds(before))


def _parts(line: Share, baseline: int, gain: Fraction, pain: Fraction) -> Iterator[Sum]:
    """Yield what lies in each slice, and the part of it that adds to the payment or comes off it."""
    sides = chain(
        (("gain", part, gain) for part in line.gain or ()), (("pain", part, pain) for part in line.pain or ())
    )
    for side, part, amount in sides:
        above, up_to = (None if edge is None else edge / OF_A_PENNY for edge in edges(line, part, baseline))
        inside = max((amount if up_to is None else min(amount, up_to)) - (above or 0), Fraction(0))
        if inside:
            yield _slice(line, side, part, inside)
    if not gain and not pain:
        yield Sum(says="Gain or pain", figures=pounds(0))


def _slice(line: Share, side: str, part: ShareSlice, inside: Fraction) -> Sum:
    each = rate(line, side, part)
    unit = "£" if line.slices_in == "pounds" else ""
    sign = "" if line.slices_in == "pounds" else "% of the baseline"
    to = "" if part.to is None else f" to {unit}{number(part.to)}"
    whose = "provider" if line.charge_carries == "actual" else "authority"
    sum_ = f"{number(abs(each) * 100)}% × {exact_pounds(inside)} = {exact_pounds(abs(each) * inside)}"
    way = "taken off" if each < 0 else "added"
    said = f"{side.capitalize()} above {unit}{number(part.above)}{to}{sign}: the {whose}’s part, {way}"
    return Sum(says=said, figures=sum_)


def _reported(line: Guarantee | Share) -> str:
    return "added up" if line.reported == "of each period" else f"as a {line.reported}"


def evidence_of(ledger: Ledger, line: Guarantee | Share, place: int, month: Month) -> tuple[Evidence, ...]:
    """Return where the money stands: in the month’s figure, or in each since the last settlement if they add up."""
    earlier = [each for each in settlement_months(line) if each < month]
    since = max(earlier, default=Month(0)) if line.reported == "of each period" else Month(month - 1)
    measured = sorted(each for one, each in ledger.measures if one == place and since < each <= month)
    return tuple(found for each in measured for found in evidence.of_measure(ledger, place, each))


def _pence(millionths: object) -> Fraction:
    return Fraction(int(str(millionths)), OF_A_PENNY)
