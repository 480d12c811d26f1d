"""The band of a line with its edges: by hand on the sample, in every month against the figure itself, and rounded."""

import re
from decimal import Decimal
from pathlib import Path

import pytest

from statements.documents import Statement, StatementLine
from tests.statements.fenland import contract_text, missed_line

EDGES = re.compile(
    r"(?:from (?P<low>[^ ]+) to )?below (?P<below>[^ ]+)"
    r"|more than (?P<over>[^ ]+)(?: days)?(?: and up to (?P<high>[^ ]+)(?: days)?)?"
)


def said(line: StatementLine) -> dict[str, str]:
    return {each.says: each.figures for each in line.sums}


def line_of(statements: list[Statement], month: str, indicator: str) -> StatementLine:
    (drawn,) = (each for each in statements if each.month == month)
    return next(line for line in drawn.lines if line.indicator == indicator and line.kind == "performance")


@pytest.mark.parametrize(
    ("month", "indicator", "target", "band"),
    [
        # Table 5: 90%, and red is worse than 5 points below it.
        ("2018-03", "OP2", "Target, clause 4.3.2", "Band, clause 4.3, table 5: red: below 85%"),
        # Table 1: 90%, and red amber is from 15 to 5 points below it.
        ("2016-09", "SP1", "Target, clause 4.2.1", "Band, clause 4.2, table 1: red amber: from 75% to below 85%"),
        # Table 6: 4 complaints or less, and green amber is up to 2 more.
        ("2016-09", "OP3", "Target, clause 4.3.3", "Band, clause 4.3, table 6: green amber: more than 4 and up to 6"),
        # Table 2: the plan is 80 a month, 560 after the seventh, September's sixth month being 480.
        ("2016-10", "SP2", "Plan for the month, clause 4.2.2", "red amber: from 580 to below 620"),
        # Table 12: a range of 4 to 8%, and green amber is up to a point outside it.
        ("2017-12", "SP8", "Range, clause 4.2.8", "green amber: up to 1 percentage point outside 4 to 8%"),
    ],
)
def test_a_band_has_the_edges_of_its_table(
    statements: list[Statement], month: str, indicator: str, target: str, band: str
) -> None:
    sums = said(line_of(statements, month, indicator))
    assert target in sums
    assert any(f"{says}: {figures}".endswith(band) for says, figures in sums.items()), sums


def test_every_figure_lies_between_the_edges_of_its_band(statements: list[Statement]) -> None:
    checked = 0
    for line in (line for each in statements for line in each.lines if line.kind == "performance"):
        band = next((figures for says, figures in said(line).items() if says.startswith("Band, clause")), "")
        edges = EDGES.fullmatch(band.partition(": ")[2])
        if edges is None or line.data_status != "reported":
            continue
        value = _number(said(line)["Measure, unrounded"].rpartition(" = ")[2])
        low, below, over, high = (_number(edges[name]) if edges[name] else None for name in EDGES.groupindex)
        assert low is None or value >= low, line.words
        assert below is None or value < below, line.words
        assert over is None or value > over, line.words
        assert high is None or value <= high, line.words
        checked += 1
    assert checked > 100


def _number(text: str) -> Decimal:
    return Decimal(text.replace("£", "").replace(",", "").replace("…", "").removesuffix("%").removesuffix(" days"))


@pytest.mark.parametrize(
    ("filled", "shut", "clause", "band", "words"),
    [
        # Judged on the value: 90% is met, and 10 days at most.
        ("89.9", "4", "5.1", "missed: below 90%", "missed, which is below 90% (clause 5.1)."),
        ("95", "11", "5.2", "missed: more than 10", "missed, which is more than 10 (clause 5.2)."),
        # Nothing came, so nothing lies between edges.
        ("", "4", "5.1", "missed", "the contract takes worst band, missed."),
    ],
)
def test_a_band_on_the_value(  # noqa: PLR0917 -- a case and its answers
    tmp_path: Path, filled: str, shut: str, clause: str, band: str, words: str
) -> None:
    line = missed_line(tmp_path, contract_text(), filled, shut)
    assert said(line)[f"Band, clause {clause}"] == band
    assert words in line.words


def test_a_figure_that_is_rounded_first_shows_what_met_the_band(tmp_path: Path) -> None:
    # To no places 89.4 is 89, below 90; the edge would not explain 89.6, which is 90 and met.
    text = contract_text().replace("round_for_banding: none", "round_for_banding: {places: 0}")
    sums = said(missed_line(tmp_path, text, "89.4", "4"))
    assert (sums["Measure, unrounded"], sums["Rounded to be judged"]) == ("89.4 ÷ 100 = 89.4%", "89%")
