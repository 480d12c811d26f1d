"""A measure that is worse than its baseline: what the working of its line says, and where it says nothing."""

from pathlib import Path

import pytest

from contracts import months
from statements import drafting
from statements.ledgers import ledger_of
from tests.statements.fenland import CONTRACT, at, contract_text, fenland, returned, sent

FLOOR = """    baseline_floor:
      value: 96
      measured_over: the year to March 2018
      source: the library survey
      tolerance: 1.5
      band: missed
      clause: "6.3"
    bands: shares
"""
TEXT = contract_text().replace("    bands: shares\n", FLOOR)
ROUNDED = TEXT.replace("round_for_banding: none", "round_for_banding: {places: 0}")


@pytest.mark.parametrize(
    ("text", "filled", "says"),
    [
        (TEXT, "94.4", True),
        (TEXT, "94.5", None),
        # 89 is missed by its own band.
        (TEXT, "89", False),
        (ROUNDED, "94.5", None),
        (ROUNDED, "94.4", True),
    ],
)
def test_the_working_names_the_floor_where_it_gave_the_band(
    tmp_path: Path, text: str, filled: str, says: bool | None
) -> None:
    with fenland(tmp_path / "store", text) as (store, clock):
        clock.now = at("2018-05-03 09:00")
        sent(store, returned("2018-04", filled, text=text))
        april = drafting.statement(ledger_of(store, CONTRACT), months.parse("2018-04"))
    lines = [line for line in april.lines if line.indicator == "F1"]
    assert [(line.status, line.amount) for line in lines] == ([] if says is None else [("missed", -500_00)])
    named = [each.figures for line in lines for each in line.sums if each.says.startswith("Baseline floor")]
    assert named == (["worse than 96 − 1.5 = 94.5%: at least missed"] if says else [])
    sentence = (
        "It is worse than the baseline of 96%, measured over the year to March 2018 (the library survey), so it is at"
        " least missed (clause 6.3)."
    )
    assert [sentence in line.words for line in lines] == ([] if says is None else [says])
