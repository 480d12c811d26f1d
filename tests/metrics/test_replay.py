"""Scenarios worked out together: each as by itself, and the short way as the long one."""

import random
from fractions import Fraction
from pathlib import Path

import polars as pl
import pytest

from contracts.terms import Terms, terms_of
from metrics import chain, engine
from metrics.facts import Facts
from metrics.replay import paths, spared
from metrics.replay import replayed as replays
from metrics.replay.figures import Figure, at_level, with_more
from metrics.replay.replayed import Replayed, net_replayed, replayed
from metrics.replay.worlds import KEYS, as_known, returned, worlds_of
from metrics.scenarios import CHANGED
from tests.cases.example import files, read_example
from tests.cases.returned import facts_of, priced
from tests.generated.agreement import make
from tests.generated.agreement import priced as made_priced
from tests.generated.choices import Seeded
from tests.generated.made_facts import facts_of as made_facts

DENSE = {path.stem: path for path in files(Path(__file__).parent / "dense")}
CASES = Path(__file__).parents[1] / "cases"
ALL_KINDS = [
    DENSE["second"],
    DENSE["third"],
    *(CASES / f"{name}.yaml" for name in ("one_incident_one_failure", "relief_of_four_kinds", "earn_back")),
    *(CASES / f"{name}.yaml" for name in ("relief_never_dearer", "later_relief_leaves_runs")),
]
"""Carried caps; indicators tied together by incidents; relief of every kind; money that comes back."""
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


def test_what_a_percentage_is_of_follows_the_figures() -> None:
    example = read_example(CASES / "base_of_outcomes.yaml")
    terms, facts = terms_of(priced(example)), facts_of(example)
    april, may, june = (2016 * 12 + month for month in (3, 4, 5))
    # Nobody found a job in April in the first, and one more did in June in the second.
    changed = pl.DataFrame([(0, 1, april, 0, MILLION, 0), (1, 1, june, 2 * MILLION, MILLION, 0)], orient="row")
    changed.columns = ["scenario", "indicator", "month", "numerator", "denominator", "nil_activity"]
    found = net_replayed([terms], facts, [0, 0], changed).filter(month=april).sort("scenario")
    # £1,300.00 less 3% of £1,000.00 and 10% of the charge; as it was, £2,010.00.
    assert found["net"].to_list() == [1_140_00, 2_010_00]
    net = dict(net_of(replayed([terms], facts, [0, 0], changed), 1))
    # £250.00 more set off, and £400.00 recovered: 3% of £600.00, and 10% of the charge.
    assert (net[may], net[june]) == (2_053_00, 1_300_00 - 400_00 - 18_00 - 130_00)


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
    assert sorted(replays._net_by_failures(worlds, keys).rows()) == sorted(long.net.rows())


SOME_SEEDS = (58, 74, 94)
"""Made-up contracts whose indicators are not tied together, most with carried caps or months that are put together."""


@pytest.mark.parametrize("seed", SOME_SEEDS)
def test_a_figure_stands_for_those_that_are_judged_alike(seed: int) -> None:
    case = make(Seeded(seed))
    stands_for_those_alike(terms_of(made_priced(case)), made_facts(case.contract, case.figures), seed)


@pytest.mark.parametrize("name", ["linear_cost.yaml", "linear_cost_from_a_range.yaml"])
def test_figures_in_one_band_are_not_alike_where_its_cost_is_linear(name: str) -> None:
    example = read_example(CASES / name)
    stands_for_those_alike(terms_of(priced(example)), facts_of(example), 1)


def stands_for_those_alike(terms: Terms, facts: Facts, seed: int) -> None:
    chance, many = random.Random(seed), 12
    figures = returned(terms, facts)
    levels = {key: (0, each.numerator, each.numerator + MILLION) for key, each in figures.items()}
    rows = [
        (scenario, number, month, chance.choice(levels[number, month]), figure.denominator, 0)
        for scenario in range(many)
        for (number, month), figure in figures.items()
    ]
    order = ("scenario", "indicator", "month", "numerator", "denominator", "nil_activity")
    changed = pl.DataFrame(rows, schema={name: CHANGED[name] for name in order}, orient="row")
    whole = replays._each_whole(worlds_of([terms], facts, changed), replays._keys([0] * many))
    net = net_replayed([terms], facts, [0] * many, changed)
    found = replayed([terms], facts, [0] * many, changed)
    assert sorted(net.rows()) == sorted(found.net.rows()) == sorted(whole.net.rows())
    assert sorted(found.deducted.rows()) == sorted(whole.deducted.rows())
    assert sorted(map(str, found.judged.unique().rows())) == sorted(map(str, whole.judged.unique().rows()))


def test_months_that_may_be_put_together_stand_for_themselves() -> None:
    reported, excused, missing = ("reported", "measure"), ("reported", "no deduction"), ("missing", "no deduction")
    status = {1: [reported], 2: [("below minimum", "pool"), reported], 3: [missing], 4: [excused], 5: [reported]}
    rows = [(0, 1, month, *each) for month, found in (status | {6: [reported]}).items() for each in found]
    judged = pl.DataFrame(rows, schema=["world", "indicator", "month", "data_status", "take"], orient="row")
    # What opens in month 2 is closed by no missing and no excused one, and ends with month 5, reported in any case.
    assert paths._pooled(judged, rolling=False)["month"].to_list() == [2, 3, 4, 5]
    assert paths._pooled(judged, rolling=True)["month"].to_list() == [1, 2, 3, 4, 5, 6]


def test_lines_beside_each_other_under_the_same_caps_are_one() -> None:
    line = {"scenario": 0, "contract": 0, "month": 1, "charged_month": 1, "statement_month": 1, "unit": ""}
    of = [(1, "performance", 2, 500), (2, "performance", 4, 70), (2, "repeat", 5, 70), (3, "performance", 6, 9)]
    lines = [{**line, "indicator": n, "kind": kind, "line_order": at, "pence": pence} for n, kind, at, pence in of]
    cap = {"scenario": 0, "contract": 0, "cap_group": 0, "is_carried": 1, "is_owed": 0, "expires_after": 12}
    # The repeat of the second indicator is under no cap, so the third is not beside it any more.
    caps = [
        {**cap, "cap": 3, "indicator": n, "kind": "performance", "is_steady": 0, "last_month": 9} for n in (1, 2, 3)
    ]
    with engine.open_engine() as connection:
        for name, rows in (("before_cap", lines), ("term_cap_line", caps), ("the_cap", [{"cap": 3}])):
            connection.register(name, pl.DataFrame(rows))
        found = connection.sql(f"select line_order, pence from ({spared._MERGED}) order by line_order").fetchall()
    assert found == [(2, 570), (5, 70), (6, 9)]
