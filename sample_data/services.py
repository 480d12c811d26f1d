"""Made-up rows of traded services, SEN transport routes and budget lines, month by month."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from contracts import months
from contracts.months import Month
from sample_data.school_days import FIRST, school_days
from sample_data.seed import seeded

_YEAR_GROWTH: Final = (100, 105, 110)
"""Per cent of the first year's budget: traded services must grow."""

# Per cent of a year's trade, from April: schools buy for the financial year and again for the school year.
_TRADE_BY_MONTH: Final = (14, 7, 8, 5, 2, 16, 9, 8, 6, 9, 7, 9)

# Per cent of budget that is earned, by month from April 2016.
_EARNED: Final = (
    *(98, 99, 97, 101, 95, 101, 99, 102, 96, 93, 95, 97),
    *(99, 100, 98, 101, 94, 103, 102, 104, 103, 101, 102, 104, 103),
)

_CUSTOMERS: Final = (("maintained school", 62, 88), ("academy", 28, 34), ("out of borough", 10, 40))
"""Who buys: customer type, per cent of a service's trade, how many could buy."""


@dataclass(frozen=True)
class Service:
    """One traded service: a year's budget in pounds, and per cent of a month's income that it costs."""

    title: str
    annual: int
    costs: tuple[int, int, int]


CLERKING: Final = "Governing-body clerking"
_SERVICES: Final = (
    Service(CLERKING, 620_000, (128, 110, 104)),  # spends more than it earns
    Service("School improvement advice", 1_900_000, (93, 92, 92)),
    Service("Newly qualified teachers", 410_000, (88, 88, 87)),
    Service("Educational psychology", 1_250_000, (95, 94, 94)),
    Service("Education welfare", 540_000, (97, 96, 95)),
    Service("Training and conferences", 730_000, (91, 90, 90)),
    Service("Admissions appeals", 260_000, (90, 90, 89)),
)


@dataclass(frozen=True)
class Trade:
    """One service line of a month for one customer type; money in pence."""

    service: str
    customer_type: str
    income: int
    full_cost: int
    budget: int
    buyers: int
    eligible_buyers: int


def trade(month: Month) -> tuple[Trade, ...]:
    """Return a month's rows of traded services."""
    chance = seeded("traded_services", months.label(month))
    year, place = divmod(month - FIRST, 12)
    rows = []
    for service in _SERVICES:
        for customer, share, eligible in _CUSTOMERS:
            budget = service.annual * _YEAR_GROWTH[year] * _TRADE_BY_MONTH[place] * share // 10_000
            income = budget * (_EARNED[month - FIRST] * 10 + chance.randint(-25, 25)) // 1000
            buyers = eligible * chance.randint(60, 88) // 100
            rows.append(
                Trade(service.title, customer, income, income * service.costs[year] // 100, budget, buyers, eligible)
            )
    return tuple(rows)


@dataclass(frozen=True)
class Route:
    """One SEN transport route of a month; miles in tenths, money in pence."""

    route: str
    provider: str
    mode: str
    pupils: int
    days: int
    miles: int
    cost: int
    budget: int


# Mode, operator, how many routes, pupils from and to, miles a day from and to, pence a mile.
_FLEET: Final = (
    ("taxi", "Northfield Cars", 12, 2, 4, 48, 66, 292),
    ("minibus", "Greenway Minibuses", 8, 9, 15, 58, 78, 446),
    ("coach", "Ashdown Coaches", 3, 30, 42, 70, 88, 705),
    ("passenger transport service", "Passenger transport service", 4, 26, 36, 66, 82, 812),
    ("parental mileage", "Families", 3, 1, 2, 14, 24, 45),
)


def routes(month: Month) -> tuple[Route, ...]:
    """Return a month's routes. No school days, no journeys, no cost: transport follows the school year."""
    return tuple(_routes(month))


def _routes(month: Month) -> Iterator[Route]:
    days, number, school_year = school_days(month), 0, (month - FIRST + 7) // 12
    for mode, provider, count, fewest, most, nearest, farthest, rate in _FLEET:
        for _ in range(count):
            number += 1
            chance = seeded("sen_transport", number, school_year)
            pupils, miles_a_day = chance.randint(fewest, most), chance.randint(nearest * 10, farthest * 10)
            planned = rate * miles_a_day * days // 10
            yield Route(
                route=f"R{number:02}",
                provider=provider,
                mode=mode,
                pupils=pupils if days else 0,
                days=days,
                miles=miles_a_day * days,
                cost=planned * _price(month) // 1000,
                budget=planned,
            )


def _price(month: Month) -> int:
    """Thousandths of the planned rate: above plan at first, below it once the routes are tendered again."""
    year, place = divmod(month - FIRST, 12)
    return 1040 - 2 * place if year == 0 else 1012 - 3 * place if place < 5 and year == 1 else 978 - place


@dataclass(frozen=True)
class BudgetLine:
    """One budget line to date; money in pence."""

    line: str
    budget: int
    actual_to_date: int
    forecast: int


TRANSPORT_LINE: Final = "SEN transport"

# Line, a year's budget in pounds, per cent of it that the year is heading for.
_LINES: Final = (
    ("SEN assessment and review", 2_150_000, 103),
    ("School improvement", 1_820_000, 99),
    ("Admissions and school places", 690_000, 101),
    ("Attendance and participation", 940_000, 98),
    ("Catering", 5_300_000, 100),
)


def budget_lines(month: Month) -> tuple[BudgetLine, ...]:
    """Return a month's budget lines, actual figures from April of its financial year to its end."""
    chance = seeded("finance_lines", months.label(month))
    place = (month - FIRST) % 12 + 1
    lines = [_transport_line(month)]
    for title, pounds, heading in _LINES:
        forecast = pounds * (heading * 10 + chance.randint(-8, 8)) // 10
        lines.append(BudgetLine(title, pounds * 100, forecast * place // 12, forecast))
    return tuple(lines)


def _transport_line(month: Month) -> BudgetLine:
    year = [Month(FIRST + (month - FIRST) // 12 * 12 + ahead) for ahead in range(12)]
    spent = sum(_month_cost(each) for each in year if each <= month)
    to_come = sum(_month_budget(each) for each in year if each > month)
    return BudgetLine(TRANSPORT_LINE, sum(map(_month_budget, year)), spent, spent + to_come * _price(month) // 1000)


@cache
def _month_cost(month: Month) -> int:
    return sum(route.cost for route in routes(month))


@cache
def _month_budget(month: Month) -> int:
    return sum(route.budget for route in routes(month))
