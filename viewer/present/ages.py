"""How an age reads: the units that the NHS common user interface gives each age, and no false precision."""

from calendar import monthrange
from datetime import date, datetime, timedelta

from viewer.fhir.dates import ClinicalDate
from viewer.present.moments import Moment, moment_of

_FUTURE = "date of birth is in the future"
_DAYS_ONLY = 4 * 7
_ADULT = 18


def age_words(born: ClinicalDate | None, on: date) -> str:
    """Age on a day, or at an instant if ``on`` is an aware datetime and the birth has a time (CUI-14).

    Under 4 weeks days, under 1 year weeks and days, under 2 months and days, under 18 years and months;
    a partial date of birth gives "about" (CUI-15). "" where there is no date to compute from.

    >>> age_words(ClinicalDate(text="1985", first="", last="", earliest=0, latest=0), date(2025, 3, 1))
    'about 40y'
    """
    moment = moment_of(born.text) if born else None
    if moment is None:
        return ""
    if isinstance(on, datetime):
        exact = _hours(moment, on)
        if exact:
            return exact
        on = on.date()
    return _full(moment.at.date(), on) if moment.parts > 2 else _partial(moment, on)  # noqa: PLR2004


def _hours(born: Moment, on: datetime) -> str:
    """Minutes under 2 hours, hours under 2 days; "" where that does not apply."""
    if born.offset is None or on.tzinfo is None:
        return ""
    lived = on - born.at
    if lived < timedelta(0):
        return _FUTURE
    if lived < timedelta(hours=2):
        return f"{lived // timedelta(minutes=1)}min"
    return f"{lived // timedelta(hours=1)}hr" if lived < timedelta(days=2) else ""


def _full(born: date, on: date) -> str:
    if on < born:
        return _FUTURE
    days, months = (on - born).days, _months(born, on)
    years = months // 12
    if years >= _ADULT:
        return f"{years}y"
    if years >= 2:  # noqa: PLR2004  # months are said to the second birthday
        return _pair((years, "y"), (months % 12, "m"))
    if years:
        return _pair((months, "m"), ((on - _later(born, months)).days, "d"))
    return _weeks(days)


def _weeks(days: int) -> str:
    if days == 0:
        return "under 1d"
    return f"{days}d" if days < _DAYS_ONLY else _pair((days // 7, "w"), (days % 7, "d"))


def _pair(*units: tuple[int, str]) -> str:
    """Largest unit first, no space inside a pair, zero units dropped (CUI-13)."""
    return " ".join(f"{number}{unit}" for number, unit in units if number)


def _months(born: date, on: date) -> int:
    return (on.year - born.year) * 12 + on.month - born.month - (on.day < born.day)


def _later(born: date, months: int) -> date:
    year, month = divmod(born.year * 12 + born.month - 1 + months, 12)
    return date(year, month + 1, min(born.day, monthrange(year, month + 1)[1]))


def _partial(born: Moment, on: date) -> str:
    """Never beyond the precision of the birth: whole years of a year, whole months of a month (CUI-15)."""
    if born.parts == 1:
        return _about(on.year - born.at.year, "y")
    months = (on.year - born.at.year) * 12 + on.month - born.at.month
    if months >= _ADULT * 12:
        return _about(months // 12, "y")
    if months < 2 * 12:
        return _about(months, "m")
    return "about " + _pair((months // 12, "y"), (months % 12, "m"))


def _about(number: int, unit: str) -> str:
    if number < 0:
        return _FUTURE
    return f"about {number}{unit}" if number else f"under 1{unit}"
