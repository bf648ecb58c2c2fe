"""Which rows a list holds and in what order: newest first by ``Row.order``, however they arrive."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from operator import itemgetter
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from viewer.engine.messages import Row
from viewer.ui.lists.headings import event_heading, leads_day, section_heading
from viewer.ui.lists.list_groups import ListGroups
from viewer.ui.lists.standing import Keep, Key, Let, Standing
from viewer.ui.look.labels import tip
from viewer.ui.look.row_words import beside, spoken

if TYPE_CHECKING:
    from viewer.ui.lists.flags import Flags

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = Qt.ItemDataRole.UserRole + 1
HEADING_ROLE = Qt.ItemDataRole.UserRole + 2
LEADS_ROLE = Qt.ItemDataRole.UserRole + 3
_OF_LINE = {ROW_ROLE: 0, HEADING_ROLE: 1, LEADS_ROLE: 2, Qt.ItemDataRole.AccessibleDescriptionRole: 1}
_NOWHERE = QModelIndex()
_MANY = 1000
_first = itemgetter(0)
_SAYS: dict[int, Callable[[Row], str]] = {
    Qt.ItemDataRole.DisplayRole: spoken,
    Qt.ItemDataRole.AccessibleTextRole: spoken,
    Qt.ItemDataRole.ToolTipRole: lambda row: tip(beside(row)),
}


def key_of(row: Row) -> Key:
    """Where a row stands; its id settles equal order, so that the order is the same on every run."""
    return (0, row.order, row.id)


def key_in_section(row: Row) -> Key:
    """Where a row stands on the page of its domain."""
    return (row.section[0], row.order, row.id)


class TimelineModel(QAbstractTableModel):
    """Rows of one list; those that the filter hides stay counted in ``total``.

    ``changes`` grows with every row that comes, goes or changes, and with every other page.
    """

    def __init__(self, parent: QObject | None = None, *, title: str = "Entries", headed: bool = True) -> None:
        super().__init__(parent)
        self._all: dict[str, Row] = {}
        self._of_domain: defaultdict[str, dict[str, Row]] = defaultdict(dict)
        self._domains: frozenset[str] = frozenset()
        self._standing = Standing([], [])
        self._stood: dict[frozenset[str], Standing] = {}  # pages as they were left
        self._let = Let()
        self.changes = 0
        self._title = title
        self._headed = headed
        self._groups = ListGroups()
        self._key: Callable[[Row], Key] = key_of

    @property
    def total(self) -> int:
        """Rows that the record has, shown or not."""
        return len(self._all)

    @property
    def shown(self) -> int:
        """Rows that the filter lets through."""
        return len(self._standing)

    @property
    def on_page(self) -> int:
        """Rows of the page, shown or not."""
        return len(self._standing.rows)

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._standing)

    @override
    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else 1

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role in _OF_LINE:
            return self.line(index.row())[_OF_LINE[role]]
        said = _SAYS.get(role)
        return said(self._said_of(index.row())) if said is not None else None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return self._title if orientation == Qt.Orientation.Horizontal else str(section + 1)
        return None

    def line(self, position: int) -> tuple[Row, str, bool]:
        """A row, what stands above it, and whether it is the first of its day."""
        row, before = self._standing.row(position), self._standing.row(position - 1) if position else None
        words = None if self._domains else self._groups.heading(position, self._standing)
        if words is not None:
            return self._said_of(position), words, leads_day(row, before)
        heading = section_heading if self._key is key_in_section else event_heading
        return row, heading(row, before) if self._headed else "", leads_day(row, before)

    def _said_of(self, position: int) -> Row:
        row = self._standing.row(position)
        return row if self._domains else self._groups.said(row)

    def group_by(self, groups: ListGroups) -> None:
        """Put the rows of the whole timeline under other headings."""
        self.beginResetModel()
        moved, self._groups = groups.given is not self._groups.given, groups
        if moved:
            self._stood.pop(frozenset(), None)
        if moved and not self._domains:
            self._key = groups.key(key_of)
            self._fill()
            self._standing.let(self._let)
        self.endResetModel()

    def row_at(self, position: int) -> Row | None:
        """The row at a position, None outside."""
        return self._standing.row(position) if 0 <= position < len(self._standing) else None

    def row_by_id(self, entry: str) -> Row | None:
        """A row of the record, shown or not."""
        return self._all.get(entry)

    def all_rows(self) -> tuple[Row, ...]:
        """Every row, in no order."""
        return tuple(self._all.values())

    def shown_rows(self) -> tuple[Row, ...]:
        """The rows that the filter lets through, in their order."""
        return self._standing.shown()

    def rows_of(self, domains: Iterable[str]) -> Iterator[Row]:
        """Every row of these domains, shown or not, in no order."""
        return chain.from_iterable(self._of_domain[domain].values() for domain in domains)

    def numbers_shown(self) -> "Flags | None":
        """Which ``Row.number`` the filter lets through on this page; None for all of them."""
        return None if self._let.all else self._standing.flags()

    def place_for(self, row: Row) -> int:
        """Where this row is shown, or would be."""
        return self._standing.before(self._standing.place(self._key(row)))

    def position(self, entry: str) -> int:
        """Where an entry stands now, -1 if it is not shown."""
        row = self._all.get(entry)
        return -1 if row is None else self._standing.position(self._key(row))

    def set_rows(self, rows: Iterable[Row]) -> None:
        """Replace everything."""
        self.beginResetModel()
        self._all = {}
        self._of_domain.clear()
        for row in rows:
            self._hold(row)
        self._touch()
        self._fill()
        self._standing.let(self._let)
        self.endResetModel()

    def set_filter(
        self, keep: Keep | None, domains: frozenset[str] = frozenset(), hits: "Flags | None" = None
    ) -> None:
        """Show only rows that ``keep`` lets through and whose number ``hits`` flags; None lets all through.

        ``keep`` is asked once for each row as long as it is the same function. ``domains``: of these alone,
        by section first; none means every row by date alone.
        """
        turned, self._let = domains != self._domains, Let(keep, hits)
        let = self._let
        if not turned and not self._standing.changes_by(let):
            return
        self.beginResetModel()
        if turned:
            self._turn(domains)
        self._standing.let(let)
        self.endResetModel()

    def _turn(self, domains: frozenset[str]) -> None:
        """Hold the rows of another page."""
        self._stood[self._domains] = self._standing
        self._domains = domains
        self._key = key_in_section if domains else self._groups.key(key_of)
        self.changes += 1
        self._fill()

    def _touch(self) -> None:
        self._stood.clear()
        self.changes += 1

    def _hold(self, row: Row) -> None:
        self._drop(row.id)
        self._all[row.id] = self._of_domain[row.domain][row.id] = row

    def _drop(self, entry: str) -> None:
        old = self._all.pop(entry, None)
        if old is not None:
            del self._of_domain[old.domain][entry]

    def _fill(self) -> None:
        """Put the rows of the page in their order."""
        if (stood := self._stood.get(self._domains)) is not None:
            self._standing = stood
            return
        keyed = sorted(((self._key(row), row) for row in self._candidates()), key=_first)
        self._standing = Standing([key for key, _ in keyed], [row for _, row in keyed])
        if not self._domains:  # what stands in order is sorted fast the next time
            self._all = {row.id: row for row in self._standing.rows}

    def _candidates(self) -> Iterable[Row]:
        """Rows of the page; of a page of many in the order of the timeline, which sorts them fast."""
        if not self._domains:
            return self._all.values()
        held = [self._of_domain[domain] for domain in self._domains]
        if frozenset() in self._stood and sum(map(len, held)) > _MANY:
            return [row for row in self._stood[frozenset()].rows if row.domain in self._domains]
        return chain.from_iterable(rows.values() for rows in held)

    def remove(self, entries: Iterable[str]) -> None:
        """Rows leave the record."""
        self._touch()
        for entry in entries:
            self._take_out(entry)
            self._drop(entry)

    def upsert(self, rows: Iterable[Row]) -> None:
        """Rows come or change, with as few insertions as their order allows."""
        self._touch()
        fresh: dict[str, Row] = {}
        for row in rows:
            if self._stays(row):
                self._change(row)
                continue
            self._take_out(row.id)
            fresh.pop(row.id, None)
            self._hold(row)
            if not self._domains or row.domain in self._domains:
                fresh[row.id] = row
        self._insert(sorted(((self._key(row), row) for row in fresh.values()), key=_first))

    def _stays(self, row: Row) -> bool:
        """Whether a row is shown where it stood."""
        old = self._all.get(row.id)
        if old is None or self._key(old) != self._key(row) or not self._let.row(row):
            return False
        return (not self._domains or row.domain in self._domains) and self.position(row.id) >= 0

    def _change(self, row: Row) -> None:
        self._standing.change(self._standing.place(self._key(row)), row)
        self._hold(row)
        here = self.index(self.position(row.id), 0)
        self.dataChanged.emit(here, here)

    def _take_out(self, entry: str) -> None:
        old = self._all.get(entry)
        place = -1 if old is None else self._standing.found(self._key(old))
        if old is None or place < 0:
            return
        position = self.position(entry)
        if position >= 0:
            self.beginRemoveRows(_NOWHERE, position, position)
        self._standing.take_out(place)
        if position >= 0:
            self.endRemoveRows()

    def _insert(self, rows: list[tuple[Key, Row]]) -> None:
        end, keys = len(rows), self._standing.keys
        while end:  # from the oldest up: places found before stay true
            place = self._standing.place(rows[end - 1][0])
            begin = end - 1
            while begin and (place == 0 or keys[place - 1] < rows[begin - 1][0]):
                begin -= 1
            self._put_in(place, rows[begin:end])
            end = begin

    def _put_in(self, place: int, run: list[tuple[Key, Row]]) -> None:
        lets = [self._let.row(row) for _, row in run]
        first, number = self._standing.before(place), sum(lets)
        if number:
            self.beginInsertRows(_NOWHERE, first, first + number - 1)
        self._standing.put_in(place, run, lets)
        if number:
            self.endInsertRows()
