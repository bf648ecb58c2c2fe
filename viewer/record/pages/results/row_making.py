"""How one row of the grid is made: its cells, its newest result in words, the ranges that were sent."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

import msgspec

from viewer.entries.entry import Entry, Flag
from viewer.entries.results import graded_as
from viewer.errors import ResourceError
from viewer.present.dates import date_words, short_day
from viewer.record.pages.asked import PageAsked
from viewer.record.pages.results.body import Cell, Row
from viewer.record.pages.results.cells import cell_of, marks_of, shared_unit
from viewer.record.pages.results.figures import range_words_of
from viewer.record.pages.results.homes import code_words, row_note
from viewer.record.pages.results.moments import Moments, source_words
from viewer.record.pages.results.panels import Panels
from viewer.record.sources import settled
from viewer.timeline.moment import span_of

_NO_RESULT = frozenset({Flag.IN_ERROR, Flag.SUPERSEDED, Flag.NOT_DONE, Flag.PLANNED, Flag.REFUTED})
_NEAR = 8  # results of a row among which the newest is sought: two sources, a day or a month without a time


@dataclass(slots=True)
class RowMaking:
    """What all rows of one grid are made with."""

    asked: PageAsked
    names: Mapping[str, str]
    moments: Moments
    rows: Mapping[str, Sequence[Entry]]
    panels: Panels
    numbers: Mapping[str, int]
    _titles: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for entries in self.rows.values():
            name = entries[0].title.casefold()
            self._titles[name] = self._titles.get(name, 0) + 1

    def rows_of(self, keys: Iterable[str]) -> tuple[Row, ...]:
        """Make the rows of a group."""
        return tuple(map(self._row, keys))

    def _row(self, key: str) -> Row:
        entries = self.rows[key]
        here, older = self._split(entries)
        before = older[:1]
        unit = shared_unit([*here, *before])
        return Row(
            key=key,
            title=entries[0].title,
            unit=unit,
            ranges=self._ranges([*here, *before]),
            note="; ".join(self._notes(key)),
            cells=tuple(self._cell(entry, unit) for entry in here),
            newest=self._newest(entries),
            before=tuple(self._cell(entry, unit) for entry in before),
            before_words=self._before(older),
            older=len(older),
            numbers=self.numbers[key],
        )

    def _split(self, entries: Sequence[Entry]) -> tuple[list[Entry], list[Entry]]:
        """Those in a column and the older ones: sorted newest first, undated last, so only the ends are."""
        place, first, last = self.moments.place, 0, len(entries)
        while first < last and entries[first].id in place:
            first += 1
        while last > first and entries[last - 1].id in place:
            last -= 1
        return [*entries[:first], *entries[last:]], list(entries[first:last])

    def _cell(self, entry: Entry, unit: str) -> Cell:
        column, lacking = self.moments.place.get(entry.id, -1), self.panels.lacking.get(entry.id, 0)
        cell = cell_of(entry, column, unit, (self.names, self.asked.zone, lacking))
        time = self.moments.times.get(entry.id, "")
        return msgspec.structs.replace(cell, time=time) if time else cell

    def _newest(self, entries: Sequence[Entry]) -> str:
        """Each result than which none is certainly newer, with its date and source."""
        zone = self.asked.zone
        results = (entry for entry in entries if entry.when and not entry.flags & _NO_RESULT)
        spans = [(entry, span_of(entry.when, zone)) for entry in islice(results, _NEAR) if entry.when]
        start = max((span[0] for _, span in spans), default=0.0)
        newest = [entry for entry, span in spans if span[1] >= start and entry.value]
        words = "; ".join(map(self._says, newest))
        return words if not words or settled(self.asked.record) else f"so far: {words}"

    def _says(self, entry: Entry) -> str:
        amount = cell_of(entry, -1, "", (self.names, self.asked.zone, 0)).text
        said = " ".join(filter(None, (amount, graded_as(entry.brief), ", ".join(marks_of(entry)))))
        return f"{said} · {date_words(entry.when, self.asked.zone)} · {source_words(entry, self.names)}"

    def _before(self, older: Sequence[Entry]) -> str:
        if not older:
            return ""
        more = f"; {len(older) - 1:,} more" if len(older) > 1 else ""
        return f"{short_day(older[0].when, self.asked.zone)}, {source_words(older[0], self.names)}{more}"

    def _notes(self, key: str) -> list[str]:
        entry = self.rows[key][0]
        also = self.panels.also.get(key, ())
        note = row_note(key, self.rows[key])
        said = [note] if note else []
        if self._titles[entry.title.casefold()] > 1:
            said.append(f"{code_words(entry)}; another row has this name")
        if also:
            said.append(f"also reported in {', '.join(also)}")
        return said

    def _ranges(self, entries: Sequence[Entry]) -> tuple[str, ...]:
        """The ranges of the newest result of each source, each as that source sent it."""
        newest: dict[str, str] = {}
        for entry in entries:
            if "range sent:" not in entry.detail:
                continue  # most rows: their bytes need not be opened
            for source, words in self._sent(entry).items():
                newest.setdefault(source, words)
        return tuple(
            f"{words} ({self.names.get(source, source)})" for source, words in newest.items() if words
        )

    def _sent(self, entry: Entry) -> dict[str, str]:
        said: dict[str, str] = {}
        for member in entry.members:
            try:
                said[member.key.source] = range_words_of(self.asked.raw(member.place))
            except ResourceError:
                said[member.key.source] = "range not readable"
        return said
