"""Where an entry stands in time: at its start, and a partial date as late as it may be."""

from datetime import UTC, datetime, timedelta, tzinfo

from viewer.errors import ResourceError
from viewer.fhir.dates import ClinicalDate, parse_date

_OPEN = {"", ".."}


def start_text(when: ClinicalDate) -> str:
    """Return the date that places it: a Period stands at its start, one without a start at its end.

    >>> from viewer.fhir.dates import period_date
    >>> start_text(period_date({"start": "2019-03", "end": "2020"})), start_text(period_date({"end": "2020"}))
    ('2019-03', '2020')
    """
    start, slash, end = when.text.partition("/")
    return end if slash and start in _OPEN else start


def instant_of(when: ClinicalDate, zone: tzinfo = UTC) -> float:
    """Return the seconds since 1970 at which it is ordered.

    A time with an offset is an instant. "2019" may have been as late as the last moment of 2019 on the
    clock of ``zone``, and stands there: what may be newer is never sorted away below what is older.
    """
    if "/" in when.text:
        point = _point(start_text(when), zone)
        return point[1] if point else when.latest
    if when.timed and when.zone:
        return when.earliest
    return _on_the_clock(when.latest, zone, fold=1)


def span_of(when: ClinicalDate, zone: tzinfo = UTC) -> tuple[float, float]:
    """Return the first and the last instant that it may mean, in seconds since 1970."""
    if "/" not in when.text:
        return _on_clocks(when, zone)
    points = [_point(text, zone) for text in when.text.split("/") if text not in _OPEN]
    first, last = (points[0], points[-1]) if points else (None, None)
    return (first[0] if first else when.earliest), (last[1] if last else when.latest)


def _point(text: str, zone: tzinfo) -> tuple[float, float] | None:
    try:
        point = parse_date(text)
    except ResourceError:
        return None
    return _on_clocks(point, zone)


def _on_clocks(point: ClinicalDate, zone: tzinfo) -> tuple[float, float]:
    if point.timed and point.zone:
        return point.earliest, point.latest
    return _on_the_clock(point.earliest, zone, fold=0), _on_the_clock(point.latest, zone, fold=1)


def _on_the_clock(seconds: float, zone: tzinfo, *, fold: int) -> float:
    """Return the instant at which the clock of ``zone`` shows what UTC shows at ``seconds``."""
    try:
        naive = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
        return naive.replace(tzinfo=zone, fold=fold).timestamp()
    except (OverflowError, ValueError):  # the first and last day that the calendar has
        return seconds
