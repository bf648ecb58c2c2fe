"""Which stretch of time is in view: zoomed about a point, moved, kept between birth and what is planned."""

from dataclasses import dataclass, replace

import numpy as np

from viewer.timeline.lanes import Floats, View

LEAST_S = 600.0
_YEAR_S = 365.25 * 86_400
_MARGIN = 0.02
_MOST_S = 300 * _YEAR_S


@dataclass(frozen=True, slots=True)
class TimeWindow:
    """``first`` to ``last`` are in view, of the whole from ``begin`` to ``end``; seconds since 1970."""

    first: float
    last: float
    begin: float
    end: float

    @property
    def length(self) -> float:
        """Seconds in view."""
        return self.last - self.first

    @property
    def whole(self) -> "TimeWindow":
        """Everything."""
        return replace(self, first=self.begin, last=self.end)

    def sees(self, first: float, last: float) -> bool:
        """Whether any of this stretch is in view."""
        return last >= self.first and first <= self.last

    def view(self, width: int) -> View:
        """The same, on so many pixels."""
        return View(first=self.first, last=self.last, width=max(width, 1))

    def zoomed(self, factor: float, at: float | None = None) -> "TimeWindow":
        """See less (factor below 1) or more of it; what stands at ``at`` stays where it is."""
        middle = (self.first + self.last) / 2 if at is None else at
        length = min(max(self.length * factor, LEAST_S), self.end - self.begin)
        share = (middle - self.first) / self.length
        return self._kept(middle - share * length, length)

    def moved(self, by: float) -> "TimeWindow":
        """Move by a share of what is in view, to the later for a positive one."""
        return self._kept(self.first + by * self.length, self.length)

    def showing(self, at: float) -> "TimeWindow":
        """Move no more than is needed for a moment to be in view, a little inside."""
        inset = self.length * 0.1
        if at < self.first + inset:
            return self._kept(at - inset, self.length)
        if at > self.last - inset:
            return self._kept(at + inset - self.length, self.length)
        return self

    def over(self, first: float, last: float) -> "TimeWindow":
        """See exactly this stretch with a margin, never less than the least."""
        length = min(max((last - first) * 1.2, LEAST_S), self.end - self.begin)
        return self._kept((first + last - length) / 2, length)

    def _kept(self, first: float, length: float) -> "TimeWindow":
        start = min(max(first, self.begin), self.end - length)
        return replace(self, first=start, last=start + length)


def whole_window(moments: Floats, now: float, born: float | None) -> TimeWindow:
    """Return the window of everything: from birth or the first entry to now or the last one planned."""
    every = np.concatenate([moments, [now], [] if born is None else [born]])
    # A date such as 0001 or 9999 is in the lanes, out of view: the life would be a hair's breadth.
    near = every[np.abs(every - now) <= _MOST_S]  # nor is an end that is open
    begin, end = float(near.min()), float(near.max())
    margin = max((end - begin) * _MARGIN, LEAST_S)
    return TimeWindow(begin - margin, end + margin, begin - margin, end + margin)
