"""How the working shows a line's way into money: a table of points, so much a unit, and roundings of their own."""

from pathlib import Path

import pytest

from tests.statements.fenland import contract_text, line_of_april

TABLE = "table: [{points: 1, percent: 0.1}, {points: 8, percent: 0.2255}], of: the month's charge"
PER_UNIT = "fails: yes, per_unit: {pounds: £1.25, above: 10}}"


def with_point(worth: str) -> str:
    """The contract with another worth of a point."""
    return contract_text().replace('pounds: "£100.00", clause', f"{worth}, clause")


def with_counts(cost: str, rounded_to: str) -> str:
    """The contract with another cost where F2 counts more than it may, rounded by itself."""
    head, tail = contract_text().split("  counts:\n", 1)
    text = f"{head}  counts:\n    rounded_to: {rounded_to}\n{tail.replace('fails: yes, points: 5}', cost, 1)}"
    # Without a figure there is no unit to count.
    return text.replace("take: worst band, run: extends", "take: no deduction, run: skipped")


@pytest.mark.parametrize(
    ("text", "indicator", "pence", "shown"),
    [
        (
            with_point("pounds: £100.30, rounded_to: pound"),
            "F1",
            -502_00,
            [("Points in pounds", "5 × £100.30 = £501.50"), ("Rounded to the pound", "£501.50 → £502.00")],
        ),
        (
            with_point(TABLE),
            "F2",
            -125_50,
            [
                ("Percentage from the table of points", "5 points: 0.1%; 10 points: 0.2255%"),
                ("Points in pounds", "(0.2255% − 0.1%) × £100,000.00 = £125.50"),
            ],
        ),
        (
            with_point(f"{TABLE}, rounded_to: pound"),
            "F2",
            -126_00,
            [("Rounded to the pound", "£125.50 → £126.00")],
        ),
        (
            with_counts(PER_UNIT, "pound"),
            "F2",
            -4_00,
            [
                ("So much for each unit above the allowance", "(13 − 10) × £1.25 = £3.75"),
                ("Rounded to the pound", "£3.75 → £4.00"),
            ],
        ),
        (
            with_counts("fails: yes, percent: 0.0015}", "pound"),
            "F2",
            -2_00,
            [("Share of the charge", "0.0015% × £100,000.00 = £1.50"), ("Rounded to the pound", "£1.50 → £2.00")],
        ),
    ],
)
def test_each_step_into_money_is_shown(
    tmp_path: Path, text: str, indicator: str, pence: int, shown: list[tuple[str, str]]
) -> None:
    # F1 comes to 80%, F2 to 13.
    line = line_of_april(tmp_path, text, "80", "13", lambda found: found.indicator == indicator)
    assert line.amount == pence
    said = [(each.says, each.figures) for each in line.sums]
    first = said.index(shown[0])
    assert said[first : first + len(shown)] == shown
