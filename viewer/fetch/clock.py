"""How far the clocks of a source and of this computer are apart, and when that is worth saying (PRIV-21)."""

from collections.abc import Iterator

from viewer.fetch.contact import Contact
from viewer.fetch.desk import Desk
from viewer.source.gap import Gap, GapKind

_SKEW_S = 60
_ADVICE = "Check the date and time of this computer first; if they are right, tell the source's support desk."


def apart(ahead_s: float) -> str:
    """Say by how much the source's clock is wrong beside ours; "" for less than a minute.

    >>> apart(-3600), apart(59)
    ("the source's clock is 60 minutes behind this computer's", '')
    """
    if abs(ahead_s) <= _SKEW_S:
        return ""
    way = "ahead of" if ahead_s > 0 else "behind"
    return f"the source's clock is {_duration(abs(ahead_s))} {way} this computer's"


def clock_notes(desk: Desk, contact: Contact) -> Iterator[Gap]:
    """Say once for a run that the clocks differ: times then mean another moment, and sign-ins end early."""
    words = apart(contact.furthest_s)
    if words:
        why = f"{words}, so the times that one of them states may be wrong"
        yield desk.gap(GapKind.NOTICE, None, "Date and time", why, _ADVICE)


def _duration(seconds: float) -> str:
    minutes = round(seconds / 60)
    if minutes == 1:
        return "a minute"
    return f"{minutes} minutes" if minutes < 120 else f"{round(minutes / 60)} hours"  # noqa: PLR2004 - two hours
