"""Made-up figures for a contract: returns on time, late or missing, and values that like to stand on an edge."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from fractions import Fraction

from contracts import months
from contracts.bases import OF_OTHER_MONTHS, charge_bases
from contracts.contract import Contract
from contracts.indicators import FromCases, FromIndicators, Indicator
from contracts.linear import Linear
from contracts.months import Month
from contracts.terms import deadlines
from contracts.terms.deadlines import due_at
from contracts.values import in_force
from tests.generated.choices import Choices
from tests.generated.made_decided import decided
from tests.generated.made_index import published
from tests.generated.made_indicators import CASE_TYPES
from tests.generated.made_relief import agreed_relief
from tests.generated.made_stages import with_stages
from tests.reference.exact import contract_months, measured_months, statement_months
from tests.reference.figures import Carried, Case, Figure, Figures, Incident, Stated

SECOND = timedelta(seconds=1)
MILLION = 1_000_000


def figures(choices: Choices, contract: Contract) -> Figures:
    """Return figures as known at a cut-off that may lie anywhere from the first month's return on."""
    cut_off = _cut_off(choices, contract)
    found = Figures(cut_off, {}, {}, {}, {}, {})
    receipts = {
        (dataset, month): _received(choices, contract, month)
        for month in contract_months(contract)
        for dataset in contract.returns.datasets
    }
    known = {key: moment for key, moment in receipts.items() if moment is not None and moment <= cut_off}
    received, stated, cases, parts = {}, {}, {}, {}
    for indicator in contract.indicators:
        for month in measured_months(contract, indicator):
            came = known.get((indicator.dataset, month))
            if came is not None and (indicator.dataset != "indicators" or not choices.chance(1)):
                received[indicator.id, month] = came
            if came is not None or choices.chance(1):
                stated[indicator.id, month] = _stated(choices, contract, indicator, month)
            if came is not None and indicator.dataset not in ("indicators", "ehc_assessments"):
                parts[indicator.id, month] = _parts(choices, contract, indicator, month)
    for dataset, month in known:
        if dataset == "ehc_assessments":
            cases[month] = tuple(_case(choices, month) for _ in range(choices.whole(0, 12)))
    relief, first_known = agreed_relief(choices, contract, cases)
    made = Figures(
        found.cut_off,
        known,
        received,
        stated,
        cases,
        parts,
        incidents=_incidents(choices, contract),
        relief=relief,
        first_known=first_known,
        decided=decided(choices, contract),
        of_other_months=tuple(_carried(choices, contract)),
        index=published(choices, contract, months.of_day(cut_off.date())),
    )
    return with_stages(choices, contract, made, _stated)


def _carried(choices: Choices, contract: Contract) -> Iterator[Carried]:
    """Yield adjustments at two rates and interest on some months' statements, where percentages are of them."""
    named, taxed = frozenset[str]().union(*charge_bases(contract)), contract.statement.vat is not None
    percentages = {"adjustments": (20, Fraction(35, 2)) if taxed else (0,), "interest": (0,)}
    for month in statement_months(contract):
        for name in (name for name in OF_OTHER_MONTHS if name in named):
            for percent in percentages[name]:
                if choices.chance(4):
                    yield Carried(month, name, Fraction(percent) / 100, choices.whole(-99_999, 99_999))


def _incidents(choices: Choices, contract: Contract) -> tuple[Incident, ...]:
    """Return incidents that touch several indicators of a month; one may stand in more than one."""
    if contract.deductions.incidents is None:
        return ()
    found = []
    for month in contract_months(contract):
        measured = [one.id for one in contract.indicators if month in measured_months(contract, one)]
        for _ in range(choices.whole(0, 2)):
            touched = choices.some(measured)
            found += [Incident(month, tuple(touched))] if touched else []
    return tuple(found)


def _cut_off(choices: Choices, contract: Contract) -> datetime:
    due = contract.returns.due
    if choices.chance(7):
        return due_at(Month(contract.last_month + 2), due.working_days, due.by)
    month = choices.one_of(contract_months(contract))
    moment = choices.one_of((due_at(month, due.working_days, due.by), deadlines.end_of(month)))
    return moment + SECOND * choices.one_of((0, 1, -1, 86_400 * 20))


def _received(choices: Choices, contract: Contract, month: Month) -> datetime | None:
    """Return a moment that likes to be at a due time, or None for a return that never comes."""
    due = contract.returns.due
    due_time = due_at(month, due.working_days, due.by)
    until = due_at(Month(month + 1), due.working_days, due.by)
    day = timedelta(days=1)
    if not choices.chance(4):
        return choices.one_of((due_time - day, due_time))
    return choices.one_of((due_time + SECOND, until, until + SECOND, due_time + day, None))


def _stated(choices: Choices, contract: Contract, indicator: Indicator, month: Month) -> Stated:
    """Return a figure, or none; a denominator of 0 is declared more often than not."""
    if choices.chance(1):
        return Stated(None, choices.chance(1))
    figure = _figure(choices, contract, indicator, month, has_denominator=indicator.measure.of is not None)
    return Stated(figure, choices.chance(1 if figure.denominator else 6))


def _figure(
    choices: Choices, contract: Contract, indicator: Indicator, month: Month, *, has_denominator: bool
) -> Figure:
    """Return a numerator and denominator whose value is one at which something might change."""
    denominator = Fraction(choices.one_of((20, 10, 5, 4, 8, 40, 100, 0, 3, 7))) if has_denominator else Fraction(1)
    value = choices.one_of(_values(choices, contract, indicator, month)) + choices.one_of(
        (0, 0, 0, 1, -1, 2, -2)
    ) * _nudge(choices)
    numerator = value * denominator / (100 if indicator.unit == "percent" else 1)
    return Figure(Fraction(round(numerator * MILLION), MILLION), denominator)


def _nudge(choices: Choices) -> Fraction:
    return choices.one_of((Fraction(1, 2), Fraction(1, 100), Fraction(5, 1000), Fraction(10)))


def _values(choices: Choices, contract: Contract, indicator: Indicator, month: Month) -> list[Fraction]:
    """Return the values at which a band, a target or a range begins."""
    table = contract.bands[str(in_force(indicator.bands, month))]
    edges = [
        edge
        for rung in table.rungs
        for edge in (rung.at_least, rung.at_most, rung.from_, rung.below)
        if edge is not None
    ]
    ends = [end for rung in table.rungs if rung.linear is not None for end in _on_the_way(indicator, rung.linear)]
    if ends and choices.chance(4):
        return [end * part for end in ends for part in (Fraction(1), Fraction(6, 5), Fraction(4, 5))]
    goals = [goal for goal in (in_force(indicator.target or (), month),) if goal is not None]
    if indicator.within is not None:
        goals += [indicator.within.from_, indicator.within.to]
    if indicator.plan is not None:
        goals += [goal for _, goal in indicator.plan.points]
    floor = indicator.baseline_floor
    held = in_force(floor.value, month) if floor else None
    if floor is not None and held is not None and choices.chance(5):
        tolerance = in_force(floor.tolerance, month) or Fraction(0)
        return [held, held + tolerance, held - tolerance]
    if table.judged_on == "distance from target":
        edges = [sign * edge + goal for goal in goals for edge in (Fraction(0), *edges) for sign in (1, -1)]
    return edges or goals or [Fraction(50)]


def _on_the_way(indicator: Indicator, linear: Linear) -> list[Fraction]:
    """Return where all is due, and on either side of a range, what is half of the way there."""
    within, outside = indicator.within, linear.all_due_outside
    if within is None or outside is None:
        return [linear.all_due_at or Fraction(0)]
    return [outside.from_, (outside.from_ + within.from_) / 2, (within.to + outside.to) / 2, outside.to]


def _parts(choices: Choices, contract: Contract, indicator: Indicator, month: Month) -> tuple[Figure, ...]:
    measure = indicator.measure
    assert not isinstance(measure, FromIndicators | FromCases)
    has_denominator = measure.of is not None
    count = choices.whole(0, 3)
    if has_denominator:
        return tuple(_figure(choices, contract, indicator, month, has_denominator=True) for _ in range(count))
    whole = _figure(choices, contract, indicator, month, has_denominator=False)
    return (whole, *(Figure(Fraction(choices.whole(-2, 2)), Fraction(0)) for _ in range(count - 1))) if count else ()


def _case(choices: Choices, month: Month) -> Case:
    issued = date(month // 12, month % 12 + 1, 1) + timedelta(days=choices.whole(0, 27))
    took = timedelta(days=choices.one_of((140, 100, 141, 139, 200)))
    seen = choices.one_of((issued, issued, issued, issued, None, months.first_day(month) - timedelta(days=1)))
    return Case(choices.one_of(CASE_TYPES), issued - took, seen, choices.chance(3))
