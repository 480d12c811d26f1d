"""What was known before a file came, as far as checking needs it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

import polars as pl

EARLIER: Final = pl.Schema(
    {"indicator": pl.String(), "period": pl.Date(), "numerator": pl.Decimal(28, 6), "denominator": pl.Decimal(28, 6)}
)


@dataclass(frozen=True)
class History:
    """Frames and values that the caller reads from the store; empty for a provider who checks alone.

    ``current``: the rows that count now for the file's month, by dataset. ``earlier``: indicator rows of the months
    before that count (schema ``EARLIER``). ``aliases``: field by dataset and heading, confirmed before. ``reasons``:
    reasons given for the same month before, by a finding's key. ``template_version``: that of the contract now.
    ``closed_on``: the day from which the contract takes no returns.
    """

    current: Mapping[str, pl.DataFrame] = field(default_factory=dict)
    earlier: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=EARLIER))
    aliases: Mapping[tuple[str, str], str] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)
    template_version: str | None = None
    closed_on: date | None = None
