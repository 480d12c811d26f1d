"""The demonstration's rows: they add up to what was judged, stand in their cells, and say what the chain counted."""

import csv
import io

import pytest

from contracts import months
from contracts.indicators import FromRows
from contracts.terms.calendar import FIGURE_SCALE
from ingest.rules.records import LAST_DAY_ON_TIME
from statements.ledger import Ledger
from statements.rows.behind import Measured, NotMeasuredThen, behind
from statements.rows.entering import Place, entering
from statements.rows.leaving import as_csv, safe
from statements.rows.operations import RowsAsked, show_rows
from statements.rows.without import without_each
from store.session import Store
from tests.demonstration import CONTRACT


def test_what_the_rows_add_is_what_was_judged(ledger: Ledger) -> None:
    checked = 0
    for (number, month), row in ledger.measures.items():
        of = Measured(ledger, number, month)
        if of.source != "records" or row["numerator"] is None:
            continue
        added = [
            parts[number]
            for parts in entering(ledger.frozen, of.agreed.dataset, of.together).values()
            if number in parts
        ]
        plain = isinstance(of.agreed.measure, FromRows) and of.agreed.measure.of is None
        denominator = FIGURE_SCALE if plain else sum(each.denominator for each in added)
        assert (sum(each.numerator for each in added), denominator) == (row["numerator"], row["denominator"])
        checked += 1
    assert checked > 60


def test_a_case_is_late_where_the_chain_counted_it_so(store: Store, ledger: Ledger) -> None:
    of = Measured(ledger, 1, months.parse("2016-11"))
    with store.read() as cursor:
        judged, _ = behind(cursor, of)
    days = {each.verdict.did: [] for each in judged}  # type: dict[str, list[int]]
    for each in judged:
        if each.counts:
            days[each.verdict.did].append((each.row.values["plan_issued"] - each.row.values["clock_start"]).days)
    assert min(days["late"]) > LAST_DAY_ON_TIME >= max(days["on time"])
    assert (len(days["late"]), len(days["on time"])) == (3, 47)


def test_without_nothing_the_chain_says_the_same(ledger: Ledger) -> None:
    net = {month: int(row["net"]) for month, row in ledger.net.items()}
    assert [each.net for each in without_each(ledger.frozen, [(), ()])] == [net, net]


def test_rows_that_add_the_same_cost_the_same(ledger: Ledger) -> None:
    parts = entering(ledger.frozen, "ehc_assessments", [months.parse("2016-10")])
    late = [place for place, added in parts.items() if 1 in added and not added[1].numerator]
    found = without_each(ledger.frozen, [(place,) for place in late])
    assert len(late) == 6
    assert all(each.net == found[0].net for each in found)


def test_a_pool_is_opened_to_the_rows_of_all_its_months(store: Store) -> None:
    asked = RowsAsked(contract=CONTRACT, month="2017-09", indicator="SP1", most=500)
    found = show_rows(store, "a.clarke", asked)
    assert (found.measure, found.entered, found.failed) == ("86.0% (37 of 43)", 43, 6)
    assert {each.month for each in found.rows} == {"2017-08", "2017-09"}
    assert found.note == "August 2017 and September 2017 were put together, because each alone is too few to judge."
    alone = show_rows(store, "a.clarke", asked.model_copy(update={"month": "2017-08"}))
    assert {each.month for each in alone.rows} == {"2017-08"}


def test_a_month_without_a_return_has_no_rows(store: Store) -> None:
    found = show_rows(store, "a.clarke", RowsAsked(contract=CONTRACT, month="2018-04", indicator="SP1"))
    assert (found.source, found.rows, found.breakdowns) == ("none", (), ())
    with pytest.raises(NotMeasuredThen, match="SP4 is not measured in November 2016"):
        show_rows(store, "a.clarke", RowsAsked(contract=CONTRACT, month="2016-11", indicator="SP4"))


def test_so_many_rows_as_are_asked_for_the_failed_first(store: Store) -> None:
    asked = RowsAsked(contract=CONTRACT, month="2016-11", indicator="SP1", most=4)
    found = show_rows(store, "a.clarke", asked)
    assert [each.did for each in found.rows] == ["late", "late", "late", "on time"]
    assert [each.days_taken for each in found.rows[:3]] == [232, 231, 150]
    assert (found.not_listed, found.rows[0].cost) == (53, None)
    assert [(cell.cell, cell.says) for cell in found.rows[0].cells if cell.heading in ("Case", "Plan issued")] == [
        ("A5", found.rows[0].key), ("I5", "16 Nov 2016"),
    ]  # fmt: skip


def test_a_file_to_take_away_holds_the_rows(store: Store) -> None:
    found = show_rows(store, "a.clarke", RowsAsked(contract=CONTRACT, month="2016-11", indicator="OP14", costs=True))
    lines = list(csv.DictReader(io.StringIO(as_csv(found).decode("utf-8-sig"))))
    assert len(lines) == len(found.rows) == 30
    assert {line["Cost by itself (£)"] for line in lines} == {f"{(each.cost or 0) / 100:.2f}" for each in found.rows}
    assert (lines[0]["Sheet"], lines[0]["Row"]) == ("SEN transport", str(found.rows[0].row))


@pytest.mark.parametrize("text", ["=cmd()", "+1+1", "-x", "@SUM(A1)", "\t=1", "\r=1", "-1-1"])
def test_no_text_of_a_file_acts_as_a_formula(text: str) -> None:
    assert safe(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "R07", "-5", "-0.25", "12 Nov 2016", "−£5.00"])
def test_what_is_no_formula_is_left_as_it_is(text: str) -> None:
    assert safe(text) == text


def test_a_place_is_one_row_of_one_dataset(ledger: Ledger) -> None:
    month = months.parse("2016-11")
    places = [
        place for name in ("sen_transport", "traded_services") for place in entering(ledger.frozen, name, [month])
    ]
    assert len(set(places)) == len(places) == 51
    assert Place("sen_transport", places[0].submission, 4) in places
