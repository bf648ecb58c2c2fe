"""FHIR dates without inventing precision: what was sent, the interval it means, and its order."""

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date

from viewer.errors import ResourceError
from viewer.fhir.resource import Content, Json
from viewer.fhir.typed import choices, items, obj, objects, text

_FORM = re.compile(
    r"(\d{4})(?:-(\d\d)(?:-(\d\d)"
    r"(?:[Tt](\d\d):(\d\d)(?::(\d\d)(\.\d+)?)?(?:([Zz])|([+-])(\d\d):?(\d\d))?)?)?)?",
    re.ASCII,
)
_DAY = 86400
_JUST_BEFORE = 1e-6
_EPOCH = date(1970, 1, 1).toordinal()
_MAX_OFFSET = 14 * 3600
_MONTHS = 12
_MAX_HOUR = 24
_MAX_MINUTE = 59
_MAX_SECOND = 60  # a leap second


@dataclass(frozen=True, slots=True, kw_only=True)
class ClinicalDate:
    """A date, dateTime, instant or Period as sent, and the interval it stands for.

    ``text`` is the source's text (``2019``); a Period reads ``start/end`` (ISO 8601, ``..`` for open).
    ``first`` and ``last`` are ISO days (``2019-01-01``, ``2019-12-31``), never shown as if sent.
    ``earliest`` and ``latest`` are seconds since 1970 UTC; a text without a zone is taken at UTC for order
    only and has ``zone`` "". ``kind`` is onset, effective, issued, authored, recorded, start, ...
    ``timed`` says that a time of day was sent. ``open_end`` says that a Period has no end,
    ``open_start`` that it has no start (FID-19): the missing side then repeats the known one, for order only.
    """

    text: str
    first: str
    last: str
    earliest: float
    latest: float
    kind: str = ""
    zone: str = ""
    timed: bool = False
    open_end: bool = False
    open_start: bool = False


def parse_date(text: str, kind: str = "") -> ClinicalDate:
    """Read a FHIR ``date``, ``dateTime`` or ``instant``. Raises ResourceError.

    "2019" means any day of 2019, not 1 January:
    >>> parse_date("2019").first, parse_date("2019").last
    ('2019-01-01', '2019-12-31')
    """
    found = _FORM.fullmatch(text.strip())
    if not found:
        raise ResourceError("a date is not in FHIR form")  # never the text: it may be a birth date
    year, month, day = found.group(1, 2, 3)
    try:
        first = date(int(year), int(month or 1), int(day or 1))
        last_month = int(month or _MONTHS)
        last = date(int(year), last_month, int(day or monthrange(int(year), last_month)[1]))
    except ValueError as error:
        raise ResourceError("a date is not a calendar date") from error
    start, end = float((first.toordinal() - _EPOCH) * _DAY), float((last.toordinal() - _EPOCH) * _DAY)
    timed = found.group(4) is not None
    # Without a calendar class: year 1 and year 9999 must not overflow in any zone.
    moment = _seconds(found) if timed else 0.0
    return ClinicalDate(
        text=found.group(),
        first=first.isoformat(),
        last=last.isoformat(),
        earliest=start + moment,
        latest=start + moment if timed else end + _DAY - _JUST_BEFORE,
        kind=kind,
        zone=_zone(found),
        timed=timed,
    )


def _zone(found: re.Match[str]) -> str:
    if found.group(8):
        return "Z"
    return f"{found.group(9)}{found.group(10)}:{found.group(11)}" if found.group(9) else ""


def _seconds(found: re.Match[str]) -> float:
    """Seconds from midnight UTC of the day as written; negative east of Greenwich in the early hours."""
    hour, minute, second = (int(part or 0) for part in found.group(4, 5, 6))
    ahead = int(found.group(10) or 0) * 3600 + int(found.group(11) or 0) * 60
    past_end = hour == _MAX_HOUR and (minute or second or found.group(7))
    if hour > _MAX_HOUR or minute > _MAX_MINUTE or second > _MAX_SECOND or past_end or ahead > _MAX_OFFSET:
        raise ResourceError("a time of day or its zone is not on the clock")
    east = -ahead if found.group(9) == "-" else ahead
    return hour * 3600 + minute * 60 + second + float(found.group(7) or 0) - east


def period_date(value: Json, kind: str = "") -> ClinicalDate:
    """Read a FHIR ``Period``; no start is unknown, no end is open (FID-19). Raises ResourceError.

    >>> period_date({"start": "2019-03"}).text, period_date({"end": "2019"}).text
    ('2019-03/..', '../2019')
    """
    start, end = text(obj(value).get("start")), text(obj(value).get("end"))
    if start and end:
        return _span(parse_date(start, kind), parse_date(end, kind))
    if start:
        opening = parse_date(start, kind)
        return replace(opening, text=f"{opening.text}/..", open_end=True)
    if end:
        closing = parse_date(end, kind)
        return replace(closing, text=f"../{closing.text}", open_start=True)
    raise ResourceError("a period has neither start nor end")


def _span(opening: ClinicalDate, closing: ClinicalDate) -> ClinicalDate:
    return replace(
        opening,
        text=f"{opening.text}/{closing.text}",
        first=min(opening.first, closing.first),  # sources do send an end before the start
        last=max(opening.last, closing.last),
        earliest=min(opening.earliest, closing.earliest),
        latest=max(opening.latest, closing.latest),
        timed=opening.timed or closing.timed,
    )


def timing_date(value: Json, kind: str = "") -> ClinicalDate:
    """Read when a FHIR ``Timing`` happens: its events from first to last, else its bounds.

    Raises ResourceError: a timing that only says how often has no date.
    """
    events = [parse_date(text(event), kind) for event in items(obj(value).get("event")) if text(event)]
    if events:
        opening = min(events, key=lambda event: event.earliest)
        closing = max(events, key=lambda event: event.latest)
        return _span(opening, closing) if len(events) > 1 else opening
    for repeat in objects(obj(value).get("repeat")):
        return period_date(repeat.get("boundsPeriod"), kind)
    raise ResourceError("a timing has no date")


def when_of(content: Content, *names: str) -> ClinicalDate | None:
    """Return the first readable date among the named elements or ``name[x]`` choices; kind is its name.

    What cannot be read as a date (an age, a range, a word, a day that is in no calendar) is passed over.
    """
    for name in names:
        for value in [content.get(name), *(value for _, value in choices(content, name))]:
            found = _readable(value, name)
            if found:
                return found
    return None


def _readable(value: Json, kind: str) -> ClinicalDate | None:
    try:
        if isinstance(value, dict):
            return _from_object(value, kind)
        return parse_date(text(value), kind)
    except ResourceError:
        return None


def _from_object(value: Content, kind: str) -> ClinicalDate:
    if "start" in value or "end" in value:
        return period_date(dict(value), kind)
    return timing_date(dict(value), kind)
