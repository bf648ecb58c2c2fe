"""Everything about one entry: five plain lines, the sources, every element, and the bytes by a key."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
)
from typing_extensions import override

from viewer.engine.messages import Detail
from viewer.ui.detail.detail_model import DetailRow, all_text, detail_rows, raw_text
from viewer.ui.detail.regroup_buttons import RegroupButtons
from viewer.ui.documents.open_buttons import OpenButtons
from viewer.ui.look.focus_ring import FocusRing
from viewer.ui.look.labels import button, label, restyle, selectable
from viewer.ui.look.row_words import breakable
from viewer.ui.look.theme import Role, Theme

_PLAIN = 5
_LABEL_PX = 150
_WRAPPED = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeft)

_EXACT_ROLE = Qt.ItemDataRole.UserRole


class DetailTable(QTableWidget):
    """Signals: ``copied(str)`` when a line is to be copied."""

    copied = Signal(str)

    def __init__(self) -> None:
        super().__init__(0, 2)
        self.setAccessibleName("Every element")
        self.setAccessibleDescription(
            "Label and text. Ctrl+C copies a line, R shows the raw bytes, Escape closes."
        )
        self.setHorizontalHeaderLabels(["Element", "As recorded"])
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        self.horizontalHeader().setStretchLastSection(True)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._ring = FocusRing(self, outset=4)

    def fill(self, rows: tuple[DetailRow, ...], theme: Theme) -> None:
        """Put the lines."""
        self.clearSpans()
        self.setRowCount(len(rows))
        self.setColumnWidth(0, theme.px(_LABEL_PX))
        for place, row in enumerate(rows):
            name, text = (QTableWidgetItem(breakable(words)) for words in (row.label or row.text, row.text))
            name.setData(_EXACT_ROLE, row.label)
            text.setData(_EXACT_ROLE, row.text)
            name.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            text.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            name.setForeground(theme.colour("second"))
            if not row.label:
                name.setFont(theme.font(Role.BODY, bold=True))
                name.setForeground(theme.colour("accent"))
                name.setBackground(theme.colour("page"))
                self.setSpan(place, 0, 1, 2)
            self.setItem(place, 0, name)
            self.setItem(place, 1, text)
        self._fit()
        self.scrollToTop()

    def _fit(self) -> None:
        """Give every row the height that its wrapped words need."""
        metrics, tall = QFontMetrics(self.font()), 10**6
        widths = (self.columnWidth(0) - 8, self.columnWidth(1) - 8)
        for row in range(self.rowCount()):
            spans = self.columnSpan(row, 0) > 1
            needed = (
                metrics.boundingRect(
                    QRect(0, 0, sum(widths) if spans else width, tall), _WRAPPED, self._shown(row, column)
                )
                for column, width in enumerate(widths)
            )
            self.setRowHeight(row, max(rect.height() for rect in needed) + 9)

    def _shown(self, row: int, column: int) -> str:
        item = self.item(row, column)
        return item.text() if item is not None else ""

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            rows = sorted({index.row() for index in self.selectedIndexes()})
            self.copied.emit("\n".join(self._line(row) for row in rows))
            return
        if event.text().isalnum():  # a letter is the pane's key, not a search in this table
            event.ignore()
            return
        super().keyPressEvent(event)

    def _line(self, row: int) -> str:
        name, text = (str(self.model().index(row, column).data(_EXACT_ROLE)) for column in (0, 1))
        return f"{name}: {text}" if name else text


class DetailPane(QFrame):
    """Signals: ``closed()``; ``text_copied(str)``."""

    closed = Signal()
    text_copied = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setAccessibleName("Detail")
        self._theme = theme
        self._detail: Detail | None = None
        self.entry = ""
        self.title = selectable(label("", "heading"), "Title")
        self.plain = [selectable(label(""), f"Line {number}") for number in range(1, _PLAIN + 1)]
        self.raw_button = button("Raw bytes (R)")
        self.raw_button.setCheckable(True)
        self.copy_button = button("Copy all")
        self.close_button = button("Close (Esc)")
        self.grouping = RegroupButtons()
        self.documents = OpenButtons()
        self.table = DetailTable()
        self.raw = QPlainTextEdit()
        self.raw.setReadOnly(True)
        self.raw.setAccessibleName("Paths and raw bytes")
        self._ring = FocusRing(self.raw, outset=4)
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(6)
        for part in (self.raw_button, self.copy_button):
            head.addWidget(part)
        head.addStretch(1)
        head.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 8, 8)
        column.setSpacing(3)
        column.addLayout(head)
        column.addWidget(self.grouping)
        column.addWidget(self.documents)
        column.addWidget(self.title)
        for line in self.plain:
            column.addWidget(line)
        column.addSpacing(4)
        column.addWidget(self.table, 1)
        column.addWidget(self.raw, 1)
        self.raw.hide()

    def _wire(self) -> None:
        self.close_button.clicked.connect(self.closed)
        self.raw_button.toggled.connect(self._show_raw)
        self.copy_button.clicked.connect(self._copy_all)
        self.table.copied.connect(self.text_copied)
        self._theme.changed.connect(self._again)

    def await_detail(self, entry: str, title: str) -> None:
        """An entry was chosen; its detail is on the way."""
        self.entry, self._detail = entry, None
        self.title.setText(title)
        self.documents.show_offers("", ())
        self._say(("Reading the whole record ...",))
        self.grouping.show_detail(None)
        self.table.fill((), self._theme)
        self.raw_button.setChecked(False)
        self.table.setFocus()

    def show_detail(self, detail: Detail) -> None:
        """Put the detail if it is the one that was asked for."""
        if detail.entry != self.entry:
            return
        self._detail = detail
        self.title.setText(detail.title)
        self.title.setAccessibleName(f"Detail of {detail.title}")
        self._say(detail.plain)
        self.grouping.show_detail(detail)
        self.documents.show_offers(detail.entry, detail.documents)
        letter = self.documents.first_document()
        if letter is not None and self.table.hasFocus():
            letter.setFocus()  # a second Enter opens it
        self.table.fill(detail_rows(detail), self._theme)
        self.raw.setPlainText(raw_text(detail) if self.raw_button.isChecked() else "")

    def clear(self) -> None:
        """Nothing of the last patient stays."""
        self.entry, self._detail = "", None
        self.title.setText("")
        self.documents.show_offers("", ())
        self._say(())
        self.grouping.show_detail(None)
        self.table.fill((), self._theme)
        self.raw.clear()
        self.raw_button.setChecked(False)

    def _say(self, words: tuple[str, ...]) -> None:
        for place, line in enumerate(self.plain):
            text = words[place] if place < len(words) else ""
            line.setText(text)
            line.setAccessibleName(text or f"Line {place + 1}")
            line.setVisible(bool(text))
            restyle(line, "strong" if place == 0 else "body")

    def _again(self) -> None:
        if self._detail is not None:
            self.table.fill(detail_rows(self._detail), self._theme)

    def _show_raw(self, shown: bool) -> None:  # noqa: FBT001  # a slot of toggled
        self.raw.setVisible(shown)
        self.table.setVisible(not shown)
        if shown and self._detail is not None:
            self.raw.setPlainText(raw_text(self._detail))
        (self.raw if shown else self.table).setFocus()

    def _copy_all(self) -> None:
        if self._detail is not None:
            self.text_copied.emit(all_text(self._detail))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_R and not event.modifiers():
            self.raw_button.toggle()
        elif event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
