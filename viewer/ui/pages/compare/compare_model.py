"""The lines of a comparison as a table: a heading for each verdict, a row for each entry, a filter."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer
from PySide6.QtGui import QFont
from typing_extensions import override

from viewer.record.pages.compare.body import ComparePage, CompareSection
from viewer.timeline.folding import wanted_words
from viewer.timeline.search.folded_lines import FoldedLines
from viewer.ui.look.row_words import breakable

COLUMNS = 4
_Index = QModelIndex | QPersistentModelIndex
_HEADS = ("What", "When")


class Spot(NamedTuple):
    """``row`` is -1 for the heading of a section."""

    section: CompareSection
    row: int


class CompareModel(QAbstractTableModel):
    """Answers from the columns of the page; nothing is made for rows that nobody sees."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._page = ComparePage(by="sources")
        self._sections: list[CompareSection] = []
        self._rows: list[Sequence[int]] = []
        self._heads: list[int] = []
        self._folded = FoldedLines((), 0)
        self._folding: Iterator[None] = iter(())
        self._idle = QTimer(self)
        self._idle.timeout.connect(self._fold_some)
        self.words = ""
        self._bold = QFont()
        self._bold.setBold(True)

    @property
    def shown(self) -> int:
        """How many entries are shown."""
        return sum(len(rows) for rows in self._rows)

    def show_page(self, page: ComparePage) -> None:
        """Put another page; the filter stays."""
        self.beginResetModel()
        self._page = page
        self._sections = [section for section in page.sections if section.entries]
        self._folded = FoldedLines(_lines(self._sections), sum(len(one.entries) for one in self._sections))
        self._folding = self._folded.pieces()
        self._idle.start()
        self._fill()
        self.endResetModel()

    def _fold_some(self) -> None:
        """While nobody types: the first letter need not wait for it."""
        if next(self._folding, self) is self:
            self._idle.stop()

    def set_words(self, words: str) -> None:
        """Show only lines that hold every word; headings stay, with what is shown of how many."""
        if words != self.words:
            self.beginResetModel()
            self.words = words
            self._fill()
            self.endResetModel()

    def _fill(self) -> None:
        """Work out which rows of each section are shown, and where its heading stands."""
        wanted = wanted_words(self.words)
        held = self._folded.holding(wanted) if wanted else None
        self._rows, self._heads, first, place = [], [], 0, 0
        for section in self._sections:
            size = len(section.entries)
            self._rows.append(
                range(size) if held is None else np.flatnonzero(held[first : first + size]).tolist()
            )
            self._heads.append(place)
            first, place = first + size, place + 1 + len(self._rows[-1])

    def spot(self, place: int) -> Spot:
        """What a line is."""
        number = bisect_right(self._heads, place) - 1
        row = place - self._heads[number] - 1
        return Spot(self._sections[number], self._rows[number][row] if row >= 0 else -1)

    def headings(self) -> list[int]:
        """Where the headings stand."""
        return self._heads

    def entry_at(self, place: int) -> str:
        """The id of the entry of a line, "" for a heading or none."""
        if not 0 <= place < self.rowCount():
            return ""
        section, row = self.spot(place)
        return section.entries[row] if row >= 0 else ""

    def place_of(self, entry: str) -> int:
        """Where an entry stands, -1 where it is not shown."""
        for section, rows, head in zip(self._sections, self._rows, self._heads, strict=True):
            if entry in section.entries:
                row = section.entries.index(entry)
                at = bisect_left(rows, row)
                return head + 1 + at if at < len(rows) and rows[at] == row else -1
        return -1

    def text(self, place: int, column: int) -> str:
        """The words of a cell."""
        section, row = self.spot(place)
        if row < 0:
            return f"{self._heading(place)}. {section.words}" if column == 0 else ""
        return (section.what, section.when, section.a, section.b)[column][row]

    def _heading(self, place: int) -> str:
        """The verdict with how many of it are shown, of how many where the filter hides some."""
        number = bisect_right(self._heads, place) - 1
        section, shown = self._sections[number], len(self._rows[number])
        whole = len(section.entries)
        return section.heading if shown == whole else f"{section.title} ({shown:,} of {whole:,})"

    @override
    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._heads) + self.shown

    @override
    def columnCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else COLUMNS

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        place, column = index.row(), index.column()
        is_heading = self.spot(place).row < 0
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return breakable(self.text(place, column))
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(place, column)
            case Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
            case _:
                return self._bold if is_heading and role == Qt.ItemDataRole.FontRole else None

    def _spoken(self, place: int, column: int) -> str:
        section, row = self.spot(place)
        if row < 0:
            return self.text(place, 0)  # one cell over the whole width
        return f"{section.title}, {self.head(column)}: {self.text(place, column)}"

    def head(self, column: int) -> str:
        """What a column is called."""
        return (*_HEADS, self._page.a_name or "First", self._page.b_name or "Second")[column]

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.head(section)
        return None


def _lines(sections: Iterable[CompareSection]) -> Iterator[str]:
    for one in sections:
        yield from map(" ".join, zip(one.what, one.when, one.a, one.b, strict=True))
