"""How one FHIR date, dateTime, instant or time reads, at exactly the precision that was sent."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
"""Never from the locale (CUI-09)."""

NO_ZONE = ", no zone stated"

_SHAPE = re.compile(
    r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[Tt](\d\d):(\d\d)(?::(\d\d)(\.\d+)?)?([Zz]|[+-]\d\d:?\d\d)?)?)?)?",
    re.ASCII,
)
_LAST_SECOND = 59


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A sent date taken apart: ``at`` is the wall clock as sent; ``parts`` counts 1 year to 4 time of day.

    ``leap`` marks a 60th second, ``fraction`` is ``.250`` as sent. ``offset`` is None where none was sent.
    ``mark`` is the zone's abbreviation where the wall clock alone would be ambiguous.
    """

    at: datetime
    parts: int
    offset: str | None = None
    fraction: str = ""
    leap: bool = False
    mark: str = ""


@lru_cache(maxsize=2)  # a row says its date as a heading and in full; no more of a patient than that stays
def moment_of(text: str) -> Moment | None:
    """Take a FHIR date text apart; None where it is no calendar date in FHIR form.

    >>> moment_of("2019-02").parts
    2
    >>> moment_of("2019-02-30") is None
    True
    """
    found = _SHAPE.fullmatch(text)
    if not found:
        return None
    year, month, day, hour, minute, second, fraction, offset = found.groups()
    leap = second == "60"
    numbers = [int(part) for part in (year, month or 1, day or 1, hour or 0, minute or 0)]
    try:
        at = datetime(*numbers, _LAST_SECOND if leap else int(second or 0), tzinfo=_zone_of(offset))  # type: ignore[misc,arg-type]
    except ValueError:
        return None
    parts = 4 if hour else 3 if day else 2 if month else 1
    return Moment(at=at, parts=parts, offset=offset, fraction=fraction or "", leap=leap)


@lru_cache(maxsize=64)
def _zone_of(offset: str | None) -> tzinfo | None:
    if offset is None:
        return None
    if offset in {"Z", "z"}:
        return UTC
    hours, minutes = int(offset[1:3]), int(offset[-2:])
    ahead = timedelta(hours=hours, minutes=minutes)
    return timezone(-ahead if offset[0] == "-" else ahead)


def in_zone(moment: Moment, zone: tzinfo) -> Moment:
    """The same instant on the clock of ``zone``; only a time of day with an offset is ever moved (FID-07)."""
    if moment.offset is None:
        return moment
    try:
        local = moment.at.astimezone(zone)
        twice = local.replace(fold=1 - local.fold).utcoffset() != local.utcoffset()
    except (OverflowError, ValueError):  # the first and last day that the calendar has
        return moment
    mark = f" {local.tzname()}" if twice else ""
    return Moment(
        at=local, parts=moment.parts, fraction=moment.fraction, leap=moment.leap, offset=None, mark=mark
    )


def day_of(moment: Moment, *, long: bool = False) -> str:
    """``04-Mar-2019``, ``Mar-2019`` or ``2019``; long ``04 March 2019`` (CUI-09, CUI-11, FID-05)."""
    name = MONTHS[moment.at.month - 1]
    words = (f"{moment.at.day:02}", name if long else name[:3], f"{moment.at.year:04}")
    return (" " if long else "-").join(words[max(3 - moment.parts, 0) :])


def time_of(moment: Moment) -> str:
    """``14:05``, with seconds only where they are not zero, and the offset while it is as sent (CUI-12)."""
    second = "60" if moment.leap and moment.at.second == _LAST_SECOND else f"{moment.at.second:02}"
    exact = f"{second}{moment.fraction}"
    shown = f":{exact}" if exact.strip("0.") else ""
    offset = {None: "", "Z": " UTC", "z": " UTC"}.get(moment.offset, f" {moment.offset}")
    return f"{moment.at.hour:02}:{moment.at.minute:02}{shown}{offset}{moment.mark}"


def sent_words(text: str) -> str:
    """One date as sent, its own offset shown; what is no date is shown as it is.

    >>> sent_words("2019-03-04T14:05:00+01:00"), sent_words("2019-03"), sent_words("last year")
    ('04-Mar-2019 14:05 +01:00', 'Mar-2019', 'last year')
    """
    moment = moment_of(text)
    return text if moment is None else words_of(moment, zoneless=moment.offset is None)


def words_of(moment: Moment, *, zoneless: bool = False, long: bool = False) -> str:
    """Day and, where one was sent, time of day; ``zoneless`` adds that no zone was stated."""
    day = day_of(moment, long=long)
    if moment.parts < 4:  # noqa: PLR2004  # 4: a time of day was sent
        return day
    return f"{day} {time_of(moment)}{NO_ZONE if zoneless else ''}"
