"""What happened to a medicine since a date, and which date is asked for: started, stopped, dose changed."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta, tzinfo

from viewer.fhir.dates import ClinicalDate, parse_date
from viewer.present.dates import short_day
from viewer.record.pages.medicines.courses import SourceCourse, course

RECENT_DAYS = 28
"""MED-12: how long ago a medicine has stopped to be counted beside the current ones."""

UNDATED = "no date recorded: may have changed"
_LONGEST_DAYS = 36500


def since_of(options: Mapping[str, str], now: datetime, zone: tzinfo) -> date | None:
    """Return the day asked for: ``since`` is a number of days back, or an ISO day; None for anything else."""
    asked = options.get("since", "")
    if asked.isdecimal() and len(asked) < 6 and int(asked) <= _LONGEST_DAYS:  # noqa: PLR2004  # no longer number is meant
        return now.astimezone(zone).date() - timedelta(days=int(asked))
    try:
        return date.fromisoformat(asked)
    except ValueError:
        return None


def seconds(day: date, zone: tzinfo) -> float:
    """When a day begins, in seconds since 1970 UTC."""
    return datetime(day.year, day.month, day.day, tzinfo=zone).timestamp()


def day_words(day: date, zone: tzinfo) -> str:
    """A day in words."""
    return short_day(parse_date(day.isoformat()), zone)


def changes_since(
    courses: Mapping[str, Iterable[SourceCourse]],
    names: Mapping[str, str],
    since: date,
    zone: tzinfo,
) -> tuple[str, ...]:
    """Return what changed since a day, newest first, with its source; what has no date at all may have."""
    start = seconds(since, zone)
    found: list[tuple[float, str]] = []
    for source, own in courses.items():
        for made in own:
            dated = [(what, day) for what, day in _happened(made) if day]
            if not dated:
                found.append((float("-inf"), f"{UNDATED} ({names[source]})"))
            found += [
                (day.latest, f"{what} {short_day(day, zone)} ({names[source]})")
                for what, day in dated
                if day.latest >= start
            ]
    return tuple(dict.fromkeys(words for _, words in sorted(found, reverse=True)))


def _happened(made: SourceCourse) -> list[tuple[str, ClinicalDate | None]]:
    """Dates that a change may bear; another issue of the same is none."""
    found: list[tuple[str, ClinicalDate | None]] = []
    for copy in made.stated:
        said = course(copy.own)
        ended = said.end if made.standing == "past" else None
        when = copy.own.when
        found += [
            ("started", said.start),
            ("stopped" if made.standing == "past" else "status changed", said.stopped or ended),
            ("dosage changed", said.dose_changed),
        ]
        if when and not (said.start and said.start.earliest == when.earliest):
            found.append((said.kind if made.standing == "given" else when.kind or "recorded", when))
    return found


def stopped_since(courses: Iterable[SourceCourse], start: float) -> bool:
    """Whether a medicine that is past has ended since; one without a date of its end is not counted."""
    return any(day.latest >= start for made in courses for day in _ends(made))


def stopped_undated(courses: Iterable[SourceCourse]) -> bool:
    """Whether a medicine that is past has no date of its end, so that it may have stopped at any time."""
    return any(made.standing == "past" and not _ends(made) for made in courses)


def _ends(made: SourceCourse) -> list[ClinicalDate]:
    """Dates on which a course that is past has ended."""
    stated = made.stated if made.standing == "past" else ()
    return [day for copy in stated for day in (course(copy.own).stopped, course(copy.own).end) if day]
