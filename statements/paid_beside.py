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
from contracts.terms.shares import settlement_months
from contracts.unit_prices import UnitPrice
from contracts.values import in_force
from contracts.wording import pounds
from statements import evidence, limited, settled
from statements.documents import Evidence, StatementLine, Sum
from statements.indexing import price_sums
from statements.ledger import Ledger, Row
from statements.measures import NOT_JUDGED, measure_text, number, so_many
from statements.not_settled import not_settled, why_not
from statements.slices_shown import slice_sums

_Span = tuple[Month, tuple[Fraction, Fraction]]
"""A month whose outcomes are paid for, and between which numbers of all that were counted these lie."""


def lines_of(ledger: Ledger, month: Month) -> Iterator[StatementLine]:
    """Yield a line for each thing that a month is paid for beside its charge, those of £0.00 too."""
    yield from (drawn for _, drawn in each_line(ledger, month))


def each_line(ledger: Ledger, month: Month) -> Iterator[tuple[Earned, StatementLine]]:
    """Yield each thing that a month is paid for beside its charge, as agreed and as a line."""
    rows = ledger.paid_beside.get(month, {})
    for place, line in earned_lines(ledger.frozen.contract):
        if place not in rows:
            if isinstance(line, Guarantee | Share) and month in settlement_months(line):
                yield line, _not_settled(ledger, line, month)
        elif isinstance(line, UnitPrice):
            yield line, _by_volume(ledger, line, rows[place], month)
        elif isinstance(line, Outcome):
            yield line, _for_outcomes(ledger, line, rows[place], month)
        else:
            yield line, _settled(ledger, line, rows[place], month)


def _not_settled(ledger: Ledger, line: Guarantee | Share, month: Month) -> StatementLine:
    place = _money_of(ledger, line)
    return not_settled(_line(ledger, line, place, month, 0), ledger, line, place, month)


def _money_of(ledger: Ledger, line: Guarantee | Share) -> int:
    """Return the place of the indicator whose money a line is settled on."""
    return _place(ledger, line.savings if isinstance(line, Guarantee) else line.actual)


def _settled(ledger: Ledger, line: Guarantee | Share, row: Row, month: Month) -> StatementLine:
    place = _money_of(ledger, line)
    found = ledger.losses.get((int(row["charge_line"]), month))
    update: dict[str, object] = {"nature": line.nature, "evidence": settled.evidence_of(ledger, line, place, month)}
    update |= {"before_caps": _without_caps(found)} if found else {}
    drawn = _line(ledger, line, place, month, int(row["pence"])).model_copy(update=update)
    if "amount" not in row:
        unknown = why_not(ledger, line, place, month) if month in settlement_months(line) else ""
        drawn = settled.carried(drawn, line, month, unknown)
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
    counted = f"{so_many(units, 'unit')} {'counts' if units == 1 else 'count'}"
    words = f"{counted} in {months.spoken(month)}: {pounds(pence)} (clause {line.clause})."
    priced = slice_sums(ledger, line, month, (through - units, through), "Units")
    done = _done(ledger, "Paid", pence)
    if line.rounded_to is not None:
        done = Sum(says=f"Paid, rounded to the {line.rounded_to}", figures=pounds(pence))
    sums = (*_counted(ledger, line, place, month, units), *priced, done)
    drawn = _line(ledger, line, place, month, pence)
    return drawn.model_copy(update={"kind": "unit price", "measure": number(units), "words": words, "sums": sums})


def _for_outcomes(ledger: Ledger, line: Outcome, row: Row, month: Month) -> StatementLine:
    place, pence = _place(ledger, line.verified), int(row["pence"])
    found = measure_text(ledger, place, month) if (place, month) in ledger.measures else ""
    spans = list(_paid_for(ledger, line, row, month))
    drawn = _line(ledger, line, place, month, pence)
    earlier = tuple(_evidence_of(ledger, place, each) for each, _ in spans if each != month)
    update = {
        "kind": "outcome",
        "measure": found,
        "words": _outcome_words(line, row, month, spans),
        "sums": tuple(_outcome_sums(ledger, line, row, month)),
        "evidence": (*chain.from_iterable(earlier), *drawn.evidence),
    }
    return drawn.model_copy(update=update)


def _evidence_of(ledger: Ledger, place: int, month: Month) -> Iterator[Evidence]:
    """Yield where the figure of an earlier month stands, which a later one pays for."""
    for found in evidence.of_measure(ledger, place, month):
        yield found.model_copy(update={"says": f"{found.says} for {months.spoken(month)}"})


def _outcome_words(line: Outcome, row: Row, month: Month, spans: Sequence[_Span]) -> str:
    """Say how many count in a month, how many of earlier months it pays for, and what is earned."""
    counted, _ = _numbers(row)
    earlier = sum((through - before for each, (before, through) in spans if each != month), Fraction(0))
    reached = f", and {number(earlier)} of earlier months can be paid now" if earlier else ""
    earned = pounds(int(row["earned"]))
    return f"{number(counted)} count in {months.spoken(month)}{reached}: {earned} earned (clause {line.clause})."


def _paid_for(ledger: Ledger, line: Outcome, row: Row, month: Month) -> Iterator[_Span]:
    """Yield the months whose outcomes a month pays for, the latest first, and between which numbers these lie.

    Where a minimum is reached in the month, these are all months since the slices began to fill.
    """
    place, left = int(row["charge_line"]), Fraction(int(row["paid"]), int(row["scale"]))
    while left > 0:
        of_month = ledger.paid_beside[month][place]
        counted, through = (
            Fraction(int(of_month[key]), int(of_month["scale"])) for key in ("counted", "counted_through")
        )
        span = (_at_most(line, through - counted), _at_most(line, through))
        if span[1] > span[0]:
            yield month, span
        left -= span[1] - span[0]
        month = Month(month - 1)


def _numbers(row: Row) -> tuple[Fraction, Fraction]:
    """Return how many outcomes count in a month, and how many so far, since the slices began to fill."""
    counted, through = (Fraction(int(row[key]), int(row["scale"])) for key in ("counted", "counted_through"))
    return counted, through


def _at_most(line: Outcome, counted: Fraction) -> Fraction:
    return counted if line.attainment is None else min(counted, line.attainment.full)


def _outcome_sums(ledger: Ledger, line: Outcome, row: Row, month: Month) -> Iterator[Sum]:
    yield from _counted_outcomes(ledger, line, row, month)
    yield Sum(says="Paid for in this month", figures=number(Fraction(int(row["paid"]), int(row["scale"]))))
    for each, span in reversed(list(_paid_for(ledger, line, row, month))):
        what = "Outcomes" if each == month else f"Outcomes of {months.spoken(each)}"
        yield from slice_sums(ledger, line, each, span, what)
    yield Sum(says=f"Earned, rounded to the {line.rounded_to}", figures=pounds(int(row["earned"])))
    for says, key in (
        ("Paid on account", "on_account"),
        ("Set off against money on account", "set_off"),
        ("Money on account recovered at settlement", "recovered"),
    ):
        if row[key]:
            yield Sum(says=says, figures=pounds(int(row[key])))
    yield Sum(says="Paid", figures=pounds(int(row["pence"])))


def _counted_outcomes(ledger: Ledger, line: Outcome, row: Row, month: Month) -> Iterator[Sum]:
    """Yield how many were verified, what of them counts, and from how many on any are paid."""
    off, (counted, through) = in_force(line.deadweight or (), month), _numbers(row)
    yield Sum(says="Verified", figures=_measured(ledger, line, month))
    if off is not None:
        yield Sum(says="After deadweight", figures=f"less {number(off)}%: {number(counted)}")
    if line.attainment is not None:
        least = line.attainment.full * line.attainment.minimum / 100
        if through != counted:
            yield Sum(says="Counted so far, with this month", figures=number(through))
        yield Sum(says="Paid from", figures=f"{number(least)} on, and for {number(line.attainment.full)} at most")


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


def _done(ledger: Ledger, what: str, pence: int) -> Sum:
    return Sum(says=f"{what}, {ledger.frozen.contract.rules.rounded}", figures=pounds(pence))
