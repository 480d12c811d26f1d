"""Scenarios worked out together: each as by itself, and the short way as the long one."""

import random
from fractions import Fraction
from pathlib import Path

import polars as pl
import pytest

from contracts.terms import Terms, terms_of
from metrics import chain, engine
from metrics.facts import Facts
from metrics.replay import replayed as replays
from metrics.replay.figures import Figure, at_level, with_more
from metrics.replay.replayed import Replayed, replayed
from metrics.replay.worlds import KEYS, as_known, returned, worlds_of
from metrics.scenarios import CHANGED
from tests.cases.example import files, read_example
from tests.cases.returned import facts_of, priced

DENSE = {path.stem: path for path in files(Path(__file__).parent / "dense")}
CASES = Path(__file__).parents[1] / "cases"
ALL_KINDS = [
    DENSE["second"],
    DENSE["third"],
    *(CASES / f"{name}.yaml" for name in ("one_incident_one_failure", "relief_of_four_kinds", "earn_back")),
]
"""Carried caps; indicators tied together by incidents; relief; money that comes back."""
MILLION = 1_000_000


@pytest.mark.parametrize(
    ("found", "more", "better", "is_share", "then"),
    [
        ((47, 50), 2, "higher", True, 49),
        ((47, 50), 5, "higher", True, 50),
        ((47, 50), -48, "higher", True, 0),
        ((47, 50), 2, "lower", True, 45),
        ((52, 50), 1, "higher", True, 52),
        ((52, 50), 1, "higher", False, 53),
        ((-3, 1), -1, "higher", False, -3),
    ],
)
def test_more_successes_stay_within_what_there_is(
    *, found: tuple[int, int], more: int, better: str, is_share: bool, then: int
) -> None:
    figure = Figure(found[0] * MILLION, found[1] * MILLION)
    moved = with_more(figure, more * MILLION, better, is_share=is_share)  # type: ignore[arg-type]
    assert moved == Figure(then * MILLION, found[1] * MILLION)


def test_a_level_that_no_millionth_gives_is_taken_no_worse() -> None:
    third = Fraction(1, 3)
    assert at_level(Figure(0, MILLION), third, "higher").numerator == 333_334
    assert at_level(Figure(0, MILLION), third, "lower").numerator == 333_333
    assert at_level(Figure(0, MILLION), -third, "higher").numerator == -333_333


def changes(of: dict[tuple[int, int], Figure], scenarios: int, seed: int) -> pl.DataFrame:
    """Other figures at random: of one indicator, of some, or of none."""
    chance, rows = random.Random(seed), []
    indicators = sorted({number for number, _ in of})
    for scenario in range(scenarios):
        chosen = chance.sample(indicators, chance.choice((0, 1, min(3, len(indicators)))))
        rows += [
            (
                scenario,
                number,
                month,
                chance.choice((0, figure.numerator // 2, figure.numerator * 3)),
                figure.denominator,
                0,
            )
            for (number, month), figure in of.items()
            if number in chosen and chance.random() < 0.7
        ]
    order = ("scenario", "indicator", "month", "numerator", "denominator", "nil_activity")
    return pl.DataFrame(rows, schema={name: CHANGED[name] for name in order}, orient="row")


def by_itself(terms: Terms, facts: Facts, changed: pl.DataFrame) -> list[tuple[int, int]]:
    """The net of each month from the chain alone."""
    with engine.open_engine() as connection:
        chain.work_out(connection, terms, as_known(terms, facts, changed))
        return connection.execute("select month, net from net where scenario = 0 order by month").fetchall()


def net_of(found: Replayed, scenario: int) -> list[tuple[int, int]]:
    return found.net.filter(scenario=scenario).sort("month").select("month", "net").rows()


@pytest.mark.parametrize("path", ALL_KINDS, ids=[path.stem for path in ALL_KINDS])
def test_scenarios_do_not_influence_each_other(path: Path) -> None:
    example = read_example(path)
    terms, facts = terms_of(priced(example)), facts_of(example)
    changed = changes(returned(terms, facts), 3, seed=len(path.stem))
    found = replayed([terms], facts, [0] * 3, changed)
    for scenario in range(3):
        own = changed.filter(scenario=scenario).with_columns(scenario=pl.lit(0, pl.Int32))
        assert net_of(found, scenario) == by_itself(terms, facts, own)


@pytest.mark.parametrize("path", DENSE.values(), ids=DENSE.keys())
def test_the_short_way_is_the_long_way(path: Path) -> None:
    example = read_example(path)
    terms, facts = terms_of(priced(example)), facts_of(example)
    assert all(terms.tables[name].is_empty() for name in replays.TIED)
    worlds = worlds_of([terms], facts, changes(returned(terms, facts), 5, seed=1))
    keys = pl.DataFrame({"scenario": range(5), "world": [0] * 5}, schema=KEYS)
    short, long = replays._by_failures(worlds, keys), replays._each_whole(worlds, keys)
    for name in ("net", "deducted", "judged"):
        one, other = (getattr(each, name).unique().rows() for each in (short, long))
        assert sorted(map(str, one)) == sorted(map(str, other)), name
