"""Decides when a resource of ours happened, for ``_sort=-date,_id`` and for searches by date.

A partial date is a span: "2019" reaches from the start of 2019 to the start of 2020. A date without an
offset is taken as UTC; a real server has to choose something too.
"""

import re
from calendar import monthrange
from datetime import UTC, datetime, timedelta

from viewer.demo.shelf import Stored

DATED = frozenset({"Observation", "Encounter", "DiagnosticReport"})
"""Types that these servers sort and search by date."""

_WHEN = re.compile(rb'"(?:effectiveDateTime|(?:effectiveP|p|actualP)eriod":\{"start)":"([^"]+)"')
_NEVER = datetime(1, 1, 1, tzinfo=UTC)
Span = tuple[datetime, datetime]


def span_of(text: str) -> Span:
    """Return the start of a FHIR date and the first moment after it. Raises ValueError.

    >>> span_of("2019-03")[1].isoformat()
    '2019-04-01T00:00:00+00:00'
    """
    if len(text) > len("2019-03-04"):
        moment = datetime.fromisoformat(text)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return moment, moment + timedelta(seconds=1)
    year, month, day = (int(part) for part in (text + "-00-00").split("-")[:3])
    start = datetime(year, month or 1, day or 1, tzinfo=UTC)
    last = datetime(year, month or 12, day or monthrange(year, month or 12)[1], tzinfo=UTC)
    return start, last + timedelta(days=1)


def when(stored: Stored) -> Span | None:
    """Return when a resource happened; None for an undated one."""
    found = _WHEN.search(stored.body)
    return span_of(found[1].decode()) if found else None


def newest_first(found: list[Stored]) -> list[Stored]:
    """Sort as ``_sort=-date,_id`` asks, so that equal dates have an order too; undated ones come last."""
    by_id = sorted(found, key=lambda stored: stored.id)
    return sorted(by_id, key=lambda stored: (when(stored) or (_NEVER, _NEVER))[0], reverse=True)


def fits(stored: Stored, wanted: str) -> bool:
    """Tell whether a resource fits ``ge2019-03``, ``le2019`` or a date alone. Raises ValueError."""
    prefix = wanted[:2] if wanted[:2].isalpha() else ""
    start, end = span_of(wanted.removeprefix(prefix))
    first, after = when(stored) or (_NEVER, _NEVER)
    answers = {
        "ge": after > start,
        "le": _NEVER < first < end,
        "": start <= first and after <= end,
    }
    if prefix not in answers:
        raise ValueError("a date is searched with ge, le or alone")
    return answers[prefix]
