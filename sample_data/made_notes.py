"""The sample's notes on charts: events that the actions tell of too. All of it is made up."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class MadeNote:
    """An event as it was noted on a day."""

    recorded: str
    indicator: str
    month: str
    words: str


NOTES: Final = (
    MadeNote("2016-08-12", "SP1", "2016-07", "Second casework team"),
    MadeNote("2017-03-17", "SP2", "2017-03", "Two locum psychologists start"),
    MadeNote("2018-01-12", "SP1", "2018-01", "Two caseworkers taken on"),
)
