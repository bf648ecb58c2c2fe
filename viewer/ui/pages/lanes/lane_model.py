"""The entries of the lanes as a Qt model: each dated one once, lane by lane, in the order of time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from viewer.engine.messages import Row
from viewer.record.pages.charts import ChartRows
from viewer.record.pages.lanes import ID_BYTES, LaneRows, LanesPage
from viewer.timeline.lanes import Floats, Lane
from viewer.ui.lists.flags import Flags, Places
from viewer.ui.look.row_words import spoken
from viewer.ui.pages.lanes.chart import Chart, chart_of

Index = QModelIndex | QPersistentModelIndex
Stays = tuple[Floats, Floats]
RowOf = Callable[[str], Row | None]
Ids = NDArray[np.bytes_]
_ID = f"S{ID_BYTES}"
_NO_IDS: Ids = np.empty(0, dtype=_ID)
_NO_SHAPES: NDArray[np.uint8] = np.empty(0, dtype=np.uint8)
_UNDATED = ""  # the key of no lane
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True, eq=False)
class Held:
    """One lane: what the engine sent, its columns of numbers, and its first row in the model.

    ``hidden``: how many of it the filter hides; they are in none of the columns. ``folded``: only its title
    is shown. ``chart``: its numbers where it is drawn as one; its entries stand in another lane as well.
    """

    sent: LaneRows | ChartRows
    ids: Ids
    first: Floats
    last: Floats
    shapes: NDArray[np.uint8]
    offset: int
    hidden: int = 0
    folded: bool = False
    chart: Chart | None = None

    def __len__(self) -> int:
        return len(self.first)

    def lane(self, label_width: Callable[[int], int]) -> Lane:
        """The lane for laying it out; labels are measured by the model's row."""
        return Lane(
            first=self.first, last=self.last, label_width=lambda item: label_width(self.offset + item)
        )


def stays_of(page: LanesPage | None) -> Stays:
    """First and last moments of all admissions, the earliest first."""
    found = sorted(page.stays) if page is not None else []
    return np.array([first for first, _ in found]), np.array([last for _, last in found])


class LaneModel(QAbstractTableModel):
    """``row_of`` gives the row of an entry, as the list has it; its words are the same in both."""

    def __init__(self, row_of: RowOf, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._row_of = row_of
        self._ids: Ids = _NO_IDS
        self._shown: Flags | None = None
        self._numbers: dict[str, Places] = {}
        self._folded: frozenset[str] = frozenset()
        self.order: tuple[str, ...] = ()
        self.lanes: tuple[Held, ...] = ()
        self.page: LanesPage | None = None
        self.admitted = stays_of(None)

    def set_page(self, page: LanesPage | None) -> None:
        """Replace everything; None for nothing: another record begins, and none of its lanes is folded."""
        self.page = page
        self._folded = self._folded if page is not None else frozenset()
        self.admitted = stays_of(page)
        self._numbers.clear()
        self._fill()

    def set_shown(self, numbers: Flags | None, *, anew: bool = False) -> None:
        """Hold only entries whose row's number is flagged, as the filter asks; None for all.

        The last flag stands for every other number. ``anew``: rows came or went since the last time.
        """
        if numbers is None and self._shown is None:
            return
        if anew:
            self._numbers.clear()
        self._shown = numbers
        self._fill()

    def fold(self, key: str) -> None:
        """Fold a lane to its title, or unfold it."""
        self._folded ^= {key}
        self._fill()

    def put_in_order(self, order: Sequence[str]) -> None:
        """Take keys of lanes from the top; lanes that are not among them keep their place after these."""
        self.order = tuple(order)
        self._fill()

    def shift(self, key: str, place: int) -> None:
        """Put a lane in another place from the top; beyond either end it goes no farther."""
        keys = [held.sent.key for held in self.lanes]
        keys.remove(key)
        keys.insert(min(max(place, 0), len(keys)), key)
        self.put_in_order([*keys, *(one for one in self.order if one not in keys)])

    def _in_order(self) -> list[LaneRows | ChartRows]:
        """The lanes as the person put them; those never moved after them, as they were sent."""
        sent: list[LaneRows | ChartRows] = []
        if self.page is not None:
            sent = [*self.page.lanes, *self.page.charts]
        ranks = {key: rank for rank, key in enumerate(self.order)}
        return sorted(sent, key=lambda one: ranks.get(one.key, len(ranks)))

    def _fill(self) -> None:
        self.beginResetModel()
        held: list[Held] = []
        offset = 0
        for sent in self._in_order():
            held.append(self._held(sent, offset))
            offset += len(held[-1])
        self.lanes = tuple(held)
        self._ids = np.concatenate([one.ids for one in held]) if held else _NO_IDS
        self.endResetModel()

    def _held(self, sent: LaneRows | ChartRows, offset: int) -> Held:
        ids = np.frombuffer(sent.ids, dtype=_ID)
        keep = slice(None) if self._shown is None else self._kept(sent.key, ids, self._shown)
        first, last = (np.frombuffer(column, dtype=np.float64)[keep] for column in (sent.first, sent.last))
        chart = chart_of(sent, keep) if isinstance(sent, ChartRows) else None
        return Held(
            sent=sent, ids=ids[keep], first=first, last=last, offset=offset, chart=chart,
            shapes=np.frombuffer(sent.shapes, dtype=np.uint8)[keep] if chart is None else _NO_SHAPES,
            hidden=len(ids) - len(first), folded=sent.key in self._folded,
        )  # fmt: skip

    def _kept(self, lane: str, ids: Ids, shown: Flags) -> Flags:
        if lane not in self._numbers:
            rows = (self._row_of(entry.decode()) for entry in ids.tolist())
            found = (-1 if row is None else row.number for row in rows)
            self._numbers[lane] = np.fromiter(found, dtype=np.intp, count=len(ids))
        kept: Flags = shown[np.minimum(self._numbers[lane], len(shown) - 1)]
        return kept

    @property
    def filtered(self) -> int | None:
        """How many entries of the page the filter leaves, dated or not; None where nothing is hidden."""
        if self.page is None or self._shown is None:
            return None
        undated = np.frombuffer(self.page.undated, dtype=_ID)
        dated = sum(len(one) for one in self.lanes if one.chart is None)
        return dated + int(np.count_nonzero(self._kept(_UNDATED, undated, self._shown)))

    def entry(self, position: int) -> str:
        """The id of the entry at a row."""
        return bytes(self._ids[position]).decode()

    def position(self, entry: str) -> int:
        """The row of an entry, of its lane rather than of a chart; -1 where it is undated, hidden or gone."""
        found = np.flatnonzero(self._ids == entry.encode()).tolist()
        of_lanes = (place for place in found if self.lanes[self.lane_of(place)].chart is None)
        return next(of_lanes, found[0] if found else -1)

    def position_in(self, entry: str, key: str) -> int:
        """The row of an entry in the lane of this key, else in its own."""
        for held in (one for one in self.lanes if one.sent.key == key):
            if len(found := np.flatnonzero(held.ids == entry.encode())):
                return held.offset + int(found[0])
        return self.position(entry)

    def row(self, position: int) -> Row | None:
        """The row of the list that says what stands at a place; None where the list has none yet."""
        return self._row_of(self.entry(position))

    def lane_of(self, position: int) -> int:
        """Which lane holds a row."""
        ends = [held.offset + len(held) for held in self.lanes]
        return int(np.searchsorted(ends, position, side="right"))

    def nearest(self, position: int, step: int) -> int:
        """The entry of the next lane up or down that has any, nearest in time; the same where none has."""
        number = self.lane_of(position)
        held = self.lanes[number]
        at = held.first[position - held.offset]
        while 0 <= (number := number + step) < len(self.lanes):
            other = self.lanes[number]
            if len(other):
                return other.offset + int(np.abs(other.first - at).argmin())
        return position

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._ids)

    @override
    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else 1

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self.said(index.row())
        return None

    def said(self, position: int) -> str:
        """What a screen reader says of an entry: its lane, then the words of the list."""
        row = self.row(position)
        held = self.lanes[self.lane_of(position)]
        lane = held.sent.title if held.chart is None else f"Chart of {held.sent.title}"
        return f"{lane}: {spoken(row)}" if row is not None else lane
