"""Which rows the window has been told of, each under its number, and what of them has changed since."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from math import inf

import msgspec

from viewer.engine.gathered import Gathered
from viewer.engine.lines import Row
from viewer.engine.messages import Glance, Rows
from viewer.engine.row_numbers import RowNumbers
from viewer.engine.rows import Named, named, row_of, supporting_row
from viewer.entries.entry import Entry
from viewer.load.flow import Load
from viewer.record.model import Supporting


@dataclass(slots=True)
class ToldRows:
    """The lines of one record. ``touched``: ids of those that came, changed or left, to be indexed.

    ``times``: how often any were told. ``glance``: the first screen, as it was told last.
    """

    load: Load
    found: Gathered
    entries: dict[str, Entry] = field(default_factory=dict)
    supporting: dict[str, Supporting] = field(default_factory=dict)
    numbers: RowNumbers = field(default_factory=RowNumbers)
    rows: dict[str, Row] = field(default_factory=dict)
    touched: dict[str, None] = field(default_factory=dict)
    unlooked: dict[str, None] = field(default_factory=dict)
    times: int = 0
    glance: Glance | None = None
    _marked: frozenset[str] = frozenset()

    @property
    def names(self) -> Named:
        """What people call the sources, whole and in short."""
        return named(source.origin for source in self.found.sources.values())

    def line(self, key: str) -> Entry | Supporting | None:
        """Return what a line is made of, None where it is not in the record."""
        return self.entries.get(key) or self.supporting.get(key)

    def changes(self, now: float = inf) -> Rows | None:
        """Return the timeline's changes since the last call, None where there are none.

        ``now``: seconds since 1970; what begins after it is still to come.
        """
        changed, gone = self.load.take_changes()
        if not changed and not gone:
            return None
        for key in gone:
            self.entries.pop(key, None)
        self.entries.update({entry.id: entry for entry in changed})
        return self._of_entries(changed, gone, now)

    def remarked(self, disputed: frozenset[str], now: float) -> Iterator[Rows]:
        """Mark the rows on which sources have come to disagree, and unmark those on which they agree now."""
        before, self._marked = self._marked, disputed
        changed = [self.entries[key] for key in sorted(before ^ disputed) if key in self.entries]
        if changed:
            yield self._of_entries(changed, (), now)

    def supporting_changes(self) -> Rows | None:
        """Return the supporting records that have not been listed yet, None where nothing has changed."""
        items = {item.id: item for item in self.load.supporting()}
        new = [item for key, item in items.items() if key not in self.supporting]
        gone = tuple(key for key in self.supporting if key not in items)
        self.supporting = items
        if not new and not gone:
            return None
        names = self.names.whole
        return self._told((supporting_row(item, names) for item in new), gone)

    def _of_entries(self, changed: Iterable[Entry], gone: tuple[str, ...], now: float) -> Rows:
        names = self.names
        return self._told(
            (row_of(entry, self.load.zone, names, now, self._marked) for entry in changed), gone
        )

    def _told(self, rows: Iterable[Row], gone: tuple[str, ...]) -> Rows:
        upserts = tuple(msgspec.structs.replace(row, number=self.numbers.of(row.id)) for row in rows)
        self.times += 1
        for key in gone:
            self.rows.pop(key, None)
        self.rows.update({row.id: row for row in upserts})
        moved = dict.fromkeys((*gone, *(row.id for row in upserts)))
        self.touched.update(moved)
        self.unlooked.update(moved)
        return Rows(upserts=upserts, removes=gone, total=len(self.entries) + len(self.supporting))
