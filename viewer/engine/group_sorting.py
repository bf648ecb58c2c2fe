"""One look at every line of a record: under which encounter or problem it stands first, and which also."""

from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from viewer.engine.belonging import ENCOUNTER, PROBLEM, Belonging
from viewer.engine.contained import Contained
from viewer.engine.group_titles import group_title
from viewer.engine.told_rows import ToldRows
from viewer.present.shortened import in_short

NAMES = {ENCOUNTER: "an encounter", PROBLEM: "a problem"}
LACKING, NONE, SUPPORTING, BROKEN = "lacking", "none", "supporting", "broken"
_WORDS = {
    LACKING: "Names {one} that was not retrieved",
    NONE: "No {bare} stated",
    SUPPORTING: "Other records",
    BROKEN: "Could not be looked up, a fault in this program",
}
"""Groups that no entry gives, in the order in which they stand at the end; none is the id of an entry."""
ALSO = "also under "
_NOBODY = -1


@dataclass(slots=True)
class GroupSorting:
    """Of one kind, ``ENCOUNTER`` or ``PROBLEM``. What comes while it looks is looked at by the next one."""

    told: ToldRows
    belonging: Belonging
    by: str
    _groups: dict[str, int] = field(default_factory=dict)
    _alsos: dict[tuple[str, ...], int] = field(default_factory=dict)
    _titles: dict[str, str] = field(default_factory=dict)
    _of: "array[int]" = field(default_factory=lambda: array("i"))
    _also: "array[int]" = field(default_factory=lambda: array("i"))

    def work(self) -> Iterator[None]:
        """Look at one line with each step."""
        for key in tuple(self.told.rows):
            row = self.told.rows.get(key)
            if row is not None:
                with Contained() as kept:
                    self._look(key, row.number)
                if kept.broke:
                    self._put(row.number, BROKEN, ())
                yield

    def _look(self, key: str, number: int) -> None:
        entry = self.told.entries.get(key)
        if entry is None:
            self._put(number, SUPPORTING, ())
            return
        found = self.belonging.of(entry, self.by)
        first, *also = (*found.to, *([LACKING] if found.lacking else [])) or (NONE,)
        for one in (first, *also):
            self._name(one)
        self._put(number, first, tuple(also))

    def _put(self, number: int, first: str, also: tuple[str, ...]) -> None:
        more = [_NOBODY] * (number + 1 - len(self._of))
        self._of.extend(more)
        self._also.extend(more)
        self._of[number] = self._groups.setdefault(first, len(self._groups))
        self._also[number] = self._alsos.setdefault(also, len(self._alsos)) if also else _NOBODY

    def _name(self, key: str) -> None:
        entry = self.told.entries.get(key)
        if key not in self._titles and entry is not None:
            self._titles[key] = group_title(entry, self.told.load.zone)

    # ---- what was found ----------------------------------------------------------------------

    def packed(self) -> tuple[tuple[str, ...], bytes]:
        """Return the titles in their order, newest first, and the place of each number's among them."""
        rows = self.told.rows
        dated = [key for key in self._groups if key in rows]
        gone = [key for key in self._groups if key not in rows and key not in _WORDS]
        order = [
            *sorted(dated, key=lambda key: (rows[key].order, key)),
            *gone,
            *(key for key in _WORDS if key in self._groups),
        ]
        places = {key: place for place, key in enumerate(order)}
        meant = np.array([*(places[key] for key in self._groups), _NOBODY], np.int32)
        return tuple(map(self._words, order)), meant[np.array(self._of, np.int32)].tobytes()

    def packed_also(self) -> tuple[tuple[str, ...], bytes]:
        """Return what lines stand under as well, in words, and the place of each number's among them."""
        words = tuple(in_short(ALSO + "; ".join(map(self._beside, also))) for also in self._alsos)
        return words, np.array(self._also, np.int32).tobytes()

    def _words(self, key: str) -> str:
        one = NAMES[self.by]
        return self._titles.get(key) or _WORDS[key].format(one=one, bare=one.partition(" ")[2])

    def _beside(self, key: str) -> str:
        return f"{NAMES[self.by]} that was not retrieved" if key == LACKING else self._words(key)
