"""The rows of the board as a table: a medicine a row, a source a column, headings of sections between."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from viewer.record.pages.medicines.body import Cell, Column, MedicinesPage, Row, Section
from viewer.ui.look.labels import tip
from viewer.ui.pages.medicines.shown import Part, Reviewed

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class BoardModel(QAbstractTableModel):
    """Holds what is shown and decides nothing. ``lines`` are rows, or sections, from top to bottom."""

    def __init__(self, reviewed: Reviewed, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.reviewed = reviewed
        self.columns: tuple[Column, ...] = ()
        self.lines: list[Row | tuple[Section, int]] = []

    def put(self, page: MedicinesPage | None, parts: Sequence[Part]) -> None:
        """Show these parts, each under its heading where there are several."""
        self.beginResetModel()
        self.columns = page.columns if page else ()
        self.lines = []
        for part in parts:
            if len(parts) > 1:  # the page's own heading counts a lone one
                self.lines.append((part.section, len(part.rows)))
            self.lines.extend(part.rows)
        self.endResetModel()

    def row(self, place: int) -> Row | None:
        """The medicine in a line; None for the heading of a section."""
        found = self.lines[place] if 0 <= place < len(self.lines) else None
        return found if isinstance(found, Row) else None

    def cell(self, index: Index) -> Cell | None:
        """One medicine at one source."""
        row = self.row(index.row())
        return row.cells[index.column()] if row is not None else None

    def section(self, place: int) -> str:
        """The words of a section's heading; "" for a medicine."""
        found = self.lines[place]
        return f"{found[0].title} ({found[1]})" if isinstance(found, tuple) else ""

    def place_of(self, key: str) -> int:
        """The line of a medicine, -1 where it is not on screen."""
        places = (n for n, line in enumerate(self.lines) if isinstance(line, Row) and line.key == key)
        return next(places, -1)

    @override
    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.lines)

    @override
    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        cell = self.cell(index)
        words = cell.words if cell else self.section(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return words
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole} and cell:
            spoken = f"{self.row_words(index.row())}. {self.columns[index.column()].name}: {words}"
            return tip(spoken) if role == Qt.ItemDataRole.ToolTipRole else spoken
        return words if role == Qt.ItemDataRole.AccessibleTextRole else None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return None
        if orientation == Qt.Orientation.Vertical:
            return self.row_words(section)
        column = self.columns[section]
        return f"{column.name}. {column.lists}. {column.state}"

    def row_words(self, place: int) -> str:
        """Everything that stands at the head of a line."""
        row = self.row(place)
        if row is None:
            return self.section(place)
        return ". ".join([row.name, *self.side(row)])

    def side(self, row: Row) -> list[str]:
        """What stands below a medicine's name: how its lists compare, marks, changes, the own mark."""
        own = self.reviewed.words(row)
        return [*row.marks, row.match_words, *row.changes, *row.notes, *([own] if own else [])]

    def marks_changed(self) -> None:
        """The reader marked rows: their heads read otherwise."""
        self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, max(len(self.lines) - 1, 0))
