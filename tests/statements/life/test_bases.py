"""Percentages of what a statement carries for other months: it stands there for good once the month is certified."""

from datetime import date
from pathlib import Path

from statements.documents import Statement
from store.session import Store
from tests.statements.fenland import FEE, at, returned, sent, stating
from tests.statements.life.libraries import DUE, INTEREST, agreed_text, libraries, pay, settle, statement

VAT = """  vat:
    rates: {standard: 20, exempt: 0}
    deductions: {code: standard, nature: price adjustment}
    reporting_failures: {code: exempt, nature: compensation}
    clause: "8.7"
"""


def text() -> str:
    """F1 costs 2% of the fee, of adjustments and interest beside it, and of the VAT on these."""
    costs = agreed_text().replace("status: missed, fails: yes, points: 5", "status: missed, fails: yes, percent: 2", 1)
    listed = "    charge_lines: [fee, adjustments, interest, VAT]\n    bands: shares\n"
    return stating(costs.replace("    bands: shares\n", listed), DUE + INTEREST + VAT)


def hand_in(store: Store, month: str, filled: str) -> None:
    assert sent(store, returned(month, filled, text=text()), because="Counted again.").became == "accepted"


def deducted(of: Statement) -> dict[str | None, int]:
    return {line.indicator: line.amount for line in of.lines if line.kind == "performance"}


def test_a_percentage_is_of_what_the_months_own_statement_carries(tmp_path: Path) -> None:
    with libraries(tmp_path / "store", text()) as (store, clock):
        clock.now = at("2018-05-09 09:00")
        hand_in(store, "2018-04", "80")
        # 2% of £100,000.00 and £20,000.00 of VAT.
        assert deducted(statement(store, "2018-04"))["F1"] == -2_400_00
        settle(store, "2018-04")
        clock.now = at("2018-06-08 09:00")
        # Due by 23 May: ten days of interest on £36,500.00.
        pay(store, "2018-04", 36_500_00, date(2018, 6, 2))
        hand_in(store, "2018-04", "95")
        hand_in(store, "2018-05", "80")
        may = statement(store, "2018-05")
        assert (may.adjusted, may.interest) == (2_400_00, 85_00)
        # 2% of £100,000.00, £2,400.00, £85.00 and the VAT on the first two, £20,480.00.
        assert deducted(may)["F1"] == -2_459_30
        assert may.net == FEE - 2_459_30 + 2_400_00 + 85_00
        # It is certified as it was drafted.
        clock.now = at("2018-07-06 09:00")
        settle(store, "2018-05")
        assert statement(store, "2018-05").lines == may.lines
        # April fails after all. What May's statement carried stands, and so does what failing cost in May.
        hand_in(store, "2018-04", "81")
        hand_in(store, "2018-06", "80")
        june = statement(store, "2018-06")
        assert [(line.measured, line.amount) for line in june.lines if line.kind == "adjustment"] == [
            ("2018-04", -2_400_00)
        ]
        # 2% of £97,600.00 and its VAT, £19,520.00.
        assert deducted(june)["F1"] == -2_342_40


def test_the_working_says_what_a_percentage_is_of_besides_lines(tmp_path: Path) -> None:
    with libraries(tmp_path / "store", text()) as (store, clock):
        clock.now = at("2018-05-09 09:00")
        hand_in(store, "2018-04", "80")
        settle(store, "2018-04")
        clock.now = at("2018-06-08 09:00")
        hand_in(store, "2018-04", "95")
        hand_in(store, "2018-05", "80")
        (line,) = (line for line in statement(store, "2018-05").lines if line.indicator == "F1")
        said = {each.says: each.figures for each in line.sums}
        assert said["Adjustments on the statement for May 2018"] == "£2,400.00"
        assert said["Interest on the statement for May 2018"] == "£0.00"
        assert said["VAT on what is listed in May 2018"] == "£20,480.00"
        of = "£122,880.00 (what is paid for Fee, adjustments, interest and VAT)"
        assert said["Share of what is paid"] == f"2% × {of} = £2,457.60"
