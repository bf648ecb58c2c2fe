"""Which stretch of time a person means who types a date: a day, a month, a year, today, three weeks ago."""

import re
from datetime import date, datetime, timedelta, tzinfo

from viewer.ui.search.birth_date_field import birth_date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_YEAR = re.compile(r"(\d{4})")
_MONTH = re.compile(r"([a-z]{3})[a-z]*[ -](\d{4})")
_ISO_MONTH = re.compile(r"(\d{4})-(\d{2})")
_AGO = re.compile(r"(\d{1,4}|an?) (day|week|month|year)s? ago")
_NAMED = {"now": 0, "today": 0, "yesterday": 1}
_DAYS = {"day": 1, "week": 7}
_MONTHS_IN = {"month": 1, "year": 12}
Days = tuple[date, date]
"""First day, and the first day after the last."""


def days_of(text: str, today: date) -> Days | None:
    """Return the days that were typed, None where that cannot be read; day comes before month.

    >>> days_of("Mar 2019", date(2026, 11, 15))
    (datetime.date(2019, 3, 1), datetime.date(2019, 4, 1))
    >>> days_of("3 weeks ago", date(2026, 11, 15))[0], days_of("31/02/2019", date(2026, 11, 15))
    (datetime.date(2026, 10, 25), None)
    """
    words = " ".join(text.casefold().split())
    try:
        return _day(words) or _month_or_year(words) or _back(words, today)
    except (ValueError, OverflowError):  # a thirteenth month, a year 0, more years ago than there were
        return None


def span_of_days(days: Days, zone: tzinfo) -> tuple[float, float]:
    """Return the first and last moment of days, in seconds since 1970."""
    first, after = (datetime(day.year, day.month, day.day, tzinfo=zone).timestamp() for day in days)
    return first, after


def _one(day: date) -> Days:
    return day, day + timedelta(days=1)


def _day(words: str) -> Days | None:
    found = birth_date(words)
    return _one(date.fromisoformat(found)) if found else None


def _month_or_year(words: str) -> Days | None:
    if found := _YEAR.fullmatch(words):
        return date(int(found[1]), 1, 1), date(int(found[1]) + 1, 1, 1)
    if found := _ISO_MONTH.fullmatch(words):
        return _whole_month(int(found[1]), int(found[2]))
    if (found := _MONTH.fullmatch(words)) and found[1] in _MONTHS:
        return _whole_month(int(found[2]), _MONTHS.index(found[1]) + 1)
    return None


def _whole_month(year: int, month: int) -> Days:
    return date(year, month, 1), _moved(date(year, month, 1), 1)


def _back(words: str, today: date) -> Days | None:
    if words in _NAMED:
        return _one(today - timedelta(days=_NAMED[words]))
    if (found := _AGO.fullmatch(words)) is None:
        return None
    number = int(found[1]) if found[1].isdecimal() else 1
    if found[2] in _DAYS:
        return _one(today - timedelta(days=number * _DAYS[found[2]]))
    return _one(_moved(today, -number * _MONTHS_IN[found[2]]))


def _moved(day: date, months: int) -> date:
    """The same day so many months on; of a shorter month the last one."""
    whole = day.year * 12 + day.month - 1 + months
    first = date(whole // 12, whole % 12 + 1, 1)
    last = (date(first.year + first.month // 12, first.month % 12 + 1, 1) - timedelta(days=1)).day
    return first.replace(day=min(day.day, last))
