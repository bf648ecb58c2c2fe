"""What a chart draws at a zoom: points, or where they crowd, how far the values of a place reach."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from viewer.timeline.chart_kinds import ABOVE, BELOW
from viewer.timeline.lanes import Floats, Indexes, View

JOINED_S = 86_400.0
"""Seconds: two numbers of one series are joined by a line only where they are no farther apart than a day."""

Bytes = NDArray[np.uint8]


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """The numbers of one chart, in one unit, in the order of ``first``.

    ``first`` and ``last``: the moments that a date may mean, seconds since 1970. ``low`` and ``high`` are
    equal, save for a blood pressure. ``series``: which of them are of one code and one source. ``kinds``:
    bits of ``chart_kinds``. ``exact``: the time is known to the minute. A number with a comparator, or
    without its time, is never joined to another.
    """

    first: Floats
    last: Floats
    low: Floats
    high: Floats
    kinds: Bytes
    series: Bytes
    exact: Bytes


@dataclass(frozen=True, slots=True, eq=False)
class Spot:
    """What stands in one place: ``items``, from ``low`` to ``high``; ``x`` in pixels, ``end`` of its time.

    ``kind``: the bits of all of them.
    """

    x: float
    end: float
    items: Indexes
    low: float
    high: float
    kind: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Plotted:
    """A chart at a zoom. ``joins``: pairs of places in ``spots``; ``before``, ``after``: out of view."""

    spots: tuple[Spot, ...] = ()
    joins: tuple[tuple[int, int], ...] = ()
    before: int = 0
    after: int = 0

    @property
    def shown(self) -> int:
        """How many numbers are in view."""
        return sum(len(spot.items) for spot in self.spots)


def plot(numbers: Numbers, view: View, symbol: int) -> Plotted:
    """Put numbers in their places, ``symbol`` pixels each; those of one place are drawn as one."""
    before = numbers.last < view.first
    after = ~before & (numbers.first > view.last)
    inside: Indexes = np.flatnonzero(~(before | after))
    earlier, later = int(before.sum()), int(after.sum())
    if not len(inside):
        return Plotted(before=earlier, after=later)
    starts = np.clip(view.x(numbers.first[inside]), 0.0, float(view.width - symbol))
    begins = _begins(starts, symbol)
    spots = tuple(_spots(numbers, view, (inside, starts, begins)))
    places = np.searchsorted(begins, np.arange(len(inside)), side="right") - 1
    return Plotted(spots=spots, joins=_joins(numbers, inside, places), before=earlier, after=later)


def _begins(starts: Floats, symbol: int) -> Indexes:
    """Where each place begins: a symbol right of the one before it, so that none lies over another."""
    found = [0]
    while (place := int(np.searchsorted(starts, starts[found[-1]] + symbol))) < len(starts):
        found.append(place)
    return np.array(found, dtype=np.intp)


def _spots(numbers: Numbers, view: View, found: tuple[Indexes, Floats, Indexes]) -> Iterator[Spot]:
    inside, starts, begins = found
    low = np.minimum.reduceat(numbers.low[inside], begins).tolist()
    high = np.maximum.reduceat(numbers.high[inside], begins).tolist()
    kinds = np.bitwise_or.reduceat(numbers.kinds[inside], begins).tolist()
    ends = np.clip(view.x(numbers.last[inside[begins]]), 0.0, float(view.width)).tolist()
    xs = starts[begins].tolist()
    for place, items in enumerate(np.split(inside, begins[1:])):
        yield Spot(xs[place], ends[place], items, low[place], high[place], kinds[place])


def _joins(numbers: Numbers, inside: Indexes, places: Indexes) -> tuple[tuple[int, int], ...]:
    """Neighbours of one series: both exact, in different places, and no farther apart than stated."""
    sure = (numbers.exact == 1) & (numbers.kinds & (BELOW | ABOVE) == 0)
    found: set[tuple[int, int]] = set()
    for one in np.flatnonzero(np.bincount(numbers.series[inside])):
        of = np.flatnonzero(numbers.series[inside] == one)
        items, at = inside[of], places[of]
        near = np.diff(numbers.first[items]) <= JOINED_S
        near &= sure[items[1:]] & sure[items[:-1]] & (at[1:] != at[:-1])
        found.update(zip(at[:-1][near].tolist(), at[1:][near].tolist(), strict=True))
    return tuple(sorted(found))
