"""``python -m benchmarks.outlook``: how the outlook's methods did on held-back months; the tables of docs/outlook.md.

The series are the sample contract's, and made-up ones of known kinds; every seed is fixed, so that the figures come out
the same. With ``--write`` the tables are put into the page.
"""

import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import redirect_stdout
from dataclasses import replace
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import numpy as np
import polars as pl

from benchmarks import replays
from benchmarks.result import Measured
from contracts import months
from contracts.months import Month
from contracts.wording import pounds
from metrics.outlook.back_test import ENOUGH, back_test
from metrics.outlook.coverage import coverage
from metrics.outlook.futures import SEED
from metrics.outlook.methods import LAST, LAST_YEAR, METHODS
from metrics.outlook.school_days import school_days
from metrics.outlook.series import Series
from reckoner.arranging import Which
from reckoner.demo import demo
from sample_data.arrangements import ARRANGEMENTS
from statements.ledger import Ledger
from statements.ledgers import ledger_of
from statements.outlook.dearest import cost_to_come
from statements.outlook.deduction import borne_out, deduction, earlier, in_futures, months_ahead
from statements.outlook.expected import Ahead, expected, series_of
from statements.outlook.pounds import deducted, sums_of_rows
from statements.trends import latest_month
from statements.what_if.replays import figures_returned
from store.opener import open_store

PAGE: Final = Path(__file__).parent.parent / "docs" / "outlook.md"
CONTRACT: Final = "barnet-cambridge-education"
FIRST, LAST_MONTH = months.parse("2016-04"), months.parse("2018-03")
MIDDLE: Final = months.parse("2017-09")
"""In the middle of the last year: the futures have six months to come."""
_FIRST_HELD: Final = 8
"""Three outlooks are held against what came by the ninth month: the first is from the sixth."""
_MADE: Final = 40
"""Made-up series of each kind."""

Lines = Iterator[str]


def measure(folder: Path, futures: int = 10_000) -> Iterator[Measured]:
    """Yield the seconds by the clock of what is expected to be deducted by year end, each future by the chain."""
    with open_store(folder) as store:
        ledger = ledger_of(store, CONTRACT)
        ahead = Ahead(MIDDLE, LAST_MONTH)
        began = time.perf_counter()
        numbers = range(1, len(ledger.frozen.contract.indicators) + 1)
        deduction(ledger, ahead, {number: expected(ledger, number, ahead, futures) for number in numbers}, futures)
        taken = time.perf_counter() - began
        bare = replays.bare(figures_returned(ledger.frozen), futures)
    yield Measured(f"expected deduction of one contract, {futures:,} futures, s", "under 15", taken, bare)


def series_table(ledger: Ledger) -> Lines:
    """Yield a row for each series of Barnet's sample: errors of every method, the one chosen, and the coverage."""
    yield from _series_table(_sample(ledger))


def arrangements_table() -> Lines:
    """Yield the same of the other arrangements' series, each known at the end of its own returns."""
    series: list[Series] = []
    for arrangement in ARRANGEMENTS:
        with TemporaryDirectory() as folder, redirect_stdout(StringIO()):
            demo(Path(folder) / "store", arrangement=Which(arrangement.name))
            with open_store(Path(folder) / "store") as store:
                ledger = ledger_of(store, arrangement.path.stem)
        found = _indicators(ledger, latest_month(ledger))
        series += [replace(each, name=f"{arrangement.name.title()} {each.name}") for each in found]
    yield from _series_table(series)


def _series_table(every: Iterable[Series]) -> Lines:
    yield f"| series | held back | {' | '.join(METHODS)} | chosen | within the range |"
    yield "|---|---|" + "---|" * (len(METHODS) + 2)
    within = ranges = 0
    for series in every:
        test, covered = back_test(series), coverage(series)
        if not test.held_back or not covered.ranges:
            continue
        within, ranges = within + covered.within, ranges + covered.ranges
        errors = (_short(test.errors[name]) if name in test.errors else "" for name in METHODS)
        told = f"{covered.within} of {covered.ranges}"
        yield f"| {series.name} | {test.held_back} | {' | '.join(errors)} | {test.chosen} | {told} |"
    yield f"| all | | {' | ' * len(METHODS)}| {within} of {ranges}, {within * 100 / ranges:.0f}% |"


def choice_table(ledger: Ledger) -> Lines:
    """Yield how the choice did, made anew each time from what was known then, beside the plain methods throughout."""
    yield "| taken | error, of the better plain method’s | within the range |"
    yield "|---|---|---|"
    tested = [series for series in _sample(ledger) if back_test(series).held_back >= ENOUGH]
    every = {name: [coverage(series, name) for series in tested] for name in (LAST, LAST_YEAR, None)}
    plain = [
        min(pair) for pair in zip(*([each.error for each in every[name]] for name in (LAST, LAST_YEAR)), strict=True)
    ]
    for name, found in every.items():
        within, ranges = sum(each.within for each in found), sum(each.ranges for each in found)
        ratios = [each.error / least for each, least in zip(found, plain, strict=True)]
        mean = float(np.exp(np.mean(np.log(ratios))))
        label = name or "what the months before speak for"
        yield f"| {label} | {mean:.2f} | {within} of {ranges}, {within * 100 / ranges:.0f}% |"


def _sample(ledger: Ledger) -> Iterator[Series]:
    """Yield the sample's indicators and sums of money, as known at the end."""
    yield from _indicators(ledger, LAST_MONTH)
    yield from _sums(ledger)


def _indicators(ledger: Ledger, last: Month) -> Iterator[Series]:
    for number, agreed in enumerate(ledger.frozen.contract.indicators, start=1):
        if agreed.unit != "milestone":
            yield replace(series_of(ledger, number, Ahead(last, last))[0], to_come=())


def _sums(ledger: Ledger) -> Iterator[Series]:
    for name, number in (("income of traded services, £", "OP11"), ("cost of SEN transport, £", "OP20")):
        place = [each.id for each in ledger.frozen.contract.indicators].index(number) + 1
        rows = {at: row["numerator"] for (of, at), row in ledger.measures.items() if of == place and at <= LAST_MONTH}
        yield Series(name, "sum", {at: float(value or 0) / 1e6 for at, value in rows.items()}, lowest=0)


def straight_line_table(ledger: Ledger) -> Lines:
    """Yield what the year 2017/18 would come to in transport, month by month: a straight line beside the range."""
    yield "| figures up to | spent so far | straight line | range, eight of ten | held |"
    yield "|---|---|---|---|---|"
    actual = sum(value for at, value in [*_sums(ledger)][1].usable.items() if at > LAST_MONTH - 12)
    for month in range(LAST_MONTH - 11, LAST_MONTH):
        ahead = Ahead(Month(month), LAST_MONTH)
        told = next(each for each in sums_of_rows(ledger, ahead, 500) if each.id == "sen_transport.cost")
        held = "yes" if told.low <= round(actual * 100) <= told.high else "no"
        between = f"{_rounded(told.low)} to {_rounded(told.high)}"
        straight = _rounded(told.straight_line or 0)
        yield f"| {months.short(Month(month))} | {_rounded(told.so_far)} | {straight} | {between} | {held} |"
    yield f"| the year came to | {_rounded(round(actual * 100))} | | | |"


def deduction_table(ledger: Ledger, futures: int = 300) -> Lines:
    """Yield the range of the year's deductions from each month, beside what the year came to, and how many held."""
    yield "| figures up to | deducted by then | futures alone | range, eight of ten | the year came to | held |"
    yield "|---|---|---|---|---|---|"
    before = {**earlier(ledger, Month(LAST_MONTH - 12)), **earlier(ledger, LAST_MONTH)}
    held = []
    for month in map(Month, range(FIRST + _FIRST_HELD, LAST_MONTH)):
        ahead = months_ahead(ledger, month)
        if ahead is None:
            continue
        year = range(ahead.end - 11, ahead.end + 1)
        actual = sum(int(ledger.net[Month(at)]["charge"]) - int(ledger.net[Month(at)]["net"]) for at in year)
        numbers = range(1, len(ledger.frozen.contract.indicators) + 1)
        found = {number: expected(ledger, number, ahead, futures) for number in numbers}
        net = in_futures(ledger, ahead, found, futures)
        alone, told = (deducted(ledger, net, ahead, parts) for parts in ((), tuple(borne_out(ledger, before, month))))
        held.append((alone.low <= actual <= alone.high, told.low <= actual <= told.high))
        ranges = (f"{_rounded(each.low)} to {_rounded(each.high)}" for each in (alone, told))
        so_far = _rounded(told.so_far if told.so_far_until else 0)
        yes = "yes" if held[-1][1] else "no"
        yield f"| {months.short(month)} | {so_far} | {' | '.join(ranges)} | {_rounded(actual)} | {yes} |"
    alone_held, with_earlier = (sum(each) for each in zip(*held, strict=True))
    yield f"| held | | {alone_held} of {len(held)} | {with_earlier} of {len(held)} | | |"


def ranking_table(ledger: Ledger, futures: int = 40) -> Lines:
    """Yield what the three indicators ranked first cost in the rest of the year, of what all did, by either ranking."""
    yield "| figures up to | by what was deducted so far | by what futures cost in the mean | the dearest three |"
    yield "|---|---|---|---|"
    end = LAST_MONTH
    rows = [(month, row["indicator"], row["pence"]) for month, of in ledger.charged.items() for row in of]
    charged = pl.DataFrame(rows, schema=["month", "indicator", "pence"], orient="row").filter(pl.col("indicator") > 0)
    shares = []
    for month in map(Month, range(end - 11, end)):
        ahead, numbers = Ahead(month, end), range(1, len(ledger.frozen.contract.indicators) + 1)
        found = {number: expected(ledger, number, ahead, futures) for number in numbers}
        later = _by_indicator(charged.filter(pl.col("month").is_between(month + 1, end)))
        so_far = _by_indicator(charged.filter(pl.col("month").is_between(end - 11, month)))
        told = cost_to_come(ledger, ahead, found, futures)
        shares.append([_caught(ranking, later) for ranking in (so_far, told, later)])
        yield f"| {months.short(month)} | {' | '.join(f'{each:.0%}' for each in shares[-1])} |"
    means = (sum(each) / len(shares) for each in zip(*shares, strict=True))
    yield f"| in the mean | {' | '.join(f'{each:.0%}' for each in means)} |"


def _by_indicator(lines: pl.DataFrame) -> dict[int, int]:
    return dict(lines.group_by("indicator").agg(pl.col("pence").sum()).sort("indicator").iter_rows())


def _caught(ranking: Mapping[int, float], later: Mapping[int, int]) -> float:
    first = sorted(ranking, key=lambda number: (-ranking[number], number))[:3]
    return sum(later.get(number, 0) for number in first) / max(1, sum(later.values()))


Draw = Callable[[np.random.Generator], Sequence[float]]


def _level(chance: np.random.Generator) -> Sequence[float]:
    return list(chance.normal(90, 3, 24))


def _walk(chance: np.random.Generator) -> Sequence[float]:
    return list(50 + np.cumsum(chance.normal(0, 2, 24)))


def _cases(chance: np.random.Generator) -> Sequence[float]:
    counted = chance.integers(40, 61, 24)
    return list(chance.binomial(counted, 0.9) * 100 / counted)


def _school(chance: np.random.Generator) -> Sequence[float]:
    days = [school_days(Month(FIRST + place)) for place in range(24)]
    return [day * 8_000 * float(chance.normal(1, 0.05)) for day in days]


def _season(chance: np.random.Generator) -> Sequence[float]:
    profile = chance.uniform(50, 150, 12)
    return [float(profile[place % 12] * (1.05 if place > 11 else 1) * chance.normal(1, 0.05)) for place in range(24)]


_KINDS: Final[dict[str, tuple[str, Draw]]] = {
    "one level, normal": ("rate", _level),
    "a level that wanders": ("rate", _walk),
    "percentages of about 50 cases": ("rate", _cases),
    "by school days": ("sum", _school),
    "by the month of the year, 5% more a year": ("sum", _season),
}


def made_table() -> Lines:
    """Yield errors and coverage over made-up series of each kind, none of which the methods were chosen on."""
    yield "| made-up series | last value | same month last year | chosen | within the range |"
    yield "|---|---|---|---|---|"
    for name, (kind, draw) in _KINDS.items():
        chance = np.random.default_rng(SEED)
        made = [_made(f"{name} {number}", kind, draw(chance)) for number in range(_MADE)]
        every = [[coverage(series, method) for series in made] for method in (LAST, LAST_YEAR, None)]
        within, ranges = sum(each.within for each in every[-1]), sum(each.ranges for each in every[-1])
        told = " | ".join(_short(float(np.mean([each.error for each in found]))) for found in every)
        yield f"| {name} | {told} | {within} of {ranges}, {within * 100 / ranges:.0f}% |"


def _made(name: str, kind: str, figures: Sequence[float]) -> Series:
    known = {Month(FIRST + place): float(value) for place, value in enumerate(figures)}
    return Series(name, "sum" if kind == "sum" else "rate", known)


def _short(value: float) -> str:
    return "0" if value < 0.0005 else f"{value:,.0f}" if value >= 1000 else f"{value:.3g}"


def _rounded(pence: int) -> str:
    return pounds(round(pence, -2)).removesuffix(".00")


def tables(ledger: Ledger) -> dict[str, Iterable[str]]:
    """Return every table of the page, by its name there."""
    return {
        "series": series_table(ledger),
        "arrangements": arrangements_table(),
        "choice": choice_table(ledger),
        "straight line": straight_line_table(ledger),
        "deduction": deduction_table(ledger),
        "ranking": ranking_table(ledger),
        "made up": made_table(),
    }


def _between(name: str) -> tuple[str, str]:
    return f"<!-- {name}: written by python -m benchmarks.outlook -->\n", "<!-- end -->"


def write(page: str, name: str, table: str) -> str:
    """Return the page with a table in its place."""
    begin, end = _between(name)
    before, _, rest = page.partition(begin)
    return f"{before}{begin}{table}\n{end}{rest.partition(end)[2]}"


def main(arguments: list[str]) -> None:
    """Print the tables, or put them into the page."""
    with TemporaryDirectory() as folder:
        demo(Path(folder) / "store")
        with open_store(Path(folder) / "store") as store:
            ledger = ledger_of(store, CONTRACT)
    for name, rows in tables(ledger).items():
        table = "\n".join(rows)
        print(f"\n{name}\n{table}", flush=True)
        if "--write" in arguments:
            PAGE.write_text(write(PAGE.read_text(encoding="utf-8"), name, table), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
