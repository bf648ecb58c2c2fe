"""A search that fails whole over one bad record is asked in parts by date, so that all the others come."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

PARAMETER = "date"
MOST = 64
"""How many parts are asked for: one bad record takes some thirty of them."""

PATIENCE = 6
"""After so many parts of which none came, it is not one record that the source fails over."""

_FIRST, _LAST = date(1900, 1, 1), date(2100, 1, 1)


@dataclass(frozen=True, slots=True)
class Part:
    """Records dated from ``since`` to before ``until``; None is open; neither is for those without a date."""

    since: date | None = None
    until: date | None = None

    @property
    def parameters(self) -> tuple[tuple[str, str], ...]:
        """What is added to the search. A period that crosses a border is in both parts, and in no gap."""
        if self.since is None and self.until is None:
            return ((f"{PARAMETER}:missing", "true"),)
        since = ((PARAMETER, f"ge{self.since.isoformat()}"),) if self.since else ()
        until = ((PARAMETER, f"lt{self.until.isoformat()}"),) if self.until else ()
        return since + until

    @property
    def is_span(self) -> bool:
        """Whether it has a beginning and an end."""
        return self.since is not None and self.until is not None

    @property
    def words(self) -> str:
        """The part as the screen names it."""
        if self.since and self.until:
            last = self.until - timedelta(days=1)
            return _day(last) if last == self.since else f"{_day(self.since)} to {_day(last)}"
        if self.until:
            return f"before {_day(self.until)}"
        return f"{_day(self.since)} and later" if self.since else "without a date"

    def halves(self) -> tuple["Part", ...]:
        """Return the two halves; none of a single day or an open range."""
        if self.since is None or self.until is None or (self.until - self.since).days == 1:
            return ()
        middle = self.since + (self.until - self.since) // 2
        return Part(self.since, middle), Part(middle, self.until)


def first_parts() -> Iterator[Part]:
    """Yield the parts to begin with; together they are everything."""
    yield Part(_FIRST, _LAST)
    yield Part()
    yield Part(until=_FIRST)
    yield Part(since=_LAST)


def _day(day: date) -> str:
    return f"{day:%d-%b-%Y}"
