"""What a lane draws at a zoom: labelled marks, bare marks, or counted bars; nothing is left out (TML-06)."""

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Indexes = NDArray[np.intp]


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What is in view: ``first`` to ``last`` in seconds since 1970, on ``width`` pixels."""

    first: float
    last: float
    width: int

    def x(self, at: Floats) -> Floats:
        """Return where moments stand, in pixels from the left edge; beyond the edges too."""
        scaled: Floats = (at - self.first) * (self.width / (self.last - self.first))
        return scaled


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """The dated entries of one lane: first and last moment that each may mean, infinite where open.

    ``label_width``: how wide the whole label of an entry is, in pixels; asked only of those in view.
    """

    first: Floats
    last: Floats
    label_width: Callable[[int], int]

    def __len__(self) -> int:
        return len(self.first)


@dataclass(frozen=True, slots=True)
class Mark:
    """One entry: ``item`` is its place in the lane, ``x`` its left edge in pixels, ``row`` is from the top.

    ``labelled``: its whole label has room (TML-07). How long it lasts is drawn behind and takes no room.
    """

    item: int
    x: float
    row: int
    labelled: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Bar:
    """Entries that cannot be told apart at this zoom: ``items`` are their places in the lane."""

    x: float
    end: float
    items: Indexes


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """A lane at a zoom: marks, and bars where they are crowded.

    ``before`` and ``after`` count what is out of view, ``folded`` what would be in view if the lane were open
    (TML-08): they, the marks and the bars are all of it. ``begins`` is the place of the first entry that does
    not begin before what is in view: what is in view before that place has its start out of view (TML-05).
    """

    marks: tuple[Mark, ...] = ()
    bars: tuple[Bar, ...] = ()
    before: int = 0
    after: int = 0
    folded: int = 0
    begins: int = 0

    def early(self, items: Indexes) -> int:
        """How many of these entries began before what is in view."""
        return int(np.count_nonzero(items < self.begins))

    @property
    def begun(self) -> int:
        """How many of those in view began before it."""
        marks = sum(mark.item < self.begins for mark in self.marks)
        return marks + sum(self.early(bar.items) for bar in self.bars)

    @property
    def shown(self) -> int:
        """How many entries are in view."""
        return len(self.marks) + sum(len(bar.items) for bar in self.bars)


@dataclass(frozen=True, slots=True, kw_only=True)
class Metrics:
    """Pixels: of a symbol, between two things, of a digit; and how many rows a lane has."""

    symbol: int = 10
    gap: int = 4
    digit: int = 8
    rows: int = 3


_METRICS = Metrics()


def lay_out(lane: Lane, view: View, metrics: Metrics = _METRICS) -> Laid:
    """Lay a lane out; its entries are in the order of ``first``."""
    before = lane.last < view.first
    after = ~before & (lane.first > view.last)
    inside: Indexes = np.flatnonzero(~(before | after))
    starts = np.maximum(view.x(lane.first[inside]), 0.0)
    packing = _Packing(metrics, view.width)
    for group, x in _groups(inside, starts, view.width, metrics):
        packing.put(group, x)
    return Laid(
        marks=packing.labelled(lane.label_width),
        bars=tuple(packing.bars),
        before=int(before.sum()),
        after=int(after.sum()),
        begins=int(np.searchsorted(lane.first, view.first)),
    )


def _groups(
    inside: Indexes, starts: Floats, width: int, metrics: Metrics
) -> Iterator[tuple[Indexes, Floats]]:
    """Split what is in view into cells in which a symbol, or the number of all of them, has room."""
    cell = max(metrics.symbol, _number_px(len(inside), metrics)) + metrics.gap
    cells = np.minimum(starts, width - 1) // cell  # ascending, as the entries are
    begins = np.flatnonzero(np.diff(cells, prepend=-1.0))[1:] if len(inside) else np.empty(0, dtype=np.intp)
    if len(inside):
        yield from zip(np.split(inside, begins), np.split(starts, begins), strict=True)


def _number_px(number: int, metrics: Metrics) -> int:
    return metrics.digit * len(f"{number:,}")


class _Packing:
    """Puts what comes from the left into rows; what does not fit is counted in a bar."""

    def __init__(self, metrics: Metrics, width: int) -> None:
        self._metrics = metrics
        self._width = width
        self._ends = [float("-inf")] * metrics.rows
        self._marks: list[Mark] = []
        self.bars: list[Bar] = []

    def put(self, group: Indexes, starts: Floats) -> None:
        """Put the entries of one cell: as marks where each has a row, else as a bar."""
        if len(group) > self._metrics.rows or not self._as_marks(group, starts):
            self._as_bar(group, float(starts[0]))

    def _as_marks(self, group: Indexes, starts: Floats) -> bool:
        ends, made = list(self._ends), []
        for item, at in zip(group.tolist(), starts.tolist(), strict=True):
            x = min(at, float(self._width - self._metrics.symbol))
            row = ends.index(min(ends))  # where most room is left for a label
            if x < ends[row] + self._metrics.gap:
                return False
            ends[row] = x + self._metrics.symbol
            made.append(Mark(item, x, row))
        self._ends = ends
        self._marks += made
        return True

    def _as_bar(self, group: Indexes, at: float) -> None:
        last = self.bars[-1] if self.bars else None
        if last is not None and at < last.end + self._metrics.gap:
            group, at = np.concatenate([last.items, group]), last.x
            self.bars.pop()
        else:
            at = max(at, max(self._ends) + self._metrics.gap)
        self._put_bar(group, at)

    def _put_bar(self, group: Indexes, at: float) -> None:
        """At the right edge a bar goes left as far as it must, and takes in what stands there."""
        wide = _number_px(len(group), self._metrics) + self._metrics.gap
        x = max(0.0, min(at, float(self._width - wide)))
        met = [mark for mark in self._marks if mark.x + self._metrics.symbol > x]
        if met and x < at:
            self._marks = [mark for mark in self._marks if mark.x + self._metrics.symbol <= x]
            inside = np.array([mark.item for mark in met], dtype=np.intp)
            self._put_bar(np.sort(np.concatenate([inside, group])), x)
        elif self.bars and x < self.bars[-1].end and x < at:
            before = self.bars.pop()
            self._put_bar(np.sort(np.concatenate([before.items, group])), before.x)
        else:
            self.bars.append(Bar(x, x + wide, group))
            self._ends = [max(end, x + wide) for end in self._ends]

    def labelled(self, label_width: Callable[[int], int]) -> tuple[Mark, ...]:
        """Return the marks, those with a label where nothing stands in the way of the whole of it."""
        walls = [bar.x for bar in self.bars]
        free = [float(self._width)] * self._metrics.rows
        found = []
        for mark in reversed(self._marks):
            place = bisect_right(walls, mark.x)
            wall = min(free[mark.row], walls[place] if place < len(walls) else float(self._width))
            room = wall - mark.x - self._metrics.symbol - 2 * self._metrics.gap
            found.append(replace(mark, labelled=label_width(mark.item) <= room))
            free[mark.row] = mark.x
        return tuple(reversed(found))
