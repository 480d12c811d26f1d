"""Steps 6 to 9, month by month: the band taken, its cost, the run of failures, the repeat, one incident once."""

from collections.abc import Collection, Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from fractions import Fraction

from contracts.contract import Contract
from contracts.indicators import Indicator, Rung
from contracts.linear import Linear
from contracts.months import Month
from contracts.values import in_force
from tests.reference.bands import band_of, best_to_worst, floor_of, target_of, value_of
from tests.reference.charge import Named, Paid, base
from tests.reference.exact import contract_months, delay, term
from tests.reference.figures import Figures
from tests.reference.incidents import beaten
from tests.reference.measures import DataStatus, Measure, measures, what_is_taken
from tests.reference.relief import without_relief


@dataclass(frozen=True)
class Cost:
    """What a band costs: service points, or an exact amount in pence, and how many per cent of the base that is."""

    points: Fraction = Fraction(0)
    pence: Fraction = Fraction(0)
    percent: Fraction | None = None

    @property
    def size(self) -> Fraction:
        """The cost in its own unit, before anything is priced."""
        return self.points + self.pence if self.percent is None else self.percent

    def times(self, factor: Fraction) -> "Cost":
        """Return the cost multiplied."""
        percent = None if self.percent is None else self.percent * factor
        return Cost(self.points * factor, self.pence * factor, percent)


@dataclass(frozen=True)
class Judged:
    """An indicator in a month: ``band`` None where nothing was taken; ``place`` is its place in a run of failures.

    ``absent`` is true where the run takes no notice of the month.
    """

    indicator: str
    month: Month
    status: DataStatus
    band: int | None
    fails: bool
    absent: bool
    place: int
    own: Cost
    repeat: Cost
    free: Fraction = Fraction(0)


@dataclass(frozen=True)
class _Case:
    """One indicator in one month, with what it takes to judge it."""

    contract: Contract
    indicator: Indicator
    month: Month
    measure: Measure
    paid: Paid


@dataclass(frozen=True)
class _Taken:
    """Step 7: what is taken for a measure by itself. ``multiplies`` is false for a band that was carried.

    ``opened`` is the month in which a forward pool was opened that is charged here.
    """

    status: DataStatus
    band: int | None
    fails: bool
    run: str
    own: Cost
    multiplies: bool
    opened: Month | None


@dataclass
class _Carried:
    """What a month has to know of earlier bands: the last status, with how many bands of it there were, and were worse.

    ``status`` is None before the first figure; ``months`` is how many have carried it so far.
    """

    status: str | None = None
    alike: int = 0
    alike_and_worse: int = 0
    months: int = 0

    def remember(self, ladder: list[Rung], band: int) -> None:
        """Note the band of a figure, which ends what was carried before it."""
        self.status, self.months = ladder[band - 1].status, 0
        self.alike = sum(rung.status == self.status for rung in ladder)
        self.alike_and_worse = sum(rung.status == self.status for rung in ladder[band:])

    def band_in(self, ladder: list[Rung]) -> int:
        """Return the place of the band with the last status in a table; where several have it, of the one as bad."""
        alike = [place for place, rung in enumerate(ladder, start=1) if rung.status == self.status]
        assert len(alike) == self.alike, "a table without a carried status should have been refused"
        return alike[-1 - self.alike_and_worse]


@dataclass
class _Run:
    """Where an indicator's run of failures stands; ``before`` is where it stood before the last month."""

    previous: Month | None = None
    place: int = 0
    before: int = 0


_Runs = Mapping[str, _Run]


def judge(contract: Contract, figures: Figures, paid: Paid) -> list[Judged]:
    """Judge every indicator, month by month: what a month's incidents leave of its failures is known to the next."""
    return [one for judged, _ in _gone_through(contract, figures, paid).values() for one in judged]


def _gone_through(contract: Contract, figures: Figures, paid: Paid) -> dict[Month, tuple[Collection[Judged], _Runs]]:
    """Return how each month is judged, with where the runs of failures stood before it."""
    taken = {one.id: _cheaper(contract, figures, one, paid) for one in contract.indicators}
    as_first_known = {
        month: _gone_through(contract, replace(figures, relief=relief, first_known={}), paid)[month][1]
        for month, relief in figures.first_known.items()
    }
    runs = {one.id: _Run() for one in contract.indicators}
    found: dict[Month, tuple[Collection[Judged], _Runs]] = {}
    for month in contract_months(contract):
        before = deepcopy(runs)
        measured = [one for one in contract.indicators if month in taken[one.id]]
        of_month = {one.id: _in_run(contract, one, month, taken[one.id][month], runs[one.id]) for one in measured}
        if month in as_first_known:
            seen = deepcopy(as_first_known[month])
            of_month = {one.id: _in_run(contract, one, month, taken[one.id][month], seen[one.id]) for one in measured}
        for name, in_run in beaten(contract, figures, month, of_month).items():
            of_month[name] = replace(of_month[name], own=Cost(), repeat=Cost())
            if in_run == "skipped":
                of_month[name] = replace(of_month[name], absent=True, place=0)
                runs[name].place = runs[name].before
        found[month] = (of_month.values(), before)
    return found


def _cheaper(contract: Contract, figures: Figures, indicator: Indicator, paid: Paid) -> dict[Month, _Taken]:
    """Return what is taken in each month: with relief, or as without it where relief would be dearer."""
    relieved = _taken(contract, figures, indicator, paid)
    if not figures.relief:
        return relieved
    plain = _taken(contract, without_relief(figures), indicator, paid)
    return {month: plain[month] if _is_dearer(month, relieved, plain) else one for month, one in relieved.items()}


def set_aside(contract: Contract, figures: Figures, paid: Paid) -> frozenset[tuple[str, Month]]:
    """Return the measures for which relief would be dearer, by indicator and month."""
    if not figures.relief:
        return frozenset()
    found: set[tuple[str, Month]] = set()
    for one in contract.indicators:
        relieved, plain = (_taken(contract, seen, one, paid) for seen in (figures, without_relief(figures)))
        found |= {(one.id, month) for month in relieved if _is_dearer(month, relieved, plain)}
    return frozenset(found)


def _is_dearer(month: Month, relieved: dict[Month, _Taken], plain: dict[Month, _Taken]) -> bool:
    """Say whether relief makes a month dearer, not only has a pool charged in it that was charged in another month."""
    one = relieved[month]
    if one.own.size <= plain[month].own.size:
        return False
    if one.opened is None:
        return True
    openings = [each.opened for each in relieved.values() if each.opened is not None]
    for other, without in plain.items():
        takes_its_place = max((opened for opened in openings if opened <= other), default=None) == one.opened
        overlaps = (without.opened or other) <= month
        if takes_its_place and overlaps and not relieved[other].own.size and without.own.size >= one.own.size:
            return False
    return True


def _taken(contract: Contract, figures: Figures, indicator: Indicator, paid: Paid) -> dict[Month, _Taken]:
    carried = _Carried()
    return {
        month: _take(_Case(contract, indicator, month, measure, paid), carried)
        for month, measure in measures(contract, figures, indicator).items()
    }


def _take(case: _Case, carried: _Carried) -> _Taken:
    take, run = what_is_taken(case.contract, case.measure)
    band, is_carried = _band_taken(case, take, carried)
    rung = best_to_worst(case.contract, case.indicator, case.month)[band - 1] if band is not None else None
    own = _cost(case, rung) if rung is not None else Cost()
    fails = rung is not None and rung.fails
    return _Taken(case.measure.status, band, fails, run, own, not is_carried, case.measure.opened)


def _in_run(contract: Contract, indicator: Indicator, month: Month, taken: _Taken, run: _Run) -> Judged:
    if _starts_new_run(contract, indicator, month, run.previous):
        run.place = 0
    run.before = run.place
    place = _place_in_run(taken.run, fails=taken.fails, run=run)
    repeat = Cost()
    if contract.deductions.repeat is not None and place >= 2 and taken.multiplies:
        repeat = taken.own.times(term(contract.deductions.repeat.multiplier, month) - 1)
    run.previous = month
    absent = taken.run == "skipped"
    return Judged(indicator.id, month, taken.status, taken.band, taken.fails, absent, place, taken.own, repeat)


def _band_taken(case: _Case, take: str, carried: _Carried) -> tuple[int | None, bool]:
    """Return the band taken, None for nothing, and whether it is a carried one."""
    if take == "carry last status":
        return _carry(case, carried)
    band = _band(case, take)
    if take == "figure":
        assert band is not None
        carried.remember(best_to_worst(case.contract, case.indicator, case.month), band)
    return band, False


def _band(case: _Case, take: str) -> int | None:
    if take == "figure":
        assert case.measure.figure is not None
        value = value_of(case.indicator, case.measure.figure)
        own = band_of(case.contract, case.indicator, case.month, value)
        return max(own, floor_of(case.contract, case.indicator, case.month, value))
    return _worst(case) if take == "worst band" else None


def _carry(case: _Case, carried: _Carried) -> tuple[int | None, bool]:
    """Carry the status of the last judged month, so many times after it, and then take what the contract says."""
    rule = case.contract.rules.when.carry_last_status
    assert rule is not None
    carried.months += 1
    if carried.months > rule.months:
        return _band(case, rule.then), False
    if carried.status is None:
        return None, True
    return carried.band_in(best_to_worst(case.contract, case.indicator, case.month)), True


def _worst(case: _Case) -> int:
    return len(best_to_worst(case.contract, case.indicator, case.month))


def _place_in_run(effect: str, *, fails: bool, run: _Run) -> int:
    """Return the month's place in a run, 0 outside one, and remember it for the next month."""
    if effect == "skipped":
        return 0
    if effect == "breaks":
        run.place = 0
    elif effect == "extends":
        run.place += 1 if run.place or fails else 0
    else:
        run.place = run.place + 1 if fails else 0
    return run.place


def _starts_new_run(contract: Contract, indicator: Indicator, month: Month, before: Month | None) -> bool:
    repeat = contract.deductions.repeat
    if repeat is None or before is None:
        return False
    new_year = contract.contract_year(before) != contract.contract_year(month)
    new_definition = in_force(indicator.definition, before) != in_force(indicator.definition, month)
    return (new_year and repeat.new_contract_year == "starts a new run") or (
        new_definition and repeat.changed_definition == "starts a new run"
    )


def _cost(case: _Case, rung: Rung) -> Cost:
    """Return what a band costs in the month, in points or in exact pence."""
    if rung.points is not None:
        return Cost(points=rung.points)
    if rung.linear is not None:
        return _cost_of(case, rung.linear.pounds, rung.linear.percent, rung.linear.share).times(_way(case, rung.linear))
    if rung.per_unit is None:
        return _cost_of(case, rung.pounds, rung.percent, rung.share)
    assert case.measure.figure is not None
    above = max(value_of(case.indicator, case.measure.figure) - rung.per_unit.above, Fraction(0))
    return Cost(pence=rung.per_unit.pounds * above)


def _cost_of(case: _Case, pence: int | None, percent: Fraction | None, share: Fraction | None) -> Cost:
    if pence is not None:
        return Cost(pence=Fraction(pence))
    if percent is not None:
        return _percentage(case, percent, case.indicator.charge_lines)
    assert share is not None
    return _of_the_amount_at_risk(case, share / 100)


def _way(case: _Case, linear: Linear) -> Fraction:
    """Return how far a value lies from its target, or range, to where all is due; without a value all of the way."""
    if what_is_taken(case.contract, case.measure)[0] != "figure":
        return Fraction(1)
    assert case.measure.figure is not None
    value = value_of(case.indicator, case.measure.figure)
    start, end = _run(case, linear, value)
    way = (start - value) / (start - end)
    return Fraction(0) if way < 0 else Fraction(1) if way > 1 else way


def _run(case: _Case, linear: Linear, value: Fraction) -> tuple[Fraction, Fraction]:
    """Return where a linear cost begins and where all is due: of a range, on the side on which the value lies."""
    within, outside = case.indicator.within, linear.all_due_outside
    if within is not None and outside is not None:
        is_high = value > (within.from_ + within.to) / 2
        return (within.to, outside.to) if is_high else (within.from_, outside.from_)
    assert linear.all_due_at is not None
    return target_of(case.indicator, case.month), linear.all_due_at


def _percentage(case: _Case, percent: Fraction, named: Named) -> Cost:
    of = base(case.contract, case.indicator, case.month, case.paid, named)
    return Cost(pence=percent / 100 * of, percent=percent)


def _of_the_amount_at_risk(case: _Case, share: Fraction) -> Cost:
    weight = in_force(case.indicator.weight or (), case.month) or Fraction(0)
    at_risk, statement_month = case.contract.deductions.amount_at_risk, Month(case.month + delay(case.contract))
    assert at_risk is not None
    if at_risk.pounds is not None:
        return Cost(pence=share * weight / 100 * term(at_risk.pounds, statement_month))
    assert at_risk.percent is not None
    percent = share * weight / 100 * term(at_risk.percent, statement_month)
    return _percentage(case, percent, at_risk.charge_lines)
