"""Which entries are picked: kinds joined by AND, names of one kind by OR, and what is said beside it."""

from dataclasses import dataclass, field
from datetime import datetime, tzinfo

import numpy as np

from viewer.errors import ResourceError
from viewer.fhir.dates import parse_date
from viewer.timeline.moment import span_of
from viewer.timeline.search.columns import Columns
from viewer.timeline.search.picks import NOT_STATED, Picks
from viewer.timeline.search.vocabulary import Marks

NAMED = ("domains", "categories", "sources", "statuses", "authors")
_WEEK = 7 * 86_400
AS_AT_LIMITS = (
    "Told by when each source says that it recorded something, such as recordedDate or issued",
    "It is never told by when it happened, and a source may have recorded late",
    "What was changed or withdrawn since is shown as it is now: sources send only their present state",
    "Banner, safety lines and summaries stay as they are now: only lists and lanes are as at",
)
"""What has to be said wherever a record is shown as it stood."""
UNAUTHORED = f'Rows that name no author are left out: "{NOT_STATED}" is a choice of its own'
GONE = "The entry that this filter names is not in the record any more"


@dataclass(slots=True)
class Picked:
    """``marks``: which entries are let through so far; ``notes``: sentences that stand with them.

    ``unsure``: which do not say when they were recorded, None where nobody asks.
    """

    columns: Columns
    marks: Marks = field(init=False)
    notes: list[str] = field(default_factory=list)
    unsure: Marks | None = None
    _counted: list[tuple[Marks, str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.marks = self.columns.here.copy()

    @property
    def _explains(self) -> Marks:
        """Supporting records, such as a Practitioner: that they have no date says nothing."""
        return self.columns.names["domains"].having(("supporting",), len(self.columns))

    def named(self, picks: Picks) -> None:
        """Keep what has one of the names of each kind."""
        for kind in NAMED:
            names = getattr(picks, kind)
            if names:
                self.marks &= self._having(kind, names)

    def _having(self, kind: str, names: tuple[str, ...]) -> Marks:
        """Which have one of the names; what names no author has none of them, and that is said."""
        having = self.columns.names[kind].having(names, len(self.columns))
        if kind == "authors":
            if NOT_STATED in names:
                return having | self.columns.names[kind].bare(len(self.columns))
            self.notes.append(UNAUTHORED)
        return having

    def dated(self, picks: Picks, zone: tzinfo) -> None:
        """Keep what may lie between two days, both included; what has no date is kept and counted."""
        since, until = (_day(text, zone) for text in (picks.since, picks.until))
        for text, day in ((picks.since, since), (picks.until, until)):
            if text and day is None:
                self.notes.append("A day of this filter cannot be read: it is not applied")
        if since is None and until is None:
            return
        undated = np.isnan(self.columns.first)
        if since is not None:
            self.marks &= undated | (self.columns.last >= since[0])
        if until is not None:
            self.marks &= undated | (self.columns.first <= until[1])
        self._counted.append((undated, "without a date is shown too", "without a date are shown too"))

    def near(self, number: int) -> None:
        """Keep what may fall within seven days of an entry, and the entry itself; -1 is none of them."""
        if not self._is_here(number):
            return
        first, last = self.columns.first, self.columns.last
        at = first[number], last[number]
        undated = np.isnan(first)
        undated[number] = False
        if np.isnan(at[0]):
            self.notes.append("This entry has no date: nothing can be said to be near it")
        close = (first <= at[1] + _WEEK) & (last >= at[0] - _WEEK)
        close[number] = True
        before, self.marks = self.marks, self.marks & close
        left = int((before & undated & ~self._explains).sum())
        if left:
            are, they = ("is", "it is") if left == 1 else ("are", "they are")
            self.notes.append(f"{left:,} without a date {are} not shown: nobody knows whether {they} near")

    def series(self, number: int) -> None:
        """Keep the results of the same test as one of them, and that one itself."""
        if not self._is_here(number):
            return
        held = self.columns.names["series"]
        same = held.having(held.of(number), len(self.columns))
        same[number] = True
        self.marks &= same

    def among(self, number: int, numbers: list[int]) -> None:
        """Keep an entry and what belongs to it, by number; what was not gone through yet comes later."""
        if self._is_here(number):
            marks = np.zeros(len(self.columns), np.bool_)
            marks[[number, *(one for one in numbers if one < len(marks))]] = True
            self.marks &= marks

    def known_by(self, moment: str) -> None:
        """Leave out what every source says was recorded later; what is not said to be is kept and counted."""
        if not moment:
            return
        instant = _instant(moment)
        if instant is None:
            self.notes.append("The moment of this filter cannot be read: it is not applied")
            return
        known = self.columns.known_from
        later = int((self.marks & (known > instant)).sum())
        self.marks &= ~(known > instant)
        self.unsure = np.isneginf(known)
        self._counted.append(
            (
                self.unsure,
                "does not say when it was recorded and is shown too",
                "do not say when they were recorded and are shown too",
            )
        )
        if later:
            self.notes.append(f"{later:,} recorded later {'is' if later == 1 else 'are'} left out")
        after = int((self.marks & self.unsure & (self.columns.first > instant)).sum())
        if after:
            are = "of those that do not say it is" if after == 1 else "of those that do not say it are"
            self.notes.append(f"{after:,} {are} dated after this moment")
        self.notes += AS_AT_LIMITS

    def counted(self) -> tuple[str, ...]:
        """Return the notes, with how many were let through because nothing is known against them."""
        said = []
        for marks, one, several in self._counted:
            count = int((self.marks & marks & ~self._explains).sum())
            if count:
                said.append(f"{count:,} {one if count == 1 else several}")
        return (*said, *self.notes)

    def _is_here(self, number: int) -> bool:
        is_here = 0 <= number < len(self.columns) and bool(self.columns.here[number])
        if not is_here:
            self.notes.append(GONE)
            self.marks[:] = False
        return is_here


def _day(text: str, zone: tzinfo) -> tuple[float, float] | None:
    try:
        return span_of(parse_date(text), zone) if text else None
    except ResourceError:
        return None


def _instant(text: str) -> float | None:
    try:
        return datetime.fromisoformat(text).timestamp()
    except ValueError:
        return None
