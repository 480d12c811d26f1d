"""A month opened to its rows: what each person reads, how it is asked for, and what is taken away."""

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import data
from dashboard.figures import history, lines, rows
from dashboard.figures.in_view import InView
from dashboard.figures.links import to_indicator
from statements.rows.documents import RowsOfMonth, Step
from statements.rows.operations import RowsAsked, show_rows
from store.session import Store
from tests.dashboard.made import parsed, text
from tests.dashboard.test_indicator import ADDRESS, charted, opened
from tests.demonstration import CONTRACT

OFFICER = {**ADDRESS, "person": "a.clarke"}


def seen(page: AppTest) -> str:
    return text(parsed("".join(each.proto.body for each in page.main.get("html"))))


def found(store: Store, indicator: str, person: str = "a.clarke", month: str = "2016-10") -> RowsOfMonth:
    asked = RowsAsked(contract=CONTRACT, month=month, indicator=indicator, costs=True)
    return show_rows(store, person, asked)


@pytest.mark.parametrize("address", [{}, {"rows": "2031-01"}, {"rows": "no month"}])
def test_a_page_on_which_no_month_is_opened_tells_of_no_row(demonstrated: Store, address: dict[str, str]) -> None:
    page = opened(demonstrated, **OFFICER, indicator="SP1", **address)
    assert [each.value for each in page.header] == ["What moved it"]
    said = seen(page)
    assert "Row by row" not in said
    assert "issued on day" not in said
    # The officer may read every row, so a key that is missing was not asked for.
    assert not [each.key for each in found(demonstrated, "SP1").rows if each.key in said]
    assert "Download the rows as CSV" not in [each.proto.label for each in page.get("download_button")]


def test_an_officer_reads_every_row_and_what_it_cost(demonstrated: Store) -> None:
    page = opened(demonstrated, **OFFICER, indicator="SP1", rows="2016-10")
    assert [each.value for each in page.header] == ["What moved it", "Rows of October 2016"]
    said = seen(page)
    assert "88.0% (44 of 50) against 90%: 50 rows of the sheet “EHC assessments” count, 6 of them late." in said
    assert "Late: issued on day 215; due by 27 Jul 2016" in said
    assert "Without the worst 2: 91.7% (44 of 48), £1,912.50 less deducted." in said
    assert "I4 Plan issued" in said
    assert [each.proto.label for each in page.get("download_button")].count("Download the rows as CSV") == 1
    assert not page.error


def test_a_board_member_is_told_why_and_who(demonstrated: Store) -> None:
    page = opened(demonstrated, **ADDRESS, indicator="SP1", rows="2016-10")
    said = seen(page)
    assert "50 rows of the sheet “EHC assessments” count, 6 of them late" in said
    assert "Not shown." in said
    assert "is for an officer, a certifying officer, a provider or an auditor; you are a board member" in said
    assert "Worst by area" in said
    with demonstrated.read() as cursor:
        cases = {row[0] for row in cursor.sql("select distinct case_key from case_row").fetchall()}
    assert not [case for case in cases if case in said]
    assert not page.get("download_button")


def test_the_column_stands_in_the_address_once_it_is_chosen(demonstrated: Store) -> None:
    page = opened(demonstrated, **OFFICER, indicator="SP1", rows="2016-10")
    assert "by" not in page.query_params
    page = opened(demonstrated, **OFFICER, indicator="SP1", rows="2016-10", by="need")
    assert "Worst by need: Hearing impairment, 70.0% (7 of 10)." in seen(page)
    assert page.query_params["by"] == "need"


def test_a_month_without_a_return_says_so(demonstrated: Store) -> None:
    address = {**OFFICER, "month": "2018-04"}
    page = opened(demonstrated, **address, indicator="SP1", rows="2018-04")
    assert "No return came for this month, so there are no rows behind the figure." in seen(page)


def test_a_figure_that_is_stated_is_one_row(demonstrated: Store) -> None:
    one = found(demonstrated, "OP5", month="2016-11")
    said = text(parsed(rows.table(one) or ""))
    assert "−£1,125.00" in said
    assert "without it the figure would be missing" in said
    assert "one row of the sheet “Indicators” holds it" in text(parsed(rows.lead(one, ADDRESS)))


def test_what_a_return_says_is_text_and_never_markup(demonstrated: Store) -> None:
    whole = found(demonstrated, "SP1")
    evil = whole.rows[0].model_copy(update={"key": "<script>alert(1)</script>", "why": "<b>late</b>"})
    markup = rows.table(whole.model_copy(update={"rows": (evil,)}))
    assert markup is not None
    assert "<script>" not in markup
    assert "&lt;b>late" in markup or "&lt;b&gt;late" in markup


def test_the_cost_together_is_said_for_one_some_and_all(demonstrated: Store) -> None:
    whole = found(demonstrated, "SP1")
    steps = (Step(rows=1, measure="m", pence=-100), Step(rows=2, measure="m", pence=0))
    said = text(parsed(rows.together(whole.model_copy(update={"failed": 2, "steps": steps})) or ""))
    assert "Without the worst 1: m, £1.00 more deducted." in said
    assert "Without all of them: m, and not a penny less deducted." in said
    one = whole.model_copy(update={"failed": 1, "steps": steps[:1]})
    assert "Without the one failed row: m" in text(parsed(rows.together(one) or ""))


def test_more_rows_than_a_page_lists_are_in_the_file(demonstrated: Store) -> None:
    whole = found(demonstrated, "OP14", month="2016-11")
    more = whole.model_copy(update={"rows": whole.rows[:2], "not_listed": 28})
    assert "28 rows more are in the file to take away" in text(parsed(rows.table(more) or ""))
    lines_of_file = data.every_row(demonstrated, more, "a.clarke").decode("utf-8-sig").splitlines()
    assert len(lines_of_file) == 31
    board = data.every_row(demonstrated, more, "r.levene").decode("utf-8-sig").splitlines()
    assert len(board) == 16


def test_months_and_lines_lead_to_their_rows(demonstrated: Store, every_month: list[InView]) -> None:
    address = f"./indicators?contract={CONTRACT}&month=2016-11&person=r.levene&indicator=SP2&rows=2016-11#rows"
    table = parsed(history.table(charted(demonstrated, "SP2", "2016-11"), "light", ADDRESS) or "")
    assert address in {each.get("href") for each in table.iter("a")}
    statement = parsed(lines.line_by_line(every_month[7], "light", ADDRESS))
    assert address in {each.get("href") for each in statement.iter("a")}


def test_another_indicator_opens_without_rows() -> None:
    link = parsed(to_indicator("OP5", "OP5", {"month": "2016-11", "rows": "2016-10"})).find("a")
    assert link is not None
    assert link.get("href") == "./indicators?month=2016-11&indicator=OP5"
