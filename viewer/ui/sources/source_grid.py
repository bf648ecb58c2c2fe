"""What each source gave for each clinical domain, and why not: the whole grid, a reason a cell."""

from textwrap import wrap

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QIcon, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
)
from typing_extensions import override

from viewer.engine.messages import GridCell, SourceStatus
from viewer.source.domain import Domain
from viewer.ui.look.focus_ring import FocusRing
from viewer.ui.look.labels import button, label, selectable, tip
from viewer.ui.look.theme import Theme
from viewer.ui.sources.state_words import DOMAIN, UNKNOWN

_LEAST_LINES = 9
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def _head(source: SourceStatus, letters: int) -> str:
    """What stands above a source's column: its name, and the care setting that lists call it by."""
    lines = [*wrap(source.name, letters), *wrap(source.care_setting, letters)]
    return "\n".join(lines)


class SourceGrid(QFrame):
    """Signals: ``closed()``, ``sign_in_wanted(source)``, ``permission_wanted(source)``."""

    closed = Signal()
    sign_in_wanted = Signal(str)
    permission_wanted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setAccessibleName("Sources and clinical domains")
        self._theme = theme
        self._cells: dict[tuple[str, str], GridCell] = {}
        self._told: tuple[tuple[GridCell, ...], tuple[SourceStatus, ...]] = ((), ())
        self._filled = False
        self.table = QTableWidget()
        self.table.setAccessibleName("What each source gave for each clinical domain")
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setTabKeyNavigation(False)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.table.horizontalHeader().setDefaultAlignment(_LEFT)
        self.table.verticalHeader().setDefaultAlignment(_LEFT)
        self.table.currentCellChanged.connect(self._explain)
        self._ring = FocusRing(self.table, outset=4)
        self.sentence = selectable(label(), "All sources in a sentence")
        self.reason = selectable(label("", "notice"), "Why")
        self.linked = selectable(label("", "small"), "How this source's patient was linked")
        self.sign_in = button("Sign in ...")
        self.permit = button("Record permission to view ...")
        self.close_button = button("Close (Esc)")
        self._lay_out()
        self._wire()

    def _wire(self) -> None:
        self.close_button.clicked.connect(self.closed)
        for made, tell in ((self.sign_in, self.sign_in_wanted), (self.permit, self.permission_wanted)):
            made.clicked.connect(lambda _on=False, told=tell: told.emit(self._source_id()))
            made.hide()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(label("What each source gave", "heading"), 1)
        head.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 4, 12, 6)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.sentence)
        column.addWidget(label("Choose a cell to read the whole reason below.", "small"))
        column.addWidget(self.table, 1)
        line = QHBoxLayout()
        line.addWidget(self.reason, 1)
        line.addWidget(self.sign_in)
        line.addWidget(self.permit)
        column.addLayout(line)
        column.addWidget(self.linked)
        self.linked.hide()

    def say(self, sentence: str) -> None:
        """Put the whole sentence, which the strip may have no room for."""
        self.sentence.setText(sentence)
        self.sentence.setVisible(bool(sentence))

    def show_grid(self, grid: tuple[GridCell, ...], sources: tuple[SourceStatus, ...]) -> None:
        """Fill the table, once it is looked at; a domain that nobody speaks of is not asked, and says so."""
        if (grid, sources) != self._told:
            self._told, self._filled = (grid, sources), False
        if self.isVisible():
            self._fill()

    def _fill(self) -> None:
        if self._filled:
            return
        self._filled = True
        grid, sources = self._told
        self._cells = {(cell.domain, cell.source): cell for cell in grid}
        ids = [source.id for source in sources]
        self.table.setColumnCount(len(ids))
        self.table.setRowCount(len(Domain))
        self.table.setVerticalHeaderLabels([domain.label for domain in Domain])
        for row, domain in enumerate(Domain):
            for column, source in enumerate(ids):
                cell = self._cells.get((domain.value, source)) or GridCell(
                    domain=domain.value, source=source, state="not-asked", words=""
                )
                self.table.setItem(row, column, self._item(cell))

        self._fit()

    def _fit(self) -> None:
        """Names of sources are whole: they wrap in their columns."""
        bold = QFontMetrics(self._theme.font(bold=True))
        self.table.setMinimumHeight(bold.lineSpacing() * _LEAST_LINES)  # the panel scrolls: rows stay in view
        width = self.table.viewport().width() // max(self.table.columnCount(), 1)
        letters = max(width // (bold.averageCharWidth() + 1), 10)
        self.table.setHorizontalHeaderLabels([_head(source, letters) for source in self._told[1]])
        QTimer.singleShot(0, self.table, self.table.resizeRowsToContents)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fill()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _item(self, cell: GridCell) -> QTableWidgetItem:
        look = DOMAIN.get(cell.state, UNKNOWN)
        words = cell.words or look.word
        item = QTableWidgetItem(QIcon(self._theme.shape(look.shape, look.colour, self._theme.px(14))), words)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{look.word}: {words}. {cell.reason}")
        item.setData(Qt.ItemDataRole.UserRole, cell.reason or f"{look.word}. {words}")
        item.setToolTip(tip(cell.reason))
        return item

    def show_source(self, source_position: int) -> None:
        """Put the keyboard on a source's column."""
        self.table.setCurrentCell(0, max(source_position, 0))
        self.table.setFocus()

    def _explain(self, row: int, column: int) -> None:
        item = self.table.item(row, column)
        if item is None:
            return
        domain = self.table.verticalHeaderItem(row)
        names = [source.name for source in self._told[1][column : column + 1]]
        where = ", ".join([*names, *([domain.text()] if domain is not None else [])])
        offers = next((source.offers for source in self._told[1][column : column + 1]), ())
        self.linked.setText(". ".join(source.linked for source in self._told[1][column : column + 1]))
        self.linked.setAccessibleName(self.linked.text() or "Nothing of this source is linked")
        self.linked.setVisible(bool(self.linked.text()))
        self.sign_in.setVisible("sign-in" in offers)
        self.permit.setVisible("permission" in offers)
        self.reason.setText(f"{where}: {item.data(Qt.ItemDataRole.UserRole)}")
        self.reason.setAccessibleName(self.reason.text())

    def _source_id(self) -> str:
        """The source in whose column the keyboard is."""
        column = self.table.currentColumn()
        return next((source.id for source in self._told[1][column : column + 1]), "")
