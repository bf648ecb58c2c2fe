"""The lines of a comparison as a table: a heading for each verdict, a row for each entry, a filter."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont
from typing_extensions import override

from viewer.record.pages.compare.body import ComparePage, CompareSection
from viewer.timeline.folding import fold, holds, wanted_words
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
        self._folded: list[list[str]] = []
        self.spots: list[Spot] = []
        self.words = ""
        self._bold = QFont()
        self._bold.setBold(True)

    @property
    def shown(self) -> int:
        """How many entries are shown."""
        return sum(1 for spot in self.spots if spot.row >= 0)

    def show_page(self, page: ComparePage) -> None:
        """Put another page; the filter stays."""
        self.beginResetModel()
        self._page, self._folded = page, []
        self._fill()
        self.endResetModel()

    def set_words(self, words: str) -> None:
        """Show only lines that hold every word; headings stay, with what is shown of how many."""
        if words != self.words:
            self.beginResetModel()
            self.words = words
            self._fill()
            self.endResetModel()

    def _fill(self) -> None:
        wanted = wanted_words(self.words)
        sections = [section for section in self._page.sections if section.entries]
        if wanted and not self._folded:
            self._folded = [_folded(section) for section in sections]
        self.spots = []
        for place, section in enumerate(sections):
            rows: Sequence[int] = range(len(section.entries))
            if wanted:
                rows = [row for row in rows if holds(self._folded[place][row], wanted)]
            self.spots.append(Spot(section, -1))
            self.spots += [Spot(section, row) for row in rows]

    def headings(self) -> list[int]:
        """Where the headings stand."""
        return [place for place, spot in enumerate(self.spots) if spot.row < 0]

    def entry_at(self, place: int) -> str:
        """The id of the entry of a line, "" for a heading or none."""
        if not 0 <= place < len(self.spots) or self.spots[place].row < 0:
            return ""
        section, row = self.spots[place]
        return section.entries[row]

    def place_of(self, entry: str) -> int:
        """Where an entry stands, -1 where it is not shown."""
        found = (place for place in range(len(self.spots)) if entry and self.entry_at(place) == entry)
        return next(found, -1)

    def text(self, place: int, column: int) -> str:
        """The words of a cell."""
        section, row = self.spots[place]
        if row < 0:
            return f"{section.heading}. {section.words}" if column == 0 else ""
        return (section.what, section.when, section.a, section.b)[column][row]

    @override
    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.spots)

    @override
    def columnCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else COLUMNS

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        place, column = index.row(), index.column()
        is_heading = self.spots[place].row < 0
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
        section, row = self.spots[place]
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


def _folded(section: CompareSection) -> list[str]:
    columns = zip(section.what, section.when, section.a, section.b, strict=True)
    return [fold(" ".join(parts)) for parts in columns]
