"""What the engine says of the groups of a list: where each row stands, its heading, what is said with it."""

from typing import TYPE_CHECKING

import numpy as np
from msgspec.structs import replace

from viewer.engine.group_messages import Groups
from viewer.engine.messages import Row

if TYPE_CHECKING:
    from viewer.ui.lists.standing import Key, Standing

_JUST_COME = "Just come: not looked up yet"


class GroupsGiven:
    """Of one answer; a row that it does not know stands last, under words that say so."""

    def __init__(self, given: Groups) -> None:
        self._titles = (*given.titles, _JUST_COME)
        self._so_far = "" if given.settled else " so far"
        last = len(given.titles)
        told = np.frombuffer(given.groups, np.int32)
        self.groups = np.append(np.where((told >= 0) & (told < last), told, last), last).astype(np.intp)
        self._groups: list[int] = self.groups.tolist()
        self._also: list[int] = np.frombuffer(given.also, np.int32).tolist()
        self._words = given.also_words
        self._said: dict[str, tuple[Row, Row]] = {}

    def of(self, row: Row) -> int:
        """Which group a row stands in, from 0 on."""
        number = row.number
        return self._groups[number] if 0 <= number < len(self._groups) else self._groups[-1]

    def key(self, row: Row) -> "Key":
        """Where a row stands: by group, newest first within it."""
        return (self.of(row), row.order, row.id)

    def heading(self, row: Row, before: Row | None, standing: "Standing") -> str:
        """What stands above a row: its group and how many rows are shown of it; "" within a group."""
        group = self.of(row)
        if before is not None and self.of(before) == group:
            return ""
        count = int(standing.counts(self.groups)[group])
        entries = "entry" if count == 1 else "entries"
        return f"{self._titles[group]}: {count:,} {entries}{self._so_far}"

    def said(self, row: Row) -> Row:
        """Return a row with the words on where it would stand as well; the same one each time."""
        place = self._also[row.number] if 0 <= row.number < len(self._also) else -1
        if place < 0:
            return row
        held = self._said.get(row.id)
        if held is None or held[0] is not row:
            status = "; ".join(filter(None, (row.status, self._words[place])))
            held = self._said[row.id] = (row, replace(row, status=status))
        return held[1]
