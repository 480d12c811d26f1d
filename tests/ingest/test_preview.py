"""What a file would change, row by row."""

from decimal import Decimal

from ingest.preview import Change, DatasetPreview, preview
from tests.ingest.making import CASES, FINANCE, Rows, checked_csv, with_cell


def finance(rows: Rows, before: Rows | None = None) -> DatasetPreview:
    current = {"finance_lines": checked_csv("finance_lines", before).rows["finance_lines"]} if before else {}
    (only,) = preview(checked_csv("finance_lines", rows), current)
    return only


def counts(found: DatasetPreview) -> tuple[int, int, int, int, int]:
    return found.new, found.changed, found.unchanged, found.removed, found.rejected


def test_the_first_file_of_a_month_is_all_new() -> None:
    assert counts(finance(FINANCE)) == (2, 0, 0, 0, 0)


def test_the_same_rows_in_another_order_are_unchanged() -> None:
    assert counts(finance([FINANCE[0], FINANCE[2], FINANCE[1]], FINANCE)) == (0, 0, 2, 0, 0)


def test_every_field_that_differs() -> None:
    found = finance(with_cell(FINANCE, 1, "Forecast", "1020.00"), FINANCE)
    assert counts(found) == (0, 1, 1, 0, 0)
    assert found.changes == (Change(("Staff",), "forecast", Decimal("1010.00"), Decimal("1020.00")),)


def test_new_removed_and_rejected_rows() -> None:
    rows = [FINANCE[0], ["Staff", "tbc", "1", "1"], ["Travel", "1", "1", "1"]]
    assert counts(finance(rows, FINANCE)) == (1, 0, 0, 1, 1)


def test_a_date_that_is_filled_in_is_a_change_from_nothing() -> None:
    before = checked_csv("ehc_assessments", CASES).rows
    after = checked_csv("ehc_assessments", with_cell(CASES, 6, "Plan issued", "2016-11-30"))
    (found,) = preview(after, before)
    assert [(each.field, each.before) for each in found.changes] == [("plan_issued", None)]
