"""How the time of an answer reads: the clock of the workstation, to the minute."""

from datetime import datetime, tzinfo


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
