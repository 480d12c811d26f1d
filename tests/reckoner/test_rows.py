"""The rows behind an indicator on the command line: what their costs mean is said where costs are worked out."""

from tests.demonstration import CONTRACT
from tests.reckoner.running import Desk

ROUTES = ("rows", CONTRACT, "2016-10", "OP20", "--by", "mode", "--most", "2")
STATED = ("rows", CONTRACT, "2016-11", "OP5")
MARGIN = "Cost by itself: what the payments would be more by, had this row alone not been there."


def test_what_a_row_s_cost_means_is_said_where_it_is_worked_out(reading: Desk) -> None:
    assert MARGIN not in reading.run(*ROUTES).out
    said = reading.run(*ROUTES, "--costs").out
    assert MARGIN in said
    assert "Costs of rows do not add up." in said
    assert "30 rows of “SEN transport” count, 7 of them failed." in said


def test_a_row_that_is_the_figure_is_one_row_without_a_cost_of_its_own(reading: Desk) -> None:
    said = reading.run(*STATED, "--costs").out
    assert "The figure is stated as a whole: one row of “Indicators” holds it." in said
    assert "1 rows" not in said
    assert "Payments without it" in said
    assert "It is no cost of the row" in said
    assert MARGIN not in said
