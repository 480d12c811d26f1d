"""Moments: UTC with its zone in Python, UTC without a zone in the store (a zone there would need another library)."""

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """Return this moment in UTC: the clock of a store unless it is given another."""
    return datetime.now(UTC)


def stored(moment: datetime) -> datetime:
    """Return a moment as the store keeps it: UTC, no zone. One without a zone is taken to be UTC already."""
    return moment if moment.tzinfo is None else moment.astimezone(UTC).replace(tzinfo=None)


def shown(moment: datetime) -> datetime:
    """Return a moment of the store with its zone, so that it compares with due times in Europe/London."""
    return moment.replace(tzinfo=UTC)


def limit(as_known_on: datetime | None) -> datetime:
    """Return the last moment that counts as known, as the store keeps it: without a limit, the end of time."""
    return datetime.max if as_known_on is None else stored(as_known_on)  # noqa: DTZ901 -- the store has no zones
