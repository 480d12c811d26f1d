"""What a measure comes to at each of its levels, put together: stretches, cliffs, dead zones, and where caps bite."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise, zip_longest

from contracts import months
from contracts.indicators import Indicator
from contracts.linter.stakes import Limits
from contracts.months import Month
from contracts.terms.calendar import FIGURE_SCALE
from contracts.terms.judgement import bands_in, target_in
from metrics.replay.figures import Figure, at_level
from statements.ledger import Ledger
from statements.measures import figures, in_unit, measure_text, number, so_many, value_text
from statements.what_if.documents import IncentiveMap, Level, Stretch
from statements.what_if.levels import Step
from statements.what_if.parted import Parted, parted
from statements.what_if.replays import Amounts, as_ratio
from statements.what_if.told import notes, words


@dataclass(frozen=True)
class Varied:
    """One indicator in one month, with the levels that its figure might have had."""

    ledger: Ledger
    number: int
    month: Month
    figure: Figure
    step: Step
    levels: list[Fraction]

    @property
    def one(self) -> Indicator:
        """The indicator."""
        return self.ledger.frozen.contract.indicators[self.number - 1]

    def at(self, level: Fraction) -> Figure:
        """Return the figure that has a level, in the displayed unit."""
        return at_level(self.figure, as_ratio(self.one.unit, level), self.one.better)

    @property
    def now(self) -> Fraction:
        """The figure's own value, in the displayed unit."""
        return self.figure.value / as_ratio(self.one.unit, Fraction(1))

    def text(self, level: Fraction) -> str:
        """Write a level as a measure is written; where it is no count, without what it would be worked out from."""
        if not self.step.is_counted and level != self.now:
            return in_unit(self.one, level)
        figure, below = self.at(level), Fraction(self.figure.denominator, FIGURE_SCALE)
        return value_text(self.one, (Fraction(figure.numerator, FIGURE_SCALE), below), target_in(self.one, self.month))


def mapped(asked: Varied, amounts: Sequence[Amounts]) -> IncentiveMap:
    """Return the incentive map of a measure, from what each of its levels comes to."""
    costs = [sum(each.deducted.values()) for each in amounts]
    agreed, best = asked.ledger.frozen.contract, _cheapest(amounts)
    ladder = bands_in(agreed, asked.one, asked.month)
    levels = tuple(
        Level(
            value=float(level),
            says=asked.text(level),
            status=ladder[(each.bands[asked.number, asked.month] or 1) - 1].rung.status,
            before_caps=each.before_caps - amounts[best].before_caps,
            pence=cost - costs[best],
            held_back=_held_back(each) - _held_back(amounts[best]),
            carried_on=each.carried_on - amounts[best].carried_on,
        )
        for level, each, cost in zip(asked.levels, amounts, costs, strict=True)
    )
    here = amounts[asked.levels.index(asked.now)]
    band = here.bands[asked.number, asked.month]
    fails = band is not None and ladder[band - 1].rung.fails
    return _told(asked, levels, parted(asked.ledger, asked.number, asked.month, (here, amounts[best]), fails=fails))


def _cheapest(amounts: Sequence[Amounts]) -> int:
    """Return the place of the level that costs least; of several the one that leaves least for later statements."""
    least = [(sum(each.deducted.values()), each.carried_on, each.before_caps) for each in amounts]
    return least.index(min(least))


def _held_back(amounts: Amounts) -> int:
    """Return what caps hold back in all: of what is not deducted, what was not taken and given back either."""
    return amounts.before_caps - amounts.given_back - sum(amounts.deducted.values())


def _told(asked: Varied, levels: tuple[Level, ...], cost: Parted) -> IncentiveMap:
    now, charge = asked.levels.index(asked.now), int(asked.ledger.net[asked.month]["charge"])
    # Levels that are left out lie where every step is worth the same: what several of them are worth is no one step's.
    one_step = [abs(one - better) <= asked.step.size for one, better in pairwise(asked.levels)]
    worth = [(one.pence - better.pence) * near for (one, better), near in zip(pairwise(levels), one_step, strict=True)]
    steepest = _steepest(worth)
    found = IncentiveMap(
        indicator=asked.one.id,
        title=asked.one.title,
        month=months.label(asked.month),
        measure=levels[now].says,
        relieved=_relieved(asked),
        unit=asked.one.unit,
        better=asked.one.better,
        step=_step(asked),
        levels=levels,
        stretches=tuple(_stretches(levels, one_step)),
        now=now,
        worth_now=_worth_now(asked, worth, now),
        steepest=steepest,
        is_cliff=steepest is not None and abs(worth[steepest]) * 100 > Limits().cliff * charge,
        dead=tuple(_dead(levels, is_range=asked.one.within is not None)),
        held_back=tuple(place for place, each in enumerate(levels) if each.held_back > 0),
        notes=(),
        words="",
    )
    return found.model_copy(update={"notes": tuple(notes(found, charge)), "words": words(found, cost)})


def _steepest(worth: Sequence[int]) -> int | None:
    place = max(range(len(worth)), key=lambda each: abs(worth[each]), default=None)
    return place if place is not None and worth[place] else None


def _worth_now(asked: Varied, worth: Sequence[int], now: int) -> int:
    """Return what one step towards the best is worth: of a range, towards its middle."""
    within = asked.one.within
    if within is not None and asked.now * 2 > within.from_ + within.to:
        return -worth[now - 1] if now else 0
    return worth[now] if now < len(worth) else 0


def _relieved(asked: Varied) -> str:
    """Write the figure as it was judged where relief made it another one."""
    judged = figures(asked.ledger, asked.number, asked.month)
    returned = (Fraction(asked.figure.numerator, FIGURE_SCALE), Fraction(asked.figure.denominator, FIGURE_SCALE))
    return "" if judged in (None, returned) else measure_text(asked.ledger, asked.number, asked.month)


def _step(asked: Varied) -> str:
    lower, size = asked.one.better == "lower", asked.step.size
    if asked.one.unit == "milestone":
        return "reaching it"
    if asked.one.better == "within range":
        return "one step towards the range"
    if asked.one.unit == "percent" and asked.step.is_counted:
        return "one fewer" if lower else "one more success"
    said = in_unit(asked.one, size) if asked.one.unit == "money" else number(size)
    if asked.one.unit in ("percent", "days"):
        said = so_many(size, "percentage point" if asked.one.unit == "percent" else "day")
    return f"{said} {'fewer' if lower and asked.step.is_counted else 'less' if lower else 'more'}"


def _dead(levels: Sequence[Level], *, is_range: bool) -> Iterator[tuple[int, int]]:
    """Yield the ends of the levels that cost something, and no more the further out, neither now nor carried on."""
    lost, last = [(each.pence, each.carried_on) for each in levels], len(levels) - 1
    same = next((place for place, each in enumerate(lost) if each != lost[0]), 0) - 1
    if levels[0].pence > 0 and same > 0:
        yield 0, same
    beyond = next((place for place in range(last, -1, -1) if lost[place] != lost[last]), last) + 1
    if is_range and levels[last].pence > 0 and beyond < last:
        yield beyond, last


def _stretches(levels: Sequence[Level], one_step: Sequence[bool]) -> Iterator[Stretch]:
    begun = 0
    for place, (each, after) in enumerate(zip_longest(levels, levels[1:])):
        so_far = levels[begun : place + 1]
        bends = len(so_far) > 1 and after is not None and _is_flat(so_far[-2:]) != _is_flat([each, after])
        if after is None or after.status != each.status or bends:
            # What several steps are worth together is no one step's, unless all of them are worth nothing.
            near = after is not None and (one_step[place] or each.pence == after.pence)
            yield Stretch(
                first=levels[begun].says,
                last=each.says,
                status=each.status,
                costs_at_first=levels[begun].pence,
                pence=each.pence,
                before_caps=each.before_caps,
                worth=each.pence - after.pence if after is not None and near else None,
            )
            begun = place + 1


def _is_flat(levels: Sequence[Level]) -> bool:
    return len({(each.pence, each.before_caps) for each in levels}) == 1
