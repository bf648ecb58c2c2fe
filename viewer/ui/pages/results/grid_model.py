"""The grid as a table: tests down, moments across, headings that stay in sight (RES-13)."""

from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from viewer.record.pages.results.body import Apart, Cell, ResultsPage, Row
from viewer.ui.look.labels import tip

Index = QModelIndex | QPersistentModelIndex
CELLS_ROLE = Qt.ItemDataRole.UserRole
ROW_ROLE = Qt.ItemDataRole.UserRole + 1
NO_INDEX = QModelIndex()
BEFORE = "Before\nthese dates"
_APART = "Cannot be read, so without a place in time"


@dataclass(frozen=True, slots=True)
class GridRow:
    """One line of the table: the title of a group, a test, or a record without a place."""

    title: str
    row: Row | None = None
    apart: Apart | None = None

    @property
    def key(self) -> str:
        """What finds the line again when the page is told anew."""
        return self.row.key if self.row else self.apart.entry if self.apart else f"group {self.title}"


class GridModel(QAbstractTableModel):
    """Holds what the engine told; decides nothing clinical."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: list[GridRow] = []
        self._columns: list[int] = []  # places in the page's columns, -1 for Before, left to right
        self._page: ResultsPage | None = None
        self._cells: list[dict[int, tuple[Cell, ...]]] = []

    def show_page(self, page: ResultsPage | None) -> None:
        """Take a page; the newest moment stands at the right unless the reader wants it at the left."""
        self.beginResetModel()
        self._page = page
        self.lines = _lines(page) if page else []
        self._columns = _order(page) if page else []
        self._cells = [_by_column(line.row) for line in self.lines]
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.lines)

    @override
    def columnCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def cells(self, row: int, column: int) -> tuple[Cell, ...]:
        """The results of one cell of the table, in the order of the engine."""
        return self._cells[row].get(self._columns[column], ())

    def newest(self) -> int:
        """The column of the newest moment, -1 where there is none."""
        return self._columns.index(0) if 0 in self._columns and self._page and self._page.columns else -1

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line, cells = self.lines[index.row()], self.cells(index.row(), index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return "\n".join(cell_text(cell) for cell in cells)
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(line, cells, index.column())
            case Qt.ItemDataRole.ToolTipRole:
                return tip(self._spoken(line, cells, index.column()))
            case _:
                pass
        held: dict[int, object] = {CELLS_ROLE: cells, ROW_ROLE: line}
        return held.get(role)

    def _spoken(self, line: GridRow, cells: tuple[Cell, ...], column: int) -> str:
        if cells:
            words = "; ".join(cell.spoken for cell in cells)
            before = self._columns[column] < 0 and line.row is not None
            return f"{words}; {line.row.older} older in all" if before and line.row else words
        if line.apart:
            return line.apart.words
        return f"{line.title}: no result here" if line.row else line.title

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation == Qt.Orientation.Vertical:
            return self._side(section, role)
        place, page = self._columns[section], self._page
        if page is None or role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return None
        if place < 0:
            return BEFORE
        column = page.columns[place]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return column.spoken
        return "\n".join(part for part in (column.day, column.time, column.sources) if part)

    def _side(self, section: int, role: int) -> object:
        line = self.lines[section]
        if role == ROW_ROLE:
            return line
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            said = [heading_of(line), newest_words(line), *side_lines(line)]
            return "\n".join(filter(None, said))
        return None


def heading_of(line: GridRow) -> str:
    """The name of a test with its unit, or the title of a group."""
    if line.row and line.row.unit:
        return f"{line.title}, {line.row.unit}"
    return line.title


def newest_words(line: GridRow) -> str:
    """The newest result of a test in words, "" where there is none."""
    return f"Newest {line.row.newest}" if line.row and line.row.newest else ""


def side_lines(line: GridRow) -> list[str]:
    """What stands small below the name: ranges as sent, and why a row is apart from another."""
    return [*line.row.ranges, *([line.row.note] if line.row.note else [])] if line.row else []


def cell_text(cell: Cell) -> str:
    """A result as plain text, also for copying: value, interpretation as sent, marks."""
    return " ".join(part for part in (cell.text, cell.graded, ", ".join(cell.marks)) if part)


def _lines(page: ResultsPage) -> list[GridRow]:
    lines: list[GridRow] = []
    for group in page.groups:
        lines.append(GridRow(group.title))
        lines += [GridRow(row.title, row=row) for row in group.rows]
    if page.apart:
        lines.append(GridRow(_APART))
        lines += [GridRow(one.words, apart=one) for one in page.apart]
    return lines


def _order(page: ResultsPage) -> list[int]:
    newest_first = list(range(len(page.columns)))
    before = [-1] if page.earlier else []
    left_to_right = [*newest_first, *before]
    return left_to_right if page.newest_left else left_to_right[::-1]


def _by_column(row: Row | None) -> dict[int, tuple[Cell, ...]]:
    found: dict[int, list[Cell]] = {}
    for cell in (*row.cells, *row.before) if row else ():
        found.setdefault(cell.column, []).append(cell)
    return {column: tuple(cells) for column, cells in found.items()}
