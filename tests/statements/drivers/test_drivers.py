"""What moved an indicator of the sample between two months, and what of it a person is told."""

from decimal import Decimal

import pytest

from contracts.errors import ReckonerError
from contracts.months import NotAMonth
from statements.drivers.documents import Drivers
from statements.drivers.operations import DriversAsked, EarlierFirst, NoRowsToCompare
from statements.history import NoSuchIndicator
from statements.operations import OPERATIONS
from statements.rows.behind import NotMeasuredThen
from statements.rows.month import NoSuchColumn
from statements.rows.operations import RowsAsked, show_rows
from store.policy import NotAllowed
from store.session import Store
from tests.demonstration import CONTRACT

OFFICER, BOARD_MEMBER = "a.clarke", "r.levene"
MONTHS = ("2018-02", "2018-03")


def asked(
    store: Store, indicator: str, between: tuple[str, str] = MONTHS, *, person: str = OFFICER, by: str | None = None
) -> Drivers:
    request = DriversAsked(contract=CONTRACT, indicator=indicator, before=between[0], after=between[1], by=by)
    return Drivers.model_validate(OPERATIONS["drivers"].run(store, person, request))


@pytest.mark.parametrize(
    ("indicator", "between"),
    [
        ("SP1", MONTHS),
        ("SP1", ("2016-07", "2016-11")),
        ("OP11", MONTHS),
        ("OP20", MONTHS),
        ("OP12", ("2017-12", "2018-03")),
    ],
)
@pytest.mark.parametrize("person", [OFFICER, BOARD_MEMBER])
def test_every_table_adds_up_to_the_change(store: Store, indicator: str, between: tuple[str, str], person: str) -> None:
    told = asked(store, indicator, between, person=person)
    assert told.moved_by
    for table in told.moved_by:
        for group in table.groups:
            assert Decimal(group.moved.own) + Decimal(group.moved.share) == Decimal(group.moved.together)
        assert sum(Decimal(group.moved.together) for group in table.groups) == Decimal(told.change), table.by
        sizes = [abs(Decimal(group.moved.together)) for group in table.groups]
        assert sizes == sorted(sizes, reverse=True)


def test_areas_of_two_months_by_hand(store: Store) -> None:
    told = asked(store, "SP1", by="area")
    # 36 of 39 and 46 of 50.
    assert told.words == (
        "From 92.3% (36 of 39) in February 2018 to 92.0% (46 of 50) in March 2018: −0.3 points, worse."
    )
    (table,) = told.moved_by
    north = next(each for each in table.groups if each.name == "North")
    assert (north.before, north.after) == ("82.4% (14 of 17)", "93.8% (15 of 16)")
    # Its own value: (15/16 − 14/17) at the mean of the shares 17/39 and 16/50, in points.
    own = 100 * (15 / 16 - 14 / 17) * (17 / 39 + 16 / 50) / 2
    assert float(north.moved.own) == pytest.approx(own, abs=2e-6)
    middle = (36 / 39 + 46 / 50) / 2
    share = 100 * ((14 / 17 + 15 / 16) / 2 - middle) * (16 / 50 - 17 / 39)
    assert float(north.moved.share) == pytest.approx(share, abs=2e-6)
    assert north.moved.shown == ("+4.3 points", "+0.5 points", "+4.8 points")
    assert table.takeaway.startswith("By area, North moved it most: +4.8 points, +4.3 points by its own value")


def test_a_group_stands_alone_only_where_it_does_in_the_tables_of_both_months(store: Store) -> None:
    put_together = 0
    for table in asked(store, "SP1", person=BOARD_MEMBER).moved_by:
        alone = {group.name for group in table.groups if group.holds == 1}
        put_together += sum(group.holds > 1 for group in table.groups)
        for month in MONTHS:
            request = RowsAsked(contract=CONTRACT, month=month, indicator="SP1", by=table.by)
            (of_month,) = show_rows(store, BOARD_MEMBER, request).breakdowns
            hidden = {group.name for group in of_month.groups if group.holds > 1}
            shown = {group.name: group.rows for group in of_month.groups if group.holds == 1}
            assert alone.isdisjoint(hidden)
            for name in alone & set(shown):
                assert shown[name] >= 5
    assert put_together
    assert not [group for table in asked(store, "SP1").moved_by for group in table.groups if group.holds > 1]


def test_routes_are_for_those_who_may_see_cases(store: Store) -> None:
    assert [each.by for each in asked(store, "OP20").moved_by] == ["mode", "provider", "route"]
    assert [each.by for each in asked(store, "OP20", person=BOARD_MEMBER).moved_by] == ["mode"]
    with pytest.raises(NoSuchColumn):
        asked(store, "OP20", person=BOARD_MEMBER, by="route")


def test_how_it_is_worked_out_stands_with_it(store: Store) -> None:
    assert asked(store, "SP1").notes[-1].startswith("By its own value: what a group moved the figure by")


@pytest.mark.parametrize(
    ("indicator", "between", "refused"),
    [
        ("OP5", MONTHS, NoRowsToCompare),
        ("SP1", ("2018-03", "2018-02"), EarlierFirst),
        ("SP1", ("2018-03", "2018-03"), EarlierFirst),
        ("SP1", ("2018-03", "2019-03"), NotMeasuredThen),
        ("ZZ9", MONTHS, NoSuchIndicator),
        ("SP1", ("2018-13", "2018-03"), NotAMonth),
    ],
)
def test_what_cannot_be_told_is_a_sentence(
    store: Store, indicator: str, between: tuple[str, str], refused: type[ReckonerError]
) -> None:
    with pytest.raises(refused) as error:
        asked(store, indicator, between)
    assert str(error.value).endswith(".")


def test_nobody_without_a_role_is_told(store: Store) -> None:
    with pytest.raises(NotAllowed):
        request = DriversAsked(contract="another", indicator="SP1", before="2018-02", after="2018-03")
        OPERATIONS["drivers"].run(store, BOARD_MEMBER, request)
