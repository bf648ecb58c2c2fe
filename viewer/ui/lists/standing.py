"""Rows in their order, kept once, and the places in it of those that a filter lets through."""

from bisect import bisect_left
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from viewer.engine.messages import Row

Key = tuple[int, tuple[float, str], str]
Keep = Callable[[Row], bool]
Flags = NDArray[np.bool_]
Places = NDArray[np.intp]


def flags_of(bits: bytes) -> Flags:
    """Unpack a mask over ``Row.number``, the first one highest in its byte.

    >>> flags_of(bytes([0b1010_0000]))[:4].tolist()
    [True, False, True, False]
    """
    return np.unpackbits(np.frombuffer(bits, dtype=np.uint8)).view(np.bool_)


class Let:
    """What a filter lets through: rows whose number is flagged, and of those the ones that are kept."""

    def __init__(self, keep: Keep | None = None, hits: Flags | None = None) -> None:
        self.keep = keep
        self.hits = (
            None if hits is None else np.append(hits, [False])
        )  # the last one is for every other number

    @property
    def all(self) -> bool:
        """Whether nothing is asked."""
        return self.keep is None and self.hits is None

    def row(self, row: Row) -> bool:
        """Whether one row is let through."""
        hits = self.hits
        if hits is not None and not (0 <= row.number < len(hits) and hits[row.number]):
            return False
        return self.keep is None or self.keep(row)


class Standing:
    """``keys`` and ``rows`` are all of a page, in order; ``None`` for places means that all are shown."""

    def __init__(self, keys: list[Key], rows: list[Row]) -> None:
        self.keys, self.rows = keys, rows
        self._places: Places | None = None
        self._numbers: Places | None = None
        self._kept: tuple[Keep, Flags] | None = None
        self._asked: tuple[Let, Places | None] | None = None

    def __len__(self) -> int:
        return len(self.rows) if self._places is None else len(self._places)

    def row(self, position: int) -> Row:
        """The row that is shown at a position."""
        return self.rows[position if self._places is None else self._places[position]]

    def shown(self) -> tuple[Row, ...]:
        """Every row that is shown, in order."""
        return tuple(self.rows if self._places is None else [self.rows[place] for place in self._places])

    def place(self, key: Key) -> int:
        """Where a row of this key stands, or would stand, among all."""
        return bisect_left(self.keys, key)

    def before(self, place: int) -> int:
        """How many rows are shown before a place."""
        return place if self._places is None else int(np.searchsorted(self._places, place))

    def found(self, key: Key) -> int:
        """Where the row of this key stands among all, -1 if it is not of this page."""
        place = self.place(key)
        return place if place < len(self.keys) and self.keys[place] == key else -1

    def position(self, key: Key) -> int:
        """Where the row of this key is shown, -1 if it is not."""
        place = self.found(key)
        position = self.before(place)
        return position if place >= 0 and position < len(self) and self._at(position) == place else -1

    def _at(self, position: int) -> int:
        return position if self._places is None else int(self._places[position])

    # ---- what is shown -----------------------------------------------------------------------

    def let(self, let: Let) -> None:
        """Show what is let through."""
        self._places = self._wanted(let)

    def changes_by(self, let: Let) -> bool:
        """Whether anything else would be shown."""
        wanted, places = self._wanted(let), self._places
        if wanted is None or places is None:
            return wanted is not places
        return not np.array_equal(wanted, places)

    def _wanted(self, let: Let) -> Places | None:
        if self._asked is None or self._asked[0] is not let:
            self._asked = (let, None if let.all else np.flatnonzero(self._mask(let)))
        return self._asked[1]

    def _mask(self, let: Let) -> Flags:
        mask = np.ones(len(self.rows), dtype=np.bool_)
        if let.hits is not None:
            mask = let.hits[np.minimum(self.numbers(), len(let.hits) - 1)]
        return mask if let.keep is None else mask & self._of(let.keep)

    def _of(self, keep: Keep) -> Flags:
        """What ``keep`` says of each row, asked once as long as the rows are the same."""
        if self._kept is None or self._kept[0] is not keep:
            self._kept = (keep, np.fromiter(map(keep, self.rows), dtype=np.bool_, count=len(self.rows)))
        return self._kept[1]

    def numbers(self) -> Places:
        """The number of each row; -1 where it has none."""
        if self._numbers is None:
            found = (row.number for row in self.rows)
            self._numbers = np.fromiter(found, dtype=np.intp, count=len(self.rows))
        return self._numbers

    def flags(self) -> Flags:
        """Which numbers are shown; the last flag is False and stands for every other number."""
        numbers = self.numbers()
        made = np.zeros((int(numbers.max()) if len(numbers) else -1) + 2, dtype=np.bool_)
        made[numbers if self._places is None else numbers[self._places]] = True
        made[-1] = False
        return made

    # ---- rows that come and go ---------------------------------------------------------------

    def take_out(self, place: int) -> None:
        """The row at a place leaves."""
        self._forget()
        del self.keys[place], self.rows[place]
        if self._places is not None:
            at = self.before(place)
            gone = at < len(self._places) and self._places[at] == place
            rest = self._places[at + gone :] - 1
            self._places = np.concatenate([self._places[:at], rest])

    def put_in(self, place: int, run: Sequence[tuple[Key, Row]], shown: Sequence[bool]) -> None:
        """Rows come, one after the other from a place on; ``shown``: whether each is let through."""
        self._forget()
        at = self.before(place)
        self.keys[place:place] = [key for key, _ in run]
        self.rows[place:place] = [row for _, row in run]
        if self._places is not None:
            new = place + np.flatnonzero(shown)
            self._places = np.concatenate([self._places[:at], new, self._places[at:] + len(run)])

    def change(self, place: int, row: Row) -> None:
        """The row at a place is now this one."""
        self._forget()
        self.rows[place] = row

    def _forget(self) -> None:
        self._numbers = self._kept = self._asked = None
