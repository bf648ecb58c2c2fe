"""Rows in their order, kept once, and the places in it of those that a filter lets through."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from viewer.engine.messages import Row

if TYPE_CHECKING:  # numpy is loaded with the first filter, not at start
    from viewer.ui.lists.flags import Flags, Places

Key = tuple[int, tuple[float, str], str]
Keep = Callable[[Row], bool]


class Let:
    """What a filter lets through: rows whose number is flagged, and of those the ones that are kept."""

    def __init__(self, keep: Keep | None = None, hits: "Flags | None" = None) -> None:
        self.keep, self.hits = keep, hits

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
        self._asked: tuple[Let, Places] | None = None
        self._counts: tuple[Places, Places | None, Places] | None = None

    def __len__(self) -> int:
        return len(self.rows) if self._places is None else len(self._places)

    def row(self, position: int) -> Row:
        """The row that is shown at a position."""
        return self.rows[self._at(position)]

    def shown(self) -> tuple[Row, ...]:
        """Every row that is shown, in order."""
        return tuple(self.rows if self._places is None else [self.rows[place] for place in self._places])

    def place(self, key: Key) -> int:
        """Where a row of this key stands, or would stand, among all."""
        return bisect_left(self.keys, key)

    def before(self, place: int) -> int:
        """How many rows are shown before a place."""
        return place if self._places is None else bisect_left(self._places, place)

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
        from viewer.ui.lists.flags import same

        return not same(wanted, places)

    def _wanted(self, let: Let) -> "Places | None":
        if let.all:
            return None
        if self._asked is None or self._asked[0] is not let:
            self._asked = (let, self._find(let))
        return self._asked[1]

    def _find(self, let: Let) -> "Places":
        from viewer.ui.lists.flags import flagged, places_of

        found = [] if let.hits is None else [flagged(let.hits, self.numbers())]
        return places_of(*found, *([] if let.keep is None else [self._of(let.keep)]))

    def _of(self, keep: Keep) -> "Flags":
        """What ``keep`` says of each row, asked once as long as the rows are the same."""
        from viewer.ui.lists.flags import answers_of

        if self._kept is None or self._kept[0] is not keep:
            self._kept = (keep, answers_of(map(keep, self.rows), len(self.rows)))
        return self._kept[1]

    def numbers(self) -> "Places":
        """The number of each row; -1 where it has none."""
        from viewer.ui.lists.flags import numbers_of

        if self._numbers is None:
            self._numbers = numbers_of((row.number for row in self.rows), len(self.rows))
        return self._numbers

    def flags(self) -> "Flags":
        """Which numbers are shown; the last flag is False and stands for every other number."""
        from viewer.ui.lists.flags import flags_for

        return flags_for(self._shown_numbers())

    def counts(self, groups: "Places") -> "Places":
        """How many rows are shown of each group; ``groups`` by number, the last one of every other number."""
        from viewer.ui.lists.flags import counted_in

        held = self._counts
        if held is None or held[0] is not groups or held[1] is not self._places:
            held = self._counts = (groups, self._places, counted_in(groups, self._shown_numbers()))
        return held[2]

    def _shown_numbers(self) -> "Places":
        numbers = self.numbers()
        return numbers if self._places is None else numbers[self._places]

    # ---- rows that come and go ---------------------------------------------------------------

    def take_out(self, place: int) -> None:
        """The row at a place leaves."""
        self._forget()
        del self.keys[place], self.rows[place]
        if self._places is not None:
            from viewer.ui.lists.flags import without

            self._places = without(self._places, place)

    def put_in(self, place: int, run: Sequence[tuple[Key, Row]], shown: Sequence[bool]) -> None:
        """Rows come, one after the other from a place on; ``shown``: whether each is let through."""
        self._forget()
        self.keys[place:place] = [key for key, _ in run]
        self.rows[place:place] = [row for _, row in run]
        if self._places is not None:
            from viewer.ui.lists.flags import joined_by

            self._places = joined_by(self._places, place, shown)

    def change(self, place: int, row: Row) -> None:
        """The row at a place is now this one."""
        self._forget()
        self.rows[place] = row

    def _forget(self) -> None:
        self._numbers = self._kept = self._asked = self._counts = None
