"""A cost that is linear between the target and where all is due: its sums and words, with a figure and without one."""

from pathlib import Path

import pytest

from tests.statements.fenland import contract_text, missed_line

POINTS = "fails: yes, points: 5}"


def linear(table: str, stated: str) -> str:
    """The contract with a linear cost of one of its tables in place of points."""
    head, tail = contract_text().split(f"  {table}:\n", 1)
    return f"{head}  {table}:\n{tail.replace(POINTS, f'fails: yes, linear: {stated}}}', 1)}"


IN_POUNDS = linear("shares", "{all_due_at: 70, pounds: £1000.00}")
WITHIN = (
    linear("shares", "{all_due_outside: {from: 65, to: 92}, pounds: £1000.00}")
    .replace("judged_on: value", "judged_on: distance from target", 1)
    .replace("at_least: 90", "at_least: 0")
    .replace("better: higher", "better: within range")
    .replace("target: 90", "within: {from: 85, to: 90}")
)
OF_THE_CHARGE = linear("counts", "{all_due_at: 16, percent: 2}")


@pytest.mark.parametrize(
    ("filled", "pence", "sums", "sentence"),
    [
        ("87.5", -125_00, ("(90 − 87.5) ÷ (90 − 70) = 12.5%", "12.5% × £1,000.00 = £125.00"), "12.5% is due"),
        ("60", -1_000_00, ("(90 − 60) ÷ (90 − 70) = 150%, at most 100%", "100% × £1,000.00 = £1,000.00"), "All is due"),
        ("", -1_000_00, ("without a figure all is due: 100%", "100% × £1,000.00 = £1,000.00"), "All is due"),
    ],
)
def test_an_amount_in_pounds(tmp_path: Path, filled: str, pence: int, sums: tuple[str, str], sentence: str) -> None:
    line = missed_line(tmp_path, IN_POUNDS, filled, "4")
    assert line.amount == pence
    said = [(each.says, each.figures) for each in line.sums]
    assert ("Linear from the target to 70%, where all is due", sums[0]) in said
    assert ("Of what is due in full", sums[1]) in said
    assert f"{sentence}: what the band costs is linear from the target to 70%." in line.words


@pytest.mark.parametrize(
    ("filled", "pence", "share", "way"),
    [
        ("80", -250_00, "(85 − 80) ÷ (85 − 65) = 25%", "from the end of the range at 85% to 65%"),
        ("91.5", -750_00, "(91.5 − 90) ÷ (92 − 90) = 75%", "from the end of the range at 90% to 92%"),
        ("97", -1_000_00, "(97 − 90) ÷ (92 − 90) = 350%, at most 100%", "from the end of the range at 90% to 92%"),
        ("", -1_000_00, "without a figure all is due: 100%", "from the ends of the range to 65% and 92%"),
    ],
)
def test_an_amount_on_either_side_of_a_range(tmp_path: Path, filled: str, pence: int, share: str, way: str) -> None:
    line = missed_line(tmp_path, WITHIN, filled, "4")
    assert line.amount == pence
    assert (f"Linear {way}, where all is due", share) in [(each.says, each.figures) for each in line.sums]
    assert f": what the band costs is linear {way}." in line.words


def test_a_percentage_of_the_charge_where_lower_is_better(tmp_path: Path) -> None:
    line = missed_line(tmp_path, OF_THE_CHARGE, "95", "13")
    assert line.amount == -1_000_00
    said = [each.figures for each in line.sums]
    first = said.index("(13 − 10) ÷ (16 − 10) = 50%")
    assert said[first + 1 : first + 3] == ["50% × 2% = 1%", "1% × £100,000.00 = £1,000.00"]
