"""Each clause under which relief, or a better figure, costs more comes to what the page says, and the chain does."""

import re

from tests.cases.example import FOLDER, Example, read_example
from tests.docs.pages import DOCS, pence, section

PAGE = DOCS / "payment-mechanism.md"
CASES = (
    ("pools",),
    ("return_in_place_of_a_failure",),
    ("incidents", "gaps"),
    ("earn_back",),
    ("rolling_free_points",),
    ("several_caps",),
    ("decisions",),
    ("steps_of_points",),
    ("falling_ratchet",),
    ("carried_status",),
    ("run_that_goes_on", "run_that_is_extended"),
    ("better_band",),
    ("points_and_amounts",),
    ("percentage_of_what_is_earned",),
    ("shortfall_within_a_cap",),
    ("statement_rounding",),
    ("agreed_relief",),
)
"""The worked examples behind the page's, in its order."""


def test_every_example_of_the_list_is_worked_out() -> None:
    worked = {path.stem.removeprefix("dearer_") for path in FOLDER.glob("dearer_*.yaml")}
    assert {name for names in CASES for name in names} == worked
    assert len(_said()) == len(CASES)


def test_the_totals_of_the_list_are_those_of_its_examples() -> None:
    for names, said in zip(CASES, _said(), strict=True):
        for name in names:
            found = _totals(read_example(FOLDER / f"dearer_{name}.yaml"))
            assert found == said, name
            assert found[0] < found[1], name


def _said() -> list[tuple[int, int]]:
    """Return what each example of the page costs before and after: the last amount of a line, and of the next one."""
    lines = section(PAGE, "What relief and better figures never do").splitlines()
    items = [line for line in lines if line.startswith(("- ", "  "))]
    last = [pence(re.findall(r"£[\d,]+\.\d\d", line)[-1]) for line in items]
    return list(zip(last[::2], last[1::2], strict=True))


def _totals(example: Example) -> tuple[int, int]:
    """Return what is deducted without relief and with it; or before the last month, which has the better figure."""
    deducted = _amounts(example, "deducted")
    if "deducted_without_relief" in example.expected:
        return sum(_amounts(example, "deducted_without_relief")), sum(deducted)
    return sum(deducted[:-1]), deducted[-1]


def _amounts(example: Example, table: str) -> list[int]:
    return [pence(row["amount"].replace("-", "\N{MINUS SIGN}")) for row in example.expected[table]]
