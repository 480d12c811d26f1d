"""The operation “trend”: every indicator's chart as known, for those who may see the board."""

from dataclasses import replace

import pytest

from contracts import months
from statements import trends
from statements.history import NoSuchIndicator
from statements.ledgers import ledger_of
from statements.operations import OPERATIONS
from statements.trend_asked import RebaseAsked, RebaseOfWhich, TrendAsked, Trends
from store.people import UnknownPerson
from store.policy import NotAllowed
from store.session import Store
from tests.demonstration import CONTRACT

OFFICER, BOARD_MEMBER = "a.clarke", "r.levene"


def asked(store: Store, **said: object) -> Trends:
    request = TrendAsked.model_validate({"contract": CONTRACT, **said})
    return Trends.model_validate(OPERATIONS["trend"].run(store, BOARD_MEMBER, request))


def test_every_indicator_is_there_in_contract_order_charted_or_with_the_reason_why_not(store: Store) -> None:
    told = asked(store)
    agreed = ledger_of(store, CONTRACT).frozen.contract
    assert [each.series for each in told.trends] == [each.id for each in agreed.indicators]
    # The month after has begun, and no figure of it is known yet.
    assert told.month == "2018-03"
    by_id = {each.series: each for each in told.trends}
    assert by_id["SP2"].finding == "It follows a plan: no month is like another."
    assert by_id["MS1"].finding == "It is met or not met: there is no size to chart."
    assert by_id["SP3"].finding == "Too few figures to tell usual variation: 6 of 7."
    for each in told.trends:
        assert bool(each.points) == bool(each.groups) == (each.variation is not None), each.series


def test_a_chart_s_figures_are_those_of_the_ledger(store: Store) -> None:
    (trend,) = asked(store, indicator="OP5").trends
    assert (trend.signal, trend.standing) == ("Worse than usual", "From 24 figures")
    assert trend.finding == "8 in a row below the mean are more than usual variation."
    (group,) = trend.groups
    assert (group.first, group.last, group.known, group.provisional) == ("2016-04", "2018-03", 24, False)
    latest = trend.points[-1]
    assert (latest.at, latest.target, latest.rule, latest.direction) == ("2018-03", 92.0, "shift", "low")
    assert latest.value == pytest.approx(280 / 3, rel=1)
    mean = sum(each.value or 0.0 for each in trend.points) / 24
    assert group.mean == pytest.approx(mean, rel=1e-12)


def test_up_to_a_month_nothing_later_is_looked_at(store: Store) -> None:
    (trend,) = asked(store, indicator="OP5", month="2017-02").trends
    assert trend.points[-1].at == "2017-02"
    assert trend.groups[0].provisional
    assert trend.assured is None


def test_a_rebase_holds_for_the_answer_and_the_next_one_is_as_before(store: Store) -> None:
    rebase = RebaseAsked.model_validate({"day": "2017-04-01", "reason": "A second team"})
    (rebased,) = asked(store, indicator="SP1", rebases=(rebase,)).trends
    assert [each.first for each in rebased.groups] == ["2016-04", "2017-04"]
    (plain,) = asked(store, indicator="SP1").trends
    assert len(plain.groups) == 1
    with pytest.raises(RebaseOfWhich):
        asked(store, rebases=(rebase,))


def test_limits_by_denominator_differ_from_month_to_month_where_counts_do(store: Store) -> None:
    (trend,) = asked(store, indicator="SP1", limits="by denominator").trends
    widths = {(each.upper or 0) - (each.lower or 0) for each in trend.points if each.value is not None}
    assert len(widths) > 5
    assert all((each.lower or 0) >= 0 and (each.upper or 0) <= 100 for each in trend.points)
    # What is no percentage with counts keeps its limits from ranges.
    (days,) = asked(store, indicator="OP6", limits="by denominator").trends
    assert len({each.upper for each in days.points}) == 1


def test_of_small_counts_limits_by_denominator_are_looked_at_too(store: Store) -> None:
    # About six schools a month, against some fifty plans.
    (few,) = asked(store, indicator="OP4").trends
    assert [each for each in few.remarks if each.startswith("Counts are small (half of the months have ")]
    (many,) = asked(store, indicator="OP5").trends
    assert not [each for each in many.remarks if each.startswith("Counts are small")]


def test_a_change_of_definition_is_proposed_as_a_rebase_and_not_made(store: Store) -> None:
    (trend,) = asked(store, indicator="OP2").trends
    assert [each.at for each in trend.proposed_rebases] == ["2017-04"]
    assert len(trend.groups) == 1


def test_the_provider_s_words_are_held_against_the_chart_of_their_month(store: Store) -> None:
    ledger = ledger_of(store, CONTRACT)
    key = ("OP4", months.parse("2018-03"))
    stated = dict(ledger.frozen.stated) | {key: {"commentary": "Timeliness improved."}}
    told = replace(ledger, frozen=replace(ledger.frozen, stated=stated))
    (trend,) = trends.trends_of(told, key[1], "OP4")
    assert trend.claims == ("The text says “improved”; the chart shows only usual variation.",)


def test_who_may_not_see_the_board_is_told_so(store: Store) -> None:
    with pytest.raises(UnknownPerson):
        OPERATIONS["trend"].run(store, "nobody", TrendAsked(contract=CONTRACT))
    for person in (OFFICER, BOARD_MEMBER, "j.osei", "t.nowak"):
        assert OPERATIONS["trend"].run(store, person, TrendAsked(contract=CONTRACT, indicator="OP5"))
    with pytest.raises(NotAllowed):
        OPERATIONS["trend"].run(store, BOARD_MEMBER, TrendAsked(contract="another contract"))
    with pytest.raises(NoSuchIndicator):
        asked(store, indicator="ZZ9")
    with pytest.raises(months.NotAMonth):
        asked(store, month="2018-13")
