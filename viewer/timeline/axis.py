"""The axis of the timeline: which moments are marked at a zoom, from a lifetime to minutes (TML-04)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from functools import partial
from itertools import takewhile

from viewer.present.moments import MONTHS

_HOUR_S, _DAY_S = 3600.0, 86_400.0
_END = 253_402_300_799.0  # the last second of 9999
_YEAR_S = 365.25 * _DAY_S
_FIRST_YEAR, _LAST_YEAR = 1, 9999
Step = Callable[[datetime], datetime | None]


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark of the axis at ``at`` (seconds since 1970). ``label`` names the step, such as ``Mar``.

    ``begins`` is what begins there above it, such as ``2019``; "" where nothing does.
    """

    at: float
    label: str
    begins: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Level:
    """How far apart ticks are. ``floor`` goes back to a tick, ``step`` on to the next: on the wall clock."""

    seconds: float
    floor: Callable[[datetime], datetime]
    step: Step
    label: Callable[[datetime], str]
    begins: Callable[[datetime], str]


def month_words(at: datetime) -> str:
    """Return ``Mar-2019``."""
    return f"{MONTHS[at.month - 1][:3]}-{at.year:04}"


def day_words(at: datetime) -> str:
    """Return ``04-Mar-2019``."""
    return f"{at.day:02}-{month_words(at)}"


def _years(every: int) -> _Level:
    def step(at: datetime) -> datetime | None:
        # The calendar begins with year 1: the tick after it is a round one again.
        year = (at.year // every + 1) * every
        return at.replace(year=year) if year <= _LAST_YEAR else None

    def floor(at: datetime) -> datetime:
        return datetime(max(_FIRST_YEAR, at.year // every * every), 1, 1)  # noqa: DTZ001 - a wall clock

    return _Level(
        seconds=every * _YEAR_S, floor=floor, step=step, label=lambda at: f"{at.year:04}", begins=_nothing
    )


def _months(every: int) -> _Level:
    def step(at: datetime) -> datetime | None:
        whole = at.year * 12 + at.month - 1 + every
        if whole // 12 > _LAST_YEAR:
            return None
        return at.replace(year=whole // 12, month=whole % 12 + 1)

    def floor(at: datetime) -> datetime:
        return datetime(at.year, (at.month - 1) // every * every + 1, 1)  # noqa: DTZ001 - a wall clock

    return _Level(
        seconds=every * _YEAR_S / 12, floor=floor, step=step,
        label=lambda at: MONTHS[at.month - 1][:3],
        begins=lambda at: f"{at.year:04}" if at.month == 1 else "",
    )  # fmt: skip


def _days(every: int) -> _Level:
    """Days, or weeks that begin on Monday."""

    def floor(at: datetime) -> datetime:
        start = at.replace(hour=0, minute=0, second=0, microsecond=0)
        back = start.weekday() if every > 1 else 0
        return start - timedelta(days=min(back, start.toordinal() - 1))

    return _Level(
        seconds=every * _DAY_S, floor=floor, step=partial(_later, timedelta(days=every)),
        label=lambda at: f"{at.day:02}",
        begins=lambda at: month_words(at) if at.day <= every else "",
    )  # fmt: skip


def _minutes(every: int) -> _Level:
    def floor(at: datetime) -> datetime:
        whole = (at.hour * 60 + at.minute) // every * every
        return at.replace(hour=whole // 60, minute=whole % 60, second=0, microsecond=0)

    return _Level(
        seconds=every * 60.0, floor=floor, step=partial(_later, timedelta(minutes=every)),
        label=lambda at: f"{at:%H:%M}",
        begins=lambda at: day_words(at) if not at.hour and not at.minute else "",
    )  # fmt: skip


def _nothing(_at: datetime) -> str:
    return ""


def _later(by: timedelta, at: datetime) -> datetime | None:
    try:
        return at + by
    except OverflowError:
        return None


_LEVELS = (
    *(_minutes(count) for count in (1, 5, 15, 30, 60, 180, 360, 720)),
    *(_days(count) for count in (1, 7)),
    *(_months(count) for count in (1, 3)),
    *(_years(count) for count in (1, 2, 5, 10, 20, 50, 100, 500, 1000)),
)


def ticks(first: float, last: float, most: int, zone: tzinfo) -> tuple[Tick, ...]:
    """Return the ticks from ``first`` to ``last`` (seconds since 1970), at most about ``most`` of them.

    They stand where the clock of ``zone`` shows a round time; the repeated hour of autumn has its own.
    """
    level = next((one for one in _LEVELS if (last - first) / one.seconds <= most), _LEVELS[-1])
    start = level.floor(_wall(first, zone))
    found = _by_instant if level.seconds <= _HOUR_S else _by_clock
    return tuple(
        Tick(at, level.label(wall) + _which(wall, zone, level), level.begins(wall))
        for at, wall in takewhile(lambda one: one[0] <= last, found(level, start, zone))
        if at >= first
    )


def context_words(first: float, last: float, zone: tzinfo) -> str:
    """Return what a whole view is inside, such as ``04-Mar-2019``, ``Mar-2019``, ``2019``.

    "" where it spans several years, whose ticks say so themselves.
    """
    begin, end = _wall(first, zone), _wall(last, zone)
    for words in (day_words, month_words, lambda at: f"{at.year:04}"):
        if words(begin) == words(end):
            return words(begin)
    return ""


def _by_clock(level: _Level, start: datetime, zone: tzinfo) -> Iterator[tuple[float, datetime]]:
    """Step on the wall clock: days and half days are not always as long as one another."""
    wall: datetime | None = start
    before = float("-inf")
    while wall is not None:
        at = _instant(wall, zone)
        if at > before:  # in spring two times of the clock are one instant
            yield at, wall
            before = at
        wall = level.step(wall)


def _by_instant(level: _Level, start: datetime, zone: tzinfo) -> Iterator[tuple[float, datetime]]:
    """Step in seconds: in autumn an hour of the clock comes twice, and both have ticks."""
    at = first = _instant(start, zone)
    number = 0
    while at <= _END:
        yield at, _wall(at, zone)
        number += 1
        at = first + number * level.seconds


def _which(wall: datetime, zone: tzinfo, level: _Level) -> str:
    """Return `` BST`` or `` GMT`` where the clock shows a time twice, "" elsewhere."""
    if level.seconds > _HOUR_S:
        return ""
    once, again = wall.replace(tzinfo=zone, fold=0), wall.replace(tzinfo=zone, fold=1)
    if once.utcoffset() == again.utcoffset():
        return ""
    return f" {wall.replace(tzinfo=zone).tzname()}"


def _wall(at: float, zone: tzinfo) -> datetime:
    """What the clock of ``zone`` shows, without its zone; the ends of the calendar stand for all beyond."""
    try:
        return datetime.fromtimestamp(at, zone).replace(tzinfo=None)  # `fold` stays
    except (OverflowError, ValueError, OSError):
        return datetime.min if at < 0 else datetime.max  # noqa: DTZ901 - a wall clock


def _instant(wall: datetime, zone: tzinfo) -> float:
    return wall.replace(tzinfo=zone).timestamp()
