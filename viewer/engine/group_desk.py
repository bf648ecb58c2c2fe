"""When lines are put under encounters or problems, piece by piece, and when that is told again."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from viewer.engine.belonging import Belonging
from viewer.engine.contained import Contained
from viewer.engine.detail_links import DetailLinks
from viewer.engine.group_messages import AskGroups, Groups
from viewer.engine.group_sorting import NAMES, GroupSorting
from viewer.engine.told_rows import ToldRows

_PIECE_S = 0.008
_PACE_S = 3.0
BROKE_OFF = "Grouping broke off, a fault in this program: the list stands by date"
SO_FAR = "Not every record is looked through yet: entries may move to another group"

State = tuple[int, bool, bool]


@dataclass(slots=True)
class GroupDesk:
    """One for a record. It looks at every line once for each state of the record that comes to rest."""

    told: ToldRows
    cross: DetailLinks
    at_rest: Callable[[], bool]
    _asked: AskGroups | None = None
    _sorting: GroupSorting | None = None
    _work: Iterator[None] | None = None
    _of: State | None = None
    _next_at: float = 0.0
    _said: Groups | None = None

    def take(self, message: AskGroups) -> None:
        """Begin anew with what is asked now."""
        self._asked = message if message.by in NAMES else None
        self._work = self._sorting = self._of = self._said = None
        self._next_at = 0.0

    def step(self) -> tuple[bool, tuple[Groups, ...]]:
        """Take one piece of work; tell whether it goes on, and what is to be said."""
        if self._asked is None or not self._is_due(self._asked):
            return False, ()
        with Contained():
            return True, tuple(self._told(self._asked)) if self._piece() else ()
        self._work = None
        return False, (Groups(number=self._asked.number, by=self._asked.by, notes=(BROKE_OFF,)),)

    def _is_due(self, asked: AskGroups) -> bool:
        if self._work is not None:
            return True
        state = self._state()
        if state == self._of or (not self.at_rest() and time.monotonic() < self._next_at):
            return False
        belonging = Belonging(self.told.load, self.cross, self.told.entries)
        self._sorting, self._of = GroupSorting(self.told, belonging, asked.by), state
        self._work = self._sorting.work()
        return True

    def _state(self) -> State:
        return self.told.times, all(map(self.cross.is_whole, self.told.load.source_ids())), self.at_rest()

    def _piece(self) -> bool:
        """Look for some milliseconds; tell whether every line was looked at."""
        end = time.monotonic() + _PIECE_S
        while self._work is not None and next(self._work, self) is not self:
            if time.monotonic() >= end:
                return False
        return True

    def _told(self, asked: AskGroups) -> Iterator[Groups]:
        sorting, self._work, self._sorting = self._sorting, None, None
        self._next_at = time.monotonic() + _PACE_S
        if sorting is None:
            return
        (titles, groups), (words, also) = sorting.packed(), sorting.packed_also()
        settled = self._of == self._state() and self._of[1:] == (True, True)
        said = Groups(
            number=asked.number,
            by=asked.by,
            titles=titles,
            groups=groups,
            also=also,
            also_words=words,
            settled=settled,
            notes=() if settled else (SO_FAR,),
        )
        if said != self._said:
            self._said = said
            yield said
