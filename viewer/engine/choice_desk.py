"""Which encounters and problems can be picked, and the last admission: looked for while nobody asks."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from viewer.engine.belonging import ENCOUNTER, PROBLEM
from viewer.engine.contained import Contained
from viewer.engine.detail_links import DetailLinks
from viewer.engine.group_titles import choice_title
from viewer.engine.seek_messages import Choice
from viewer.engine.seek_related import Related
from viewer.engine.told_rows import ToldRows
from viewer.entries.entry import Entry, Flag
from viewer.entries.headings import ADMISSION
from viewer.timeline.moment import span_of

SINCE = "since"
_KINDS = {"Encounter": ENCOUNTER, "Condition": PROBLEM}
_NOT_A_STAY = frozenset({Flag.IN_ERROR, Flag.NOT_DONE, Flag.PLANNED})
_PIECE_S = 0.008

State = tuple[int, bool]


@dataclass(slots=True)
class ChoiceDesk:
    """One for a record; it looks only once somebody has asked what can be picked.

    ``found``: what something belongs to, newest first, as of the last look; a count is what picking it shows.
    """

    told: ToldRows
    cross: DetailLinks
    found: tuple[Choice, ...] = ()
    stay: tuple[float, str] = (0.0, "")
    wanted: bool = False
    _of: State | None = None
    _work: Iterator[None] | None = None

    def want(self) -> None:
        """Somebody looks at the choices."""
        self.wanted = True

    def step(self) -> tuple[bool, bool]:
        """Take a piece of looking; tell whether it goes on, and whether something else was found."""
        if not self.wanted or not self._is_due():
            return False, False
        before, end = (self.found, self.stay), time.monotonic() + _PIECE_S
        with Contained() as kept:
            while self._work is not None and next(self._work, self) is not self:
                if time.monotonic() >= end:
                    return True, False
        self._work = None
        return not kept.broke, before != (self.found, self.stay)

    def _is_due(self) -> bool:
        if self._work is not None:
            return True
        state = self.told.times, all(map(self.cross.is_whole, self.told.load.source_ids()))
        if state == self._of:
            return False
        self._of, self._work = state, self._look()
        return True

    def _look(self) -> Iterator[None]:
        """Look at one entry with each step; what was found stands until all are looked at."""
        related = Related(self.told.load, self.cross, self.told.entries)
        found: list[tuple[str, tuple[float, str], Choice]] = []
        stay = (0.0, "")
        for key in tuple(self.told.entries):
            entry, row = self.told.entries.get(key), self.told.rows.get(key)
            kind = _KINDS.get(entry.members[0].key.type, "") if entry is not None else ""
            if entry is not None and row is not None and kind:
                stay = stay if row.to_come else max(stay, self._stay(entry))
                find = related.of_encounter if kind == ENCOUNTER else related.of_problem
                count = len({key, *find(entry)})
                if count > 1:
                    label = choice_title(entry, row.day)
                    found.append((kind, row.order, Choice(kind=kind, value=key, label=label, count=count)))
            yield
        found.sort(key=lambda one: (one[0], one[1], one[2].value))
        self.found, self.stay = tuple(choice for _, _, choice in found), stay

    def _stay(self, entry: Entry) -> tuple[float, str]:
        """Return when an admission began and that day as an ISO date; (0, "") of anything else."""
        when, zone = entry.when, self.told.load.zone
        if entry.category != ADMISSION or entry.flags & _NOT_A_STAY or when is None or when.open_start:
            return 0.0, ""
        first = span_of(when, zone)[0]
        return first, datetime.fromtimestamp(first, zone).date().isoformat()
