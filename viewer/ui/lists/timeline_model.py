"""Which rows a list holds and in what order: newest first by ``Row.order``, however they arrive."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from operator import itemgetter

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from viewer.engine.messages import Row
from viewer.ui.look.labels import tip
from viewer.ui.look.row_words import beside, spoken

Index = QModelIndex | QPersistentModelIndex
Key = tuple[int, tuple[float, str], str]
Keep = Callable[[Row], bool]
ROW_ROLE = Qt.ItemDataRole.UserRole + 1
HEADING_ROLE = Qt.ItemDataRole.UserRole + 2
LEADS_ROLE = Qt.ItemDataRole.UserRole + 3
TO_COME = "Planned: still to come"
PAST = "Up to now, newest first"
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
    """Rows of one list; those that the filter hides stay counted in ``total``."""

    def __init__(self, parent: QObject | None = None, *, title: str = "Entries", headed: bool = True) -> None:
        super().__init__(parent)
        self._all: dict[str, Row] = {}
        self._of_domain: defaultdict[str, dict[str, Row]] = defaultdict(dict)
        self._domains: frozenset[str] = frozenset()
        self._keys: list[Key] = []
        self._shown: list[Row] = []
        self._stood: dict[frozenset[str], tuple[list[Key], list[Row]]] = {}  # pages as they were left
        self._keep: Keep | None = None
        self._title = title
        self._headed = headed
        self._key = key_of

    @property
    def total(self) -> int:
        """Rows that the record has, shown or not."""
        return len(self._all)

    @property
    def shown(self) -> int:
        """Rows that the filter lets through."""
        return len(self._shown)

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._shown)

    @override
    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else 1

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._shown[index.row()]
        if role == ROW_ROLE:
            return row
        if role in {HEADING_ROLE, LEADS_ROLE}:
            return self._heading(index.row()) if role == HEADING_ROLE else self._leads(index.row())
        said = _SAYS.get(role)
        return said(row) if said is not None else None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return self._title if orientation == Qt.Orientation.Horizontal else str(section + 1)
        return None

    def _leads(self, position: int) -> bool:
        """Whether a row is the first of its day."""
        return position == 0 or self._shown[position - 1].day != self._shown[position].day

    def _heading(self, position: int) -> str:
        """What stands above a row: where future and events end (TML-04), or a day that it does not say."""
        if not self._headed:
            return ""
        return self._section(position) if self._key is key_in_section else self._event(position)

    def _section(self, position: int) -> str:
        section = self._shown[position].section
        return section[1] if position == 0 or self._shown[position - 1].section != section else ""

    def _event(self, position: int) -> str:
        row, before = self._shown[position], self._shown[position - 1] if position else None
        if row.apart and not (before and before.apart):
            return row.apart
        if row.to_come and not (before and before.to_come):
            return TO_COME
        if before and before.to_come and not row.to_come:
            return PAST
        return row.day if self._leads(position) and row.day not in row.when else ""

    def row_at(self, position: int) -> Row | None:
        """The row at a position, None outside."""
        return self._shown[position] if 0 <= position < len(self._shown) else None

    def row_by_id(self, entry: str) -> Row | None:
        """A row of the record, shown or not."""
        return self._all.get(entry)

    def all_rows(self) -> tuple[Row, ...]:
        """Every row, in no order."""
        return tuple(self._all.values())

    def shown_rows(self) -> tuple[Row, ...]:
        """The rows that the filter lets through, in their order."""
        return tuple(self._shown)

    def rows_of(self, domains: Iterable[str]) -> Iterator[Row]:
        """Every row of these domains, shown or not, in no order."""
        return chain.from_iterable(self._of_domain[domain].values() for domain in domains)

    def place_for(self, row: Row) -> int:
        """Where this row stands or would stand."""
        return bisect_left(self._keys, self._key(row))

    def position(self, entry: str) -> int:
        """Where an entry stands now, -1 if it is not shown."""
        row = self._all.get(entry)
        if row is None:
            return -1
        place = bisect_left(self._keys, self._key(row))
        return place if place < len(self._keys) and self._keys[place][2] == entry else -1

    def set_rows(self, rows: Iterable[Row]) -> None:
        """Replace everything."""
        self.beginResetModel()
        self._all = {}
        self._of_domain.clear()
        self._stood.clear()
        for row in rows:
            self._hold(row)
        self._fill()
        self.endResetModel()

    def set_filter(self, keep: Keep | None, domains: frozenset[str] = frozenset()) -> None:
        """Show only rows that ``keep`` lets through; None shows all.

        ``domains``: of these alone, by section first; none means every row by date alone.
        """
        if keep is None and self._keep is None and domains == self._domains:
            return
        self.beginResetModel()
        if self._keep is None:
            self._stood[self._domains] = (self._keys, self._shown)
        self._keep, self._domains = keep, domains
        self._key = key_in_section if domains else key_of
        self._fill()
        self.endResetModel()

    def _hold(self, row: Row) -> None:
        self._drop(row.id)
        self._stood.clear()
        self._all[row.id] = self._of_domain[row.domain][row.id] = row

    def _drop(self, entry: str) -> None:
        old = self._all.pop(entry, None)
        if old is not None:
            self._stood.clear()
            del self._of_domain[old.domain][entry]

    def _fill(self) -> None:
        if self._keep is None and self._domains in self._stood:
            self._keys, self._shown = self._stood[self._domains]
            return
        rows = self._candidates()
        if self._keep is not None:
            rows = filter(self._keep, rows)
        keyed = sorted(((self._key(row), row) for row in rows), key=_first)
        self._shown = [row for _, row in keyed]
        self._keys = [key for key, _ in keyed]
        if not self._domains and self._keep is None:  # what stands in order is sorted fast the next time
            self._all = {row.id: row for row in self._shown}

    def _candidates(self) -> Iterable[Row]:
        """Rows of the page; of a page of many in the order of the timeline, which sorts them fast."""
        if not self._domains:
            return self._all.values()
        held = [self._of_domain[domain] for domain in self._domains]
        if frozenset() in self._stood and sum(map(len, held)) > _MANY:
            return [row for row in self._stood[frozenset()][1] if row.domain in self._domains]
        return chain.from_iterable(rows.values() for rows in held)

    def remove(self, entries: Iterable[str]) -> None:
        """Rows leave the record."""
        for entry in entries:
            self._hide(entry)
            self._drop(entry)

    def upsert(self, rows: Iterable[Row]) -> None:
        """Rows come or change, with as few insertions as their order allows."""
        fresh: dict[str, Row] = {}
        for row in rows:
            old = self._all.get(row.id)
            if (
                old is not None
                and self._key(old) == self._key(row)
                and self._lets(row)
                and self.position(row.id) >= 0
            ):
                self._replace(row)
                continue
            self._hide(row.id)
            fresh.pop(row.id, None)
            self._hold(row)
            if self._lets(row):
                fresh[row.id] = row
        self._insert(sorted(fresh.values(), key=self._key))

    def _lets(self, row: Row) -> bool:
        own = not self._domains or row.domain in self._domains
        return own and (self._keep is None or self._keep(row))

    def _replace(self, row: Row) -> None:
        place = self.position(row.id)
        self._hold(row)
        self._shown[place] = row
        here = self.index(place, 0)
        self.dataChanged.emit(here, here)

    def _hide(self, entry: str) -> None:
        place = self.position(entry)
        if place >= 0:
            self.beginRemoveRows(_NOWHERE, place, place)
            del self._keys[place], self._shown[place]
            self.endRemoveRows()

    def _insert(self, rows: list[Row]) -> None:
        end = len(rows)
        while end:  # from the oldest up: places found before stay true
            place = bisect_left(self._keys, self._key(rows[end - 1]))
            begin = end - 1
            while begin and (place == 0 or self._keys[place - 1] < self._key(rows[begin - 1])):
                begin -= 1
            run = rows[begin:end]
            self.beginInsertRows(_NOWHERE, place, place + len(run) - 1)
            self._keys[place:place] = [self._key(row) for row in run]
            self._shown[place:place] = run
            self.endInsertRows()
            end = begin
