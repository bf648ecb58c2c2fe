"""How old an answer is, in words that move on by themselves; what cannot be told is said, never guessed.

The engine gives the moment of each answer; the window asks here, again and again, what to say of it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

NOT_KNOWN = "age not known"
_SLACK = timedelta(minutes=1)  # two clocks of one computer, read one after the other
_HOUR, _DAY = 60, 24 * 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """One source as its age is told. ``at``: ISO 8601 of what stands, "" where nothing was read.

    ``limit``: minutes from which on it is old; 0 for never. ``doubted``: the clock was set since.
    """

    name: str
    at: str
    limit: int
    doubted: bool = False


def minutes_old(at: str, now: datetime) -> int | None:
    """Return whole minutes since a moment, None where that lies ahead: then the clock was set back.

    >>> from datetime import UTC
    >>> now = datetime(2026, 11, 22, 10, 12, 59, tzinfo=UTC)
    >>> minutes_old("2026-11-22T10:00:00+00:00", now), minutes_old("2026-11-22T11:00:00+00:00", now)
    (12, None)
    """
    age = now - datetime.fromisoformat(at)
    return None if age < -_SLACK else max(0, int(age / timedelta(minutes=1)))


def ago_words(minutes: int | None) -> str:
    """Return the age for a sentence.

    >>> [ago_words(one) for one in (None, 0, 1, 12, 60, 65, 1440, 3000)][:5]
    ['age not known', 'just now', '1 minute ago', '12 minutes ago', '1 hour ago']
    >>> [ago_words(one) for one in (65, 1440, 3000)]
    ['1 hour 5 minutes ago', '1 day ago', '2 days 2 hours ago']
    """
    if minutes is None:
        return NOT_KNOWN
    if not minutes:
        return "just now"
    days, hours, rest = minutes // _DAY, minutes % _DAY // _HOUR, minutes % _HOUR
    parts = [(days, "day"), (hours, "hour"), (0 if days else rest, "minute")]
    return (
        " ".join(f"{number} {unit}{'s' if number > 1 else ''}" for number, unit in parts if number) + " ago"
    )


def short_age(minutes: int | None) -> str:
    """Return the age for a place that has room for a word or two.

    >>> [short_age(one) for one in (None, 0, 12, 125, 1440, 4000)]
    ['age not known', 'now', '12 min', '2 hr', '1 day', '2 days']
    """
    if minutes is None:
        return NOT_KNOWN
    if minutes < _HOUR:
        return f"{minutes} min" if minutes else "now"
    days = minutes // _DAY
    return f"{days} day{'s' if days > 1 else ''}" if days else f"{minutes // _HOUR} hr"


def age_of(read: Read, now: datetime) -> int | None:
    """Return how many minutes old a source's answer is, None where that cannot be told."""
    return None if read.doubted or not read.at else minutes_old(read.at, now)


def is_stale(read: Read, now: datetime) -> bool:
    """Whether a source is to be named as old; one of which the age is not known is."""
    age = age_of(read, now)
    return bool(read.at and read.limit) and (age is None or age >= read.limit)


def stale_words(sources: Iterable[Read], now: datetime) -> str:
    """Return what is said of the sources that are old, and what to do; "" where none is."""
    old = [one for one in sources if is_stale(one, now)]
    ages: dict[int, list[str]] = {}
    unknown: list[str] = []
    for one in old:
        age = age_of(one, now)
        (unknown if age is None else ages.setdefault(age, [])).append(one.name)
    words = []
    if ages:
        said = "; ".join(
            f"{', '.join(names)} ({ago_words(age)})" for age, names in sorted(ages.items())[::-1]
        )
        words.append(f"Not read for {min(one.limit for one in old)} minutes or more: {said}.")
    if unknown:
        why = "the clock of this computer was set back"
        words.append(f"How old the answer of {', '.join(unknown)} is cannot be told: {why}.")
    return " ".join([*words, "It may have changed since. Press F5 to read again."]) if words else ""


def stale_in_short(sources: Iterable[Read], now: datetime) -> str:
    """Return the same for a place of one line: how many sources, how old the oldest, what to do."""
    old = [one for one in sources if is_stale(one, now)]
    if not old:
        return ""
    count = "1 source is" if len(old) == 1 else f"{len(old)} sources are"
    age = oldest_words(old, now)
    return f"{count} old: {age if age == NOT_KNOWN else f'read {age}'}. Press F5."


def oldest_words(sources: Iterable[Read], now: datetime) -> str:
    """Return the age of the oldest answer, "" where there is none; one that is not known is the worst."""
    ages = [age_of(one, now) for one in sources if one.at]
    if not ages:
        return ""
    known = [age for age in ages if age is not None]
    return ago_words(max(known) if len(known) == len(ages) else None)
