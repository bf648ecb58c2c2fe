"""The grid of tests by time: every result of the record in its row, or counted with the reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from viewer.entries.entry import Entry, Flag
from viewer.errors import ResourceError
from viewer.present.dates import short_day
from viewer.record.pages.asked import PageAsked
from viewer.record.pages.results.body import Apart, Cell, Column, Group, Row
from viewer.record.pages.results.cells import cell_of, shared_unit
from viewer.record.pages.results.figures import range_words_of
from viewer.record.pages.results.homes import code_words, numbers_in, row_note
from viewer.record.pages.results.homes import rows_of as homes_of
from viewer.record.pages.results.moments import Moments, by_time, moments_of, source_words
from viewer.record.pages.results.options import Wanted
from viewer.record.pages.results.panels import Panels, groups_of, panels_of
from viewer.record.sources import names_of
from viewer.source.domain import Domain


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """``rows``: the entries of each row key, newest first. ``hidden``: rows that the search does not name."""

    columns: tuple[Column, ...]
    groups: tuple[Group, ...]
    apart: tuple[Apart, ...]
    own: Sequence[Entry]
    rows: Mapping[str, Sequence[Entry]]
    earlier: int
    hidden: int


def results_in(asked: PageAsked) -> list[Entry]:
    """The entries that the page answers for."""
    return [entry for entry in asked.record.entries if entry.domain is Domain.RESULTS]


def grid_of(asked: PageAsked, wanted: Wanted) -> Grid:
    """Place every result of the record."""
    own = results_in(asked)
    names = names_of(asked.record)
    unread = [entry for entry in own if Flag.UNREADABLE in entry.flags]
    ordered = by_time((entry for entry in own if Flag.UNREADABLE not in entry.flags), asked.zone)
    moments = moments_of(ordered, names, asked.zone, wanted.columns)
    rows = homes_of(ordered)
    making = _Making(asked, names, moments, rows, panels_of(asked, rows))
    groups, hidden = making.groups(wanted.find.casefold())
    return Grid(
        columns=moments.columns,
        groups=groups,
        apart=tuple(
            Apart(entry=entry.id, words=f"{entry.title}: {entry.detail} ({source_words(entry, names)})")
            for entry in unread
        ),
        rows=rows,
        earlier=len(ordered) - len(moments.place),
        hidden=hidden,
        own=own,
    )


@dataclass(slots=True)
class _Making:
    """What all rows of one grid are made with."""

    asked: PageAsked
    names: Mapping[str, str]
    moments: Moments
    rows: Mapping[str, Sequence[Entry]]
    panels: Panels

    def groups(self, find: str) -> tuple[tuple[Group, ...], int]:
        """Return the groups, and how many rows the search leaves out."""
        made: list[Group] = []
        titles: dict[str, int] = {}
        hidden = 0
        for entries in self.rows.values():
            name = entries[0].title.casefold()
            titles[name] = titles.get(name, 0) + 1
        for title, keys in groups_of(self.rows, self.panels):
            named = find in title.casefold()
            kept = [key for key in keys if named or find in self.rows[key][0].title.casefold()]
            hidden += len(keys) - len(kept)
            rows = tuple(self._row(key, titles[self.rows[key][0].title.casefold()] > 1) for key in kept)
            made += [Group(title=title, rows=rows)] if rows else []
        return tuple(made), hidden

    def _row(self, key: str, twice: bool) -> Row:  # noqa: FBT001  # one call
        entries = self.rows[key]
        here, older = self._split(entries)
        before = older[:1]
        unit = shared_unit([*here, *before])
        cells = tuple(self._cell(entry, unit) for entry in here)
        return Row(
            key=key,
            title=entries[0].title,
            unit=unit,
            ranges=self._ranges([*here, *before]),
            note="; ".join(self._notes(key, twice=twice)),
            cells=cells,
            before=tuple(self._cell(entry, unit) for entry in before),
            before_words=self._before(older),
            older=len(older),
            numbers=numbers_in(key, entries),
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
        column = self.moments.place.get(entry.id, -1)
        return cell_of(
            entry, column, unit, (self.names, self.asked.zone, self.panels.lacking.get(entry.id, 0))
        )

    def _before(self, older: Sequence[Entry]) -> str:
        if not older:
            return ""
        day = date_of(older[0], self.asked)
        more = f"; {len(older) - 1:,} more" if len(older) > 1 else ""
        return f"{day}, {source_words(older[0], self.names)}{more}"

    def _notes(self, key: str, *, twice: bool) -> list[str]:
        also = self.panels.also.get(key, ())
        note = row_note(key, self.rows[key])
        said = [note] if note else []
        if twice:
            said.append(f"{code_words(self.rows[key][0])}; another row has this name")
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


def date_of(entry: Entry, asked: PageAsked) -> str:
    """The date of an entry as the screen says it."""
    return short_day(entry.when, asked.zone)
