"""The day in London, by which contracts go: in summer it begins an hour before the day of universal time."""

from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

LONDON: Final = ZoneInfo("Europe/London")


def in_london(moment: datetime) -> date:
    """Return the day in London on which a moment (with its zone) lies."""
    return moment.astimezone(LONDON).date()
