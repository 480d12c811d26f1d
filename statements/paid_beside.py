"""The lines of what a month earns beside its charge, each with its sum from the volume to what is paid."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import chain

from contracts import months
from contracts.earned import Earned, earned_lines
from contracts.months import Month
from contracts.outcomes import Outcome
from contracts.shares import Guarantee, Share
from contracts.terms.calendar import FIGURE_SCALE
from contracts.unit_prices import PriceSlice, UnitPrice
from contracts.values import in_force
from contracts.wording import pounds
from statements import evidence, limited, settled
from statements.documents import StatementLine, Sum
from statements.indexing import price_sums
from statements.ledger import Ledger, Row
from statements.measures import NOT_JUDGED, exact_pounds, measure_text, number


def lines_of(ledger: Ledger, month: Month) -> Iterator[StatementLine]:
    """Yield a line for each thing that a month is paid for beside its charge, those of £0.00 too."""
    yield from (drawn for _, drawn in each_line(ledger, month))


def each_line(ledger: Ledger, month: Month) -> Iterator[tuple[Earned, StatementLine]]:
    """Yield each thing that a month is paid for beside its charge, as agreed and as a line."""
    lines = dict(earned_lines(ledger.frozen.contract))
    for place, row in sorted(ledger.paid_beside.get(month, {}).items()):
        line = lines[place]
        if isinstance(line, UnitPrice):
            yield line, _by_volume(ledger, line, row, month)
        elif isinstance(line, Outcome):
            yield line, _for_outcomes(ledger, line, row, month)
        else:
            yield line, _settled(ledger, line, row, month)


def _settled(ledger: Ledger, line: Guarantee | Share, row: Row, month: Month) -> StatementLine:
    place = _place(ledger, line.savings if isinstance(line, Guarantee) else line.actual)
    found = ledger.losses.get((int(row["charge_line"]), month))
    update: dict[str, object] = {"nature": line.nature, "evidence": settled.evidence_of(ledger, line, place, month)}
    update |= {"before_caps": _without_caps(found)} if found else {}
    drawn = _line(ledger, line, place, month, int(row["pence"])).model_copy(update=update)
    if "amount" not in row:
        drawn = settled.carried(drawn, line, month)
    elif isinstance(line, Guarantee):
        drawn = settled.of_guarantee(drawn, line, row, month, limited=found is not None)
    else:
        drawn = settled.of_share(drawn, line, row, month, ledger)
    done = _done(ledger, "Taken off" if drawn.amount < 0 else "Added", abs(drawn.amount))
    drawn = drawn.model_copy(update={"sums": (*_settled_price(ledger, line, month), *drawn.sums, done)})
    return limited.with_caps(ledger, drawn, line, found) if found else drawn


def _without_caps(found: Row) -> int:
    """Return what a line would come to in a month if no cap limited its loss."""
    return int(found["pence"]) + int(found["taken"]) - int(found["returned"]) - int(found["loss"])


def _settled_price(ledger: Ledger, line: Guarantee | Share, month: Month) -> Iterator[Sum]:
    """Yield how what is guaranteed by a month, or its baseline, follows the index, if it does."""
    agreed = ledger.frozen.file.contract
    amounts = {one.id: dict(one.profile) for one in agreed.guarantees}
    amounts |= {one.id: dict(one.baseline) for one in agreed.shares}
    if month in amounts[line.id]:
        yield from price_sums(ledger.frozen, line.prices_of, amounts[line.id][month], month)


def _by_volume(ledger: Ledger, line: UnitPrice, row: Row, month: Month) -> StatementLine:
    place, pence, scale = _place(ledger, line.volume_of), int(row["pence"]), int(row["amount_scale"])
    units, through = Fraction(int(row["units"]), scale), Fraction(int(row["units_through"]), scale)
    words = f"{number(units)} units count in {months.spoken(month)}: {pounds(pence)} (clause {line.clause})."
    priced = _priced(ledger, line, month, (through - units, through))
    done = _done(ledger, "Paid", pence)
    if line.rounded_to is not None:
        done = Sum(says=f"Paid, rounded to the {line.rounded_to}", figures=pounds(pence))
    sums = (*_counted(ledger, line, place, month, units), *priced, done)
    drawn = _line(ledger, line, place, month, pence)
    return drawn.model_copy(update={"kind": "unit price", "measure": number(units), "words": words, "sums": sums})


def _for_outcomes(ledger: Ledger, line: Outcome, row: Row, month: Month) -> StatementLine:
    place, pence = _place(ledger, line.verified), int(row["pence"])
    counted = Fraction(int(row["counted"]), int(row["scale"]))
    found = measure_text(ledger, place, month) if (place, month) in ledger.measures else ""
    words = f"{number(counted)} count in {months.spoken(month)}: {pounds(int(row['earned']))} earned"
    drawn = _line(ledger, line, place, month, pence)
    update = {"kind": "outcome", "measure": found, "words": f"{words} (clause {line.clause})."}
    return drawn.model_copy(update={**update, "sums": tuple(_outcome_sums(ledger, line, row, month))})


def _outcome_sums(ledger: Ledger, line: Outcome, row: Row, month: Month) -> Iterator[Sum]:
    scale, off = int(row["scale"]), in_force(line.deadweight or (), month)
    yield Sum(says="Verified", figures=_measured(ledger, line, month))
    if off is not None:
        counted = number(Fraction(int(row["counted"]), scale))
        yield Sum(says="After deadweight", figures=f"less {number(off)}%: {counted}")
    if line.attainment is not None:
        least = line.attainment.full * line.attainment.minimum / 100
        yield Sum(says="Paid from", figures=f"{number(least)} on, and for {number(line.attainment.full)} at most")
    yield Sum(says="Paid for in this month", figures=number(Fraction(int(row["paid"]), scale)))
    if row["paid"]:
        yield from chain.from_iterable(_indexed(ledger, line, place, month) for place, _ in enumerate(line.slices))
    yield Sum(says=f"Earned, rounded to the {line.rounded_to}", figures=pounds(int(row["earned"])))
    for says, key in (
        ("Paid on account", "on_account"),
        ("Set off against money on account", "set_off"),
        ("Money on account recovered at settlement", "recovered"),
    ):
        if row[key]:
            yield Sum(says=says, figures=pounds(int(row[key])))
    yield Sum(says="Paid", figures=pounds(int(row["pence"])))


def _measured(ledger: Ledger, line: Outcome, month: Month) -> str:
    place = _place(ledger, line.verified)
    return measure_text(ledger, place, month) if (place, month) in ledger.measures else NOT_JUDGED["awaited"]


def _place(ledger: Ledger, indicator: str) -> int:
    indicators = ledger.frozen.contract.indicators
    return next(place for place, one in enumerate(indicators, start=1) if one.id == indicator)


def _line(ledger: Ledger, line: Earned, place: int, month: Month, pence: int) -> StatementLine:
    label = months.label(month)
    return StatementLine(
        kind="charge",
        title=line.title,
        # It is no failure of the indicator that counts it.
        indicator=None,
        clause=line.clause,
        measured=label,
        priced=months.label(min(month, ledger.frozen.contract.last_month)),
        charged=label,
        before_caps=pence,
        amount=pence,
        fund=line.fund,
        vat=line.vat,
        evidence=evidence.of_measure(ledger, place, month),
    )


def _counted(ledger: Ledger, line: UnitPrice, place: int, month: Month, units: Fraction) -> Iterator[Sum]:
    row = ledger.measures[(place, month)]
    if row["numerator"] is None or row["data_status"] in ("missing", "not measurable"):
        yield Sum(says=NOT_JUDGED.get(str(row["data_status"]), "Not reported"), figures=f"taken as {line.missing}")
    else:
        yield Sum(says="Volume", figures=number(Fraction(int(row["numerator"]), FIGURE_SCALE)))
    for name, limit in (("Minimum", line.minimum), ("Maximum", line.maximum)):
        stated = in_force(limit or (), month)
        if stated is not None:
            yield Sum(says=f"{name} of {line.limits_of}", figures=number(stated))
    yield Sum(says="Counted", figures=number(units))


def _priced(ledger: Ledger, line: UnitPrice, month: Month, volumes: tuple[Fraction, Fraction]) -> Iterator[Sum]:
    """Yield what the units between two volumes cost slice by slice, and how their prices follow an index."""
    before, through = volumes
    for place, part in enumerate(line.slices):
        inside = _inside(part, through) - _inside(part, before)
        price = in_force(part.price, month) or 0
        if inside:
            yield from _indexed(ledger, line, place, month)
            end = "" if part.to is None else f" to {number(part.to)}"
            sum_ = f"{number(inside)} × {pounds(price)} = {exact_pounds(inside * price)}"
            yield Sum(says=f"Units above {number(part.above)}{end}", figures=sum_)


def _indexed(ledger: Ledger, line: UnitPrice | Outcome, place: int, month: Month) -> Iterator[Sum]:
    """Yield how the price of a slice follows the index, from the price that the contract file states."""
    agreed = ledger.frozen.file.contract
    same_kind: Sequence[UnitPrice | Outcome] = agreed.outcomes if isinstance(line, Outcome) else agreed.unit_prices
    stated = next(one for one in same_kind if one.id == line.id).slices[place]
    yield from price_sums(ledger.frozen, line.prices_of, in_force(stated.price, month) or 0, month)


def _inside(part: PriceSlice, volume: Fraction) -> Fraction:
    return max((volume if part.to is None else min(volume, part.to)) - part.above, Fraction(0))


def _done(ledger: Ledger, what: str, pence: int) -> Sum:
    return Sum(says=f"{what}, {ledger.frozen.contract.rules.rounded}", figures=pounds(pence))
