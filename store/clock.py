"""Which clock a store goes by: the machine's, unless it is a demonstration that is set to a moment in the past."""

import json
from datetime import UTC, datetime
from pathlib import Path

from store.moments import Clock, utc_now

SET_CLOCK = "clock.json"
"""Beside a demonstration's database: the moment at which it stands still, UTC in ISO 8601."""


def clock_of(folder: Path) -> Clock:
    """Return the clock of the store in a folder."""
    stands_at = stands_still_at(folder)
    return utc_now if stands_at is None else lambda: stands_at


def stands_still_at(folder: Path) -> datetime | None:
    """Return the moment at which a demonstration stands still, or None for a real store."""
    setting = folder / SET_CLOCK
    if not setting.is_file():
        return None
    return datetime.fromisoformat(json.loads(setting.read_text(encoding="utf-8"))["stands_at"]).astimezone(UTC)


def stand_still(folder: Path, moment: datetime) -> None:
    """Set the clock of a demonstration; the pages say that they show a moment in the past."""
    setting = folder / SET_CLOCK
    setting.write_text(json.dumps({"stands_at": moment.astimezone(UTC).isoformat()}) + "\n", encoding="utf-8")
