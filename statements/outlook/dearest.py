"""What each indicator still costs to the end of the contract year, over futures that all go through the chain."""

from collections.abc import Mapping

import polars as pl

from metrics.replay.replayed import replayed
from statements.ledger import Ledger
from statements.outlook.deduction import futures_asked
from statements.outlook.expected import Ahead, Expected


def cost_to_come(
    ledger: Ledger, ahead: Ahead, found: Mapping[int, Expected | None], futures: int
) -> Mapping[int, float]:
    """Return the mean pence that futures take off in the months ahead, after caps, by the number of the indicator.

    It orders indicators and is no forecast of pounds: futures cost too much in all, as decision 0025 says.
    """
    lines = replayed(*futures_asked(ledger, ahead, found, futures)).deducted
    ahead_of_now = pl.col("month").is_between(ahead.last + 1, ahead.end)
    summed = lines.filter(pl.col("indicator") > 0, ahead_of_now).group_by("indicator").agg(pl.col("pence").sum())
    return {number: pence / futures for number, pence in summed.sort("indicator").iter_rows()}
