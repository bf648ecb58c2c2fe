"""Stretches of time that a filter may ask for, and the day on which each begins."""

from datetime import date, timedelta

BETWEEN, STAY = "between", "stay"
SPANS: tuple[tuple[str, str], ...] = (
    ("", "Any date"),
    ("7d", "Last 7 days"),
    ("30d", "Last 30 days"),
    ("12m", "Last 12 months"),
    (STAY, "Since the last admission"),
    (BETWEEN, "From ... to ..."),
)
"""Key, and words; the keys stand in saved filters."""

_DAYS = {"7d": 7, "30d": 30}


def since_of(span: str, today: date, stay: str = "") -> str:
    """Return the first day of a span that ends today; "" where it has none. ``stay``: when the patient came.

    >>> since_of("7d", date(2026, 11, 22)), since_of("12m", date(2024, 2, 29))
    ('2026-11-15', '2023-03-01')
    """
    if span in _DAYS:
        return (today - timedelta(days=_DAYS[span])).isoformat()
    if span == "12m":
        leap = (today.month, today.day) == (2, 29)
        return (date(today.year - 1, 3, 1) if leap else today.replace(year=today.year - 1)).isoformat()
    return stay if span == STAY else ""
