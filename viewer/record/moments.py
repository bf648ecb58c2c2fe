"""How the time of an answer reads: the clock of the workstation, to the minute."""

from datetime import datetime, tzinfo

from viewer.present.moments import MONTHS


def clock(retrieved: str, zone: tzinfo) -> str:
    """Return "03:02" for an ISO 8601 time in UTC, "" for none.

    >>> from datetime import UTC
    >>> clock("2026-11-22T03:02:10Z", UTC), clock("", UTC)
    ('03:02', '')
    """
    return f"{datetime.fromisoformat(retrieved).astimezone(zone):%H:%M}" if retrieved else ""


def at_clock(retrieved: str, zone: tzinfo) -> str:
    """Return " at 03:02" for the middle of a sentence, "" where there is no time."""
    return f" at {clock(retrieved, zone)}" if retrieved else ""


def as_at_words(moment: str, zone: tzinfo) -> str:
    """Return the day and the clock of an ISO 8601 time, as a kept copy is marked (CMP-15).

    >>> from datetime import UTC
    >>> as_at_words("2026-11-22T03:02:10+00:00", UTC)
    '22-Nov-2026 03:02'
    """
    at = datetime.fromisoformat(moment).astimezone(zone)
    return f"{at:%d}-{MONTHS[at.month - 1][:3]}-{at:%Y %H:%M}"


def day_and_clock(retrieved: str, zone: tzinfo) -> str:
    """Return ", retrieved 22-Nov-2026 03:02" to stand after a source's name, "" where nothing came.

    >>> from datetime import UTC
    >>> day_and_clock("2026-11-22T03:02:10Z", UTC)
    ', retrieved 22-Nov-2026 03:02'
    """
    return f", retrieved {as_at_words(retrieved, zone)}" if retrieved else ""
