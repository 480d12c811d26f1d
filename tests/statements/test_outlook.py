"""The outlook of the demonstration: futures go through the mechanism itself, and nothing is ever a single figure."""

from collections.abc import Iterator

import numpy as np
import polars as pl
import pytest

from contracts import months
from contracts.months import Month
from metrics import chain, engine
from metrics.outlook.ahead import carried_on, free_before, years_stand_alone
from metrics.outlook.back_test import BackTest
from metrics.replay.replayed import net_replayed, replayed
from metrics.replay.worlds import as_known
from metrics.scenarios import CHANGED
from statements.freeze import terms_until
from statements.history import NoSuchIndicator
from statements.ledger import Ledger
from statements.outlook.deduction import borne_out, from_months, months_ahead
from statements.outlook.documents import HeldBack, IndicatorOutlook, Outlook
from statements.outlook.expected import Ahead, expected, series_of
from statements.outlook.operations import OutlookAsked, outlook_of, show_outlook
from statements.outlook.pounds import deducted
from statements.outlook.words import money_range, rests_on, written
from store.policy import NotAllowed
from store.session import Store
from tests.demonstration import CONTRACT

NOVEMBER, MARCH = months.parse("2017-11"), months.parse("2018-03")


def of(told: Outlook, indicator: str) -> IndicatorOutlook:
    return next(each for each in told.indicators if each.indicator == indicator)


def number(ledger: Ledger, indicator: str) -> int:
    return [each.id for each in ledger.frozen.contract.indicators].index(indicator) + 1


@pytest.fixture(scope="module")
def told(ledger: Ledger) -> Outlook:
    """From the figures up to November 2017, with few futures that stand as they are."""
    return outlook_of(ledger, NOVEMBER, futures=40, before={})


def _as_returned(ledger: Ledger) -> Iterator[dict[str, object]]:
    """Yield the figures of the months after November as they were to come, as one future."""
    for (of_, month), row in ledger.measures.items():
        if NOVEMBER < month <= MARCH and row["data_status"] not in {"not measurable"}:
            nil = int(row["data_status"] == "nil activity")
            figure = {"numerator": int(row["numerator"] or 0), "denominator": int(row["denominator"] or 0)}
            yield {"scenario": 0, "indicator": of_, "month": int(month), **figure, "nil_activity": nil}


def test_the_future_that_came_true_is_paid_as_the_statements_were(ledger: Ledger) -> None:
    terms = terms_until(ledger.frozen, MARCH)
    changed = pl.DataFrame(list(_as_returned(ledger)), schema=CHANGED)
    found = replayed([terms], carried_on(terms, ledger.frozen.facts, NOVEMBER), [0], changed).net
    for month, net in found.filter(pl.col("month") <= MARCH).select("month", "net").iter_rows():
        assert net == ledger.net[Month(month)]["net"], months.label(Month(month))


def test_the_months_of_the_year_that_are_known_are_the_same_in_every_future(told: Outlook, ledger: Ledger) -> None:
    assert told.deducted is not None
    taken = [int(row["charge"]) - int(row["net"]) for at, row in ledger.net.items() if MARCH - 12 < at <= NOVEMBER]
    assert told.deducted.so_far == sum(taken)
    assert told.deducted.so_far <= told.deducted.low < told.deducted.high
    assert [each.month for each in told.deducted.months] == ["2017-12", "2018-01", "2018-02", "2018-03"]


def test_years_that_are_over_need_not_be_charged_again(ledger: Ledger) -> None:
    ahead = Ahead(NOVEMBER, MARCH)
    terms, facts = (
        terms_until(ledger.frozen, MARCH),
        carried_on(terms_until(ledger.frozen, MARCH), ledger.frozen.facts, NOVEMBER),
    )
    found = [expected(ledger, each, ahead, 4) for each in range(1, len(ledger.frozen.contract.indicators) + 1)]
    changed = pl.concat([each.changed() for each in found if each is not None])
    first = Month(MARCH - 11)
    assert years_stand_alone(terms)
    whole, shorter = (replayed([each], facts, [0] * 4, changed).net for each in (terms, free_before(terms, first)))
    year = pl.col("month") >= first
    assert whole.filter(year).sort("scenario", "month").equals(shorter.filter(year).sort("scenario", "month"))
    assert not whole.sort("scenario", "month").equals(shorter.sort("scenario", "month")), (
        "the year before cost something"
    )


def test_many_futures_come_to_what_each_does_through_the_whole_chain(ledger: Ledger) -> None:
    ahead, many = Ahead(NOVEMBER, MARCH), 12
    terms = terms_until(ledger.frozen, MARCH)
    facts = carried_on(terms, ledger.frozen.facts, NOVEMBER)
    found = [expected(ledger, each, ahead, many) for each in range(1, len(ledger.frozen.contract.indicators) + 1)]
    changed = pl.concat([each.changed() for each in found if each is not None])
    net = net_replayed([terms], facts, [0] * many, changed)
    for future in (0, many - 1):
        alone = as_known(terms, facts, changed.filter(scenario=future).with_columns(scenario=pl.lit(0, pl.Int32)))
        with engine.open_engine() as connection:
            chain.work_out(connection, terms, alone)
            whole = connection.execute("select month, net from net where scenario = 0 order by month").fetchall()
        assert net.filter(scenario=future).sort("month").select("month", "net").rows() == whole
    assert net.filter(pl.col("month") == MARCH)["net"].n_unique() > 1


def test_earlier_outlooks_are_held_against_what_came(ledger: Ledger) -> None:
    taken = {at: int(row["charge"]) - int(row["net"]) for at, row in ledger.net.items()}
    august = months.parse("2017-08")
    twice = [{"scenario": 0, "month": at, "charge": 2 * taken[Month(at)], "net": 0} for at in range(august, MARCH + 1)]
    nets = {origin: pl.DataFrame(twice).filter(pl.col("month") > origin) for origin in range(august - 1, NOVEMBER)}
    before = {Month(origin): net for origin, net in nets.items()}
    # Outlooks from July to October said twice what came in the months up to November.
    assert list(borne_out(ledger, before, NOVEMBER)) == [0.5] * 4
    assert list(borne_out(ledger, before, months.parse("2017-09"))) == [], "two are too few"


def test_earlier_outlooks_together_are_each_by_itself(ledger: Ledger) -> None:
    origins = [Month(NOVEMBER - 8), NOVEMBER]  # one on either side of a year's beginning
    together = from_months(ledger, origins)
    for origin in origins:
        (alone,) = from_months(ledger, [origin]).values()
        order = ["month", "charge", "net"]
        assert together[origin].select(order).sort(order).equals(alone.select(order).sort(order))


def test_what_comes_of_futures_is_taken_in_each_part(ledger: Ledger) -> None:
    known = int(ledger.net[NOVEMBER]["charge"]) - int(ledger.net[NOVEMBER]["net"])
    rows = [(0, NOVEMBER, known, 0), (0, MARCH, 1_000, 0), (1, NOVEMBER, known, 0), (1, MARCH, 3_000, 0)]
    net = pl.DataFrame(rows, schema=["scenario", "month", "charge", "net"], orient="row")
    alone, told = (deducted(ledger, net, Ahead(NOVEMBER, MARCH), parts) for parts in ((), (0.5, 2.0)))
    assert (alone.low, alone.high) == (known + 1_000, known + 3_000)
    assert (told.low, told.high) == (known + 500, known + 6_000)
    assert (told.months[-1].low, told.months[-1].high) == (500, 6_000)
    assert "It reckons with what came of 2 earlier outlooks: 50% to 200% of what they expected." in told.finding
    assert "too few earlier outlooks" in alone.finding


def test_no_year_costs_more_than_its_cap(told: Outlook) -> None:
    assert told.deducted is not None
    assert told.deducted.high <= 162_000_00
    assert all(each.high <= 22_500_00 for each in told.deducted.months)


def test_a_range_is_no_narrower_than_what_held_back_figures_were_held_to(ledger: Ledger) -> None:
    """OP2's futures for April 2018 all come to 41 of 49 cases, and nobody knows that there will be 49."""
    ahead = Ahead(MARCH, Month(MARCH + 12))
    found = expected(ledger, number(ledger, "OP2"), ahead, 200)
    assert found is not None
    assert np.ptp(np.quantile(found.values[:, 0], [0.1, 0.9], method="inverted_cdf")) == 0
    shown, own = found.range_in(0), found.futures.range_in(found.months[0])
    assert (shown.low, shown.high) == (own.low, own.high)
    assert shown.high - shown.low > 0.5


def test_no_range_is_shown_without_a_width(ledger: Ledger) -> None:
    """All of OP9's futures are at 100%, of which one case fewer is less; counts stay whole."""
    ahead = Ahead(MARCH, Month(MARCH + 12))
    for indicator in ("OP2", "OP4", "OP9"):
        found = expected(ledger, number(ledger, indicator), ahead, 200)
        assert found is not None
        ranges = [found.range_in(place) for place in range(len(found.months))]
        assert all(written("percent", each.low) != written("percent", each.high) for each in ranges)
        assert all(0 <= each.low < each.high <= 100 for each in ranges)
    counted = expected(ledger, number(ledger, "OP1"), ahead, 200)
    assert counted is not None
    assert all(float(end).is_integer() for each in [counted.range_in(0)] for end in (each.low, each.high))


def test_ranges_that_held_less_often_than_promised_are_called_too_narrow() -> None:
    test = BackTest("last value", 66, {"last value": 1.0, "same month last year": 2.0})
    held_back = HeldBack(figures=66, error=1, last_value=1, same_month_last_year=2, within=52, ranges=66)
    narrow = rests_on("percent", test, 24, held_back)
    assert narrow.endswith("given for them, fewer than eight in ten: read it as too narrow.")
    assert rests_on("percent", test, 24, held_back.model_copy(update={"within": 53})).endswith("given for them.")


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (44_030_00, 87_964_00, "£44,000 to £88,000"),
        (44_000_00, 88_000_00, "£44,000 to £88,000"),
        (43_999_99, 88_000_01, "£43,000 to £89,000"),
        (98_500_00, 131_200_00, "£90,000 to £140,000"),
        (0, 951_00, "£0 to £960"),
        (1_234_00, 1_234_00, "£1,234"),
        (-1_260_00, 99_00, "\N{MINUS SIGN}£1,300 to £100"),
    ],
)
def test_a_range_of_money_is_told_to_two_figures_outwards(low: int, high: int, said: str) -> None:
    assert money_range(low, high) == said


def test_a_range_does_not_begin_below_what_is_deducted_already() -> None:
    assert money_range(10_473_00, 16_800_00, 10_473_00) == "£10,473 to £17,000"
    assert money_range(10_480_00, 16_800_00, 9_000_00) == "£10,000 to £17,000"


def test_every_indicator_has_a_range_or_says_why_it_has_none(told: Outlook, ledger: Ledger) -> None:
    assert len(told.indicators) == len(ledger.frozen.contract.indicators)
    for each in told.indicators:
        assert each.finding.endswith(".")
        assert bool(each.months) == each.finding.startswith("In eight of ten futures")
        assert all(month.low <= month.high for month in each.months)


def test_a_plan_is_held_against_what_it_asks_in_its_last_month(told: Outlook) -> None:
    plan = of(told, "SP2")
    assert [each.target for each in plan.months] == [1760, 1840, 1920, 2000]
    assert plan.method == "straight on"
    assert "The plan of 2,000 is met in " in plan.finding
    assert plan.months[-1].low < 2003 < plan.months[-1].high, "what was returned in March 2018"


def test_too_few_figures_say_how_many(told: Outlook) -> None:
    assert of(told, "SP5").finding == "Too few figures for a range: 1 of 6."
    assert of(told, "MS1").finding == "It is met or not met: there is no size to look ahead to."
    assert of(told, "SP4").finding == "It is not measured again before the end of March 2018."


def test_what_is_counted_comes_in_whole_cases(ledger: Ledger) -> None:
    found = expected(ledger, number(ledger, "SP1"), Ahead(NOVEMBER, MARCH), 50)
    assert found is not None
    assert (found.numerators % 1_000_000 == 0).all()
    # December 2016 to March 2017 had 36, 43, 42 and 49 plans.
    assert found.denominators == (36_000_000, 43_000_000, 42_000_000, 49_000_000)
    assert ((found.numerators >= 0) & (found.numerators <= np.array(found.denominators))).all()


def test_a_month_without_activity_has_none_again(ledger: Ledger) -> None:
    series, nil = series_of(ledger, number(ledger, "OP9"), Ahead(months.parse("2017-06"), MARCH))
    assert nil == (months.parse("2017-08"),)
    assert months.parse("2017-08") not in series.to_come


def test_a_month_that_is_awaited_is_to_come(ledger: Ledger) -> None:
    april = months.parse("2018-04")
    series, _ = series_of(ledger, number(ledger, "SP1"), Ahead(april, Month(april + 11)))
    assert series.to_come[0] == april


def test_pounds_that_follow_the_school_year(told: Outlook) -> None:
    found = {each.id: each for each in told.pounds}
    assert set(found) == {"traded_services.income", "sen_transport.cost"}
    transport = found["sen_transport.cost"]
    # In 2017/18 transport came to £1,571,300.64; twelve months like those before December would be below its range.
    assert transport.low < 1_571_300_64 < transport.high
    assert transport.straight_line == round(transport.so_far / 8 * 12)


def test_one_indicator_says_how_its_ranges_did_and_nothing_of_pounds(store: Store) -> None:
    asked = OutlookAsked(contract=CONTRACT, indicator="SP1", month="2017-11", futures=40)
    found = show_outlook(store, "r.levene", asked)
    assert (found.deducted, found.pounds, len(found.indicators)) == (None, (), 1)
    held_back = found.indicators[0].held_back
    assert held_back is not None
    assert held_back.ranges
    assert f"{held_back.within} of {held_back.ranges} lay in the range" in found.indicators[0].rests_on
    assert found == show_outlook(store, "r.levene", asked), "the seed is the same each time"


def test_who_may_not_see_the_board_sees_no_outlook(store: Store) -> None:
    with pytest.raises(NotAllowed):
        show_outlook(store, "j.osei", OutlookAsked(contract="another-contract"))


def test_an_indicator_that_is_not_there(store: Store) -> None:
    with pytest.raises(NoSuchIndicator):
        show_outlook(store, "r.levene", OutlookAsked(contract=CONTRACT, indicator="SP99"))


def test_after_the_contract_nothing_is_to_come(ledger: Ledger) -> None:
    last = ledger.frozen.contract.last_month
    found = outlook_of(ledger, last)
    assert (found.first, found.indicators, found.deducted) == (None, (), None)
    assert found.words == "The contract has ended: after March 2023 there is no month to look ahead to."


def test_the_year_is_that_of_the_first_month_to_come(ledger: Ledger) -> None:
    assert months_ahead(ledger, months.parse("2017-02")) == Ahead(months.parse("2017-02"), months.parse("2017-03"))
    assert months_ahead(ledger, months.parse("2017-03")) == Ahead(months.parse("2017-03"), MARCH)


@pytest.mark.parametrize(
    ("value", "text"), [(12.0, "12"), (1234.5, "1,234.5"), (-3.0, "−3"), (1e300, "beyond any figure")]
)
def test_figures_as_they_are_written(value: float, text: str) -> None:
    assert written("count", value) == text
