"""What is said of an incentive map: its steepest step, dead zones and caps, what the figure cost, and the next step."""

from collections.abc import Iterator
from fractions import Fraction

from contracts import months
from contracts.wording import percent, pounds
from statements.what_if.documents import IncentiveMap, Level
from statements.what_if.parted import Parted, in_words


def notes(found: IncentiveMap, charge: int) -> Iterator[str]:
    """Yield what to know of the map: its steepest step, where nothing more is lost, where caps bite, and of relief."""
    if _costs_something(found):
        yield from _steepest(found, charge)
        yield from _dead(found)
        yield _caps(found)
    if found.relieved:
        yield "Levels are as they would be returned; the relief that was agreed comes on top of each."


def _steepest(found: IncentiveMap, charge: int) -> Iterator[str]:
    if found.steepest is None:
        return
    here, after = found.levels[found.steepest], found.levels[found.steepest + 1]
    worth = abs(here.pence - after.pence)
    share = f", {percent(Fraction(worth * 100, charge), 2)} of the month’s charge" if charge else ""
    called = "A cliff" if found.is_cliff else "The steepest step"
    yield f"{called} lies between {here.says} and {after.says}: {pounds(worth)}{share}."


def _dead(found: IncentiveMap) -> Iterator[str]:
    for first, last in found.dead:
        is_range = found.better == "within range"
        edge, further = found.levels[first if first else last], "worse"
        if is_range:
            further = "more" if first else "less"
        yield f"A dead zone: at {edge.says} and {further} nothing more is lost. It costs {_costs(edge)}."


def _caps(found: IncentiveMap) -> str:
    if not found.held_back:
        return "No cap bites at any of these levels."
    most = max(found.levels[place].held_back for place in found.held_back)
    return f"Caps bite at {_where(found)}: they hold back up to {pounds(most)}."


def _costs(level: Level) -> str:
    """Say what a level costs, and what of it waits where caps carry it beyond the last statement."""
    if not level.carried_on:
        return pounds(level.pence)
    more = "more" if level.carried_on > 0 else "less"
    return f"{pounds(level.pence)}, and {pounds(abs(level.carried_on))} {more} is carried on to later statements"


def _where(found: IncentiveMap) -> str:
    first, last = found.levels[found.held_back[0]].says, found.levels[found.held_back[-1]].says
    if found.held_back[0] == 0 and found.better != "within range":
        return f"{last} and worse"
    return first if first == last else f"{first} to {last}"


def words(found: IncentiveMap, cost: Parted) -> str:
    """Say in a sentence or two what the figure cost, and what the next step was worth."""
    here, month = found.levels[found.now], months.spoken(months.parse(found.month))
    stood = f"In {month} {found.indicator} stood at {here.says}"
    if found.relieved:
        stood += f", with relief at {found.relieved}"
    if not _costs_something(found):
        return f"{stood}. No level would have cost anything, everything else as it was."
    return f"{stood}{',' if found.relieved else ''} and {_stood_for(found, cost)}{_carried(here)}"


def _costs_something(found: IncentiveMap) -> bool:
    return any(each.pence or each.carried_on for each in found.levels)


def _carried(here: Level) -> str:
    """Say what of the figure's cost is still to come."""
    if not here.carried_on:
        return ""
    more = "more" if here.carried_on > 0 else "less"
    return f" {pounds(abs(here.carried_on))} {more} is carried on to later statements than at its cheapest level."


def _stood_for(found: IncentiveMap, cost: Parted) -> str:
    """Say what the figure cost and what the next step was worth, in the statements up to the last month returned."""
    here, said = found.levels[found.now], in_words(cost)
    parts = ". " if ": " in said else "; "
    step = found.step if parts == "; " else found.step[:1].upper() + found.step[1:]
    if found.worth_now > 0:
        return f"{said}{parts}{step} was worth {pounds(found.worth_now)}."
    dearer = f"{said}{parts}{step} would have cost {pounds(-found.worth_now)} more."
    if not here.pence:
        lost = [each for each in found.levels[: found.now] if each.pence or each.carried_on > here.carried_on]
        said = dearer if found.worth_now else f"{said}."
        return f"{said} At {lost[-1].says} it would have cost {_costs(lost[-1])}." if lost else said
    better = [each for each in found.levels if each.pence < here.pence]
    nearest = min(better, key=lambda each: abs(each.value - here.value))
    less = f"At {nearest.says} it would have cost {pounds(here.pence - nearest.pence)} less."
    so_far = " so far" if any(each.carried_on for each in found.levels) else ""
    return f"{dearer} {less}" if found.worth_now else f"{said}{parts}{step} was worth nothing{so_far}. {less}"
