"""Facts carried on: what is due later comes in time, what was missed stays missed, later months are not looked at."""

from datetime import datetime

import polars as pl

from contracts.months import Month
from contracts.terms import Terms, terms_of
from metrics import chain, facts
from metrics.engine import open_engine
from metrics.outlook.ahead import carried_on, free_before, without, years_stand_alone
from metrics.replay.worlds import as_known
from tests.contracts.small import TEXT, contract

KEY = {"scenario": 0, "contract": 0}


def made() -> Terms:
    return terms_of(contract())


def test_the_months_after_come_at_their_due_time_and_are_judged() -> None:
    terms = made()
    measured = terms.tables["term_measurement"].filter(indicator=1).sort("month")
    first, second, third = (Month(month) for month in measured["month"][:3])
    due = dict(measured.select("month", "due_at").iter_rows())
    known = pl.DataFrame(
        [{**KEY, "indicator": 1, "month": month, "received_at": due[first]} for month in (first, third)]
    )
    # The first month came, the second was missed, the third is known now and not to be looked at.
    cut_off = pl.DataFrame([{**KEY, "known_at": due[third]}])
    told = carried_on(terms, facts.facts(cut_off=cut_off, first_figure=known), second).tables
    came = dict(told["first_figure"].filter(indicator=1).select("month", "received_at").iter_rows())
    assert came[first] == due[first]
    assert second not in came
    assert came[third] == due[third]
    assert set(came) == {month for month in measured["month"] if month != second}
    (after,) = told["cut_off"]["known_at"]
    assert after > max(due.values())
    assert isinstance(after, datetime)


def test_what_nothing_is_supposed_of_is_not_measured_later() -> None:
    terms = made()
    months = terms.tables["term_measurement"].filter(indicator=1)["month"].sort()
    left = without(terms, [1], Month(months[1])).tables["term_measurement"]
    assert left.filter(indicator=1)["month"].sort().to_list() == months[:2].to_list()
    assert (
        left.filter(pl.col("indicator") != 1).height
        == terms.tables["term_measurement"].filter(pl.col("indicator") != 1).height
    )


def test_what_is_over_costs_nothing_and_fails_as_it_did() -> None:
    terms = made()
    first = Month(sorted(terms.tables["term_measurement"]["month"].unique())[2])
    shorter = free_before(terms, first).tables
    bands = shorter["term_band"]
    keys = ["scenario", "contract", "indicator", "first_month"]
    judged = shorter["term_measurement"].join(bands, on=keys)
    costs = judged.group_by(pl.col("statement_month") < first).agg(pl.col("cost").sum())
    assert {over: cost == 0 for over, cost in costs.iter_rows()} == {True: True, False: False}
    assert judged.height == terms.tables["term_measurement"].join(terms.tables["term_band"], on=keys).height
    assert (
        judged["fails"].sum()
        == terms.tables["term_measurement"].join(terms.tables["term_band"], on=keys)["fails"].sum()
    )


def test_a_year_does_not_stand_alone_where_anything_reaches_back() -> None:
    terms = made()
    assert years_stand_alone(terms)
    back = pl.DataFrame([{**KEY, "months": 3}]).cast(terms.tables["term_rolling_free"].schema)
    assert not years_stand_alone(Terms({**terms.tables, "term_rolling_free": back}))


def test_a_stage_that_is_awaited_comes_when_it_is_due_and_is_judged() -> None:
    rule = "stages: {priced: final, trued_up: no, by: {months: 6}, after_that: missing, clause: '4.3'}"
    terms = terms_of(contract(TEXT.replace("    bands: plain\n", f"    {rule}\n    bands: plain\n", 1)))
    measured = terms.tables["term_measurement"].sort("month")
    first, second = (Month(month) for month in measured["month"][:2])
    came = terms.tables["term_due"].sort("month")["due_at"][0]
    figure = {**KEY, "indicator": 1, "month": first, "numerator": 80_000_000, "denominator": 100_000_000}
    told = carried_on(
        terms,
        facts.facts(
            cut_off=pl.DataFrame([{**KEY, "known_at": terms.tables["term_due"].sort("month")["due_at"][1]}]),
            first_figure=pl.DataFrame([{**KEY, "indicator": 1, "month": first, "received_at": came}]),
            staged=pl.DataFrame([{**figure, "stage": 1, "nil_activity": 0, "received_at": came}]),
        ),
        second,
    )
    due = dict(measured.select("month", "due_at").iter_rows())
    final = told.tables["staged"].filter(stage=3)
    assert dict(final.select("month", "received_at").iter_rows()) == due
    # A future supposes a figure for every month, at whichever stage it stands.
    rows = [{**figure, "month": month, "numerator": 95_000_000, "nil_activity": 0} for month in due]
    supposed = as_known(terms, told, pl.DataFrame(rows).drop("contract"))
    with open_engine() as connection:
        chain.work_out(connection, terms, supposed)
        judged = chain.relation(connection, "relieved")
    assert set(judged["data_status"]) == {"reported"}
    assert set(judged["numerator"].cast(int)) == {95_000_000}
