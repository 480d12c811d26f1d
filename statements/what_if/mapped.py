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
from contracts.wording import percent, pounds
from metrics.replay.figures import Figure, at_level
from statements.ledger import Ledger
from statements.measures import in_unit, number, so_many, value_text
from statements.what_if.documents import IncentiveMap, Level, Stretch
from statements.what_if.levels import Step
from statements.what_if.parted import Parted, in_words, parted
from statements.what_if.replays import Amounts, as_ratio


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
    agreed, best = asked.ledger.frozen.contract, costs.index(min(costs))
    ladder = bands_in(agreed, asked.one, asked.month)
    levels = tuple(
        Level(
            value=float(level),
            says=asked.text(level),
            status=ladder[(each.bands[asked.number, asked.month] or 1) - 1].rung.status,
            before_caps=each.before_caps - amounts[best].before_caps,
            pence=cost - costs[best],
        )
        for level, each, cost in zip(asked.levels, amounts, costs, strict=True)
    )
    here = amounts[asked.levels.index(asked.now)]
    return _told(asked, levels, parted(asked.ledger, asked.number, asked.month, here, amounts[best]))


def _told(asked: Varied, levels: tuple[Level, ...], cost: Parted) -> IncentiveMap:
    now, charge = asked.levels.index(asked.now), int(asked.ledger.net[asked.month]["charge"])
    # Levels that are left out lie where every step is worth the same: what several of them are worth is no one step's.
    apart = [abs(one - better) <= asked.step.size for one, better in pairwise(asked.levels)]
    worth = [(one.pence - better.pence) * near for (one, better), near in zip(pairwise(levels), apart, strict=True)]
    is_range = asked.one.better == "within range"
    steepest = max(range(len(worth)), key=lambda place: abs(worth[place]), default=None)
    steepest = steepest if steepest is not None and worth[steepest] else None
    found = IncentiveMap(
        indicator=asked.one.id,
        title=asked.one.title,
        month=months.label(asked.month),
        measure=levels[now].says,
        unit=asked.one.unit,
        better=asked.one.better,
        step=_step(asked),
        levels=levels,
        stretches=tuple(_stretches(levels)),
        now=now,
        worth_now=max(worth[now] if now < len(worth) else 0, -worth[now - 1] if is_range and now else 0),
        steepest=steepest,
        is_cliff=steepest is not None and abs(worth[steepest]) * 100 > Limits().cliff * charge,
        dead=tuple(_dead(levels, is_range=is_range)),
        held_back=tuple(place for place, each in enumerate(levels) if each.before_caps > each.pence),
        notes=(),
        words="",
    )
    return found.model_copy(update={"notes": tuple(_notes(found, charge)), "words": _words(found, cost)})


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
    """Yield the ends of the levels that cost something, and no more the further out."""
    last = len(levels) - 1
    same = next((place for place, each in enumerate(levels) if each.pence != levels[0].pence), 0) - 1
    if levels[0].pence > 0 and same > 0:
        yield 0, same
    beyond = next((place for place in range(last, -1, -1) if levels[place].pence != levels[last].pence), last) + 1
    if is_range and levels[last].pence > 0 and beyond < last:
        yield beyond, last


def _stretches(levels: Sequence[Level]) -> Iterator[Stretch]:
    begun = 0
    for place, (each, after) in enumerate(zip_longest(levels, levels[1:])):
        so_far = levels[begun : place + 1]
        bends = len(so_far) > 1 and after is not None and _is_flat(so_far[-2:]) != _is_flat([each, after])
        if after is None or after.status != each.status or bends:
            yield Stretch(
                first=levels[begun].says,
                last=each.says,
                status=each.status,
                costs_at_first=levels[begun].pence,
                pence=each.pence,
                before_caps=each.before_caps,
                worth=None if after is None else each.pence - after.pence,
            )
            begun = place + 1


def _is_flat(levels: Sequence[Level]) -> bool:
    return len({(each.pence, each.before_caps) for each in levels}) == 1


def _notes(found: IncentiveMap, charge: int) -> Iterator[str]:
    """Yield what to know of the map: its steepest step, where nothing more is lost, and where caps bite."""
    levels = found.levels
    if found.steepest is None:
        return
    here, after = levels[found.steepest], levels[found.steepest + 1]
    worth = abs(here.pence - after.pence)
    share = f", {percent(Fraction(worth * 100, charge), 2)} of the month’s charge" if charge else ""
    called = "A cliff" if found.is_cliff else "The steepest step"
    yield f"{called} lies between {here.says} and {after.says}: {pounds(worth)}{share}."
    for first, last in found.dead:
        is_range = found.better == "within range"
        edge, further = levels[first if first else last], ("more" if first else "less") if is_range else "worse"
        yield f"A dead zone: at {edge.says} and {further} nothing more is lost. It costs {pounds(edge.pence)}."
    if found.held_back:
        most = max(levels[place].before_caps - levels[place].pence for place in found.held_back)
        yield f"Caps bite at {_where(found)}: they hold back up to {pounds(most)}."
    else:
        yield "No cap bites at any level."


def _where(found: IncentiveMap) -> str:
    first, last = found.levels[found.held_back[0]].says, found.levels[found.held_back[-1]].says
    if found.held_back[0] == 0 and found.better != "within range":
        return f"{last} and worse"
    return first if first == last else f"{first} to {last}"


def _words(found: IncentiveMap, cost: Parted) -> str:
    """Say in a sentence or two what the figure cost, and what the next step was worth."""
    here, month = found.levels[found.now], months.spoken(months.parse(found.month))
    stood = f"In {month} {found.indicator} stood at {here.says}"
    if found.steepest is None:
        return f"{stood}. No level would have cost anything, everything else as it was."
    said = f"{stood} and {in_words(cost)}"
    parts = ". " if ": " in said else "; "
    worse = next((each for each in reversed(found.levels[: found.now]) if each.pence > here.pence), None)
    if not here.pence:
        return f"{said}. At {worse.says} it would have cost {pounds(worse.pence)}." if worse else f"{said}."
    step = found.step if parts == "; " else found.step[:1].upper() + found.step[1:]
    if found.worth_now > 0:
        return f"{said}{parts}{step} was worth {pounds(found.worth_now)}."
    better = [each for each in found.levels if each.pence < here.pence]
    if not better:
        return f"{said}."
    nearest = min(better, key=lambda each: abs(each.value - here.value))
    less = pounds(here.pence - nearest.pence)
    return f"{said}{parts}{step} was worth nothing. At {nearest.says} it would have cost {less} less."
