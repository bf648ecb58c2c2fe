"""What can be picked of each entry, as columns over their numbers: names, days, when it was recorded."""

from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from math import inf, nan

import numpy as np
from numpy.typing import NDArray

from viewer.timeline.search.vocabulary import Marks

Seconds = NDArray[np.float64]


class Named:
    """Which names each entry has: none, one or several. Entries that have the same ones share them."""

    def __init__(self) -> None:
        self._sets: dict[tuple[str, ...], int] = {(): 0}
        self._of = array("i")

    def put(self, number: int, names: tuple[str, ...]) -> None:
        """Let an entry have these names alone."""
        self._of.extend([0] * (number + 1 - len(self._of)))
        self._of[number] = self._sets.setdefault(names, len(self._sets))

    def of(self, number: int) -> tuple[str, ...]:
        """Return the names of an entry."""
        return tuple(self._sets)[self._of[number]]

    def having(self, names: Iterable[str], count: int) -> Marks:
        """Return which of so many entries have one of these names."""
        sought = set(names)
        meant = np.array([not sought.isdisjoint(held) for held in self._sets], np.bool_)
        marks = np.zeros(count, np.bool_)
        marks[: len(self._of)] = meant[np.array(self._of, np.int32)]
        return marks

    def bare(self, count: int) -> Marks:
        """Return which of so many entries have no name at all."""
        meant = np.array([not held for held in self._sets], np.bool_)
        marks = np.ones(count, np.bool_)
        marks[: len(self._of)] = meant[np.array(self._of, np.int32)]
        return marks

    def counts(self, among: Marks | None = None) -> dict[str, int]:
        """Count the entries (those ``among`` them that are marked) that have each name."""
        of = np.array(self._of, np.int32)
        if among is not None:
            of = of[: len(among)][among[: len(of)]]
        numbers = np.bincount(of, minlength=len(self._sets))
        made: dict[str, int] = {}
        for held, count in zip(self._sets, numbers.tolist(), strict=True):
            for name in held:
                made[name] = made.get(name, 0) + count
        return {name: count for name, count in made.items() if count}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What an entry's line says: names by kind, and the first and last second that it may mean.

    ``first`` and ``last`` are not a number where it has no date, infinite where a period is open.
    ``known_from``: seconds since 1970 from which on a source says that it was recorded; -inf where one of its
    copies does not say it.
    """

    domain: str
    category: str
    sources: tuple[str, ...]
    statuses: tuple[str, ...] = ()
    series: str = ""
    first: float = nan
    last: float = nan
    known_from: float = -inf


_NOTHING = Line(domain="", category="", sources=())


class Columns:
    """The lines of a record by number, and the authors that their copies name."""

    def __init__(self) -> None:
        self.names = {
            kind: Named() for kind in ("domains", "categories", "sources", "statuses", "authors", "series")
        }
        self._here = bytearray()
        self._first, self._last, self._known = array("d"), array("d"), array("d")

    def __len__(self) -> int:
        return len(self._here)

    def put(self, number: int, line: Line) -> None:
        """Let an entry say this."""
        self._say(number, line, here=True)

    def drop(self, number: int) -> None:
        """Let an entry leave."""
        self._say(number, _NOTHING, here=False)
        self.names["authors"].put(number, ())

    def _say(self, number: int, line: Line, *, here: bool) -> None:
        more = number + 1 - len(self._here)
        if more > 0:
            self._here.extend(bytes(more))
            for column in (self._first, self._last, self._known):
                column.extend([nan] * more)
        self._here[number] = here
        self._first[number], self._last[number] = line.first, line.last
        self._known[number] = line.known_from
        for kind, names in (
            ("domains", (line.domain,)),
            ("categories", (line.category,)),
            ("sources", line.sources),
            ("statuses", line.statuses),
            ("series", (line.series,)),
        ):
            self.names[kind].put(number, tuple(filter(None, names)))

    @property
    def here(self) -> Marks:
        """Which entries are in the record now."""
        return np.frombuffer(bytes(self._here), np.bool_)

    @property
    def first(self) -> Seconds:
        """The first second that each may mean."""
        return np.array(self._first, np.float64)

    @property
    def last(self) -> Seconds:
        """The last second that each may mean."""
        return np.array(self._last, np.float64)

    @property
    def known_from(self) -> Seconds:
        """From when on each is said to have been recorded; -inf where that is not said."""
        return np.array(self._known, np.float64)
