"""The control account and what stands beside it: what is added up stands apart, and rows that look alike are told."""

from datetime import date
from typing import Any
from xml.etree import ElementTree

from dashboard.figures import accounts
from statements.life.account import AccountLine, ControlAccount, MonthPaid
from statements.variation_register import VariationEntry, VariationRegister
from tests.dashboard.made import parsed, text


def account_line(month: str, charge: int, deducted: int, **said: Any) -> AccountLine:
    given = {
        "month": month, "fund": "general fund", "vat": "standard", "state": "accrued", "charge": charge,
        "deducted": deducted, "withheld": 0, "returned": 0, "carried": 0, "disputed": 0, "net": charge - deducted,
        "adjustment": 0, "interest": 0,
    }  # fmt: skip
    return AccountLine.model_validate(given | said)


def drawn(*lines: AccountLine, payments: tuple[MonthPaid, ...] = ()) -> ElementTree.Element:
    return parsed(accounts.control_account(account(*lines, payments=payments)))


def account(*lines: AccountLine, payments: tuple[MonthPaid, ...] = ()) -> ControlAccount:
    return ControlAccount(
        contract="small", title="Small", month="2018-05", opening=0, lines=lines, payments=payments, caps=(),
        to_adjust=0, interest_to_state=0, disputed=0, certified=0, accrued=0, paid=0, outstanding=0,
    )  # fmt: skip


def rows(found: ElementTree.Element | None, part: str, table: int = 0) -> list[list[str]]:
    assert found is not None
    return [[text(cell) for cell in row] for row in found.findall(".//table")[table].findall(f"{part}/tr")]


def test_sums_stand_below_the_rows_and_apart_from_them() -> None:
    first = account_line("2018-04", 100_00, 10_00, state="certified")
    found = drawn(first, account_line("2018-05", 200_00, 5_00))
    assert rows(found, "thead") == [["Month", "Fund", "State", "Charge", "Deducted", "Net"]]
    assert len(rows(found, "tbody")) == 2
    # 100 and 200 less 10 and 5.
    assert rows(found, "tfoot") == [
        ["Certified", "£100.00", "£10.00", "£90.00"],
        ["Accrued", "£200.00", "£5.00", "£195.00"],
        ["Total, Apr 2018 to May 2018", "£300.00", "£15.00", "£285.00"],
    ]
    classes = [row.get("class") for row in found.findall(".//tfoot/tr")]
    assert classes == ["subtotal", "subtotal", "total"]


def test_sums_that_are_nil_in_every_row_are_named_and_not_shown() -> None:
    found = drawn(account_line("2018-04", 100_00, 10_00, disputed=4_00), account_line("2018-05", 200_00, 5_00))
    assert rows(found, "thead")[0][-1] == "Disputed"
    assert "Nil in every row, and not shown: withheld, returned, carried, adjusted and interest." in text(found)


def test_rows_of_one_fund_and_month_are_told_apart_by_their_vat() -> None:
    found = drawn(account_line("2018-04", 100_00, 0), account_line("2018-04", 40_00, 0, vat="exempt"))
    assert [row[:4] for row in rows(found, "tbody")] == [
        ["Apr 2018", "general fund", "standard", "Accrued"],
        ["Apr 2018", "general fund", "exempt", "Accrued"],
    ]
    assert rows(found, "tfoot")[0][:2] == ["Total, Apr 2018", "£140.00"]


def test_what_is_to_adjust_comes_on_the_next_statement_or_in_the_final_account() -> None:
    kept = account(account_line("2018-04", 100_00, 10_00)).model_copy(update={"to_adjust": 7_00})
    come = "Certified months come to +£7.00 on what is known now, on no"
    said = text(parsed(accounts.control_account(kept)))
    assert f"{come} certified statement yet; the next one carries it." in said
    over = kept.model_copy(update={"final": True})
    assert f"{come} statement; the final account carries it." in text(parsed(accounts.control_account(over)))


def test_what_was_paid_is_added_up() -> None:
    paid = [
        MonthPaid(month=month, due=due, due_on=date(2018, 6, 30), paid=90_00, outstanding=due - 90_00, overdue=False)
        for month, due in (("2018-04", 90_00), ("2018-05", 195_00))
    ]
    found = drawn(account_line("2018-04", 100_00, 10_00), payments=tuple(paid))
    # 90 and 195, of which 90 were paid twice.
    assert rows(found, "tfoot", table=1) == [["Total", "£285.00", "£180.00", "£105.00"]]


def test_what_was_varied_stands_below_the_register_from_its_month_or_day() -> None:
    entries = [
        VariationEntry(
            ref=ref, title="Varied", signed=date(2018, 4, 2), effective=effective, known=date(2018, 4, 3),
            changes=changes, pence=10_00,
        )
        for ref, effective, changes in (
            ("V1", "2018-05", (("indicators.F1.target", "92"), ("indicators.F2.target", "5"))),
            ("V2", "2018-05-15", (("charge.lines.fee.price", "£90.00"),)),
        )
    ]  # fmt: skip
    found = accounts.variations(
        VariationRegister(contract="small", title="Small", month="2018-05", entries=tuple(entries), pence=20_00)
    )
    assert found is not None
    shown = parsed(found)
    assert [row[3] for row in rows(shown, "tbody")] == ["May 2018", "15 May 2018"]
    assert [text(each) for each in shown.findall(".//li")] == [
        "V1: from May 2018, “indicators.F1.target” is 92.",
        "V1: from May 2018, “indicators.F2.target” is 5.",
        "V2: from 15 May 2018, “charge.lines.fee.price” is £90.00.",
    ]
