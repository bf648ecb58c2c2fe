"""Where the axis of time has its words: whole years, months, days or hours on the workstation's clock."""

from datetime import UTC, datetime, timedelta, tzinfo

from viewer.present.moments import MONTHS
from viewer.record.pages.results.body import Tick

_MOST = 8
_DAY = 86400.0
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_HOURS = (1, 2, 3, 6, 12)
_DAYS = (1, 2, 5, 10)
_MONTHS = (1, 2, 3, 6)
_YEARS = (1, 2, 5, 10, 20, 50, 100)


def ticks_of(first: float, last: float, zone: tzinfo) -> tuple[Tick, ...]:
    """Return at most eight places between two instants, the coarsest unit that gives two or more."""
    start, end = _local(first, zone), _local(last, zone)
    if start is None or end is None:
        return ()
    span = (last - first) / _DAY
    for made in (_years(start, end, span), _months(start, end, span), _days(start, end, span)):
        ticks = _within(made, first, last)
        if len(ticks) > 1:
            return ticks
    return _within(_hours(start, end, span), first, last)


def _local(at: float, zone: tzinfo) -> datetime | None:
    try:
        return (_EPOCH + timedelta(seconds=at)).astimezone(zone)
    except (OverflowError, ValueError):  # the ends of the calendar
        return None


def _within(made: list[tuple[datetime, str]], first: float, last: float) -> tuple[Tick, ...]:
    ticks = (Tick(at=moment.timestamp(), words=words) for moment, words in made)
    return tuple(tick for tick in ticks if first <= tick.at <= last)[:_MOST]


def _step(steps: tuple[int, ...], wanted: float) -> int:
    return next((step for step in steps if step >= wanted), steps[-1])


def _years(start: datetime, end: datetime, span: float) -> list[tuple[datetime, str]]:
    step = _step(_YEARS, span / 365 / _MOST)
    years = [year for year in range(start.year + 1, end.year + 1) if year % step == 0]
    return [(datetime(year, 1, 1, tzinfo=start.tzinfo), str(year)) for year in years]


def _months(start: datetime, end: datetime, span: float) -> list[tuple[datetime, str]]:
    step = _step(_MONTHS, span / 30 / _MOST)
    numbers = range(start.year * 12 + start.month, end.year * 12 + end.month)
    return [
        (datetime(number // 12, number % 12 + 1, 1, tzinfo=start.tzinfo), _month(number))
        for number in numbers
        if number % step == 0
    ]


def _month(number: int) -> str:
    return f"{MONTHS[number % 12][:3]}-{number // 12}"


def _days(start: datetime, end: datetime, span: float) -> list[tuple[datetime, str]]:
    step = _step(_DAYS, span / _MOST)
    midnight = start.replace(hour=0, minute=0, second=0, microsecond=0)
    count = (end.date() - start.date()).days + 1
    days = [midnight + timedelta(days=ahead) for ahead in range(1, count, step)]
    return [(day, f"{day.day:02}-{MONTHS[day.month - 1][:3]}-{day.year}") for day in days]


def _hours(start: datetime, end: datetime, span: float) -> list[tuple[datetime, str]]:
    step = _step(_HOURS, span * 24 / _MOST)
    hour = start.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    count = int((end - hour).total_seconds() // 3600) + 1  # none past the end: the calendar may end there
    moments = [(hour + timedelta(hours=ahead)).astimezone(start.tzinfo) for ahead in range(count)]
    return [(moment, f"{moment:%H:%M}") for moment in moments if moment.hour % step == 0]
